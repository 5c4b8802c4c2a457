/* The lines that are ticked: how many the button confirms, and one box to tick a whole page. Works without it too. */
const form = document.querySelector("form[data-selection]");

if (form) {
  const boxes = [...form.querySelectorAll('input[name="line"]')];
  const label = form.querySelector("[data-all]");
  const all = label.querySelector("input");
  const button = form.querySelector("button[data-many]");

  const count = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    button.disabled = ticked === 0;
    button.textContent =
      ticked === 0 ? button.dataset.none : ticked === 1 ? button.dataset.one : button.dataset.many.replace("{}", ticked);
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  };

  label.hidden = false;
  all.addEventListener("change", () => {
    boxes.forEach((box) => { box.checked = all.checked; });
    count();
  });
  form.addEventListener("change", (event) => { if (event.target !== all) count(); });
  count();
}
