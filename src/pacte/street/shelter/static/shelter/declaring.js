// The evening's steps without a new page: − and + change the number here, within what the lot has. Without this script
// the same buttons send the form back one step further.
for (const button of document.querySelectorAll(".stepper button[name='step']")) {
  button.addEventListener("click", (event) => {
    const input = button.parentElement.querySelector("input.stepper-number");
    const most = Number(input.dataset.most);
    const next = (Number.parseInt(input.value, 10) || 0) + Number(button.value.split(":")[1]);
    event.preventDefault();
    input.value = String(Math.max(0, Math.min(most, next)));
  });
}
