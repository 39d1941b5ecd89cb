// Astro's ClientRouter: head and body are swapped, then the address changes.
// Scripts that the page has run before are not run again; they are told by an
// event.
import { fetched, route, takeHead } from "./visit.js";

const tell = () => document.dispatchEvent(new Event("astro:page-load"));

route(async (next, back) => {
  const page = await fetched(next);
  takeHead(page);
  document.body.replaceWith(document.adoptNode(page.body));
  if (!back) history.pushState({ index: history.length }, "", next);
  tell();
});
addEventListener("load", tell);
