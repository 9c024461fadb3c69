"""What the register would become: each line of a file held against what is there now."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Lower

from accounts.models import Organisation, User
from accounts.register.columns import BY_FIELD
from accounts.register.shapes import Line, RefusedLine, Value

AT_ONCE: Final = 1_000  # lines that one look into the register is for
NAMED: Final = 5  # other lines that a refusal names

_IN_ORDER: Final = """
    SELECT lower(name) FROM unnest(%s::text[]) WITH ORDINALITY AS line (name, place) ORDER BY place
"""


@dataclass(frozen=True)
class Change:
    """One field of an organisation, in words."""

    heading: str
    was: str
    becomes: str


@dataclass(frozen=True)
class Compared:
    """A line that can be taken: the organisation it is about (None: a new one), what changes.

    `verifies` where staff had not decided on the organisation yet: an import says it is real.
    """

    line: Line
    organisation: Organisation | None
    fields: tuple[str, ...] = ()
    verifies: bool = False

    @property
    def key(self) -> int | None:
        return self.organisation.pk if self.organisation else None

    @property
    def stored(self) -> list[Value]:
        """What stands now in each of the fields that change."""
        return [getattr(self.organisation, name) for name in self.fields]

    @property
    def is_change(self) -> bool:
        return bool(self.fields) or self.verifies

    @property
    def changes(self) -> list[Change]:
        """Each field that differs, as it was and as it becomes; of a new one, all it has."""
        fields = self.line.values if self.organisation is None else self.fields
        return [self._change(name) for name in BY_FIELD if name in fields]

    def _change(self, name: str) -> Change:
        column = BY_FIELD[name]
        was: Value = getattr(self.organisation, name) if self.organisation else ""
        return Change(column.heading, column.in_words(was), column.in_words(self.line.values[name]))


@dataclass(frozen=True)
class Comparison:
    """All lines, by what applying would do with them."""

    new: list[Compared] = field(default_factory=list)
    changed: list[Compared] = field(default_factory=list)
    unchanged: list[Compared] = field(default_factory=list)
    refused: list[RefusedLine] = field(default_factory=list)

    @property
    def verified(self) -> int:
        """How many proposals are verified by it."""
        return sum(one.verifies for one in self.changed)

    @property
    def changes_nothing(self) -> bool:
        return not self.new and not self.changed

    @cached_property
    def fingerprint(self) -> str:
        """What tells this comparison from any other of the same lines: what is there now."""
        compared = (*self.new, *self.changed, *self.unchanged)
        facts = [(one.line.number, one.key, one.verifies, one.stored) for one in compared]
        refusals = [(one.number, one.reason) for one in self.refused]
        return hashlib.sha256(json.dumps([facts, refusals]).encode()).hexdigest()


def compare(
    lines: Sequence[Line], *, refused: Sequence[RefusedLine] = (), actor: User | None
) -> Comparison:
    """Hold the lines against the register; `refused` are those that could not be read.

    Three queries for a thousand lines, and one for what the actor belongs to.
    """
    found = _Matches.of(lines)
    own = _own_organisations(actor)
    comparison = Comparison(refused=list(refused))
    for line in lines:
        if fault := found.fault_of(line, own):
            comparison.refused.append(RefusedLine(line.number, _typed(line), fault))
            continue
        compared = found.compared(line)
        if compared.organisation is None:
            comparison.new.append(compared)
        elif compared.is_change:
            comparison.changed.append(compared)
        else:
            comparison.unchanged.append(compared)
    comparison.refused.sort(key=lambda one: one.number)
    return comparison


class _Matches:
    """Which organisation of the register each line is about, and which lines share one."""

    def __init__(self) -> None:
        self.folded: dict[str, str] = {}
        self.known: dict[tuple[str, str], Organisation] = {}
        self.sharing: defaultdict[tuple[str, str], list[int]] = defaultdict(list)

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "_Matches":
        matches = cls()
        for start in range(0, len(lines), AT_ONCE):
            matches._look_up(lines[start : start + AT_ONCE])
        for line in lines:
            keys = matches._keys(line)
            if organisation := matches.about(line):
                keys["organisation"] = str(organisation.pk)
            for key in keys.items():
                matches.sharing[key].append(line.number)
        return matches

    def about(self, line: Line) -> Organisation | None:
        """Return what its charity number leads to, else its company number, else its name."""
        return next(iter(self._leads(line).values()), None)

    def fault_of(self, line: Line, own: frozenset[int]) -> str:
        """Return why the line cannot be taken, though it can be read; empty if it can."""
        if others := self._others(line):
            return _same_as(others)
        leads = self._leads(line)
        if len({organisation.pk for organisation in leads.values()}) > 1:
            return _conflict(leads)
        organisation = self.about(line)
        if organisation is None or organisation.is_verified:
            return ""
        if organisation.declined_at is not None:
            return (
                f"“{organisation.name}” was declined. Decide on it again on its own page in the "
                "register, then send this line again."
            )
        if organisation.pk in own:
            return (
                f"“{organisation.name}” is not confirmed yet, and you answer for it: a colleague "
                "has to confirm it."
            )
        return ""

    def compared(self, line: Line) -> Compared:
        """Return what the line would do with the organisation that it is about."""
        organisation = self.about(line)
        if organisation is None:
            return Compared(line, None)
        # Whoever writes names in capitals means no other name.
        named = self.known.get(("name", self.folded[line.name]))
        same_name = named is not None and named.pk == organisation.pk
        differing = tuple(
            name
            for name in BY_FIELD
            if name in line.values
            and not (same_name and name == "name")
            and _differs(getattr(organisation, name), line.values[name])
        )
        return Compared(line, organisation, differing, not organisation.is_verified)

    def _look_up(self, lines: Sequence[Line]) -> None:
        names = [line.name for line in lines]
        with connection.cursor() as cursor:
            cursor.execute(_IN_ORDER, [names])
            folded = [name for (name,) in cursor.fetchall()]
        self.folded.update(zip(names, folded, strict=True))
        organisations = Organisation.objects.annotate(folded=Lower("name")).filter(
            Q(folded__in=folded)
            | Q(charity_number__in=_given(lines, "charity_number"))
            | Q(company_number__in=_given(lines, "company_number"))
        )
        for organisation in organisations:
            folded_name: str = organisation.folded  # type: ignore[attr-defined]
            self.known["name", folded_name] = organisation
            self.known["charity number", organisation.charity_number] = organisation
            self.known["company number", organisation.company_number] = organisation

    def _keys(self, line: Line) -> dict[str, str]:
        keys = {
            "charity number": line.text("charity_number"),
            "company number": line.text("company_number"),
            "name": self.folded[line.name],
        }
        return {what: value for what, value in keys.items() if value}

    def _leads(self, line: Line) -> dict[str, Organisation]:
        """Return the organisation that each mark of the line leads to, the strongest first."""
        return {key[0]: self.known[key] for key in self._keys(line).items() if key in self.known}

    def _others(self, line: Line) -> list[int]:
        keys = self._keys(line)
        if organisation := self.about(line):
            keys["organisation"] = str(organisation.pk)
        numbers = {number for key in keys.items() for number in self.sharing[key]}
        return sorted(numbers - {line.number})


def _given(lines: Sequence[Line], name: str) -> list[str]:
    return [value for line in lines if (value := line.text(name))]


def _own_organisations(actor: User | None) -> frozenset[int]:
    """Return those not verified that the actor proposed or answers for: others decide on them."""
    if actor is None:
        return frozenset()
    member = Q(memberships__user=actor, memberships__left_at=None)
    own = Organisation.objects.filter(Q(proposed_by=actor) | member, verified_at=None)
    return frozenset(own.values_list("pk", flat=True))


def _differs(stored: Value, said: Value) -> bool:
    """Say whether they differ; the order of a list says nothing."""
    return set(stored) != set(said) if isinstance(said, list) else stored != said


def _typed(line: Line) -> Mapping[str, str]:
    """Return a line that was read as it could be typed again."""
    return {name: BY_FIELD[name].in_words(value) for name, value in line.values.items()}


def _same_as(others: Sequence[int]) -> str:
    numbers = [str(number) for number in others[:NAMED]]
    more = f" and {len(others) - NAMED} more" if len(others) > NAMED else ""
    lines = "line" if len(others) == 1 else "lines"
    return (
        f"This is about the same organisation as {lines} {', '.join(numbers)}{more}. Keep one of "
        "them."
    )


def _conflict(leads: Mapping[str, Organisation]) -> str:
    (first, one), *rest = leads.items()
    second, other = next((what, found) for what, found in rest if found.pk != one.pk)
    return (
        f"The {first} is that of “{one.name}”, but the {second} is that of “{other.name}”. Put "
        "right the one that is wrong."
    )
