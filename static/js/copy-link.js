// Gives each response a control that copies its address. Without script the date is the link, to be copied by hand.
const COPIED_FOR = 4_000;

export function bind(region) {
  if (!navigator.clipboard) return;
  for (const response of region.querySelectorAll("article[aria-label]")) {
    const permalink = response.querySelector("header > a[href^='/responses/']");
    if (permalink) actionsOf(response).append(control(permalink.href, response.getAttribute("aria-label")));
  }
}

function actionsOf(response) {
  const found = response.querySelector(".response-actions");
  if (found) return found;
  const made = document.createElement("p");
  made.className = "response-actions";
  response.append(made);
  return made;
}

function control(address, label) {
  const link = document.createElement("a");
  const word = document.createTextNode("Copy link");
  const name = document.createElement("span");
  link.href = address;
  name.textContent = ` to ${label}`;
  link.append(word, name);
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    copy(link, word);
  });
  return link;
}

async function copy(link, word) {
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    window.location.assign(link.href);
    return;
  }
  const before = word.textContent;
  link.setAttribute("aria-live", "polite");
  word.textContent = "Link copied";
  setTimeout(() => {
    word.textContent = before;
    link.removeAttribute("aria-live");
  }, COPIED_FOR);
}
