// Offers the telephone's position, rounded to about a hundred metres, as one more answer of the search; and leaves
// nothing behind when one erases. Without it the page is whole: one types an address or chooses an area.
const STEP = 1000; // thousandths of a degree: some hundred metres
const form = document.querySelector("[data-find]");
const here = form?.querySelector("[data-here]");

function told(name) {
  const words = here.querySelector("[data-located]");
  words.textContent = words.dataset[name];
}

function keep(position) {
  form.elements.latitude.value = Math.round(position.coords.latitude * STEP) / STEP;
  form.elements.longitude.value = Math.round(position.coords.longitude * STEP) / STEP;
  form.elements.where.value = "";
  told("found");
}

if (here && "geolocation" in navigator) {
  here.hidden = false;
  here.querySelector("[data-locate]").addEventListener("click", () => {
    told("asking");
    navigator.geolocation.getCurrentPosition(keep, () => told("refused"), { timeout: 10000, maximumAge: 60000 });
  });
  form.elements.where.addEventListener("input", () => {
    form.elements.latitude.value = form.elements.longitude.value = "";
  });
}

// A page with answers that the browser kept whole is not shown again: it goes back to the needs.
const leave = document.querySelector("[data-leave]");
leave?.addEventListener("submit", (event) => {
  event.preventDefault();
  document.querySelector("main").replaceChildren();
  fetch(leave.action, { method: "POST", redirect: "manual" }).finally(() => location.replace(leave.dataset.leave));
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted && leave) location.replace(leave.dataset.leave);
});

// A page with answers that nobody touches is not left to whoever picks the telephone up next.
const IDLE = 10 * 60_000;
if (leave) {
  let touched = Date.now();
  for (const kind of ["pointerdown", "keydown", "scroll"]) window.addEventListener(kind, () => (touched = Date.now()), { passive: true });
  const wipe = () => Date.now() - touched >= IDLE && location.replace(leave.dataset.leave);
  setInterval(wipe, 15_000);
  document.addEventListener("visibilitychange", wipe);
}
