// MkDocs Material with navigation.instant: the address changes first, then the
// content, title and canonical link; scripts in the content run again. Keys on
// the document go to the next and the previous page and to the search.
import { fetched, revive, route, takeHead } from "./visit.js";

route(async (next, back) => {
  if (!back) history.pushState({}, "", next);
  const page = await fetched(next);
  if (location.href !== next) return;
  takeHead(page);
  const main = document.adoptNode(page.querySelector("main"));
  revive(main);
  document.querySelector("main").replaceWith(main);
});

const pages = [...document.querySelectorAll("header nav a")];
const here = () => pages.findIndex(({ pathname }) => pathname === location.pathname);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.target.matches("input, textarea, select")) return;
  if (event.key === "n") pages[here() + 1]?.click();
  if (event.key === "p") pages[here() - 1]?.click();
  if (event.key === "s" || event.key === "f") {
    event.preventDefault();
    document.querySelector("[type=search]").focus();
  }
});
