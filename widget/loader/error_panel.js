/** Tells reader and owner that the thread cannot be shown. */
import { make } from "./dom.js";
import { wordsIn } from "./words.js";

/** Tells the site's owner, in the console, what to do. */
export const tellOwner = (text) => console.error("Bedside: " + text);

/** A message with a button to try again and a way to the plain page. The
 * worker's own words, where it answered, say what to do; otherwise the owner
 * gets what a browser hides behind one "failed to fetch". What only the owner
 * can mend (`owner`) is not to be tried again. */
export async function message({ owner, title, message }, { host, site, lang, plain }, retry) {
  tellOwner(
    (owner ||
      title ||
      message + ": is it running, and allowed by this page's Content-Security-Policy?") +
      ` (${host}, site ${site}, ${location.origin})`,
  );
  const words = await wordsIn(lang, host);
  const note = make("div", { part: "notice bad", role: "alert" });
  note.append(make("p", { textContent: title || words.load_failed }));
  if (!owner) {
    note.append(
      make("button", { part: "button main", textContent: words.try_again, onclick: retry }),
      " ",
      make("a", { textContent: words.open_plain, href: plain }),
    );
  }
  const box = make("div", { className: "bedside" });
  box.append(note);
  return box;
}
