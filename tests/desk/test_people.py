"""Finding people on the desk: by parts, by groups, by page; and at no more cost for many."""

from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import ErasureRequest, User
from consultation.desk.finding import matching
from papers.models import Question
from tests.asking import post
from tests.conftest import ClientFor
from tests.page import Page, fetch
from tests.people import make_membership, make_person, make_suspension

URL = "/desk/people/"
STRANGERS = ["participant", "suspended", "other_member", "editor", "analyst"]


def many_people(number: int) -> None:
    """Put people into the table, with what the database needs to plan for so many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_user (password, is_superuser, is_staff, is_active, public_id,"
            " email, display_name) SELECT '', false, false, true,"
            " lpad(to_hex(n), 16, '0'), 'member' || n || '@charity' || n %% 997 || '.example',"
            " 'Member ' || n FROM generate_series(1, %s) n",
            [number],
        )
        # What autovacuum does soon after.
        cursor.execute("SELECT gin_clean_pending_list('user_email_parts')")
        cursor.execute("SELECT gin_clean_pending_list('user_name_parts')")
        cursor.execute("ANALYZE accounts_user")


def names(page: Page) -> list[str]:
    """The people of the list, in its order."""
    rows = (row for body in page.tree.iter("tbody") for row in body.iter("th"))
    return [next(link.itertext()) for row in rows for link in row.iter("a")]


@pytest.fixture
def desk(lead: User, client_for: ClientFor) -> Client:
    return client_for(lead)


@pytest.mark.parametrize("role", STRANGERS)
def test_strangers_find_no_such_page(
    role: str, request: pytest.FixtureRequest, client_for: ClientFor
) -> None:
    answer = client_for(request.getfixturevalue(role)).get(URL)
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_who_joined_last_comes_first(desk: Client) -> None:
    make_person("early")
    make_person("late")
    assert names(fetch(desk, URL))[:2] == ["Late", "Early"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("robin", ["Robin"]),
        ("ROB", ["Robin"]),
        ("obi", ["Robin"]),
        ("bin@sound", ["Robin"]),
        ("ro", ["Robin"]),
        ("ob", []),
        ("robin soundings", ["Robin"]),
        ("robin wren", []),
        ("%", []),
        ("___", []),
        ("\\", []),
        ("  robin\u0001 ", ["Robin"]),
    ],
)
def test_people_are_found_by_parts(desk: Client, typed: str, found: list[str]) -> None:
    make_person("robin")
    page = fetch(desk, f"{URL}?q={typed.replace('%', '%25').replace(' ', '+')}".replace("\x01", ""))
    assert [name for name in names(page) if name != "Lead"] == found


def test_what_was_looked_for_stays_in_the_field(desk: Client) -> None:
    page = fetch(desk, f"{URL}?q=nobody+like+this&show=suspended")
    fields = {each.get("name"): each.get("value") for each in page.tree.iter("input")}
    assert (fields["q"], fields["show"]) == ("nobody like this", "suspended")
    assert "Nobody matches." in page.text


def test_groups_narrow_the_list(desk: Client, question: Question) -> None:
    make_suspension(make_person("quiet"))
    make_suspension(make_person("appellant"), appealed_at="2026-11-01T10:00Z", appeal="Please.")
    leaver, author = make_person("leaver"), make_person("author")
    ErasureRequest.objects.create(user=leaver)
    post(author, question)
    expected = {
        "staff": ["Lead", "Editor"],
        "suspended": ["Appellant", "Quiet"],
        "appeals": ["Appellant"],
        "erasures": ["Leaver"],
        "silent": ["Leaver", "Appellant", "Quiet", "Lead", "Editor"],
    }
    found = {group: names(fetch(desk, f"{URL}?show={group}")) for group in expected}
    assert {group: sorted(people) for group, people in found.items()} == {
        group: sorted(people) for group, people in expected.items()
    }


def test_the_menu_counts_what_waits_for_a_lead(
    desk: Client, moderator: User, client_for: ClientFor
) -> None:
    make_suspension(make_person("appellant"), appealed_at="2026-11-01T10:00Z", appeal="Please.")
    ErasureRequest.objects.create(user=make_person("leaver"))
    assert fetch(desk, "/desk/").links()["People 2 waiting"] == URL
    assert fetch(client_for(moderator), "/desk/").links()["People"] == URL


@pytest.mark.parametrize("group", ["staff", "appeals", "erasures"])
def test_a_moderator_is_not_told_who_is_staff_or_appeals(
    moderator: User, client_for: ClientFor, group: str
) -> None:
    browser = client_for(moderator)
    assert browser.get(f"{URL}?show={group}").status_code == HTTPStatus.NOT_FOUND
    page = fetch(browser, URL)
    assert "Staff roles" not in page.text
    assert f"show={group}" not in page.response.content.decode()


@pytest.mark.parametrize("query", ["show=kings", "cursor=nonsense", "cursor=%00"])
def test_an_address_that_is_none_of_ours_is_not_found(desk: Client, query: str) -> None:
    assert desk.get(f"{URL}?{query}").status_code in {
        HTTPStatus.NOT_FOUND,
        HTTPStatus.BAD_REQUEST,
    }


def test_a_line_says_who_they_are(desk: Client, question: Question) -> None:
    person = make_person("robin")
    User.objects.filter(pk=person.pk).update(uses_pseudonym=True)
    make_membership(person, "Northfield Resettlement Trust")
    post(person, question)
    text = fetch(desk, f"{URL}?q=robin").text
    for words in ("a name they chose", "robin@soundings.example", "Northfield Resettlement Trust"):
        assert words in text


def test_pages_follow_one_another(desk: Client) -> None:
    many_people(60)
    first = fetch(desk, f"{URL}?q=member")
    second = fetch(desk, first.links()["Joined earlier →"])
    third = fetch(desk, second.links()["Joined earlier →"])
    assert [len(names(page)) for page in (first, second, third)] == [25, 25, 10]
    assert len({*names(first), *names(second), *names(third)}) == 60
    assert names(fetch(desk, third.links()["← Joined later"])) == names(second)


@pytest.mark.parametrize("query", ["", "?q=member+7", "?show=silent", "?show=staff"])
def test_many_people_cost_no_more_queries(desk: Client, query: str) -> None:
    make_membership(make_person("robin"))
    desk.get(URL)
    with CaptureQueriesContext(connection) as few:
        assert desk.get(URL + query).status_code == HTTPStatus.OK
    many_people(2_000)
    with CaptureQueriesContext(connection) as many:
        answer = desk.get(URL + query)
    assert len(many) <= max(len(few), 12)
    assert len(many) - len(few) <= 1  # a list that was empty asks nothing about its people
    assert len(answer.content) < 60_000


@pytest.mark.parametrize("words", ["zebra", "member1234@charity", "zebra 12"])
def test_a_search_reads_an_index_not_the_table(db: None, words: str) -> None:
    many_people(20_000)
    found = matching(User.objects.all(), words).order_by("-id")[:26]
    plan = found.explain()
    assert "user_email_parts" in plan
    assert "user_name_parts" in plan
    assert "Seq Scan" not in plan


def test_a_word_that_all_have_stops_after_a_page(db: None) -> None:
    many_people(20_000)
    plan = matching(User.objects.all(), "member").order_by("-id")[:26].explain()
    assert "Index Scan Backward using accounts_user_pkey" in plan
