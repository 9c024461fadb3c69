// What the forms share that save themselves: how one is sent, that it never goes out as somebody else's, and the line that tells of it.
export const SOMEBODY_ELSE = "Somebody else has signed in here since, so your text is not saved. Copy it before you leave this page.";

export class SomebodyElseError extends Error {}

// Neither the form's token nor a sign-in is known any more: the browser's cookies are gone.
export class SignedOutError extends Error {}

// Files are too large to go along with every save.
function quietly(data) {
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  data.set("keep", "quietly");
  return data;
}

// Sends what a form holds, or held. `more` is what `fetch` takes besides.
export function post(url, data, more) {
  return fetch(url, { method: "POST", body: quietly(data), redirect: "manual", ...more });
}

// Signing in again, in another tab, gives the site a new token: the form takes it over, if it is the same person.
async function renewToken(form) {
  const answer = await fetch(form.action);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const { reader } = page.body.dataset;
  if (!reader && answer.ok) throw new SignedOutError();
  if (!reader) return false; // a page of trouble: it knows nobody
  if (reader !== document.body.dataset.reader) throw new SomebodyElseError();
  const fresh = page.querySelector("main input[name=csrfmiddlewaretoken]");
  if (fresh) form.elements.csrfmiddlewaretoken.value = fresh.value;
  return Boolean(fresh);
}

// Sends what stands in the form, to its own address or another. A token that the site does not know any more is renewed, once.
export async function send(form, { url = form.action, ...more } = {}) {
  const answer = await post(url, new FormData(form), more);
  const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
  if (answer.status !== 403 || isOurs || !(await renewToken(form))) return answer;
  return post(url, new FormData(form), more);
}

// Sends what is not saved when the page is left; nobody is there to hear the answer.
export function saveWhenLeft(form, isUnsaved, url = form.action) {
  window.addEventListener("pagehide", () => {
    if (isUnsaved()) navigator.sendBeacon(url, quietly(new FormData(form)));
  });
}

// Returns what says something in the line. The same words again would be read out again.
export function sayIn(line) {
  return (words, isProblem = false) => {
    if (line.textContent !== words) line.textContent = words;
    line.toggleAttribute("data-problem", isProblem);
  };
}
