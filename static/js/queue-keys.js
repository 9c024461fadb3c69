// One case after another without the mouse: p publishes or passes on, r goes to the reasons, j and k to the next and the one before.
// Off until it is turned on, and remembered: single keys get in the way of speech input (WCAG 2.1.4).
const REMEMBERED = "queue-keys";

function isOn() {
  try {
    return localStorage.getItem(REMEMBERED) === "on";
  } catch {
    return false;
  }
}

function remember(on) {
  try {
    localStorage.setItem(REMEMBERED, on ? "on" : "off");
  } catch {
    // A browser that keeps nothing asks again on the next case.
  }
}

function isTyping(target) {
  return target.closest("textarea, select, input:not([type=radio], [type=checkbox])") || target.isContentEditable;
}

function act(key, area) {
  if (key === "p") area.querySelector("[data-queue-key=p]")?.click();
  if (key === "r") area.querySelector("[data-queue-key=r] input")?.focus();
  if (key === "j") document.querySelector(".pager a[rel=next]")?.click();
  if (key === "k") document.querySelector(".pager a[rel=prev]")?.click();
}

function key(letter) {
  const element = document.createElement("kbd");
  element.textContent = letter;
  return element;
}

export function bind(area) {
  let on = isOn();
  const words = area.querySelector("[data-queue-key=p]")?.textContent.trim() ?? "Publish";
  const verdict = words.charAt(0).toLowerCase() + words.slice(1);
  const hint = document.createElement("p");
  hint.className = "queue-keys";
  const says = document.createElement("span");
  const toggle = document.createElement("button");
  toggle.type = "button";
  toggle.className = "button button-quiet button-small";
  hint.append(says, " ", toggle);

  const show = () => {
    says.replaceChildren(
      ...(on ? ["Keys: ", key("p"), ` ${verdict}, `, key("r"), " reasons, ", key("j"), " next, ", key("k"), " before."] : []),
    );
    toggle.textContent = on ? "Turn shortcuts off" : "Turn keyboard shortcuts on";
  };
  toggle.addEventListener("click", () => {
    on = !on;
    remember(on);
    show();
  });
  document.addEventListener("keydown", (event) => {
    if (!on || event.repeat || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    act(event.key, area);
  });

  show();
  area.append(hint);
}
