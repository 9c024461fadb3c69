"""What the site holds about a person: each part says what it keeps, and how it lets go of it.

A person who asks for their data gets every holding's rows; a person who is erased is let go of by
every holding. A test walks all models and refuses one that points at people and is in no holding.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.db import models

from accounts.models import Organisation, User

# What can be written as one JSON line: text, numbers, true, false, nothing, times, lists of these.
Row = Mapping[str, object]


@dataclass(frozen=True)
class Erasure:
    """One erasure as it is carried out, inside its transaction; without an actor by an operator.

    `also_for` are the organisations that asked for what was posted for them to go as well. A
    holding adds to `counts` what the log may keep, and to `afterwards` what can only be done when
    the rows are gone for good (files, caches). `traces` are the words by which text can be told to
    be about the person, in the hands of others: addresses, names they were shown under, and the
    public ids of what they posted; a holding adds its own when it locks. The account goes last of
    all, and with it every row that came in between and points at it.
    """

    actor: User | None
    person: User
    addresses: frozenset[str]
    traces: set[str]
    also_for: frozenset[Organisation] = frozenset()
    counts: dict[str, int] = field(default_factory=dict)
    afterwards: list[Callable[[], object]] = field(default_factory=list)


def _nothing(_erasure: Erasure) -> None:
    pass


@dataclass(frozen=True)
class Holding:
    """One kind of thing kept about people.

    `name` is the file's in the subject's copy, `title` its heading there, `why` a sentence that
    says what it is kept for. `models` are those it answers for. `rows` yields every row about the
    person, in a fixed number of queries and all with the same keys; `erase` removes them or all
    that names the person. `lock` holds, before any holding erases, what must not change meanwhile.
    `is_long` says that a row has too much to say for a line of a table.
    """

    name: str
    title: str
    why: str
    models: tuple[type[models.Model], ...]
    rows: Callable[[User], Iterable[Row]]
    erase: Callable[[Erasure], None] = _nothing
    lock: Callable[[Erasure], None] = _nothing
    is_long: bool = False


_holdings: dict[str, Holding] = {}


def register_holding(holding: Holding) -> None:
    """Make a holding known; call it from the part's AppConfig.ready()."""
    if _holdings.setdefault(holding.name, holding) is not holding:
        raise ValueError(f"Two holdings are called {holding.name}.")


def registered_holdings() -> tuple[Holding, ...]:
    """Return all holdings, in the order in which the parts start: the lower parts first."""
    return tuple(_holdings.values())
