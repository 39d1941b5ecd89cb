/**
 * Room for the thread before it is there, so that nothing on the page moves
 * when it comes.
 */
import { listen } from "./dom.js";

/** Paints the element while it is empty, and returns the style its room is
 * set in. A constructed sheet is allowed by any policy; where the browser has
 * none, only the room is missing. */
export function sheet(shadow) {
  try {
    const made = new CSSStyleSheet();
    made.replaceSync(
      ":host{display:block;inline-size:100%;min-inline-size:0}:host([hidden]){display:none}" +
        ".wait{height:9em;background:currentColor;opacity:.06}",
    );
    shadow.adoptedStyleSheets = [made];
    return made.cssRules[0].style;
  } catch {
    return {};
  }
}

/** Keeps whatever follows the element below the screen. */
export function reserve(element, style) {
  const top = element.getBoundingClientRect().top;
  style.minHeight = Math.max(innerHeight * 0.6, innerHeight - Math.max(top, 0)) + "px";
}

/** Gives the room back as soon as nobody can see that happen. */
export function release(element, style, content, signal) {
  const look = () => {
    // Once it is given back there is nothing to measure.
    if (!style.minHeight) return;
    const { bottom } = element.getBoundingClientRect();
    const end = content.getBoundingClientRect().bottom;
    if (bottom < 0 || end >= Math.min(bottom, innerHeight)) style.minHeight = "";
  };
  listen(window, "scroll resize", look, signal);
  look();
}
