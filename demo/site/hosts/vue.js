// Vue with vue-router: the elements stay, what is bound to the page's data
// changes, one attribute after the other. The title follows; the canonical link
// is nobody's business and stays that of the first page.
import { fetched, route } from "./visit.js";

route(async (next, back) => {
  const page = await fetched(next);
  if (!back) history.pushState({ current: next }, "", next);
  const [shown, article] = [document, page].map((within) => within.querySelector("article"));
  shown.replaceChildren(...article.childNodes);
  const [thread, bound] = [document, page].map((within) => within.querySelector("bedside-thread"));
  for (const name of ["page", "url", "page-title"]) {
    thread.setAttribute(name, bound.getAttribute(name));
  }
  await null;
  document.title = page.title;
});
