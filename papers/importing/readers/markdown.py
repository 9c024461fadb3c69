"""Markdown, by markdown-it's parser: its tokens as blocks. What it does not know stays as typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt  # noqa: TID251 – its tokens alone: nothing here is shown
from markdown_it.token import Token  # noqa: TID251

from papers.importing.blocks import BlockKind, Document
from papers.importing.building import Blocks, Text, table_block, with_typed_bullet
from papers.importing.encodings import decode
from papers.importing.limits import DEEPEST_NESTING, MOST_BLOCKS, MOST_CHARACTERS
from papers.importing.refusals import DocumentRefusedError, too_long
from papers.importing.trees import NESTED

# The parser's work on an opening mark that nothing closes grows with what follows it.
MOST_MARKS = 20_000
LONGEST_RUN = re.compile(r"[\[>(*_`~]{200,}|(?:[>\[(*_`~-][ \t]?){400,}")
MARKS = re.compile(r"[\[*_`~<]")
FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<fields>(?:[^\n]{0,2000}\n){0,60}?)---[ \t]*(?:\n|$)")
FIELD = re.compile(r"(?P<key>[A-Za-z]+)[ \t]*:[ \t]*(?P<value>.{0,500})")
NOTE = re.compile(
    r"^\[\^(?P<id>[^\]\s]{1,60})\]:[ \t]*(?P<text>.*(?:\n(?:[ \t]{2,}|\t).*\S.*)*)", re.M
)
NOTE_MARK = re.compile(r"\[\^([^\]\s]{1,60})\]")
DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,300}\]:[ \t]*\S.*$", re.M)


@dataclass
class _State:
    """Where the tokens have led to: open lists, quotes, tables, and the list item's label."""

    lists: list[tuple[str, int]] = field(default_factory=list)
    marker: str = ""
    quotes: int = 0
    heading: int = 0
    rows: list[list[Text]] | None = None
    note_id: str = ""


def read_markdown(data: bytes) -> Document:
    """CommonMark with tables, footnotes and link definitions; HTML in it is shown as typed."""
    text = decode(data)
    _refuse_floods(text)
    found = Blocks()
    fields, text = _front_matter(text, found)
    text, notes = _take_notes(text)
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST_NESTING}).enable(
        "table"
    )
    environment: dict[str, object] = {}
    _read(parser.parse(text, environment), _State(), found)
    _leave_out_definitions(text, found)
    for identity, note in notes:
        _read(parser.parse(note, environment), _State(note_id=identity), found)
    return Document(
        blocks=found.finished(),
        format="markdown",
        title=fields.get("title", ""),
        author=fields.get("author", ""),
        created=fields.get("date", ""),
        language=fields.get("lang", ""),
        left_out=tuple(found.left_out),
    )


def _refuse_floods(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise too_long("characters", len(text), MOST_CHARACTERS)
    if text.count("\n") > 4 * MOST_BLOCKS:
        raise too_long("lines", text.count("\n"), 4 * MOST_BLOCKS)
    if LONGEST_RUN.search(text):
        raise DocumentRefusedError(NESTED)
    if (marks := sum(1 for _ in MARKS.finditer(text))) > MOST_MARKS:
        raise too_long("marks of Markdown", marks, MOST_MARKS)


def _front_matter(text: str, found: Blocks) -> tuple[dict[str, str], str]:
    start = FRONT_MATTER.match(text)
    if start is None:
        return {}, text
    fields = {
        line["key"].lower(): line["value"].strip(" \t\"'")
        for line in map(FIELD.match, start["fields"].split("\n"))
        if line
    }
    found.leave_out(start[0], "the file's own header")
    return fields, text[start.end() :]


def _take_notes(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text without its footnotes' definitions, and these apart."""
    notes = [(note["id"], note["text"]) for note in NOTE.finditer(text)]
    return (NOTE.sub("", text) if notes else text), notes


def _leave_out_definitions(text: str, found: Blocks) -> None:
    for definition in DEFINITION.finditer(text):
        found.leave_out(definition[0], "the address of a link, kept with the link")


def _read(tokens: Sequence[Token], state: _State, found: Blocks) -> None:
    for token in tokens:
        if token.type == "inline":
            _inline_block(token, state, found)
        elif token.type in {"fence", "code_block"}:
            text = Text()
            text.add(token.content)
            found.add(text.block(BlockKind.PARAGRAPH))
        elif token.type == "hr":
            found.leave_out(token.markup, "a line drawn across the page")
        elif token.type == "table_close":
            found.add(table_block(state.rows or []))
            state.rows = None
        else:
            _step(token, state)


def _step(token: Token, state: _State) -> None:
    """Follow a token that opens or closes something round the text."""
    kind = token.type
    if kind in {"bullet_list_open", "ordered_list_open"}:
        state.lists.append((kind, int(token.attrGet("start") or 1)))
    elif kind in {"bullet_list_close", "ordered_list_close"}:
        state.lists.pop()
    elif kind == "list_item_open":
        state.marker = f"{token.info}{token.markup}"
    elif kind in {"blockquote_open", "blockquote_close"}:
        state.quotes += token.nesting
    elif kind in {"heading_open", "heading_close"}:
        state.heading = int(token.tag[1]) if token.nesting > 0 else 0
    elif kind == "table_open":
        state.rows = []
    elif kind == "tr_open" and state.rows is not None:
        state.rows.append([])


def _inline_block(token: Token, state: _State, found: Blocks) -> None:
    text = _text_of(token.children or [], bold=state.heading > 0)
    if state.rows is not None:
        state.rows[-1].append(text)
        return
    kind = BlockKind.PARAGRAPH
    if state.note_id:
        kind = BlockKind.NOTE
    elif state.heading:
        kind = BlockKind.HEADING
    elif state.marker:
        kind = BlockKind.LIST_ITEM
    elif state.quotes:
        kind = BlockKind.QUOTE
    elif _is_picture(token.children or []):
        kind = BlockKind.FIGURE
    item = kind is BlockKind.LIST_ITEM
    block = text.block(
        kind,
        level=state.heading,
        depth=len(state.lists) - 1 if item else 0,
        marker=state.marker if item else "",
        note_id=state.note_id,
    )
    state.marker = "" if item else state.marker
    found.add(with_typed_bullet(block))


def _is_picture(children: Sequence[Token]) -> bool:
    return [child.type for child in children if child.content.strip()] == ["image"]


def _text_of(children: Sequence[Token], *, bold: bool) -> Text:
    text = Text()
    strong = 0
    for place, token in enumerate(children):
        if token.type == "link_open":
            text.open_link(str(token.attrGet("href") or ""))
        elif token.type == "link_close":
            text.close_link()
        elif token.type in {"strong_open", "strong_close"}:
            strong += token.nesting
        elif token.type in {"softbreak", "hardbreak"}:
            after = children[place + 1].content if place + 1 < len(children) else ""
            wrapped = token.type == "softbreak" and not after.startswith(("☐", "☑", "□", "[ ]"))
            text.add(" " if wrapped else "\n")
        else:
            _add_marked(text, token.content, bold=bold or strong > 0)
    return text


def _add_marked(text: Text, written: str, *, bold: bool) -> None:
    """Add text; a footnote's mark in it becomes a mark at its place."""
    at = 0
    for mark in NOTE_MARK.finditer(written):
        text.add(written[at : mark.start()], bold=bold)
        text.mark_note(mark[1])
        at = mark.end()
    text.add(written[at:], bold=bold)
