"""The lines of the log: what a person did, and what was done about their account."""

from collections.abc import Iterator

from django.db.models import Q

from accounts.holdings import Holding, Row, register_holding
from accounts.models import User
from consultation.activity.models import Activity


def register() -> None:
    """Make the holding known."""
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


def _lines(person: User) -> Iterator[Row]:
    person_type = User._meta.label_lower
    about = Q(object_type=person_type, object_id=person.pk)
    for line in Activity.objects.filter(Q(actor=person) | about).order_by("pk").iterator():
        is_about_another = line.object_type == person_type and line.object_id != person.pk
        yield {
            "when": line.at,
            "who": "you" if line.actor_id == person.pk else "somebody else",
            "what": line.verb,
            "to what": line.object_type,
            "its number": None if is_about_another else line.object_id,
            "paper": line.paper_id,
            "details": line.data,
        }
