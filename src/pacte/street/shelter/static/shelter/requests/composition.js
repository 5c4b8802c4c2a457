// "+ femme", "+ homme", "+ enfant" write in the next free row of a household; without this script the rows are typed.

const adds = document.querySelector("[data-adds]");
const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
const isFree = (row) => !field(row, "who").value && !field(row, "age").value && !field(row, "says_minor").checked;

function add(kind) {
  const row = [...document.querySelectorAll("[data-row]")].find(isFree);
  if (!row) {
    document.querySelector("[data-more]").click();
    return;
  }
  field(row, "who").value = kind === "child" ? "unsaid" : kind;
  field(row, "age").focus();
}

if (adds) {
  adds.hidden = false;
  adds.addEventListener("click", (event) => {
    const kind = event.target.dataset.add;
    if (kind) add(kind);
  });
}
