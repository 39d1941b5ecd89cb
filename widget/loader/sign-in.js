/**
 * The script of the worker's own sign-in pages. Those pages are served with a
 * policy that allows this file and nothing inline.
 *
 * `data-step="start"` is where the window opens. As a popup (`data-mode`) it
 * asks its opener, of the origin `data-origin` only, for the key that the
 * session shall be bound to, and gives the window a secret of its own: the
 * binder, without which nobody can finish what this window began.
 *
 * `data-step="finish"` is where the provider sends the popup back to. It shows
 * the binder to the worker, tells the opener and closes.
 */
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

/** Where the binder waits while this window is at the provider. */
const BINDER = "bedside-binder";

if (step === "start") start();
else finish();

function start() {
  const form = document.getElementById("sign-in-form");
  const buttons = [...form.querySelectorAll("button")];
  const go = () => {
    for (const button of buttons) button.disabled = false;
    // Nothing to choose, and nothing to read first.
    if (buttons.length === 1 && document.getElementById("problem").hidden) {
      form.requestSubmit(buttons[0]);
    }
  };
  if (mode === "redirect") return go();

  for (const button of buttons) button.disabled = true;
  if (!window.opener) return show("no-opener");
  addEventListener("message", async ({ source, origin: from, data }) => {
    if (source !== window.opener || from !== origin || data?.bedside !== "sign-in-key") return;
    try {
      const binder = token();
      sessionStorage.setItem(BINDER, binder);
      form.elements.thumbprint.value = data.thumbprint;
      form.elements.attempt.value = data.attempt;
      form.elements.binder_hash.value = await hash(binder);
      go();
    } catch {
      show("storage-blocked");
    }
  });
  tell({ bedside: "sign-in-ready" });
}

async function finish() {
  if (problem) return tell({ bedside: "sign-in-failed", code: problem });
  const answer = await post({ state, code, binder: takeBinder() });
  hide("status");
  if (!answer) return show("offline");
  if (answer.ok) {
    tell({ bedside: "sign-in-done" });
    show("done");
    // A provider may have cut the window from its opener; then the opener
    // asks the worker, and the person reads that they can close this.
    window.close();
    return;
  }
  const refused = await answer.json().catch(() => ({}));
  show("problem", refused.title);
  tell({ bedside: "sign-in-failed", code: refused.code || "internal" });
}

/** The secret of the window that began this; without it, or in another window,
 * the worker refuses and says why. */
function takeBinder() {
  try {
    const binder = sessionStorage.getItem(BINDER);
    sessionStorage.removeItem(BINDER);
    return binder || "";
  } catch {
    return "";
  }
}

/** Aimed at the site's page and at nobody else who may have opened this. */
function tell(message) {
  window.opener?.postMessage(message, origin);
}

/** Three tries: the person has been through the provider's pages already. */
async function post(body) {
  for (const wait of [0, 1000, 3000]) {
    await new Promise((done) => setTimeout(done, wait));
    try {
      return await fetch(`/v1/sites/${encodeURIComponent(site)}/sign-in/finish`, {
        method: "POST",
        credentials: "omit",
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
