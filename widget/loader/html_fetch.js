/** Fetches the thread's HTML from the worker and makes nodes of it. */
import { listen, make } from "./dom.js";

/** No answer within this long counts as none. */
const TIMEOUT_MS = 30_000;

/** The thread as the worker renders it, text. What the worker says is wrong
 * is thrown, with `code` and `title`; an answer that never comes, too. */
export async function fetchFragment(url, signal) {
  const patience = new AbortController();
  const end = () => patience.abort(new Error("no answer in 30 s"));
  const timer = setTimeout(end, TIMEOUT_MS);
  listen(signal, "abort", end, patience.signal);
  try {
    const answer = await fetch(freshened(url), {
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: patience.signal,
    });
    if (!answer.ok) throw await answer.json();
    return await answer.text();
  } finally {
    clearTimeout(timer);
  }
}

/** An address that no answer is kept for. A page's own service worker may
 * answer from what it keeps whatever is asked twice, and hide what is new. */
const freshened = (url) =>
  navigator.serviceWorker?.controller ? url + "&fresh=" + Date.now().toString(36) : url;

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
