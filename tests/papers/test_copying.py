"""A paper made of an older one, questions carried on, and what each remembers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from consultation.lib.clock import database_now
from papers.actions import (
    AlreadyThereError,
    PartGoneError,
    add_call,
    add_question,
    add_section,
    add_source,
    carry_questions,
    change_question,
    copy_paper,
    publish_paper,
    retire_question,
)
from papers.content import content_of
from papers.editing.lineage import lineage_of, questions_to_carry
from papers.editing.structure import structure_of
from papers.models import Attachment, Paper, Question, Section
from tests.page import fetch
from tests.papers.conftest import make_draft
from tests.papers.uploads import attach, hang


def copy(editor: User, paper: Paper, title: str = "Good work, again", **how: bool) -> Paper:
    return copy_paper(
        actor=editor,
        paper=paper,
        title=title,
        questions=list(Question.objects.filter(paper=paper)),
        follows=how.get("follows", True),
    )


def fill(editor: User, paper: Paper) -> None:
    """Give the paper one of everything."""
    section, question = paper.sections.get(), paper.questions.get()
    add_source(actor=editor, section=section, title="A report", url="https://example.org/r")
    add_source(actor=editor, section=section, title="A table", question=question)
    add_call(actor=editor, paper=paper, audience="Governors", text="Talk to us.")
    attach(editor, paper)
    hang(editor, paper)
    paper.refresh_from_db()


def test_a_copy_reads_as_its_original(editor: User, draft: Paper) -> None:
    fill(editor, draft)
    one, other = content_of(draft), content_of(copy(editor, draft))
    assert (one.sections[0].body, one.calls) == (other.sections[0].body, other.calls)
    assert one.sections[0].sources == other.sections[0].sources
    assert one.questions[0].sources == other.questions[0].sources
    assert (one.questions[0].text, one.questions[0].parts) == (
        other.questions[0].text,
        other.questions[0].parts,
    )
    assert [a.title for a in one.attachments] == [a.title for a in other.attachments]
    assert one.cover is not None
    assert other.cover is not None
    assert one.cover.alt == other.cover.alt


def test_a_copy_begins_its_own_life(editor: User, published: Paper) -> None:
    made = copy(editor, published)
    assert (made.opens_at, made.closes_at, made.current_edition) == (None, None, None)
    assert (made.follows, made.short_number) == (published, None)
    assert copy(editor, published, "A third", follows=False).follows is None


def test_a_copys_files_are_its_own(editor: User, draft: Paper) -> None:
    fill(editor, draft)
    copy(editor, draft)
    one, other = Attachment.objects.order_by("pk")
    assert one.public_id != other.public_id
    assert one.file.name == other.file.name


def test_only_the_chosen_questions_are_carried(editor: User, draft: Paper) -> None:
    section, first = draft.sections.get(), draft.questions.get()
    last = add_question(actor=editor, section=section, text="What else?")
    add_source(actor=editor, section=section, title="A table", question=first)
    made = copy_paper(actor=editor, paper=draft, title="B", questions=[last], follows=False)
    assert [(q.text, q.carried_from, q.number) for q in made.questions.all()] == [
        ("What else?", last, 1)
    ]
    assert not made.sections.get().sources.exists()


def test_a_second_copy_needs_another_title(editor: User, draft: Paper) -> None:
    copy(editor, draft)
    with pytest.raises(AlreadyThereError):
        copy(editor, draft)


def test_retired_questions_stay_behind(editor: User, published: Paper) -> None:
    retire_question(actor=editor, question=published.questions.get(), reason="Settled.")
    assert not copy(editor, published).questions.exists()


def test_the_form_copies(desk: Client, draft: Paper) -> None:
    url = reverse("papers:copy", args=[draft.slug])
    page = fetch(desk, url)
    ticked = [box for box in page.tree.iter("input") if box.get("name") == "questions"]
    assert [box.get("checked") is not None for box in ticked] == [True]
    answer = desk.post(url, {"title": "Copy", "questions": [ticked[0].get("value", "")]})
    made = Paper.objects.get(title="Copy")
    assert answer.url == reverse("papers:structure", args=[made.slug])  # type: ignore[attr-defined]
    assert "Also asked in “Good work”" in fetch(desk, answer.url).text  # type: ignore[attr-defined]


def test_a_question_is_carried_on(desk: Client, editor: User, draft: Paper) -> None:
    other = make_draft(editor, "Another")
    Question.objects.filter(paper=other).update(text="Which tools help?")
    url = reverse("papers:carry-questions", args=[draft.slug, draft.sections.get().pk])
    page = fetch(desk, f"{url}?q=tools")
    assert "Which tools help? (Another)" in page.text
    pk = other.questions.get().pk
    assert desk.post(f"{url}?q=tools", {"questions": [pk]}).status_code == 302
    assert Question.objects.get(paper=draft, carried_from=pk).text == "Which tools help?"


def test_what_is_asked_already_is_not_offered(editor: User, draft: Paper) -> None:
    make_draft(editor, "Another")
    assert list(questions_to_carry(draft, "")) == []


def test_questions_of_the_paper_it_follows_come_first(editor: User, draft: Paper) -> None:
    add_question(actor=editor, section=draft.sections.get(), text="Only there?")
    make_draft(editor, "Another")
    made = copy_paper(actor=editor, paper=draft, title="B", questions=[], follows=True)
    assert {q.paper_id for q in questions_to_carry(made, "")} == {draft.pk}


def test_a_question_that_went_meanwhile_is_not_carried(editor: User, draft: Paper) -> None:
    other = make_draft(editor, "Another").questions.get()
    Question.objects.filter(pk=other.pk).delete()
    with pytest.raises(PartGoneError):
        carry_questions(actor=editor, section=draft.sections.get(), questions=[other])


def test_the_desk_says_when_the_words_changed(editor: User, draft: Paper) -> None:
    made = copy(editor, draft)
    change_question(
        actor=editor, question=made.questions.get(), expected_version=99, text="What helps?"
    )
    assert structure_of(made).rows[0].lineage == "Also asked in “Good work”, in other words"


def test_lineage_leads_back_through_every_paper(editor: User, published: Paper) -> None:
    second = copy(editor, published, "Second")
    third = copy(editor, second, "Third")
    now = database_now()
    for paper in (second, third):
        Paper.objects.filter(pk=paper.pk).update(opens_at=now, closes_at=now + timedelta(days=9))
    publish_paper(actor=editor, paper=second)
    asked = third.questions.get()
    with CaptureQueriesContext(connection) as queries:
        found = lineage_of([asked.pk])[asked.pk]
    assert [earlier.paper_title for earlier in found] == ["Second", "Good work"]
    assert found[1].url == reverse("responses:question", args=[published.slug, 1])
    assert (found[1].year, len(queries)) == (now.year, 2)


@pytest.mark.parametrize("hidden", ["draft", "announced", "embargoed"])
def test_lineage_tells_of_no_paper_before_its_time(editor: User, draft: Paper, hidden: str) -> None:
    soon = database_now() + timedelta(days=3)
    dates = {"opens_at": soon, "announced_at": soon if hidden == "embargoed" else None}
    if hidden != "draft":
        Paper.objects.filter(pk=draft.pk).update(**dates)
        publish_paper(actor=editor, paper=draft)
    made = copy(editor, draft)
    assert lineage_of([made.questions.get().pk]) == {}


def test_lineage_shows_the_words_readers_saw(editor: User, published: Paper) -> None:
    made = copy(editor, published)
    Question.objects.filter(paper=published).update(text="canary-unpublished words?")
    found = lineage_of([made.questions.get().pk])
    assert [earlier.text for line in found.values() for earlier in line] == ["What works?"]


def test_a_ring_of_questions_ends(editor: User, published: Paper) -> None:
    made = copy(editor, published)
    old, new = published.questions.get(), made.questions.get()
    Question.objects.filter(pk=old.pk).update(carried_from=new)
    assert [earlier.question_id for earlier in lineage_of([new.pk])[new.pk]] == [old.pk]


def test_carrying_many_costs_one_save(editor: User, draft: Paper) -> None:
    other = add_section(actor=editor, paper=make_draft(editor, "Another"), title="Asks")
    questions = [
        add_question(actor=editor, section=other, text=f"Number {number}?") for number in range(5)
    ]
    section = Section.objects.get(paper=draft)
    version = Paper.objects.get(pk=draft.pk).draft_version
    carry_questions(actor=editor, section=section, questions=questions)
    assert Paper.objects.get(pk=draft.pk).draft_version == version + 1
    assert section.questions.count() == 6
