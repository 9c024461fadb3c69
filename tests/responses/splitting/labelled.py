"""Documents with answers, each stretch labelled with the questions it answers.

A line is `label|kind|text`: the label is `-` (answers nothing), `q` (the question's own words) or
the numbers of the questions; the kind is a heading (h1…), p, b (a bold line), li (a bullet), n (a
numbered line, its marker first) or r (a row of a table, cells apart by `~`). What stands in `q{…}`
is the question's own, and a break within a paragraph is written `\\n`.

Seven folders: `corpus` and `unfamiliar` are documents in sight of which the rules were written;
`first_sight` came afterwards, from an author who knew neither the rules nor the tests, and some
rules were mended on it; `held_back` came with it and has been run for its figures alone. Keep it
so: whoever reads it to mend a rule makes it worthless. `second_sight` was written later, on five
other papers; rules were mended on half of it. `third_sight` is by an author who knew nothing of
the rules, on six more papers: rules were mended on those about footpaths, arrears and discharge;
the others have been run for their figures alone. So it is with `fourth_sight`, by a fifth author,
on three more: rules were mended on those about libraries and vets.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from consultation.responses.splitting import Asked, Split
from papers.importing.blocks import Block, BlockKind, Document

CORPUS: Final = Path(__file__).parent / "corpus"
UNFAMILIAR: Final = Path(__file__).parent / "unfamiliar"
FIRST_SIGHT: Final = Path(__file__).parent / "first_sight"
HELD_BACK: Final = Path(__file__).parent / "held_back"
SECOND_SIGHT: Final = Path(__file__).parent / "second_sight"
THIRD_SIGHT: Final = Path(__file__).parent / "third_sight"
FOURTH_SIGHT: Final = Path(__file__).parent / "fourth_sight"
_OWN: Final = re.compile(r"q\{(.*?)\}")
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True)
class Stretch:
    """Labelled words: `answers` is empty where they answer nothing, `is_own` the question's own."""

    text: str
    answers: frozenset[int]
    is_own: bool = False


@dataclass(frozen=True)
class Labelled:
    name: str
    asked: tuple[Asked, ...]
    document: Document
    stretches: tuple[Stretch, ...]

    def as_plain_text(self) -> str:
        """The same document as a text file has it: no headings, no bold, tables as lines."""
        return "\n\n".join(_line(block) for block in self.document.blocks)


def labelled_documents(folder: Path | None = None) -> list[Labelled]:
    folder = folder or CORPUS
    papers = _papers(folder)
    files = sorted(folder.glob("*.txt"))
    return [_labelled(file, papers) for file in files if file.name != "questions.txt"]


def _papers(folder: Path) -> dict[str, tuple[Asked, ...]]:
    papers: dict[str, list[Asked]] = {}
    name = ""
    for line in (folder / "questions.txt").read_text().splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif line and not line.startswith("#"):
            text, *parts = (piece.strip() for piece in line.split("|"))
            asked = papers.setdefault(name, [])
            asked.append(Asked(len(asked) + 1, text, tuple(parts)))
    return {name: tuple(asked) for name, asked in papers.items()}


def _labelled(file: Path, papers: dict[str, tuple[Asked, ...]]) -> Labelled:
    first, *lines = file.read_text().splitlines()
    blocks: list[Block] = []
    stretches: list[Stretch] = []
    for line in lines:
        label, kind, text = line.replace("\\n", "\n").split("|", 2)
        stretches += _stretches(label, text)
        _add(blocks, _block(kind, _OWN.sub(r"\1", text)))
    asked = papers[first.removeprefix("paper: ")]
    return Labelled(file.stem, asked, Document(tuple(blocks), "test"), tuple(stretches))


def _add(blocks: list[Block], block: Block) -> None:
    """Add a block; a row goes on with the table before it."""
    if block.rows and blocks and blocks[-1].rows:
        above = blocks.pop()
        block = replace(block, text=f"{above.text}\n{block.text}", rows=above.rows + block.rows)
    blocks.append(block)


def _stretches(label: str, text: str) -> Iterator[Stretch]:
    answers = frozenset(map(int, label.split(","))) if label not in {"-", "q"} else frozenset()
    for place, piece in enumerate(_OWN.split(text)):
        is_own = label == "q" or place % 2 == 1
        yield Stretch(piece, frozenset() if is_own else answers, is_own)


def _block(kind: str, text: str) -> Block:
    if kind.startswith("h"):
        return Block(BlockKind.HEADING, text, level=int(kind[1:]))
    if kind == "r":
        cells = tuple(cell.strip() for cell in text.split("~"))
        return Block(BlockKind.TABLE, "\t".join(cells), rows=(cells,))
    if kind == "n":
        marker, rest = re.match(r"(\d+\.)?\s*(.*)", text).groups()  # type: ignore[union-attr]
        return Block(BlockKind.LIST_ITEM, rest, marker=marker or "•")
    if kind == "li":
        return Block(BlockKind.LIST_ITEM, text, marker="•")
    return Block(BlockKind.PARAGRAPH, text, bold=kind == "b")


def _line(block: Block) -> str:
    if block.rows:
        return "\n\n".join(cell for row in block.rows for cell in row)
    return f"{block.marker} {block.text}".strip()


@dataclass(frozen=True)
class Score:
    """Shares of words: of the answers', those at the right question; of the rest, those taken."""

    right: float
    taken: float


def score(labelled: Labelled, split: Split) -> Score:
    given = {answer.question: Counter(_WORD.findall(answer.text)) for answer in split.answers}
    right = total = taken = rest = 0
    for stretch in labelled.stretches:
        words = _WORD.findall(stretch.text)
        if stretch.is_own:
            continue
        if stretch.answers:
            total += len(words) * len(stretch.answers)
            for number in stretch.answers:
                right += _withdraw(given.get(number, Counter()), words)
        else:
            rest += len(words)
    texts = [" ".join(answer.text.split()) for answer in split.answers]
    for stretch in labelled.stretches:
        if not stretch.answers and not stretch.is_own:
            is_taken = any(" ".join(stretch.text.split()) in text for text in texts)
            taken += len(_WORD.findall(stretch.text)) * is_taken
    return Score(right / total if total else 1.0, taken / rest if rest else 0.0)


def score_of_all(pairs: Iterable[tuple[Labelled, Split]]) -> Score:
    """The score over all words of some documents, so that a long one counts for more."""
    right = answered = taken = rest = 0.0
    for labelled, split in pairs:
        one = score(labelled, split)
        words = [(len(_WORD.findall(each.text)), each) for each in labelled.stretches]
        answers = sum(count * len(each.answers) for count, each in words)
        others = sum(count for count, each in words if not each.answers and not each.is_own)
        right, answered = right + one.right * answers, answered + answers
        taken, rest = taken + one.taken * others, rest + others
    return Score(right / answered, taken / rest)


def _withdraw(given: Counter[str], words: list[str]) -> int:
    """Take the words out of what was given, as far as they are there; return how many were."""
    found = 0
    for word in words:
        if given[word] > 0:
            given[word] -= 1
            found += 1
    return found
