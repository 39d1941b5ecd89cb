/**
 * The script of the worker's own sign-in pages. Those pages are served with a
 * policy that allows this file and nothing inline.
 *
 * `data-step="start"` is where the window opens, in one of three ways
 * (`data-mode`). It gives the window a secret of its own, whose hash goes along:
 * without it nobody can finish what this window began.
 *
 * - `popup` asks its opener, of the origin `data-origin` only, for the key that
 *   the session shall be bound to.
 * - `redirect` goes on by itself: the worker knows that the person comes from
 *   the page the session is for.
 * - `claim` takes the owner's token from the fragment.
 *
 * `data-step="finish"` is where the provider sends the window back to. It shows
 * the secret to the worker; then a popup tells its opener and closes, and a
 * whole page goes back to where it came from.
 */
import { arm } from "./arming.js";

const { step, mode, origin, site, state, code, problem } = document.currentScript.dataset;

const show = (id, text) => {
  const element = document.getElementById(id);
  if (!element) return;
  element.hidden = false;
  if (text) element.textContent = text;
};
const hide = (id) => {
  const element = document.getElementById(id);
  if (element) element.hidden = true;
};

/** Holds the secret while this window is at the provider. */
const SECRET = "bedside-window-secret";

function start() {
  const form = document.getElementById("sign-in-form");
  const buttons = [...form.querySelectorAll("button")];
  const ready = async (fields, byItself) => {
    try {
      const secret = token();
      sessionStorage.setItem(SECRET, secret);
      const all = { ...fields, window_hash: await hash(secret) };
      for (const name in all) form.elements[name].value = all[name];
    } catch {
      return show("storage-blocked");
    }
    if (!byItself || buttons.length > 1) return arm(buttons);
    // Nothing to choose, and nothing to be asked.
    buttons[0].disabled = false;
    form.requestSubmit(buttons[0]);
  };

  for (const button of buttons) button.disabled = true;
  if (mode === "redirect") return ready({}, true);
  if (mode === "claim") {
    const owner = location.hash.match(/^#token=([\w-]+)$/)?.[1];
    history.replaceState(null, "", location.pathname);
    // The same link once more is no other page.
    addEventListener("hashchange", () => location.reload());
    return owner ? ready({ token: owner }, false) : show("no-token");
  }

  if (!window.opener) {
    // Where the page cut it off, the page goes on by itself.
    window.close();
    return show("no-opener");
  }
  addEventListener("message", ({ source, origin: from, data }) => {
    if (source !== window.opener || from !== origin || data?.bedside !== "sign-in-key") return;
    ready({ thumbprint: data.thumbprint, attempt: data.attempt }, true);
  });
  tell({ bedside: "sign-in-ready" });
}

async function finish() {
  // The provider's code is not to stay in the history.
  history.replaceState(null, "", location.pathname);
  if (problem) return fail(problem);
  const response = await post({ state, code, window_secret: takeSecret() });
  hide("status");
  if (!response) return show("offline");
  const said = await response.json().catch(() => ({}));
  if (!response.ok) {
    show("problem", said.title);
    name(document.getElementById("problem"));
    fail(said.code || "internal");
  } else if (said.next) {
    location.replace(said.next);
  } else {
    tell({ bedside: "sign-in-done" });
    show("done");
    name(document.getElementById("done"));
    // A provider may have cut the window from its opener; then the opener
    // asks the worker, and the person reads that they can close this.
    if (origin) window.close();
  }
}

/** Calls the page by what came of it. */
function name({ dataset: { title } }) {
  if (title) document.title = document.getElementById("title").textContent = title;
}

/** A new start is made on the site's page: it is under this window, or is gone
 * to. */
function fail(code) {
  const is_over = origin && window.opener;
  show(is_over ? "close" : "again");
  if (is_over) document.querySelector("#close button").onclick = () => window.close();
  tell({ bedside: "sign-in-failed", code });
}

/** The secret of the window that began this; without it, or in another window,
 * the worker refuses and says why. */
function takeSecret() {
  try {
    const secret = sessionStorage.getItem(SECRET);
    sessionStorage.removeItem(SECRET);
    return secret || "";
  } catch {
    return "";
  }
}

/** Aimed at the site's page and at nobody else who may have opened this. */
function tell(message) {
  if (origin) window.opener?.postMessage(message, origin);
}

/** Three tries: the person has been through the provider's pages already. */
async function post(body) {
  for (const wait of [0, 1000, 3000]) {
    await new Promise((done) => setTimeout(done, wait));
    try {
      return await fetch(`/v1/sites/${encodeURIComponent(site)}/sign-in/finish`, {
        method: "POST",
        credentials: "omit",
        // The page's own policy would hide where this comes from.
        referrerPolicy: "same-origin",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
    } catch {
      // No network; try again.
    }
  }
}

const base64url = (bytes) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const token = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

const hash = async (text) =>
  base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));

// Last, when everything above is defined.
if (step === "start") start();
else finish();
