"""What all changes of who belongs to an organisation share: the lock, the rights, the rules."""

from django.core.exceptions import PermissionDenied

from accounts.access import check_not_suspended
from accounts.models import Membership, Organisation, User
from consultation.lib.clock import database_now


class BelongingError(ValueError):
    """It cannot be done as things stand; the sentence says what to do instead."""


class AlreadyMemberError(BelongingError):
    pass


class OwnersDecideError(BelongingError):
    """Staff decide only where nobody else can."""

    def __init__(self) -> None:
        super().__init__("This organisation has an owner, who decides.")


def locked(organisation_id: int) -> Organisation:
    """Return the organisation; whoever else changes who belongs to it waits for this transaction.

    So do those who post for it, for whom its row is held shared until their response is stored.
    """
    return Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)


def is_owner(person: User, organisation: Organisation) -> bool:
    return Membership.objects.owners().filter(user=person, organisation=organisation).exists()


def check_owner(actor: User, organisation: Organisation) -> None:
    """Refuse who does not decide for the organisation, as the database has it now."""
    check_not_suspended(actor)
    if not is_owner(actor, organisation):
        raise PermissionDenied("Only for owners of the organisation.")


def take_in(*, person: User, organisation: Organisation, role: str) -> Membership:
    """Return the person's membership, made or begun anew; the organisation is locked already.

    It is confirmed at once if the organisation is verified, else when that is. Raises
    AlreadyMemberError.
    """
    membership, is_new = Membership.objects.select_for_update(of=("self",)).get_or_create(
        user=person, organisation=organisation
    )
    if not is_new and membership.left_at is None:
        raise AlreadyMemberError(f"This person answers for {organisation} already.")
    if membership.is_confirmed:
        # The confirmation of the time before holds for what was posted in it.
        membership.confirmed_until = membership.left_at
    membership.left_at = None
    membership.role = role
    membership.confirmed_at = database_now() if organisation.is_verified else None
    membership.save(update_fields=["left_at", "role", "confirmed_at", "confirmed_until"])
    return membership
