// Keeps a ranking free of doubles: an option that takes the place of another changes places with it, and a line says so.
// Lists of places and no buttons up and down: one stop of the keyboard an option, any place in one go, no place at all, and
// a phone's own picker. The server refuses doubles where this file does not run.
export function bind(list) {
  const selects = [...list.querySelectorAll("select")];
  const line = document.createElement("p");
  line.className = "ranked-moved";
  line.setAttribute("role", "status");
  list.after(line);
  const given = () => selects.map((select) => select.value);
  let now = given();
  let before = now; // the places when the list that is being changed was entered, or opened with a finger

  // Arrow keys go through the places between: what they pushed aside on the way goes back.
  for (const entered of ["focusin", "pointerdown"]) {
    list.addEventListener(entered, () => {
      before = given();
    });
  }

  list.addEventListener("change", (event) => {
    const changed = selects.indexOf(event.target);
    if (changed < 0) return;
    if (document.activeElement !== event.target) before = now;
    now = rearranged(before, changed, event.target.value);
    selects.forEach((select, index) => {
      select.value = now[index];
    });
    say(line, moved(selects, before, changed));
  });
}

// The places once one option has taken this one ("" is none). Who had it gets the place that became free; where none did,
// because the option had no place before, whoever stands between it and the nearest free place moves up by one, or down.
function rearranged(before, changed, place) {
  const places = [...before];
  places[changed] = place;
  const other = before.findIndex((had, index) => index !== changed && had === place);
  if (!place || other < 0) return places;
  if (before[changed]) {
    places[other] = before[changed];
    return places;
  }
  const all = before.map((_, index) => index + 1);
  const wanted = Number(place);
  const free = all.filter((each) => !before.includes(String(each)));
  const end = free.find((each) => each > wanted) ?? free.at(-1);
  const step = Math.sign(end - wanted);
  const isBetween = (each) => each && (each - wanted) * step >= 0 && (end - each) * step > 0;
  return before.map((had, index) => (index === changed ? place : isBetween(Number(had)) ? String(Number(had) + step) : had));
}

function moved(selects, before, changed) {
  const others = selects.filter((select, index) => index !== changed && select.value !== before[index]);
  return others
    .sort((one, other) => one.value - other.value)
    .map((select) => `“${select.labels[0].textContent.trim()}” is now ${select.selectedOptions[0].text}.`)
    .join(" ");
}

function say(line, words) {
  if (line.textContent !== words) line.textContent = words;
}
