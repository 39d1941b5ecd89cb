/**
 * The elements that Yew's apps are shown in. Yew never lets go of one whose app
 * has ended, nor of what it listens to there. So the listeners end with the
 * thread, and the next thread is shown in the same element.
 */
import { listen } from "./dom.js";

const spare = [];

/** Makes `fresh`, a rendered root that is in no page yet, one that may be used
 * again: itself, or in its place an element that was given back. */
export function rootFor(fresh) {
  const root = spare.pop();
  if (!root) return fresh;
  for (const { name, value } of fresh.attributes) root.setAttribute(name, value);
  root.replaceChildren(...fresh.childNodes);
  fresh.replaceWith(root);
  return root;
}

/** Ends with `signal` what is listened to at the root and at the comments,
 * which are apps of their own. */
export function bind(root, signal) {
  const apps = [root, ...root.querySelectorAll(".item")];
  for (const element of apps) {
    element.addEventListener = (name, run, options) =>
      EventTarget.prototype.addEventListener.call(element, name, run, { ...options, signal });
  }
  listen(signal, "abort", () => apps.forEach((element) => delete element.addEventListener));
}

/** Takes back a root whose app has ended. */
export function giveRoot(root) {
  for (const { name } of [...root.attributes]) root.removeAttribute(name);
  root.replaceChildren();
  spare.push(root);
}
