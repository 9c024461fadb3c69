// Shows a field's Markdown below it, as readers will see it. The server renders it: there is one renderer, and it cleans.
// Without this file the button sends the form, which comes back with the prose above it.
const PAUSE = 600;

export function bind(area) {
  const field = document.getElementById(area.dataset.field);
  const button = area.querySelector("button");
  const token = field?.form?.elements.csrfmiddlewaretoken;
  if (!field || !token) return;

  const pane = document.createElement("div");
  pane.className = "prose";
  pane.hidden = true;
  pane.setAttribute("role", "region");
  pane.setAttribute("aria-label", `Preview of ${button.querySelector("span").textContent}`);
  area.append(pane);
  button.setAttribute("aria-expanded", "false");

  let pause;
  let asked = 0;
  async function show() {
    const turn = ++asked;
    const body = new URLSearchParams({ prose: field.value });
    const headers = { "X-CSRFToken": token.value };
    try {
      const answer = await fetch(area.dataset.url, { method: "POST", body, headers, redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      const html = await answer.text();
      // A slow answer to an earlier typing must not stand over a later one.
      if (turn === asked) pane.innerHTML = html;
    } catch {
      if (turn === asked) pane.textContent = "The preview cannot be fetched now. Your text stays in the field.";
    }
  }

  button.addEventListener("click", (event) => {
    event.preventDefault();
    pane.hidden = !pane.hidden;
    button.setAttribute("aria-expanded", String(!pane.hidden));
    if (!pane.hidden) show();
  });
  field.addEventListener("input", () => {
    clearTimeout(pause);
    if (!pane.hidden) pause = setTimeout(show, PAUSE);
  });
}
