"""Preview links: made out to someone by name, shown once, revoked."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.tokens import hash_of, new_token
from papers.actions.errors import NamedAlreadyError
from papers.actions.working_copy import locked
from papers.models import Paper, PreviewLink

MOST_DAYS: Final = 30
DAYS: Final = 14
LOGGED_EVERY: Final = timedelta(hours=1)


def make_preview_link(
    *, actor: User, paper: Paper, name: str, days: int = DAYS
) -> tuple[PreviewLink, str]:
    """Return a new link and its secret, which is kept nowhere: show it now or never.

    Raises NamedAlreadyError while the named person has a link that works.
    """
    if not 1 <= days <= MOST_DAYS:
        raise ValueError(f"A preview link works for 1 to {MOST_DAYS} days.")
    with transaction.atomic():
        paper = locked(paper, by=actor)
        if PreviewLink.objects.valid().filter(paper=paper, name=name).exists():
            raise NamedAlreadyError(name)
        token = new_token()
        link = PreviewLink.objects.create(
            paper=paper,
            token_hash=hash_of(token),
            name=name,
            expires_at=Now() + timedelta(days=days),
        )
        link.refresh_from_db()
        record(actor=actor, verb=Verb.PREVIEW_LINK_MADE, thing=link, paper_id=paper.pk, days=days)
    return link, token


def revoke_preview_link(*, actor: User, link: PreviewLink) -> None:
    """Let the link open nothing any more; revoking twice is revoking once."""
    with transaction.atomic():
        paper = locked(link.paper, by=actor)
        working = PreviewLink.objects.filter(pk=link.pk, revoked_at=None)
        if working.update(revoked_at=Now()):
            record(actor=actor, verb=Verb.PREVIEW_LINK_REVOKED, thing=link, paper_id=paper.pk)


def note_preview_opened(link: PreviewLink) -> None:
    """Remember when a link was last opened, and log it; at most once an hour."""
    long_ago = Q(last_opened_at=None) | Q(last_opened_at__lt=Now() - LOGGED_EVERY)
    with transaction.atomic():
        if PreviewLink.objects.filter(long_ago, pk=link.pk).update(last_opened_at=Now()):
            record(actor=None, verb=Verb.PREVIEW_LINK_OPENED, thing=link, paper_id=link.paper_id)
