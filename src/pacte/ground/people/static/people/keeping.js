// A form left open for long does not let go of what was typed when the session has ended meanwhile. Before sending, it
// asks whether one is still signed in: if so it takes a fresh token and goes; if not it says so, and sends nothing.
// Nothing is kept in the browser.
const LONG = 5 * 60 * 1000;
const form = document.querySelector("form[data-keeping]");
const opened = Date.now();

async function freshToken(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? null;
}

form?.addEventListener("submit", async (event) => {
  if (Date.now() - opened < LONG) return;
  event.preventDefault();
  const token = await freshToken(form.dataset.keeping).catch(() => null);
  if (token) {
    form.elements.csrfmiddlewaretoken.value = token;
    form.submit();
    return;
  }
  const notice = form.querySelector("[data-signed-out]");
  notice.hidden = false;
  notice.focus();
});
