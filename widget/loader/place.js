/**
 * The place of a tag's thread: after the tag, or in the element that its
 * `data-target` selects. Whatever brings a page back, or shows it by other
 * means than a load, finds the thread once and not twice.
 */
import { make } from "./dom.js";
import { tellOwner } from "./error_panel.js";

/** The thread that a tag asks for. */
function threadOf({ dataset }, kind) {
  const thread = make(kind);
  for (const name in dataset) {
    // `data-page-title` of a tag, `pageTitle` here, is `page-title` of the element.
    if (name !== "target") thread.setAttribute(name.replace(/[A-Z]/g, "-$&"), dataset[name]);
  }
  return thread;
}

const idOf = (thread) => ["site", "page", "url"].map((name) => thread.getAttribute(name)).join();

/** True where the page has such a thread; two would have one text box, and one
 * id, twice. */
const isThere = (wanted, kind) =>
  [...document.querySelectorAll(kind)].some((other) => idOf(other) === idOf(wanted));

/** Sentences that were said; the same is looked at again with each change of the page. */
const told = new Set();

function tellOnce(text) {
  if (!told.has(text)) tellOwner(text);
  told.add(text);
}

/** Places the thread of a tag, unless it is there. */
function place(tag, kind) {
  const { site, target } = tag.dataset;
  const place = target && document.querySelector(target);
  // A tag whose place is not there waits, also one that the site took out.
  if (!site || (target ? !place : !tag.isConnected)) return;
  const there = target ? place.querySelector(kind) : tag.nextElementSibling;
  const thread = threadOf(tag, kind);
  // A copy of the page that was kept has the thread in it, and so has the page
  // whose tag is run again. In one place only the newest tag's may stand.
  if (there?.localName === kind) {
    if (target && idOf(there) !== idOf(thread)) there.replaceWith(thread);
    return;
  }
  if (isThere(thread, kind)) {
    tellOnce("two tags for one thread: give each a data-page.");
  } else if (place) {
    place.prepend(thread);
  } else if (tag.closest("body")) {
    tag.after(thread);
  } else if (!document.querySelector(kind)) {
    // React and Next move it there.
    tellOnce(`the tag is not in <body>: say where with data-target="#ID", or write a <${kind}>.`);
  }
}

/** The tags that have been run, whose targets are waited for. */
const waiting = new Set();
let watching;

/** Places the tag's thread now, and as often as the site makes its target. */
export function follow(tag, kind) {
  try {
    place(tag, kind);
  } catch {
    return tellOwner(`data-target="${tag.dataset.target}" is no selector.`);
  }
  if (!tag.dataset.target) return;
  // The tag of another page may have named the same place.
  for (const other of waiting) {
    if (other.dataset.target === tag.dataset.target) waiting.delete(other);
  }
  waiting.add(tag);
  watching ||= new MutationObserver(() => waiting.forEach((tag) => place(tag, kind)));
  watching.observe(document.documentElement, { childList: true, subtree: true });
}

/** Astro's router runs a script once, and shows other pages with the same tag
 * in them. */
export function followRouter(isOurs, kind) {
  document.addEventListener("astro:page-load", () => {
    for (const tag of document.scripts) if (isOurs(tag)) place(tag, kind);
  });
}
