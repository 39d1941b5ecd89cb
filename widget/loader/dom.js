/** The two things done over and over. */

/** A new element with these properties. */
export const make = (name, properties) =>
  Object.assign(document.createElement(name), properties);

/** Listens to several events, named in one text, until the signal ends. */
export function listen(target, names, run, signal, capture) {
  for (const name of names.split(" ")) {
    target.addEventListener(name, run, { signal, capture, passive: !capture });
  }
}
