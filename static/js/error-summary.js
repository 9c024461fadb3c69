// Takes the reader to what went wrong, and says so in the tab's name, which a screen reader speaks first.
export function bind(summary) {
  if (!document.title.startsWith("Error: ")) document.title = `Error: ${document.title}`;
  summary.focus();
}
