"""Who is on the staff and can act now, and what each role opens, in words."""

from typing import Final

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Role, User

OPENS: Final = {
    Role.EDITOR: "Papers: drafts, importing, publishing, dates and preview links. Also answers "
    "that are for the policy team only.",
    Role.MODERATOR: "Moderation: what is held, the decisions on it, and what its authors posted, "
    "with their e-mail addresses. Organisations that wait to be verified.",
    Role.ANALYST: "Exports and reports, with the answers that are for the policy team only.",
    Role.LEAD: "All of these, and people: staff roles, suspensions, erasures and the house rules.",
}


def short_name(role: str) -> str:
    """Return `moderator` for the role that is called "Moderator: responses" in full."""
    return Role(role).label.partition(":")[0].lower()


def able_leads() -> "QuerySet[User]":
    """Return the leads who can act now: with a second factor, and an account that is open."""
    factors = Authenticator.objects.filter(user=OuterRef("pk")).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    return User.objects.filter(
        Exists(factors), groups__name=Role.LEAD.value, is_active=True, suspended_at=None
    )
