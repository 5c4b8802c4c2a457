// The frame of the offline application: the line that says what waits, the night theme, the service worker.
import * as outbox from "./outbox.js";

const line = document.querySelector("[data-outbox]");
const words = JSON.parse(line.dataset.words);
const night = document.querySelector("[data-night]");

export const said = (text, value) => text.replace("{}", value);

// Days and hours are the city's, whatever the device believes of where it is.
const { lang, dataset: { zone: timeZone } } = document.documentElement;
const written = (moment, shape) => new Intl.DateTimeFormat(lang || "fr", { timeZone, ...shape }).format(new Date(moment));

export const clock = (moment) => written(moment, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
export const dayOf = (moment) => new Intl.DateTimeFormat("sv-SE", { timeZone }).format(new Date(moment));

const hour = (moment) => clock(moment).replace(":", " h ");
const day = (moment) => written(moment, { weekday: "long", day: "numeric", month: "long" });

function sentence(seen) {
  if (seen.link === "none") return words.no_vault;
  const parts = [];
  if (seen.count) parts.push(said(words.waiting, seen.count));
  else if (seen.sentAt) parts.push(said(words.sent, hour(seen.sentAt)));
  else parts.push(words.nothing);
  if (seen.link !== "ok" && seen.link !== "unknown") parts.push(words[seen.link]);
  if (seen.erasedOn) parts.push(said(words.stale, day(seen.erasedOn)));
  return parts.join(" ");
}

function faults(seen) {
  const told = seen.refused.map((one) => said(words.refused, one.words));
  if (seen.erased) told.unshift(said(words.erased, seen.erased));
  return told;
}

function show(seen) {
  const text = line.querySelector("[data-outbox-text]");
  const now = sentence(seen);
  if (text.textContent !== now) text.textContent = now;
  line.dataset.tone = seen.link === "ok" && !seen.count ? "good" : "fair";
  line.querySelector("[data-sign-in]").hidden = !["signed_out", "other_owner"].includes(seen.link);
  const list = document.querySelector("[data-refused]");
  const told = faults(seen);
  list.hidden = told.length === 0;
  list.querySelector("ul").replaceChildren(...told.map((one) => Object.assign(document.createElement("li"), { textContent: one })));
}

function theme(isNight) {
  document.documentElement.toggleAttribute("data-night-on", isNight);
  if (isNight) document.documentElement.dataset.theme = "night";
  else delete document.documentElement.dataset.theme;
  night.setAttribute("aria-pressed", String(isNight));
}

function installWorker() {
  const { worker, scope } = line.dataset;
  navigator.serviceWorker?.register(worker, { scope }).then(() => navigator.serviceWorker.ready).then((ready) => {
    ready.active?.postMessage({ keep: location.pathname });
  }).catch(() => undefined);
}

theme(localStorage.getItem("pacte-night") === "1");
night.addEventListener("click", () => {
  const isNight = night.getAttribute("aria-pressed") !== "true";
  localStorage.setItem("pacte-night", isNight ? "1" : "0");
  theme(isNight);
});
document.querySelector("[data-dismiss]").addEventListener("click", () => outbox.dismissRefused());
document.querySelector("[data-send]").addEventListener("click", () => outbox.flush());
installWorker();
outbox.watch(show);

// Resolves when the outbox has started; rejects with NoVault where the browser keeps nothing.
export const ready = outbox.start({ standing: line.dataset.standing, outbox: line.dataset.address }).catch((error) => {
  show({ link: "none", count: 0, sentAt: 0, refused: [], erased: 0, erasedOn: 0 });
  throw error;
});
ready.catch(() => document.documentElement.toggleAttribute("data-no-vault", true));
