/** Fetches the thread's HTML from the worker and makes nodes of it. */
import { make } from "./dom.js";

/** The thread as the worker renders it, text. What the worker says is wrong
 * is thrown, with `code` and `title`. */
export async function fetchFragment(url, signal) {
  const answer = await fetch(url, {
    credentials: "omit",
    referrerPolicy: "no-referrer",
    signal,
  });
  if (!answer.ok) throw await answer.json();
  return answer.text();
}

/** A style sheet in `shadow`; settled when it is there, or will not be. */
export function link(shadow, href) {
  return new Promise((done) => {
    shadow.prepend(
      make("link", { rel: "stylesheet", crossOrigin: "", onload: done, onerror: done, href }),
    );
  });
}

let policy;

/** The worker's HTML as nodes. It is safe by construction: the worker renders
 * it from components, and no reader's text can become markup in it. */
export function parse(html) {
  const createHTML = (text) => text;
  policy ||= window.trustedTypes?.createPolicy("bedside", { createHTML }) || { createHTML };
  return make("template", { innerHTML: policy.createHTML(html) }).content;
}
