from io import StringIO

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError, call_command

from accounts.models import User
from consultation.activity.models import Activity
from consultation.digests.management.commands import send_digests
from consultation.digests.models import Digest, Subscription
from consultation.mail.models import Message
from consultation.mail.sending import Counts
from papers.models import Question
from tests.asking import post_published
from tests.digests.conftest import settle, subscribe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def subscriber(lead: User, participant: User, question: Question) -> User:
    subscribe(lead, "weekly")
    post_published(participant, question, "Said this week.")
    return lead


def run(*words: str) -> str:
    settle()
    out = StringIO()
    call_command("send_digests", *words, stdout=out)
    return out.getvalue()


def test_it_builds_and_sends(subscriber: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    assert "Built 1 digest, queued 1 mail.\nThis command sent 1 mail, skipped 0," in run()
    assert mailoutbox[0].to == [subscriber.email]


def test_twice_sends_once(subscriber: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    run()
    assert "Built 0 digests, queued 0 mails.\nThis command sent 0 mails," in run()
    assert len(mailoutbox) == 1


def test_what_the_worker_sends_is_not_said_to_be_sent_here(
    subscriber: User, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(editor, "weekly")
    assert "rest" not in run("--at", "2026-11-16T07:00")
    Digest.objects.all().delete()
    Subscription.objects.update(told_up_to=0)
    Message.objects.all().delete()
    monkeypatch.setattr(send_digests, "send_due", lambda: Counts(sent=1))
    said = run("--at", "2026-11-16T07:00")
    assert "queued 2 mails.\nThis command sent 1 mail," in said
    assert said.endswith("The worker sends the rest.\n")


def test_the_mail_can_be_stopped_with_one_click(
    subscriber: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    run()
    headers = mailoutbox[0].message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/mail/unsubscribe/" in headers["List-Unsubscribe"]


def test_at_decides_what_is_due(subscriber: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    run("--at", "2026-11-23T06:59")
    run("--at", "2026-11-23T07:00")
    run("--at", "2026-11-23T07:00:00+00:00")
    periods = Digest.objects.order_by("pk").values_list("period", flat=True)
    assert list(periods) == ["2026-W47", "2026-W48"]
    assert len(mailoutbox) == 1


def test_a_dry_run_says_who_and_changes_nothing(
    subscriber: User, editor: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    subscribe(editor, "daily")
    lines = Activity.objects.count()
    said = run("--dry-run", "--at", "2026-11-23T07:00")
    assert f"{subscriber.email}  2026-W48  1 new" in said
    assert f"{editor.email}  2026-11-23  nothing new, no mail" in said
    assert not Digest.objects.exists()
    assert not Message.objects.exists()
    assert (Activity.objects.count(), mailoutbox) == (lines, [])


def test_a_time_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match="tomorrow is no time"):
        run("--at", "tomorrow")
