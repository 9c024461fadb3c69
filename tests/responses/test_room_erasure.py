"""An erased person and the formal answers they drafted; what they get of them in their copy."""

import uuid

import pytest

from accounts.actions import propose_organisation
from accounts.actions.rights import erase_person
from accounts.holdings import registered_holdings
from accounts.models import User
from consultation.desk.history import lines_about
from consultation.responses.actions.rooms import comment_in_room
from consultation.responses.models import Answer, AnswerVersion, DraftersComment, Submission
from papers.models import Paper, Question
from tests.people import make_person
from tests.responses.rooms import make_room, make_shared_room, write

pytestmark = pytest.mark.django_db


def test_a_person_s_own_draft_goes_with_them(
    open_paper: Paper, question: Question, participant: User
) -> None:
    write(participant, make_room(open_paper, participant), question, "canary words")
    erase_person(actor=None, person=participant)
    left = [model.objects.count() for model in (Submission, Answer, AnswerVersion)]
    assert left == [0, 0, 0]


def test_what_they_wrote_for_an_organisation_stays_without_their_name(
    open_paper: Paper, question: Question
) -> None:
    room, drafter, _ = make_shared_room(open_paper)
    write(drafter, room, question, "The organisation's words.")
    erase_person(actor=None, person=drafter)
    answer = Answer.objects.get()
    assert (answer.body, answer.changed_by) == ("The organisation's words.", None)
    assert AnswerVersion.objects.get().written_by is None
    assert Submission.objects.get().begun_by is None


def test_their_comments_go_and_the_others_stay(open_paper: Paper) -> None:
    room, drafter, colleague = make_shared_room(open_paper)
    for person in (drafter, colleague):
        comment_in_room(
            actor=person,
            submission=room,
            question=None,
            body=f"By {person.public_name}.",
            client_token=uuid.uuid4(),
        )
    erase_person(actor=None, person=drafter)
    assert DraftersComment.objects.get().body == "By Colleague."


def test_the_room_of_an_organisation_that_only_they_named_goes_with_it(
    open_paper: Paper, question: Question
) -> None:
    alone = make_person("alone")
    named = propose_organisation(actor=alone, name="A One-Person Project")
    room = make_room(open_paper, alone, named)
    write(alone, room, question, "canary words")
    erase_person(actor=None, person=alone)
    assert not Submission.objects.exists()


def rows_of(person: User, name: str) -> list[dict[str, object]]:
    holding = next(each for each in registered_holdings() if each.name == name)
    return [dict(row) for row in holding.rows(person)]


def test_one_s_copy_holds_what_one_wrote_and_said_and_nothing_of_the_others(
    open_paper: Paper, question: Question
) -> None:
    room, drafter, colleague = make_shared_room(open_paper)
    write(drafter, room, question, "My words.")
    write(colleague, room, question, "Their words.", on=1)
    for person in (drafter, colleague):
        comment_in_room(
            actor=person,
            submission=room,
            question=question,
            body=f"By {person.public_name}.",
            client_token=uuid.uuid4(),
        )
    assert [row["text"] for row in rows_of(drafter, "formal-answers-texts")] == ["My words."]
    assert [row["text"] for row in rows_of(drafter, "drafters-comments")] == ["By Drafter."]
    assert rows_of(drafter, "formal-answers")[0]["your part"] == ["begun by"]
    assert rows_of(colleague, "formal-answers") == []


def test_the_desk_shows_nothing_of_what_a_person_drafts(
    open_paper: Paper, question: Question, participant: User
) -> None:
    before = lines_about(participant).count()
    write(participant, make_room(open_paper, participant), question, "Words.")
    assert lines_about(participant).count() == before
