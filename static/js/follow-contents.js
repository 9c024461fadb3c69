// Marks in the contents where the reader is. Without it the contents are a plain list.
const LINE = 0.25; // of the window's height from its top: what stands above it has been reached

function mark(links, current) {
  for (const [id, link] of links) {
    if (id === current) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
}

export function bind(nav) {
  const links = new Map(
    [...nav.querySelectorAll("a[href^='#']")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]),
  );
  const sections = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  if (!sections.length) return;

  const show = () => {
    const line = window.innerHeight * LINE;
    const reached = sections.filter((section) => section.getBoundingClientRect().top <= line);
    mark(links, reached.at(-1)?.id);
    const current = reached.length && links.get(reached.at(-1).id);
    // Within the list's own scrolling, never the page's.
    if (current && nav.parentElement.scrollHeight > nav.parentElement.clientHeight) {
      nav.parentElement.scrollTop = current.offsetTop - nav.parentElement.clientHeight / 2;
    }
  };

  // Called when a section's head crosses the line, in either direction; not at every pixel.
  const observer = new IntersectionObserver(show, { rootMargin: `0px 0px -${100 - LINE * 100}% 0px` });
  for (const section of sections) observer.observe(section);
}
