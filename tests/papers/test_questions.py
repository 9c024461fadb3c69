from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from papers.actions import (
    AlreadyThereError,
    Direction,
    PaperChangedMeanwhileError,
    QuestionAlreadyAskedError,
    add_question,
    add_section,
    change_question,
    move_question,
    remove_question,
)
from papers.models import Paper, Question, Section

WORDS: dict[str, Any] = {"kind": "open", "text": "What else?", "context": "", "parts": []}


def order(paper: Paper) -> list[tuple[str, str]]:
    questions = paper.questions.order_by("section__position", "position")
    return [(question.section.title, question.text) for question in questions]


def test_it_is_added_at_the_end_of_its_section(
    editor: User, draft: Paper, section: Section
) -> None:
    question = add_question(actor=editor, section=section, text="And then?")
    assert order(draft)[-1] == ("Beginning", "And then?")
    assert question.number == 2


def test_the_same_words_are_asked_once(editor: User, section: Section) -> None:
    with pytest.raises(AlreadyThereError):
        add_question(actor=editor, section=section, text="What works?")


def test_it_is_reworded(editor: User, question: Question) -> None:
    change_question(actor=editor, question=question, expected_version=99, **WORDS)
    question.refresh_from_db()
    assert (question.text, question.parts) == ("What else?", [])


def test_two_who_reword_it_do_not_overwrite_one_another(
    editor: User, lead: User, draft: Paper, question: Question
) -> None:
    draft.refresh_from_db()
    seen = draft.draft_version
    change_question(actor=lead, question=question, expected_version=seen, **WORDS)
    with pytest.raises(PaperChangedMeanwhileError):
        change_question(
            actor=editor, question=question, expected_version=seen, **WORDS | {"text": "Mine"}
        )


@pytest.mark.parametrize(
    ("moved", "direction", "expected"),
    [
        ("b", "up", ["Beginning b", "Beginning What works?", "End c"]),
        ("b", "down", ["Beginning What works?", "End b", "End c"]),
        ("c", "up", ["Beginning What works?", "Beginning b", "Beginning c"]),
        ("c", "down", ["Beginning What works?", "Beginning b", "End c"]),
        ("What works?", "up", ["Beginning What works?", "Beginning b", "End c"]),
        ("What works?", "down", ["Beginning b", "Beginning What works?", "End c"]),
    ],
)
def test_it_moves_in_reading_order(
    editor: User,
    draft: Paper,
    section: Section,
    moved: str,
    direction: Direction,
    expected: list[str],
) -> None:
    add_question(actor=editor, section=section, text="b")
    end = add_section(actor=editor, paper=draft, title="End")
    add_question(actor=editor, section=end, text="c")
    move_question(actor=editor, question=draft.questions.get(text=moved), direction=direction)
    assert [" ".join(pair) for pair in order(draft)] == expected


def test_one_never_asked_can_go(editor: User, draft: Paper, question: Question) -> None:
    remove_question(actor=editor, question=question)
    assert order(draft) == []


def test_one_that_was_asked_stays(editor: User, published: Paper) -> None:
    with pytest.raises(QuestionAlreadyAskedError, match="You can change its words"):
        remove_question(actor=editor, question=published.questions.get())
    assert published.questions.exists()


def test_the_form_adds_with_parts(desk: Client, draft: Paper, section: Section) -> None:
    url = reverse("papers:add-question", args=[draft.slug, section.pk])
    desk.post(url, {"kind": "recommendation", "text": "Do it.", "parts": "How?\r\nWhen?"})
    question = draft.questions.get(kind="recommendation")
    assert question.parts == ["How?", "When?"]


def test_the_form_refuses_an_empty_ask(desk: Client, draft: Paper, section: Section) -> None:
    url = reverse("papers:add-question", args=[draft.slug, section.pk])
    answer = desk.post(url, {"kind": "open", "text": " ", "context": "Kept words"})
    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()


def test_the_form_rewords(desk: Client, draft: Paper, question: Question) -> None:
    draft.refresh_from_db()
    url = reverse("papers:change-question", args=[draft.slug, question.pk])
    typed = {"kind": "open", "text": "Better?", "version": draft.draft_version}
    assert desk.post(url, typed).status_code == 302
    assert draft.questions.filter(text="Better?").exists()


def test_a_stale_form_keeps_what_was_typed(
    desk: Client, lead: User, draft: Paper, question: Question
) -> None:
    draft.refresh_from_db()
    seen = draft.draft_version
    change_question(actor=lead, question=question, expected_version=seen, **WORDS)
    url = reverse("papers:change-question", args=[draft.slug, question.pk])
    answer = desk.post(url, {"kind": "open", "text": "My words", "version": seen})
    assert answer.status_code == 409
    assert "What else?" in answer.content.decode()
    assert "My words" in answer.context["form"]["text"].value()


def test_the_buttons_move(desk: Client, editor: User, draft: Paper, section: Section) -> None:
    second = add_question(actor=editor, section=section, text="b")
    desk.post(reverse("papers:move-question", args=[draft.slug, second.pk, "up"]))
    assert order(draft)[0] == ("Beginning", "b")


def test_moving_sideways_is_404(desk: Client, draft: Paper, question: Question) -> None:
    url = reverse("papers:move-question", args=[draft.slug, question.pk, "up"])
    assert desk.post(url.replace("/up/", "/left/")).status_code == 404


def test_removing_one_that_was_asked_says_why_not(desk: Client, published: Paper) -> None:
    question = published.questions.get()
    answer = desk.post(reverse("papers:remove-question", args=[published.slug, question.pk]))
    assert answer.status_code == 422
    assert "cannot be removed" in answer.content.decode()


@pytest.mark.parametrize("name", ["move-question", "remove-question"])
def test_one_removed_between_the_look_and_the_lock_leads_back(
    desk: Client, draft: Paper, question: Question, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = Question.objects.select_related("paper", "section").get(pk=question.pk)
    question.delete()
    monkeypatch.setattr("papers.views.arranging.get_question_or_404", lambda *_: gone)
    direction = ["up"] if name == "move-question" else []
    url = reverse(f"papers:{name}", args=[draft.slug, gone.pk, *direction])
    page = desk.post(url, follow=True).content.decode()
    assert "Someone removed that part meanwhile." in page
