"""The register: who keeps it, what verifying and declining do, and what no two may share."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actions.organisations import (
    OrganisationChangedMeanwhileError,
    OwnOrganisationError,
    TakenError,
    add_organisation,
    change_organisation,
    decline_organisation,
    verify_organisation,
)
from accounts.models import Membership, Organisation, Role, User
from consultation.activity.models import Activity, Verb
from consultation.mail.models import Message
from consultation.mail.sending import send_due
from tests.people import make_membership, make_organisation, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposed(participant: User) -> Organisation:
    """An organisation its owner proposed, which staff have not looked at."""
    organisation = make_organisation(verified_at=None, proposed_by=participant)
    make_membership(participant, organisation, role="owner", confirmed=False)
    return organisation


def verify(actor: User, organisation: Organisation) -> None:
    verify_organisation(
        actor=actor, organisation=organisation, expected_version=organisation.version
    )


def decline(actor: User, organisation: Organisation, reason: str = "We cannot find it.") -> None:
    decline_organisation(
        actor=actor,
        organisation=organisation,
        reason=reason,
        expected_version=organisation.version,
    )


def change(actor: User, organisation: Organisation, **fields: Any) -> Organisation:
    return change_organisation(
        actor=actor, organisation=organisation, expected_version=organisation.version, **fields
    )


def test_staff_add_one_and_it_is_verified(moderator: User) -> None:
    added = add_organisation(actor=moderator, name="Import", charity_number="1234567")
    assert (added.slug, added.is_verified) == ("import-2", True)
    assert Activity.objects.about(added).get().verb == Verb.ORGANISATION_ADDED


@pytest.mark.parametrize("who", ["participant", "editor", "analyst"])
def test_nobody_else_keeps_the_register(who: str, request: pytest.FixtureRequest) -> None:
    person: User = request.getfixturevalue(who)
    organisation = make_organisation(verified_at=None)
    with pytest.raises(PermissionDenied):
        add_organisation(actor=person, name="Harbour")
    with pytest.raises(PermissionDenied):
        verify(person, organisation)
    with pytest.raises(PermissionDenied):
        decline(person, organisation)


def test_a_lead_without_a_second_factor_verifies_nothing(proposed: Organisation) -> None:
    with pytest.raises(PermissionDenied):
        verify(make_person("unguarded", Role.LEAD, second_factor=False), proposed)


def test_verifying_confirms_the_members_of_now(proposed: Organisation, moderator: User) -> None:
    gone = make_membership(make_person("gone"), proposed, confirmed=False)
    Membership.objects.filter(pk=gone.pk).update(left_at=proposed.created_at)
    verify(moderator, proposed)
    confirmed = Membership.objects.filter(confirmed_at__isnull=False)
    assert [membership.role for membership in confirmed] == ["owner"]
    verbs = Activity.objects.order_by("-id").values_list("verb", flat=True)[:2]
    assert set(verbs) == {Verb.MEMBERSHIP_CONFIRMED, Verb.ORGANISATION_VERIFIED}


def test_nobody_verifies_or_declines_their_own(proposed: Organisation, moderator: User) -> None:
    make_membership(moderator, proposed)
    for decide in (verify, decline):
        with pytest.raises(OwnOrganisationError, match="a colleague"):
            decide(moderator, proposed)
    assert not Organisation.objects.get().is_verified


def test_who_proposed_it_and_left_does_not_verify_it(moderator: User) -> None:
    with pytest.raises(OwnOrganisationError):
        verify(moderator, make_organisation(verified_at=None, proposed_by=moderator))


def test_what_is_verified_is_what_was_looked_at(
    proposed: Organisation, participant: User, moderator: User
) -> None:
    seen = Organisation.objects.get()
    change(participant, proposed, name="Something Else Entirely")
    with pytest.raises(OrganisationChangedMeanwhileError):
        verify(moderator, seen)


def test_declining_ends_the_right_to_post_and_keeps_the_membership(
    proposed: Organisation, participant: User, moderator: User
) -> None:
    decline(moderator, proposed)
    assert not participant.memberships.current().exists()
    assert participant.memberships.filter(left_at=None).exists()


def test_a_mistaken_decline_is_undone_by_verifying(proposed: Organisation, lead: User) -> None:
    decline(lead, proposed)
    proposed.refresh_from_db()
    verify(lead, proposed)
    proposed.refresh_from_db()
    assert (proposed.is_verified, proposed.declined_at, proposed.declined_reason) == (
        True,
        None,
        "",
    )


def test_a_second_click_decides_nothing_again(proposed: Organisation, moderator: User) -> None:
    verify(moderator, proposed)
    verify(moderator, proposed)
    assert Activity.objects.filter(verb=Verb.ORGANISATION_VERIFIED).count() == 1
    assert Message.objects.count() == 1


def test_the_proposer_reads_that_it_is_verified(
    proposed: Organisation, moderator: User, mailoutbox: list[Any]
) -> None:
    verify(moderator, proposed)
    send_due()
    (mail,) = mailoutbox
    assert mail.to == ["participant@soundings.example"]
    assert mail.subject == "Northfield Resettlement Trust is in the register"
    assert "/organisations/northfield-resettlement-trust/" in mail.body


def test_the_proposer_reads_why_it_is_declined(
    proposed: Organisation, moderator: User, mailoutbox: list[Any]
) -> None:
    decline(moderator, proposed, "No register of charities knows <it>.")
    send_due()
    (mail,) = mailoutbox
    assert "No register of charities knows <it>." in mail.body
    assert "knows &lt;it&gt;." in mail.alternatives[0][0]


def test_a_decision_taken_back_before_the_mail_went_is_not_told(
    proposed: Organisation, moderator: User, mailoutbox: list[Any]
) -> None:
    decline(moderator, proposed)
    proposed.refresh_from_db()
    verify(moderator, proposed)
    send_due()
    assert [mail.subject for mail in mailoutbox] == [
        "Northfield Resettlement Trust is in the register"
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "HARBOUR project"),
        ("charity_number", "1234567"),
        ("company_number", "01234567"),
    ],
)
def test_no_two_share_a_name_or_a_number(field: str, value: str, moderator: User) -> None:
    make_organisation("Harbour Project", charity_number="1234567", company_number="01234567")
    with pytest.raises(TakenError, match="“Harbour Project” has this") as refused:
        add_organisation(actor=moderator, **{"name": "Eastgate", field: value})
    assert refused.value.field == field
    with pytest.raises(TakenError):
        change(moderator, make_organisation(), **{field: value})


def test_a_rename_leaves_the_address_and_who_the_owner_is(moderator: User) -> None:
    organisation = make_organisation()
    changed = change(moderator, organisation, name="Northfield Together")
    assert (changed.name, changed.slug) == ("Northfield Together", organisation.slug)
    data = Activity.objects.about(organisation).get().data
    assert data == {"fields": ["name"], "version": 2}


def test_an_owner_changes_the_profile_and_nothing_that_staff_checked(participant: User) -> None:
    organisation = make_membership(participant, role="owner").organisation
    assert change(participant, organisation, about="We meet people at the gate.").version == 2
    for field, value in {"name": "A", "charity_number": "1234567", "kind": "stakeholder"}.items():
        with pytest.raises(PermissionDenied):
            change(participant, Organisation.objects.get(), **{field: value})


@pytest.mark.parametrize("role", ["member", "approver"])
def test_only_owners_change_the_profile(role: str, participant: User) -> None:
    organisation = make_membership(participant, role=role).organisation
    with pytest.raises(PermissionDenied):
        change(participant, organisation, about="Ours now.")


def test_saving_what_is_saved_is_no_change(moderator: User) -> None:
    organisation = make_organisation(region="london")
    assert change(moderator, organisation, region="london", serves=[]).version == 1
    assert not Activity.objects.exists()


def test_the_second_of_two_editors_sees_the_first(moderator: User, lead: User) -> None:
    organisation = make_organisation()
    change(moderator, organisation, about="First.")
    with pytest.raises(OrganisationChangedMeanwhileError):
        change(lead, organisation, about="Second.")
    assert Organisation.objects.get().about == "First."
