/** Light or dark, as the host page is where the thread stands. */
import { listen } from "./dom.js";

/**
 * Sets `data-bedside` on the element, and again when the page is loaded and
 * when its own switch or the system's changes, until the signal ends. The name
 * is ours alone: a page's rule for `[data-theme]` would set the colour that is
 * measured here.
 *
 * The colour of the page's text here tells whether the page is dark: that
 * contrasts with whatever is behind, be it a colour, a gradient or a picture
 * of any ancestor.
 */
export function follow(element, signal) {
  const apply = () => {
    const { color } = getComputedStyle(element);
    // As it was written: `rgb(0, 0, 0)`, `color(display-p3 0 0 0)`, or with the
    // lightness first: `lab(0 0 0)`, `oklch(0 0 0)`. Asking a canvas instead
    // would look like taking a fingerprint, and get noise where that is refused.
    let [light, g, b] = color.match(/\b\d[\d.e-]*/g) || [];
    if (/^[cr]/.test(color)) light = light * 0.3 + g * 0.6 + b * 0.1;
    const dark = light > ({ r: 140, l: 58 }[color[0]] || 0.6);
    const wish = /dark|light/.exec(element.getAttribute("theme"))?.[0];
    element.dataset.bedside = wish || (dark ? "dark" : "light");
  };
  const soon = () => requestAnimationFrame(apply);
  const pages = new MutationObserver(soon);
  for (const root of [document.documentElement, document.body]) {
    pages.observe(root, { attributes: true });
  }
  listen(signal, "abort", () => pages.disconnect());
  listen(matchMedia("(prefers-color-scheme:dark)"), "change", soon, signal);
  // An async script may run before the page's own style is there, and a page
  // that fades has its new colour at the end.
  listen(window, "load transitionend", soon, signal);
  apply();
}
