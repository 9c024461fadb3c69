// Signing out ends the session, and with it the way to save: what was typed since the last save goes first.
const PATIENCE = 1_000; // nobody is kept signed in for longer

// `isDirty` says whether something is not saved; `save` saves it, and is done when that was answered.
export function saveBeforeSigningOut(isDirty, save) {
  for (const form of document.querySelectorAll("form[data-signs-out]")) {
    form.addEventListener("submit", async (event) => {
      if (!isDirty()) return;
      event.preventDefault();
      await Promise.race([save(), new Promise((done) => setTimeout(done, PATIENCE))]);
      form.submit();
    });
  }
}
