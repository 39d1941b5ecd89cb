/** Links to a comment stay on the page where its `<base>` leads elsewhere. */
import { listen } from "./dom.js";

/** Completes links of `shadow` before they are followed or copied. */
export function keepLinks(shadow, signal) {
  const complete = ({ target }) => {
    const link = document.querySelector("base[href]") && target.closest('a[href^="#"]');
    if (link) link.href = location.href.split("#")[0] + link.hash;
  };
  listen(shadow, "pointerover focusin click", complete, signal, true);
}
