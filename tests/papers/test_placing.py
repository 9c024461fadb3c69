"""A section or a question goes straight to a place, if the order is still the one that was seen."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from papers.actions import (
    MovedMeanwhileError,
    PartGoneError,
    add_question,
    add_section,
    add_source,
    change_question,
    move_question,
    place_question,
    place_section,
    remove_question,
)
from papers.models import Paper, Question, Section
from tests.page import read_page
from tests.papers.test_questions import order
from tests.papers.test_sections import titles


def seen(paper: Paper) -> int:
    paper.refresh_from_db()
    return paper.draft_version


def texts(paper: Paper) -> list[str]:
    return [text for _section, text in order(paper)]


@pytest.fixture
def three(editor: User, draft: Paper, section: Section) -> list[Question]:
    """What works?, b and c, in one section."""
    for text in "bc":
        add_question(actor=editor, section=section, text=text)
    return list(draft.questions.order_by("position"))


@pytest.fixture
def end(editor: User, draft: Paper) -> Section:
    return add_section(actor=editor, paper=draft, title="End")


@pytest.mark.parametrize(
    ("moved", "before", "expected"),
    [
        (2, 0, ["c", "What works?", "b"]),
        (0, 2, ["b", "What works?", "c"]),
        (0, None, ["b", "c", "What works?"]),
        (1, 1, ["What works?", "b", "c"]),
    ],
)
def test_a_question_goes_before_another(
    editor: User,
    draft: Paper,
    section: Section,
    three: list[Question],
    moved: int,
    before: int | None,
    expected: list[str],
) -> None:
    place_question(
        actor=editor,
        question=three[moved],
        section=section,
        before=None if before is None else three[before],
        expected_version=seen(draft),
    )
    assert texts(draft) == expected


def test_it_takes_its_sources_to_another_section(
    editor: User, draft: Paper, section: Section, three: list[Question], end: Section
) -> None:
    source = add_source(actor=editor, section=section, title="A study", question=three[0])
    place_question(
        actor=editor, question=three[0], section=end, before=None, expected_version=seen(draft)
    )
    source.refresh_from_db()
    assert order(draft)[-1] == ("End", "What works?")
    assert source.section == end


def test_a_step_into_another_section_takes_them_too(
    editor: User, section: Section, question: Question, end: Section
) -> None:
    source = add_source(actor=editor, section=section, title="A study", question=question)
    move_question(actor=editor, question=question, direction="down")
    source.refresh_from_db()
    assert source.section == end


def test_an_order_that_changed_since_refuses_the_place(
    editor: User, lead: User, draft: Paper, section: Section, three: list[Question]
) -> None:
    version = seen(draft)
    move_question(actor=lead, question=three[0], direction="down")
    with pytest.raises(MovedMeanwhileError, match="Lead moved, added or removed"):
        place_question(
            actor=editor,
            question=three[2],
            section=section,
            before=three[0],
            expected_version=version,
        )
    assert texts(draft) == ["b", "What works?", "c"]


def test_words_that_changed_since_do_not(
    editor: User, lead: User, draft: Paper, section: Section, three: list[Question]
) -> None:
    version = seen(draft)
    change_question(actor=lead, question=three[0], expected_version=version, text="Reworded?")
    place_question(
        actor=editor, question=three[2], section=section, before=three[0], expected_version=version
    )
    assert texts(draft) == ["c", "Reworded?", "b"]


def test_a_place_before_a_question_of_another_section_is_gone(
    editor: User, draft: Paper, three: list[Question], end: Section
) -> None:
    with pytest.raises(PartGoneError):
        place_question(
            actor=editor,
            question=three[0],
            section=end,
            before=three[1],
            expected_version=seen(draft),
        )


@pytest.mark.parametrize(
    ("moved", "before", "expected"),
    [("End", "Beginning", ["End", "Beginning"]), ("Beginning", None, ["End", "Beginning"])],
)
@pytest.mark.usefixtures("end")
def test_a_section_goes_before_another(
    editor: User, draft: Paper, moved: str, before: str | None, expected: list[str]
) -> None:
    place_section(
        actor=editor,
        section=draft.sections.get(title=moved),
        before=draft.sections.get(title=before) if before else None,
        expected_version=seen(draft),
    )
    assert titles(draft) == expected


@pytest.mark.django_db(transaction=True)
def test_of_two_who_place_at_once_one_is_refused(
    editor: User, lead: User, draft: Paper, section: Section, three: list[Question]
) -> None:
    version, start, refused = seen(draft), Barrier(2), []

    def place(actor: User, question: Question) -> None:
        start.wait()
        try:
            place_question(
                actor=actor,
                question=question,
                section=section,
                before=three[0],
                expected_version=version,
            )
        except MovedMeanwhileError as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [Thread(target=place, args=pair) for pair in ((editor, three[1]), (lead, three[2]))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert sorted(draft.questions.values_list("position", flat=True)) == [1, 2, 3]


def test_the_page_offers_every_place_but_its_own(
    desk: Client, draft: Paper, three: list[Question], end: Section
) -> None:
    url = reverse("papers:place-question", args=[draft.slug, three[0].pk])
    answer = desk.get(url)
    page = read_page(answer).text
    assert "Before 2. b" in page
    assert "Keep as unsaved draft" not in page
    assert answer.context["form"]["place"].value() == f"q{three[1].pk}"
    typed = {"place": f"s{end.pk}", "version": seen(draft)}
    moved = desk.post(url, typed)
    assert moved["Location"].endswith(f"#question-{three[0].pk}-place")
    assert texts(draft)[-1] == "What works?"


def test_a_refused_place_leads_to_the_draft_as_it_is(
    desk: Client, lead: User, draft: Paper, three: list[Question]
) -> None:
    url = reverse("papers:place-question", args=[draft.slug, three[2].pk])
    typed = {"place": f"q{three[0].pk}", "version": seen(draft)}
    move_question(actor=lead, question=three[0], direction="down")
    page = desk.post(url, typed, follow=True).content.decode()
    assert "Nothing was moved. This is the draft now" in page
    assert "is number" not in page


@pytest.mark.parametrize("place", ["", "end", "q0", "s99999999", "x" * 50])
def test_a_place_that_is_none_is_asked_again(
    desk: Client, draft: Paper, three: list[Question], place: str
) -> None:
    url = reverse("papers:place-question", args=[draft.slug, three[0].pk])
    answer = desk.post(url, {"place": place, "version": 99})
    read_page(answer)
    assert answer.status_code == 422
    assert texts(draft)[0] == "What works?"


def test_a_place_before_one_that_was_removed_is_asked_again(
    desk: Client, editor: User, draft: Paper, three: list[Question]
) -> None:
    url = reverse("papers:place-question", args=[draft.slug, three[2].pk])
    remove_question(actor=editor, question=Question.objects.get(pk=three[0].pk))
    answer = desk.post(url, {"place": f"q{three[0].pk}", "version": 1})
    assert "That place is not there any more." in answer.content.decode()


def test_after_a_step_the_page_opens_at_the_same_button(
    desk: Client, draft: Paper, three: list[Question]
) -> None:
    url = reverse("papers:move-question", args=[draft.slug, three[2].pk, "up"])
    answer = desk.post(url, follow=True)
    [(place, _status)] = answer.redirect_chain
    assert place.endswith(f"#question-{three[2].pk}-up")
    page = read_page(answer)
    assert f"question-{three[2].pk}-up" in {button.get("id") for button in page.tree.iter("button")}
    assert "The question is number 2 of 3 now, in “Beginning”." in page.text


def test_at_the_edge_it_opens_at_the_button_that_is_left(
    desk: Client, draft: Paper, three: list[Question]
) -> None:
    url = reverse("papers:move-question", args=[draft.slug, three[1].pk, "up"])
    answer = desk.post(url)
    assert answer["Location"].endswith(f"#question-{three[1].pk}-place")


def test_a_section_s_place_has_a_page(
    desk: Client, draft: Paper, section: Section, end: Section
) -> None:
    url = reverse("papers:place-section", args=[draft.slug, section.pk])
    assert f"Before “{end.title}”" in read_page(desk.get(url)).text
    answer = desk.post(url, {"place": "end", "version": seen(draft)}, follow=True)
    assert titles(draft) == ["End", "Beginning"]
    assert "“Beginning” is section 2 of 2 now." in answer.content.decode()


def test_placing_costs_the_same_among_3_and_60(
    editor: User, draft: Paper, section: Section, three: list[Question]
) -> None:
    def cost() -> int:
        first, last = draft.questions.order_by("position")[0], draft.questions.last()
        assert last is not None
        version = seen(draft)
        with CaptureQueriesContext(connection) as queries:
            place_question(
                actor=editor, question=last, section=section, before=first, expected_version=version
            )
        return len(queries)

    among_three = cost()
    for number in range(57):
        add_question(actor=editor, section=section, text=f"Question {number}?")
    assert cost() == among_three
