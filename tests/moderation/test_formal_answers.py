"""What moderators see of formal answers, and what their senders are told of a decision."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consultation.lib.clock import day_in_words
from consultation.lib.text import with_plain_spaces
from consultation.mail.kinds import kind_named
from consultation.mail.models import Message
from consultation.moderation.actions import (
    OwnResponseError,
    publish_response,
    reject_response,
)
from consultation.moderation.models import Reason
from consultation.responses.actions.entering import enter_answers
from consultation.responses.actions.taking_back import begin_again, withdraw_submission
from consultation.responses.models import Response, Submission
from tests.asking import make_paper, post
from tests.conftest import ClientFor
from tests.page import Page, fetch, read_page
from tests.people import make_membership, make_organisation, make_person
from tests.responses.formal import NAMELESS, PRIVATE, begin, send, write
from tests.responses.keying import keyed_in
from tests.responses.rooms import queries_of

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


def test_the_mail_of_one_that_is_refused_leads_to_the_whole(
    moderator: User, sent: Submission
) -> None:
    reason = Reason.objects.get(paper=None, position=1)
    reject_response(actor=moderator, response=part(sent, 1), reason=reason)
    told = mail_of(part(sent, 1))
    assert f"It was sent with the formal answer {sent.reference}." in told
    assert reverse("reading:sent-answer", args=[sent.paper.slug, sent.reference]) in told


def decide(client: Client, response: Response, deed: str, **sent: object) -> Page:
    """Press a button of the case, and read the page that follows."""
    url = reverse(f"moderation:{deed}-response", args=[response.public_id])
    answer = client.post(url, {"version": response.version, **sent}, follow=True)
    assert answer.status_code == 200
    return read_page(answer)


def test_a_private_one_is_passed_on_and_nobody_calls_it_published(
    moderator: User, sent: Submission, client_for: ClientFor
) -> None:
    browser, private = client_for(moderator), part(sent, 2)
    case = reverse("moderation:review", args=[private.public_id])
    before = fetch(browser, case).text
    assert "Pass on to the policy team" in before
    assert "Publish" not in before
    after = decide(browser, private, "publish").text
    assert "Passed on to the policy team. Readers see nothing of it." in after
    assert "Everyone can read it" not in after
    decided = fetch(browser, case).text
    assert "Passed on by Moderator" in decided
    assert "Published" not in decided


def test_nor_is_one_that_is_not_passed_on_called_unpublished(
    moderator: User, sent: Submission, client_for: ClientFor
) -> None:
    browser, private = client_for(moderator), part(sent, 2)
    reason = Reason.objects.get(paper=None, position=1)
    assert (
        "Not passed on to the policy team."
        in decide(browser, private, "reject", reason=reason.pk).text
    )
    case = fetch(browser, reverse("moderation:review", args=[private.public_id])).text
    assert "Not passed on by Moderator" in case
    assert "Your private answer was not passed on" in mail_of(private)


def test_the_author_s_record_tells_passed_on_from_published(
    moderator: User, sent: Submission, client_for: ClientFor
) -> None:
    browser = client_for(moderator)
    publish_response(actor=moderator, response=part(sent, 2))
    case = fetch(browser, reverse("moderation:review", args=[part(sent, 1).public_id])).text
    assert "0 published, 1 passed on to the policy team, 0 refused" in case
    assert sent.sent_by is not None
    person = fetch(browser, reverse("people:person", args=[sent.sent_by.public_id])).text
    assert "0 published, 1 passed on to the policy team, 1 waiting" in person
    assert "With the policy team" in person


def test_one_without_a_name_waits_since_it_was_sent(
    moderator: User, other_participant: User, sent: Submission, client_for: ClientFor
) -> None:
    """Readers are told its day alone, which began long before it was sent."""
    nameless = part(sent, 1)
    longer = post(other_participant, nameless.question)
    longer_ago = timezone.now() - timedelta(minutes=5)
    Response.objects.filter(pk=longer.pk).update(submit_date=longer_ago)
    browser = client_for(moderator)
    queue = browser.get(reverse("moderation:queue")).context["queue"]
    waiting = [case.waiting for case in queue.cases]
    assert waiting == ["5\xa0minutes", "0\xa0minutes", "0\xa0minutes"]
    first = reverse("moderation:review", args=[longer.public_id])
    second = reverse("moderation:review", args=[nameless.public_id])
    assert browser.get(first).context["case"].next_url == second
    assert "midnight" not in fetch(browser, second).text


def test_what_came_offline_is_said_to_have_come_on_its_day(
    moderator: User, other_participant: User, editor: User, client_for: ClientFor
) -> None:
    paper = make_paper(editor)
    entry = keyed_in(moderator, paper)
    enter_answers(actor=moderator, entry=entry, expected_version=entry.version)
    letter = Response.objects.get(submission=entry)
    below = post(other_participant, letter.question, to=letter)
    case = fetch(client_for(moderator), reverse("moderation:review", args=[below.public_id]))
    assert with_plain_spaces(day_in_words(timezone.now())) in case.text
    assert "midnight" not in case.text


def test_an_organisation_is_named_in_the_queue_with_who_posted_for_it(
    moderator: User, participant: User, editor: User, client_for: ClientFor
) -> None:
    room = begin(participant, make_paper(editor), make_membership(participant, role="owner"))
    write(participant, room, 1, "In our name.")
    send(participant, room)
    page = fetch(client_for(moderator), reverse("moderation:queue"))
    assert f"Northfield Resettlement Trust posted by {participant.public_name}" in page.text
    assert "not named" not in page.text


def test_who_is_not_named_is_told_that_readers_see_no_name(
    moderator: User, sent: Submission
) -> None:
    publish_response(actor=moderator, response=part(sent, 1))
    assert mail_of(part(sent, 1)).count("without the name, as “Name withheld”.") == 2


@pytest.fixture
def drafted_with(participant: User, moderator: User, editor: User) -> Submission:
    """An organisation's, in which a moderator wrote the first answer, and then another drafter."""
    owner = make_membership(participant, role="owner")
    make_membership(moderator)
    room = begin(participant, make_paper(editor), owner)
    write(moderator, room, 1, "A moderator's words.")
    write(participant, room, 1, "The owner's, in the place of them.")
    write(participant, room, 2, "The owner's alone.")
    return send(participant, room)


def test_who_wrote_of_an_answer_does_not_decide_on_it(
    moderator: User, drafted_with: Submission, client_for: ClientFor
) -> None:
    with pytest.raises(OwnResponseError):
        publish_response(actor=moderator, response=part(drafted_with, 1))
    browser, own = client_for(moderator), part(drafted_with, 1)
    case = fetch(browser, reverse("moderation:review", args=[own.public_id])).text
    assert "You wrote this response, or a part of it" in case
    listed = browser.get(reverse("moderation:queue")).context["queue"].cases
    assert [(each.question_number, each.is_own) for each in listed] == [(1, True), (2, False)]


def test_the_next_case_is_none_that_one_wrote_of(
    moderator: User, drafted_with: Submission, client_for: ClientFor
) -> None:
    url = reverse("moderation:review", args=[part(drafted_with, 2).public_id])
    assert client_for(moderator).get(url).context["case"].previous_url == ""
    publish_response(actor=moderator, response=part(drafted_with, 2))
    assert part(drafted_with, 2).state == Response.State.PUBLISHED


def test_nor_where_it_was_sent_again_with_their_words(
    moderator: User, drafted_with: Submission
) -> None:
    sender = drafted_with.sent_by
    assert sender is not None
    withdraw_submission(actor=sender, submission=drafted_with)
    again = send(sender, begin_again(actor=sender, submission=drafted_with))
    with pytest.raises(OwnResponseError):
        publish_response(actor=moderator, response=part(again, 1))
    publish_response(actor=moderator, response=part(again, 2))
    assert part(again, 2).state == Response.State.PUBLISHED


def test_a_long_queue_of_formal_answers_costs_what_a_short_one_does(
    moderator: User, editor: User, client_for: ClientFor
) -> None:
    browser, url, paper = client_for(moderator), reverse("moderation:queue"), make_paper(editor)
    costs = []
    for number in range(11):
        owner = make_membership(
            make_person(f"owner{number}"), make_organisation(f"Trust {number}"), role="owner"
        )
        room = begin(owner.user, paper, owner)
        write(owner.user, room, 1, "Said together.")
        send(owner.user, room)
        if number in {0, 10}:
            costs.append(queries_of(browser, url))
    assert costs[0] == costs[1]
    assert len(browser.get(url).context["queue"].cases) == 11
