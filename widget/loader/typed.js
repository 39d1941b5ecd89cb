/**
 * What somebody typed and has not sent, over the time in which the form it is
 * in is replaced: the widget keeps drafts, but only once it is alive, and not
 * where the browser lets it store nothing.
 */

/** By site and page. In this page's memory only. */
const kept = new Map();
/** So many pages' texts, the newest. */
const MOST = 20;

const FIELD = "#body-new";

/** Keeps the text that is in the form of the thread `name`. */
export function keepTyped(root, name) {
  const field = root.querySelector(FIELD);
  if (!field) return;
  kept.delete(name);
  if (field.value) kept.set(name, field.value);
  if (kept.size > MOST) kept.delete(kept.keys().next().value);
}

/** Puts a text that was kept into the form of the thread `name`. */
export function giveBack(root, name) {
  const field = root.querySelector(FIELD);
  if (field && kept.has(name)) field.value = kept.get(name);
}
