"""What a mail about notices says when it is about to go, and the link that stops it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.core import signing
from django.db.models import Count
from django.urls import reverse
from django.utils.text import get_text_list

from accounts.models import User
from consultation.digests.access import settings_of
from consultation.digests.models import WISHES, Notice
from consultation.digests.notices import Told, told_of
from consultation.mail.composing import absolute_url, compose_from_templates
from consultation.mail.kinds import Mail
from consultation.mail.models import Message

KIND: Final = "notices"
WHY: Final = "somebody replied to you, mentioned you, or spoke where you follow"
_DEEDS: Final = {
    "replies": "replied to you",
    "mentions": "mentioned you",
    "follows": "spoke where you follow",
}
# The rest is on the page of notices.
MOST_LISTED: Final = 25
_SALT: Final = "consultation.digests.notice_mail.stop"


class ForgedStopError(ValueError):
    """The token was not made here, or was changed on its way."""


@dataclass(frozen=True)
class Stop:
    """Who wants no more mail about what; the settings of that name."""

    person: str
    wishes: tuple[str, ...]


@dataclass(frozen=True)
class PaperNotices:
    """What is new for somebody on one paper, question by question."""

    title: str
    url: str
    told: tuple[Told, ...]


def compose_notices(message: Message) -> Mail | None:
    """Write the mail from what may be read and is wanted now; None when nothing of it is left."""
    reader = message.recipient
    if reader is None or reader.is_suspended:
        return None
    own = Notice.objects.filter(mail=message.context["mail"], person=reader)
    notices = own.unread().about(settings_of(reader).wanted)
    listed = told_of(notices.order_by("at", "pk"), MOST_LISTED)
    if not listed:
        return None
    found = notices.tellable().aggregate(
        total=Count("pk"), papers=Count("response__question__paper", distinct=True)
    )
    # Counted a moment later than listed: what was taken back between is listed all the same.
    total = max(found["total"], len(listed))
    context = {
        "papers": _by_paper(listed),
        "total": total,
        "unlisted": total - len(listed),
        "only": listed[0] if total == 1 else None,
        "paper_count": max(found["papers"], 1),
        "notices_url": absolute_url(reverse("digests:notices")),
        "preferences_url": absolute_url(reverse("digests:preferences")),
    }
    return compose_from_templates("notices", context, message=message, why=_why(listed))


def _why(told: Iterable[Told]) -> str:
    """Why the reader gets a mail with these: the one reason they share, else each kind of them."""
    told = tuple(told)
    reasons = {each.reason for each in told}
    if len(reasons) == 1:
        return f"somebody {reasons.pop()}"
    wishes = frozenset().union(*(each.wishes for each in told))
    return f"somebody {get_text_list([_DEEDS[wish] for wish in WISHES if wish in wishes], 'or')}"


def _by_paper(told: Iterable[Told]) -> tuple[PaperNotices, ...]:
    in_order = sorted(told, key=lambda each: (each.title, each.slug, each.number))
    papers = groupby(in_order, key=lambda each: (each.title, each.slug))
    return tuple(
        PaperNotices(title, absolute_url(reverse("reading:paper", args=[slug])), tuple(of_paper))
        for (title, slug), of_paper in papers
    )


def stop_path(message: Message) -> str:
    """Return the path that stops mail about what this message tells, and about nothing else."""
    assert message.recipient is not None  # noqa: S101  # only people with an account have notices
    token = token_for(message.recipient, message.context.get("about", WISHES))
    return reverse("digests:stop-notices", args=[token])


def token_for(person: User, wishes: Iterable[str]) -> str:
    """Return a token that never expires, and is the same at any time: an old mail's must work."""
    return signing.Signer(salt=_SALT).sign_object([person.public_id, *wishes])


def read_token(token: str) -> Stop:
    """Return what the token says; raises ForgedStopError."""
    try:
        match signing.Signer(salt=_SALT).unsign_object(token):
            case [str(person), *wishes] if set(wishes) <= set(WISHES):
                return Stop(person, tuple(wishes))
    except (signing.BadSignature, ValueError):
        pass
    raise ForgedStopError
