"""Going through a page with the keyboard, and looking at where one is."""

from typing import Any, Final

from playwright.sync_api import Page

STOPS_AT_MOST: Final = 80
# What is focused, and what a person who looks for it would miss (WCAG 2.4.7 and 2.4.11). A line of
# text is probed in its first box: the middle of a link over two lines may lie on neither. A card's
# link draws its ring on ::after. A button inside a date field is the browser's and so is its ring:
# then the field is the active element, and yet has not the focus.
STOP: Final = """() => {
  const at = document.activeElement;
  const name = (at.labels?.[0]?.innerText || at.innerText || at.name || at.tagName).trim();
  const ring = (style) => style.outlineStyle !== "none" && style.outlineWidth !== "0px";
  const box = [...at.getClientRects()].find((rect) => rect.width > 0) ?? at.getBoundingClientRect();
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const inSight = right > left && bottom > top;
  const hit = inSight && document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const edge = inSight && document.elementFromPoint((left + right) / 2, top + 1);
  const own = (found) => found && (at.contains(found) || found.contains(at));
  return {
    name,
    tag: at.tagName,
    outlined: ring(getComputedStyle(at)) || ring(getComputedStyle(at, "::after"))
      || !at.matches(":focus"),
    inSight,
    uncovered: Boolean(own(hit) && own(edge)),
  };
}"""


def stop(page: Page) -> dict[str, Any]:
    """Return where the focus is: name, tag, outlined, inSight, uncovered."""
    found: dict[str, Any] = page.evaluate(STOP)
    return found


def faults(at: dict[str, Any]) -> list[str]:
    """Return what is wrong with this stop."""
    wrong = [word for word in ("outlined", "inSight", "uncovered") if not at[word]]
    wrong += ["lost on body"] if at["tag"] == "BODY" else []
    return [f"{at['tag']} “{at['name'][:60]}”: {word}" for word in wrong]


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on what has this name; every stop on the way must be seen."""
    passed: list[str] = []
    for _ in range(STOPS_AT_MOST):
        page.keyboard.press("Tab")
        at = stop(page)
        assert faults(at) == [], passed
        passed.append(at["name"])
        if at["name"].startswith(name):
            return
    raise AssertionError(f"no stop is called {name}: {passed}")


def enter(page: Page) -> None:
    """Press Enter, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def walk(page: Page, key: str) -> list[str]:
    """Press Tab, or Shift+Tab, to the end of the page; return what is wrong with any stop."""
    wrong: list[str] = []
    for count in range(STOPS_AT_MOST):
        page.keyboard.press(key)
        at = stop(page)
        if count and at["tag"] == "BODY":
            break  # past the last stop the focus is the browser's own
        wrong += faults(at)
    return wrong
