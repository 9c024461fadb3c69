"""The lines of the log: what a person did, and what was done about their account."""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from accounts.holdings import Erasure, Holding, Row, register_holding
from accounts.models import User
from consultation.activity.models import Activity
from consultation.activity.verbs import SAID


def register() -> None:
    """Make these holdings known."""
    register_holding(
        Holding(
            name="log",
            title="The log of what you did, and of what was done about your account",
            why="Every change is logged, so that it can be accounted for. The log cannot be "
            "changed: it holds numbers only, and once you are erased they lead to nobody.",
            models=(Activity,),
            rows=_lines,
        )
    )
    register_holding(
        Holding(
            name="operators-log",
            title="What operators of the server changed about your account",
            why="Operators have pages of their own, for when something is broken.",
            models=(LogEntry,),
            rows=_entries,
            erase=_erase_entries,
        )
    )


def _lines(person: User) -> Iterator[Row]:
    person_type = User._meta.label_lower
    about = Q(object_type=person_type, object_id=person.pk)
    for line in Activity.objects.filter(Q(actor=person) | about).order_by("pk").iterator():
        is_about_another = line.object_type == person_type and line.object_id != person.pk
        yield {
            "when": line.at,
            "who": "you" if line.actor_id == person.pk else "somebody else",
            "what": SAID.get(line.verb, line.verb),
            "verb": line.verb,
            "to what": _kind_of(line.object_type),
            "its number": None if is_about_another else line.object_id,
            "paper": line.paper_id,
            "details": line.data,
        }


def _kind_of(object_type: str) -> str:
    """Return what readers call the kind of thing; of one that there is no more, its name."""
    try:
        return str(apps.get_model(object_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return object_type


def _entries(person: User) -> Iterator[Row]:
    entries = LogEntry.objects.filter(_about(person) | Q(user=person)).order_by("pk")
    for entry in entries.iterator():
        yield {
            "when": entry.action_time,
            "who": "you" if entry.user_id == person.pk else "an operator",
            "what": entry.get_action_flag_display(),
            "details": entry.change_message,
        }


def _about(person: User) -> Q:
    return Q(content_type=ContentType.objects.get_for_model(User), object_id=str(person.pk))


def _erase_entries(erasure: Erasure) -> None:
    LogEntry.objects.filter(_about(erasure.person)).delete()
