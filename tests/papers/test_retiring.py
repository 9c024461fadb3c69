"""Questions that were asked: retired instead of deleted, taken up again, replaced."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from papers.actions import (
    AlreadyRetiredError,
    NeverAskedError,
    add_question,
    publish_paper,
    remove_question,
    replace_question,
    restore_question,
    retire_question,
)
from papers.content import PaperContent
from papers.models import Paper, Question
from tests.page import read_page
from tests.papers.test_questions import order

REASON = "The law has changed since."


@pytest.fixture
def asked(published: Paper) -> Question:
    return published.questions.get()


def readers_see(paper: Paper) -> PaperContent:
    paper.refresh_from_db()
    assert paper.current_edition is not None
    return PaperContent.from_json(paper.current_edition.content)


def test_it_counts_with_the_next_edition(editor: User, published: Paper, asked: Question) -> None:
    add_question(actor=editor, section=asked.section, text="And now?")
    retire_question(actor=editor, question=asked, reason=REASON)
    assert [question.is_retired for question in readers_see(published).questions] == [False]
    publish_paper(actor=editor, paper=published)
    content = readers_see(published)
    assert [question.text for question in content.asked] == ["And now?"]
    assert content.questions[0].retired_reason == REASON


def test_again_it_changes_the_reason_and_not_the_day(editor: User, asked: Question) -> None:
    first = retire_question(actor=editor, question=asked, reason=REASON)
    again = retire_question(actor=editor, question=asked, reason="It was unclear.")
    assert (again.retired_at, again.retired_reason) == (first.retired_at, "It was unclear.")


def test_one_never_asked_is_removed_instead(editor: User, question: Question) -> None:
    with pytest.raises(NeverAskedError, match="remove it instead"):
        retire_question(actor=editor, question=question, reason=REASON)
    remove_question(actor=editor, question=question)
    assert not Question.objects.exists()


def test_it_is_taken_up_again(editor: User, published: Paper, asked: Question) -> None:
    retire_question(actor=editor, question=asked, reason=REASON)
    restored = restore_question(actor=editor, question=asked)
    assert (restored.retired_at, restored.retired_reason) == (None, "")
    published.refresh_from_db()
    assert not published.is_changed_since_edition


def test_the_new_one_stands_after_the_old_and_carries_it_on(
    editor: User, published: Paper, asked: Question
) -> None:
    add_question(actor=editor, section=asked.section, text="Last?")
    new = replace_question(
        actor=editor, question=asked, reason=REASON, text=asked.text, kind="single",
        options=["Yes", "No"],
    )  # fmt: skip
    asked.refresh_from_db()
    assert [text for _section, text in order(published)] == [asked.text, asked.text, "Last?"]
    assert (new.carried_from, new.number, asked.retired_reason) == (asked, 3, REASON)


def test_a_second_click_replaces_nothing_more(editor: User, asked: Question) -> None:
    replace_question(actor=editor, question=asked, reason=REASON, text="New?")
    with pytest.raises(AlreadyRetiredError):
        replace_question(actor=editor, question=asked, reason=REASON, text="New?")
    assert Question.objects.filter(retired_at=None).count() == 1


def test_the_form_asks_for_the_reason(desk: Client, asked: Question) -> None:
    url = reverse("papers:retire-question", args=[asked.paper.slug, asked.pk])
    assert asked.text in read_page(desk.get(url)).text
    assert desk.post(url, {"reason": " "}).status_code == 422
    assert desk.post(url, {"reason": REASON}).status_code == 302
    asked.refresh_from_db()
    assert asked.retired_reason == REASON


def test_the_structure_says_that_it_is_retired_and_why(
    desk: Client, editor: User, asked: Question
) -> None:
    retire_question(actor=editor, question=asked, reason=REASON)
    page = read_page(desk.get(reverse("papers:structure", args=[asked.paper.slug])))
    assert "Retired" in page.text
    assert REASON in page.text
    desk.post(reverse("papers:restore-question", args=[asked.paper.slug, asked.pk]))
    asked.refresh_from_db()
    assert asked.retired_at is None


def test_the_form_offers_the_old_words_for_the_new_question(desk: Client, asked: Question) -> None:
    url = reverse("papers:replace-question", args=[asked.paper.slug, asked.pk])
    form = desk.get(url).context["form"]
    assert form["text"].value() == asked.text
    typed = {"reason": REASON, "kind": "ranking", "text": "Order them.", "options": "A\nB"}
    assert desk.post(url, typed).status_code == 302
    assert Question.objects.get(kind="ranking").carried_from == asked


def test_a_faulty_new_question_retires_nothing(desk: Client, asked: Question) -> None:
    url = reverse("papers:replace-question", args=[asked.paper.slug, asked.pk])
    answer = desk.post(url, {"reason": REASON, "kind": "ranking", "text": "Kept?", "options": "A"})
    asked.refresh_from_db()
    assert (answer.status_code, asked.retired_at) == (422, None)
    assert "Kept?" in answer.content.decode()
