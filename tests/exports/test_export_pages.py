import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.responses.actions.withdrawing import withdraw_response
from papers.models import Paper, Question
from tests.asking import make_paper, post, post_published
from tests.conftest import ClientFor
from tests.exports.reading import read_csv
from tests.page import fetch

LIST = "/desk/exports/"
CSV = "/desk/exports/good-rehabilitation/csv/"


def downloaded(client: Client, **fields: str) -> list[dict[str, str]]:
    return read_csv(client.post(CSV, fields).getvalue())


def exports() -> int:
    return Activity.objects.filter(verb=Verb.RESPONSES_EXPORTED).count()


def test_a_visitor_signs_in_first(visitor: Client) -> None:
    assert visitor.get(LIST).headers["Location"].startswith("/accounts/login/")
    assert visitor.post(CSV).headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("role", ["participant", "editor", "moderator"])
def test_who_does_not_export_finds_nothing_there(
    role: str, request: pytest.FixtureRequest, client_for: ClientFor, open_paper: Paper
) -> None:
    client = client_for(request.getfixturevalue(role))
    assert client.get(LIST).status_code == 404
    assert client.post(CSV).status_code == 404
    assert exports() == 0


def test_the_page_counts_what_is_published(
    analyst: User, participant: User, question: Question, client_for: ClientFor
) -> None:
    post_published(participant, question)
    page = fetch(client_for(analyst), LIST)
    assert "Good rehabilitation 1 CSV" in page.text
    assert "Held" not in page.text


def test_only_a_lead_reads_how_many_more_there_are(
    lead: User, participant: User, question: Question, client_for: ClientFor
) -> None:
    post(participant, question)
    page = fetch(client_for(lead), LIST)
    assert "Good rehabilitation 0 1 CSV" in page.text
    assert "CSV with all" in page.text


def test_what_was_taken_back_is_in_no_number(
    lead: User, participant: User, question: Question, client_for: ClientFor
) -> None:
    withdraw_response(actor=participant, response=post(participant, question))
    assert "Good rehabilitation 0 0 CSV" in fetch(client_for(lead), LIST).text


def test_nothing_to_export_says_so(analyst: User, client_for: ClientFor) -> None:
    assert "No paper has been asked yet." in fetch(client_for(analyst), LIST).text


def test_the_file_is_a_download(analyst: User, open_paper: Paper, client_for: ClientFor) -> None:
    answer = client_for(analyst).post(CSV)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith(
        'attachment; filename="good-rehabilitation-responses-20'
    )
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_file_holds_response_and_reply(
    analyst: User, participant: User, question: Question, client_for: ClientFor
) -> None:
    root = post_published(participant, question, "A mentor.")
    post_published(analyst, question, "We agree.", to=root)
    assert [row["text"] for row in downloaded(client_for(analyst))] == ["A mentor.", "We agree."]
    assert exports() == 1


def test_a_lead_may_have_everything(
    lead: User, participant: User, question: Question, client_for: ClientFor
) -> None:
    post(participant, question, "Still held.")
    assert downloaded(client_for(lead)) == []
    assert [row["state"] for row in downloaded(client_for(lead), everything="on")] == ["held"]


def test_an_analyst_may_not(analyst: User, open_paper: Paper, client_for: ClientFor) -> None:
    assert client_for(analyst).post(CSV, {"everything": "on"}).status_code == 403
    assert exports() == 0


def test_a_draft_has_no_export(analyst: User, open_paper: Paper, client_for: ClientFor) -> None:
    client = client_for(analyst)
    Paper.objects.update(current_edition=None)
    assert client.post(CSV).status_code == 404
    assert client.post("/desk/exports/no-such-paper/csv/").status_code == 404


def test_a_get_downloads_nothing(analyst: User, open_paper: Paper, client_for: ClientFor) -> None:
    assert client_for(analyst).get(CSV).status_code == 405
    assert exports() == 0


def test_twenty_papers_cost_what_one_does(
    analyst: User, editor: User, participant: User, question: Question, client_for: ClientFor
) -> None:
    post_published(participant, question)
    client = client_for(analyst)
    with CaptureQueriesContext(connection) as for_one:
        client.get(LIST)
    for n in range(19):
        make_paper(editor, title=f"Paper {n}")
    with CaptureQueriesContext(connection) as for_twenty:
        client.get(LIST)
    assert len(for_twenty) == len(for_one)
