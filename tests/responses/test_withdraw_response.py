"""Withdrawing: the words go everywhere, the place and the replies stay."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.responses.actions.handling import pin_response
from consultation.responses.actions.not_changed import NotChangeableError, SuspendedAuthorError
from consultation.responses.actions.withdrawing import withdraw_response
from consultation.responses.choosing import Choice
from consultation.responses.models import ChoiceTally, QuestionTally, Response
from papers.models import Paper, Question
from tests.asking import close, make_choice, post, post_published
from tests.conftest import ClientFor
from tests.people import make_suspension


@pytest.fixture
def public(participant: User, question: Question) -> Response:
    return post_published(participant, question, "Words to be taken back.")


def withdraw(response: Response) -> bool:
    assert response.user is not None
    return withdraw_response(actor=response.user, response=response)


def test_it_is_read_and_counted_no_more(public: Response, question: Question) -> None:
    assert withdraw(public)
    public.refresh_from_db()
    assert (public.state, public.is_public) == ("withdrawn", False)
    assert public.withdrawn_at is not None
    tally = QuestionTally.objects.get(question=question)
    assert (tally.answers, tally.latest) == (0, None)


def test_a_reply_taken_back_is_no_reply_of_its_thread(public: Response, moderator: User) -> None:
    reply = post(moderator, public.question, "A reply.", to=public)
    withdraw(reply)
    public.refresh_from_db()
    assert public.reply_count == 0
    assert QuestionTally.objects.get(question=public.question_id).replies == 0


def test_replies_stay_below_its_place(public: Response, moderator: User) -> None:
    reply = post(moderator, public.question, "A reply.", to=public)
    withdraw(public)
    shown = Response.objects.in_place_for(AnonymousUser()).order_by("path")
    readable = [(each.pk, each.is_readable) for each in shown]  # type: ignore[attr-defined]
    assert readable == [(public.pk, False), (reply.pk, True)]


def test_what_was_never_public_leaves_no_place(participant: User, question: Question) -> None:
    held = post(participant, question, "Nobody has read this.")
    withdraw(held)
    assert not Response.objects.in_place_for(AnonymousUser()).exists()


def test_its_choice_is_counted_no_more(editor: User, participant: User) -> None:
    question = make_choice(editor, "single", "Housing", "Work")
    withdraw(post_published(participant, question, "", choice=Choice((0,))))
    assert not ChoiceTally.objects.filter(question=question, count__gt=0).exists()


def test_it_is_not_pinned_any_more(public: Response, moderator: User) -> None:
    pin_response(actor=moderator, response=public, instead_of=None)
    withdraw(public)
    assert QuestionTally.objects.get(question=public.question_id).pinned is None


def test_a_second_time_does_nothing(public: Response) -> None:
    assert withdraw(public)
    assert not withdraw(public)
    assert Activity.objects.filter(verb=Verb.RESPONSE_WITHDRAWN).count() == 1


def test_a_closed_paper_keeps_nobody_from_it(public: Response, open_paper: Paper) -> None:
    close(open_paper)
    assert withdraw(public)


def test_nobody_withdraws_what_is_not_theirs(public: Response, moderator: User) -> None:
    with pytest.raises(PermissionDenied):
        withdraw_response(actor=moderator, response=public)


def test_what_was_not_published_cannot_be_withdrawn(public: Response) -> None:
    Response.objects.filter(pk=public.pk).update(state="rejected")
    with pytest.raises(NotChangeableError):
        withdraw(public)


def test_who_is_suspended_withdraws_nothing(public: Response, participant: User) -> None:
    make_suspension(participant)
    with pytest.raises(SuspendedAuthorError):
        withdraw(public)


def test_its_author_and_moderators_read_on(
    public: Response, participant: User, moderator: User, client_for: ClientFor
) -> None:
    withdraw(public)
    mine = client_for(participant).get(reverse("reading:mine")).text
    case = client_for(moderator).get(reverse("moderation:review", args=[public.public_id])).text
    assert "Words to be taken back." in mine
    assert "Words to be taken back." in case


@pytest.mark.parametrize("role", ["visitor", "other_participant", "editor", "analyst"])
def test_its_history_goes_with_it(
    role: str, public: Response, request: pytest.FixtureRequest, client_for: ClientFor
) -> None:
    withdraw(public)
    reader = request.getfixturevalue(role)
    browser = reader if isinstance(reader, Client) else client_for(reader)
    assert browser.get(f"/responses/{public.public_id}/history/").status_code == 404
