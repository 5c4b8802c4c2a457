// What the device keeps, sealed: a queue in order, a shelf of named values, and what was refused. Everything is encrypted
// (AES-GCM) with a key made on the device that no script can read out. Without a secure context there is no vault.
const NAME = "pacte-terrain";
const STORES = ["keys", "queue", "refused", "shelf"];
let opened;

export class VaultFull extends Error {}
export class NoVault extends Error {}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function committed(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(full(transaction.error) ? new VaultFull() : transaction.error);
  });
}

const full = (error) => error?.name === "QuotaExceededError";

async function vault() {
  opened ??= open();
  return opened;
}

async function open() {
  if (!globalThis.isSecureContext || !globalThis.indexedDB || !globalThis.crypto?.subtle) throw new NoVault();
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    for (const store of STORES) {
      const numbered = store === "queue" || store === "refused";
      request.result.createObjectStore(store, numbered ? { keyPath: "order", autoIncrement: true } : undefined);
    }
  };
  let base;
  try {
    base = await done(request);
  } catch {
    throw new NoVault();
  }
  return { base, key: await keyOf(base) };
}

async function keyOf(base) {
  const held = await done(base.transaction("keys").objectStore("keys").get("main"));
  if (held) return held;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const writing = base.transaction("keys", "readwrite");
  const first = await done(writing.objectStore("keys").get("main"));
  if (!first) writing.objectStore("keys").put(made, "main");
  await committed(writing);
  return first ?? made;
}

async function sealed(key, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text) };
}

async function unsealed(key, row) {
  const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, key, row.data);
  return JSON.parse(new TextDecoder().decode(text));
}

async function write(store, act) {
  const { base } = await vault();
  const writing = base.transaction(store, "readwrite");
  try {
    act(writing.objectStore(store));
  } catch (error) {
    throw full(error) ? new VaultFull() : error;
  }
  await committed(writing);
}

// Puts a value at the end of "queue" or "refused". `owner` and `since` stay readable: whose it is, since when it waits.
export async function append(store, value, { owner = "", since = Date.now() } = {}) {
  const { key } = await vault();
  const row = { owner, since, ...(await sealed(key, value)) };
  await write(store, (held) => held.add(row));
}

// The values of a store in the order in which they came, each with its `order`, `owner` and `since`.
export async function all(store, most = Infinity) {
  const { base, key } = await vault();
  const count = most === Infinity ? undefined : most;
  const rows = await done(base.transaction(store).objectStore(store).getAll(null, count));
  return Promise.all(rows.map(async (row) => ({ order: row.order, owner: row.owner, since: row.since, value: await unsealed(key, row) })));
}

export async function remove(store, orders) {
  await write(store, (held) => orders.forEach((order) => held.delete(order)));
}

export async function empty(store) {
  await write(store, (held) => held.clear());
}

export async function keep(name, value) {
  const { key } = await vault();
  const row = await sealed(key, value);
  await write("shelf", (held) => held.put(row, name));
}

export async function kept(name) {
  const { base, key } = await vault();
  const row = await done(base.transaction("shelf").objectStore("shelf").get(name));
  return row === undefined ? undefined : unsealed(key, row);
}
