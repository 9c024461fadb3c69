"""The labelled documents: where they lie, what is expected of each, and how a file is made."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.papers.importing.corpus.notation import read_script
from tests.papers.importing.corpus.open_document import build_odt
from tests.papers.importing.corpus.portable import build_pdf
from tests.papers.importing.corpus.word import build_docx

HERE = Path(__file__).parent
OPEN, HELD_BACK = HERE / "open", HERE / "held_back"
BUILDERS = {".docx": build_docx, ".odt": build_odt, ".pdf": build_pdf}


@dataclass(frozen=True)
class Question:
    """A question as an editor labelled it; `kinds` begins with the best of those accepted."""

    text: str
    number: str = ""
    kinds: tuple[str, ...] = ("open",)
    parts: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    url: str
    anchor: str


@dataclass(frozen=True)
class Labels:
    title: str
    author: str
    date: str
    closes_on: str | None
    questions: tuple[Question, ...]
    recommendations: tuple[str, ...]
    calls: tuple[str, ...]
    unsourced_claims: tuple[str, ...]
    stripped: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Labelled:
    """One document: `name` as an editor would see it, such as `bail-support.docx`."""

    name: str
    source: Path
    labels: Labels

    def data(self, workshop: Path) -> bytes:
        """Return the file's bytes, building what is not kept as itself in `workshop`."""
        if self.source.suffix != ".src":
            return self.source.read_bytes()
        target = workshop / self.name
        BUILDERS[target.suffix](read_script(self.source.read_text()), target)
        return target.read_bytes()


def labelled_in(folder: Path) -> Iterator[Labelled]:
    for source in sorted(folder.iterdir()):
        if source.suffix == ".toml":
            continue
        name = source.name.removesuffix(".src")
        labels = source.with_name(f"{name.rpartition('.')[0]}.toml")
        yield Labelled(name, source, _labels(tomllib.loads(labels.read_text())))


def _labels(given: dict[str, Any]) -> Labels:
    return Labels(
        title=given["title"],
        author=given["author"],
        date=given["date"],
        closes_on=given.get("closes_on"),
        questions=tuple(_question(question) for question in given.get("questions", ())),
        recommendations=tuple(given["recommendations"]),
        calls=tuple(given["calls"]),
        unsourced_claims=tuple(given["unsourced_claims"]),
        stripped=tuple(given["stripped"]),
        sources=tuple(Source(**source) for source in given.get("sources", ())),
    )


def _question(given: dict[str, Any]) -> Question:
    return Question(
        text=given["text"],
        number=given["number"],
        kinds=(given["kind"], *given.get("also", ())),
        parts=tuple(given.get("parts", ())),
        options=tuple(given.get("options", ())),
    )
