"""Papers written as TOML files, read strictly: an unknown key is a mistake, and is named."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from consultation.lib.text import normalise

T = TypeVar("T")


class PaperFileError(Exception):
    """A file that cannot be read as a paper; the sentence names the file and the key."""


class Table:
    """One table of a file. Every key is taken once; `finish` refuses what is left over."""

    def __init__(self, data: dict[str, Any], where: str) -> None:
        self._left = dict(data)
        self.where = where

    def text(self, key: str, default: str | None = None) -> str:
        return normalise(self._take(key, str, default).strip())

    def integer(self, key: str) -> int:
        number: int = self._take(key, int, None)
        return number

    def is_set(self, key: str) -> bool:
        value = self._left.pop(key, False)
        if not isinstance(value, bool):
            raise PaperFileError(f"{self.where}: “{key}” has to be true or false.")
        return value

    def day(self, key: str) -> date:
        day: date = self._take(key, date, None)
        return day

    def texts(self, key: str) -> list[str]:
        items = self._take(key, list, [])
        if not all(isinstance(item, str) for item in items):
            raise PaperFileError(f"{self.where}: “{key}” has to be a list of texts.")
        return [normalise(item.strip()) for item in items]

    def each(self, key: str, read: "Callable[[Table], T]") -> list[T]:
        """Read every table of a list with `read`, each to its end."""
        items = self._take(key, list, [])
        if not all(isinstance(item, dict) for item in items):
            raise PaperFileError(f"{self.where}: “{key}” has to be written as [[{key}]].")
        found = []
        for place, item in enumerate(items, start=1):
            table = Table(item, f"{self.where}, {key} {place}")
            found.append(read(table))
            table.finish()
        return found

    def table(self, key: str) -> "Table":
        return Table(self._take(key, dict, None), f"{self.where}, {key}")

    def has(self, key: str) -> bool:
        return key in self._left

    def finish(self) -> None:
        if self._left:
            names = ", ".join(f"“{key}”" for key in self._left)
            raise PaperFileError(f"{self.where}: unknown key {names}.")

    def _take(self, key: str, kind: type, default: Any) -> Any:
        if key not in self._left and default is None:
            raise PaperFileError(f"{self.where}: the key “{key}” is missing.")
        value = self._left.pop(key, default)
        if not isinstance(value, kind) or isinstance(value, bool):
            raise PaperFileError(f"{self.where}: “{key}” has to be a {kind.__name__}.")
        return value


@dataclass(frozen=True)
class QuestionText:
    kind: str
    text: str
    context: str
    parts: list[str]
    help_text: str
    options: list[str]
    has_dont_know: bool
    word_limit: int | None


@dataclass(frozen=True)
class SourceText:
    title: str
    publisher: str
    date: str
    url: str


@dataclass(frozen=True)
class SectionText:
    title: str
    body: str
    questions: list[QuestionText]
    sources: list[SourceText]


@dataclass(frozen=True)
class CallText:
    audience: str
    text: str


@dataclass(frozen=True)
class PaperText:
    """A whole paper; a discussion has days counted from its loading, a submission has a date."""

    slug: str
    kind: str
    title: str
    summary: str
    author: str
    topics: list[str]
    audience: str
    open_to_change: str
    contact: str
    next_steps: str
    follows: str
    results_shown: str
    opens_days: int | None
    closes_days: int | None
    dated_on: date | None
    sections: list[SectionText]
    calls: list[CallText]


def read_toml(path: Path) -> Table:
    """Return the file as one table; PaperFileError when it is not TOML."""
    try:
        return Table(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PaperFileError(f"{path.name}: {error}.") from None


def read_list(path: Path, key: str, read: Callable[[Table], T]) -> list[T]:
    """Read a file that is one list; PaperFileError names the entry and the key that is wrong."""
    whole = read_toml(path)
    found = whole.each(key, read)
    whole.finish()
    return found


def parse_paper(path: Path) -> PaperText:
    """Read one paper; PaperFileError names the file and the key that is wrong."""
    whole = read_toml(path)
    paper = whole.table("paper")
    text = PaperText(
        slug=paper.text("slug"),
        kind=paper.text("kind"),
        title=paper.text("title"),
        summary=paper.text("summary"),
        author=paper.text("author"),
        topics=paper.texts("topics"),
        audience=paper.text("audience", ""),
        open_to_change=paper.text("open_to_change", ""),
        contact=paper.text("contact"),
        next_steps=paper.text("next_steps", ""),
        follows=paper.text("follows", ""),
        results_shown=paper.text("results_shown", ""),
        opens_days=paper.integer("opens_days") if paper.has("opens_days") else None,
        closes_days=paper.integer("closes_days") if paper.has("closes_days") else None,
        dated_on=paper.day("dated_on") if paper.has("dated_on") else None,
        sections=whole.each("sections", _section),
        calls=whole.each("calls", _call),
    )
    paper.finish()
    whole.finish()
    return text


def _section(table: Table) -> SectionText:
    return SectionText(
        title=table.text("title"),
        body=table.text("body", ""),
        questions=table.each("questions", _question),
        sources=table.each("sources", _source),
    )


def _question(table: Table) -> QuestionText:
    return QuestionText(
        kind=table.text("kind"),
        text=table.text("text"),
        context=table.text("context", ""),
        parts=table.texts("parts"),
        help_text=table.text("help_text", ""),
        options=table.texts("options"),
        has_dont_know=table.is_set("has_dont_know"),
        word_limit=table.integer("word_limit") if table.has("word_limit") else None,
    )


def _source(table: Table) -> SourceText:
    return SourceText(
        title=table.text("title"),
        publisher=table.text("publisher", ""),
        date=table.text("date", ""),
        url=table.text("url", ""),
    )


def _call(table: Table) -> CallText:
    return CallText(audience=table.text("audience"), text=table.text("text"))
