// What the routers of these sites have in common: a link to another page of the
// site shows that page in place of this one, without a load. Each router says
// itself in which order it changes the page, as that is where they differ.

const folder = new URL(".", location).pathname;
let shown = location.pathname;

/** The page at an address, as a document that is not shown. */
export async function fetched(address) {
  const answer = await fetch(address);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** Calls `visit(address, back)` for each page that is to be shown; `back` where
 * the history leads to it, and the address has changed already. */
export function route(visit) {
  const go = (address, back) => {
    const { pathname } = new URL(address);
    if (pathname === shown) return;
    shown = pathname;
    visit(address, back);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    const plain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!link || !plain || !new URL(link.href).pathname.startsWith(folder)) return;
    event.preventDefault();
    go(link.href, false);
  });
  addEventListener("popstate", () => go(location.href, true));
}

/** Makes the scripts in `root` new, so that they run when they come into the
 * page. */
export function revive(root) {
  for (const old of root.querySelectorAll("script")) {
    const script = document.createElement("script");
    for (const { name, value } of old.attributes) script.setAttribute(name, value);
    script.textContent = old.textContent;
    old.replaceWith(script);
  }
}

/** Gives the head the title and the canonical link of another page's. */
export function takeHead({ title, head }) {
  document.title = title;
  document.querySelector("link[rel=canonical]")?.remove();
  const link = head.querySelector("link[rel=canonical]");
  if (link) document.head.append(link.cloneNode());
}
