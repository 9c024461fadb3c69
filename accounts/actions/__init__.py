"""Everything that changes people, organisations and what joins them."""

from accounts.actions.belonging import (
    KnownNameError,
    LastOwnerError,
    OnlyMemberError,
    confirm_membership,
    end_memberships_of,
    leave_organisation,
    propose_organisation,
)
from accounts.actions.inviting import (
    InvitationEndedError,
    accept_invitation,
    decline_invitation,
    invite,
    revoke_invitation,
    send_again,
)
from accounts.actions.joining import (
    accept_request,
    ask_to_join,
    refuse_request,
    take_back_request,
)
from accounts.actions.owning import (
    appoint_owner,
    change_member_role,
    hand_over_ownership,
    remove_member,
)
from accounts.actions.people import join_person, rename_person, welcome_person
from accounts.actions.roles import LastLeadError, RoleRefusedError, grant_role, take_back_role
from accounts.actions.rules import RulesChangedError, agree_to_rules, publish_rules
from accounts.actions.suspending import (
    SettledMeanwhileError,
    SuspensionRefusedError,
    appeal_suspension,
    lift_suspension,
    suspend_person,
    uphold_suspension,
)
from accounts.actions.taking_in import AlreadyMemberError, BelongingError, OwnersDecideError

__all__ = [
    "AlreadyMemberError",
    "BelongingError",
    "InvitationEndedError",
    "KnownNameError",
    "LastLeadError",
    "LastOwnerError",
    "OnlyMemberError",
    "OwnersDecideError",
    "RoleRefusedError",
    "RulesChangedError",
    "SettledMeanwhileError",
    "SuspensionRefusedError",
    "accept_invitation",
    "accept_request",
    "agree_to_rules",
    "appeal_suspension",
    "appoint_owner",
    "ask_to_join",
    "change_member_role",
    "confirm_membership",
    "decline_invitation",
    "end_memberships_of",
    "grant_role",
    "hand_over_ownership",
    "invite",
    "join_person",
    "leave_organisation",
    "lift_suspension",
    "propose_organisation",
    "publish_rules",
    "refuse_request",
    "remove_member",
    "rename_person",
    "revoke_invitation",
    "send_again",
    "suspend_person",
    "take_back_request",
    "take_back_role",
    "uphold_suspension",
    "welcome_person",
]
