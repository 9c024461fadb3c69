// Says how much room is left below a text field: data-max-words or data-max-characters on the field. Words are what the
// question asks for, and are always said; characters only when few are left, as far from the end they say nothing.
// The eye sees every change; a screen reader hears it when the typing pauses.
const PAUSE = 1_000;
const FEW = 500;

// As the server counts: a lone dash and what begins the item of a list ("-", "1.") are no words.
const ITEM_NUMBER = /^\s*\d{1,3}[.)]\s/gmu;

function used(text, inWords) {
  if (!inWords) return [...text].length;
  const words = text.replace(ITEM_NUMBER, "").split(/\s+/u);
  return words.filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
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
  const tell = () => {
    const left = most - used(field.value, inWords);
    const isTold = inWords || left <= FEW;
    seen.textContent = isTold ? say(left, inWords ? "word" : "character") : "";
    seen.hidden = !isTold;
    seen.toggleAttribute("data-over", left < 0);
  };
  const show = () => {
    tell();
    clearTimeout(pause);
    pause = setTimeout(() => {
      heard.textContent = seen.textContent;
    }, PAUSE);
  };
  field.addEventListener("input", show);
  tell();
}
