"""Staff roles: given and taken back by a lead."""

from django.contrib.auth.models import Group
from django.db import transaction

from accounts.access import check_role
from accounts.models import Role, User
from accounts.people.rights_mail import tell_of_role
from accounts.people.staffing import able_leads
from consultation.activity.actions import record
from consultation.activity.models import Verb


class RoleRefusedError(ValueError):
    """The role stays as it is, for the reason this says."""


class LastLeadError(RoleRefusedError):
    """Without a lead nobody could give anybody a role again."""

    def __init__(self) -> None:
        super().__init__("This is the only lead. Make somebody else a lead first.")


class OwnRoleError(RoleRefusedError):
    """Nobody gives themself a role, so that each is known to two."""

    def __init__(self) -> None:
        super().__init__("You cannot give yourself a role. Ask another lead.")


class NotForStaffError(RoleRefusedError):
    """Somebody who may not take part cannot be on the staff."""

    def __init__(self) -> None:
        super().__init__(
            "This account is suspended or closed, so it can have no role. "
            "Lift the suspension first."
        )


@transaction.atomic
def grant_role(*, actor: User | None, person: User, role: Role) -> bool:
    """Give a staff role, tell the person and the other leads, and return whether it was new.

    `actor` None is an operator at the command line, who makes the first lead.
    Raises PermissionDenied, OwnRoleError and NotForStaffError.
    """
    group = _locked_group(role)
    _check_lead(actor)
    if actor is not None and actor.pk == person.pk:
        raise OwnRoleError
    if person.groups.contains(group):
        return False
    # A suspension that begins at the same time waits here, and then finds the role.
    now = User.objects.select_for_update().get(pk=person.pk)
    if now.is_suspended or not now.is_active:
        raise NotForStaffError
    person.groups.add(group)
    person.forget_roles()
    line = record(actor=actor, verb=Verb.ROLE_GRANTED, thing=person, role=role.value)
    tell_of_role(line, person=person, role=role, is_given=True)
    return True


@transaction.atomic
def take_back_role(*, actor: User | None, person: User, role: Role) -> bool:
    """Take a staff role away, tell the person and the other leads, and say whether it was held.

    Raises PermissionDenied, and LastLeadError for the only lead there is.
    """
    group = _locked_group(role)
    _check_lead(actor)
    if not person.groups.contains(group):
        return False
    if role == Role.LEAD and not able_leads().exclude(pk=person.pk).exists():
        raise LastLeadError
    person.groups.remove(group)
    person.forget_roles()
    line = record(actor=actor, verb=Verb.ROLE_TAKEN_BACK, thing=person, role=role.value)
    tell_of_role(line, person=person, role=role, is_given=False)
    return True


def _check_lead(actor: User | None) -> None:
    """Ask the database, not the request: the actor may have lost the role a moment ago."""
    if actor is not None:
        actor.forget_roles()
    check_role(actor, Role.LEAD)


def _locked_group(role: Role) -> Group:
    # Two leads who take each other's role back at once would otherwise leave none.
    group, _ = Group.objects.select_for_update().get_or_create(name=role.value)
    return group
