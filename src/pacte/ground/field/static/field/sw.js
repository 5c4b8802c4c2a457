// The service worker of /terrain/. It keeps the shell: static files, and the pages that say of themselves that they may
// be kept because they name no person. It never answers for an address outside /terrain/ and /static/, never keeps what
// a page asks by script, and never keeps an answer of a sign-in. VERSION, FILES and HOME come before this text.
const SHELL = `pacte-terrain-${VERSION}`;
const PAGES = `pacte-terrain-pages-${VERSION}`;
const PATIENCE = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil(install().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOlder().then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  if (typeof event.data?.keep === "string") event.waitUntil(refresh(event.data.keep));
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && address.pathname.startsWith(HOME)) event.respondWith(page(event.request, address.pathname));
  else if (FILES.includes(address.pathname)) event.respondWith(file(event.request, address.pathname));
});

async function install() {
  const cache = await caches.open(SHELL);
  await cache.addAll(FILES.map((name) => new Request(name, { cache: "reload" })));
  const pages = await caches.open(PAGES);
  await refresh(HOME);
  for (const name of await caches.keys()) {
    if (!name.startsWith("pacte-terrain-pages-") || name === PAGES) continue;
    const older = await caches.open(name);
    for (const request of await older.keys()) {
      const path = new URL(request.url).pathname;
      const fresh = await asked(path).catch(() => undefined);
      if (fresh === undefined) await pages.put(path, await older.match(request));
      else if (mayKeep(fresh, path)) await pages.put(path, fresh);
    }
  }
}

async function forgetOlder() {
  for (const name of await caches.keys()) {
    if (name.startsWith("pacte-terrain-") && name !== SHELL && name !== PAGES) await caches.delete(name);
  }
}

function asked(path) {
  return fetch(path, { credentials: "same-origin", redirect: "manual" });
}

function mayKeep(response, path) {
  return path.startsWith(HOME) && response.ok && !response.redirected && response.headers.get("Pacte-Keep") === "shell";
}

async function refresh(path) {
  if (!path.startsWith(HOME)) return;
  try {
    const response = await asked(path);
    if (mayKeep(response, path)) await (await caches.open(PAGES)).put(path, response);
  } catch {
    // No network: what is kept already stays.
  }
}

async function page(request, path) {
  const slow = new Promise((_resolve, reject) => setTimeout(() => reject(new Error("slow")), PATIENCE));
  const cache = await caches.open(PAGES);
  const kept = await cache.match(path);
  try {
    const response = await (kept ? Promise.race([fetch(request), slow]) : fetch(request));
    if (mayKeep(response, path)) await cache.put(path, response.clone());
    if (response.status < 500 || !kept) return response;
  } catch (error) {
    if (!kept) return (await cache.match(HOME)) ?? Promise.reject(error);
  }
  return kept;
}

async function file(request, path) {
  const kept = await (await caches.open(SHELL)).match(path);
  return kept ?? fetch(request);
}
