"""The only importer of markdown-it: what respondents and staff may write, parsed in linear time.

HTML is never read. Whatever is not Markdown here stays in the text as it was typed.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt  # noqa: TID251
from markdown_it.rules_block import StateBlock, blockquote, list_block  # noqa: TID251
from markdown_it.rules_inline import StateInline, link  # noqa: TID251
from markdown_it.token import Token  # noqa: TID251

LONGEST_RESPONSE = 20_000
LONGEST_PROSE = 200_000

# A list is two levels deep (the list and its item), a quote one. What would nest deeper
# stays in the text as typed: the parser would drop it, or take time that grows with its square.
DEEPEST = 8

# More marks than this in one text is a flood, and the whole text is shown as typed.
MOST_MARKS_IN_RESPONSE = 2_000
MOST_MARKS_IN_PROSE = 20_000
MARK = re.compile(r"[*_\[|]|^[ \t]*(?:[-+>#]|\d{1,9}[.)])", re.MULTILINE)

# `>50% of people`, `+44 20 7946 0000` and a dash alone are no Markdown.
QUOTE = re.compile(r">(?:[ \t]+\S|>)")
ITEM = re.compile(r"(?:[-*]|\d{1,9}[.)])[ \t]+\S")
ADDRESS_AFTER_SCHEME = re.compile(r"://[^\s<>\"`\[\]{}|\\^]*[^\s<>\"`\[\]{}|\\^!?.,;:'*_)(]")
MARKS = ("*", "_", "[")
DESTINATION = r"[^\s()<>\[\]\\]{1,2000}(?:\([^\s()<>\[\]\\]{0,200}\)[^\s()<>\[\]\\]{0,200}){0,3}"
LABEL = r"\[[^\[\]\n]{1,500}\]"
LINK_OUT = re.compile(rf"{LABEL}\((?:https?://|mailto:){DESTINATION}\)", re.IGNORECASE)
LINK_OUT_OR_HERE = re.compile(
    rf"{LABEL}\((?:(?:https?://|mailto:){DESTINATION}|(?:/(?!/)|\#)(?:{DESTINATION})?)\)",
    re.IGNORECASE,
)

InlineRule = Callable[[StateInline, bool], bool]

RESPONSE_RULES = ["normalize", "block", "inline", "text_join", "paragraph", "blockquote", "list"]
RESPONSE_RULES += ["text", "newline", "emphasis", "link", "balance_pairs", "fragments_join"]
PROSE_RULES = [*RESPONSE_RULES, "heading", "table", "hr", "escape"]
TYPED_RULES = ["normalize", "block", "inline", "text_join", "paragraph", "text", "newline"]


class TextTooLongError(ValueError):
    """Text is longer than any parser should see."""

    def __init__(self, length: int, limit: int) -> None:
        self.length = length
        self.limit = limit
        super().__init__(f"The text has {length:,} characters. The most there may be is {limit:,}.")


def parse_response(text: str) -> list[Token]:
    """The tokens of a respondent's text: emphasis, lists, quotes, links and line breaks.

    Raises `TextTooLongError` over 20,000 characters.
    """
    _refuse_longer(text, LONGEST_RESPONSE)
    flooded = _more_marks_than(MOST_MARKS_IN_RESPONSE, text)
    return (TYPED if flooded else RESPONSE).parse(text)


def parse_prose(text: str) -> list[Token]:
    """The tokens of staff's prose: a response's Markdown, with headings, tables and rules.

    Raises `TextTooLongError` over 200,000 characters.
    """
    _refuse_longer(text, LONGEST_PROSE)
    flooded = _more_marks_than(MOST_MARKS_IN_PROSE, text)
    return (TYPED if flooded else PROSE).parse(text)


def as_html(tokens: Sequence[Token]) -> str:
    """Every tag comes from a token and every text is escaped."""
    html: str = RESPONSE.renderer.render(tokens, RESPONSE.options, {})
    return html


def plain_text(text: str) -> str:
    """What a reader sees of a response's Markdown, with `\\n` between lines and blocks.

    Reads the first 200,000 characters and no more.
    """
    return "\n".join(plain_blocks(text)).strip()


def plain_blocks(text: str) -> list[str]:
    """What a reader sees of each paragraph, item of a list and heading; its lines end with `\n`.

    Reads the first 200,000 characters and no more.
    """
    text = text[:LONGEST_PROSE]
    flooded = _more_marks_than(MOST_MARKS_IN_PROSE, text)
    return [
        "".join(map(_seen, token.children or []))
        for token in (TYPED if flooded else RESPONSE).parse(text)
        if token.type == "inline"
    ]


def set_out(text: str) -> str:
    """A response's Markdown as a letter in plain text sets it out.

    An empty line between paragraphs, a mark before what is quoted and before each item of a list,
    and after the words of a link where it leads. Reads the first 200,000 characters and no more.
    """
    text = text[:LONGEST_PROSE]
    flooded = _more_marks_than(MOST_MARKS_IN_PROSE, text)
    letter = _Letter()
    for token in (TYPED if flooded else RESPONSE).parse(text):
        letter.take(token)
    return "\n".join(letter.lines).strip("\n")


@dataclass
class _Letter:
    """The lines so far, and what the next one stands in."""

    lines: list[str] = field(default_factory=list)
    lists: int = 0
    quotes: int = 0
    mark: str = ""  # of the item that begins with the next line

    def take(self, token: Token) -> None:
        if token.type == "inline":
            self._write(token)
        elif token.type == "list_item_open":
            self.mark = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            self.lists += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self.lists -= 1
            self._leave_a_line(self.lists == 0)
        elif token.type in ("blockquote_open", "blockquote_close"):
            self.quotes += token.nesting
        elif token.type == "paragraph_close":
            # Items that were typed close together stay so.
            self._leave_a_line(not token.hidden)

    def _write(self, token: Token) -> None:
        margin = "> " * self.quotes + "  " * (self.lists - 1)
        indent = "  " if self.lists else ""
        first, *more = _with_addresses(token.children or []).split("\n")
        self.lines.append(margin + (self.mark or indent) + first)
        self.lines += [margin + indent + line for line in more]
        self.mark = ""

    def _leave_a_line(self, is_due: bool) -> None:
        if is_due and self.lines and self.lines[-1]:
            self.lines.append("")


def _with_addresses(children: Sequence[Token]) -> str:
    """The words of a paragraph, with the address of a link after its words where they differ."""
    seen: list[str] = []
    begun, address = 0, ""
    for child in children:
        seen.append(_seen(child))
        if child.type == "link_open":
            begun, address = len(seen), str(child.attrs.get("href", ""))
        elif child.type == "link_close" and "".join(seen[begun:]) != address:
            seen.append(f" ({address})")
    return "".join(seen)


def _seen(token: Token) -> str:
    return "\n" if token.type in ("softbreak", "hardbreak") else token.content


def _refuse_longer(text: str, limit: int) -> None:
    if len(text) > limit:
        raise TextTooLongError(len(text), limit)


def _more_marks_than(limit: int, text: str) -> bool:
    return sum(1 for _ in MARK.finditer(text)) > limit


def _quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.level >= DEEPEST or not _begins(QUOTE, state, start):
        return False
    return blockquote(state, start, end, silent)


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.level >= DEEPEST - 1 or not _begins(ITEM, state, start):
        return False
    return list_block(state, start, end, silent)


def _begins(shape: re.Pattern[str], state: StateBlock, line: int) -> bool:
    begin = state.bMarks[line] + state.tShift[line]
    return shape.match(state.src, begin, state.eMarks[line]) is not None


def _link_matching(shape: re.Pattern[str]) -> InlineRule:
    """A link only where the whole of it stands there, so that `[` alone costs nothing.

    An image's `![` is no link: it stays as typed.
    """

    def rule(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] != "[" or not shape.match(state.src, state.pos):
            return False
        if state.src[max(0, state.pos - 1) : state.pos] == "!":
            return False
        return link(state, silent)

    return rule


def _address(state: StateInline, silent: bool) -> bool:
    """Keeps the `_` and `*` of a bare web address from becoming emphasis."""
    if state.src[state.pos] != ":" or not _follows_scheme(state.src, state.pos):
        return False
    match = ADDRESS_AFTER_SCHEME.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.append_pending(match[0])
    state.pos = match.end()
    return True


def _backslash(state: StateInline, silent: bool) -> bool:
    """A mark after a backslash is no mark, and both are shown: `C:\\_old` is a path."""
    if state.src[state.pos] != "\\" or state.src[state.pos + 1 : state.pos + 2] not in MARKS:
        return False
    if not silent:
        state.append_pending(state.src[state.pos : state.pos + 2])
    state.pos += 2
    return True


def _follows_scheme(text: str, colon: int) -> bool:
    return text[max(0, colon - 5) : colon].lower().endswith(("http", "https"))


def _dialect(rules: list[str], link_shape: re.Pattern[str]) -> MarkdownIt:
    dialect = MarkdownIt("zero", {"breaks": True, "html": False, "maxNesting": 100})
    dialect.enable(rules)
    dialect.block.ruler.at("blockquote", _quote, {"alt": ["paragraph", "blockquote", "list"]})
    dialect.block.ruler.at("list", _list, {"alt": ["paragraph", "blockquote"]})
    dialect.inline.ruler.at("link", _link_matching(link_shape))
    if "emphasis" in rules:
        dialect.inline.ruler.after("text", "address", _address)
    if "escape" not in rules:
        dialect.inline.ruler.after("text", "backslash", _backslash)
    return dialect


RESPONSE = _dialect(RESPONSE_RULES, LINK_OUT)
PROSE = _dialect(PROSE_RULES, LINK_OUT_OR_HERE)
TYPED = _dialect(TYPED_RULES, LINK_OUT)
