/**
 * The page that a thread is on. A site that changes its pages without loading
 * them changes address, canonical link and title in an order of its own, so all
 * three are read when they are needed.
 */
import { listen } from "./dom.js";
import { tellOwner } from "./error_panel.js";

/** The canonical link that was last seen, when, and the address at which it came. */
let seen = {};
/** Some routers change the link first. An address that comes within this many
 * milliseconds is the one that it came with. */
const TOGETHER = 100;

const pathOf = (address) => new URL(address, location).pathname.replace(/\/$/, "");
const queryOf = (address) => new URL(address, location).search;

/** A link's address. A template may have left it half empty: that is none. */
function addressOf(link) {
  try {
    return link && new URL(link.href).href;
  } catch {
    return null;
  }
}

/** The canonical link's address, unless it is one that was left behind: many
 * routers change the address first and the link later, or never. */
function canonical() {
  const href = addressOf(document.querySelector("link[rel=canonical]"));
  const now = performance.now();
  if (href !== seen.href) {
    seen = { href, at: now };
    // Some templates say so on every page. They are believed all the same: the
    // comments of such a site are there.
    if (href && !pathOf(href) && pathOf(location)) {
      tellOwner("the canonical link of this page is the site's root; pages that share one share a thread. Give each a data-page.");
    }
  }
  if (now - seen.at < TOGETHER) seen.from = location.href;
  if (!href) return "";
  // Pages that differ by their query are told apart by it.
  const differ = (other) =>
    pathOf(other) !== pathOf(location) || (queryOf(href) && queryOf(other) !== location.search);
  return differ(seen.from) && differ(href) ? "" : href;
}

/** The page's own address: its canonical link, or without one the address.
 * With the query: many sites have all their pages at one path (`/?p=12`). The
 * worker knows which parameters say nothing of the page. */
export const pageAddress = () =>
  canonical() || location.origin + location.pathname + location.search;

/** The page of an element, now: key, address and title. */
export function pageOf(element) {
  const told = (name) => element.getAttribute(name);
  const url = told("url") || pageAddress();
  return { page: told("page") ?? url, url, title: told("page-title") || document.title };
}

/** An id that a template or a script left empty: all of a site's pages would
 * have it, and one thread. */
const NO_ID = /^\s*$|^(null|undefined|none|nan|false|true|\[object.*)$|{{|{%|<%|\${/i;

/** True for the id of a page that is none. */
export const isNoId = (id) => NO_ID.test(id);

/** Calls `look` whenever the page may have become another one. The page's
 * `history` is not ours to change: without the Navigation API a change that
 * touches nothing in the head is seen when somebody writes. */
export function onPageChange(look, signal) {
  let waits;
  // In a task of its own: what belongs together has changed by then, and a
  // thread that goes with its page asks for nothing more.
  const soon = () => {
    clearTimeout(waits);
    waits = setTimeout(() => signal.aborted || look());
  };
  canonical();
  const head = new MutationObserver(() => {
    // Noted before the address goes on.
    canonical();
    soon();
  });
  head.observe(document.documentElement, { childList: true });
  head.observe(document.head, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["href", "rel"],
  });
  listen(signal, "abort", () => head.disconnect());
  listen(window.navigation || window, "currententrychange popstate", soon, signal);
}
