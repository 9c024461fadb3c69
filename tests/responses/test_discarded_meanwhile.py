"""A draft that a colleague discards in the same instant: a page that says so, and nothing lost."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from consultation.responses.actions import signing_off
from consultation.responses.actions.refusals import DiscardedError
from consultation.responses.actions.rooms import change_respondent, discard_submission
from consultation.responses.actions.sending import send_submission
from consultation.responses.models import Submission
from tests.conftest import ClientFor
from tests.page import read_page
from tests.responses.check_page import check_page, press, read_form
from tests.responses.rooms import url_of

pytestmark = pytest.mark.django_db


def after_discarding(deed: Callable[..., Any], room: Submission, person: User) -> Any:
    """Return the deed as it goes for who is a moment later than a discarding colleague."""

    def late(**words: object) -> Any:
        discard_submission(actor=person, submission=room)
        return deed(**words)

    return late


def test_what_is_gone_is_not_sent(participant: User, room: Submission) -> None:
    read = Submission.objects.get(pk=room.pk)
    discard_submission(actor=participant, submission=room)
    with pytest.raises(DiscardedError):
        send_submission(actor=participant, submission=read, expected_version=read.version)


def test_the_words_that_send_it_back_come_back_themselves(
    participant: User,
    awaiting: Submission,
    approver: User,
    client_for: ClientFor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = client_for(approver)
    form = read_form(check_page(client, awaiting))
    late = after_discarding(signing_off.send_back, awaiting, participant)
    monkeypatch.setattr(signing_off, "send_back", late)
    answer = press(client, awaiting, "send-back", words="Say it shorter.", token=form["token"])
    assert answer.status_code == 404
    assert "Say it shorter." in read_page(answer).text


def test_who_it_is_from_has_no_page_any_more(
    participant: User, room: Submission, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = after_discarding(change_respondent, room, participant)
    monkeypatch.setattr("consultation.responses.views.rooms.change_respondent", late)
    answer = client_for(participant).post(url_of(room, "respondent"), {"role": "Director"})
    assert answer.status_code == 404
