/**
 * Text that was typed into a form before the widget is alive, while that form is
 * replaced. A living widget keeps drafts, by their author.
 */

/** By site and page. In this page's memory only. */
const texts = new Map();
/** So many pages' texts, the newest. */
const MOST = 20;

/** The box of the page's own form. */
export const boxOf = (root) => root.querySelector("#body-new");

/** Keeps the text that is in the form of the thread `name`. */
export function keepTyped(root, name) {
  const field = boxOf(root);
  if (!field) return;
  texts.delete(name);
  if (field.value) texts.set(name, field.value);
  if (texts.size > MOST) texts.delete(texts.keys().next().value);
}

/** Puts a kept text into the form of the thread `name`. */
export function giveBack(root, name) {
  const field = boxOf(root);
  if (field && texts.has(name)) field.value = texts.get(name);
  texts.delete(name);
}
