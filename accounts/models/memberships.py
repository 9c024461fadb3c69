"""How people come to answer for organisations."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from accounts.models.organisations import Organisation
from accounts.querysets import InvitationQuerySet, JoinRequestQuerySet, MembershipQuerySet


class Membership(models.Model):
    """That a person answers for an organisation.

    It ends with `left_at` and stays, so that what was posted keeps its confirmation.
    """

    class Role(models.TextChoices):
        """What a member may do for the organisation; each may do what the one before may."""

        MEMBER = "member", "Member: answers for the organisation"
        APPROVER = "approver", "Approver: also signs off formal answers"
        OWNER = "owner", "Owner: also decides who answers for it, and what the register says"

        @property
        def word(self) -> str:
            """The role alone, without what it means."""
            return str(self.label).partition(":")[0]

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=8, choices=Role, default=Role.MEMBER, db_default="member")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    # Set on coming back: the confirmation of the time before holds for what was posted in it.
    confirmed_until = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            # A person answers for an organisation once.
            models.UniqueConstraint(fields=["user", "organisation"], name="membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.organisation}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def is_owner(self) -> bool:
        return self.role == self.Role.OWNER

    @property
    def role_word(self) -> str:
        return self.Role(self.role).word

    def confirms(self, posted_at: datetime) -> bool:
        """Say of one response what `MembershipQuerySet.confirming_response` says of many."""
        until = self.confirmed_until
        return self.is_confirmed or (until is not None and posted_at <= until)


class Invitation(models.Model):
    """An owner's word to an address; the secret in the mail is its whole right, once.

    Only a hash of the secret is kept. An invitation is settled by being accepted, declined or
    revoked; what is not settled ends at `expires_at` by the database's clock.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=8, choices=Membership.Role, default=Membership.Role.MEMBER)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    declined_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                condition=Q(accepted_at=None, declined_at=None, revoked_at=None),
                name="invitation_pending_once",
            ),
        ]

    def __str__(self) -> str:
        return f"an invitation to {self.organisation}"

    @property
    def role_word(self) -> str:
        return Membership.Role(self.role).word


class JoinRequest(models.Model):
    """A person's wish to answer for an organisation, for an owner (or, without one, staff)."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Not accepted"
        WITHDRAWN = "withdrawn", "Taken back"

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="join_requests"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_requests"
    )
    words = models.TextField(max_length=500, blank=True)
    # Whether a confirmed address of the person was at a domain of the organisation's then.
    domain_matches = models.BooleanField(default=False)
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=Q(outcome=""),
                name="join_request_pending_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} asks to answer for {self.organisation}"
