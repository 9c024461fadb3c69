"""The log about a person and by them, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Final

from django.db.models import Model, Q, QuerySet, Value
from django.urls import reverse

from accounts.models import Organisation, Role, User
from accounts.people.staffing import short_name
from consultation.activity.models import Activity
from consultation.activity.verbs import OF_DRAFTS, SAID
from consultation.responses.models import Response
from papers.models import Paper

LINES_A_PAGE: Final = 50
_USER: Final = "accounts.user"
_ORGANISATION: Final = "accounts.organisation"
_RESPONSE: Final = "responses.response"


@dataclass(frozen=True)
class Named:
    """Something a line is about, with its page where it has one."""

    words: str
    url: str = ""


@dataclass(frozen=True)
class Line:
    """One line of the log, in words; `who` is empty where the site did it by itself."""

    at: datetime
    what: str
    about: tuple[Named, ...]
    who: Named | None


def lines_about(person: User) -> "QuerySet[Activity]":
    """The log's lines by the person, about them and about what joins them to organisations.

    Two queries: first the rows that are theirs, so that the log's index by object finds the lines.
    What they draft and have not sent is nobody's business here.
    """
    about = Q(actor=person) | Q(object_type=_USER, object_id=person.pk)
    for label, ids in _rows_of(person).items():
        about |= Q(object_type=label, object_id__in=ids)
    shown = Activity.objects.filter(about).exclude(verb__in=OF_DRAFTS)
    return shown.select_related("actor")


def in_words(lines: Iterable[Activity], *, person: User, viewer: User) -> tuple[Line, ...]:
    """Put lines of the log into words. One query for each kind of thing that they are about."""
    found = list(lines)
    names = _names(found, person=person, viewer=viewer)
    return tuple(_line(each, names, person) for each in found)


def _rows_of(person: User) -> dict[str, list[int]]:
    related: tuple[QuerySet[Model], ...] = (
        person.memberships.all(),
        person.join_requests.all(),
        person.erasure_requests.all(),
        person.suspensions.all(),
    )
    pairs = [
        rows.order_by().values_list(Value(rows.model._meta.label_lower), "pk") for rows in related
    ]
    ids: dict[str, list[int]] = {}
    for label, pk in pairs[0].union(*pairs[1:], all=True):
        ids.setdefault(label, []).append(pk)
    return ids


def _names(lines: list[Activity], *, person: User, viewer: User) -> Mapping[tuple[str, int], Named]:
    """Return what the lines' things are called, by the kind of thing and its number."""
    things = {(line.object_type, line.object_id) for line in lines}
    papers = {line.paper_id for line in lines if line.paper_id}
    organisations = {line.data.get("organisation_id") for line in lines} - {None}
    organisations |= _ids(things, _ORGANISATION)
    return dict(
        chain(
            _people(_ids(things, _USER) - {person.pk}),
            _papers(papers),
            _organisations(organisations),
            _responses(_ids(things, _RESPONSE), viewer),
        )
    )


def _ids(things: set[tuple[str, int]], label: str) -> set[int]:
    return {pk for kind, pk in things if kind == label}


Names = Iterable[tuple[tuple[str, int], Named]]


def _people(ids: set[int]) -> Names:
    found = User.objects.filter(pk__in=ids) if ids else []
    return [((_USER, each.pk), named_person(each)) for each in found]


def _papers(ids: set[int]) -> Names:
    found = Paper.objects.filter(pk__in=ids).only("title") if ids else []
    return [(("papers.paper", each.pk), Named(each.title)) for each in found]


def _organisations(ids: set[int]) -> Names:
    found = Organisation.objects.filter(pk__in=ids).only("name") if ids else []
    return [((_ORGANISATION, each.pk), Named(each.name)) for each in found]


def _responses(ids: set[int], viewer: User) -> Names:
    found = Response.objects.visible_to(viewer).filter(pk__in=ids) if ids else []
    return [((_RESPONSE, each.pk), _named_response(each)) for each in found]


def _named_response(response: Response) -> Named:
    return Named("a response", reverse("responses:permalink", args=[response.public_id]))


def named_person(person: User) -> Named:
    """Return a person's name, leading to their page on the desk."""
    return Named(person.public_name, reverse("people:person", args=[person.public_id]))


def _line(line: Activity, names: Mapping[tuple[str, int], Named], person: User) -> Line:
    role = line.data.get("role")
    what = SAID.get(line.verb, line.verb)
    if role in Role.values:
        what = f"{what}: {short_name(role)}"
    keys = (
        (line.object_type, line.object_id),
        ("papers.paper", line.paper_id or 0),
        (_ORGANISATION, line.data.get("organisation_id") or 0),
    )
    about = dict.fromkeys(names[key] for key in keys if key in names)
    return Line(at=line.at, what=what, about=tuple(about), who=_who(line, person))


def _who(line: Activity, person: User) -> Named | None:
    if line.actor_id is None:
        return None
    if line.actor_id == person.pk:
        return Named("this person")
    if line.actor is None:
        return Named("somebody who was erased")
    return named_person(line.actor)
