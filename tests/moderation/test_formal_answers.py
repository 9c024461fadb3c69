"""What moderators see of formal answers, and what their senders are told of a decision."""

import pytest
from django.urls import reverse

from accounts.models import User
from consultation.mail.kinds import kind_named
from consultation.mail.models import Message
from consultation.moderation.actions import publish_response, reject_response
from consultation.moderation.models import Reason
from consultation.responses.models import Response, Submission
from tests.asking import make_paper
from tests.conftest import ClientFor
from tests.page import fetch
from tests.people import make_membership
from tests.responses.formal import NAMELESS, PRIVATE, begin, send, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(participant: User, editor: User) -> Submission:
    owner = make_membership(participant, role="owner")
    room = begin(participant, make_paper(editor), owner)
    write(participant, room, 1, "Without the name.", openness=NAMELESS)
    write(participant, room, 2, "In private.", openness=PRIVATE)
    return send(participant, room)


def part(sent: Submission, number: int) -> Response:
    return Response.objects.get(submission=sent, question__number=number)


def mail_of(response: Response) -> str:
    message = Message.objects.get(kind__startswith="response_")
    mail = kind_named(message.kind).compose(message)
    assert mail is not None
    return f"{mail.subject}\n{mail.text}\n{mail.html}"


def test_the_queue_says_whose_it_is_and_that_it_is_not_named(
    moderator: User, sent: Submission, client_for: ClientFor
) -> None:
    page = fetch(client_for(moderator), reverse("moderation:queue"))
    assert "Northfield Resettlement Trust (not named)" in page.text
    assert "Private In private." in page.text


@pytest.mark.parametrize("number", [1, 2])
def test_the_case_leads_to_the_whole_of_it(
    moderator: User, sent: Submission, client_for: ClientFor, number: int
) -> None:
    url = reverse("moderation:review", args=[part(sent, number).public_id])
    page = fetch(client_for(moderator), url)
    whole = reverse("formal:submission", args=[sent.public_id])
    assert page.links()["Northfield Resettlement Trust"] == whole
    assert ("None: readers see “Name withheld”" in page.text) == (number == 1)
    assert ("The policy team only." in page.text) == (number == 2)


def test_the_mail_of_a_private_answer_holds_none_of_it(moderator: User, sent: Submission) -> None:
    publish_response(actor=moderator, response=part(sent, 2))
    told = mail_of(part(sent, 2))
    assert "In private." not in told
    assert "Everyone can read it" not in told
    assert "The policy team can read it now, and nobody else." in told
    assert reverse("reading:sent-answer", args=[sent.paper.slug, sent.reference]) in told


def test_nor_does_the_mail_of_one_that_is_refused(moderator: User, sent: Submission) -> None:
    reason = Reason.objects.get(paper=None, position=1)
    reject_response(actor=moderator, response=part(sent, 2), reason=reason)
    told = mail_of(part(sent, 2))
    assert "In private." not in told
    assert "decided not to pass it on to the policy team" in told


def test_a_public_one_is_quoted_to_its_sender(moderator: User, sent: Submission) -> None:
    publish_response(actor=moderator, response=part(sent, 1))
    assert "Without the name." in mail_of(part(sent, 1))
