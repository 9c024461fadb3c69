"""The register on the desk: finding organisations, and what staff do on the page of each."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.actions.organisations import change_organisation, verify_organisation
from accounts.models import Organisation, User
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.people import make_membership, make_organisation, make_person

pytestmark = pytest.mark.django_db
LIST = "/desk/organisations/"


@pytest.fixture
def desk(moderator: User, client_for: ClientFor) -> Client:
    return client_for(moderator)


@pytest.fixture
def proposed(participant: User) -> Organisation:
    organisation = make_organisation("Harbour Project", verified_at=None, proposed_by=participant)
    make_membership(participant, organisation, role="owner", confirmed=False)
    return organisation


def typed(organisation: Organisation, **changed: object) -> dict[str, object]:
    """Return what the desk's form holds for an organisation, with this typed into it."""
    fields = ("name", "kind", "charity_number", "company_number", "website", "about", "version")
    return {**{name: getattr(organisation, name) for name in fields}, **changed}


def url(name: str, organisation: Organisation) -> str:
    return reverse(f"register:{name}", args=[organisation.slug])


def named(client: Client, query: str) -> list[str]:
    """Return the organisations in the list that this query gives."""
    links = fetch(client, LIST + query).links()
    return [
        words
        for words, href in links.items()
        if href.startswith(LIST)
        and href != LIST
        and "?" not in href
        and not href.endswith(("/add/", "/import/", "/requests/"))
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Eastgate Arts", "Harbour Project", "Northfield Resettlement Trust"]),
        ("?q=GATE+ar", ["Eastgate Arts"]),
        ("?q=sc012345", ["Eastgate Arts"]),
        ("?q=1234567", ["Northfield Resettlement Trust"]),
        ("?q=%25", []),
        ("?region=wales", ["Eastgate Arts"]),
        ("?standing=awaiting", ["Harbour Project"]),
        ("?standing=nobody", ["Eastgate Arts", "Northfield Resettlement Trust"]),
        ("?standing=no-owner", []),
        ("?standing=declined&q=harbour", []),
        ("?standing=mistyped&region=atlantis&size=none", [
            "Eastgate Arts", "Harbour Project", "Northfield Resettlement Trust"
        ]),
    ],
)  # fmt: skip
def test_staff_find_organisations(
    query: str, found: list[str], desk: Client, proposed: Organisation
) -> None:
    make_organisation(company_number="01234567")
    make_organisation("Eastgate Arts", charity_number="SC012345", region="wales")
    assert named(desk, query) == found


def test_a_filter_that_there_is_not_is_said_and_left_out(desk: Client) -> None:
    page = fetch(desk, f"{LIST}?region=atlantis&q=x")
    assert "does not know what was asked for under works in" in page.text


def test_members_without_an_owner_are_found(desk: Client, participant: User) -> None:
    make_membership(participant)
    assert named(desk, "?standing=no-owner") == ["Northfield Resettlement Trust"]
    assert "1, no owner" in fetch(desk, LIST).text


def test_the_longest_waiting_comes_first(desk: Client, proposed: Organisation) -> None:
    make_organisation("Alder Trust", verified_at=None)
    assert named(desk, "?standing=awaiting") == ["Harbour Project", "Alder Trust"]


def test_the_menu_counts_what_waits(desk: Client, proposed: Organisation) -> None:
    assert "Organisations 1 waiting" in fetch(desk, LIST).text


def test_the_list_asks_the_same_of_the_database_at_every_size(
    desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def add(count: int, start: int) -> None:
        Organisation.objects.bulk_create(
            Organisation(name=f"Trust {n}", slug=f"trust-{n}", proposed_by=None)
            for n in range(start, start + count)
        )

    add(10, 0)
    with django_assert_num_queries(7):
        small = desk.get(LIST)
    add(990, 10)
    with django_assert_num_queries(7):
        large = desk.get(LIST)
    assert b"More" not in small.content
    assert len(large.content) < 60_000


def test_an_entry_shows_staff_what_nobody_else_sees(desk: Client, proposed: Organisation) -> None:
    page = fetch(desk, url("organisation", proposed))
    assert "participant@soundings.example" in page.text
    assert "Awaiting verification" in page.text
    assert "Owner" in page.text


def test_an_entry_of_many_members_costs_as_much_as_of_one(
    desk: Client, proposed: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = url("organisation", proposed)
    with django_assert_num_queries(13):
        desk.get(address)
    for n in range(20):
        make_membership(make_person(f"member{n}"), proposed)
    with django_assert_num_queries(13):
        page = desk.get(address)
    assert "member19@soundings.example" in page.text


def test_who_answers_now_stands_before_however_many_did_earlier(
    desk: Client, monkeypatch: pytest.MonkeyPatch, proposed: Organisation
) -> None:
    monkeypatch.setattr("accounts.organisations.entries.MEMBERS_SHOWN", 2)
    for name in ("first", "second"):
        gone = make_membership(make_person(name), proposed)
        gone.left_at = timezone.now()
        gone.save(update_fields=["left_at"])
    page = fetch(desk, url("organisation", proposed)).text
    assert "participant@soundings.example" in page
    assert "second@soundings.example" in page
    assert "first@soundings.example" not in page


def test_history_says_who_did_what(desk: Client, lead: User, proposed: Organisation) -> None:
    change_organisation(
        actor=lead, organisation=proposed, expected_version=1, region="wales", about="Boats."
    )
    proposed.refresh_from_db()
    verify_organisation(actor=lead, organisation=proposed, expected_version=2)
    said = fetch(desk, url("organisation", proposed)).text
    assert "Lead changed the about, where it works" in said
    assert "Lead verified it" in said
    assert "Lead confirmed Participant as a member" in said


def test_verifying_by_the_button(desk: Client, proposed: Organisation) -> None:
    answer = desk.post(url("verify", proposed), {"version": 1}, follow=True)
    assert "Harbour Project is verified" in read_page(answer).text
    assert Organisation.objects.get().is_verified


@pytest.mark.parametrize("version", ["", "0", "x", "99999999999999999999"])
def test_a_button_that_was_not_ours_verifies_nothing(
    version: str, desk: Client, proposed: Organisation
) -> None:
    answer = desk.post(url("verify", proposed), {"version": version})
    assert answer.status_code == 409
    assert not Organisation.objects.get().is_verified


def test_a_member_finds_no_button_and_is_told_why(
    desk: Client, moderator: User, proposed: Organisation
) -> None:
    make_membership(moderator, proposed)
    page = fetch(desk, url("organisation", proposed))
    assert "You answer for this organisation yourself" in page.text
    assert "Verify it" not in page.text
    assert desk.post(url("verify", proposed), {"version": 1}).status_code == 409
    refused = desk.post(url("decline", proposed), {"version": 1, "reason": "Ours alone."})
    assert refused.status_code == 409
    assert "Ours alone." in read_page(refused).text


def test_declining_wants_a_reason(desk: Client, proposed: Organisation) -> None:
    answer = desk.post(url("decline", proposed), {"version": 1, "reason": " \n "})
    assert answer.status_code == 422
    assert "Say why: who proposed it is told." in read_page(answer).text


def test_a_reason_is_kept_when_the_entry_changed_meanwhile(
    desk: Client, lead: User, proposed: Organisation
) -> None:
    change_organisation(actor=lead, organisation=proposed, expected_version=1, region="wales")
    answer = desk.post(url("decline", proposed), {"version": 1, "reason": "It is a shop."})
    assert answer.status_code == 409
    assert "It is a shop." in read_page(answer).text
    assert Organisation.objects.get().declined_at is None


def test_declining_by_the_form(desk: Client, proposed: Organisation) -> None:
    answer = desk.post(
        url("decline", proposed), {"version": 1, "reason": "It is a shop."}, follow=True
    )
    assert "Declined, because: It is a shop." in read_page(answer).text


def test_adding_by_the_form(desk: Client) -> None:
    new = typed(Organisation(name="Harbour Project"), charity_number="sc 012345", region="wales")
    new |= {"email_domains": "Harbour.example\n\n@harbour.example", "serves": ["women", "young"]}
    desk.post(reverse("register:add"), new)
    made = Organisation.objects.get()
    assert (made.charity_number, made.region) == ("SC012345", "wales")
    assert (made.email_domains, made.serves) == (["harbour.example"], ["women", "young"])


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Enter the name of the organisation."),
        ("name", "\u202e", "Enter the name of the organisation."),
        ("name", "x" * 121, "at most 120 characters"),
        ("charity_number", "12", "six or seven digits"),
        ("company_number", "12", "eight characters"),
        ("website", "javascript:alert(1)", "Write the web address"),
        ("email_domains", "gmail.com", "Anybody can have an address at gmail.com"),
        ("about", "x" * 601, "at most 600 characters"),
        ("region", "atlantis", "not one of the available choices"),
        ("serves", ["nobody"], "not one of the available choices"),
        ("kind", "friend", "not one of the available choices"),
    ],
)
def test_what_cannot_be_is_refused_and_kept(
    field: str, value: object, sentence: str, desk: Client
) -> None:
    new = {**typed(Organisation(name="Harbour Project")), field: value}
    answer = desk.post(reverse("register:add"), new)
    assert answer.status_code == 422
    assert sentence in read_page(answer).text
    assert not Organisation.objects.exists()


def test_staff_are_told_who_has_the_number(desk: Client, proposed: Organisation) -> None:
    make_organisation(charity_number="1234567")
    answer = desk.post(url("change", proposed), typed(proposed, charity_number="1234567"))
    assert answer.status_code == 422
    said = read_page(answer).text
    assert "“Northfield Resettlement Trust” has this charity number already." in said


def test_of_two_editors_the_second_sees_both(
    desk: Client, lead: User, proposed: Organisation
) -> None:
    first = change_organisation(
        actor=lead, organisation=proposed, expected_version=1, about="Saved by the first."
    )
    mine = typed(proposed, about="Typed by the second.")
    answer = desk.post(url("change", proposed), mine)
    assert answer.status_code == 409
    said = read_page(answer).text
    assert "Saved by the first." in said.replace("[only here: ", "").replace("]", "")
    assert "Typed by the second." in answer.content.decode()
    desk.post(url("change", proposed), {**mine, "version": first.version})
    assert Organisation.objects.get().about == "Typed by the second."


@pytest.mark.parametrize("name", ["organisation", "change", "decline"])
def test_what_is_not_there_is_not_found(name: str, desk: Client) -> None:
    assert desk.get(reverse(f"register:{name}", args=["no-such"])).status_code == 404


def test_a_forged_cursor_is_no_page(desk: Client, proposed: Organisation) -> None:
    assert desk.get(f"{LIST}?cursor=forged").status_code == 404
    assert desk.get(f"{url('organisation', proposed)}?cursor=forged").status_code == 404
