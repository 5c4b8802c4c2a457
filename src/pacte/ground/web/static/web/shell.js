// The shell's only script: opens and closes the menu on a small screen. Without it the menu stays open.
const button = document.querySelector("[data-menu]");

button?.addEventListener("click", () => {
  const isOpen = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!isOpen));
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && button?.getAttribute("aria-expanded") === "true") {
    button.setAttribute("aria-expanded", "false");
    button.focus();
  }
});
