// Two tabs, or two devices, wrote one draft: both texts are shown, and neither is given up but by its writer.

function button(label, kind) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = `button button-${kind} button-small`;
  element.textContent = label;
  return element;
}

function box(text, savedAt) {
  const label = document.createElement("label");
  const area = document.createElement("textarea");
  area.id = "other-text-now";
  area.readOnly = true;
  area.rows = 6;
  area.value = text;
  label.htmlFor = area.id;
  label.textContent = `The other text, saved ${savedAt}`;
  return [label, area];
}

const STAY = "Whichever you go on with, the other stays in “My drafts” until you discard it.";

function said(words) {
  const element = document.createElement("p");
  element.textContent = words;
  return element;
}

// What is chosen in the form, as it would be sent.
export function chosen(form) {
  return [...new FormData(form)].filter(([name, value]) => name.startsWith("choice") && value);
}

function choose(form, choice) {
  for (const element of form.elements) {
    if (!element.name.startsWith("choice")) continue;
    const values = choice.filter(([name]) => name === element.name).map(([, value]) => value);
    if (element.type === "radio" || element.type === "checkbox") element.checked = values.includes(element.value);
    else element.value = values[0] ?? "";
  }
}

const OPEN = ".draft-conflict[data-stamp]";

// The other text is gone, or says the same by now.
export function endConflict(form) {
  form.querySelector(OPEN)?.remove();
}

// `theirs` is what was saved elsewhere, `isKept` says that what is in the box is kept beside it; `goOn` is called when its
// writer has chosen.
export function showConflict(form, line, theirs, isKept, goOn) {
  // Whoever types on is shown the same text once.
  if (form.querySelector(OPEN)?.dataset.stamp === theirs.stamp) return;
  const field = form.elements.body;
  const pane = document.createElement("div");
  pane.className = "draft-conflict field";
  pane.dataset.stamp = theirs.stamp;
  const [label, area] = box(theirs.text, theirs.saved_at);
  const mine = button("Keep what is in the box", "secondary");
  const other = button("Use the other text", "secondary");
  const actions = document.createElement("p");
  actions.className = "actions";
  actions.append(mine, other);
  pane.append(label, ...(theirs.chosen ? [said(theirs.chosen)] : []), area, ...(isKept ? [said(STAY)] : []), actions);

  function settle(text, choice) {
    form.elements.draft.value = theirs.stamp;
    field.value = text;
    if (choice) choose(form, choice);
    pane.remove();
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    goOn();
  }
  mine.addEventListener("click", () => settle(field.value));
  other.addEventListener("click", () => {
    const given = field.value;
    // The form goes on as the other's: to post it ends that draft, and not the one given up here.
    if (isKept) form.elements.token.value = theirs.token;
    settle(theirs.text, theirs.choice);
    // What is given up here can be copied until the page is left, and is among the drafts if it was kept.
    const [aside, kept] = box(given, "");
    aside.textContent = "What stood in the box before";
    const last = document.createElement("div");
    last.className = "draft-conflict field";
    last.append(aside, kept);
    line.after(last);
  });
  form.querySelectorAll(".draft-conflict").forEach((earlier) => earlier.remove());
  line.after(pane);
}
