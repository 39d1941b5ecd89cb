/**
 * The line in place of a thread that is not loaded: it says how many comments
 * there are and leads to them, where the page is searched or printed.
 */
import { countComments } from "./counts.js";
import { make } from "./dom.js";

/** A link to a thread's plain page, which says the number of its comments. */
export async function linkTo({ host, site, lang, page, plain }) {
  const [{ text }] = await countComments(host, site, lang, [page]);
  return make("a", { textContent: text, href: plain });
}
