/** The element `<bedside-thread>`: one thread on one page. */
import { arrived, target } from "./address.js";
import { watch } from "./event_replay.js";
import { message } from "./error_panel.js";
import { fetchFragment, link, parse } from "./html_fetch.js";
import { listen, make } from "./dom.js";
import { linkTo } from "./line.js";
import { keepKeys } from "./keys.js";
import { keepLinks } from "./links.js";
import { isNoId, onPageChange, pageOf } from "./page.js";
import { giveRoot, rootFor } from "./roots.js";
import { awaken, watchChanges } from "./shelter.js";
import { release, reserve, sheet } from "./placeholder.js";
import { follow } from "./theme.js";
import { giveBack, keepTyped } from "./typed.js";
import { mayBeSignedIn, onPanic } from "./wasm_loader.js";

/** Attributes that decide how the thread is shown. */
const WISHES = ["site", "page", "lang", "sort", "view", "depth"];
/** The thread is fetched when this close to the screen... */
const NEAR = "1200px";
/** ...and comes to life by itself when this close, once the page is idle. */
const CLOSE = "200px";

/** A host that ends it again and again keeps the HTML, which can be read. */
const MOST_PANICS = 3;

const idle = window.requestIdleCallback || ((run) => setTimeout(run, 200));

/** Defines the element; its worker is `host`. */
export function define(name, host) {
  customElements.define(
    name,
    class extends HTMLElement {
      static get observedAttributes() {
        return [...WISHES, "url"];
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

      attributeChangedCallback(name) {
        // Beside a page's own id the address is no wish, and read when it counts.
        const counts = name !== "url" || !this.hasAttribute("page");
        if (this._life && counts) this.connectedCallback();
      }
    },
  );
}

/** Shows a thread in the element until the controller that it returns is
 * aborted; then nothing is left of it. It loads once: whatever needs another
 * load ends it and begins anew, as no part of it may outlive what it showed. */
function show(element, host, space) {
  const life = new AbortController();
  const { signal } = life;
  const shadow = element.shadowRoot;
  const query = pageOf(element);
  for (const wish of WISHES) query[wish] ||= element.getAttribute(wish) || "";
  query.lang = element.closest("[lang]")?.lang || "";
  const { page } = query;
  const name = query.site + " " + page;
  const address = (more) =>
    `${host}/v1/sites/${encodeURIComponent(query.site)}/thread?` +
    new URLSearchParams({ ...query, ...more });
  /** The page as it is called now; nothing where it is no longer this one. */
  const pageNow = () => {
    const now = pageOf(element);
    return now.page === page ? now : null;
  };
  const options = { ...query, host, plain: address(), pageNow };
  const style = (build) => link(shadow, `${host}/assets/${build}/widget.css`);
  /** Ends this and begins anew. */
  const again = () => element.connectedCallback();
  const found = () => shadow.getElementById("comment-" + target());
  /** Settled once the element is within `rootMargin` of the screen; calls
   * `far` while it is not. */
  const near = (rootMargin, far) =>
    new Promise((done) => {
      // Printing cannot wait for it, but what is printed next has it.
      listen(window, "beforeprint", done, signal);
      const look = ([{ isIntersecting }]) => (isIntersecting ? done() : far?.());
      const observer = new IntersectionObserver(look, { rootMargin });
      observer.observe(element);
      listen(signal, "abort", () => observer.disconnect());
    });

  let line;
  /** Says how many comments there are until they are shown. */
  const stand = async () => {
    if (line || signal.aborted) return;
    line = make("p");
    shadow.append(line);
    line.append(await linkTo(options));
  };

  let asleep = true;
  let handle;
  let wake;
  const woken = new Promise((done) => (wake = done));
  const rest = watch(shadow, wake);
  const end = (root) => {
    if (!handle) return;
    try {
      handle.destroy();
      giveRoot(root);
    } catch {
      // It has ended in a panic, and goes with its memory.
    }
  };

  /** From nothing, by the worker's HTML, to the living widget. */
  const live = async () => {
    const wait = make("div", { className: "wait" });
    const around = target();
    try {
      if (isNoId(page)) throw { owner: `"${page}" is no page's id; give each page one of its own, or none.` };
      if (!around && !arrived.code) await near(NEAR, () => idle(() => stand().catch(() => {})));
      line?.remove();
      // Style and HTML are fetched at the same time and shown at once.
      shadow.append(wait);
      const styled = style(BEDSIDE_BUILD);
      const request = address({ as: "fragment", ...(around && { around }) });
      const html = await fetchFragment(request, signal);
      const nodes = parse(html);
      const root = rootFor(nodes.firstChild);
      const { build } = root.dataset;
      // Another build: the worker was updated after this loader was fetched.
      await (build === BEDSIDE_BUILD ? styled : style(build));
      if (signal.aborted) return;
      wait.replaceWith(nodes);
      giveBack(root, name);
      const isChanged = watchChanges(root, signal);
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
      const wishes = { ...options, focus: target(), signInCode };
      let living;
      [handle, living] = await awaken(root, { html, name, isChanged }, wishes, signal);
      if (signal.aborted) end(living);
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
    if (!handle) keepTyped(shadow, name);
    space.minHeight = "";
    end(shadow.getElementById("bedside"));
    shadow.replaceChildren();
  });
  // From the beginning: a link elsewhere on the page may lead into a thread
  // that is far away. Once it lives, it follows the address by itself.
  const follows = () => asleep && target() && (found() ? wake() : again());
  listen(window, "hashchange", follows, signal);
  onPanic(
    host,
    () => {
      element._panics = (element._panics || 0) + 1;
      keepTyped(shadow, name);
      if (element._panics <= MOST_PANICS) again();
    },
    signal,
  );
  onPageChange(() => pageNow() || again(), signal);
  keepKeys(shadow, signal);
  keepLinks(shadow, signal);
  follow(element, signal);
  reserve(element, space);
  live();
  return life;
}
