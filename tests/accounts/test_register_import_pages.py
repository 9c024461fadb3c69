"""The pages of an import: sending a file, seeing what it would do, applying it."""

import csv
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Organisation, RegisterImport, User
from tests.accounts.register_files import keep, many
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.people import make_organisation

pytestmark = pytest.mark.django_db
NORTHFIELD = "Northfield Resettlement Trust"
LINES = f"Name,Charity number,Region,Fax\n{NORTHFIELD},1000001,London,x\nA Trust,12,,\n"


@pytest.fixture
def keeper(moderator: User, client_for: ClientFor) -> Client:
    return client_for(moderator)


def send(client: Client, data: bytes, name: str = "register.csv") -> HttpResponse:
    file = SimpleUploadedFile(name, data, content_type="text/csv")
    return client.post(reverse("register:import"), {"file": file})  # type: ignore[return-value]


def page_of(kept: RegisterImport, act: str = "review-import") -> str:
    return reverse(f"register:{act}", args=[kept.pk])


def seen_on(client: Client, kept: RegisterImport) -> str:
    page = fetch(client, page_of(kept))
    fields = {field.get("name"): field.get("value") for field in page.tree.iter("input")}
    return fields["seen"] or ""


def test_a_file_is_shown_before_anything_is_written(keeper: Client) -> None:
    page = fetch(keeper, send(keeper, LINES.encode()).headers["Location"])
    assert "makes 1 new and changes 0" in page.text
    assert "Passed over, because the register has no such column: Fax." in page.text
    assert "Apply: 1 new" in page.text
    assert not Organisation.objects.exists()


def test_applying_does_what_was_shown_and_says_what_came_of_it(keeper: Client) -> None:
    make_organisation("B Trust", region="wales")
    kept = keep(f"{LINES}B Trust,,Scotland,\n")
    url = page_of(kept, "apply-import")
    answer = keeper.post(url, {"seen": seen_on(keeper, kept)}, follow=True)
    assert "1 new, 1 changed, 0 left as they are, 1 refused" in read_page(answer).text
    assert Organisation.objects.get(name="B Trust").region == "scotland"


def test_applying_twice_is_applying_once(keeper: Client) -> None:
    kept = keep(LINES)
    url, seen = page_of(kept, "apply-import"), seen_on(keeper, kept)
    answers = [keeper.post(url, {"seen": seen}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize("seen", ["", "forged", None])
def test_what_was_not_shown_is_not_applied(keeper: Client, seen: str | None) -> None:
    kept = keep(LINES)
    shown = {"seen": seen_on(keeper, kept) if seen is None else seen}
    if seen is None:
        make_organisation(NORTHFIELD)
    answer = keeper.post(page_of(kept, "apply-import"), shown)
    assert answer.status_code == 409
    assert "Nothing has been applied. This is what it would do now." in read_page(answer).text
    assert not Organisation.objects.filter(region="london").exists()


def test_the_next_page_says_when_the_register_changed_meanwhile(keeper: Client) -> None:
    kept = keep(many(60))
    next_page = fetch(keeper, page_of(kept)).links()["After →"]
    make_organisation("Fictional Trust 1")
    assert "The register was changed meanwhile" in fetch(keeper, page_of(kept) + next_page).text


def test_each_kind_of_line_has_its_pages(keeper: Client) -> None:
    kept = keep(many(120))
    first = fetch(keeper, page_of(kept))
    last = fetch(keeper, f"{page_of(kept)}?show=new&page=99")
    assert ("1 to 50 of 120" in first.text, "101 to 120 of 120" in last.text) == (True, True)
    assert "Fictional Trust 120" in last.text
    for show in ("changed", "refused", "unchanged", "nonsense"):
        assert fetch(keeper, f"{page_of(kept)}?show={show}&page=٣&seen=x")


def test_a_change_is_shown_field_by_field(keeper: Client) -> None:
    make_organisation(NORTHFIELD, region="wales")
    page = fetch(keeper, page_of(keep(f"Name,Region,Website\n{NORTHFIELD},London,a.example\n")))
    assert "Region: was Wales →, becomes London" in page.text
    assert "Website: was empty →, becomes https://a.example" in page.text


def test_html_and_formulas_in_a_cell_are_text(keeper: Client) -> None:
    kept = keep("Name,About\n<script>alert(1)</script>,=HYPERLINK(1)\n<b>,\x07\n")
    page = fetch(keeper, page_of(kept))
    assert "<script>alert(1)</script>" in page.text
    assert "=HYPERLINK(1)" in page.text
    assert "<b>" in fetch(keeper, f"{page_of(kept)}?show=refused").text


def test_refused_lines_come_back_with_the_reason_and_can_be_sent_again(keeper: Client) -> None:
    kept = keep("Name,Charity number,About\n=A Trust,12,-1\n'B Trust,x,\nC,1000003,\nc,,\n")
    answer = keeper.get(page_of(kept, "refused-lines"))
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert [row["Line"] for row in rows] == ["2", "3", "4", "5"]
    assert rows[0]["Name"] == "'=A Trust"
    assert "Charity number: This is no charity number" in rows[0]["What is wrong"]
    send(keeper, text.replace(",12,", ",1000001,").replace(",x,", ",1000002,").encode())
    lines = RegisterImport.objects.latest("pk").lines
    assert [line["values"]["name"] for line in lines] == ["=A Trust", "'B Trust", "C", "c"]
    assert lines[0]["values"]["about"] == "-1"


def test_the_template_can_be_sent_back_as_it_is(keeper: Client) -> None:
    template = keeper.get(reverse("register:import-template")).content
    assert send(keeper, template).status_code == 302
    kept = RegisterImport.objects.get()
    assert len(kept.lines) == 1
    assert not kept.refused


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "This file is empty"),
        (b"PK\x03\x04", "not a CSV file"),
        (b"a,b\n1,2\n", "No column is called"),
        (b"x" * (9 * 1024**2), "too large: keep to 8 MB"),
        (b"x" * (22 * 1024**2), "This file is too large"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(
    keeper: Client, data: bytes, words: str
) -> None:
    answer = send(keeper, data)
    assert answer.status_code == 422
    assert words in read_page(answer).text
    assert not RegisterImport.objects.exists()


def test_no_file_at_all_is_said(keeper: Client) -> None:
    answer = keeper.post(reverse("register:import"), {"file": "no file"})
    assert answer.status_code == 422
    assert "Choose a file." in read_page(answer).text


def test_a_second_look_at_the_same_file_says_that_nothing_changes(keeper: Client) -> None:
    make_organisation(NORTHFIELD, charity_number="1000001", region="london")
    page = fetch(keeper, page_of(keep(LINES)))
    assert "would change nothing: 1 organisation in it is in the register as it says" in page.text
    assert "Apply" not in {button.text for button in page.tree.iter("button")}


def test_discarding_asks_first_and_is_done_once(keeper: Client) -> None:
    kept = keep(LINES)
    url = page_of(kept, "discard-import")
    assert "Discard this import?" in fetch(keeper, url).text
    assert "is discarded" in read_page(keeper.post(url, follow=True)).text
    assert keeper.post(url).status_code == 404
    assert keeper.post(page_of(kept, "apply-import")).status_code == 404


def test_an_applied_import_is_discarded_no_more(keeper: Client) -> None:
    kept = keep(LINES)
    keeper.post(page_of(kept, "apply-import"), {"seen": seen_on(keeper, kept)})
    keeper.post(page_of(kept, "discard-import"))
    assert RegisterImport.objects.filter(pk=kept.pk, applied_at__isnull=False).exists()
    assert "1 new, 0 changed" in fetch(keeper, reverse("register:import")).text


def test_a_preview_costs_the_same_queries_at_50_and_500_lines(keeper: Client) -> None:
    counts = []
    for count in (50, 500):
        url = page_of(keep(many(count)))
        with CaptureQueriesContext(connection) as captured:
            assert keeper.get(url).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 10


def test_a_number_that_is_no_import_is_a_page_that_is_not_there(keeper: Client) -> None:
    assert keeper.get("/desk/organisations/import/99999999999999999999/").status_code == 404
