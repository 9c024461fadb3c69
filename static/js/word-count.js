// Says how much room is left below a text field: data-max-words or data-max-characters on the field.
// The eye sees every change; a screen reader hears it when the typing pauses.
const PAUSE = 1_000;

function used(text, inWords) {
  // As the server counts: a list's bullets and a lone dash are no words.
  return inWords ? text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length : [...text].length;
}

function say(left, unit) {
  const amount = Math.abs(left).toLocaleString("en-GB");
  const noun = Math.abs(left) === 1 ? unit : `${unit}s`;
  return left < 0 ? `${amount} ${noun} too many` : `${amount} ${noun} left`;
}

function paragraph(className) {
  const element = document.createElement("p");
  element.className = className;
  return element;
}

export function bind(field) {
  const inWords = Boolean(field.dataset.maxWords);
  const most = Number(field.dataset.maxWords ?? field.dataset.maxCharacters);
  if (!most) return;

  const seen = paragraph("field-count");
  seen.setAttribute("aria-hidden", "true");
  const heard = paragraph("visually-hidden");
  heard.setAttribute("role", "status");
  field.after(seen, heard);

  let pause;
  const show = () => {
    const left = most - used(field.value, inWords);
    const words = say(left, inWords ? "word" : "character");
    seen.textContent = words;
    seen.toggleAttribute("data-over", left < 0);
    clearTimeout(pause);
    pause = setTimeout(() => {
      heard.textContent = words;
    }, PAUSE);
  };
  field.addEventListener("input", show);
  seen.textContent = say(most - used(field.value, inWords), inWords ? "word" : "character");
}
