"""What the secret of an invitation opens, and what it proves."""

from enum import StrEnum
from typing import Final

from allauth.account.models import EmailAddress
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.functions import Now
from django.http import HttpRequest

from accounts.models import Invitation, User
from accounts.querysets import InvitationQuerySet
from consultation.lib.tokens import hash_of

_IN_SESSION: Final = "invitation"


class Standing(StrEnum):
    """What became of an invitation."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REVOKED = "revoked"
    EXPIRED = "expired"
    CLOSED = "closed"  # nobody can answer for the organisation any more


def with_standing(invitations: InvitationQuerySet) -> InvitationQuerySet:
    """Add what `standing_of` reads: whether the database's clock has passed the end."""
    has_expired = ExpressionWrapper(Q(expires_at__lte=Now()), output_field=BooleanField())
    return invitations.select_related("organisation").annotate(has_expired=has_expired)


def standing_of(invitation: Invitation) -> Standing:
    """Return what became of one fetched `with_standing`."""
    settled = (
        (invitation.accepted_at, Standing.ACCEPTED),
        (invitation.declined_at, Standing.DECLINED),
        (invitation.revoked_at, Standing.REVOKED),
        (invitation.organisation.declined_at, Standing.CLOSED),
        (getattr(invitation, "has_expired"), Standing.EXPIRED),  # noqa: B009 (an annotation)
    )
    return next((standing for happened, standing in settled if happened), Standing.PENDING)


def find_invitation(secret: str) -> Invitation | None:
    """Return the invitation this secret was made for, whatever became of it."""
    return with_standing(Invitation.objects.all()).filter(token_hash=hash_of(secret)).first()


def keep_secret(request: HttpRequest, secret: str) -> None:
    """Keep the secret through signing in or up; no address on the way holds it."""
    request.session[_IN_SESSION] = secret


def kept_secret(request: HttpRequest) -> str | None:
    """Return the secret that was kept."""
    secret = request.session.get(_IN_SESSION)
    return secret if isinstance(secret, str) else None


def forget_secret(request: HttpRequest) -> None:
    request.session.pop(_IN_SESSION, None)


def invited_address(request: HttpRequest) -> str:
    """Return the address that the kept secret was sent to, and so proves to be the visitor's.

    Empty without one, or once the invitation has ended.
    """
    secret = kept_secret(request)
    invitation = find_invitation(secret) if secret else None
    if invitation is None or standing_of(invitation) != Standing.PENDING:
        return ""
    return invitation.email


def is_meant_for(invitation: Invitation, person: User) -> bool:
    """Whether the invitation was sent to a confirmed address of this person's."""
    addresses = EmailAddress.objects.filter(user=person, verified=True)
    return bool(addresses.filter(email__iexact=invitation.email).exists())
