// A link that copies its own address. Where the clipboard is closed to us it is followed like any other link.
export function bind(link) {
  const label = link.firstChild;
  const before = label.textContent;

  link.addEventListener("click", async (event) => {
    if (!navigator.clipboard || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      window.location.assign(link.href);
      return;
    }
    link.setAttribute("aria-live", "polite");
    label.textContent = "Link copied";
    setTimeout(() => {
      label.textContent = before;
      link.removeAttribute("aria-live");
    }, 4000);
  });
}
