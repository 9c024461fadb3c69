// Notes what a reader says of a response without leaving the page. What the server refuses goes as it would without script,
// so that the reader gets the page that says why; a button pressed twice counts once.
const UNDO = "undo-";
const OFFLINE = "We could not reach the site, so this was not noted. Press again when you are back online.";

export function bind(form) {
  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  form.append(spoken);

  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!button?.hasAttribute("aria-pressed") || button.dataset.plainly) return;
    event.preventDefault();
    const row = button.parentElement;
    if (row.getAttribute("aria-busy")) return;
    row.setAttribute("aria-busy", "true");
    try {
      const answer = await send(form, button);
      if (!answer.ok) {
        goPlainly(button);
        return;
      }
      const numbers = await answer.json();
      for (const each of row.querySelectorAll("button[aria-pressed]")) show(each, numbers);
      say(numbers.said);
    } catch {
      say(OFFLINE);
      warn(row);
    } finally {
      row.removeAttribute("aria-busy");
    }
  });

  // The same words twice are read twice.
  function say(words) {
    spoken.textContent = "";
    requestAnimationFrame(() => {
      spoken.textContent = words;
    });
  }
}

function send(form, button) {
  const sent = new URLSearchParams(new FormData(form));
  sent.set(button.name, button.value);
  const headers = { Accept: "application/json" };
  return fetch(form.action, { method: "POST", body: sent, headers, redirect: "manual" });
}

function goPlainly(button) {
  button.dataset.plainly = "yes";
  button.click();
}

// One button after the deed: pressed or not, what pressing it asks for next, and its count.
function show(button, numbers) {
  const what = button.name.replace(UNDO, "");
  const isMine = numbers.mine.includes(what);
  button.setAttribute("aria-pressed", String(isMine));
  button.name = isMine ? UNDO + what : what;
  button.parentElement.querySelector(".react-failed")?.remove();
  const count = button.querySelector("b");
  if (!numbers[what]) {
    count?.remove();
  } else if (count) {
    count.textContent = numbers[what];
  } else {
    const added = document.createElement("b");
    added.textContent = numbers[what];
    button.append(" ", added);
  }
}

function warn(row) {
  if (row.querySelector(".react-failed")) return;
  const words = document.createElement("span");
  words.className = "react-failed";
  words.textContent = OFFLINE;
  row.append(words);
}
