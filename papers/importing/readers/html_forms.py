"""Forms of a web page: which of them put the paper's own questions, and their boxes and lists."""

import re

from lxml import html as lxml_html

CHOICES = {"radio": "○", "checkbox": "☐"}
# What a form of the site calls itself, in whole words of its class, id, name or action.
_OF_THE_SITE = re.compile(
    r"search|log(?:in|on)|signin|newsletter|subscribe|signup|mailchimp|comments?|commentform|"
    r"respond|contact|feedback|cookies?|language|basket"
)
_WORDS = re.compile(r"[a-z]+")
_NOTHING_CHOSEN = re.compile(
    r"\W*(?:(?:please )?(?:select|choose|pick)\b.*|none selected)?\W*", re.I
)


def puts_questions(form: lxml_html.HtmlElement) -> bool:
    """Whether a form asks what the paper asks, and is not the site's search, sign-up or login."""
    names = " ".join(form.get(name) or "" for name in ("class", "id", "name", "action", "role"))
    if any(_OF_THE_SITE.fullmatch(word) for word in _WORDS.findall(names.lower())):
        return False
    types = [(field.get("type") or "text").lower() for field in form.iter("input")]
    if "password" in types or "search" in types:
        return False
    chooses = any(kind in CHOICES for kind in types)
    writes = next(form.iter("textarea", "select", "fieldset", "legend"), None) is not None
    return chooses or writes or sum(1 for _ in form.iter("label")) > 1


def is_asked_in(element: lxml_html.HtmlElement) -> bool:
    """Whether a field stands in a form; forms that ask nothing have been left out before."""
    return next(element.iterancestors("form"), None) is not None


def boxes_of(root: lxml_html.HtmlElement) -> dict[str, str]:
    """The mark of each box that a label elsewhere in the page speaks for, by the box's id."""
    spoken_for = {label.get("for") for label in root.iter("label")}
    return {
        name: CHOICES[kind]
        for field in root.iter("input")
        if (kind := (field.get("type") or "").lower()) in CHOICES
        and (name := field.get("id") or "") in spoken_for
    }


def mark_of(label: lxml_html.HtmlElement, boxes: dict[str, str]) -> str:
    """The box that the label speaks for, or nothing where it names a field to write in."""
    for field in label.iter("input"):
        if (kind := (field.get("type") or "").lower()) in CHOICES:
            return CHOICES[kind]
    return boxes.get(label.get("for") or "", "")


def lines_of(select: lxml_html.HtmlElement) -> list[str]:
    return [" ".join("".join(one.itertext()).split()) for one in select.iter("option")]


def is_answer(line: str) -> bool:
    """Whether a line of a drop-down list can be chosen, and does not merely ask to choose."""
    return _NOTHING_CHOSEN.fullmatch(line) is None
