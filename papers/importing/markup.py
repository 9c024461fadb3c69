"""Plain text as Markdown that shows it as it was written, with the links that it had."""

import re

from papers.importing.blocks import Block, Link

# What the desk's prose reads as Markdown (consultation.lib.markdown), and nothing more: a text
# full of backslashes is a burden to whoever edits it next.
_BACKSLASH = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)", re.MULTILINE)
_EMPHASIS = re.compile(r"\*|(?<![^\W_])_|_(?![^\W_])")
_LINKED = re.compile(r"\[(?=[^\[\]\n]{1,500}\]\()")
_BLOCK_START = re.compile(r"(?m)^(?P<space>[ \t]*)(?P<mark>#{1,6}(?=[ \t]|$)|>|[-+](?=[ \t]))")
_NUMBERED = re.compile(r"(?m)^(?P<number>[ \t]*\d{1,9})(?P<mark>[.)])(?=[ \t])")
_RULE = re.compile(r"(?m)^[ \t]*(?=[-:|][-:| \t]*$)")
_SPACE_AT_START = re.compile(r"(?m)^[ \t]+")
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_LEADS_OUT = re.compile(r"(?:https?://[^\s/]|mailto:[^\s@]+@)", re.IGNORECASE)
_UNSAFE = re.compile(r"[\s()<>\[\]\\\"]")
_LONGEST_URL = 2_000
_LONGEST_LABEL = 400


def escaped(text: str) -> str:
    """Markdown that shows the text as it stands, white space at the head of its lines aside."""
    return _guarded(_escaped_inline(text))


def marked_up(block: Block, start: int, end: int, notes: dict[str, int]) -> str:
    """The stretch of the block as Markdown; a footnote's mark is written as its number."""
    pieces: list[str] = []
    at = start
    for link in sorted(block.links, key=lambda link: link.start):
        if link.start < at or link.end > end or not leads_out(link.url):
            continue
        pieces += [_plain(block, at, link.start, notes), _link(block, link)]
        at = link.end
    pieces.append(_plain(block, at, end, notes))
    return _guarded("".join(pieces))


def leads_out(url: str) -> bool:
    """Whether a reader can be sent there: the web or a mailbox, never a script or a file."""
    return bool(_LEADS_OUT.match(url)) and len(url) <= _LONGEST_URL


def _guarded(text: str) -> str:
    """Text whose inline marks are meant, kept from beginning a heading, a list or a rule."""
    text = _BLANK_LINES.sub("\n", _SPACE_AT_START.sub("", text.strip()))
    text = _BLOCK_START.sub(r"\g<space>\\\g<mark>", text)
    text = _NUMBERED.sub(r"\g<number>\\\g<mark>", text)
    return _RULE.sub(r"\\", text)


def _escaped_inline(text: str) -> str:
    text = _BACKSLASH.sub(r"\\\\", text)
    text = _EMPHASIS.sub(lambda mark: f"\\{mark[0]}", text)
    return _LINKED.sub(r"\\[", text)


def _plain(block: Block, start: int, end: int, notes: dict[str, int]) -> str:
    marks = [mark for mark in block.note_marks if start < mark.at <= end and mark.note in notes]
    written: list[str] = []
    for mark in sorted(marks, key=lambda mark: mark.at):
        written += [_escaped_inline(block.text[start : mark.at]), f"[{notes[mark.note]}]"]
        start = mark.at
    return "".join([*written, _escaped_inline(block.text[start:end])])


def _link(block: Block, link: Link) -> str:
    label = " ".join(block.text[link.start : link.end].split())
    url = _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), link.url)
    if not label or label in (link.url, link.url.removeprefix("mailto:")):
        return label
    if "[" in label or "]" in label or len(label) > _LONGEST_LABEL:
        return f"{_escaped_inline(label)} ({url})"
    return f"[{_escaped_inline(label)}]({url})"
