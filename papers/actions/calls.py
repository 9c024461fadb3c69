"""Calls for conversations: added and removed."""

from django.db import transaction

from accounts.models import User
from papers.actions.errors import AlreadyThereError
from papers.actions.working_copy import locked, mark_changed, next_position, still_there
from papers.models import Call, Paper


def add_call(*, actor: User, paper: Paper, audience: str, text: str) -> Call:
    """Invite an audience to talk; AlreadyThereError if the paper invites it already."""
    with transaction.atomic():
        paper = locked(paper, by=actor)
        calls = Call.objects.filter(paper=paper)
        if calls.filter(audience=audience).exists():
            raise AlreadyThereError("a call to this audience")
        call = Call.objects.create(
            paper=paper, position=next_position(calls), audience=audience, text=text
        )
        mark_changed(actor=actor, paper=paper, part=call, part_id=call.pk, deed="added")
    return call


def remove_call(*, actor: User, call: Call) -> None:
    """Take a call away; PartGoneError if someone else did."""
    with transaction.atomic():
        paper = locked(call.paper, by=actor)
        call = still_there(Call.objects.filter(paper=paper, pk=call.pk))
        call_id = call.pk
        call.delete()
        mark_changed(actor=actor, paper=paper, part=call, part_id=call_id, deed="removed")
