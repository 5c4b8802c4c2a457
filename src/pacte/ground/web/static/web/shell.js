// The shell's only script. It opens and closes the menu on a small screen (without it the menu stays open), and takes
// the reader to what is to be corrected in a form.
const button = document.querySelector("[data-menu]");

button?.addEventListener("click", () => {
  const isOpen = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!isOpen));
});

// What is folded away closes as a menu does: at Escape, or when one turns elsewhere.
const more = document.querySelector(".shell-nav .more details");

document.addEventListener("click", (event) => {
  if (more?.open && !more.contains(event.target)) more.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && more?.open) {
    more.open = false;
    more.querySelector("summary").focus();
    return;
  }
  if (event.key === "Escape" && button?.getAttribute("aria-expanded") === "true") {
    button.setAttribute("aria-expanded", "false");
    button.focus();
  }
});

document.querySelector("[data-error-summary]")?.focus();
