"""The largest form of a page, as a browser would send it."""

from tests.page import Page


def form_of(page: Page) -> dict[str, str]:
    """Return what its fields hold when the page is opened; buttons send nothing."""
    sent: dict[str, str] = {}
    form = max(page.tree.iter("form"), key=lambda each: len(list(each.iter())))
    for control in form.iter():
        name, kind = control.get("name", ""), control.get("type")
        if control.tag == "textarea":
            sent[name] = (control.text or "").removeprefix("\n")
        elif control.tag == "select":
            chosen = [each for each in control.iter("option") if each.get("selected") is not None]
            sent[name] = chosen[0].get("value", "") if chosen else ""
        elif control.tag == "input" and kind in {"radio", "checkbox"}:
            if control.get("checked") is not None:
                sent[name] = control.get("value", "on")
        elif control.tag == "input":
            sent[name] = control.get("value", "")
    return sent
