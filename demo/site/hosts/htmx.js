// htmx with hx-boost: the body's content is swapped and the title set. All else
// in the head stays that of the first page, its canonical link as well. On the
// way back the content comes from a copy, as it was left, and its scripts run
// again.
import { fetched, revive, route } from "./visit.js";

const copies = new Map();
let address = location.href;

function swap({ title, content }) {
  revive(content);
  document.body.replaceChildren(content);
  document.title = title;
}

function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

route(async (next, back) => {
  copies.set(address, { title: document.title, html: document.body.innerHTML });
  address = next;
  const copy = back && copies.get(next);
  if (copy) return swap({ title: copy.title, content: parsed(copy.html) });
  const { title, body } = await fetched(next);
  if (address !== next) return;
  if (!back) history.pushState({ htmx: true }, "", next);
  swap({ title, content: parsed(body.innerHTML) });
});
