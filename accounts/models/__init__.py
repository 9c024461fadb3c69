"""People, the organisations they answer for, and what joins the two."""

from accounts.models.memberships import Invitation, JoinRequest, Membership
from accounts.models.organisations import Organisation, RegisterImport
from accounts.models.people import Role, User
from accounts.models.rights import ErasureRequest, HouseRules, RulesAgreement, Suspension

__all__ = [
    "ErasureRequest",
    "HouseRules",
    "Invitation",
    "JoinRequest",
    "Membership",
    "Organisation",
    "RegisterImport",
    "Role",
    "RulesAgreement",
    "Suspension",
    "User",
]
