"""Telling who waits: once, and only of a paper that is open then."""

from datetime import timedelta

from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from consultation.lib.clock import database_now
from consultation.mail.models import Message, State
from consultation.mail.sending import send_due
from papers.actions import (
    ask_to_be_told,
    extend_paper,
    restore_paper,
    withdraw_paper,
)
from papers.alerts.telling import tell_of_openings
from papers.models import Paper
from tests.papers.waiting import confirmed, let_open

Outbox = list[EmailMultiAlternatives]


def mails_of(kind: str) -> int:
    return Message.objects.filter(kind=kind).count()


def test_everyone_is_told_once_however_often_it_ticks(coming: Paper) -> None:
    for n in range(3):
        confirmed(coming, f"reader{n}@northfield.example")
    let_open(coming)
    assert [tell_of_openings(), tell_of_openings()] == [3, 0]
    assert mails_of("paper_opened") == 3


def test_one_address_asked_for_twice_over_gets_one_mail(coming: Paper, participant: User) -> None:
    ask_to_be_told(actor=participant, paper=coming)
    confirmed(coming, participant.email)
    let_open(coming)
    tell_of_openings()
    assert mails_of("paper_opened") == 1


def test_a_withdrawn_paper_tells_nobody(coming: Paper, editor: User, lead: User) -> None:
    confirmed(coming)
    withdraw_paper(actor=editor, paper=coming, reason="Overtaken.")
    let_open(coming)
    assert tell_of_openings() == 0
    restore_paper(actor=lead, paper=coming)
    assert tell_of_openings() == 1


def test_a_paper_under_embargo_tells_nobody(coming: Paper) -> None:
    confirmed(coming)
    let_open(coming)
    tomorrow = database_now() + timedelta(days=1)
    Paper.objects.filter(pk=coming.pk).update(announced_at=tomorrow, opens_at=tomorrow)
    assert tell_of_openings() == 0


def test_withdrawn_between_the_tick_and_the_mail(
    coming: Paper, editor: User, mailoutbox: Outbox
) -> None:
    confirmed(coming)
    let_open(coming)
    tell_of_openings()
    withdraw_paper(actor=editor, paper=coming, reason="Overtaken.")
    send_due()
    assert not [mail for mail in mailoutbox if "is open" in mail.subject]
    assert Message.objects.get(kind="paper_opened").state == State.SKIPPED


def test_an_extension_is_told(coming: Paper, editor: User, mailoutbox: Outbox) -> None:
    confirmed(coming)
    assert coming.closes_at is not None
    later = coming.closes_at + timedelta(days=14)
    extend_paper(actor=editor, paper=coming, closes_at=later, reason="Prisons asked for time.")
    send_due()
    assert mailoutbox[-1].subject == "There is more time: Good rehabilitation"
    assert "Why: Prisons asked for time." in str(mailoutbox[-1].body)


def test_of_two_extensions_only_the_last_is_told(
    coming: Paper, editor: User, mailoutbox: Outbox
) -> None:
    confirmed(coming)
    assert coming.closes_at is not None
    for days in (7, 14):
        later = coming.closes_at + timedelta(days=days)
        extend_paper(actor=editor, paper=coming, closes_at=later, reason=f"{days} days more.")
    send_due()
    told = [str(mail.body) for mail in mailoutbox if "more time" in mail.subject]
    assert len(told) == 1
    assert "14 days more." in told[0]


def test_telling_costs_the_same_for_one_and_for_many(coming: Paper) -> None:
    costs = []
    for count in (1, 20):
        Paper.objects.filter(pk=coming.pk).update(opens_at=coming.opens_at)
        for n in range(count):
            confirmed(coming, f"reader{count}-{n}@northfield.example")
        let_open(coming)
        with CaptureQueriesContext(connection) as queries:
            assert tell_of_openings() == count
        costs.append(len(queries))
    assert costs[0] == costs[1]
