// React and Next: `<script async>` is moved to the head, wherever the component
// had it, and runs once. Between two pages of one route the elements stay and
// their content changes; another route is rendered anew. The head follows when
// React has time for it.
import { fetched, route, takeHead } from "./visit.js";

route(async (next, back) => {
  const page = await fetched(next);
  if (!back) history.pushState({}, "", next);
  const [shown, main] = [document, page].map((within) => within.querySelector("main"));
  if (shown.dataset.route === main.dataset.route) {
    const [old, fresh] = [shown, main].map((within) => within.querySelector("article, ul"));
    old.replaceChildren(...fresh.childNodes);
  } else {
    document.getElementById("root").replaceChildren(document.adoptNode(main));
  }
  setTimeout(() => takeHead(page));
});
