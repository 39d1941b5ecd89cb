/** The wasm modules, each fetched and started once per page. */

import { listen } from "./dom.js";

const started = {};
/** The number of panics in which modules ended. A panic leaves behind what is of no
 * use: after it they are started anew. */
let panics = 0;
const seen = new WeakSet();

/** Calls `run` when a module of `host` has ended in a panic. */
export function onPanic(host, run, signal) {
  const look = (event) => {
    const error = event.error || event.reason;
    const ours = error instanceof WebAssembly.RuntimeError && error.stack?.includes(host);
    if (!ours) return;
    if (!seen.has(event)) panics += 1;
    seen.add(event);
    run();
  };
  listen(window, "error unhandledrejection", look, signal);
}

/** The module `name` of a build, started. */
function start(base, name) {
  const url = base + name;
  const script = url + ".js" + (panics ? "?again=" + panics : "");
  return (started[script] ||= import(script)
    .then((module) => module.default({ module_or_path: url + "_bg.wasm" }).then(() => module))
    .catch((error) => {
      // Not remembered: the next need tries again.
      delete started[script];
      throw error;
    }));
}

/** Brings the rendered thread to life; returns the handle to end it with. */
export async function mount(root, options) {
  const base = `${options.host}/assets/${root.dataset.build}/`;
  const reader = await start(base, "widget");
  return reader.mount(root, { ...options, load: (name) => start(base, name) });
}

/** True when somebody has signed in on this page. Asking creates nothing, and
 * is refused where there is no such question or no storage. */
export const mayBeSignedIn = async () =>
  (await indexedDB.databases()).some(({ name }) => name === "bedside");
