"""What a file holds, line by line, and how that is kept until it is applied."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

Value = str | list[str]


@dataclass(frozen=True)
class Line:
    """One line that can be taken: what it says of an organisation, by field; nothing empty.

    `number` is the line of the file, as a text editor counts.
    """

    number: int
    values: Mapping[str, Value]

    @property
    def name(self) -> str:
        return str(self.values["name"])

    def text(self, field: str) -> str:
        """Return a field of one text; empty where the line does not say."""
        return str(self.values.get(field, ""))

    def as_json(self) -> dict[str, Any]:
        return {"line": self.number, "values": dict(self.values)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        return cls(kept["line"], kept["values"])


@dataclass(frozen=True)
class RefusedLine:
    """One line that is left out: what was typed in it, by field, and why."""

    number: int
    typed: Mapping[str, str]
    reason: str

    def as_json(self) -> dict[str, Any]:
        return {"line": self.number, "typed": dict(self.typed), "reason": self.reason}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        return cls(kept["line"], kept["typed"], kept["reason"])


@dataclass(frozen=True)
class ReadFile:
    """A file as it was read: its lines, those refused, and which columns were passed over."""

    lines: tuple[Line, ...]
    refused: tuple[RefusedLine, ...]
    ignored: tuple[str, ...]
    encoding: str
