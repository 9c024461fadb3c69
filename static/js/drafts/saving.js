// What the forms share that save themselves: how one is sent, and that it never goes out as somebody else's.
export const SOMEBODY_ELSE = "Somebody else has signed in here since, so your text is not saved. Copy it before you leave this page.";

export class SomebodyElseError extends Error {}

export function quietly(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  data.set("keep", "quietly");
  return data;
}

// Signing in again, in another tab, gives the site a new token: the form takes it over, if it is the same person.
async function renewToken(form) {
  const answer = await fetch(form.action, { redirect: "error" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const { reader } = page.body.dataset;
  if (reader && reader !== document.body.dataset.reader) throw new SomebodyElseError();
  const fresh = page.querySelector("main input[name=csrfmiddlewaretoken]");
  if (fresh) form.elements.csrfmiddlewaretoken.value = fresh.value;
  return Boolean(fresh);
}

// Sends what stands in the form. A token is refused that is another sign-in's: it is renewed, once.
export async function send(form, signal) {
  const post = () => fetch(form.action, { method: "POST", body: quietly(form), redirect: "manual", signal });
  const answer = await post();
  return answer.status === 403 && (await renewToken(form)) ? post() : answer;
}
