// Turbo Drive: the address changes first. Then a copy of the page from the last
// visit is shown, with everything that scripts had put into it; scripts run
// again in it. On the way back that is all, otherwise the page itself follows.
import { fetched, revive, route, takeHead } from "./visit.js";

const snapshots = new Map();
let address = location.href;

function snapshot() {
  const head = document.head.cloneNode(true);
  return { title: document.title, head, body: document.body.cloneNode(true) };
}

function render({ title, head, body }) {
  takeHead({ title, head });
  const fresh = document.adoptNode(body);
  revive(fresh);
  document.body.replaceWith(fresh);
}

route(async (next, back) => {
  snapshots.set(address, snapshot());
  address = next;
  if (!back) history.pushState({}, "", next);
  const { title, head, body } = snapshots.get(next) ?? {};
  if (body) render({ title, head, body: body.cloneNode(true) });
  if (body && back) return;
  const page = await fetched(next);
  if (address === next) render(page);
});
