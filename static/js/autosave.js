// Keeps what is typed into a form on the server, unsaved and for its writer alone. The form's own button does it without this file.
// Quiet: one line that says when, spoken when the typing has paused; what could not be kept is tried again.
import { comeBackAsServed } from "./drafts/going-back.js";
import { saveWhenLeft, sayIn, send, SignedOutError, SOMEBODY_ELSE, SomebodyElseError } from "./drafts/saving.js";

const PAUSE = 1_500;
const AGAIN = 10_000;

export function bind(line) {
  const form = line.closest("form");
  comeBackAsServed(form);
  let timer;
  let request;
  let isKept = true;
  let isLeaving = false;

  const say = sayIn(line);
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(keep, wait);
  };

  function explain(status) {
    if (status === 0 || status === 401) say("You are signed out. Sign in in another tab; then your text is kept here.", true);
    else if (status === 409) say("Someone removed this meanwhile. Press the button: your text comes back, to be copied.", true);
    else if (status === 413) say("This is too long to be kept unsaved. Save it in shorter parts.", true);
    else say("Your text could not be kept. It is tried again.", true);
  }

  async function keep() {
    request?.abort();
    request = new AbortController();
    isKept = true;
    try {
      const answer = await send(form, { signal: request.signal });
      if (!answer.ok) {
        isKept = false;
        explain(answer.status);
        if (answer.status !== 409 && answer.status !== 413) later(AGAIN);
        return;
      }
      say(`Saved as you typed, ${(await answer.json()).kept_at}. Not in the draft yet.`);
    } catch (error) {
      if (error.name === "AbortError") return;
      isKept = false;
      if (error instanceof SomebodyElseError) return say(SOMEBODY_ELSE, true);
      if (error instanceof SignedOutError) explain(401);
      else say("No connection: your text is in this page only. It is tried again.", true);
      later(AGAIN);
    }
  }

  form.addEventListener("input", () => {
    isKept = false;
    isLeaving = false;
    later(PAUSE);
  });
  window.addEventListener("online", () => {
    if (!isKept) later(0);
  });
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    // What is being saved, or asked for by a button, needs no second copy on its way.
    isLeaving = true;
    clearTimeout(timer);
    request?.abort();
  });
  saveWhenLeft(form, () => !isKept && !isLeaving);
  window.addEventListener("pageshow", () => {
    isLeaving = false;
  });
}
