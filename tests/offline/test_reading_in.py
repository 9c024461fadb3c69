"""A document of answers on the desk: read, put right, made an entry."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from consultation.responses.models import Answer, AnswersImport, Submission
from consultation.responses.offline.read_in import stretches_of
from consultation.responses.tasks import forget_readings
from papers.models import Paper
from tests.asking import make_paper
from tests.offline.test_pages import DETAILS
from tests.page import fetch

pytestmark = pytest.mark.django_db

LETTER = (
    "We are glad to answer.\n\nQuestion 1\n\nA key worker.\n\nSomeone to call.\n\n"
    "Question 2\n\nRent in advance.\n\nYours faithfully\n"
)


@pytest.fixture
def desk(client: Client, moderator: User) -> Client:
    client.force_login(moderator)
    return client


@pytest.fixture
def paper(editor: User) -> Paper:
    return make_paper(editor)


def read(desk: Client, paper: Paper, text: str = LETTER) -> AnswersImport:
    answer = desk.post(reverse("offline:read"), {"paper": paper.slug, "text": text})
    assert answer.status_code == 302, answer.content.decode()
    return AnswersImport.objects.latest("pk")


def url_of(name: str, kept: AnswersImport) -> str:
    return reverse(f"offline:{name}", args=[kept.public_id])


def as_shown(kept: AnswersImport) -> dict[str, Any]:
    """What the review page would send as it stands."""
    kept.refresh_from_db()
    places = {f"q{n}": each.numbers for n, each in enumerate(stretches_of(kept.placed))}
    return {"version": kept.version, **places}


def place_of(kept: AnswersImport, text: str) -> str:
    texts = [stretch.text for stretch in stretches_of(kept.placed)]
    return f"q{texts.index(text)}"


def test_a_letter_becomes_an_entry_with_its_answers(desk: Client, paper: Paper) -> None:
    kept = read(desk, paper)
    page = fetch(desk, url_of("review", kept))
    assert "We are glad to answer." in page.text
    answer = desk.post(url_of("review", kept), {**as_shown(kept), "go_on": "yes"})
    assert answer["Location"] == url_of("enter", kept)
    kept.refresh_from_db()
    desk.post(url_of("enter", kept), {**DETAILS, "version": kept.version})
    bodies = dict(Answer.objects.values_list("question__number", "body"))
    assert bodies == {1: "A key worker.\n\nSomeone to call.", 2: "Rent in advance."}
    assert Submission.objects.get().read_from == kept
    assert desk.get(url_of("review", kept)).status_code == 404


def test_a_stretch_can_answer_two_questions_or_none(desk: Client, paper: Paper) -> None:
    kept = read(desk, paper)
    changed = {
        place_of(kept, "Someone to call."): "1 and 2",
        place_of(kept, "Rent in advance."): "",
    }
    desk.post(url_of("review", kept), {**as_shown(kept), **changed})
    kept.refresh_from_db()
    placed = {each.text: each.questions for each in stretches_of(kept.placed)}
    assert placed["Someone to call."] == (1, 2)
    assert placed["Rent in advance."] == ()
    assert "placed by hand" in fetch(desk, url_of("review", kept)).text


def test_the_last_change_can_be_undone(desk: Client, paper: Paper) -> None:
    kept = read(desk, paper)
    before = kept.placed
    desk.post(url_of("review", kept), {**as_shown(kept), place_of(kept, "A key worker."): "2"})
    desk.post(url_of("review", kept), {**as_shown(kept), "undo": "yes"})
    kept.refresh_from_db()
    assert kept.placed == before


@pytest.mark.parametrize("typed", ["3", "x", "1, 99", "-1", "①"])
def test_a_question_that_is_not_asked_is_refused(typed: str, desk: Client, paper: Paper) -> None:
    kept = read(desk, paper)
    name = place_of(kept, "A key worker.")
    answer = desk.post(url_of("review", kept), {**as_shown(kept), name: typed})
    assert answer.status_code == 422
    assert "The paper has no question" in answer.content.decode()


def test_an_older_page_changes_nothing(desk: Client, paper: Paper) -> None:
    kept = read(desk, paper)
    old = as_shown(kept)
    desk.post(url_of("review", kept), {**old, place_of(kept, "A key worker."): "2"})
    answer = desk.post(url_of("review", kept), {**old, place_of(kept, "A key worker."): ""})
    assert answer.status_code == 409
    kept.refresh_from_db()
    assert kept.version == 2


def test_the_same_document_twice_is_one_review(desk: Client, paper: Paper) -> None:
    read(desk, paper)
    read(desk, paper)
    assert AnswersImport.objects.count() == 1


def test_a_long_document_is_shown_in_pages(desk: Client, paper: Paper) -> None:
    text = "Question 1\n\n" + "\n\n".join(f"Point {n} of ours." for n in range(250))
    kept = read(desk, paper, text)
    assert "Point 249" not in fetch(desk, url_of("review", kept)).text
    last = fetch(desk, f"{url_of('review', kept)}?page=3")
    assert "Point 249" in last.text
    assert desk.get(f"{url_of('review', kept)}?page=9").status_code == 404
    name = place_of(kept, "Point 249 of ours.")
    sent = {key: value for key, value in as_shown(kept).items() if key in {"version", name}}
    third = {f"q{n}": "1" for n in range(200, len(stretches_of(kept.placed)))}
    desk.post(f"{url_of('review', kept)}?page=3", {**third, **sent, name: "2"})
    kept.refresh_from_db()
    placed = stretches_of(kept.placed)
    assert (placed[0].questions, placed[5].questions) == ((), (1,))
    assert placed[-1].questions == (2,)


def test_as_many_queries_for_many_stretches(desk: Client, paper: Paper) -> None:
    few = read(desk, paper)
    many = read(desk, paper, "Question 1\n\n" + "\n\n".join(f"Point {n}." for n in range(90)))
    desk.get(url_of("review", few))
    counts = []
    for kept in (few, many):
        with CaptureQueriesContext(connection) as queries:
            desk.get(url_of("review", kept))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_file_that_is_none_is_refused_with_a_sentence(desk: Client, paper: Paper) -> None:
    file = SimpleUploadedFile("answers.docx", b"PK\x03\x04 not a document")
    answer = desk.post(reverse("offline:read"), {"paper": paper.slug, "file": file})
    assert answer.status_code == 422
    assert not AnswersImport.objects.exists()


def test_a_document_can_be_discarded(desk: Client, paper: Paper) -> None:
    kept = read(desk, paper)
    desk.post(url_of("discard", kept))
    assert not AnswersImport.objects.exists()
    assert desk.get(url_of("review", kept)).status_code == 404


def test_what_is_not_entered_within_a_month_is_forgotten(desk: Client, paper: Paper) -> None:
    old, new = read(desk, paper), read(desk, paper, "Question 1\n\nAnother letter.")
    month = timedelta(days=31)
    AnswersImport.objects.filter(pk=old.pk).update(read_at=old.read_at - month)
    assert forget_readings() == 1
    assert list(AnswersImport.objects.all()) == [new]
