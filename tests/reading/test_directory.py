"""The directory: organisations by name and by what they are, at the same cost at every size."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation, User
from tests.conftest import ClientFor
from tests.page import fetch
from tests.people import make_organisation

pytestmark = pytest.mark.django_db
URL = "/organisations/"


@pytest.fixture
def reader(participant: User, client_for: ClientFor) -> Client:
    return client_for(participant)


@pytest.fixture
def some(db: None) -> None:
    make_organisation(
        "Eastgate Arts", region="wales", size="small", specialisms=["arts", "education"],
        serves=["women"], led_by=["lived-experience"], charity_number="SC012345",
    )  # fmt: skip
    make_organisation("éclair Mentoring", kind="stakeholder", specialisms=["mentoring"])
    make_organisation("Northfield Resettlement Trust", region="wales", company_number="01234567")


def found(reader: Client, query: str) -> list[str]:
    links = fetch(reader, URL + query).links()
    return [words for words, href in links.items() if href.startswith(URL) and len(href) > len(URL)
            and "?" not in href]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?q=east", ["Eastgate Arts"]),
        ("?q=TRUST+field", ["Northfield Resettlement Trust"]),
        ("?q=ÉCLAIR", ["éclair Mentoring"]),
        ("?q=SC012345", ["Eastgate Arts"]),
        ("?q=1234567", ["Northfield Resettlement Trust"]),
        ("?q=_", []),
        ("?q=%00", None),
        ("?kind=stakeholder", ["éclair Mentoring"]),
        ("?region=wales", ["Eastgate Arts", "Northfield Resettlement Trust"]),
        ("?region=wales&size=small", ["Eastgate Arts"]),
        ("?does=education", ["Eastgate Arts"]),
        ("?serves=women&led_by=lived-experience", ["Eastgate Arts"]),
        ("?serves=women&does=mentoring", []),
    ],
)
def test_organisations_are_found(
    query: str, names: list[str] | None, reader: Client, some: None
) -> None:
    if names is None:
        assert reader.get(URL + query).status_code == 400
    else:
        assert found(reader, query) == names


def test_only_who_has_signed_in_reads_it(visitor: Client, some: None) -> None:
    answer = visitor.get(URL)
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/accounts/login/?next=/organisations/",
    )


def test_what_is_not_verified_or_declined_is_in_no_list_and_no_count(
    reader: Client, some: None
) -> None:
    shown = Organisation.objects.get(name="Eastgate Arts")
    Organisation.objects.filter(pk=shown.pk).update(verified_at=None)
    assert found(reader, "?q=eastgate") == []
    Organisation.objects.filter(pk=shown.pk).update(declined_at=shown.created_at)
    page = fetch(reader, URL)
    assert "2 organisations" in page.text
    assert "Eastgate" not in page.text


def test_the_page_says_what_it_is_narrowed_by_and_how_to_undo_each(
    reader: Client, some: None
) -> None:
    page = fetch(reader, f"{URL}?q=gate&region=wales&does=arts")
    assert "1 organisation with “gate”" in page.text
    links = page.links()
    assert links["Take away the filter Works in: Wales ×"] == f"{URL}?q=gate&does=arts"
    assert links["Show every organisation"] == URL
    chosen = [o.get("value") for o in page.tree.iter("option") if "selected" in o.attrib]
    assert chosen == ["wales", "arts"]


def test_nothing_found_shows_a_way_out(reader: Client, some: None) -> None:
    page = fetch(reader, f"{URL}?q=no-such")
    assert "No organisation is like that." in page.text
    assert page.links()["Show every organisation"] == URL


def test_an_empty_register_says_so(reader: Client) -> None:
    assert "The register is empty." in fetch(reader, URL).text


@pytest.mark.parametrize(
    "query", ["?region=atlantis", "?region=&kind=", "?does=arts%27", "?does[]=x", "?size=MICRO"]
)
def test_what_the_register_does_not_know_is_left_out(
    query: str, reader: Client, some: None
) -> None:
    assert len(found(reader, query)) == 3


def test_an_unknown_filter_is_said(reader: Client, some: None) -> None:
    page = fetch(reader, f"{URL}?region=atlantis&size=gigantic")
    assert "asked for under works in and yearly income, so that is left out" in page.text


def test_long_and_hostile_words_are_kept_as_text(reader: Client, some: None) -> None:
    hostile = '"><script>alert(1)</script>' + "x" * 3_000
    page = fetch(reader, f"{URL}?q={hostile}")
    assert 'with “"><script>alert(1)</script>x' in page.text


def fill(count: int) -> None:
    start = Organisation.objects.count()
    Organisation.objects.bulk_create(
        Organisation(
            name=f"Organisation {n:05} with a name of a usual length",
            slug=f"organisation-{n:05}",
            region=("london", "wales", "")[n % 3],
            specialisms=["arts", "education", "employment", "housing"][: n % 5],
            verified_at="2026-03-01T12:00:00Z",
        )
        for n in range(start, count)
    )


def test_a_page_of_5000_costs_what_one_of_50_does(reader: Client) -> None:
    counts = []
    for size in (50, 5_000):
        fill(size)
        for query in ("", "?q=tion+000", "?region=wales&does=housing"):
            with CaptureQueriesContext(connection) as asked:
                page = reader.get(URL + query)
            counts.append(len(asked))
            assert len(page.content) < 60_000
    assert len(set(counts)) == 1
    assert counts[0] <= 6


def test_all_pages_together_hold_each_once(reader: Client) -> None:
    fill(130)
    make_organisation("organisation 00050 WITH", slug="lower")
    url, seen = URL, []
    while url:
        page = fetch(reader, url)
        seen += [words for words, href in page.links().items() if href.count("/") == 3
                 and href.startswith(URL) and href != URL]  # fmt: skip
        url = page.links().get("More organisations →", "")
    assert len(seen) == len(set(seen)) == 131
    assert seen == sorted(seen, key=str.lower)


def test_a_cursor_of_another_list_is_no_page(reader: Client, some: None) -> None:
    assert reader.get(f"{URL}?cursor=forged").status_code == 404


def test_finding_by_three_letters_reads_no_whole_table(db: None) -> None:
    fill(5_000)
    with connection.cursor() as cursor:
        # Other tests' rows may still wait to be sorted in, which makes the index look dear.
        cursor.execute("SELECT gin_clean_pending_list('organisation_name_parts')")
        cursor.execute("ANALYZE accounts_organisation")
    plan = Organisation.objects.listed().filter(name__icontains="04711").explain()
    assert "organisation_name_parts" in plan
