from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.lib.clock import database_now
from papers.actions import (
    NothingToPublishError,
    NotReadyToPublishError,
    PaperChangedMeanwhileError,
    PaperRefusedError,
    add_question,
    change_question,
    change_section,
    create_paper,
    move_question,
    publish_paper,
)
from papers.content import PaperContent
from papers.models import Edition, Paper, Question, Section, Wording
from tests.page import read_page


def reword(editor: User, paper: Paper, text: str) -> None:
    change_question(
        actor=editor,
        question=paper.questions.get(),
        expected_version=99,
        kind="open",
        text=text,
        context="",
        parts=[],
    )


def test_the_first_edition_holds_the_paper(editor: User, draft: Paper) -> None:
    edition = publish_paper(actor=editor, paper=draft, note="First")
    content = PaperContent.from_json(edition.content)
    draft.refresh_from_db()
    assert (edition.number, edition.note, draft.current_edition) == (1, "First", edition)
    assert content.questions[0].text == "What works?"
    assert content.questions[0].wording == 1
    assert "<em>words</em>" in content.sections[0].body_html


def test_it_is_logged(editor: User, published: Paper) -> None:
    line = Activity.objects.about(published).latest("id")
    assert (line.verb, line.data["edition"]) == (Verb.PAPER_PUBLISHED, 1)


def test_the_first_edition_numbers_in_reading_order(
    editor: User, draft: Paper, section: Section
) -> None:
    second = add_question(actor=editor, section=section, text="Moved to the front")
    move_question(actor=editor, question=second, direction="up")
    content = PaperContent.from_json(publish_paper(actor=editor, paper=draft).content)
    assert [(q.number, q.text) for q in content.questions] == [
        (1, "Moved to the front"),
        (2, "What works?"),
    ]


def test_later_editions_keep_the_numbers(editor: User, published: Paper) -> None:
    section = published.sections.get()
    second = add_question(actor=editor, section=section, text="Moved to the front")
    move_question(actor=editor, question=second, direction="up")
    content = PaperContent.from_json(publish_paper(actor=editor, paper=published).content)
    assert [q.number for q in content.questions] == [2, 1]


def test_words_that_did_not_change_keep_their_wording(editor: User, published: Paper) -> None:
    section = published.sections.get()
    change_section(actor=editor, section=section, expected_version=99, title="New", body="")
    edition = publish_paper(actor=editor, paper=published)
    assert edition.number == 2
    assert Wording.objects.count() == 1


def test_new_words_are_a_new_wording_beside_the_old(editor: User, published: Paper) -> None:
    reword(editor, published, "What works best?")
    content = PaperContent.from_json(publish_paper(actor=editor, paper=published).content)
    wordings = Wording.objects.order_by("number").values_list("number", "text")
    assert list(wordings) == [(1, "What works?"), (2, "What works best?")]
    assert content.questions[0].wording == 2


def test_readers_see_nothing_of_a_draft(editor: User, published: Paper) -> None:
    reword(editor, published, "Not yet for readers")
    published.refresh_from_db()
    assert published.current_edition is not None
    assert "Not yet for readers" not in str(published.current_edition.content)
    assert published.is_changed_since_edition


def test_nothing_new_is_no_edition(editor: User, published: Paper) -> None:
    with pytest.raises(NothingToPublishError, match="edition 1"):
        publish_paper(actor=editor, paper=published)
    assert not published.is_changed_since_edition


def test_a_draft_that_changed_since_it_was_looked_at_is_refused(editor: User, draft: Paper) -> None:
    with pytest.raises(PaperChangedMeanwhileError):
        publish_paper(actor=editor, paper=draft, expected_version=1)


def test_an_empty_draft_says_all_it_lacks(editor: User) -> None:
    paper = create_paper(actor=editor, title="Empty")
    with pytest.raises(NotReadyToPublishError) as refused:
        publish_paper(actor=editor, paper=paper)
    assert len(refused.value.reasons) == 4
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"summary": ""}, "Write a summary"),
        ({"contact": " "}, "Say who readers can write to."),
        ({"closes_at": None}, "when it closes"),
    ],
)
def test_what_is_missing_is_said(
    editor: User, draft: Paper, changes: dict[str, Any], reason: str
) -> None:
    Paper.objects.filter(pk=draft.pk).update(**changes)
    with pytest.raises(NotReadyToPublishError, match=reason):
        publish_paper(actor=editor, paper=draft)


def close(paper: Paper) -> None:
    Paper.objects.filter(pk=paper.pk).update(closes_at=database_now() - timedelta(hours=1))


def test_a_paper_that_is_over_cannot_begin(editor: User, draft: Paper) -> None:
    close(draft)
    with pytest.raises(NotReadyToPublishError, match="still to come"):
        publish_paper(actor=editor, paper=draft)


def test_a_closed_paper_can_be_corrected(editor: User, published: Paper) -> None:
    close(published)
    reword(editor, published, "What worked?")
    assert publish_paper(actor=editor, paper=published).number == 2


def test_a_question_without_words_is_named(editor: User, draft: Paper, question: Question) -> None:
    Question.objects.filter(pk=question.pk).update(text=" ")
    with pytest.raises(NotReadyToPublishError, match="question 1"):
        publish_paper(actor=editor, paper=draft)


def test_a_submission_asks_nothing(editor: User, draft: Paper) -> None:
    Paper.objects.filter(pk=draft.pk).update(kind="submission")
    with pytest.raises(NotReadyToPublishError, match="remove its questions"):
        publish_paper(actor=editor, paper=draft)


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_make_one_edition(editor: User, draft: Paper) -> None:
    start, outcomes = Barrier(2), list[str]()

    def publish() -> None:
        start.wait(5)
        try:
            outcomes.append(f"edition {publish_paper(actor=editor, paper=draft).number}")
        except PaperRefusedError as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [Thread(target=publish) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(outcomes) == ["NothingToPublishError", "edition 1"]
    assert Edition.objects.count() == Wording.objects.count() == 1


def url_of(paper: Paper) -> str:
    return reverse("papers:publish", args=[paper.slug])


def test_the_page_publishes_and_says_what_happens_next(desk: Client, draft: Paper) -> None:
    draft.refresh_from_db()
    answer = desk.post(
        url_of(draft), {"version": draft.draft_version, "note": "First"}, follow=True
    )
    assert Edition.objects.get().note == "First"
    assert "people can respond until it closes" in answer.content.decode()


def test_under_embargo_the_page_says_until_when(desk: Client, draft: Paper) -> None:
    soon = database_now() + timedelta(days=1)
    Paper.objects.filter(pk=draft.pk).update(announced_at=soon, opens_at=soon)
    draft.refresh_from_db()
    answer = desk.post(url_of(draft), {"version": draft.draft_version}, follow=True)
    assert "It is under embargo until" in answer.content.decode()
    assert "readers see it now" not in answer.content.decode()


def test_the_page_shows_what_changes_for_readers(
    desk: Client, editor: User, published: Paper
) -> None:
    reword(editor, published, "What works best?")
    text = read_page(desk.get(url_of(published))).text
    assert "What edition 2 would change" in text
    assert "1 question reworded" in text


def test_the_page_lists_what_blocks(desk: Client, editor: User) -> None:
    paper = create_paper(actor=editor, title="Empty")
    assert "Ask at least one question." in desk.get(url_of(paper)).content.decode()
    assert desk.post(url_of(paper), {"version": 1}).status_code == 422


def test_the_page_refuses_a_draft_that_was_not_looked_at(desk: Client, draft: Paper) -> None:
    answer = desk.post(url_of(draft), {"version": 1, "note": "Kept note"})
    read_page(answer)
    assert answer.status_code == 409
    assert "Kept note" in answer.content.decode()
    assert not Edition.objects.exists()


def test_the_page_says_when_nothing_changed(desk: Client, published: Paper) -> None:
    answer = desk.post(url_of(published), {"version": published.draft_version})
    assert answer.status_code == 422
    assert "Nothing has changed since edition 1" in answer.content.decode()
    assert not Edition.objects.filter(number=2).exists()


def test_with_nothing_to_publish_there_is_no_form(desk: Client, published: Paper) -> None:
    page = desk.get(url_of(published)).content.decode()
    assert 'name="note"' not in page
    assert "Back to the draft" in page


def says_publish_first(desk: Client, paper: Paper) -> bool:
    page = desk.get(reverse("papers:structure", args=[paper.slug])).content.decode()
    link = page[page.index(f'href="{url_of(paper)}"') :].split(">")[0]
    return "button-primary" in link


def test_publishing_is_the_first_thing_only_when_something_changed(
    desk: Client, editor: User, published: Paper
) -> None:
    assert not says_publish_first(desk, published)
    reword(editor, published, "What works best?")
    assert says_publish_first(desk, published)
