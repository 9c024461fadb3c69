"""The people of the sample: one for each role, so that a newcomer can be any of them."""

from dataclasses import dataclass
from typing import Final

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.actions import (
    appeal_suspension,
    ask_to_join,
    grant_role,
    join_person,
    propose_organisation,
    suspend_person,
    welcome_person,
)
from accounts.actions.organisations import verify_organisation
from accounts.models import HouseRules, Role, User
from accounts.signing_in.factors import give_sample_app


@dataclass(frozen=True)
class SampleAccount:
    """Someone who can sign in by a code; `key` is their name in the sample's files."""

    key: str
    role_label: str
    email: str
    display_name: str
    staff_roles: tuple[Role, ...] = ()
    organisation: str = ""


SAMPLE_ACCOUNTS: Final = (
    SampleAccount("lead", "Lead", "lead@soundings.example", "Policy lead", (Role.LEAD,)),
    SampleAccount("editor", "Editor", "editor@soundings.example", "Papers editor", (Role.EDITOR,)),
    SampleAccount(
        "moderator", "Moderator", "moderator@soundings.example", "Policy team", (Role.MODERATOR,)
    ),
    SampleAccount("analyst", "Analyst", "analyst@soundings.example", "Analyst", (Role.ANALYST,)),
    SampleAccount("participant", "Participant", "participant@soundings.example", "Kestrel"),
    SampleAccount(
        "other_participant", "Another participant", "other@soundings.example", "A family member"
    ),
    SampleAccount(
        "member_of_northfield",
        "Member of an organisation",
        "northfield@soundings.example",
        "Resettlement manager",
        organisation="Northfield Resettlement Trust",
    ),
    SampleAccount(
        "member_of_harbour",
        "Member of another organisation",
        "harbour@soundings.example",
        "Mentoring coordinator",
        organisation="Harbour Mentoring",
    ),
    SampleAccount(
        "suspended", "Suspended, with an appeal", "suspended@soundings.example", "A night worker"
    ),
)


@transaction.atomic
def create_sample_people() -> dict[str, User]:
    """Make every sample account, ready to sign in; return them by key."""
    people: dict[str, User] = {}
    rules = HouseRules.objects.newest()
    for account in SAMPLE_ACCOUNTS:
        person = User.objects.create_user(account.email)
        EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
        join_person(actor=person)
        welcome_person(
            actor=person, display_name=account.display_name, uses_pseudonym=False, rules=rules
        )
        for role in account.staff_roles:
            grant_role(actor=None, person=person, role=role)
        if account.staff_roles:
            give_sample_app(person)
        people[account.key] = person
        if account.organisation:
            _answer_for(account.organisation, person=person, verified_by=people["lead"])
    _let_some_wait(people)
    _suspend(people["suspended"], by=people["lead"])
    return people


def _answer_for(name: str, *, person: User, verified_by: User) -> None:
    organisation = propose_organisation(actor=person, name=name).organisation
    verify_organisation(
        actor=verified_by, organisation=organisation, expected_version=organisation.version
    )


def _let_some_wait(people: dict[str, User]) -> None:
    """So that an owner, and staff, find something to decide."""
    northfield = people["member_of_northfield"].memberships.get().organisation
    ask_to_join(
        actor=people["participant"],
        organisation=northfield,
        words="I volunteer for you at the gate, on Tuesdays.",
    )
    propose_organisation(actor=people["member_of_harbour"], name="Eastbank Family Visits")


def _suspend(person: User, *, by: User) -> None:
    """So that a lead finds an appeal to answer, and what a suspended person sees can be seen."""
    suspend_person(
        actor=by,
        person=person,
        reason="Two people have written to us from this account and told us different things "
        "about who they are. An account is for one person.",
    )
    appeal_suspension(
        actor=person,
        words="My sister wrote one of the two letters, because typing is hard for me. She has an "
        "account of her own now. Please let me take part again.",
    )


def existing_sample_accounts() -> list[SampleAccount]:
    """Return the sample accounts that this database holds."""
    addresses = [account.email for account in SAMPLE_ACCOUNTS]
    held = set(User.objects.filter(email__in=addresses).values_list("email", flat=True))
    return [account for account in SAMPLE_ACCOUNTS if account.email in held]
