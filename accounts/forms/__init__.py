"""What people type about themselves and their organisations."""

from accounts.forms.belonging import JoinRequestForm, OrganisationForm
from accounts.forms.inviting import InviteForm, RoleForm
from accounts.forms.people import (
    OTHER_NAME,
    OWN_NAME,
    JoinForm,
    NameForm,
    RulesForm,
    WelcomeForm,
)

__all__ = [
    "OTHER_NAME",
    "OWN_NAME",
    "InviteForm",
    "JoinForm",
    "JoinRequestForm",
    "NameForm",
    "OrganisationForm",
    "RoleForm",
    "RulesForm",
    "WelcomeForm",
]
