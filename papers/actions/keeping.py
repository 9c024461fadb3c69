"""What an editor has typed and not saved: kept beside the paper, for that editor alone."""

from typing import Any, Final

from django.db.models.functions import Now

from accounts.access import check_role
from accounts.models import Role, User
from papers.models import Paper, UnsavedText

MOST_CHARACTERS: Final = 300_000


class TooLongToKeepError(ValueError):
    """More was typed than is kept unsaved; saving it says which field is too long."""


def keep_unsaved_text(
    *, actor: User, paper: Paper, place: str, version: int, fields: dict[str, Any]
) -> UnsavedText:
    """Keep what stands in the form `place`, instead of what was kept of it before.

    `version` is the draft that the form was opened on. It changes nothing of the paper and is
    nobody else's business, so the log has no line of it. Raises TooLongToKeepError.
    """
    check_role(actor, Role.EDITOR)
    if len(str(fields)) > MOST_CHARACTERS:
        raise TooLongToKeepError
    # One statement, so that two that arrive at once cannot both be the first.
    UnsavedText.objects.bulk_create(
        [
            UnsavedText(
                paper=paper, editor=actor, place=place, version=version, fields=fields,
                typed_at=Now(),
            )
        ],
        update_conflicts=True,
        unique_fields=["paper", "editor", "place"],
        update_fields=["version", "fields", "typed_at"],
    )  # fmt: skip
    return UnsavedText.objects.get(paper=paper, editor=actor, place=place)


def discard_unsaved_text(*, actor: User, paper: Paper, place: str) -> None:
    """Forget what was kept of a form: it was saved, or it is not wanted."""
    check_role(actor, Role.EDITOR)
    UnsavedText.objects.filter(paper=paper, editor=actor, place=place).delete()
