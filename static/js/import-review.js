// The review of an import without a new page for each change, and from the keyboard. The keys count only while the focus
// is within the list of pieces (WCAG 2.1.4). The page does all of it without this file, too.
const ROLES = { q: "question", p: "prose", h: "heading", a: "part", o: "option", c: "context", r: "recommendation", x: "furniture" };
const HELP = [
  ["j, k", "next, before"],
  ["q", "question"],
  ["p", "text"],
  ["h", "heading"],
  ["a", "further ask"],
  ["o", "option"],
  ["c", "context"],
  ["r", "recommendation"],
  ["x", "leave out"],
  ["s", "split where you clicked"],
  ["m", "join with the next"],
  ["J, K", "move down, up"],
  ["u", "undo"],
  ["Enter", "more"],
  ["?", "these keys"],
];

function rowOf(node) {
  return (node instanceof Element ? node : node?.parentElement)?.closest(".piece");
}

// The place in the block, counted in characters as the server counts them, where the reader last clicked in a piece's text.
function caretIn(row) {
  const selection = getSelection();
  const source = row.querySelector("[data-source]");
  if (!selection?.anchorNode || !source.contains(selection.anchorNode)) return null;
  const before = source.textContent.slice(0, selection.anchorOffset);
  return Number(source.dataset.source) + [...before].length;
}

function helpList() {
  const details = document.createElement("details");
  details.className = "fold";
  const summary = document.createElement("summary");
  summary.textContent = "Keys";
  const list = document.createElement("dl");
  list.className = "review-keys";
  for (const [keys, words] of HELP) {
    const term = document.createElement("dt");
    const key = document.createElement("kbd");
    key.textContent = keys;
    term.append(key);
    const meaning = document.createElement("dd");
    meaning.textContent = words;
    list.append(term, meaning);
  }
  const hint = document.createElement("p");
  hint.textContent = "They count while you are in the list: press one of its buttons, or Tab into it.";
  details.append(summary, hint, list);
  return details;
}

export function bind(area) {
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  const help = helpList();
  area.before(help, status);
  let waits = false;

  const form = () => area.querySelector("form[data-review]");
  const rows = () => [...area.querySelectorAll(".piece")];

  const go = (row) => {
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  };

  // The list is one stop of the Tab key until the reader is in it.
  const settle = () => {
    const at = document.getElementById(`p-${form()?.dataset.focus}`);
    const first = at ?? rows()[0];
    if (first) first.tabIndex = 0;
    return at;
  };

  async function swap(url, options) {
    if (waits) return;
    waits = true;
    area.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { ...options, headers: { "X-Fragment": "review" } });
      // Signed out, confirmed or gone meanwhile: what came back is a page of its own.
      if (!answer.headers.has("X-Fragment")) {
        location.assign(answer.url);
        return;
      }
      area.innerHTML = await answer.text();
      const at = settle();
      go(at ?? rows()[0]);
      status.textContent = area.querySelector("[role=alert]")?.textContent.trim() || form().dataset.said;
    } catch {
      status.textContent = "The change did not reach the site. Try again.";
    } finally {
      waits = false;
      area.removeAttribute("aria-busy");
    }
  }

  function send(value) {
    const data = new FormData(form());
    data.set("do", value);
    swap(form().action, { method: "POST", body: new URLSearchParams(data) });
  }

  const step = (row, by) => go(rows()[rows().indexOf(row) + by]);

  function act(key, row) {
    const handle = row.dataset.handle;
    const deeds = {
      j: () => step(row, 1),
      k: () => step(row, -1),
      J: () => send(`move:down:${handle}`),
      K: () => send(`move:up:${handle}`),
      m: () => send(`join::${handle}`),
      u: () => send("undo"),
      s: () => {
        const at = caretIn(row);
        if (at === null) status.textContent = "Click in the text where it should be split, then press s.";
        else send(`split:${at}:${handle}`);
      },
      Enter: () => row.querySelector("[data-open]")?.click(),
      "?": () => {
        help.open = true;
        help.querySelector("summary").focus();
      },
    };
    if (ROLES[key]) send(`role:${ROLES[key]}:${handle}`);
    else if (deeds[key]) deeds[key]();
    else return false;
    return true;
  }

  area.addEventListener("submit", (event) => {
    if (event.submitter?.name !== "do") return;
    event.preventDefault();
    send(event.submitter.value);
  });
  area.addEventListener("click", (event) => {
    const open = event.target.closest("[data-open]");
    if (open && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      swap(open.href, {});
      return;
    }
    // A click into a text makes its piece the one that the keys are about; the caret stays for "s".
    const row = rowOf(event.target);
    if (row && !event.target.closest("a, button")) row.focus({ preventScroll: true });
  });
  area.addEventListener("keydown", (event) => {
    const row = rowOf(event.target);
    if (!row || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    // On a button or a link Enter is that button's own.
    if (event.key === "Enter" && event.target !== row) return;
    if (act(event.key, row)) event.preventDefault();
  });
  settle();
}
