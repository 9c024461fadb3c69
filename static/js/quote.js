// Lets a reader quote the words they have selected: "Quote" takes them along; without a selection it offers the beginning.
const LONGEST = 600;
const PARAMETER = "quote";

export function bind(region) {
  let selected = { id: "", words: "" };

  // A tap on a link clears the selection on many phones before the click arrives: keep the last.
  document.addEventListener("selectionchange", () => {
    const found = selectionIn(region);
    if (found) {
      selected = found;
    }
  });

  region.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || !region.contains(link)) {
      return;
    }
    const address = new URL(link.href);
    const id = address.searchParams.get(PARAMETER);
    if (!id) {
      return;
    }
    address.searchParams.delete("words");
    if (id === selected.id) {
      address.searchParams.set("words", selected.words);
    }
    link.href = address.href;
  });
}

// What is selected inside the body of one response, and which; null when it is nothing that can be quoted.
function selectionIn(region) {
  const selection = document.getSelection();
  const words = selection.toString().replace(/\s+/g, " ").trim();
  if (!words || words.length > LONGEST) {
    return null;
  }
  const body = bodyOf(selection.anchorNode);
  if (!body || body !== bodyOf(selection.focusNode) || !region.contains(body)) {
    return null;
  }
  return { id: body.closest("[id^='r-']").id.slice(2), words };
}

function bodyOf(node) {
  const element = node instanceof Element ? node : node?.parentElement;
  return element?.closest("[id^='r-'] .response-body") ?? null;
}
