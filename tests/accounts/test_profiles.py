"""An organisation's profile as its owners change it, and what strangers are told of others."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions.organisations import change_organisation
from accounts.models import Membership, Organisation, User
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.people import make_membership, make_organisation, make_person, make_suspension

pytestmark = pytest.mark.django_db


@pytest.fixture
def owned(participant: User) -> Organisation:
    return make_membership(participant, role="owner").organisation


@pytest.fixture
def owner(participant: User, owned: Organisation, client_for: ClientFor) -> Client:
    return client_for(participant)


def edit_url(organisation: Organisation) -> str:
    return reverse("organisations:edit", args=[organisation.slug])


def unverify(organisation: Organisation) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(verified_at=None)


def test_an_owner_says_what_the_organisation_does(owner: Client, owned: Organisation) -> None:
    said = {"version": 1, "about": "Boats.", "website": "boats.example", "led_by": ["women"]}
    answer = owner.post(edit_url(owned), said, follow=True)
    assert "Readers see it now." in read_page(answer).text
    owned.refresh_from_db()
    assert (owned.about, owned.website, owned.led_by) == (
        "Boats.", "https://boats.example", ["women"]
    )  # fmt: skip


def test_the_form_of_a_verified_one_says_who_changes_its_name(
    owner: Client, owned: Organisation
) -> None:
    page = fetch(owner, edit_url(owned))
    names = {field.get("name") for field in page.tree.iter("input")}
    assert names.isdisjoint({"name", "charity_number", "company_number", "email_domains", "kind"})
    assert "to change those, write to the contact named on a paper" in page.text


def test_what_the_form_did_not_offer_is_not_taken(owner: Client, owned: Organisation) -> None:
    forged = {"version": 1, "name": "Ours", "kind": "stakeholder", "email_domains": "a.example"}
    owner.post(edit_url(owned), {**forged, "verified_at": "", "slug": "x"})
    owned.refresh_from_db()
    assert (owned.name, owned.kind) == ("Northfield Resettlement Trust", "member")
    assert owned.email_domains == []


def test_until_it_is_verified_an_owner_mends_the_name(owner: Client, owned: Organisation) -> None:
    unverify(owned)
    answer = owner.post(edit_url(owned), {"version": 1, "name": "Northfield Together"}, follow=True)
    assert "Readers see it once staff have verified" in read_page(answer).text
    assert Organisation.objects.get().name == "Northfield Together"


def test_what_is_wrong_is_said_in_the_title(owner: Client, owned: Organisation) -> None:
    answer = owner.post(edit_url(owned), {"version": 1, "website": "desk@northfield.example"})
    assert answer.status_code == 422
    assert b"<title>Error: Edit the profile" in answer.content


@pytest.mark.parametrize(
    ("field", "value"), [("charity_number", "1234567"), ("company_number", "01234567")]
)
def test_an_owner_is_not_told_who_has_a_number(
    field: str, value: str, owner: Client, owned: Organisation
) -> None:
    unverify(owned)
    make_organisation("Harbour Secret", verified_at=None, **{field: value})
    answer = owner.post(edit_url(owned), {"version": 1, "name": owned.name, field: value})
    assert answer.status_code == 422
    said = read_page(answer).text
    assert "This number cannot be used here." in said
    assert "Harbour Secret" not in said


def test_a_name_that_is_taken_leads_to_joining(owner: Client, owned: Organisation) -> None:
    unverify(owned)
    make_organisation("Harbour Project")
    answer = owner.post(edit_url(owned), {"version": 1, "name": "harbour project"})
    assert "ask to join it instead" in read_page(answer).text


def test_of_two_owners_the_second_sees_both(
    owner: Client, owned: Organisation, moderator: User
) -> None:
    change_organisation(
        actor=moderator, organisation=owned, expected_version=1, region="wales", about="First."
    )
    mine = {"version": 1, "about": "Second.", "region": "london"}
    answer = owner.post(edit_url(owned), mine)
    assert answer.status_code == 409
    page = read_page(answer)
    assert "Wales" in page.text
    version = next(f for f in page.tree.iter("input") if f.get("name") == "version").get("value")
    owner.post(edit_url(owned), {**mine, "version": version})
    assert Organisation.objects.get().region == "london"


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999"])
def test_a_form_without_its_version_saves_nothing(
    version: str, owner: Client, owned: Organisation
) -> None:
    answer = owner.post(edit_url(owned), {"version": version, "about": "Kept words."})
    assert answer.status_code == 422
    assert "Kept words." in answer.content.decode()


@pytest.mark.parametrize("role", ["member", "approver"])
def test_a_colleague_finds_no_form(role: str, owned: Organisation, client_for: ClientFor) -> None:
    colleague = make_person("colleague")
    make_membership(colleague, owned, role=role)
    assert client_for(colleague).get(edit_url(owned)).status_code == 404


def test_rights_end_with_the_membership(owner: Client, owned: Organisation) -> None:
    Membership.objects.update(left_at=owned.created_at)
    assert owner.post(edit_url(owned), {"version": 1, "about": "Mine."}).status_code == 404
    assert Organisation.objects.get().about == ""


def test_a_suspended_owner_changes_nothing(
    owner: Client, owned: Organisation, participant: User
) -> None:
    make_suspension(participant)
    assert owner.post(edit_url(owned), {"version": 1, "about": "Mine."}).status_code == 404
    assert Organisation.objects.get().about == ""


def test_an_owner_of_a_declined_one_changes_nothing(owner: Client, owned: Organisation) -> None:
    Organisation.objects.update(verified_at=None, declined_at=owned.created_at)
    assert owner.get(edit_url(owned)).status_code == 404
