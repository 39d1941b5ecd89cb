/** Light or dark, as the host page is where the thread stands. */
import { listen } from "./dom.js";

/**
 * Sets `data-theme` on the element, and again when the page is loaded and when
 * its own switch or the system's changes, until the signal ends.
 *
 * Whether the page is dark is told by the colour of its text here: that
 * contrasts with whatever is behind, be it a colour, a gradient or a picture
 * of any ancestor.
 */
export function follow(element, signal) {
  const apply = () => {
    const wish = element.getAttribute("theme");
    const [r, g, b] = getComputedStyle(element).color.match(/[\d.]+/g);
    const dark = r * 3 + g * 6 + +b > 1400;
    element.dataset.theme = /dark|light/.test(wish) ? wish : dark ? "dark" : "light";
  };
  const soon = () => requestAnimationFrame(apply);
  const pages = new MutationObserver(soon);
  for (const root of [document.documentElement, document.body]) {
    pages.observe(root, { attributeFilter: ["class", "style", "data-theme"] });
  }
  listen(signal, "abort", () => pages.disconnect());
  listen(matchMedia("(prefers-color-scheme:dark)"), "change", soon, signal);
  // An async script may run before the page's own style is there.
  listen(window, "load", soon, signal);
  apply();
}
