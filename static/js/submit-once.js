// Lets a form go once. The server refuses the second post too; this spares people the wait.
const PATIENCE = 10_000;

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
}

export function bind(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-disabled", "true");
    // A connection that drops leaves the page where it is: the person must be able to try again.
    setTimeout(() => release(form), PATIENCE);
  });

  // The back button brings the page back as it was left.
  window.addEventListener("pageshow", () => release(form));
}
