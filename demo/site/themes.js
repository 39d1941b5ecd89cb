// What a site owner can set: the theme attribute, custom properties, and the
// style of parts. Uses nothing but the element, its attributes, a style on what
// is around it and the page's own style sheet (style/themes.css).

const form = document.getElementById('playground');
const talk = document.getElementById('conversation');
const lines = document.getElementById('lines');
const ratio = document.getElementById('ratio');

/** Relative luminance of "#rrggbb" (WCAG 2.2). */
function luminance(color) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The rules of this page's style sheet about the element's parts. */
function partRules() {
  return [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule.cssText.includes('::part('))
    .map((rule) => rule.cssText.replace('.cards ', '').replace(/([{;]) /g, '$1\n  ').replace(/ {2}}$/, '}'))
    .join('\n');
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** The theme is read when the element starts: another one needs a new element. */
function retheme(theme) {
  const widget = talk.querySelector('bedside-thread');
  if (!widget || (widget.getAttribute('theme') ?? 'auto') === theme) return;
  const fresh = widget.cloneNode();
  fresh.setAttribute('theme', theme);
  widget.replaceWith(fresh);
}

function show() {
  const chosen = new FormData(form);
  const set = (name, value) => talk.style.setProperty(`--bedside-${name}`, value);
  set('accent', chosen.get('accent'));
  set('on-accent', chosen.get('on-accent'));
  set('radius', `${chosen.get('radius')}em`);
  document.documentElement.classList.toggle('night', chosen.has('night'));
  talk.classList.toggle('cards', chosen.has('cards'));
  retheme(chosen.get('theme'));
  const value = contrast(chosen.get('accent'), chosen.get('on-accent'));
  const verdict = value >= 4.5 ? 'enough for text' : 'too little for text: choose colours further apart';
  ratio.textContent = `Contrast of the two colours: ${value.toFixed(1)} to 1, ${verdict}.`;
  lines.textContent = `bedside-thread {\n${talk.style.cssText
    .split('; ')
    .map((line) => `  ${line.replace(/;$/, '')};`)
    .join('\n')}\n}\n${chosen.has('cards') ? `${partRules()}\n` : ''}<script src="…/embed.js" data-theme="${chosen.get('theme')}" …>`;
}

form.addEventListener('input', show);
form.addEventListener('reset', () => queueMicrotask(show));
form.addEventListener('submit', (event) => event.preventDefault());
show();
