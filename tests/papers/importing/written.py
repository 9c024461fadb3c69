"""Documents written as a few lines of text, for tests of what the interpreter makes of them."""

import re

from papers.importing import assemble, interpret
from papers.importing.blocks import Block, BlockKind, Document
from papers.importing.imported import ImportedPaper
from papers.importing.readers.markdown import read_markdown
from papers.importing.readers.plain import read_plain

_ITEM = re.compile(r"(?P<indent> *)(?P<marker>[-•*]|\(?[0-9a-z]{1,3}[.)])\s+(?P<text>.*)")


def written(text: str) -> Document:
    """A block a line: `# heading`, `- item`, `**bold**`, `> quote`, `[box] …`, `^ note`, `|a|`."""
    return Document(tuple(_block(line) for line in text.splitlines() if line.strip()), "test")


def imported(text: str) -> ImportedPaper:
    document = written(text)
    return assemble(document, interpret(document))


def asked(text: str) -> list[str]:
    return [question.text for question in imported(text).questions]


def _block(line: str) -> Block:  # noqa: PLR0911  a return for each mark
    if heading := re.match(r"(#+) (.*)", line):
        return Block(BlockKind.HEADING, heading[2], level=len(heading[1]))
    if bold := re.fullmatch(r"\*\*(.*)\*\*", line):
        return Block(BlockKind.PARAGRAPH, bold[1], bold=True)
    if line.startswith("> "):
        return Block(BlockKind.QUOTE, line[2:])
    if line.startswith("^ "):
        return Block(BlockKind.NOTE, line[2:], note_id="1")
    if line.startswith("[box] "):
        text = line[6:].replace("\\n", "\n")
        return Block(BlockKind.TABLE, text, rows=((text,),))
    if line.startswith("|"):
        rows = tuple(
            tuple(cell.strip() for cell in row.strip("| ").split("|")) for row in line.split("\\n")
        )
        return Block(BlockKind.TABLE, "\n".join("\t".join(row) for row in rows), rows=rows)
    if item := _ITEM.fullmatch(line):
        depth = len(item["indent"]) // 2
        return Block(BlockKind.LIST_ITEM, item["text"], depth=depth, marker=item["marker"])
    return Block(BlockKind.PARAGRAPH, line.strip())


def from_markdown(text: str) -> ImportedPaper:
    """The paper in a Markdown file: for shapes that a line a block cannot show."""
    document = read_markdown(text.encode())
    return assemble(document, interpret(document))


def from_plain(text: str) -> ImportedPaper:
    """The paper in pasted text, as its reader sees it."""
    document = read_plain(text.encode())
    return assemble(document, interpret(document))
