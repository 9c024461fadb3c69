"""The last save can be undone, whatever it was, and the undoing too; never a later one unseen."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.activity.models import Activity
from papers.actions import (
    NothingToUndoError,
    PaperChangedMeanwhileError,
    add_call,
    add_question,
    add_section,
    add_source,
    change_paper,
    change_section,
    move_question,
    publish_paper,
    remove_attachment,
    remove_question,
    remove_section,
    undo_last_save,
)
from papers.editing.copies import copy_of
from papers.models import Call, Paper, Question, Section
from tests.page import read_page
from tests.papers.uploads import attach, hang

Save = Callable[[User, Paper], object]


def undo(actor: User, paper: Paper) -> Paper:
    paper.refresh_from_db()
    return undo_last_save(actor=actor, paper=paper, expected_version=paper.draft_version)


def parts_of(paper: Paper) -> dict[str, Any]:
    paper.refresh_from_db()
    return copy_of(paper)


def rewrite(editor: User, paper: Paper) -> None:
    section = paper.sections.order_by("position").first()
    assert section is not None
    change_section(actor=editor, section=section, expected_version=99, title="New", body="New")


def rename(editor: User, paper: Paper) -> None:
    change_paper(
        actor=editor, paper=paper, expected_version=99, title="New", topics=["a"], audience="All"
    )


def remove_all(editor: User, paper: Paper) -> None:
    remove_section(actor=editor, section=paper.sections.get(title="Beginning"))


def move_across(editor: User, paper: Paper) -> None:
    move_question(actor=editor, question=paper.questions.get(text="Last?"), direction="up")


SAVES: list[Save] = [
    rewrite,
    rename,
    remove_all,
    move_across,
    lambda editor, paper: add_section(actor=editor, paper=paper, title="Another"),
    lambda editor, paper: add_call(actor=editor, paper=paper, audience="Staff", text="Talk."),
    lambda editor, paper: hang(editor, paper),
    lambda editor, paper: remove_attachment(actor=editor, attachment=paper.attachments.get()),
    lambda editor, paper: remove_question(actor=editor, question=paper.questions.get(text="Last?")),
]


@pytest.fixture
def full(editor: User, draft: Paper) -> Paper:
    """Two sections with questions, a source and a call."""
    add_source(actor=editor, section=draft.sections.get(), title="A study")
    last = add_section(actor=editor, paper=draft, title="Ending")
    add_question(actor=editor, section=last, text="Last?", parts=["And why?"])
    add_call(actor=editor, paper=draft, audience="Governors", text="Talk to us.")
    attach(editor, draft)
    return draft


@pytest.mark.parametrize("save", SAVES)
def test_everything_is_as_it_was_ids_and_all(editor: User, full: Paper, save: Save) -> None:
    before = parts_of(full)
    save(editor, full)
    after = parts_of(full)
    undo(editor, full)
    assert parts_of(full) == before != after


@pytest.mark.parametrize("save", SAVES)
def test_the_undoing_can_be_undone(editor: User, full: Paper, save: Save) -> None:
    save(editor, full)
    after = parts_of(full)
    undo(editor, full)
    undo(editor, full)
    assert parts_of(full) == after


def test_it_is_logged_with_the_parts_it_changed(editor: User, full: Paper) -> None:
    rewrite(editor, full)
    undo(editor, full)
    section = full.sections.get(title="Beginning")
    line = Activity.objects.about(full).latest("id")
    assert (line.data["deed"], line.data["parts"]) == ("undone", [f"section-{section.pk}"])


def test_a_form_opened_before_the_undoing_is_a_conflict(
    editor: User, lead: User, full: Paper
) -> None:
    rewrite(editor, full)
    full.refresh_from_db()
    version, section = full.draft_version, full.sections.get(title="New")
    undo(editor, full)
    with pytest.raises(PaperChangedMeanwhileError):
        change_section(
            actor=lead, section=section, expected_version=version, title="Mine", body="Mine"
        )


def test_details_opened_before_the_undoing_are_a_conflict_too(
    editor: User, lead: User, full: Paper
) -> None:
    rename(editor, full)
    full.refresh_from_db()
    version = full.draft_version
    undo(editor, full)
    with pytest.raises(PaperChangedMeanwhileError):
        change_paper(actor=lead, paper=full, expected_version=version, title="Mine")


def test_a_file_that_was_added_is_put_away_not_destroyed(editor: User, full: Paper) -> None:
    added = attach(editor, full, "Later")
    undo(editor, full)
    added.refresh_from_db()
    assert added.removed_at is not None
    assert added.file.storage.exists(added.file.name)
    undo(editor, full)
    added.refresh_from_db()
    assert added.removed_at is None


def test_it_is_refused_after_another_save(editor: User, lead: User, full: Paper) -> None:
    rewrite(editor, full)
    full.refresh_from_db()
    looked_at = full.draft_version
    add_call(actor=lead, paper=full, audience="Staff", text="Talk.")
    with pytest.raises(NothingToUndoError):
        undo_last_save(actor=editor, paper=full, expected_version=looked_at)
    assert Section.objects.filter(title="New").exists()


def test_it_never_reaches_past_a_publishing(editor: User, full: Paper) -> None:
    publish_paper(actor=editor, paper=full)
    with pytest.raises(NothingToUndoError):
        undo(editor, full)


def test_dates_that_readers_know_are_not_undone(editor: User, full: Paper) -> None:
    publish_paper(actor=editor, paper=full)
    rename(editor, full)
    Paper.objects.update(closes_at=None)
    undo(editor, full)
    full.refresh_from_db()
    assert (full.title, full.closes_at) == ("Good work", None)


def test_a_new_paper_has_nothing_to_undo(desk: Client, editor: User) -> None:
    paper = Paper.objects.create(slug="new-one", title="New")
    page = desk.get(reverse("papers:undo", args=[paper.slug])).content.decode()
    assert "There is nothing to undo." in page


def test_the_page_says_what_and_whose_it_is(desk: Client, lead: User, full: Paper) -> None:
    remove_all(lead, full)
    answer = desk.get(reverse("papers:undo", args=[full.slug]))
    text = read_page(answer).text
    assert "Lead saved last" in text
    assert "The section “Beginning” comes back." in text
    assert "The question “What works?” comes back." in text


def test_the_page_does_it(desk: Client, editor: User, full: Paper) -> None:
    rewrite(editor, full)
    full.refresh_from_db()
    url = reverse("papers:undo", args=[full.slug])
    answer = desk.post(url, {"version": full.draft_version})
    assert answer.status_code == 302
    assert full.sections.filter(title="Beginning").exists()


@pytest.mark.parametrize("version", ["", "0", "x", "9" * 12, "²"])
def test_a_page_looked_at_too_early_does_nothing(
    desk: Client, editor: User, full: Paper, version: str
) -> None:
    rewrite(editor, full)
    answer = desk.post(reverse("papers:undo", args=[full.slug]), {"version": version})
    read_page(answer)
    assert (answer.status_code, full.sections.filter(title="New").count()) == (409, 1)


@pytest.mark.django_db(transaction=True)
def test_two_who_undo_at_once_undo_once(editor: User, full: Paper) -> None:
    rewrite(editor, full)
    full.refresh_from_db()
    version, start, outcomes = full.draft_version, Barrier(2), list[str]()

    def act() -> None:
        start.wait(5)
        try:
            undo_last_save(actor=editor, paper=full, expected_version=version)
            outcomes.append("undone")
        except NothingToUndoError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=act) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(outcomes) == ["refused", "undone"]


def test_an_answered_paper_s_other_questions_stay(editor: User, full: Paper) -> None:
    publish_paper(actor=editor, paper=full)
    section = full.sections.get(title="Ending")
    add_question(actor=editor, section=section, text="New?")
    undo(editor, full)
    assert sorted(Question.objects.values_list("text", flat=True)) == ["Last?", "What works?"]
    assert Call.objects.count() == 1
