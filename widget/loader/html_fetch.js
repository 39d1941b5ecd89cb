/** Fetches the thread's HTML from the worker and makes nodes of it. */
import { listen, make } from "./dom.js";

/** No response within this long counts as none. */
const TIMEOUT_MS = 30_000;

/** The thread as the worker renders it, text. What the worker says is wrong
 * is thrown, with `code` and `title`; a response that never comes, too. */
export async function fetchFragment(url, signal) {
  const controller = new AbortController();
  const end = () => controller.abort(new Error("no answer in 30 s"));
  const timer = setTimeout(end, TIMEOUT_MS);
  listen(signal, "abort", end, controller.signal);
  try {
    const response = await fetch(freshened(url), {
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: controller.signal,
    });
    if (!response.ok) throw await response.json();
    return await response.text();
  } finally {
    clearTimeout(timer);
  }
}

/** An address that no response is cached for. A page's own service worker may
 * respond from its cache whatever is requested twice, and hide what is new. */
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
