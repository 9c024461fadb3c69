"""Staff roles: given and taken back by a lead."""

from django.contrib.auth.models import Group
from django.db import transaction

from accounts.access import check_role
from accounts.models import Role, User
from consultation.activity.actions import record
from consultation.activity.models import Verb


class LastLeadError(ValueError):
    """Without a lead nobody could give anybody a role again."""


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
    person.forget_roles()
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
    person.forget_roles()
    record(actor=actor, verb=Verb.ROLE_TAKEN_BACK, thing=person, role=role.value)
    return True


def _locked_group(role: Role) -> Group:
    # Two leads who take each other's role back at once would otherwise leave none.
    group, _ = Group.objects.select_for_update().get_or_create(name=role.value)
    return group
