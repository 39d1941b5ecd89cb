/** The element `<bedside-thread>`: one thread on one page. */
import { arrived, pageAddress, target } from "./address.js";
import { watch } from "./early.js";
import { message } from "./failure.js";
import { fetchFragment, link, parse } from "./fragment.js";
import { listen, make } from "./dom.js";
import { release, reserve, sheet } from "./space.js";
import { follow } from "./theme.js";
import { mayBeSignedIn, mount } from "./widget.js";

/** What decides how the thread is shown. */
const WISHES = ["site", "page", "lang", "sort", "view", "depth"];
/** The thread is fetched when this close to the screen... */
const NEAR = "1200px";
/** ...and comes to life by itself when this close, once the page is idle. */
const CLOSE = "200px";

const idle = window.requestIdleCallback || ((run) => setTimeout(run, 200));

/** Defines the element; its worker is `host`. */
export function define(name, host) {
  customElements.define(
    name,
    class extends HTMLElement {
      static get observedAttributes() {
        return WISHES;
      }

      constructor() {
        super();
        this._space = sheet(this.attachShadow({ mode: "open" }));
      }

      connectedCallback() {
        this._life = show(this, host, this._space);
      }

      disconnectedCallback() {
        this._life.abort();
        this._life = null;
      }

      attributeChangedCallback() {
        if (this._life) {
          this._life.abort();
          this.connectedCallback();
        }
      }
    },
  );
}

/** Shows a thread in the element until the controller that it answers is
 * aborted; then nothing is left of it. */
function show(element, host, space) {
  const life = new AbortController();
  const { signal } = life;
  const shadow = element.shadowRoot;
  const url = pageAddress();
  const query = { page: url, url, title: document.title };
  for (const wish of WISHES) query[wish] = element.getAttribute(wish) || query[wish] || "";
  query.lang = element.closest("[lang]")?.lang || "";
  const { site } = query;
  const address = (more) =>
    `${host}/v1/sites/${encodeURIComponent(site)}/thread?` +
    new URLSearchParams({ ...query, ...more });
  const options = { ...query, host, plain: address() };
  let handle;

  const ended = (clean) => listen(signal, "abort", clean);
  /** Runs once the element is within `rootMargin` of the screen. */
  const near = (rootMargin, run) => {
    const observer = new IntersectionObserver(
      (seen) => {
        if (seen[0].isIntersecting) {
          observer.disconnect();
          run();
        }
      },
      { rootMargin },
    );
    observer.observe(element);
    ended(() => observer.disconnect());
  };
  const fail = async (error, retry) => {
    if (signal.aborted) return;
    const shown = await message(error, options, () => {
      shown.remove();
      retry();
    });
    if (!signal.aborted) shadow.append(shown);
  };

  /** Fetches style and HTML at the same time and shows both at once. */
  const load = async () => {
    shadow.replaceChildren();
    const wait = make("div", { className: "wait" });
    shadow.append(wait);
    const around = target();
    const style = (build) => link(shadow, `${host}/assets/${build}/widget.css`);
    try {
      const styled = style(BEDSIDE_BUILD);
      const asked = { as: "fragment", ...(around && { around }) };
      const nodes = parse(await fetchFragment(address(asked), signal));
      const root = nodes.firstChild;
      const { build } = root.dataset;
      // Another build: the worker was updated after this loader was fetched.
      await (build === BEDSIDE_BUILD ? styled : style(build));
      if (signal.aborted) return;
      wait.replaceWith(nodes);
      release(element, space, root, signal);
      live(root);
    } catch (error) {
      wait.remove();
      fail(error, load);
    }
  };

  /** Brings the thread to life when the reader needs it, or when idle. */
  const live = (root) => {
    let waking;
    const found = () => target() && shadow.getElementById("comment-" + target());
    const wake = () => {
      if (!signal.aborted) waking ||= hydrate();
    };
    const rest = watch(shadow, wake);
    const hydrate = async () => {
      try {
        const focus = found() && target();
        const signInCode = arrived.code;
        arrived.code = "";
        const mounted = await mount(root, { ...options, focus, signInCode });
        if (signal.aborted) return mounted.destroy();
        handle = mounted;
        rest(true);
      } catch (error) {
        rest();
        fail(error, load);
      }
    };
    ended(() => rest());
    if (arrived.code || found()) wake();
    mayBeSignedIn().then((may) => may && wake(), () => {});
    near(CLOSE, () => idle(wake));
    // Once it lives, it follows the address by itself.
    const follows = () => waking || !target() || (found() ? wake() : load());
    listen(window, "hashchange", follows, signal);
  };

  ended(() => {
    handle?.destroy();
    space.minHeight = "";
    shadow.replaceChildren();
  });
  follow(element, signal);
  reserve(element, space);
  if (target() || arrived.code) load();
  else near(NEAR, load);
  return life;
}
