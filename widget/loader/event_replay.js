/**
 * Events before the widget is alive: they wake the widget, and
 * presses on buttons are kept and repeated then. Text goes into the boxes by
 * itself and stays there.
 */
import { listen } from "./dom.js";

/** Watches `root`. Calls `wake` at any sign of interest; returns a function
 * that stops watching and repeats the presses, or forgets them. */
export function watch(root, wake) {
  const watching = new AbortController();
  const pressed = new Set();
  const keep = (event) => {
    const button = event.target.closest("#bedside button");
    if (button) {
      event.preventDefault();
      event.stopPropagation();
      pressed.add(button);
      wake();
    }
  };
  listen(root, "pointerover pointerdown focusin keydown", wake, watching.signal);
  listen(root, "click", keep, watching.signal, true);
  return (repeat) => {
    watching.abort();
    if (repeat) pressed.forEach((button) => button.click());
  };
}
