// The counter without a network. What is shown is what the server last confirmed, with what waits here: the server's
// figure is asked again only when nothing waits, so that nothing is ever counted twice on the screen.
import * as outbox from "../field/outbox.js";
import { clock, dayOf, ready, said } from "../field/shell.js";

const root = document.querySelector("[data-counter]");
const { place, today: address } = root.dataset;
const words = JSON.parse(root.dataset.words);
const labels = JSON.parse(root.dataset.labels);
const buttons = [...root.querySelectorAll("[data-kind]")];
const undo = root.querySelector("[data-undo]");
const trouble = root.querySelector("[data-trouble]");
const stops = root.querySelector("[data-stops]");
const nameOf = (key) => `footfall:base:${key}`;
const TOUCHES = `footfall:touches:${place}`;
let shown = Promise.resolve();

const counts = (item) => item.kind.startsWith("footfall.");
const mine = (item) => counts(item) && item.payload.place === place;
const worth = (item) => (item.kind === "footfall.undo" ? -1 : 1) * (item.payload.quantity ?? 1);
const dayCounted = (item) => item.payload.day ?? dayOf(item.at);

async function base(key = place) {
  const held = await outbox.kept(nameOf(key));
  return held?.day === dayOf(Date.now()) ? held : { day: dayOf(Date.now()), totals: {}, known: false };
}

async function touches() {
  const held = (await outbox.kept(TOUCHES)) ?? [];
  return held.filter((touch) => dayOf(touch.at) === dayOf(Date.now()));
}

// One change at a time: two quick touches never write over each other.
function inTurn(act) {
  shown = shown.then(act).catch((error) => complain(error));
  return shown;
}

function complain(error) {
  const told = JSON.parse(document.querySelector("[data-outbox]").dataset.words);
  trouble.textContent = error instanceof outbox.VaultFull ? told.full : told.lost;
  trouble.hidden = false;
}

async function count(kind) {
  const payload = { place, kind };
  if (stops.value) payload.session = stops.value;
  const item = await outbox.add("footfall.count", payload);
  await outbox.keep(TOUCHES, [...(await touches()), { id: item.id, kind, at: item.at }]);
  trouble.hidden = true;
  await show();
}

async function undoLast() {
  const held = await touches();
  const last = held.pop();
  if (!last) return;
  await outbox.add("footfall.undo", { place, of: last.id, kind: last.kind, day: dayOf(last.at) });
  await outbox.keep(TOUCHES, held);
  await show();
}

// What the server has just taken is confirmed: it joins its figure before it leaves the queue.
async function confirmed(items) {
  for (const key of new Set(items.filter(counts).map((item) => item.payload.place))) {
    const held = await base(key);
    for (const item of items.filter((one) => counts(one) && one.payload.place === key && dayCounted(one) === held.day)) {
      held.totals[item.payload.kind] = (held.totals[item.payload.kind] ?? 0) + worth(item);
    }
    await outbox.keep(nameOf(key), held);
  }
}

async function refresh() {
  const response = await fetch(address, { credentials: "same-origin", cache: "no-store", redirect: "manual" });
  if (!response.ok) return;
  const { day, totals, stops: told } = await response.json();
  await outbox.keep(nameOf(place), { day, totals, known: true, stops: told });
  await show();
}

async function show() {
  const held = await base();
  const queue = (await outbox.waiting()).filter((item) => mine(item) && dayCounted(item) === held.day);
  for (const button of buttons) {
    const here = queue.filter((item) => item.payload.kind === button.dataset.kind).reduce((sum, item) => sum + worth(item), 0);
    const total = Math.max(0, (held.totals[button.dataset.kind] ?? 0) + here);
    button.querySelector("[data-total]").textContent = String(total);
    button.querySelector("[data-here]").textContent = here ? said(words.here, here) : "";
  }
  const stale = root.querySelector("[data-stale]");
  stale.textContent = words.stale;
  stale.hidden = held.known !== false;
  showStops(held.stops ?? []);
  const last = (await touches()).at(-1);
  root.querySelector("[data-last]").textContent = last ? said(said(words.last, labels[last.kind]), clock(last.at)) : words.none;
  undo.disabled = !last;
}

function showStops(told) {
  root.querySelector("[data-stop-line]").hidden = told.length === 0;
  const keys = ["", ...told.map((stop) => stop.key)];
  if ([...stops.options].map((option) => option.value).join() === keys.join()) return;
  const chosen = stops.value;
  const now = clock(Date.now());
  stops.replaceChildren(new Option(words.no_stop, ""), ...told.map((stop) => new Option(`${stop.title}, ${stop.from}–${stop.to}`, stop.key)));
  stops.value = keys.includes(chosen) && chosen ? chosen : (told.find((stop) => stop.to > now) ?? told.at(-1))?.key ?? "";
}

outbox.onSettled(confirmed);
outbox.onEmpty(refresh);
outbox.watch(() => inTurn(show));
buttons.forEach((button) => button.addEventListener("click", () => inTurn(() => count(button.dataset.kind))));
undo.addEventListener("click", () => inTurn(undoLast));
const opened = () => buttons.forEach((button) => { button.disabled = false; });
inTurn(show).then(opened);
ready.catch(() => buttons.forEach((button) => { button.disabled = true; }));
