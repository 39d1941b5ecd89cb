/**
 * Reads the page's address for Bedside: `#comment-ID`, and `#bedside-code=`
 * after a sign-in with the whole page.
 */

/** The one-time code that a sign-in brought back; whoever uses it clears it. */
export const arrived = { code: "" };

/** Takes the code off the address before anything else can read it there; the
 * page's own fragment stays. */
export function takeCode() {
  const [own, code] = location.hash.split(/[#&]bedside-code=/);
  arrived.code = code;
  if (code) {
    history.replaceState(history.state, "", location.pathname + location.search + own);
  }
}

/** The id of the comment that the address points to, or nothing. Ours are
 * UUIDs; WordPress, for one, has `#comment-12`. */
export const target = () => location.hash.match(/^#comment-([\da-f-]{36})$/)?.[1];
