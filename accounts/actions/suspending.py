"""Suspending a person, their one appeal, and its answer.

`User.suspended_at` and the current `Suspension` are changed together, behind the person's row:
who comes second, of two leads or of a lead and the person, sees what the first one did.
"""

from django.db import transaction
from django.db.models.functions import Now

from accounts.access import check_role
from accounts.models import Role, Suspension, User
from accounts.people.rights_mail import tell_leads_of_appeal, tell_of_answer, tell_of_suspension
from accounts.people.staffing import able_leads
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.text import normalise


class SuspensionRefusedError(ValueError):
    """It cannot be done, for the reason this says."""


class SettledMeanwhileError(SuspensionRefusedError):
    """Somebody did something else first."""


@transaction.atomic
def suspend_person(*, actor: User, person: User, reason: str) -> Suspension:
    """Keep a person from taking part, and tell them why.

    They sign in, read, have their data and appeal. Raises PermissionDenied,
    SuspensionRefusedError for oneself and for staff, SettledMeanwhileError where they are
    suspended already.
    """
    check_role(actor, Role.LEAD)
    if actor.pk == person.pk:
        raise SuspensionRefusedError("You cannot suspend yourself.")
    now = _locked(person)
    if now.is_suspended:
        raise SettledMeanwhileError("Another lead has suspended this person already.")
    if now.is_staff:
        raise SuspensionRefusedError(
            "This is the account of an operator. Only another operator can close it."
        )
    if now.granted_roles:
        raise SuspensionRefusedError(
            "This person is on the staff. Take back their roles first, then suspend them."
        )
    suspension = Suspension.objects.create(user=person, by=actor, reason=normalise(reason))
    suspension.refresh_from_db(fields=["at"])
    _mark(person, suspension)
    line = record(
        actor=actor, verb=Verb.PERSON_SUSPENDED, thing=person, suspension_id=suspension.pk
    )
    tell_of_suspension(line, suspension)
    return suspension


@transaction.atomic
def appeal_suspension(*, actor: User, words: str) -> Suspension:
    """Ask once for a second look at one's own suspension; raises SettledMeanwhileError."""
    _locked(actor)
    suspension = Suspension.objects.current().filter(user=actor).first()
    if suspension is None:
        raise SettledMeanwhileError("Your suspension has been lifted: there is nothing to appeal.")
    if suspension.appealed_at is not None:
        raise SettledMeanwhileError("You have appealed already. A lead reads it once, with care.")
    suspension.appeal = normalise(words)
    suspension.appealed_at = Now()
    suspension.save(update_fields=["appeal", "appealed_at"])
    line = record(
        actor=actor, verb=Verb.SUSPENSION_APPEALED, thing=actor, suspension_id=suspension.pk
    )
    tell_leads_of_appeal(line, suspension)
    return suspension


@transaction.atomic
def uphold_suspension(*, actor: User, suspension: Suspension, words: str) -> None:
    """Answer an appeal: the suspension stays.

    Raises PermissionDenied, SuspensionRefusedError for the lead who suspended, where another
    can answer, and SettledMeanwhileError where there is no appeal to answer any more.
    """
    check_role(actor, Role.LEAD)
    now = _locked_current(suspension)
    if now.appealed_at is None or now.answered_at is not None:
        raise SettledMeanwhileError("There is no appeal to answer any more.")
    is_own = now.by_id == actor.pk
    if is_own and able_leads().exclude(pk=actor.pk).exists():
        raise SuspensionRefusedError("You suspended this person, so another lead has to answer.")
    _answer(now, actor, words)
    now.save(update_fields=["answer", "answered_at", "answered_by"])
    line = record(
        actor=actor,
        verb=Verb.SUSPENSION_UPHELD,
        thing=now.user,
        suspension_id=now.pk,
        by_the_same_lead=is_own,
    )
    tell_of_answer(line, now)


@transaction.atomic
def lift_suspension(*, actor: User, suspension: Suspension, words: str) -> None:
    """End a suspension, in answer to an appeal or without one.

    The lead who suspended may: it takes nothing from the person. Raises PermissionDenied and
    SettledMeanwhileError.
    """
    check_role(actor, Role.LEAD)
    now = _locked_current(suspension)
    _answer(now, actor, words)
    now.lifted_at = Now()
    now.save(update_fields=["answer", "answered_at", "answered_by", "lifted_at"])
    _mark(now.user, None)
    line = record(actor=actor, verb=Verb.SUSPENSION_LIFTED, thing=now.user, suspension_id=now.pk)
    tell_of_answer(line, now)


def _locked(person: User) -> User:
    return User.objects.select_for_update().get(pk=person.pk)


def _locked_current(suspension: Suspension) -> Suspension:
    """Return the suspension as it is now, or raise SettledMeanwhileError if it has ended."""
    User.objects.select_for_update().filter(pk=suspension.user_id).first()
    current = Suspension.objects.current().select_related("user").filter(pk=suspension.pk).first()
    if current is None:
        raise SettledMeanwhileError("This suspension has been lifted already.")
    return current


def _answer(suspension: Suspension, actor: User, words: str) -> None:
    """Write the answer; what was answered before stays above it."""
    suspension.answer = "\n\n".join(filter(None, [suspension.answer, normalise(words)]))
    suspension.answered_at = Now()
    suspension.answered_by = actor


def _mark(person: User, suspension: Suspension | None) -> None:
    person.suspended_at = suspension.at if suspension else None
    person.save(update_fields=["suspended_at"])
