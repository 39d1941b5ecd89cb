/**
 * Keys that are meant for Bedside stay in it: a page that jumps at "N" must not
 * do so while somebody types an N here, or goes to the next comment with it.
 * Listeners of the page's that capture come before ours and cannot be kept off.
 */
import { listen } from "./dom.js";

/** Elements in which a key does something by itself: it writes, chooses or presses. */
const FIELDS = "input,textarea,select,[contenteditable]";
const PRESSED = "a[href],button,summary";
const CLOSED = "dialog,details[open],[part~=composer]";

/** Ends key events at `shadow` that were typed into a field of it, that press
 * what has the focus, or that the widget took (`defaultPrevented`), until the
 * key is up again. Ends with `signal`. */
export function keepKeys(shadow, signal) {
  const taken = new Set();
  const keep = (event) => {
    const { target, type, key, code } = event;
    const on = (what) => target.closest?.(what);
    const ours =
      event.defaultPrevented ||
      // Where a page keeps the focus in a dialog of its own it must hear Tab.
      (key !== "Tab" && on(FIELDS)) ||
      (/^(Enter| )$/.test(key) && on(PRESSED)) ||
      (key === "Escape" && on(CLOSED));
    if (type === "keydown") taken[ours ? "add" : "delete"](code);
    if (ours || taken.has(code)) event.stopPropagation();
    if (type === "keyup") taken.delete(code);
  };
  listen(shadow, "keydown keypress keyup", keep, signal);
}
