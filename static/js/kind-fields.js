// Shows of a question's fields only those that count for its kind: data-kinds on a field names them.
// One with data-needed is optional only because the other kinds do without it.
// A field that is hidden is not sent; what was typed in it is there again when its kind is chosen again.
function fits(field, kind) {
  return field.dataset.kinds.split(" ").includes(kind);
}

export function bind(form) {
  const fields = [...form.querySelectorAll("[data-kinds]")];
  if (!fields.length) return;

  const show = () => {
    const kind = form.querySelector("[name=kind]:checked")?.value;
    for (const field of fields) {
      const box = field.closest(".field");
      // What is wrong with it has to be seen, whatever the kind.
      const seen = !kind || fits(field, kind) || box.classList.contains("field-wrong");
      box.hidden = !seen;
      field.disabled = !seen;
    }
  };
  for (const field of form.querySelectorAll("[data-needed]")) {
    field.closest(".field").querySelector(".field-optional")?.remove();
  }
  for (const choice of form.querySelectorAll("[name=kind]")) choice.addEventListener("change", show);
  show();
}
