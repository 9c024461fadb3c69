"""What else the sample's mailbox shows, said by the parts above: mail knows no accounts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Note:
    """A code that would not come by mail: for whom, which, and until when it holds."""

    to: str
    code: str
    until: datetime


Source = Callable[[], Iterable[Note]]
_sources: list[Source] = []


def register_notes(source: Source) -> None:
    """Show what this gives above the caught mail; call it from the part's AppConfig.ready()."""
    if source not in _sources:
        _sources.append(source)


def notes() -> list[Note]:
    """Return everything to be shown now."""
    return [note for source in _sources for note in source()]
