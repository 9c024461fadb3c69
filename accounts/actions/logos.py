"""An organisation's logo: given, described and taken away by its owners or staff."""

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.actions.organisations import locked, save
from accounts.models import Organisation, User
from accounts.models.organisations import logo_name
from accounts.organisations.profiles import may_change
from consultation.lib.pictures import MadePicture
from consultation.lib.storing import stored, take_away_after_commit


def put_logo(
    *, actor: User, organisation: Organisation, picture: MadePicture, alt: str
) -> Organisation:
    """Give the organisation a logo, in place of the one it may have.

    Raises PermissionDenied, and NoRoomError if the disk is full.
    """
    may_change(actor, organisation, "logo", "logo_alt")
    wanted = logo_name(organisation, "logo.webp")
    with stored(ContentFile(picture.content), wanted) as name, transaction.atomic():
        organisation = locked(organisation)
        may_change(actor, organisation, "logo", "logo_alt")
        take_away_after_commit(organisation.logo.name)
        save(actor, organisation, logo=name, logo_alt=alt)
    return organisation


@transaction.atomic
def reword_logo(*, actor: User, organisation: Organisation, alt: str) -> Organisation:
    """Describe the logo in other words; without a logo nothing happens."""
    organisation = locked(organisation)
    may_change(actor, organisation, "logo_alt")
    if organisation.logo and organisation.logo_alt != alt:
        save(actor, organisation, logo_alt=alt)
    return organisation


@transaction.atomic
def remove_logo(*, actor: User, organisation: Organisation) -> Organisation:
    """Take the logo away, with its file; twice is once."""
    organisation = locked(organisation)
    may_change(actor, organisation, "logo", "logo_alt")
    if organisation.logo:
        take_away_after_commit(organisation.logo.name)
        save(actor, organisation, logo="", logo_alt="")
    return organisation
