// A copy of what is not known to be saved, in this tab alone, until it is: a reload or a lost connection loses nothing.
// It names its writer, so that nobody else who uses the tab is shown it.
const OF_THE_PAGE = new Set(["csrfmiddlewaretoken", "writer", "keep", "preview", "opened", "opened_left"]);

function key(form) {
  return `unsaved ${form.getAttribute("action")} ${form.elements.to?.value ?? ""}`;
}

function attempt(act) {
  try {
    return act();
  } catch {
    // The browser keeps nothing for us, or has no room left: the text is in the box all the same.
    return null;
  }
}

// What its writer would miss: the words, and what they chose.
function said(fields) {
  return JSON.stringify(fields.filter(([name, value]) => /^(body|choice)/u.test(name) && value.trim()));
}

const NOTHING = said([]);

export function saysSomething(form) {
  return said([...new FormData(form)]) !== NOTHING;
}

// `isSent` says that the form was on its way with it: whether it arrived is asked before it is shown again.
export function remember(form, isSent = false) {
  const fields = [...new FormData(form)].filter(([name]) => !OF_THE_PAGE.has(name));
  const kept = { writer: form.elements.writer.value, fields, isSent };
  attempt(() => sessionStorage.setItem(key(form), JSON.stringify(kept)));
}

export function forget(form) {
  attempt(() => sessionStorage.removeItem(key(form)));
}

// Returns the copy if it is this writer's and says something else than the form.
export function recall(form) {
  const kept = attempt(() => JSON.parse(sessionStorage.getItem(key(form))));
  if (!kept) return null;
  const isTheirs = kept.writer === form.elements.writer.value;
  const was = said(kept.fields);
  if (isTheirs && was !== NOTHING && was !== said([...new FormData(form)])) return kept;
  forget(form);
  return null;
}

// The copy as the form would send it now.
export function asSent(kept, form) {
  const data = new FormData();
  for (const [name, value] of kept.fields) data.append(name, value);
  for (const name of ["csrfmiddlewaretoken", "writer"]) data.set(name, form.elements[name].value);
  return data;
}

export function putBack(kept, form) {
  for (const element of form.elements) {
    if (!element.name || element.type === "submit" || OF_THE_PAGE.has(element.name)) continue;
    const values = kept.fields.filter(([name]) => name === element.name).map(([, value]) => value);
    if (element.type === "radio" || element.type === "checkbox") element.checked = values.includes(element.value);
    else if (values.length > 0) element.value = values[0];
  }
  form.elements.body.dispatchEvent(new Event("input", { bubbles: true }));
}
