"""What the author reads in the mail, written from what is true when it goes out."""

import pytest
from django.db.models.functions import Now

from accounts.models import User
from consultation.mail.kinds import Mail, kind_named
from consultation.mail.models import Message
from consultation.moderation.actions import publish_response, reject_response
from consultation.moderation.models import Reason
from consultation.responses.choosing import Choice
from consultation.responses.models import Response
from papers.models import Paper, Question
from tests.asking import make_choice, post, post_published
from tests.people import make_membership
from tests.responses.formal import begin, send, write


def composed() -> Mail | None:
    message = Message.objects.select_related("recipient").get()
    return kind_named(message.kind).compose(message)


def both_parts(mail: Mail | None) -> list[str]:
    assert mail is not None
    return [mail.text, mail.html]


@pytest.fixture
def rejected(moderator: User, held: Response, reason: Reason) -> Response:
    words = "Tell us about supervision & mentoring."
    reject_response(actor=moderator, response=held, reason=reason, words=words)
    return held


def test_published_names_paper_and_question(
    moderator: User, held: Response, question: Question
) -> None:
    publish_response(actor=moderator, response=held)
    mail = composed()
    assert mail is not None
    assert mail.subject == "Your response is published: Good rehabilitation"
    assert all(f"Question {question.number}:" in part for part in both_parts(mail))
    assert all(question.text in part for part in both_parts(mail))


def test_published_links_to_its_place(moderator: User, held: Response) -> None:
    publish_response(actor=moderator, response=held)
    link = f"http://testserver/responses/{held.public_id}/"
    for part in both_parts(composed()):
        assert link in part


def test_rejected_quotes_the_rule(rejected: Response, reason: Reason) -> None:
    assert all(reason.title in part for part in both_parts(composed()))
    assert all(reason.rule in part for part in both_parts(composed()))
    assert all("/people/house-rules/" in part for part in both_parts(composed()))


def test_rejected_quotes_the_moderator(rejected: Response) -> None:
    text, html = both_parts(composed())
    assert "Tell us about supervision & mentoring." in text
    assert "Tell us about supervision &amp; mentoring." in html


def test_rejected_gives_the_author_their_text_back(rejected: Response) -> None:
    assert all("My first words on this." in part for part in both_parts(composed()))


def test_a_choice_is_given_back_to_its_author(
    moderator: User, editor: User, participant: User, reason: Reason
) -> None:
    question = make_choice(editor, "single", "Housing", "Work")
    held = post(participant, question, "", choice=Choice((1,)))
    reject_response(actor=moderator, response=held, reason=reason)
    mails = both_parts(composed())
    assert all("Chose: Work" in part and "What you answered" in part for part in mails)
    assert "<blockquote" not in mails[1]


def test_it_says_why_it_was_sent(rejected: Response) -> None:
    assert all("because you posted a response" in part for part in both_parts(composed()))


def test_it_never_names_the_moderator(rejected: Response, moderator: User) -> None:
    for part in both_parts(composed()):
        assert moderator.display_name not in part
        assert moderator.email not in part


def test_what_a_respondent_typed_is_shown_as_typed(
    moderator: User, participant: User, question: Question
) -> None:
    publish_response(
        actor=moderator, response=post(participant, question, "<script>x</script> & co")
    )
    text, html = both_parts(composed())
    assert "<script>x</script> & co" in text
    assert "<script>x" not in html


def test_a_reply_says_whom_it_answers(
    moderator: User, participant: User, other_participant: User, question: Question
) -> None:
    root = post_published(other_participant, question)
    publish_response(actor=moderator, response=post(participant, question, "I agree.", to=root))
    assert all("In reply to Other" in part for part in both_parts(composed()))


def test_the_title_is_the_one_readers_see(
    moderator: User, held: Response, open_paper: Paper
) -> None:
    Paper.objects.filter(pk=open_paper.pk).update(title="Half-made change")
    publish_response(actor=moderator, response=held)
    assert all("Half-made change" not in part for part in both_parts(composed()))


def test_a_decision_that_no_longer_stands_sends_nothing(moderator: User, held: Response) -> None:
    publish_response(actor=moderator, response=held)
    Response.objects.filter(pk=held.pk).update(state="rejected")
    assert composed() is None


def test_an_author_who_was_erased_is_sent_nothing(moderator: User, held: Response) -> None:
    publish_response(actor=moderator, response=held)
    Response.objects.filter(pk=held.pk).update(user=None)
    assert composed() is None


def test_who_left_the_organisation_is_not_sent_what_it_said(
    moderator: User, participant: User, open_paper: Paper, reason: Reason
) -> None:
    owner = make_membership(participant, role="owner")
    room = begin(participant, open_paper, owner)
    write(participant, room, 1, "What we said together.")
    part = Response.objects.get(submission=send(participant, room))
    Message.objects.all().delete()
    reject_response(actor=moderator, response=part, reason=reason, words="Name nobody.")
    assert all("What we said together." in each for each in both_parts(composed()))
    type(owner).objects.filter(pk=owner.pk).update(left_at=Now())
    assert composed() is None
