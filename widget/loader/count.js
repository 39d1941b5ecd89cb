/**
 * Numbers of comments, for lists of pages:
 *
 *   <script src="https://HOST/count.js" data-site="SITE" async></script>
 *   <a href="/post/">A post, <bedside-count></bedside-count></a>
 *
 * The page is the element's `page`, or the link around it. All that are in the
 * page are asked for together. What an element holds stays until its number is
 * known, and for good when it cannot be had.
 */
import { countComments } from "./counts.js";
import { isNoId, pageAddress } from "./page.js";

const { src, dataset } = document.currentScript;
const NAME = "bedside-count";
/** Pages that the worker counts in one request. */
const MOST = 200;
const waiting = new Set();

if (!customElements.get(NAME)) {
  customElements.define(
    NAME,
    class extends HTMLElement {
      connectedCallback() {
        if (!waiting.size) setTimeout(ask);
        waiting.add(this);
      }
    },
  );
}

function ask() {
  const groups = {};
  for (const element of waiting) {
    const site = element.getAttribute("site") || dataset.site;
    const lang = element.closest("[lang]")?.lang || "";
    (groups[[site, lang]] ||= { site, lang, all: [] }).all.push(element);
  }
  waiting.clear();
  for (const { site, lang, all } of Object.values(groups)) {
    while (all.length) count(site, lang, all.splice(0, MOST));
  }
}

async function count(site, lang, elements) {
  const pages = elements.map(
    (element) => element.getAttribute("page") ?? element.closest("a")?.href ?? pageAddress(),
  );
  if (pages.some(isNoId)) console.error("Bedside: a <bedside-count> has no page's id.");
  try {
    const items = await countComments(src, site, lang, pages);
    items.forEach(({ text }, at) => (elements[at].textContent = text));
  } catch (error) {
    console.error("Bedside: the comments were not counted.", error);
  }
}
