"""What people’s responses said before they changed them; it goes with the responses (`erasing`)."""

from collections.abc import Iterator

from accounts.holdings import Holding, Row, register_holding
from accounts.models import User
from consultation.responses.models import Response, ResponseVersion
from consultation.responses.threads.versions import chosen_in


def register() -> None:
    """Make the earlier texts known."""
    register_holding(
        Holding(
            name="responses-before",
            title="What your responses said before you changed them",
            why="So that readers can see what was changed after somebody replied to it.",
            models=(ResponseVersion,),
            rows=_versions,
            is_long=True,
        )
    )


def _versions(person: User) -> Iterator[Row]:
    responses = Response.objects.own_of(person)
    own = ResponseVersion.objects.filter(response__in=responses).order_by("response", "number")
    together = own.select_related("response__question__paper", "wording")
    for version in together.iterator(chunk_size=500):
        chosen = chosen_in(version, version.response)
        yield {
            "response": version.response.public_id,
            "text number": version.number,
            "asked as": version.wording.text,
            "written": version.written_at,
            "readers saw it": version.was_public,
            "chosen": list(chosen.texts) if chosen else [],
            "text": version.comment,
        }
