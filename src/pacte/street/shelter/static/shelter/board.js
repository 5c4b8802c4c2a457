// Says when the board could not be brought up to date, and takes it back when it could again. Without it the page holds.
const lost = document.querySelector("[data-lost]");

document.addEventListener("htmx:sendError", () => { lost.hidden = false; });
document.addEventListener("htmx:responseError", () => { lost.hidden = false; });
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) lost.hidden = true;
});
