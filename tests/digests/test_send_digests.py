from io import StringIO

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError, call_command

from accounts.models import User
from consultation.activity.models import Activity
from consultation.digests.models import Digest
from consultation.mail.models import Message
from papers.models import Question
from tests.asking import post_published
from tests.digests.conftest import subscribe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def subscriber(lead: User, participant: User, question: Question) -> User:
    subscribe(lead, "weekly")
    post_published(participant, question, "Said this week.")
    return lead


def run(*words: str) -> str:
    out = StringIO()
    call_command("send_digests", *words, stdout=out)
    return out.getvalue()


def test_it_builds_and_sends(subscriber: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    assert "Built 1, of which 1 have something to say.\nSent 1," in run()
    assert mailoutbox[0].to == [subscriber.email]


def test_twice_sends_once(subscriber: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    run()
    assert "Built 0, of which 0 have something to say.\nSent 0," in run()
    assert len(mailoutbox) == 1


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
