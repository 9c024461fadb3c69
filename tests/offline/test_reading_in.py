"""A document of answers on the desk: read, put right, made an entry."""

from datetime import timedelta
from typing import Any, cast

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
from tests.offline.sending import form_of
from tests.offline.test_pages import DETAILS
from tests.page import fetch, read_page

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
    opened = {f"initial-{name}": numbers for name, numbers in places.items()}
    return {"version": kept.version, **places, **opened}


def questions_of(kept: AnswersImport) -> dict[str, tuple[int, ...]]:
    """Where each stretch goes."""
    kept.refresh_from_db()
    return {each.text: each.questions for each in stretches_of(kept.placed)}


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


@pytest.mark.parametrize("page", ["review", "enter", "discard"])
def test_its_address_leads_to_the_entry_that_it_became(
    page: str, desk: Client, paper: Paper
) -> None:
    kept = read(desk, paper)
    sent = {**DETAILS, "version": kept.version}
    desk.post(url_of("enter", kept), sent)
    entry = reverse("offline:entry", args=[Submission.objects.get().public_id])
    again = desk.post(url_of(page, kept), sent)
    assert (again.status_code, again["Location"]) == (302, entry)
    if page != "discard":
        assert desk.get(url_of(page, kept))["Location"] == entry
    assert Submission.objects.count() == 1


def test_the_page_leads_to_what_was_placed_without_much_certainty(
    desk: Client, paper: Paper
) -> None:
    kept = read(desk, paper)
    assert "without much certainty" not in fetch(desk, url_of("review", kept)).text
    place = place_of(kept, "Rent in advance.")
    stretches = cast(list[dict[str, Any]], kept.placed["stretches"])
    stretches[int(place[1:])]["is_doubtful"] = True
    kept.save(update_fields=["placed"])
    page = fetch(desk, url_of("review", kept))
    assert page.links()["Go to the one below"] == f"#{place}"
    assert page.text.count("Look:") == 1


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
    assert "Placed by hand" in fetch(desk, url_of("review", kept)).text


def test_the_last_change_can_be_undone(desk: Client, paper: Paper) -> None:
    kept = read(desk, paper)
    before = kept.placed
    desk.post(url_of("review", kept), {**as_shown(kept), place_of(kept, "A key worker."): "2"})
    desk.post(url_of("review", kept), {**as_shown(kept), "undo": "yes"})
    kept.refresh_from_db()
    assert kept.placed == before


@pytest.mark.parametrize("typed", ["3", "x", "1, 99", "-1", "①", "1-3", "1-", "1-999999999", "0-1"])
def test_a_question_that_is_not_asked_is_refused(typed: str, desk: Client, paper: Paper) -> None:
    kept = read(desk, paper)
    name = place_of(kept, "A key worker.")
    answer = desk.post(url_of("review", kept), {**as_shown(kept), name: typed})
    assert answer.status_code == 422
    assert "The paper has no question" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "questions"),
    [
        ("1-3", (1, 2, 3)),
        ("Q1-3", (1, 2, 3)),
        ("1 – 2, 4", (1, 2, 4)),
        ("questions 2 to 4", (2, 3, 4)),
        ("Q1 and Q4", (1, 4)),
        ("3-1", (1, 2, 3)),
        ("1&2; 2", (1, 2)),
    ],
)
def test_ranges_are_understood_as_in_documents(
    typed: str, questions: tuple[int, ...], desk: Client, editor: User
) -> None:
    kept = read(desk, make_paper(editor, questions=4))
    name = place_of(kept, "A key worker.")
    answer = desk.post(url_of("review", kept), {**as_shown(kept), name: typed})
    assert answer.status_code == 302, read_page(answer).text
    assert questions_of(kept)["A key worker."] == questions


def test_what_another_page_put_elsewhere_is_marked_and_what_was_typed_stays(
    desk: Client, paper: Paper
) -> None:
    kept = read(desk, paper)
    old, name = as_shown(kept), place_of(kept, "A key worker.")
    desk.post(url_of("review", kept), {**old, name: "2"})
    mine = {**old, name: "", place_of(kept, "Rent in advance."): "1, 2"}
    answer = desk.post(url_of("review", kept), mine)
    assert answer.status_code == 409
    page = read_page(answer)
    assert "Somebody else" not in page.text
    assert page.text.count("Saved meanwhile:") == 1
    assert "Saved meanwhile: question 2. Yours is in the field." in page.text
    assert questions_of(kept)["Rent in advance."] == (2,)
    settled = form_of(page)
    assert (settled[name], settled[place_of(kept, "Rent in advance.")]) == ("", "1, 2")
    assert desk.post(url_of("review", kept), settled).status_code == 302
    after = questions_of(kept)
    assert (after["A key worker."], after["Rent in advance."]) == ((), (1, 2))


def test_two_who_place_different_stretches_both_stand(desk: Client, paper: Paper) -> None:
    kept = read(desk, paper)
    old = as_shown(kept)
    desk.post(url_of("review", kept), {**old, place_of(kept, "A key worker."): "2"})
    answer = desk.post(url_of("review", kept), {**old, place_of(kept, "Rent in advance."): "1"})
    assert answer.status_code == 302
    after = questions_of(kept)
    assert (after["A key worker."], after["Rent in advance."]) == ((2,), (1,))


def test_an_undo_from_an_older_page_undoes_nothing_and_keeps_what_was_typed(
    desk: Client, paper: Paper
) -> None:
    kept = read(desk, paper)
    old, name = as_shown(kept), place_of(kept, "A key worker.")
    desk.post(url_of("review", kept), {**old, name: "2"})
    answer = desk.post(url_of("review", kept), {**old, name: "1, 2", "undo": "yes"})
    assert answer.status_code == 409
    assert form_of(read_page(answer))[name] == "1, 2"
    assert questions_of(kept)["A key worker."] == (2,)


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
    third |= {f"initial-{place}": "1" for place in third}
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
