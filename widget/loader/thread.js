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
        this._life?.abort();
        this._life = show(this, host, this._space);
      }

      disconnectedCallback() {
        this._life.abort();
        this._life = null;
      }

      attributeChangedCallback() {
        if (this._life) this.connectedCallback();
      }
    },
  );
}

/** Shows a thread in the element until the controller that it answers is
 * aborted; then nothing is left of it. It loads once: whatever needs another
 * load ends it and begins anew, as no part of it may outlive what it showed. */
function show(element, host, space) {
  const life = new AbortController();
  const { signal } = life;
  const shadow = element.shadowRoot;
  const url = pageAddress();
  const query = { page: url, url, title: document.title };
  for (const wish of WISHES) query[wish] = element.getAttribute(wish) || query[wish] || "";
  query.lang = element.closest("[lang]")?.lang || "";
  const address = (more) =>
    `${host}/v1/sites/${encodeURIComponent(query.site)}/thread?` +
    new URLSearchParams({ ...query, ...more });
  const options = { ...query, host, plain: address() };
  const style = (build) => link(shadow, `${host}/assets/${build}/widget.css`);
  /** Ends this and begins anew. */
  const again = () => element.connectedCallback();
  const found = () => shadow.getElementById("comment-" + target());
  /** Settled once the element is within `rootMargin` of the screen. */
  const near = (rootMargin) =>
    new Promise((done) => {
      const observer = new IntersectionObserver((seen) => seen[0].isIntersecting && done(), {
        rootMargin,
      });
      observer.observe(element);
      listen(signal, "abort", () => observer.disconnect());
    });

  let asleep = true;
  let handle;
  let wake;
  const woken = new Promise((done) => (wake = done));
  const rest = watch(shadow, wake);

  /** From nothing, by the worker's HTML, to the living widget. */
  const live = async () => {
    const wait = make("div", { className: "wait" });
    const around = target();
    try {
      if (!around && !arrived.code) await near(NEAR);
      // Style and HTML are fetched at the same time and shown at once.
      shadow.append(wait);
      const styled = style(BEDSIDE_BUILD);
      const asked = address({ as: "fragment", ...(around && { around }) });
      const nodes = parse(await fetchFragment(asked, signal));
      const root = nodes.firstChild;
      const { build } = root.dataset;
      // Another build: the worker was updated after this loader was fetched.
      await (build === BEDSIDE_BUILD ? styled : style(build));
      if (signal.aborted) return;
      wait.replaceWith(nodes);
      release(element, space, root, signal);

      // It comes to life when the reader needs it, or when idle.
      if (arrived.code || found()) wake();
      mayBeSignedIn().then((may) => may && wake(), () => {});
      near(CLOSE).then(() => idle(wake));
      await woken;
      if (signal.aborted) return;
      asleep = false;
      const signInCode = arrived.code;
      arrived.code = "";
      handle = await mount(root, { ...options, focus: target(), signInCode });
      if (signal.aborted) handle.destroy();
      else rest(true);
    } catch (error) {
      if (signal.aborted) return;
      wait.remove();
      rest();
      const shown = await message(error, options, again);
      if (!signal.aborted) shadow.append(shown);
    }
  };

  listen(signal, "abort", () => {
    rest();
    handle?.destroy();
    space.minHeight = "";
    shadow.replaceChildren();
  });
  // From the beginning: a link elsewhere on the page may lead into a thread
  // that is far away. Once it lives, it follows the address by itself.
  const follows = () => asleep && target() && (found() ? wake() : again());
  listen(window, "hashchange", follows, signal);
  follow(element, signal);
  reserve(element, space);
  live();
  return life;
}
