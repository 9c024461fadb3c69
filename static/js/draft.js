// Keeps what is typed into the composer on the server, as a draft for its writer alone; “Save draft” does it without this file.
// Quiet: one line that says when. What could not be kept stays in the box, is tried again, and outlives a reload of this tab.
import { chosen, endConflict, showConflict } from "./drafts/conflict.js";
import { comeBackAsServed } from "./drafts/going-back.js";
import { asSent, forget, putBack, recall, remember, saysSomething } from "./drafts/in-tab.js";
import { post, saveWhenLeft, sayIn, send, SignedOutError, SOMEBODY_ELSE, SomebodyElseError } from "./drafts/saving.js";
import { saveBeforeSigningOut } from "./drafts/signing-out.js";

const PAUSE = 1_500; // after the last key
const AT_LATEST = 10_000; // after the first, however long somebody types on
const PATIENCE = 20_000; // for one answer
const SLOW = 2_000; // after which the line says that it takes its time
const MOST_TO_OUTLIVE = 15_000; // characters that go on being sent when the page is gone: browsers send 64 kB
const AGAIN = [5_000, 10_000, 20_000, 60_000];
// The answer says why, and asking again would not change it.
const FINAL = new Set([400, 403, 404, 409, 413, 422]);
const WITHOUT_WORDS = {
  400: "Your text holds a character that cannot be kept. Take it out, and it is saved again.",
  413: "This is too long to be kept as a draft. Your text is in the box.",
};

const SIGNED_OUT = "You are signed out. Your text is in the box. Press “Save draft”, and it comes with you through signing in.";

// What would be lost: not the token, nor what the form knows of its draft.
function typed(form) {
  const own = [...new FormData(form)].filter(
    ([name]) => !["csrfmiddlewaretoken", "token", "draft", "writer", "asked_as", "kind", "version"].includes(name),
  );
  return JSON.stringify(own);
}

// As the server keeps a text: what it has is compared with what was sent.
function asKept(text) {
  return text.split(/\r\n|\r|\n/u).map((line) => line.trimEnd()).join("\n").trimEnd().normalize("NFC");
}

// A text with what was chosen beside it: two of them are the same, or are not.
function inOne(text, choice) {
  return JSON.stringify([text, choice]);
}

async function words(answer) {
  try {
    return await answer.json();
  } catch {
    return {};
  }
}

export function bind(line) {
  const form = line.closest("form");
  comeBackAsServed(form);
  const url = line.dataset.url;
  let saved = "unsaved" in line.dataset ? "" : typed(form);
  let since = 0; // when the first key was pressed that is not saved
  let tries = 0;
  let timer;
  let running = null; // the save that is on its way
  let isLeaving = false;
  // Sent, and the answer never came: the server may have them all the same.
  const unanswered = new Set();

  const isDirty = () => typed(form) !== saved;
  const say = sayIn(line);
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(keep, wait);
  };

  function accept(answer, sent) {
    saved = sent;
    since = 0;
    tries = 0;
    unanswered.clear();
    form.elements.draft.value = answer.stamp;
    if (answer.token) form.elements.token.value = answer.token;
    endConflict(form);
    forget(form);
    const when = answer.saved_at ? `Saved ${answer.saved_at}.` : "";
    say([when, answer.note].filter(Boolean).join(" "), Boolean(answer.note));
    if (isDirty()) later(PAUSE);
  }

  function tryAgain(text) {
    remember(form);
    say(text, true);
    later(AGAIN[Math.min(tries, AGAIN.length - 1)]);
    tries += 1;
  }

  // Both texts are shown. What is in the box is kept beside the other from now on, each time it is saved.
  function setBeside({ problem, theirs, kept }, sent) {
    if (kept) {
      saved = sent;
      since = 0;
      tries = 0;
      form.elements.token.value = kept.token;
      forget(form);
    }
    say(problem, true);
    showConflict(form, line, theirs, Boolean(kept), () => {
      saved = "";
      later(0);
    });
    if (kept && isDirty()) later(PAUSE);
  }

  async function refuse(answer, { sent, opened }) {
    const told = await words(answer);
    const { problem, theirs } = told;
    remember(form);
    if (theirs && form.elements.draft.value !== opened) {
      later(0); // decided meanwhile
    } else if (theirs && unanswered.size > 0) {
      // Not another tab's, if it is what this form had sent.
      if (unanswered.has(inOne(theirs.text, theirs.choice))) form.elements.draft.value = theirs.stamp;
      unanswered.clear();
      later(0);
    } else if (theirs) {
      setBeside(told, sent);
    } else if (answer.status === 401) {
      tryAgain(SIGNED_OUT);
    } else if (FINAL.has(answer.status)) {
      // Typing on may mend it, so the next key tries again.
      say(problem ?? WITHOUT_WORDS[answer.status] ?? "This cannot be saved. Your text is in the box: copy it.", true);
    } else {
      tryAgain(problem ?? "We cannot save just now. Your text is in the box, and we keep trying.");
    }
  }

  // Browsers from before 2022 cannot time a request: there the answer is waited for.
  const bounds = () => ({
    signal: AbortSignal.timeout?.(PATIENCE),
    keepalive: form.elements.body.value.length < MOST_TO_OUTLIVE,
  });

  // One after another: the answer to each says which draft the next one has seen.
  function keep() {
    if (!running && !isLeaving && isDirty()) {
      running = save().finally(() => {
        running = null;
      });
    }
    return running;
  }

  async function save() {
    const sent = typed(form);
    const opened = form.elements.draft.value;
    const text = inOne(asKept(form.elements.body.value), chosen(form));
    const slow = setTimeout(() => say("Saving…"), SLOW);
    try {
      // After a save that had no answer this one asks what became of it, before it counts as another tab's.
      const asks = unanswered.size > 0 ? "?unanswered" : "";
      const answer = await send(form, { url: `${url}${asks}`, ...bounds() });
      if (answer.status >= 500) unanswered.add(text);
      if (answer.ok) accept(await answer.json(), sent);
      else await refuse(answer, { sent, opened });
    } catch (error) {
      if (error instanceof SomebodyElseError) {
        remember(form);
        say(SOMEBODY_ELSE, true);
        return;
      }
      if (error instanceof SignedOutError) {
        tryAgain(SIGNED_OUT);
        return;
      }
      unanswered.add(text);
      tryAgain("No connection. Your text is in the box, and we keep trying.");
    } finally {
      clearTimeout(slow);
    }
  }

  // What was on its way when the page was left: if it arrived, it is posted or a draft by now.
  async function askWhetherItArrived(kept) {
    try {
      const answer = await post(url, asSent(kept, form), bounds());
      const { stamp } = await answer.json();
      if (answer.ok && !stamp) forget(form);
      return answer.ok && !stamp;
    } catch {
      return false;
    }
  }

  async function restore() {
    const kept = recall(form);
    if (!kept || (kept.isSent && (await askWhetherItArrived(kept)))) return;
    putBack(kept, form);
    say("What you had typed in this tab is back.");
    later(0);
  }

  const change = () => {
    isLeaving = false;
    if (!isDirty()) return;
    since ||= Date.now();
    later(Math.max(0, Math.min(PAUSE, since + AT_LATEST - Date.now())));
  };
  form.addEventListener("input", change);
  form.addEventListener("change", change);
  window.addEventListener("online", () => later(0));
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    isLeaving = true;
    clearTimeout(timer);
    if (saysSomething(form)) remember(form, true);
  });
  saveBeforeSigningOut(isDirty, async () => {
    await running;
    await keep();
  });
  window.addEventListener("beforeunload", (event) => {
    if (isDirty() && !isLeaving) event.preventDefault();
  });
  saveWhenLeft(form, () => isDirty() && !isLeaving, url);
  window.addEventListener("pageshow", () => {
    isLeaving = false;
  });

  if (line.dataset.saved) say(`Saved ${line.dataset.saved}.`);
  restore();
  if (isDirty()) later(PAUSE);
}
