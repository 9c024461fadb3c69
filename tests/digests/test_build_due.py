"""What is built when. The log is read below the oldest open transaction, so these really commit."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Role, User
from consultation.activity.models import Activity, Verb
from consultation.digests import building
from consultation.digests.actions import change_subscription, stop_digests
from consultation.digests.building import Built, LogAheadOfDatabaseError, worth_sending
from consultation.digests.composing import compose_digest
from consultation.digests.models import Digest, Subscription
from consultation.digests.querysets import SubscriptionQuerySet
from consultation.digests.tasks import build_due_digests
from consultation.mail.models import Message
from papers.models import Question
from tests.asking import post, post_published
from tests.digests.conftest import Tell, build_due, settle, subscribe
from tests.people import make_person

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_new_is_sent_once(
    lead: User, participant: User, question: Question, tell: Tell
) -> None:
    subscribe(lead)
    post_published(participant, question, "News of a mentor.")
    (mail,) = tell("2026-11-22T08:00")
    assert mail.to == [lead.email]
    assert "News of a mentor." in mail.body
    assert tell("2026-11-22T09:00") == []
    assert tell("2026-11-23T08:00") == []


def test_nothing_new_is_nothing_sent(lead: User, question: Question, tell: Tell) -> None:
    subscribe(lead)
    assert tell("2026-11-22T08:00") == []
    assert Digest.objects.get().period == "2026-11-22"
    assert not Message.objects.exists()


def test_what_is_held_is_not_news(
    lead: User, participant: User, question: Question, tell: Tell
) -> None:
    subscribe(lead)
    post(participant, question, "held-canary")
    assert tell("2026-11-22T08:00") == []


def test_what_was_there_before_the_subscription_is_not_news(
    lead: User, participant: User, question: Question, tell: Tell
) -> None:
    post_published(participant, question)
    subscribe(lead)
    assert tell("2026-11-22T08:00") == []


def test_nothing_is_owed_for_a_morning_before_the_subscription(lead: User) -> None:
    change_subscription(actor=lead, frequency="daily")
    assert build_due() == Built()
    assert build_due(datetime.now(UTC) + timedelta(days=1)).digests == 1


def test_weekly_digest_is_sent_every_week__decidim_16143(
    lead: User, participant: User, question: Question, tell: Tell
) -> None:
    subscribe(lead, "weekly")
    mails = []
    for monday in ("2026-11-23", "2026-11-30", "2026-12-07", "2026-12-14", "2026-12-21"):
        post_published(participant, question, f"Said before {monday}.")
        mails.append(tell(f"{monday}T06:59") + tell(f"{monday}T07:00"))
    assert [len(sent) for sent in mails] == [1, 1, 1, 1, 1]
    assert "Said before 2026-11-30." in mails[1][0].body
    assert "Said before 2026-11-23." not in mails[1][0].body


@pytest.mark.parametrize("saturday", ["2027-03-27T00:00", "2027-10-30T00:00"])
def test_a_night_when_the_clocks_change_has_one_digest(
    saturday: str, lead: User, participant: User, question: Question, tell: Tell
) -> None:
    subscribe(lead)
    for n in range(3 * 24 * 2):
        if n % 8 == 0:
            post_published(participant, question, f"Voice {n}.")
        tell((datetime.fromisoformat(saturday) + timedelta(minutes=30 * n)).isoformat())
    periods = Digest.objects.values_list("period", flat=True)
    assert len(periods) == len(set(periods)) == 4
    assert Message.objects.count() == 4


def test_a_day_on_which_nothing_ran_is_told_by_the_next(
    lead: User, participant: User, question: Question, tell: Tell
) -> None:
    subscribe(lead)
    tell("2026-11-22T08:00")
    post_published(participant, question, "Said while the worker was down.")
    (mail,) = tell("2026-11-26T08:00")
    assert "Said while the worker was down." in mail.body


def test_a_resend_says_the_same_whatever_came_since(
    lead: User, participant: User, question: Question
) -> None:
    subscribe(lead)
    post_published(participant, question, "In time.")
    build_due()
    message = Message.objects.get()
    first = compose_digest(message)
    post_published(participant, question, "Too late for this one.")
    assert first is not None
    assert compose_digest(message) == first


def test_a_change_of_rhythm_tells_everything_once(
    lead: User, participant: User, question: Question, tell: Tell
) -> None:
    subscribe(lead, "weekly")
    post_published(participant, question, "Before the change.")
    subscribe(lead, "daily")
    (mail,) = tell("2026-11-25T08:00")
    assert "Before the change." in mail.body
    subscribe(lead, "weekly")
    assert tell("2026-11-30T08:00") == []


def test_who_stopped_gets_nothing(
    lead: User, participant: User, question: Question, tell: Tell
) -> None:
    subscribe(lead)
    post_published(participant, question)
    stop_digests(lead)
    assert tell("2026-11-22T08:00") == []


def test_who_left_the_team_gets_nothing(
    lead: User, analyst: User, participant: User, question: Question, tell: Tell
) -> None:
    subscribe(lead)
    subscribe(analyst)
    post_published(participant, question)
    lead.groups.clear()
    User.objects.filter(pk=analyst.pk).update(is_active=False)
    assert tell("2026-11-22T08:00") == []


def test_one_bad_address_stops_nobody_else(
    lead: User, analyst: User, participant: User, question: Question, tell: Tell
) -> None:
    subscribe(lead)
    subscribe(analyst)
    post_published(participant, question)
    User.objects.filter(pk=lead.pk).update(email="nowhere")
    assert [mail.to for mail in tell("2026-11-22T08:00")] == [[analyst.email]]


def test_a_digest_that_another_worker_has_just_built_is_not_built_again(
    lead: User, participant: User, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(lead)
    build_due()
    post_published(participant, question)
    told_up_to = Subscription.objects.get().told_up_to
    # What a snapshot from before the other one's commit still shows.
    monkeypatch.setattr(SubscriptionQuerySet, "owed", lambda subscriptions, periods: subscriptions)
    assert build_due() == Built()
    assert Subscription.objects.get().told_up_to == told_up_to


def test_each_digest_is_logged(lead: User) -> None:
    subscribe(lead)
    build_due()
    line = Activity.objects.get(verb=Verb.DIGEST_BUILT)
    assert (line.object_id, line.actor) == (Digest.objects.get().pk, None)


def test_a_log_from_another_database_is_not_passed_over_in_silence(lead: User) -> None:
    subscribe(lead)
    Subscription.objects.update(told_up_to=2**60)
    with pytest.raises(LogAheadOfDatabaseError):
        build_due()
    assert not Digest.objects.exists()


def test_the_task_says_what_it_built(lead: User) -> None:
    subscribe(lead)
    assert build_due_digests() == {"digests": 1, "mails": 0}


def test_twenty_subscribers_cost_what_one_does(
    lead: User, participant: User, question: Question
) -> None:
    subscribe(lead)
    post_published(participant, question)
    settle()
    with CaptureQueriesContext(connection) as for_one:
        assert building.build_due(datetime(2026, 11, 22, 8, tzinfo=UTC)).mails == 1
    for n in range(19):
        subscribe(make_person(f"officer{n}", Role.EDITOR))
    post_published(participant, question)
    settle()
    with CaptureQueriesContext(connection) as for_twenty:
        assert building.build_due(datetime(2026, 11, 23, 8, tzinfo=UTC)).mails == 20
    assert len(for_twenty) == len(for_one)


def test_a_minute_with_nothing_owed_costs_one_look(lead: User) -> None:
    subscribe(lead)
    build_due()
    with CaptureQueriesContext(connection) as queries:
        assert building.build_due() == Built()
    assert len([q for q in queries if "SELECT" in q["sql"]]) == 2


@pytest.mark.parametrize(
    ("newest", "first", "worth"), [(None, 1, False), (4, 5, False), (5, 5, True), (6, 5, True)]
)
def test_worth_sending(newest: int | None, first: int, worth: bool) -> None:
    assert worth_sending(newest, first) is worth
