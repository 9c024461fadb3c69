"""What `make load` finds: that a post is lost, doubled or miscounted is seen."""

import uuid

import pytest

from accounts.models import User
from bench.load.posting import Entry, Ledger
from bench.load.reconciling import Reckoning, reckon
from consultation.responses.models import QuestionTally, Response
from papers.models import Question
from tests.asking import post_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(participant: User, question: Question) -> Response:
    return post_published(participant, question, "said once")


def told(response: Response, *, public_id: str | None = None, is_second: bool = False) -> Entry:
    shown = response.public_id if public_id is None else public_id
    return Entry(str(response.client_token), 302, shown, 0.01, is_second=is_second)


def test_what_is_there_as_it_was_told_is_in_order(stored: Response) -> None:
    ledger = Ledger([told(stored), told(stored, is_second=True)])
    assert reckon(ledger) == Reckoning(stored=1, lost=0, doubled=0, miscounted=0)


def test_an_acknowledged_post_that_is_not_there_is_lost(stored: Response) -> None:
    ledger = Ledger([told(stored), Entry(str(uuid.uuid4()), 302, "gone", 0.01)])
    assert reckon(ledger).lost == 1


def test_one_that_is_there_under_another_address_is_lost(stored: Response) -> None:
    assert reckon(Ledger([told(stored, public_id="elsewhere")])).lost == 1


def test_one_that_was_refused_may_be_missing() -> None:
    assert reckon(Ledger([Entry(str(uuid.uuid4()), 503, "", 0.01)])).lost == 0


def test_a_row_that_nobody_sent_is_doubled(stored: Response) -> None:
    assert reckon(Ledger([])).doubled == 1


def test_the_same_words_stored_twice_are_doubled(
    stored: Response, participant: User, question: Question
) -> None:
    again = post_published(participant, question, "said once")
    assert reckon(Ledger([told(stored), told(again)])).doubled == 1


def test_a_second_click_that_leads_elsewhere_is_doubled(stored: Response) -> None:
    again = told(stored, public_id="elsewhere", is_second=True)
    assert reckon(Ledger([told(stored), again])).doubled == 1


def test_a_count_that_readers_see_must_be_what_is_there(stored: Response) -> None:
    QuestionTally.objects.update(answers=3, replies=1)
    assert reckon(Ledger([told(stored)])).miscounted == 3
