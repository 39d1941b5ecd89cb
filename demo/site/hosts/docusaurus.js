// Docusaurus: the address changes first, then React makes the content anew, and
// react-helmet changes title and canonical link a frame later, when the thread
// is in the page already.
import { fetched, route, takeHead } from "./visit.js";

route(async (next, back) => {
  const page = await fetched(next);
  if (!back) history.pushState({ key: next }, "", next);
  document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
  requestAnimationFrame(() => takeHead(page));
});
