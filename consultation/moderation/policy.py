"""Which moderator may decide on which response."""

from typing import Final

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from consultation.responses.models import AnswerVersion, Response

NOT_ONE_S_OWN: Final = (
    "You wrote this response, or a part of it, so another moderator has to decide on it."
)


def may_decide(moderator: User, response: Response) -> bool:
    """Nobody judges their own words. A query where they were drafted, for an organisation."""
    if response.user_id == moderator.pk:
        return False
    if response.submission_id is None:
        return True
    return not Response.objects.filter(own_words(moderator), pk=response.pk).exists()


def own_words(moderator: User) -> Q:
    """Say of each response whether the moderator sent it, or wrote of it before it was sent.

    Whatever their organisation drafted in answer to that question counts: one formal answer goes on
    with the words of another. What staff enter for those who wrote on paper is not their own.
    """
    drafted = AnswerVersion.objects.filter(
        written_by=moderator,
        answer__question=OuterRef("question"),
        answer__submission__channel=Response.Channel.WEB,
        answer__submission__organisation=OuterRef("submission__organisation"),
    )
    return Q(user=moderator) | Q(Exists(drafted))
