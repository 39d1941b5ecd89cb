/**
 * Bringing a thread to life whose HTML somebody changes: a browser that
 * translates the page wraps each text, an extension adds elements. The widget
 * takes over only what the worker made, so it gets that once more, where
 * nobody else can reach, and is shown when it is alive.
 */
import { bind, rootFor } from "./roots.js";
import { parse } from "./html_fetch.js";
import { listen, make } from "./dom.js";
import { boxOf, giveBack, keepTyped } from "./typed.js";
import { mount } from "./wasm_loader.js";

/** Watches what the worker made; returns a function that tells whether it is
 * still that, and ends the watching. */
export function watchChanges(root, signal) {
  let is_changed = false;
  const watch = new MutationObserver(() => (is_changed = true));
  watch.observe(root, { childList: true, characterData: true, subtree: true });
  listen(signal, "abort", () => watch.disconnect());
  return () => {
    is_changed ||= watch.takeRecords().length > 0;
    watch.disconnect();
    return is_changed;
  };
}

/** Brings `root` to life, or what the worker made in its place. Returns the
 * handle and the root that lives. */
export async function awaken(root, { html, name, isChanged }, options, signal) {
  if (!isChanged()) {
    bind(root, signal);
    return [await mount(root, options), root];
  }
  const holder = make("div", { hidden: true });
  const inside = holder.attachShadow({ mode: "closed" });
  const nodes = parse(html);
  const fresh = rootFor(nodes.firstChild);
  keepTyped(root, name);
  giveBack(fresh, name);
  inside.append(nodes);
  root.after(holder);
  bind(fresh, signal);
  const handle = await mount(fresh, options);
  // What was typed meanwhile is still in the old one.
  const [from, to] = [root, fresh].map(boxOf);
  if (from && to && from.value !== to.value) {
    to.value = from.value;
    to.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  }
  const had = from && from === from.getRootNode().activeElement;
  root.replaceWith(...inside.childNodes);
  holder.remove();
  if (had && to) {
    // Whoever writes goes on writing.
    to.focus({ preventScroll: true });
    to.setSelectionRange(from.selectionStart, from.selectionEnd);
  }
  return [handle, fresh];
}
