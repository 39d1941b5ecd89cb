/** The wasm modules, each fetched and started once per page. */

const started = {};

/** The module `name` of a build, started. */
function start(base, name) {
  const url = base + name;
  return (started[url] ||= import(url + ".js")
    .then((module) => module.default({ module_or_path: url + "_bg.wasm" }).then(() => module))
    .catch((error) => {
      // Not remembered: the next need tries again.
      delete started[url];
      throw error;
    }));
}

/** Brings the rendered thread to life; answers the handle to end it with. */
export async function mount(root, options) {
  const base = `${options.host}/assets/${root.dataset.build}/`;
  const reader = await start(base, "widget");
  return reader.mount(root, { ...options, load: (name) => start(base, name) });
}

/** True when somebody has signed in on this page. Asking creates nothing, and
 * is refused where there is no such question or no storage. */
export const mayBeSignedIn = async () =>
  (await indexedDB.databases()).some(({ name }) => name === "bedside");
