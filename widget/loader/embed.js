/**
 * Bedside's loader: what a site's owner puts on a page.
 *
 *   <script src="https://HOST/embed.js" data-site="SITE" async></script>
 *
 * places a `<bedside-thread>` right after itself, or in the element that
 * `data-target` selects. `data-page`, `data-url`, `data-page-title`, `data-lang`,
 * `data-theme` (`light`, `dark`, `contrast`, `auto`), `data-sort` (`oldest`, `newest`,
 * `top`, `controversial`, `most_replies`, `staff_first`), `data-view` (`tree`, `flat`) and
 * `data-depth` (1 to 10) are passed on. The element may also be written by
 * hand, with the attributes `site`, `page`, `url`, `page-title`, `lang`,
 * `theme`, `sort`, `view` and `depth`.
 *
 * The page gets two names: `window.bedside` and the element. Including the
 * script more than once is harmless.
 */
import { takeCode } from "./address.js";
import { tellOwner } from "./error_panel.js";
import { follow, followRouter } from "./place.js";
import { define } from "./thread.js";

const KIND = "bedside-thread";

const isOurs = ({ src }) => /\/embed\.js$/.test(src.split(/[?#]/)[0]);

// A module is run once for all its tags and does not know them.
const tags = [document.currentScript || [...document.scripts].filter(isOurs)].flat();

if (!tags[0]) {
  tellOwner("embed.js needs a script tag.");
} else {
  if (!customElements.get(KIND)) {
    // What was placed and said is known to the first run alone.
    window.bedside = { version: BEDSIDE_BUILD, follow: (tag) => follow(tag, KIND) };
    takeCode();
    define(KIND, new URL(tags[0].src).origin);
    followRouter(isOurs, KIND);
  }
  for (const tag of tags) window.bedside.follow(tag);
}
