"""Two at once, on real connections."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from datetime import timedelta
from threading import Barrier, Event

import pytest
from django.db import connections, transaction

from accounts.models import User
from consultation.lib.clock import database_now
from consultation.lib.tokens import hash_of
from consultation.mail.models import Message
from consultation.responses.actions import PaperNotOpenError
from consultation.responses.models import Response
from papers.actions import (
    PaperRefusedError,
    ask_by_address,
    ask_to_be_told,
    confirm_alert,
    extend_paper,
    withdraw_paper,
)
from papers.alerts.telling import tell_of_openings
from papers.models import Extension, OpeningAlert, Paper
from tests.asking import close, post, question_of
from tests.papers.waiting import let_open

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do them all, begun together on a connection each; return what each gave or raised."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        barrier.wait(timeout=10)
        try:
            return act()
        except (PaperRefusedError, PaperNotOpenError) as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@contextmanager
def still_open(act: Callable[[], object]) -> Iterator[None]:
    """Do it in a transaction on another connection, which commits at the end of the block."""
    done, commit = Event(), Event()

    def run() -> None:
        try:
            with transaction.atomic():
                act()
                done.set()
                assert commit.wait(timeout=10)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(run)
        assert done.wait(timeout=10)
        try:
            yield
        finally:
            commit.set()
            running.result(timeout=10)


@pytest.mark.parametrize("round_", range(3))
def test_of_two_extensions_at_once_one_stands(
    round_: int, editor: User, lead: User, open_paper: Paper
) -> None:
    seen = open_paper.closes_at
    assert seen is not None

    def extend(actor: User, days: int) -> Extension:
        return extend_paper(
            actor=actor,
            paper=open_paper,
            closes_at=seen + timedelta(days=days),
            reason=f"{days} days more.",
            extended_from=seen,
        )

    ends = at_once(lambda: extend(editor, 7), lambda: extend(lead, 14))
    assert sum(isinstance(end, PaperRefusedError) for end in ends) == 1
    open_paper.refresh_from_db()
    assert Extension.objects.get().closes_at == open_paper.closes_at


def test_a_response_waits_for_the_dates_that_are_being_changed(
    editor: User, participant: User, open_paper: Paper
) -> None:
    close(open_paper)
    question = question_of(open_paper)
    week = database_now() + timedelta(days=7)
    with ThreadPoolExecutor(1) as pool:
        with still_open(
            lambda: extend_paper(
                actor=editor, paper=open_paper, closes_at=week, reason="More time."
            )
        ):
            posting = pool.submit(at_once, lambda: post(participant, question))
            assert not wait([posting], timeout=0.5).done
        assert posting.result(timeout=10) == [Response.objects.get()]


def test_who_confirms_twice_at_once_is_confirmed_once(coming: Paper) -> None:
    ask_by_address(paper=coming, address="reader@northfield.example")
    alert = OpeningAlert.objects.get()
    at_once(*[lambda: confirm_alert(alert=alert)] * 4)
    let_open(coming)
    assert tell_of_openings() == 1


def test_an_address_typed_four_times_at_once_gets_one_mail(coming: Paper) -> None:
    at_once(*[lambda: ask_by_address(paper=coming, address="reader@northfield.example")] * 4)
    assert Message.objects.count() == OpeningAlert.objects.count() == 1


def test_the_one_mail_holds_the_link_that_works(coming: Paper) -> None:
    at_once(*[lambda: ask_by_address(paper=coming, address="reader@northfield.example")] * 4)
    token = Message.objects.get().context["token"]
    assert OpeningAlert.objects.get().token_hash == hash_of(token)


@pytest.mark.parametrize("round_", range(3))
def test_four_ticks_at_once_tell_everyone_once(round_: int, coming: Paper) -> None:
    for n in range(10):
        ask_by_address(paper=coming, address=f"reader{n}@northfield.example")
    OpeningAlert.objects.update(confirmed_at=database_now())
    let_open(coming)
    told = at_once(*[tell_of_openings] * 4)
    # A tick that meets another at work leaves the paper to the next minute.
    assert sum(int(str(count)) for count in told) + tell_of_openings() == 10
    assert Message.objects.filter(kind="paper_opened").count() == 10


def test_nobody_is_told_while_it_is_being_withdrawn(
    editor: User, participant: User, coming: Paper
) -> None:
    ask_to_be_told(actor=participant, paper=coming)
    let_open(coming)
    with still_open(lambda: withdraw_paper(actor=editor, paper=coming, reason="Overtaken.")):
        assert tell_of_openings() == 0
    assert tell_of_openings() == 0
    assert not Message.objects.filter(kind="paper_opened").exists()
