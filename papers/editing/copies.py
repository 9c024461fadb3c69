"""The working copy as plain values: taken before each save, set beside what it is now.

Ids are kept, so that a question that comes back is the same question.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import models

from consultation.lib.clock import in_words
from consultation.lib.marking import Difference, marked_in_short
from papers.models import Attachment, Call, Paper, Question, Section, Source

Row = dict[str, Any]
Copy = dict[str, Any]

# In the order in which they can be made: a question needs its section.
PARTS: Final[dict[str, type[models.Model]]] = {
    "section": Section,
    "question": Question,
    "source": Source,
    "call": Call,
    "attachment": Attachment,
}
# What an editor says of the paper. Withdrawing, announcing and extending have their own undoing:
# readers were told.
DETAILS: Final = (
    "title", "slug", "kind", "language", "summary", "author", "topics", "dated_on", "moderation",
    "results_shown", "audience", "open_to_change", "short_notice_reason", "response_due_on",
    "contact", "next_steps", "follows_id", "cover_id",
)  # fmt: skip
DATES: Final = ("opens_at", "closes_at")
# What an undoing may bring back of a file; the file itself is never thrown away by it.
OF_A_FILE: Final = frozenset({"position", "title", "removed_at"})
# Told apart by, not told of.
PLACES: Final = frozenset({"id", "paper_id", "section_id", "question_id", "position", "number"})
MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*[+-]\d\d:\d\d\Z")
LABELS: Final = {
    "body": "Text", "text": "The ask", "parts": "Further asks", "context": "Why you ask",
    "help_text": "How to answer", "has_dont_know": "“Don’t know” can be chosen",
    "opens_at": "Opens", "closes_at": "Closes", "audience": "Who is asked",
    "open_to_change": "What can still change", "response_due_on": "You publish what you heard by",
    "short_notice_reason": "Why it is open for less than twelve weeks",
    "moderation": "When responses appear", "results_shown": "When readers see the results",
    "next_steps": "What happens next", "slug": "Address",
    "removed_at": "Taken out",
    "related": "Related papers (by number)", "follows": "Follows (by number)", "url": "Link",
}  # fmt: skip
NAMED_BY: Final = {
    "section": "title", "question": "text", "source": "title", "call": "audience",
    "attachment": "title",
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One thing that an undoing would do: what to, and in words what."""

    what: str
    deed: str
    fields: tuple[Difference, ...] = ()


def copy_of(paper: Paper) -> Copy:
    """Return the working copy as JSON can hold it, in six queries; dates only of a draft."""
    details = DETAILS if paper.current_edition_id else DETAILS + DATES
    copy = {
        "paper": {
            **{name: getattr(paper, name) for name in details},
            "related": sorted(paper.related.values_list("pk", flat=True)),
        },
        **{part: list(rows_of(paper, part).values()) for part in PARTS},
    }
    stored: Copy = json.loads(json.dumps(copy, default=_as_json))
    return stored


def rows_of(paper: Paper, part: str) -> "models.QuerySet[Any]":
    """Return all rows of one kind of part."""
    own = "section__paper" if part == "source" else "paper"
    return PARTS[part]._default_manager.filter(**{own: paper}).order_by("pk")


def what_differs(now: Copy, then: Copy) -> list[Change]:
    """Say in words what going from `now` to `then` does, the paper's details first."""
    changes = []
    if fields := _fields(Paper, now["paper"], then["paper"]):
        changes.append(Change("The details of the paper", "go back to what they were", fields))
    for part in PARTS:
        changes += _of_part(part, _by_id(now[part]), _by_id(then[part]))
    return changes


def parts_that_differ(paper: Paper, now: Copy, then: Copy) -> list[str]:
    """Return `question-12` and the like of each part that is not the same in both.

    The names are those that the log gives them: the cover is the picture of the paper.
    """
    one, other = now["paper"], then["paper"]
    names = [f"picture-{paper.pk}"] if one["cover_id"] != other["cover_id"] else []
    names += [f"paper-{paper.pk}"] if one != other else []
    for part in PARTS:
        rows, others = _by_id(now[part]), _by_id(then[part])
        changed = (pk for pk in sorted({*rows, *others}) if rows.get(pk) != others.get(pk))
        names += [f"{part}-{pk}" for pk in changed]
    return names


def _of_part(part: str, now: dict[int, Row], then: dict[int, Row]) -> Iterable[Change]:
    for pk in sorted({*now, *then}, key=lambda pk: (then.get(pk) or now[pk])["position"]):
        before, after = now.get(pk), then.get(pk)
        what = _what(part, after or before or {})
        if before is None:
            yield Change(what, "comes back")
        elif after is None:
            yield Change(what, "is taken out again")
        elif before != after:
            fields = _fields(PARTS[part], before, after)
            deed = "goes back to what it was" if fields else "goes back to its place"
            yield Change(what, deed, fields)


def _what(part: str, row: Row) -> str:
    name = row[NAMED_BY[part]]
    return f"The {part} “{name[:80]}{'…' if len(name) > 80 else ''}”"


def _fields(model: type[models.Model], now: Row, then: Row) -> tuple[Difference, ...]:
    shown = (
        (model._meta.get_field(name.removesuffix("_id")), now.get(name), value)
        for name, value in then.items()
        if name not in PLACES and now.get(name) != value
    )
    return tuple(
        Difference(_label(field.name), *marked_in_short(_words(before), _words(after)))
        for field, before, after in shown
    )


def _label(name: str) -> str:
    """Return what the forms call a field."""
    return LABELS.get(name) or name.replace("_", " ").capitalize()


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "\n".join(str(item) for item in value)
    if isinstance(value, str) and MOMENT.match(value):
        return in_words(datetime.fromisoformat(value))
    return "" if value is None else str(value)


def _by_id(rows: list[Row]) -> dict[int, Row]:
    return {row["id"]: row for row in rows}


def _as_json(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a copy.")
