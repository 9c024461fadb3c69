"""What people type about themselves and their organisations."""

from accounts.forms.people import JoinForm, OrganisationForm, RenameForm

__all__ = ["JoinForm", "OrganisationForm", "RenameForm"]
