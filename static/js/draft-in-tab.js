// A copy of what could not be saved, in this tab alone, until it could: a reload in the meantime loses nothing.
// It names its writer, so that nobody else who uses the tab is shown it.
const FIELDS = ["body", "draft", "token"];

function key(form) {
  return `unsaved ${form.getAttribute("action")} ${form.elements.to.value}`;
}

function attempt(act) {
  try {
    return act();
  } catch {
    // The browser keeps nothing for us, or has no room left: the text is in the box all the same.
    return null;
  }
}

export function remember(form) {
  const kept = { writer: form.elements.writer.value };
  for (const name of FIELDS) kept[name] = form.elements[name].value;
  attempt(() => sessionStorage.setItem(key(form), JSON.stringify(kept)));
}

export function forget(form) {
  attempt(() => sessionStorage.removeItem(key(form)));
}

// Puts the copy back into the form, and says whether there was one that says something else.
export function recall(form) {
  const kept = attempt(() => JSON.parse(sessionStorage.getItem(key(form))));
  if (!kept) return false;
  forget(form);
  if (kept.writer !== form.elements.writer.value || kept.body === form.elements.body.value) return false;
  for (const name of FIELDS) form.elements[name].value = kept[name];
  form.elements.body.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}
