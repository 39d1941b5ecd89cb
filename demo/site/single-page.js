// What a single-page app does to a widget: takes it out, puts it in again and
// points it at another page. Uses nothing but the element and its attributes.

const talk = document.getElementById('conversation');
const add = document.getElementById('add');
const remove = document.getElementById('remove');
const chapters = [...document.querySelectorAll('[data-chapter]')];
let chapter = 'ankle';

const widget = () => talk.querySelector('bedside-thread');

function showButtons(present) {
  add.disabled = present;
  remove.disabled = !present;
}

remove.addEventListener('click', () => {
  widget()?.remove();
  showButtons(false);
  add.focus();
});

add.addEventListener('click', () => {
  const element = document.createElement('bedside-thread');
  element.setAttribute('site', 'clinic-notes');
  element.setAttribute('page', `guide-${chapter}`);
  talk.append(element);
  showButtons(true);
  remove.focus();
});

for (const button of chapters) {
  button.addEventListener('click', () => {
    chapter = button.dataset.chapter;
    for (const other of chapters) {
      other.setAttribute('aria-pressed', String(other === button));
      document.getElementById(other.dataset.chapter).hidden = other !== button;
    }
    widget()?.setAttribute('page', `guide-${chapter}`);
  });
}
