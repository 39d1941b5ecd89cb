// The provider's pages: no scripts, no outside resources, readable on a phone.

import { personas } from './personas.js';

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text) => String(text).replace(/[&<>"]/g, (c) => escapes[c]);

function page(title, body) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)} - Demo sign-in</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
</head>
<body>
<main>
<p class="brand">${mark}<span>Demo sign-in</span></p>
<h1>${escape(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

/** Hidden fields that carry a request's parameters through a form. */
function carried(params) {
  return [...(params ?? [])]
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join('');
}

/** An address with parameters added to those it carries. */
function address(action, params, added) {
  const query = new URLSearchParams([...(params ?? [])]);
  for (const [name, value] of Object.entries(added)) query.set(name, value);
  return escape(`${action}?${query}`);
}

/** Where Cancel and Continue lead: a step of its own path, or a parameter. */
function step(action, params, name, added = {}) {
  return params ? address(action, params, { ...added, step: name }) : address(`${action}/${name}`, null, added);
}

function face(p) {
  return `<svg class="face ${escape(p.sub)}" viewBox="0 0 40 40" aria-hidden="true" focusable="false"><circle cx="20" cy="20" r="20"/><circle class="skin" cx="20" cy="16" r="7"/><path class="skin" d="M7 35a13 12 0 0 1 26 0a20 20 0 0 1-26 0"/></svg>`;
}

/** A button for each persona. */
export function personaPage(action, params) {
  const people = personas
    .map((p) => `<li><button name="as" value="${p.sub}" aria-describedby="what-${p.sub}">${face(p)}${p.name}</button><span class="what" id="what-${p.sub}">${p.what}</span></li>`)
    .join('\n');
  return page('Who are you today?', `<p>Four invented people live here. Choose one; there is no password.</p>
<form method="get" action="${escape(action)}">
${carried(params)}<ul class="people">
${people}
</ul>
</form>
<p class="cancel"><a href="${step(action, params, 'cancel')}">Cancel</a></p>`);
}

/** One button to consent. */
export function consentPage(chosen, action, params) {
  return page(`Hello, ${chosen.name}`, `<p><strong>Bedside</strong> would like to know that it is you, so that you can write and follow comments.</p>
<ul class="grants">
<li>It learns an identifier that stands for you.</li>
<li>It does not ask for your name, picture or mail address.</li>
</ul>
<form method="post" action="${step(action, params, 'continue', { as: chosen.sub })}">
<button class="main">Continue</button>
</form>
<p class="cancel"><a href="${step(action, params, 'cancel')}">Cancel</a></p>`);
}

/** A page that says what went wrong. */
export function problemPage(title, sentence) {
  return page(title, `<p>${escape(sentence)}</p>`);
}

const mark = '<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><rect x="2" y="2" width="20" height="20" rx="6"/><path d="M8 10.5V9a4 4 0 0 1 8 0v1.5M7.5 10.5h9v7h-9z"/></svg>';

/** The icon of the pages. */
export const favicon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect x="2" y="2" width="20" height="20" rx="6" fill="#2f5d50"/><path d="M8 10.5V9a4 4 0 0 1 8 0v1.5M7.5 10.5h9v7h-9z" fill="none" stroke="#fff" stroke-width="1.8" stroke-linejoin="round"/></svg>';

/** The style of the pages. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #f3f5f1; --card: #fff; --ink: #1d2622; --soft: #55635c;
  --line: #d3dbd5; --accent: #2f5d50; --on-accent: #fff; --focus: #b8510d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #131917; --card: #1c2421; --ink: #e8eeea; --soft: #a8b6af;
    --line: #3a4742; --accent: #8fd0ba; --on-accent: #0e2019; --focus: #ffb46b;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 24px 16px; min-height: 100vh; min-height: 100dvh;
  display: grid; place-items: center;
  font: 17px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  color: var(--ink); background: var(--ground);
}
main {
  width: 100%; max-width: 26rem; padding: 28px 24px 20px;
  background: var(--card); border: 1px solid var(--line); border-radius: 16px;
}
.brand { display: flex; align-items: center; gap: 8px; margin: 0; font-size: 15px; color: var(--soft); }
.brand svg { width: 24px; height: 24px; }
.brand rect { fill: var(--accent); }
.brand path { fill: none; stroke: var(--on-accent); stroke-width: 1.8; stroke-linejoin: round; }
h1 { margin: 16px 0 8px; font-size: 26px; line-height: 1.2; letter-spacing: -0.01em; overflow-wrap: anywhere; }
p { margin: 0 0 16px; overflow-wrap: anywhere; }
.people { list-style: none; margin: 0; padding: 0; display: grid; gap: 10px; }
.people button {
  display: flex; align-items: center; gap: 14px; width: 100%; min-height: 66px; padding: 8px 14px 28px;
  font: inherit; font-weight: 600; text-align: start; color: inherit;
  background: transparent; border: 1px solid var(--soft); border-radius: 12px; cursor: pointer;
}
.people button:hover { background: var(--ground); border-color: var(--accent); }
/* The hint lies on the button without being part of its name. */
.people li { position: relative; }
.what { position: absolute; inset-block-end: 11px; inset-inline-start: 65px; font-size: 15px; line-height: 1.3; color: var(--soft); pointer-events: none; }
.face { width: 36px; height: 36px; flex: none; margin-block-end: -20px; border-radius: 50%; }
.face circle { fill: var(--tint); }
.face .skin { fill: #fff; opacity: 0.85; }
.ana { --tint: #b5563b; } .ben { --tint: #34699a; } .mia { --tint: #7a5195; } .olu { --tint: #2f7d4f; }
.grants { margin: 0 0 20px; padding-inline-start: 1.2em; color: var(--soft); }
.main {
  width: 100%; min-height: 48px; padding: 8px 16px; font: inherit; font-weight: 600;
  color: var(--on-accent); background: var(--accent); border: 0; border-radius: 12px; cursor: pointer;
}
.main:hover { filter: brightness(1.1); }
.cancel { margin: 12px 0 0; text-align: center; }
.cancel a { display: inline-block; padding: 10px 16px; color: var(--accent); text-underline-offset: 3px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 3px; border-radius: 12px; }
`;
