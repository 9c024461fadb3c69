"""A paper as it was read from a document: what the command prints and the desk saves."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class ImportedBlock:
    kind: str
    text: str


@dataclass(frozen=True)
class ImportedSection:
    """`title` is empty for what stands before the first heading."""

    title: str
    level: int
    blocks: tuple[ImportedBlock, ...] = ()


@dataclass(frozen=True)
class ImportedQuestion:
    """`number` is as written, or empty; `section` is the title of the section it stands in."""

    number: str
    section: str
    kind: str
    text: str
    parts: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    context: str = ""


@dataclass(frozen=True)
class ImportedRecommendation:
    text: str


@dataclass(frozen=True)
class ImportedSource:
    title: str
    url: str
    anchor_text: str


@dataclass(frozen=True)
class ImportedCall:
    audience: str
    text: str


@dataclass(frozen=True)
class UnsourcedClaim:
    text: str


@dataclass(frozen=True)
class Stripped:
    text: str
    why: str


@dataclass(frozen=True)
class ImportedPaper:
    """`date` and `closes_on` are ISO; `coverage` is the share of the document that is in here."""

    title: str
    author: str
    date: str
    summary: str
    closes_on: str | None
    contact: str
    sections: tuple[ImportedSection, ...] = ()
    questions: tuple[ImportedQuestion, ...] = ()
    recommendations: tuple[ImportedRecommendation, ...] = ()
    sources: tuple[ImportedSource, ...] = ()
    calls: tuple[ImportedCall, ...] = ()
    unsourced_claims: tuple[UnsourcedClaim, ...] = ()
    stripped: tuple[Stripped, ...] = field(default=())
    coverage: float = 0.0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
