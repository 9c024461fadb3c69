"""Calls for conversations: added, changed, removed."""

from django.db import transaction

from accounts.models import User
from papers.actions.errors import AlreadyThereError
from papers.actions.working_copy import (
    differs,
    locked,
    mark_changed,
    next_position,
    refuse_if_changed,
    save_fields,
    still_there,
)
from papers.models import Call, Paper


def add_call(*, actor: User, paper: Paper, audience: str, text: str) -> Call:
    """Invite an audience to talk; AlreadyThereError if the paper invites it already."""
    with transaction.atomic():
        paper = locked(paper, by=actor)
        calls = Call.objects.filter(paper=paper)
        _refuse_second(paper, audience)
        call = Call.objects.create(
            paper=paper, position=next_position(calls), audience=audience, text=text
        )
        mark_changed(actor=actor, paper=paper, part=call, part_id=call.pk, deed="added")
    return call


def change_call(
    *, actor: User, call: Call, expected_version: int, audience: str, text: str
) -> Call:
    """Change whom it invites and to what.

    Raises PaperChangedMeanwhileError if someone else changed it since `expected_version`,
    AlreadyThereError if another call invites that audience.
    """
    with transaction.atomic():
        paper = locked(call.paper, by=actor)
        call = still_there(Call.objects.filter(paper=paper, pk=call.pk))
        if differs(call, audience=audience, text=text):
            refuse_if_changed(paper, call, expected_version=expected_version)
            _refuse_second(paper, audience, but=call)
            save_fields(call, audience=audience, text=text)
            mark_changed(actor=actor, paper=paper, part=call, part_id=call.pk, deed="changed")
    return call


def remove_call(*, actor: User, call: Call) -> None:
    """Take a call away; PartGoneError if someone else did."""
    with transaction.atomic():
        paper = locked(call.paper, by=actor)
        call = still_there(Call.objects.filter(paper=paper, pk=call.pk))
        call_id = call.pk
        call.delete()
        mark_changed(actor=actor, paper=paper, part=call, part_id=call_id, deed="removed")


def _refuse_second(paper: Paper, audience: str, *, but: Call | None = None) -> None:
    others = Call.objects.filter(paper=paper, audience=audience)
    if but is not None:
        others = others.exclude(pk=but.pk)
    if others.exists():
        raise AlreadyThereError("a call to this audience")
