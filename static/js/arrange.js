// Drags a question or a section to its place, for people with a mouse. It posts what the page behind "Move to…" posts,
// and that page and the buttons do the same for everybody else.
const SPEAK_AFTER = 500;

function handleOf(part) {
  const handle = document.createElement("span");
  handle.className = "drag-handle";
  handle.draggable = true;
  handle.title = "Drag to move";
  handle.setAttribute("aria-hidden", "true");
  handle.textContent = "\u283f";
  part.append(handle);
  return handle;
}

function isInLowerHalf(element, y) {
  const box = element.getBoundingClientRect();
  return y > box.top + box.height / 2;
}

// Where a drop at this height would put the part: the element to mark, on which side, and the value to send.
function targetAt(dragged, event) {
  const section = event.target.closest("[data-drag=section]");
  const kind = dragged.dataset.drag;
  const under = kind === "section" ? section : event.target.closest("[data-drag=question]");
  if (!under) return section && kind === "question" ? { element: section, after: true, place: section.dataset.end } : null;
  const after = isInLowerHalf(under, event.clientY);
  if (!after) return { element: under, after, place: under.dataset.before };
  const next = under.nextElementSibling;
  const end = kind === "section" ? "end" : section.dataset.end;
  return { element: under, after, place: next?.dataset.drag === kind ? next.dataset.before : end };
}

function mark(area, target) {
  for (const element of area.querySelectorAll(".is-before, .is-after")) element.classList.remove("is-before", "is-after");
  target?.element.classList.add(target.after ? "is-after" : "is-before");
}

// The message of the last move was on the page before a screen reader looked: put once more, it is read out.
function speak() {
  const said = document.querySelector(".messages")?.textContent.trim();
  if (!said || !location.hash) return;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  document.body.append(status);
  setTimeout(() => {
    status.textContent = said.replace(/\s+/gu, " ");
  }, SPEAK_AFTER);
}

export function bind(area) {
  const form = area.querySelector("#arrange");
  let dragged = null;
  let target = null;

  const stop = () => {
    dragged?.classList.remove("is-dragged");
    dragged = null;
    target = null;
    mark(area, null);
  };

  for (const part of area.querySelectorAll("[data-drag]")) {
    handleOf(part).addEventListener("dragstart", (event) => {
      dragged = part;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", part.id);
      event.dataTransfer.setDragImage(part, part.offsetWidth - 12, 12);
      part.classList.add("is-dragged");
    });
  }
  area.addEventListener("dragover", (event) => {
    if (!dragged) return;
    target = targetAt(dragged, event);
    mark(area, target);
    if (target) event.preventDefault();
  });
  area.addEventListener("drop", (event) => {
    if (!dragged || !target) return;
    event.preventDefault();
    form.action = dragged.dataset.placeUrl;
    form.elements.place.value = target.place;
    const goes = target.place !== dragged.dataset.before;
    stop();
    if (goes) form.requestSubmit();
  });
  area.addEventListener("dragend", stop);
  speak();
}
