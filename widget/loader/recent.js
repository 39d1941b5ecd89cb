/**
 * The newest comments of a site, or of one page:
 *
 *   <script src="https://HOST/recent.js" data-site="SITE" async></script>
 *   <bedside-recent most="5"></bedside-recent>
 *
 * `page` names one page; `most` is 5 where nothing is said, and never more
 * than 50. The list is the host page's own: its style applies. What the
 * element holds stays until there is a list, and for good when there is none.
 */
import { make } from "./dom.js";

const { src, dataset } = document.currentScript;
const NAME = "bedside-recent";

function entry({ url, title, summary, date_published }, language) {
  const date = new Date(date_published);
  // The digits that the thread has: engines disagree about those of Arabic.
  const lang = language + "-u-nu-latn";
  const time = make("time", {
    dateTime: date_published,
    title: date.toLocaleString(lang),
    textContent: date.toLocaleDateString(lang, { dateStyle: "medium" }),
  });
  const item = make("li");
  item.append(
    make("a", { href: url, textContent: title, dir: "auto" }),
    " ",
    time,
    // Its lines are lines: joined, two numbers could look like one.
    make("p", { innerText: summary, dir: "auto" }),
  );
  return item;
}

async function show(element) {
  const site = element.getAttribute("site") || dataset.site;
  const lang = element.closest("[lang]")?.lang || "";
  const page = element.getAttribute("page") || "";
  const query = new URLSearchParams({ lang, page });
  try {
    const response = await fetch(new URL(`/v1/sites/${encodeURIComponent(site)}/feed.json?${query}`, src), {
      credentials: "omit",
      referrerPolicy: "no-referrer",
    });
    const { items, title, language } = await response.json();
    if (!items) throw title;
    if (items.length) {
      const list = make("ul");
      const newest = items.slice(0, element.getAttribute("most") || 5);
      list.append(...newest.map((item) => entry(item, language)));
      element.replaceChildren(list);
    }
  } catch (error) {
    console.error("Bedside: the newest comments were not listed.", error);
  }
}

if (!customElements.get(NAME)) {
  customElements.define(
    NAME,
    class extends HTMLElement {
      connectedCallback() {
        show(this);
      }
    },
  );
}
