"""Drafters write at once: what differs is put together, what clashes is told, nothing is lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.responses.actions.answering import (
    LONGEST,
    AnswerConflictError,
    AnswerTooLongError,
)
from consultation.responses.actions.not_drafted import RoomClosedError
from consultation.responses.choosing import Choice
from consultation.responses.models import Answer, AnswerVersion, Submission
from papers.models import Paper, Question
from tests.asking import close, make_choice
from tests.people import make_suspension
from tests.responses.rooms import (
    Shared,
    make_room,
    make_shared_room,
    newest_wording,
    reworded,
    write,
)

pytestmark = pytest.mark.django_db

PLAN = "A plan from day one.\n\nWritten with the person.\n\nHousing first."


def test_each_save_is_a_version_with_who_wrote_it(shared: Shared, question: Question) -> None:
    room, drafter, colleague = shared
    write(drafter, room, question, "One.")
    written = write(colleague, room, question, "Two.", on=1, openness="private")
    versions = written.answer.versions.order_by("number").values_list(
        "number", "body", "openness", "written_by"
    )
    assert list(versions) == [
        (1, "One.", "public", drafter.pk),
        (2, "Two.", "private", colleague.pk),
    ]
    assert (written.answer.version, written.answer.changed_by) == (2, colleague)


def test_paragraphs_changed_by_two_are_put_together(shared: Shared, question: Question) -> None:
    room, drafter, colleague = shared
    write(drafter, room, question, PLAN)
    write(colleague, room, question, PLAN.replace("Housing", "A home"), on=1)
    written = write(drafter, room, question, PLAN.replace("A plan", "One plan"), on=1)
    assert (
        written.answer.body == "One plan from day one.\n\nWritten with the person.\n\nA home first."
    )
    assert (written.is_merged, written.merged_with) == (True, colleague)


def test_what_was_typed_alone_is_a_version_too(shared: Shared, question: Question) -> None:
    room, drafter, colleague = shared
    write(drafter, room, question, PLAN)
    write(colleague, room, question, PLAN.replace("Housing", "A home"), on=1)
    mine = PLAN.replace("A plan", "One plan")
    written = write(drafter, room, question, mine, on=1)
    assert (written.own_version, written.answer.version) == (3, 4)
    assert written.answer.versions.get(number=3).body == mine
    # Whoever goes on typing that text builds on it, and clashes with nobody.
    onward = write(drafter, room, question, mine.replace("One plan", "One short plan"), on=3)
    assert "One short plan" in onward.answer.body
    assert "A home first" in onward.answer.body


def test_the_same_words_changed_by_two_are_settled_by_them(
    shared: Shared, question: Question
) -> None:
    room, drafter, colleague = shared
    write(drafter, room, question, PLAN)
    write(colleague, room, question, PLAN.replace("Housing", "A home"), on=1)
    with pytest.raises(AnswerConflictError) as refused:
        write(drafter, room, question, PLAN.replace("Housing", "Work"), on=1)
    conflict = refused.value
    assert "A home first.\n\nWork first." in conflict.comparison.together.text.body
    assert (conflict.saved.changed_by, conflict.comparison.together.clashes) == (
        colleague,
        frozenset({"body"}),
    )
    assert Answer.objects.get().version == 2


def test_settling_saves_what_was_settled(shared: Shared, question: Question) -> None:
    room, drafter, colleague = shared
    write(drafter, room, question, "One.")
    write(colleague, room, question, "Two.", on=1)
    with pytest.raises(AnswerConflictError) as refused:
        write(drafter, room, question, "Three.", on=1)
    settled = write(drafter, room, question, "Two and three.", on=refused.value.saved.version)
    assert settled.answer.body == "Two and three."
    assert [each.body for each in settled.answer.versions.order_by("number")] == [
        "One.",
        "Two.",
        "Two and three.",
    ]


def test_an_openness_changed_by_two_is_settled_by_them(shared: Shared, question: Question) -> None:
    room, drafter, colleague = shared
    write(drafter, room, question, PLAN)
    write(colleague, room, question, PLAN, on=1, openness="private")
    with pytest.raises(AnswerConflictError) as refused:
        write(drafter, room, question, PLAN, on=1, openness="nameless")
    assert refused.value.comparison.together.clashes == {"openness"}
    assert Answer.objects.get().openness == "private"


def test_an_openness_and_words_changed_by_two_both_stand(
    shared: Shared, question: Question
) -> None:
    room, drafter, colleague = shared
    write(drafter, room, question, PLAN)
    write(colleague, room, question, PLAN, on=1, openness="private")
    written = write(drafter, room, question, PLAN + "\n\nMore.", on=1)
    assert (written.answer.body, written.answer.openness) == (PLAN + "\n\nMore.", "private")


def test_two_first_texts_clash_and_none_is_lost(shared: Shared, question: Question) -> None:
    room, drafter, colleague = shared
    write(drafter, room, question, "One.")
    with pytest.raises(AnswerConflictError) as refused:
        write(colleague, room, question, "Another.")
    assert refused.value.comparison.together.text.body == "One.\n\nAnother."


def test_a_choice_changed_by_two_is_settled_by_them(editor: User) -> None:
    question = make_choice(editor, "single", "Mentors", "Housing", "Work")
    room, drafter, colleague = make_shared_room(question.paper)
    write(drafter, room, question, choice=Choice((0,)))
    write(colleague, room, question, choice=Choice((1,)), on=1)
    with pytest.raises(AnswerConflictError) as refused:
        write(drafter, room, question, choice=Choice((2,)), on=1)
    assert refused.value.comparison.together.clashes == {"choice"}


def test_a_replayed_save_changes_nothing(shared: Shared, question: Question) -> None:
    room, drafter, _ = shared
    for _ in range(2):
        written = write(drafter, room, question, "One.")
    assert (written.answer.version, AnswerVersion.objects.count()) == (1, 1)


def test_one_s_own_older_tab_is_put_together_as_well(shared: Shared, question: Question) -> None:
    room, drafter, _ = shared
    write(drafter, room, question, PLAN)
    write(drafter, room, question, PLAN.replace("Housing", "A home"), on=1)
    written = write(drafter, room, question, PLAN.replace("A plan", "One plan"), on=1)
    assert written.answer.body.startswith("One plan")
    assert written.answer.body.endswith("A home first.")
    assert written.merged_with == drafter


def test_a_text_as_long_as_a_book_is_refused(shared: Shared, question: Question) -> None:
    room, drafter, _ = shared
    with pytest.raises(AnswerTooLongError, match="1 character too long"):
        write(drafter, room, question, "x" * (LONGEST + 1))
    assert not Answer.objects.exists()


def test_two_texts_that_are_too_long_together_are_settled(
    shared: Shared, question: Question
) -> None:
    room, drafter, colleague = shared
    write(drafter, room, question, PLAN)
    write(colleague, room, question, "x" * 15_000 + "\n\n" + PLAN, on=1)
    with pytest.raises(AnswerConflictError):
        write(drafter, room, question, PLAN + "\n\n" + "y" * 15_000, on=1)


def test_a_save_after_the_paper_closed_is_kept(shared: Shared, question: Question) -> None:
    room, drafter, _ = shared
    close(question.paper)
    assert write(drafter, room, question, "Late words.").answer.body == "Late words."


def test_nobody_suspended_writes(shared: Shared, question: Question) -> None:
    room, drafter, _ = shared
    make_suspension(drafter)
    with pytest.raises(PermissionDenied):
        write(drafter, room, question, "Words.")


def test_a_stranger_writes_nothing(
    shared: Shared, question: Question, participant: User, lead: User
) -> None:
    room, *_ = shared
    for stranger in (participant, lead):
        with pytest.raises(RoomClosedError):
            write(stranger, room, question, "Words.")
    assert not Answer.objects.exists()


def test_the_log_holds_one_line_a_sitting_and_no_words(shared: Shared, question: Question) -> None:
    room, drafter, colleague = shared
    write(drafter, room, question, "a canary")
    write(drafter, room, question, "a canary sings", on=1)
    write(colleague, room, question, "a canary flies", on=2)
    lines = Activity.objects.filter(verb=Verb.ANSWER_WRITTEN).order_by("pk")
    assert [line.actor_id for line in lines] == [drafter.pk, colleague.pk]
    assert not any("canary" in str(line.data) for line in lines)


def test_saving_the_same_leaves_it_with_who_signs_off(shared: Shared, question: Question) -> None:
    room, drafter, colleague = shared
    write(drafter, room, question, "One.")
    Submission.objects.filter(pk=room.pk).update(state="awaiting", approver=colleague)
    write(drafter, room, question, "One.", on=1)
    room.refresh_from_db()
    assert room.state == "awaiting"


def test_a_choice_in_an_older_form_is_found_among_the_options_of_now(editor: User) -> None:
    question = make_choice(editor, "single", "Mentors", "Housing")
    room, drafter, colleague = make_shared_room(question.paper)
    older = newest_wording(question)
    write(drafter, room, question, "Why.", choice=Choice((0,)))
    question = reworded(editor, question, "Work", "Housing", "Mentors")
    write(colleague, room, question, "Why.\n\nMore.", on=1, choice=Choice((2,)))
    written = write(drafter, room, question, "Why.", wording=older, on=1, choice=Choice((1,)))
    assert written.answer.choice == Choice((1,))
    assert written.answer.wording == newest_wording(question)
    assert written.answer.body == "Why.\n\nMore."


def test_one_s_own_room_is_one_s_own(
    open_paper: Paper, question: Question, participant: User, other_participant: User
) -> None:
    room = make_room(open_paper, participant)
    write(participant, room, question, "Mine.")
    with pytest.raises(RoomClosedError):
        write(other_participant, room, question, "Theirs.", on=1)
    assert Answer.objects.get().body == "Mine."


def test_a_pause_begins_another_sitting(shared: Shared, question: Question) -> None:
    room, drafter, _ = shared
    write(drafter, room, question, "One.")
    Answer.objects.update(changed_at=Answer.objects.get().changed_at - timedelta(minutes=11))
    write(drafter, room, question, "Two.", on=1)
    assert Activity.objects.filter(verb=Verb.ANSWER_WRITTEN).count() == 2
