// What was noted leaves for the server: in order, in lists, each item under an identifier drawn here, until its receipt
// comes back. Nothing is dropped in silence: an item goes at its receipt, or after KEEP_DAYS with words that say so.
import { NoVault, VaultFull, all, append, empty, keep, kept, remove } from "./vault.js";

export { NoVault, VaultFull, keep, kept };

export const KEEP_DAYS = 7;
export const WARN_HOURS = 6;
const BATCH = 50;
const FIRST_WAIT = 3_000;
const LONGEST_WAIT = 300_000;
const HOUR = 3_600_000;

const listeners = new Set();
const settledListeners = new Set();
const emptyListeners = new Set();
const others = "BroadcastChannel" in globalThis ? new BroadcastChannel("pacte-terrain") : undefined;
const state = { link: "unknown", owner: "", sentAt: 0 };
let addresses;
let wait = FIRST_WAIT;
let timer;

// Starts the outbox of this page: `addresses` are those of the standing and of the outbox.
export async function start(given) {
  addresses = given;
  state.owner = (await kept("owner")) ?? "";
  state.sentAt = (await kept("sentAt")) ?? 0;
  globalThis.addEventListener("online", () => hurry());
  globalThis.addEventListener("offline", () => linkIs("offline"));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && hurry());
  others?.addEventListener("message", () => told(false));
  navigator.storage?.persist?.();
  await flush();
}

// Keeps an item until it is sent. Raises VaultFull when the device has no room left: nothing was kept then.
export async function add(kind, payload, { id = crypto.randomUUID(), at = new Date() } = {}) {
  const item = { id, kind, at: at.toISOString(), payload };
  await append("queue", item, { owner: state.owner });
  await told();
  hurry();
  return item;
}

// What waits here, in order.
export async function waiting() {
  return (await all("queue")).map((row) => ({ ...row.value, since: row.since, owner: row.owner }));
}

// What was refused and nobody has read yet: [{kind, words, at}].
export async function refused() {
  return (await all("refused")).map((row) => row.value);
}

export async function dismissRefused() {
  await empty("refused");
  await keep("erased", 0);
  await told();
}

// Called with the state of the outbox each time it changes, here or in another window.
export function watch(listener) {
  listeners.add(listener);
  told(false);
}

// Called with the items that the server took, before anything else is sent.
export function onSettled(listener) {
  settledListeners.add(listener);
}

// Called when nothing waits here any more and the server can be asked, while nobody else sends from this device.
export function onEmpty(listener) {
  emptyListeners.add(listener);
}

// Sends what waits, now. One window at a time does it.
export async function flush() {
  clearTimeout(timer);
  const act = () => sendAll().catch((error) => (error instanceof NoVault ? "none" : "offline"));
  const link = navigator.locks ? await navigator.locks.request("pacte-terrain-outbox", act) : await act();
  await linkIs(link);
  if (link === "none" || link === "ok") wait = FIRST_WAIT;
  else later();
}

function hurry() {
  wait = FIRST_WAIT;
  clearTimeout(timer);
  timer = setTimeout(flush, 150);
}

function later() {
  timer = setTimeout(flush, wait * (0.75 + Math.random() / 2));
  wait = Math.min(wait * 2, LONGEST_WAIT);
}

async function linkIs(link) {
  state.link = link;
  await told();
}

async function told(everywhere = true) {
  const rows = await all("queue").catch(() => []);
  const oldest = rows.length ? Math.min(...rows.map((row) => row.since)) : 0;
  const seen = {
    link: state.link,
    count: rows.length,
    sentAt: (await kept("sentAt").catch(() => 0)) ?? 0,
    refused: await refused().catch(() => []),
    erased: (await kept("erased").catch(() => 0)) ?? 0,
    erasedOn: oldest && Date.now() - oldest > WARN_HOURS * HOUR ? oldest + KEEP_DAYS * 24 * HOUR : 0,
  };
  listeners.forEach((listener) => listener(seen));
  if (everywhere) others?.postMessage("changed");
}

async function sweep() {
  const limit = Date.now() - KEEP_DAYS * 24 * HOUR;
  const old = (await all("queue")).filter((row) => row.since < limit).map((row) => row.order);
  if (!old.length) return;
  await keep("erased", ((await kept("erased")) ?? 0) + old.length);
  await remove("queue", old);
}

async function sendAll() {
  await sweep();
  const standing = await asked();
  if (!standing.signed_in) return "signed_out";
  if (!(await ownedBy(standing.owner))) return "other_owner";
  for (;;) {
    const rows = await all("queue", BATCH);
    if (!rows.length) break;
    const outcome = await sendSome(rows, standing);
    if (outcome !== "ok") return outcome;
  }
  for (const listener of emptyListeners) await listener();
  return "ok";
}

async function asked() {
  const response = await fetch(addresses.standing, { credentials: "same-origin", cache: "no-store" });
  if (!response.ok) throw new Error("standing");
  return response.json();
}

// What waits was noted by one account, and leaves under that account alone.
async function ownedBy(owner) {
  const rows = await all("queue");
  if (rows.some((row) => row.owner && row.owner !== owner)) return false;
  if (state.owner !== owner) await keep("owner", owner);
  state.owner = owner;
  return true;
}

async function sendSome(rows, standing) {
  const items = rows.map((row) => row.value);
  const response = await fetch(addresses.outbox, {
    method: "POST",
    credentials: "same-origin",
    redirect: "manual",
    headers: { "Content-Type": "application/json", "X-CSRFToken": standing.token },
    body: JSON.stringify({ owner: standing.owner, sent_at: new Date().toISOString(), items }),
  });
  if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) return "signed_out";
  if (response.status === 409) return "other_owner";
  if (!response.ok) return "trouble";
  const receipts = new Map((await response.json()).receipts.map((receipt) => [receipt.id, receipt]));
  return settle(rows, receipts);
}

async function settle(rows, receipts) {
  const over = rows.filter((row) => ["accepted", "refused"].includes(receipts.get(row.value.id)?.state));
  const accepted = over.filter((row) => receipts.get(row.value.id).state === "accepted").map((row) => row.value);
  for (const row of over) {
    const { state: what, words } = receipts.get(row.value.id);
    if (what === "refused") await append("refused", { kind: row.value.kind, at: row.value.at, words });
  }
  for (const listener of settledListeners) await listener(accepted);
  await remove("queue", over.map((row) => row.order));
  if (accepted.length) await keep("sentAt", Date.now());
  await told();
  return over.length === rows.length ? "ok" : "trouble";
}
