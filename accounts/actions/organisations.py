"""The register: organisations added, changed, verified and declined."""

from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Now

from accounts.access import check_not_suspended, check_role
from accounts.models import Membership, Organisation, User
from accounts.organisations.naming import free_slug
from accounts.organisations.profiles import KEEPERS, is_own, may_change
from accounts.organisations.register_mail import tell_of_decision
from consultation.activity.actions import record, record_many
from consultation.activity.models import Verb

# What no two organisations share.
UNIQUE: Final = ("name", "charity_number", "company_number")
DECIDED: Final = ["verified_at", "declined_at", "declined_reason", "version"]


class RegisterRefusedError(Exception):
    """A change of the register that is refused; `str()` is the sentence to show."""


class OrganisationChangedMeanwhileError(RegisterRefusedError):
    """Somebody saved it after the form was opened: never overwritten unseen."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody else changed this organisation after you opened the page. Nothing of yours "
            "was saved yet. Compare the two, then save what should stand."
        )


class OwnOrganisationError(RegisterRefusedError):
    def __init__(self) -> None:
        super().__init__("You answer for this organisation yourself: a colleague decides on it.")


class TakenError(RegisterRefusedError):
    """Another organisation has this name or number; `field` says which, `holder` who."""

    def __init__(self, field: str, holder: Organisation) -> None:
        self.field = field
        self.holder = holder
        super().__init__(f"“{holder.name}” has this {field.replace('_', ' ')} already.")


@transaction.atomic
def add_organisation(*, actor: User, **fields: Any) -> Organisation:
    """Put an organisation into the register as staff, verified; raises TakenError."""
    check_role(actor, *KEEPERS)
    while True:
        _refuse_taken(fields)
        try:
            with transaction.atomic():
                organisation = Organisation.objects.create(
                    slug=free_slug(fields["name"]), verified_at=Now(), **fields
                )
        except IntegrityError:
            continue  # somebody was quicker with the name, a number or the slug: look again
        break
    organisation.refresh_from_db(fields=["verified_at", "created_at"])
    record(actor=actor, verb=Verb.ORGANISATION_ADDED, thing=organisation)
    return organisation


@transaction.atomic
def change_organisation(
    *, actor: User, organisation: Organisation, expected_version: int, **fields: Any
) -> Organisation:
    """Save what differs, and return the organisation as it is then.

    Raises PermissionDenied for a field that the actor may not change, TakenError, and
    OrganisationChangedMeanwhileError if somebody saved something after `expected_version`.
    """
    organisation = locked(organisation)
    may_change(actor, organisation, *fields)
    changed = {name: to for name, to in fields.items() if getattr(organisation, name) != to}
    if not changed:
        return organisation
    if organisation.version != expected_version:
        raise OrganisationChangedMeanwhileError
    _refuse_taken(changed, besides=organisation)
    try:
        with transaction.atomic():
            save(actor, organisation, **changed)
    except IntegrityError:
        _refuse_taken(changed, besides=organisation)  # somebody was quicker
        raise
    return organisation


@transaction.atomic
def verify_organisation(*, actor: User, organisation: Organisation, expected_version: int) -> None:
    """Say as staff that it is what it says it is: its members are confirmed with it.

    It may have been declined before. Raises PermissionDenied, OwnOrganisationError, and
    OrganisationChangedMeanwhileError if it is not what the actor looked at.
    """
    organisation = _to_decide(actor, organisation)
    if organisation.is_verified:
        return
    _refuse_stale(organisation, expected_version)
    organisation.verified_at, organisation.declined_at = Now(), None
    organisation.declined_reason = ""
    organisation.version += 1
    organisation.save(update_fields=DECIDED)
    record(actor=actor, verb=Verb.ORGANISATION_VERIFIED, thing=organisation)
    _confirm_members(actor, organisation)
    tell_of_decision(organisation)


@transaction.atomic
def decline_organisation(
    *, actor: User, organisation: Organisation, reason: str, expected_version: int
) -> None:
    """Keep it out of the register, or take it out: nobody can post for it from now on.

    What was posted stays as it was. Raises as `verify_organisation`.
    """
    organisation = _to_decide(actor, organisation)
    if organisation.declined_at is not None:
        return
    _refuse_stale(organisation, expected_version)
    organisation.verified_at, organisation.declined_at = None, Now()
    organisation.declined_reason = reason
    organisation.version += 1
    organisation.save(update_fields=DECIDED)
    record(actor=actor, verb=Verb.ORGANISATION_DECLINED, thing=organisation)
    tell_of_decision(organisation)


def locked(organisation: Organisation) -> Organisation:
    """Return the organisation as it is now, held until the transaction ends."""
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def save(actor: User, organisation: Organisation, **changed: Any) -> None:
    """Save these fields of a locked organisation as one version more."""
    for name, value in changed.items():
        setattr(organisation, name, value)
    organisation.version += 1
    organisation.save(update_fields=[*changed, "version"])
    record(
        actor=actor,
        verb=Verb.ORGANISATION_CHANGED,
        thing=organisation,
        fields=sorted(changed),
        version=organisation.version,
    )


def _to_decide(actor: User, organisation: Organisation) -> Organisation:
    check_role(actor, *KEEPERS)
    check_not_suspended(actor)
    organisation = locked(organisation)
    if is_own(actor, organisation):
        raise OwnOrganisationError
    return organisation


def _refuse_stale(organisation: Organisation, expected_version: int) -> None:
    if organisation.version != expected_version:
        raise OrganisationChangedMeanwhileError


def _confirm_members(actor: User, organisation: Organisation) -> None:
    waiting = Membership.objects.filter(
        organisation=organisation, left_at=None, confirmed_at=None
    ).select_for_update()
    confirmed = list(waiting)
    waiting.update(confirmed_at=Now())
    record_many(actor=actor, verb=Verb.MEMBERSHIP_CONFIRMED, things=confirmed)


def _refuse_taken(fields: dict[str, Any], *, besides: Organisation | None = None) -> None:
    """Raise TakenError for the first of these that another organisation has."""
    others = Organisation.objects.exclude(pk=besides.pk) if besides else Organisation.objects.all()
    for field in UNIQUE:
        value = fields.get(field)
        if not value:
            continue
        same = others.called(value) if field == "name" else others.filter(Q(**{field: value}))
        if holder := same.first():
            raise TakenError(field, holder)
