"""A person's rights: a copy of what is held about them, and to be erased."""

from collections.abc import Collection
from functools import partial
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models.functions import Now

from accounts.access import check_role
from accounts.actions.belonging import end_memberships_of
from accounts.holdings import Erasure
from accounts.models import ErasureRequest, Organisation, Role, User
from accounts.people.erasing import begin_erasure, let_go
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.text import normalise

# Of the lock that lets one erasure happen at a time; any number that nothing else uses.
_ONE_AT_A_TIME: Final = 4_016_2027


class StillStaffError(Exception):
    """Who holds a role, or runs the server, is first relieved of it."""

    def __init__(self) -> None:
        super().__init__("Take back their staff roles first. Only then can they be erased.")


class RequestSettledError(Exception):
    """The request was taken back, refused or carried out a moment ago."""

    def __init__(self) -> None:
        super().__init__("This request is settled: it was taken back, refused or carried out.")


class AlreadyErasedError(Exception):
    """Somebody else was quicker."""

    def __init__(self) -> None:
        super().__init__("They were erased a moment ago.")


@transaction.atomic
def note_data_taken(*, actor: User | None, person: User) -> None:
    """Log that a copy of what is held about the person was made; None is an operator."""
    record(actor=actor, verb=Verb.DATA_TAKEN, thing=person)


@transaction.atomic
def ask_for_erasure(*, actor: User) -> bool:
    """Ask to be erased, and say whether that was new; asking twice is asking once.

    Raises StillStaffError. Who is suspended may ask.
    """
    if _is_staff(actor):
        raise StillStaffError
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    if actor.erasure_requests.pending().exists():
        return False
    request = ErasureRequest.objects.create(user=actor)
    record(actor=actor, verb=Verb.ERASURE_ASKED, thing=request)
    return True


@transaction.atomic
def take_back_erasure(*, actor: User) -> bool:
    """Take the actor's pending request back, and say whether there was one."""
    pending = ErasureRequest.objects.pending().filter(user=actor).select_for_update().first()
    if pending is None:
        return False
    ErasureRequest.objects.filter(pk=pending.pk).update(withdrawn_at=Now())
    record(actor=actor, verb=Verb.ERASURE_WITHDRAWN, thing=pending)
    return True


@transaction.atomic
def refuse_erasure(*, actor: User, request: ErasureRequest, words: str) -> None:
    """Refuse a request, with words that the person reads; raises RequestSettledError."""
    _check_may_decide(actor, request.user_id)
    refused = ErasureRequest.objects.pending().filter(pk=request.pk)
    if not refused.update(refused_at=Now(), refused_by=actor, refusal=normalise(words)):
        raise RequestSettledError
    record(actor=actor, verb=Verb.ERASURE_REFUSED, thing=request)


def carry_out_erasure(
    *, actor: User, request: ErasureRequest, also_for: Collection[Organisation] = ()
) -> dict[str, int]:
    """Erase who asked for it, and return the counts of what went.

    Raises RequestSettledError, StillStaffError, PermissionDenied.
    """
    _check_may_decide(actor, request.user_id)
    with transaction.atomic():
        _take_turn()
        if not ErasureRequest.objects.pending().filter(pk=request.pk).select_for_update().exists():
            raise RequestSettledError
        return erase_person(actor=actor, person=request.user, also_for=also_for)


def erase_person(
    *, actor: User | None, person: User, also_for: Collection[Organisation] = ()
) -> dict[str, int]:
    """Erase a person from every table, and return the counts of what went.

    What they posted for an organisation stays the organisation's, but for those in `also_for`. None
    is an operator at the command line. Raises StillStaffError, AlreadyErasedError and
    PermissionDenied. Files, sessions that are written this moment and what is cached go once the
    transaction is committed.
    """
    _check_may_decide(actor, person.pk)
    with transaction.atomic():
        _take_turn()
        # Whoever posts as this person waits, or is waited for; who merely points at them does not.
        found = User.objects.select_for_update(no_key=True).filter(pk=person.pk).first()
        if found is None:
            raise AlreadyErasedError
        if _is_staff(found):
            raise StillStaffError
        end_memberships_of(found)  # tells those who are left without an owner; holds them all
        erasure = begin_erasure(actor, found, also_for)
        let_go(erasure)
        _delete_account(erasure)
        for deed in erasure.afterwards:
            transaction.on_commit(partial(deed), robust=True)
    return erasure.counts


def _delete_account(erasure: Erasure) -> None:
    """Delete the row that all else points at, and with it what others wrote meanwhile.

    Only now is it locked against those too: they ask for it when they commit, with everything else
    in hand, and so neither waits for the other in a circle.
    """
    person = User.objects.select_for_update().get(pk=erasure.person.pk)
    if _is_staff(person):
        raise StillStaffError
    record(actor=erasure.actor, verb=Verb.PERSON_ERASED, thing=person, **erasure.counts)
    person.delete()


def _take_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])


def _check_may_decide(actor: User | None, person_id: int) -> None:
    check_role(actor, Role.LEAD)
    if actor is not None and actor.pk == person_id:
        raise PermissionDenied("Another lead decides on what you ask for yourself.")


def _is_staff(person: User) -> bool:
    return bool(person.granted_roles) or person.is_staff or person.is_superuser
