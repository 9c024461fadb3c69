"""“Tell me when it opens”: asked, confirmed, told once, stopped, forgotten."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts.models import User
from consultation.activity.models import Activity
from consultation.lib.clock import database_now
from consultation.mail.models import Message
from consultation.mail.sending import send_due
from papers.actions import (
    ask_by_address,
    ask_to_be_told,
)
from papers.alerts.telling import forget_spent_alerts, tell_of_openings
from papers.models import OpeningAlert, Paper
from tests.asking import make_paper
from tests.conftest import ClientFor
from tests.page import read_page
from tests.papers.waiting import ADDRESS, ask, confirmed, let_open

Outbox = list[EmailMultiAlternatives]


def link_in(mail: EmailMultiAlternatives, part: str) -> str:
    (path, *_) = re.findall(rf"http://testserver(/papers/alerts/{part}\S+)", str(mail.body))
    return str(path)


def mails_of(kind: str) -> int:
    return Message.objects.filter(kind=kind).count()


def test_an_address_is_told_only_after_it_confirmed(
    coming: Paper, visitor: Client, mailoutbox: Outbox
) -> None:
    answer = visitor.post(reverse("life:tell-me", args=[coming.slug]), {"email": ADDRESS})
    assert "Now look at your mail" in read_page(answer).h1
    send_due()
    (mail,) = mailoutbox
    link = link_in(mail, "(?!stop)")
    read_page(visitor.get(link))  # a program that follows links
    assert OpeningAlert.objects.get().confirmed_at is None
    assert "We will tell you" in read_page(visitor.post(link)).h1
    let_open(coming)
    assert tell_of_openings() == 1
    send_due()
    assert mailoutbox[-1].subject == "Open for responses: Good rehabilitation"
    assert mailoutbox[-1].to == [ADDRESS]


def test_without_confirming_nobody_is_told(coming: Paper) -> None:
    ask(coming)
    let_open(coming)
    assert tell_of_openings() == 0
    assert mails_of("paper_opened") == 0


def test_a_person_waits_with_one_click(
    coming: Paper, participant: User, client_for: ClientFor, mailoutbox: Outbox
) -> None:
    client_for(participant).post(reverse("life:tell-me", args=[coming.slug]))
    let_open(coming)
    tell_of_openings()
    send_due()
    assert [mail.to for mail in mailoutbox] == [[participant.email]]


def test_a_person_can_stop_on_the_page(
    coming: Paper, participant: User, client_for: ClientFor
) -> None:
    ask_to_be_told(actor=participant, paper=coming)
    client_for(participant).post(reverse("life:stop-waiting", args=[coming.slug]))
    assert not OpeningAlert.objects.exists()


def test_one_confirmation_a_day_however_often_it_is_asked(coming: Paper) -> None:
    for _ in range(4):
        ask(coming)
    ask_by_address(paper=coming, address=ADDRESS.upper())
    assert mails_of("alert_confirmation") == OpeningAlert.objects.count() == 1


def test_no_address_is_flooded_from_many_papers(coming: Paper, editor: User) -> None:
    soon = datetime.now(UTC) + timedelta(days=7)
    for n in range(7):
        paper = make_paper(
            editor, title=f"Coming {n}", opens_at=soon, closes_at=soon + timedelta(days=30)
        )
        ask_by_address(paper=paper, address=ADDRESS)
    assert mails_of("alert_confirmation") == 5


def test_known_unknown_and_confirmed_get_the_same_answer(
    coming: Paper, visitor: Client, participant: User
) -> None:
    confirmed(coming, "other@northfield.example")
    addresses = [participant.email, ADDRESS, "other@northfield.example"]
    url = reverse("life:tell-me", args=[coming.slug])
    answers = [visitor.post(url, {"email": address}) for address in addresses]
    pages = [
        answer.text.replace(address, "") for answer, address in zip(answers, addresses, strict=True)
    ]
    assert len(set(pages)) == 1


def test_asking_too_often_is_refused(coming: Paper, visitor: Client) -> None:
    url = reverse("life:tell-me", args=[coming.slug])
    answers = [visitor.post(url, {"email": f"r{n}@northfield.example"}) for n in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
    assert answers[-1]["Retry-After"] == "60"


def test_without_redis_the_daily_limit_still_holds(
    coming: Paper, visitor: Client, settings: Settings
) -> None:
    lost = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {**settings.CACHES, "default": lost}
    url = reverse("life:tell-me", args=[coming.slug])
    codes = {visitor.post(url, {"email": ADDRESS}).status_code for _ in range(7)}
    assert codes == {200}
    assert mails_of("alert_confirmation") == 1


@pytest.mark.parametrize("address", ["not one", "İ@soundings.example"])
def test_a_wrong_address_is_said(coming: Paper, visitor: Client, address: str) -> None:
    answer = visitor.post(reverse("life:tell-me", args=[coming.slug]), {"email": address})
    assert answer.status_code == 422
    assert "an address like name@example.org." in read_page(answer).text


def test_every_mail_has_a_link_that_stops(
    coming: Paper, visitor: Client, mailoutbox: Outbox
) -> None:
    confirmed(coming)
    let_open(coming)
    tell_of_openings()
    send_due()
    for mail in mailoutbox:
        assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert "/papers/alerts/stop/" in str(mail.body)
    link = link_in(mailoutbox[-1], "stop/")
    read_page(visitor.get(link))
    assert OpeningAlert.objects.count() == 1
    strict = Client(enforce_csrf_checks=True)
    assert "have stopped" in read_page(strict.post(link)).h1
    assert not OpeningAlert.objects.exists()
    assert "have stopped" in read_page(strict.post(link)).h1


def test_stopping_takes_back_a_mail_that_waits(coming: Paper, mailoutbox: Outbox) -> None:
    alert = confirmed(coming)
    let_open(coming)
    tell_of_openings()
    OpeningAlert.objects.filter(pk=alert.pk).delete()
    send_due()
    assert not [mail for mail in mailoutbox if "is open" in mail.subject]


def test_an_open_paper_has_nothing_to_wait_for(open_paper: Paper, visitor: Client) -> None:
    url = reverse("life:tell-me", args=[open_paper.slug])
    visitor.post(url, {"email": ADDRESS})
    assert not OpeningAlert.objects.exists()


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ({"asked_at": 6}, 1),
        ({"asked_at": 8}, 0),
        ({"asked_at": 80, "confirmed_at": 79}, 1),
    ],
)
def test_an_unconfirmed_address_is_kept_for_a_week(
    rows: dict[str, int], kept: int, coming: Paper
) -> None:
    ask(coming)
    now = database_now()
    OpeningAlert.objects.update(**{name: now - timedelta(days=days) for name, days in rows.items()})
    forget_spent_alerts()
    assert OpeningAlert.objects.count() == kept


def test_addresses_and_their_mails_go_when_the_paper_has_closed(coming: Paper) -> None:
    confirmed(coming)
    send_due()
    past = database_now() - timedelta(days=8)
    Paper.objects.update(opens_at=past - timedelta(days=30), closes_at=past)
    Message.objects.update(created_at=past)
    assert forget_spent_alerts() == 1
    assert not Message.objects.filter(to=ADDRESS).exists()


def test_the_log_holds_no_address(coming: Paper) -> None:
    confirmed(coming)
    let_open(coming)
    tell_of_openings()
    lines = str(list(Activity.objects.values_list("verb", "data")))
    assert "alert.confirmed" in lines
    assert "northfield" not in lines
