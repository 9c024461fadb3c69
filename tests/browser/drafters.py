"""Three who answer for one organisation, for the pages on which a formal answer is sent."""

from typing import Final

from accounts.models import Membership, User
from tests.people import make_membership, make_organisation, make_person

ORGANISATION: Final = "Quayside Mentoring"
DRAFTERS: Final = {
    "quayside-member": Membership.Role.MEMBER,
    "quayside-colleague": Membership.Role.MEMBER,
    "quayside-approver": Membership.Role.APPROVER,
}


def put_drafters() -> None:
    """Put them there, once."""
    if User.objects.filter(email="quayside-member@soundings.example").exists():
        return
    organisation = make_organisation(ORGANISATION)
    for name, role in DRAFTERS.items():
        make_membership(make_person(name), organisation, role=role)
