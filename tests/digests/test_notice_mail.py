"""What mail goes about notices, when, to whom, and what it still says when it goes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from consultation.digests.actions import change_notice_settings
from consultation.digests.gathering import order_mails
from consultation.digests.models import Notice, NoticeMail, NoticeSettings
from consultation.digests.noticing import make_notices
from consultation.digests.periods import latest_notice_periods
from consultation.digests.tasks import forget_old_notices
from consultation.mail.models import Message
from consultation.mail.sending import send_due
from consultation.responses.actions.following import follow
from consultation.responses.models import Follow, Mention, Response
from consultation.responses.taking_part.following import Target
from papers.models import Question
from tests.asking import make_paper, post_published, question_of
from tests.digests.conftest import NOON, Mails, TellNotices, reply_to, settle
from tests.page import read_page
from tests.people import make_membership

pytestmark = pytest.mark.django_db(transaction=True)
MORNING = NOON + timedelta(days=1, hours=-3)


def test_a_reply_is_mailed_at_once_and_once(
    tell_notices: TellNotices, root: Response, participant: User, other_participant: User
) -> None:
    reply = reply_to(root, other_participant)
    (mail,) = tell_notices()
    assert mail.to == [participant.email]
    assert mail.subject == "A reply to you: Good rehabilitation"
    assert "Other replied to you" in mail.body
    assert "“News of a mentor.”" in mail.body
    assert f"/responses/{reply.public_id}/" in mail.body
    assert (
        tell_notices() == tell_notices(NOON + timedelta(minutes=9)) == tell_notices(MORNING) == []
    )


def test_two_beats_make_one_mail(
    tell_notices: TellNotices, root: Response, other_participant: User, mailoutbox: Mails
) -> None:
    reply_to(root, other_participant)
    settle()
    for _ in range(2):
        make_notices()
        order_mails(NOON)
        order_mails(NOON + timedelta(minutes=5))
    send_due()
    assert (len(mailoutbox), Message.objects.count()) == (1, 1)


def test_a_busy_thread_is_one_mail_in_a_few_minutes(
    tell_notices: TellNotices, root: Response, other_participant: User
) -> None:
    reply_to(root, other_participant)
    assert len(tell_notices(NOON)) == 1
    for n in range(3):
        reply_to(root, other_participant, f"More, {n}.")
        assert tell_notices(NOON + timedelta(minutes=1 + n)) == []
    (mail,) = tell_notices(NOON + timedelta(minutes=4))
    assert mail.subject == "3 new for you: Good rehabilitation"
    assert all(f"More, {n}." in mail.body for n in range(3))


def test_what_one_follows_comes_at_eight_once_a_day(
    tell_notices: TellNotices, root: Response, editor: User, other_participant: User
) -> None:
    follow(actor=editor, target=Target(root.question.paper_id))
    for words in ("One voice.", "Another voice."):
        post_published(other_participant, root.question, words)
    settle()
    make_notices()
    Notice.objects.update(at=NOON)
    assert tell_notices(NOON + timedelta(hours=1)) == tell_notices(MORNING.replace(hour=5)) == []
    (mail,) = tell_notices(MORNING)
    assert (mail.to, mail.subject) == ([editor.email], "2 new for you: Good rehabilitation")
    assert mail.body.count("Other spoke on a paper you follow") == 2
    assert mail.body.count("Question 1: ") == 1
    assert "because somebody spoke on a paper you follow." in mail.body
    assert (
        tell_notices(MORNING + timedelta(hours=1))
        == tell_notices(MORNING + timedelta(days=1))
        == []
    )


@pytest.mark.parametrize("month", [1, 7])
def test_eight_is_eight_in_london(month: int) -> None:
    utc = 8 if month == 1 else 7
    before = datetime(2027, month, 5, utc - 1, 59, tzinfo=UTC)
    _, yesterday = latest_notice_periods(before)
    _, today = latest_notice_periods(before + timedelta(minutes=1))
    assert (yesterday.key, today.key) == (f"2027-0{month}-04", f"2027-0{month}-05")
    assert today.due_at == before + timedelta(minutes=1)


def test_the_mail_of_the_day_takes_along_what_goes_at_once(
    tell_notices: TellNotices, root: Response, participant: User, other_participant: User
) -> None:
    elsewhere = question_of(root.question.paper, 2)
    follow(actor=participant, target=Target(elsewhere.paper_id, question_id=elsewhere.pk))
    reply_to(root, other_participant)
    post_published(other_participant, elsewhere, "Said elsewhere.")
    (mail,) = tell_notices(MORNING)
    assert mail.subject == "2 new for you: Good rehabilitation"
    assert "because somebody replied to you or spoke where you follow." in mail.body


def test_a_mail_names_each_paper(
    tell_notices: TellNotices,
    root: Response,
    participant: User,
    other_participant: User,
    editor: User,
) -> None:
    second = post_published(participant, question_of(make_paper(editor, title="Aside")))
    for each in (root, second):
        reply_to(each, other_participant)
    (mail,) = tell_notices()
    assert mail.subject == "2 new for you on 2 papers"
    assert mail.body.index("Aside\n") < mail.body.index("Good rehabilitation\n")


def test_who_chose_never_has_it_on_their_page_alone(
    tell_notices: TellNotices, root: Response, participant: User, other_participant: User
) -> None:
    change_notice_settings(actor=participant, wishes={"replies": "never"})
    reply_to(root, other_participant)
    assert tell_notices() == tell_notices(MORNING) == []
    assert Notice.objects.get().person == participant


def test_who_is_not_named_stays_so(
    tell_notices: TellNotices, root: Response, other_participant: User, mailoutbox: Mails
) -> None:
    reply = reply_to(root, other_participant)
    yesterday = {"published_at": F("published_at") - timedelta(days=1)}  # its day is over
    said_by = {"is_nameless": True, "shown_name": "Name withheld"}
    Response.objects.filter(pk=reply.pk).update(**yesterday, **said_by)
    (mail,) = tell_notices()
    assert "Name withheld replied to you" in mail.body
    assert other_participant.display_name not in str(mail.message()).replace("mother", "")


def test_who_spoke_for_an_organisation_is_named_as_they_were_shown(
    tell_notices: TellNotices, root: Response, other_participant: User
) -> None:
    member = make_membership(other_participant)
    post_published(other_participant, root.question, to=root, membership=member)
    (mail,) = tell_notices()
    assert "Northfield Resettlement Trust replied to you" in mail.body
    assert "Other" not in mail.body


def test_a_reply_that_turns_to_one_as_well_is_one_line(
    tell_notices: TellNotices, root: Response, other_participant: User
) -> None:
    reply = reply_to(root, other_participant)
    Mention.objects.create(response=reply, mentioned=root)
    (mail,) = tell_notices()
    assert mail.subject.startswith("A reply to you")
    assert mail.body.count("Other ") == 1


def test_one_click_stops_what_the_mail_was_about_and_nothing_else(
    tell_notices: TellNotices,
    root: Response,
    participant: User,
    other_participant: User,
    visitor: Client,
) -> None:
    reply_to(root, other_participant)
    (mail,) = tell_notices()
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = mail.extra_headers["List-Unsubscribe"].strip("<>")
    assert link in mail.body
    path = "/" + link.split("/", 3)[3]
    page = read_page(visitor.get(path))
    assert "The mail was about replies to you." in page.text
    assert not NoticeSettings.objects.exists()
    for _ in range(2):
        stopped = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
        assert "We write to you no more about replies to you." in read_page(stopped).text
    chosen = NoticeSettings.objects.get()
    assert (chosen.replies, chosen.mentions, chosen.follows) == ("never", "at_once", "daily")
    reply_to(root, other_participant, "And another.")
    assert tell_notices() == []


@pytest.mark.parametrize("token", ["forged", "WzFd:abc", "x" * 900])
def test_a_forged_link_stops_nothing(token: str, visitor: Client) -> None:
    assert visitor.post(f"/people/me/mail/stop/{token}/").status_code == 404


def test_one_bad_address_stops_nobody_else(
    tell_notices: TellNotices,
    root: Response,
    participant: User,
    moderator: User,
    other_participant: User,
) -> None:
    follow(actor=moderator, target=Target(root.question.paper_id))
    NoticeSettings.objects.create(person=moderator, follows="at_once")
    reply_to(root, other_participant)
    User.objects.filter(pk=participant.pk).update(email="nowhere")
    assert [mail.to for mail in tell_notices()] == [[moderator.email]]


def test_a_thousand_readers_cost_two_batches(
    tell_notices: TellNotices, root: Response, other_participant: User, question: Question
) -> None:
    people = User.objects.bulk_create(User(email=f"f{n}@soundings.example") for n in range(1000))
    Follow.objects.bulk_create(Follow(person=person, question=question) for person in people)
    NoticeSettings.objects.bulk_create(NoticeSettings(person=p, follows="at_once") for p in people)
    post_published(other_participant, question)
    settle()
    make_notices()
    with CaptureQueriesContext(connection) as queries:
        assert order_mails(NOON) == 1000
    assert NoticeMail.objects.count() == Message.objects.count() == 1000
    # Three looks that find nothing more, and two batches of some queries each.
    assert len(queries) <= 40


def test_after_a_year_it_is_forgotten(
    tell_notices: TellNotices, root: Response, other_participant: User
) -> None:
    reply_to(root, other_participant)
    tell_notices()
    assert forget_old_notices() == 0
    long_ago = NOON - timedelta(days=400)
    Notice.objects.update(at=long_ago)
    NoticeMail.objects.update(made_at=long_ago)
    assert forget_old_notices() == 2
    assert not Notice.objects.exists()


def test_what_is_being_forgotten_is_not_mailed_again(
    tell_notices: TellNotices, root: Response, other_participant: User
) -> None:
    reply_to(root, other_participant)
    tell_notices()
    long_ago = NOON - timedelta(days=400)
    Notice.objects.update(at=long_ago)
    NoticeMail.objects.update(made_at=long_ago)
    ordered: list[int] = []

    def order_between(execute: Callable[..., object], *statement: Any) -> object:
        """Order what is owed on another connection before each statement."""
        with ThreadPoolExecutor(1) as pool:
            ordered.append(pool.submit(_order_apart).result())
        return execute(*statement)

    with connection.execute_wrapper(order_between):
        forget_old_notices()
    assert len(ordered) > 2
    assert sum(ordered) == 0


def _order_apart() -> int:
    try:
        return order_mails(NOON)
    finally:
        connections.close_all()
