"""The one door for untrusted text, and the only importer of bleach and nh3.

The text is parsed with its HTML off, bleach adds the links and their `rel`, and nh3 has the last
word with a short list of what may be on the page. Changing what comes out? Raise RENDERER_VERSION.
"""

import re
from collections.abc import Iterator, MutableMapping
from typing import Any, Literal, cast

import nh3  # noqa: TID251
from bleach.linkifier import LinkifyFilter  # noqa: TID251
from django.utils.safestring import SafeString, mark_safe
from markdown_it.token import Token  # noqa: TID251

from consultation.lib.markdown import (
    LONGEST_PROSE,
    LONGEST_RESPONSE,
    TextTooLongError,
    as_html,
    parse_prose,
    parse_response,
)
from consultation.lib.text import without_unstorable

__all__ = [
    "LONGEST_PROSE",
    "LONGEST_RESPONSE",
    "RENDERER_VERSION",
    "TextTooLongError",
    "render_prose",
    "render_response",
]

RENDERER_VERSION = 1

# `ugc` and `nofollow` say that we do not vouch for it; `noopener` keeps the page behind it ours.
REL = "nofollow ugc noopener"
STAFF_REL = "noopener"

RESPONSE_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a"}
PROSE_TAGS = RESPONSE_TAGS | {"h3", "h4", "h5", "h6", "hr"}
PROSE_TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
# Each of these is its own line of text: `dir=auto` isolates it, so that a right-to-left override
# left open in one ends there.
ISOLATED = {"p", "li", "blockquote", "a", "h3", "h4", "h5", "h6", "th", "td"}
SCHEMES = {"http", "https", "mailto"}

# bleach's own pattern takes time that grows with the square of a word such as `a-a-a-…`, and links
# `end.In` for want of a space. An address here has its scheme or `www.`; ours is linear.
BARE_ADDRESS = re.compile(
    r"(?<![\w@./])(?:https?://|www\.)(?=\w)[^\s<>\"`{}|\\^\[\]]*[^\s<>\"`{}|\\^\[\]!?.,;:'*_(’”»…]",
    re.IGNORECASE,
)
LONGEST_ADDRESS = 2_000
SPACE = re.compile(r"(\s+)")

Attributes = MutableMapping[tuple[str | None, str], str]


def render_response(text: str) -> SafeString:
    """A respondent's text as HTML, with whatever HTML it holds shown as typed.

    Raises `TextTooLongError` over 20,000 characters, and nothing else.
    """
    tokens = parse_response(without_unstorable(text))
    return _finished(tokens, RESPONSE_LINKS, RESPONSE_CLEANER)


def render_prose(text: str) -> SafeString:
    """Staff's Markdown as HTML, its headings from h3 down, because a page has its own h1 and h2.

    Raises `TextTooLongError` over 200,000 characters, and nothing else.
    """
    tokens = parse_prose(without_unstorable(text))
    return _finished(tokens, PROSE_LINKS, PROSE_CLEANER)


def _finished(tokens: list[Token], links: LinkifyFilter, cleaner: nh3.Cleaner) -> SafeString:
    number = 0
    for token in tokens:
        if token.type == "inline":
            token.children = list(_linked(token.children or [], links))
        elif token.type == "ordered_list_open":
            number = int(token.attrGet("start") or 1)
        elif token.type == "list_item_open" and token.info:
            _number_as_typed(token, number)
            number = int(token.info) + 1
        elif token.tag.startswith("h") and token.tag != "hr":
            token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"
        _isolate(token)
        for child in token.children or []:
            _isolate(child)
    return mark_safe(cleaner.clean(as_html(tokens)))  # noqa: S308 (nh3 has just cleaned it)


def _isolate(token: Token) -> None:
    if token.nesting == 1 and token.tag in ISOLATED:
        token.attrSet("dir", "auto")
    if token.type == "th_open":
        token.attrSet("scope", "col")


def _number_as_typed(item: Token, expected: int) -> None:
    """A reader who answers `2.` and `4.` must not be shown `2.` and `3.`."""
    if int(item.info) != expected:
        item.attrSet("value", str(int(item.info)))


def _linked(children: list[Token], links: LinkifyFilter) -> Iterator[Token]:
    """The tokens with bleach's links around bare addresses, and its `rel` on every link."""
    inside = False
    for token in children:
        if token.type in ("link_open", "link_close"):
            inside = token.type == "link_open"
            if inside:
                href: Attributes = {(None, "href"): str(token.attrGet("href"))}
                token.attrs = _attributes(links.apply_callbacks(href, False))
            yield token
        elif token.type == "text" and not inside:
            yield from _with_links(token.content, links)
        else:
            yield token


def _with_links(text: str, links: LinkifyFilter) -> Iterator[Token]:
    if "://" not in text and "www." not in text.lower():
        yield _text(text)
        return
    for word in SPACE.split(text):
        if len(word) > LONGEST_ADDRESS or not BARE_ADDRESS.search(word):
            yield _text(word)
            continue
        for piece in links.handle_links([{"type": "Characters", "data": word}]):
            yield _token(piece)


def _attributes(named: Attributes | None) -> dict[str, str | int | float]:
    """bleach's attributes, whose names carry a namespace, as the parser's."""
    return {name: value for (_, name), value in (named or {}).items()}


def _token(piece: dict[str, Any]) -> Token:
    if piece["type"] == "StartTag":
        return Token("link_open", "a", 1, attrs=_attributes(piece["data"]))
    if piece["type"] == "EndTag":
        return Token("link_close", "a", -1)
    return _text(piece["data"])


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _links(rel: str) -> LinkifyFilter:
    def finish(attributes: Attributes, new: bool = False) -> Attributes:
        href, text = (None, "href"), cast("tuple[None, str]", "_text")
        if new and not attributes[text].lower().startswith("http"):
            attributes[href] = f"https://{attributes[text]}"
        attributes[(None, "rel")] = rel
        return attributes

    # Its own source of tokens stays empty: it is handed one word at a time.
    nothing: Any = ()
    return LinkifyFilter(nothing, callbacks=[finish], url_re=BARE_ADDRESS)


def _cleaner(tags: set[str], rel: str, *, relative: Literal["deny", "pass_through"]) -> nh3.Cleaner:
    only: dict[str, dict[str, set[str]]] = {
        tag: {"dir": {"auto"}} for tag in sorted(tags & ISOLATED)
    }
    only["a"]["rel"] = {rel}
    if "th" in tags:
        only["th"]["scope"] = {"col"}
    return nh3.Cleaner(
        tags=tags,
        clean_content_tags=set(),
        attributes={"a": {"href"}, "ol": {"start"}, "li": {"value"}},
        tag_attribute_values=only,
        url_schemes=SCHEMES,
        url_relative=relative,
        generic_attribute_prefixes=set(),
        link_rel=None,
    )


RESPONSE_LINKS = _links(REL)
PROSE_LINKS = _links(STAFF_REL)
RESPONSE_CLEANER = _cleaner(RESPONSE_TAGS, REL, relative="deny")
PROSE_CLEANER = _cleaner(PROSE_TAGS, STAFF_REL, relative="pass_through")
