// Saves an answer of a formal answer as it is typed, together with what colleagues write meanwhile.
// The form's own buttons do it without this file. Quiet: one line, spoken when the typing has paused.
import { comeBackAsServed } from "./drafts/going-back.js";
import { saveWhenLeft, sayIn, send, SignedOutError, SOMEBODY_ELSE, SomebodyElseError } from "./drafts/saving.js";

const PAUSE = 3_000;
const AGAIN = 15_000;
const PATIENCE = 5_000;
const GIVE_UP = 30_000;

function explain(status) {
  if (status === 0 || status === 401) return "You are signed out. Sign in in another tab; then your text is saved here.";
  if (status === 404) return "This draft is not open to you any more. Copy your text before you leave this page.";
  return "Your text could not be saved. It is tried again.";
}

export function bind(line) {
  const form = line.closest("form");
  comeBackAsServed(form);
  const field = form.elements.body;
  let timer;
  let underWay = null;
  let isWanted = false;
  let isSaved = true;
  let isLeaving = false;
  let together = null;

  const say = sayIn(line);
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(begin, wait);
  };

  // One save at a time: each names the version that the one before it made.
  function begin() {
    isWanted = Boolean(underWay);
    if (underWay) return;
    underWay = save().finally(() => {
      underWay = null;
      if (isWanted) later(0);
    });
  }

  // What colleagues wrote comes into the box when nobody is typing in it.
  function takeIn() {
    if (!together || document.activeElement === field || field.value !== together.sent) return;
    field.value = together.body;
    form.elements.version.value = together.version;
    together = null;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(timer);
    isSaved = true;
  }

  // What clashed, or met a sign-off, is kept for its writer alone: nothing is lost with the page.
  async function refused(answer) {
    const isTold = answer.status === 409 || answer.status === 422;
    const told = isTold ? await answer.json() : {};
    if (!told.kept) isSaved = false;
    say(told.said ?? explain(answer.status), true);
    // What waits for the person is not tried again: it would fail the same.
    if (!isTold && answer.status !== 404) later(AGAIN);
  }

  async function save() {
    const sent = field.value;
    isSaved = true;
    try {
      const answer = await send(form, { signal: AbortSignal.timeout?.(GIVE_UP) });
      if (!answer.ok) return await refused(answer);
      const kept = await answer.json();
      form.elements.version.value = kept.version;
      together = kept.together ? { ...kept.together, sent } : null;
      say(kept.said);
      takeIn();
    } catch (error) {
      isSaved = false;
      if (error instanceof SomebodyElseError) return say(SOMEBODY_ELSE, true);
      const isOut = error instanceof SignedOutError;
      say(isOut ? explain(401) : "No connection: your text is in this page only. It is tried again.", true);
      later(AGAIN);
    }
  }

  form.addEventListener("input", (event) => {
    if (!event.isTrusted) return;
    isSaved = false;
    isLeaving = false;
    later(PAUSE);
  });
  field.addEventListener("blur", () => setTimeout(takeIn));
  window.addEventListener("online", () => {
    if (!isSaved) later(0);
  });
  // A button waits for what is being saved: sent beside it, the same person would meet themself.
  form.addEventListener(
    "submit",
    (event) => {
      isLeaving = true;
      clearTimeout(timer);
      if (!underWay || !form.requestSubmit) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
      Promise.race([underWay, patience]).then(() => {
        underWay = null;
        isWanted = false;
        clearTimeout(timer);
        form.requestSubmit(event.submitter);
      });
    },
    true,
  );
  // Only where the text is nowhere but in this page: what is merely not sent yet goes as it is left.
  window.addEventListener("beforeunload", (event) => {
    if (!isSaved && !isLeaving && line.hasAttribute("data-problem")) event.preventDefault();
  });
  saveWhenLeft(form, () => !isSaved && !isLeaving);
  window.addEventListener("pageshow", () => {
    isLeaving = false;
  });
}
