"""Sending: all that a formal answer says becomes responses at once, or none of it."""

import re

import pytest

from accounts.models import Membership, User
from consultation.activity.models import Activity, Verb
from consultation.lib.clock import start_of_day
from consultation.lib.references import new_reference
from consultation.responses.actions.refusals import (
    AnswersCannotGoError,
    NotAnApproverError,
    NotAwaitingError,
    NothingToSendError,
    NotTheirAnswerError,
    PaperClosedError,
    SenderNotWelcomedError,
    SenderSuspendedError,
    SubmissionChangedError,
    SubmissionSentError,
)
from consultation.responses.actions.sending import send_submission, sign_off_and_send
from consultation.responses.actions.signing_off import ask_for_sign_off
from consultation.responses.models import QuestionTally, Response, Submission
from papers.actions import change_question, publish_paper, retire_question
from papers.models import Paper
from tests.asking import close, make_paper, post_published, question_of
from tests.people import make_membership, make_person, make_suspension
from tests.responses.formal import NAMELESS, PRIVATE, begin, draft, send, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def approver(participant: User) -> Membership:
    return make_membership(participant, role="approver")


def responses_to(sent: Submission) -> list[Response]:
    return list(Response.objects.filter(submission=sent).order_by("question__number"))


def test_every_answer_becomes_a_response(participant: User, paper: Paper) -> None:
    sent = send(participant, draft(participant, paper))
    first, second = responses_to(sent)
    assert (first.comment, first.visibility) == ("In public: a plan works.", "public")
    assert (second.comment, second.visibility) == ("In private: it did not work here.", "private")
    assert {first.state, second.state} == {"published"}
    assert (first.shown_name, first.user, first.depth) == ("Participant", participant, 0)


def test_it_is_marked_sent_with_a_reference_and_the_name_it_was_sent_under(
    participant: User, paper: Paper
) -> None:
    sent = send(participant, draft(participant, paper))
    sent.refresh_from_db()
    assert (sent.state, sent.sent_by, sent.respondent_name) == ("sent", participant, "Participant")
    assert sent.reference
    assert sent.sent_at == responses_to(sent)[0].submit_date


def test_a_reference_can_be_read_out() -> None:
    references = {new_reference() for _ in range(200)}
    assert len(references) == 200
    assert all(
        re.fullmatch(r"[CDFHJKMNPQRTVWXY3479]{4}-[CDFHJKMNPQRTVWXY3479]{4}", each)
        for each in references
    )


def test_what_is_private_is_counted_nowhere(participant: User, paper: Paper) -> None:
    send(participant, draft(participant, paper))
    tallies = QuestionTally.objects.filter(question__paper=paper).order_by("question__number")
    assert [(tally.question.number, tally.answers) for tally in tallies] == [(1, 1)]


def test_the_papers_policy_holds_all_of_it(participant: User, editor: User) -> None:
    sent = send(participant, draft(participant, make_paper(editor)))
    assert [each.state for each in responses_to(sent)] == ["held", "held"]
    assert not QuestionTally.objects.filter(answers__gt=0).exists()


def test_whose_first_was_published_is_not_held(participant: User, editor: User) -> None:
    paper = make_paper(editor)
    post_published(participant, question_of(paper))
    sent = send(participant, draft(participant, paper))
    assert [each.state for each in responses_to(sent)] == ["published", "published"]


def test_an_organisations_is_said_by_the_organisation_alone(
    participant: User, paper: Paper, approver: Membership
) -> None:
    sent = send(participant, draft(participant, paper, approver))
    first = responses_to(sent)[0]
    assert (first.shown_name, first.shown_organisation) == ("", "Northfield Resettlement Trust")
    assert first.organisation == approver.organisation
    assert sent.respondent_name == "Northfield Resettlement Trust"


def test_an_answer_without_a_name_leads_to_nobody(
    participant: User, paper: Paper, approver: Membership
) -> None:
    room = begin(participant, paper, approver)
    write(participant, room, 1, "Said without a name.", openness=NAMELESS)
    sent = send(participant, room)
    (only,) = responses_to(sent)
    assert (only.shown_name, only.shown_organisation) == ("Name withheld", "")
    assert (only.organisation, only.is_nameless, only.visibility) == (None, True, "public")
    assert sent.sent_at
    assert only.submit_date == start_of_day(sent.sent_at)  # no minute that it shares with another


def test_staff_without_a_name_are_not_badged(moderator: User, paper: Paper) -> None:
    room = begin(moderator, paper)
    write(moderator, room, 1, "Said without a name.", openness=NAMELESS)
    write(moderator, room, 2, "Said with it.")
    sent = send(moderator, room)
    assert [each.is_by_staff for each in responses_to(sent)] == [False, True]


def test_the_log_says_it_once_and_each_answer(participant: User, paper: Paper) -> None:
    sent = send(participant, draft(participant, paper))
    lines = Activity.objects.about(sent).filter(verb=Verb.SUBMISSION_SENT)
    assert [(line.actor, line.data) for line in lines] == [(participant, {"answers": 2})]
    assert Activity.objects.filter(verb=Verb.RESPONSE_POSTED).count() == 2
    assert Activity.objects.filter(verb=Verb.RESPONSE_PUBLISHED).count() == 2


def test_a_second_click_sends_nothing(participant: User, paper: Paper) -> None:
    room = draft(participant, paper)
    send(participant, room)
    with pytest.raises(SubmissionSentError):
        send_submission(actor=participant, submission=room, expected_version=room.version)
    assert Response.objects.count() == 2


def test_what_changed_since_it_was_read_is_not_sent(participant: User, paper: Paper) -> None:
    room = draft(participant, paper)
    read = room.version
    write(participant, room, 1, "In public: a plan works, or two.")
    with pytest.raises(SubmissionChangedError):
        send_submission(actor=participant, submission=room, expected_version=read)
    assert not Response.objects.exists()


def test_one_answer_that_cannot_go_keeps_all_back(
    participant: User, paper: Paper, editor: User
) -> None:
    room = draft(participant, paper)
    change_question(
        actor=editor,
        question=question_of(paper, 2),
        expected_version=paper.draft_version,
        text="What does good look like, 2?",
        word_limit=2,
    )
    publish_paper(actor=editor, paper=paper)
    with pytest.raises(AnswersCannotGoError) as refused:
        send(participant, room)
    assert [fault.number for fault in refused.value.faults] == [2]
    assert not Response.objects.exists()


def test_a_retired_questions_answer_stays_behind_once_its_author_knows(
    participant: User, paper: Paper, editor: User
) -> None:
    room = draft(participant, paper)
    gone = question_of(paper, 2)
    retire_question(actor=editor, question=gone, reason="Asked elsewhere.")
    publish_paper(actor=editor, paper=Paper.objects.get(pk=paper.pk))
    with pytest.raises(AnswersCannotGoError):
        send(participant, room)
    sent = send_submission(
        actor=participant,
        submission=room,
        expected_version=room.version,
        leaving_out={gone.pk},
    )
    assert [each.question.number for each in responses_to(sent)] == [1]


def test_nothing_to_send_is_not_sent(participant: User, paper: Paper) -> None:
    with pytest.raises(NothingToSendError):
        send(participant, begin(participant, paper))
    assert Submission.objects.get().state == "drafting"


def test_what_changed_before_the_paper_closed_is_told_that_it_closed(
    participant: User, paper: Paper
) -> None:
    room = draft(participant, paper)
    close(paper)
    with pytest.raises(PaperClosedError):
        send_submission(actor=participant, submission=room, expected_version=room.version - 1)


def test_a_closed_paper_takes_none(participant: User, paper: Paper) -> None:
    room = draft(participant, paper)
    close(paper)
    with pytest.raises(PaperClosedError):
        send(participant, room)
    assert not Response.objects.exists()


def test_the_suspended_send_nothing(participant: User, paper: Paper) -> None:
    room = draft(participant, paper)
    make_suspension(participant)
    with pytest.raises(SenderSuspendedError):
        send(participant, room)


def test_who_has_not_read_the_rules_sends_nothing(participant: User, paper: Paper) -> None:
    room = draft(participant, paper)
    User.objects.update(agreed_rules=0)
    with pytest.raises(SenderNotWelcomedError):
        send(participant, room)


def test_nobody_sends_anothers(participant: User, other_participant: User, paper: Paper) -> None:
    room = draft(participant, paper)
    with pytest.raises(NotTheirAnswerError):
        send(other_participant, room)


def test_a_member_does_not_sign_off(participant: User, paper: Paper, approver: Membership) -> None:
    room = draft(participant, paper, approver)
    ask_for_sign_off(actor=participant, submission=room, approver=participant)
    member = make_membership(make_person("member"), approver.organisation)
    with pytest.raises(NotAnApproverError):
        sign_off_and_send(actor=member.user, submission=room, expected_version=room.version)


def test_another_approver_signs_off_in_place_of_the_one_named(
    participant: User, paper: Paper, approver: Membership
) -> None:
    room = draft(participant, paper, approver)
    ask_for_sign_off(actor=participant, submission=room, approver=participant)
    owner = make_membership(make_person("owner"), approver.organisation, role="owner")
    sent = sign_off_and_send(actor=owner.user, submission=room, expected_version=room.version)
    assert sent.sent_by == owner.user


def test_an_organisations_is_not_sent_past_its_sign_off(
    participant: User, paper: Paper, approver: Membership
) -> None:
    room = draft(participant, paper, approver)
    for act in (send_submission, sign_off_and_send):
        with pytest.raises(NotAwaitingError):
            act(actor=participant, submission=room, expected_version=room.version)
    assert not Response.objects.exists()


def test_changing_it_takes_it_back_from_sign_off(
    participant: User, paper: Paper, approver: Membership
) -> None:
    room = draft(participant, paper, approver)
    ask_for_sign_off(actor=participant, submission=room, approver=participant)
    read = room.version
    write(participant, room, 2, "Changed.", openness=PRIVATE, takes_back=True)
    with pytest.raises(SubmissionChangedError):
        sign_off_and_send(actor=participant, submission=room, expected_version=read)
