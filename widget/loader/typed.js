/**
 * Text that was typed into a form before the widget is alive, while that form is
 * replaced. A living widget keeps drafts, by their author.
 */

/** By site and page. In this page's memory only. */
const kept = new Map();
/** So many pages' texts, the newest. */
const MOST = 20;

/** The box of the page's own form. */
export const boxOf = (root) => root.querySelector("#body-new");

/** Keeps the text that is in the form of the thread `name`. */
export function keepTyped(root, name) {
  const field = boxOf(root);
  if (!field) return;
  kept.delete(name);
  if (field.value) kept.set(name, field.value);
  if (kept.size > MOST) kept.delete(kept.keys().next().value);
}

/** Puts a text that was kept into the form of the thread `name`. */
export function giveBack(root, name) {
  const field = boxOf(root);
  if (field && kept.has(name)) field.value = kept.get(name);
  kept.delete(name);
}
