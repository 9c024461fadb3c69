"""What people do with their own account, and what staff do about people."""

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Value
from django.db.models.functions import Lower, Now
from django.utils.text import slugify

from accounts.access import check_role
from accounts.models import Membership, Organisation, Role, User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.text import name_on_one_line


class LastLeadError(ValueError):
    """Without a lead nobody could give anybody a role again."""


@transaction.atomic
def welcome_person(*, actor: User, display_name: str) -> None:
    """Take in somebody who has just signed up; the sign-up form calls it in its transaction."""
    actor.display_name = name_on_one_line(display_name)
    actor.save(update_fields=["display_name"])
    record(actor=actor, verb=Verb.PERSON_JOINED, thing=actor)


@transaction.atomic
def rename_person(*, actor: User, display_name: str) -> None:
    """Change the name others read; the log says that it changed, never from what to what."""
    name = name_on_one_line(display_name)
    if name == actor.display_name:
        return
    actor.display_name = name
    actor.save(update_fields=["display_name"])
    record(actor=actor, verb=Verb.PERSON_RENAMED, thing=actor)


@transaction.atomic
def say_who_you_answer_for(*, actor: User, organisation_name: str) -> Membership:
    """Return the actor's membership, made unconfirmed where there was none or it had ended.

    The organisation is found whatever the case and spacing of its name, else made; two people
    who name it at once get the same one.
    """
    organisation = _organisation_called(name_on_one_line(organisation_name))
    membership, is_new = Membership.objects.select_for_update().get_or_create(
        user=actor, organisation=organisation
    )
    if membership.left_at is not None:
        _take_up_again(membership)
        is_new = True
    if is_new:
        record(
            actor=actor,
            verb=Verb.MEMBERSHIP_SAID,
            thing=membership,
            organisation_id=organisation.pk,
        )
    return membership


@transaction.atomic
def leave_organisation(*, actor: User, membership: Membership) -> None:
    """End the actor's own membership; leaving twice is leaving once."""
    own = Membership.objects.current().filter(pk=membership.pk, user=actor)
    if not own.update(left_at=Now()):
        return
    record(
        actor=actor,
        verb=Verb.MEMBERSHIP_LEFT,
        thing=membership,
        organisation_id=membership.organisation_id,
    )


@transaction.atomic
def confirm_membership(*, actor: User, membership: Membership) -> None:
    """Say as staff that the person does answer for the organisation; raises PermissionDenied."""
    check_role(actor, Role.MODERATOR)
    if actor.pk == membership.user_id:
        raise PermissionDenied("A colleague confirms what you say of yourself.")
    unconfirmed = Membership.objects.current().filter(pk=membership.pk, confirmed_at=None)
    if not unconfirmed.update(confirmed_at=Now()):
        return
    membership.refresh_from_db(fields=["confirmed_at"])
    record(
        actor=actor,
        verb=Verb.MEMBERSHIP_CONFIRMED,
        thing=membership,
        organisation_id=membership.organisation_id,
    )


@transaction.atomic
def grant_role(*, actor: User | None, person: User, role: Role) -> bool:
    """Give a staff role and return whether that was new; raises PermissionDenied.

    `actor` None is an operator at the command line, who makes the first lead.
    """
    check_role(actor, Role.LEAD)
    group = _locked_group(role)
    if person.groups.contains(group):
        return False
    person.groups.add(group)
    person.__dict__.pop("roles", None)
    record(actor=actor, verb=Verb.ROLE_GRANTED, thing=person, role=role.value)
    return True


@transaction.atomic
def take_back_role(*, actor: User | None, person: User, role: Role) -> bool:
    """Take a staff role away and return whether it was held.

    Raises PermissionDenied, and LastLeadError for the only lead there is.
    """
    check_role(actor, Role.LEAD)
    group = _locked_group(role)
    if not person.groups.contains(group):
        return False
    if role == Role.LEAD and not group.user_set.filter(is_active=True).exclude(pk=person.pk):
        raise LastLeadError("This is the only lead. Make somebody else a lead first.")
    person.groups.remove(group)
    person.__dict__.pop("roles", None)
    record(actor=actor, verb=Verb.ROLE_TAKEN_BACK, thing=person, role=role.value)
    return True


def _locked_group(role: Role) -> Group:
    # Two leads who take each other's role back at once would otherwise leave none.
    group, _ = Group.objects.select_for_update().get_or_create(name=role.value)
    return group


def _organisation_called(name: str) -> Organisation:
    # Folded by the database on both sides: it and Python disagree about a few letters.
    known = Organisation.objects.alias(folded=Lower("name")).filter(folded=Lower(Value(name)))
    while True:
        if found := known.first():
            return found
        try:
            with transaction.atomic():
                return Organisation.objects.create(name=name, slug=_free_slug(name))
        except IntegrityError:
            continue  # somebody was quicker with the name or the slug: look again


def _take_up_again(membership: Membership) -> None:
    """Begin an ended membership anew, unconfirmed: staff confirmed the time before."""
    if membership.is_confirmed:
        membership.confirmed_until = membership.left_at
    membership.left_at = membership.confirmed_at = None
    membership.save(update_fields=["left_at", "confirmed_at", "confirmed_until"])


def _free_slug(name: str) -> str:
    stem = slugify(name)[:120].strip("-") or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    if stem not in taken:
        return stem
    return next(f"{stem}-{n}" for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)
