"""Withdrawing a formal answer and sending it again: both are kept."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from accounts.models import Membership, User
from consultation.activity.models import Activity, Verb
from consultation.moderation.actions import reject_response
from consultation.moderation.models import Reason
from consultation.responses.actions.refusals import (
    AlreadyWithdrawnError,
    AnotherBegunError,
    NotAnApproverError,
    NotSentError,
    NotTheirAnswerError,
    PaperClosedError,
)
from consultation.responses.actions.taking_back import begin_again, withdraw_submission
from consultation.responses.models import Answer, QuestionTally, Response, Submission
from papers.models import Paper
from tests.asking import close, make_paper, post_published, question_of
from tests.conftest import ClientFor
from tests.page import fetch
from tests.people import make_membership, make_person
from tests.responses.formal import begin, draft, send, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(participant: User, paper: Paper) -> Submission:
    return send(participant, draft(participant, paper))


def states_of(submission: Submission) -> list[str]:
    responses = Response.objects.filter(submission=submission).order_by("question__number")
    return [response.state for response in responses]


def test_all_of_it_is_withdrawn(participant: User, sent: Submission) -> None:
    withdraw_submission(actor=participant, submission=sent)
    sent.refresh_from_db()
    assert sent.state == "withdrawn"
    assert sent.withdrawn_at
    assert states_of(sent) == ["withdrawn", "withdrawn"]
    assert Activity.objects.about(sent).filter(verb=Verb.SUBMISSION_WITHDRAWN).count() == 1


def test_readers_see_a_place_of_what_was_public_and_nothing_of_what_was_private(
    participant: User, sent: Submission
) -> None:
    withdraw_submission(actor=participant, submission=sent)
    places = Response.objects.in_place_for(AnonymousUser()).filter(submission=sent)
    assert [(each.question.number, each.is_readable) for each in places] == [(1, False)]  # type: ignore[attr-defined]


def test_it_is_counted_no_more_and_its_replies_are(
    participant: User, other_participant: User, sent: Submission
) -> None:
    first = Response.objects.get(submission=sent, visibility="public")
    post_published(other_participant, first.question, "A reply.", to=first)
    withdraw_submission(actor=participant, submission=sent)
    tally = QuestionTally.objects.get(question=first.question)
    assert (tally.answers, tally.replies) == (0, 1)


def test_what_was_pinned_is_not_pinned_any_more(participant: User, sent: Submission) -> None:
    first = Response.objects.get(submission=sent, visibility="public")
    QuestionTally.objects.filter(question=first.question).update(pinned=first)
    withdraw_submission(actor=participant, submission=sent)
    assert QuestionTally.objects.get(question=first.question).pinned is None


def test_what_was_refused_stays_refused(participant: User, moderator: User, editor: User) -> None:
    sent = send(participant, draft(participant, make_paper(editor)))
    first = Response.objects.get(submission=sent, visibility="public")
    reason = Reason.objects.get(paper=None, position=1)
    reject_response(actor=moderator, response=first, reason=reason)
    withdraw_submission(actor=participant, submission=sent)
    assert states_of(sent) == ["rejected", "withdrawn"]


def test_twice_is_said(participant: User, sent: Submission) -> None:
    withdraw_submission(actor=participant, submission=sent)
    with pytest.raises(AlreadyWithdrawnError):
        withdraw_submission(actor=participant, submission=sent)


def test_not_after_the_paper_closed(participant: User, sent: Submission) -> None:
    close(sent.paper)
    with pytest.raises(PaperClosedError):
        withdraw_submission(actor=participant, submission=sent)
    assert states_of(sent) == ["published", "published"]


def test_nobody_withdraws_anothers(other_participant: User, sent: Submission) -> None:
    with pytest.raises(NotTheirAnswerError):
        withdraw_submission(actor=other_participant, submission=sent)


def test_an_organisations_is_withdrawn_by_who_may_sign_it_off(
    participant: User, paper: Paper
) -> None:
    owner: Membership = make_membership(participant, role="owner")
    member = make_membership(make_person("member"), owner.organisation)
    sent = send(participant, draft(participant, paper, owner))
    with pytest.raises(NotAnApproverError):
        withdraw_submission(actor=member.user, submission=sent)
    withdraw_submission(actor=participant, submission=sent)
    assert states_of(sent) == ["withdrawn", "withdrawn"]


def test_another_begins_with_its_words(participant: User, sent: Submission) -> None:
    withdraw_submission(actor=participant, submission=sent)
    begun = begin_again(actor=participant, submission=sent)
    assert (begun.follows, begun.state, begun.person) == (sent, "drafting", participant)
    answers = Answer.objects.filter(submission=begun).order_by("question__number")
    assert [(each.body, each.openness, each.versions.count()) for each in answers] == [
        ("In public: a plan works.", "public", 1),
        ("In private: it did not work here.", "private", 1),
    ]


def test_sent_again_both_are_kept(participant: User, sent: Submission) -> None:
    withdraw_submission(actor=participant, submission=sent)
    begun = begin_again(actor=participant, submission=sent)
    write(participant, begun, 1, "In public: two plans work.")
    again = send(participant, begun)
    assert again.reference != sent.reference
    assert states_of(sent) == ["withdrawn", "withdrawn"]
    assert states_of(again) == ["published", "published"]
    assert QuestionTally.objects.get(question=question_of(sent.paper)).answers == 1


def test_only_what_was_withdrawn_is_begun_again(participant: User, sent: Submission) -> None:
    with pytest.raises(NotSentError):
        begin_again(actor=participant, submission=sent)


def test_no_second_draft_is_begun(participant: User, sent: Submission) -> None:
    withdraw_submission(actor=participant, submission=sent)
    begin(participant, sent.paper)
    with pytest.raises(AnotherBegunError):
        begin_again(actor=participant, submission=sent)


def test_the_pages_lead_through_it(
    participant: User, sent: Submission, client_for: ClientFor
) -> None:
    client = client_for(participant)
    address = [sent.paper.slug, sent.reference]
    page = fetch(client, reverse("reading:sent-answer", args=address))
    withdraw = reverse("submissions:withdraw", args=address)
    assert withdraw in page.links().values()
    fetch(client, withdraw)
    answer = client.post(withdraw, follow=True)
    assert "It is withdrawn" in answer.content.decode()
    answer = client.post(reverse("submissions:begin-again", args=address))
    begun = Submission.objects.get(follows=sent)
    assert answer["Location"] == reverse("submissions:room", args=[address[0], begun.public_id])


def test_a_page_that_comes_too_late_says_so(
    participant: User, sent: Submission, client_for: ClientFor
) -> None:
    close(sent.paper)
    url = reverse("submissions:withdraw", args=[sent.paper.slug, sent.reference])
    answer = client_for(participant).post(url)
    assert answer.status_code == 409
    assert "no longer takes answers" in answer.content.decode()
