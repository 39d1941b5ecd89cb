/**
 * Bedside's loader: what a site's owner puts on a page.
 *
 *   <script src="https://HOST/embed.js" data-site="SITE" async></script>
 *
 * places a `<bedside-thread>` right after itself; `data-page`, `data-lang`,
 * `data-theme` (`light`, `dark`, `contrast`, `auto`), `data-sort` (`oldest`, `newest`,
 * `top`, `controversial`, `most_replies`, `clinician_first`), `data-view` (`tree`, `flat`) and
 * `data-depth` (1 to 10) are passed on. The element may also be written by
 * hand, with the attributes `site`, `page`, `lang`, `theme`, `sort`, `view`
 * and `depth`.
 *
 * The page gets two names: `window.bedside` and the element. Including the
 * script more than once is harmless.
 */
import { takeCode } from "./address.js";
import { make } from "./dom.js";
import { tellOwner } from "./failure.js";
import { define } from "./thread.js";

const NAME = "bedside-thread";
const script = document.currentScript;
const { dataset } = script;

if (!customElements.get(NAME)) {
  window.bedside = { version: BEDSIDE_BUILD };
  takeCode();
  define(NAME, new URL(script.src).origin);
}

if (dataset.site) {
  const thread = make(NAME);
  for (const name in dataset) {
    if (dataset[name]) thread.setAttribute(name, dataset[name]);
  }
  script.after(thread);
  if (!script.closest("body")) tellOwner("move the script tag into <body>.");
}
