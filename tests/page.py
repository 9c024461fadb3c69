"""What every HTML page must keep, checked at each fetch."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol
from xml.etree.ElementTree import Element

import html5lib
from django.test import Client

CONTROLS = {"input", "select", "textarea"}
REFERENCES = ("aria-describedby", "aria-labelledby", "aria-controls", "for")
# What html5lib, older than the standard's present text, takes for errors.
TOLERATED = {"unexpected-end-tag-implies-table-voodoo"}


class Answer(Protocol):
    """What is read of a response, whichever client fetched it."""

    @property
    def content(self) -> bytes: ...

    @property
    def headers(self) -> Mapping[str, str]: ...


@dataclass(frozen=True)
class Page:
    """A fetched page: its response, its tree and its visible words."""

    response: Answer
    tree: Element

    @property
    def h1(self) -> str:
        return words(next(self.tree.iter("h1")))

    @property
    def title(self) -> str:
        return words(next(self.tree.iter("title")))

    @property
    def text(self) -> str:
        return words(next(self.tree.iter("body")))

    def links(self) -> dict[str, str]:
        """Address by visible words."""
        return {words(link): link.get("href", "") for link in self.tree.iter("a")}


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def read_page(response: Answer) -> Page:
    """Parse a page and check it; an AssertionError names what is wrong."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(response.content.decode())
    errors = [error for error in parser.errors if error[1] not in TOLERATED]
    assert not errors, f"HTML errors: {errors[:3]}"
    page = Page(response, tree)
    check_headings(page)
    check_ids(page)
    check_controls(page)
    check_nothing_inline(page)
    assert "content-security-policy" in {name.lower() for name in response.headers}
    return page


def check_headings(page: Page) -> None:
    headings = list(page.tree.iter("h1"))
    assert len(headings) == 1, f"{len(headings)} h1"
    assert words(headings[0]), "an empty h1"
    assert re.fullmatch(r"\S.* – Soundings", page.title), f"title: {page.title!r}"
    levels = [int(e.tag[1]) for e in page.tree.iter() if re.fullmatch(r"h[1-6]", str(e.tag))]
    steps = pairwise(levels)
    assert all(after <= before + 1 for before, after in steps), f"levels skipped: {levels}"
    for link in page.tree.iter("a"):
        assert words(link) or link.get("aria-label"), f"a link without words: {link.get('href')}"


def check_ids(page: Page) -> None:
    ids = Counter(e.get("id") for e in page.tree.iter() if e.get("id"))
    doubled = [name for name, count in ids.items() if count > 1]
    assert not doubled, f"ids used twice: {doubled}"
    for element in page.tree.iter():
        for attribute in REFERENCES:
            for name in (element.get(attribute) or "").split():
                assert name in ids, f"{attribute} names a missing id: {name}"


def check_controls(page: Page) -> None:
    labelled = {e.get("for") for e in page.tree.iter("label")}
    wrapped = {id(c) for label in page.tree.iter("label") for c in label.iter() if c is not label}
    for control in page.tree.iter():
        if control.tag not in CONTROLS or control.get("type") in {"hidden", "submit"}:
            continue
        named = control.get("id") in labelled or id(control) in wrapped
        assert named or control.get("aria-label"), f"a field without a label: {control.attrib}"
    for button in page.tree.iter("button"):
        assert words(button) or button.get("aria-label"), "a button without words"
    for image in page.tree.iter("img"):
        assert image.get("alt") is not None, f"an image without alt: {image.get('src')}"


def check_nothing_inline(page: Page) -> None:
    for element in page.tree.iter():
        inline = [name for name in element.attrib if name == "style" or str(name).startswith("on")]
        assert not inline, f"inline {inline} on {element.tag}"
    assert not list(page.tree.iter("style")), "an inline stylesheet"
    scripts = [script for script in page.tree.iter("script") if not script.get("src")]
    # Data, which no browser runs; it must be readable as what it says it is.
    facts = [script for script in scripts if script.get("type") == "application/ld+json"]
    assert scripts == facts, "an inline script"
    for script in facts:
        assert json.loads(script.text or "")["@context"] == "https://schema.org"


def fetch(client: Client, url: str, *, status: int = 200) -> Page:
    """Get a page, follow redirects, and check all of the above."""
    response = client.get(url, follow=True)
    assert response.status_code == status, f"{url}: {response.status_code}"
    return read_page(response)
