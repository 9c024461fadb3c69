"""Changing a response while others act on it, each on a connection of their own."""

import uuid

import pytest

from accounts.actions.rights import erase_person
from accounts.models import User
from consultation.responses.actions import (
    AlreadyDecidedError,
    ThreadClosedError,
    post_response,
    publish_response,
    reject_response,
)
from consultation.responses.actions.editing import Edited, edit_response
from consultation.responses.actions.handling import close_thread, pin_response
from consultation.responses.actions.not_changed import EditConflictError, NotChangeableError
from consultation.responses.actions.withdrawing import withdraw_response
from consultation.responses.models import QuestionTally, Response
from papers.models import Paper, Question
from tests.asking import post, post_published
from tests.racing import begun, still_open

pytestmark = pytest.mark.django_db(transaction=True)
SOON = 10  # seconds: only a broken rule waits so long


def stored(response: Response) -> Response:
    return Response.objects.select_related("question__paper").get(pk=response.pk)


def edit(response: Response, body: str, *, seen: int = 1) -> Edited:
    now = stored(response)
    assert now.user is not None
    return edit_response(actor=now.user, response=now, body=body, expected_version=seen)


def withdraw(response: Response) -> bool:
    now = stored(response)
    assert now.user is not None
    return withdraw_response(actor=now.user, response=now)


def reply_to(response: Response, author: User) -> Response:
    return post_response(
        actor=author, question_id=response.question_id, body="A reply.",
        client_token=uuid.uuid4(), in_reply_to=response,
    ).response  # fmt: skip


def counted(question: Question) -> tuple[int, int]:
    tally = QuestionTally.objects.get(question=question)
    return tally.answers, tally.replies


@pytest.fixture
def public(participant: User, question: Question) -> Response:
    return post_published(participant, question)


@pytest.fixture
def replier(other_participant: User, question: Question) -> User:
    """Somebody whose replies appear at once."""
    post_published(other_participant, question, "Their first.")
    return other_participant


def test_of_two_edits_the_second_is_told_of_the_first(public: Response) -> None:
    with still_open(lambda: edit(public, "From one tab.")):
        second = begun(lambda: edit(public, "From another tab."))
    with pytest.raises(EditConflictError):
        second.result(SOON)
    assert stored(public).comment == "From one tab."


def test_one_form_sent_twice_at_once_is_one_edit(public: Response) -> None:
    with still_open(lambda: edit(public, "Better words.")):
        second = begun(lambda: edit(public, "Better words."))
    assert not second.result(SOON).changed
    assert stored(public).version == 2


def test_a_decision_on_what_was_edited_meanwhile_is_none(
    participant: User, moderator: User, question: Question
) -> None:
    held = post(participant, question, "As it was read.")
    read = stored(held)
    for decide in (publish_response, reject_response):
        seen = stored(held).version
        with still_open(lambda seen=seen: edit(held, f"Changed {seen}.", seen=seen)):  # type: ignore[misc]
            decision = begun(lambda decide=decide: decide(actor=moderator, response=read))  # type: ignore[misc]
        with pytest.raises(AlreadyDecidedError):
            decision.result(SOON)
    assert stored(held).state == "held"


def test_an_edit_after_a_refusal_finds_nothing_to_change(
    participant: User, moderator: User, question: Question
) -> None:
    held = post(participant, question, "As it was read.")
    with still_open(lambda: reject_response(actor=moderator, response=stored(held))):
        second = begun(lambda: edit(held, "Changed too late."))
    with pytest.raises(NotChangeableError):
        second.result(SOON)


def test_an_edit_after_a_publication_is_an_edit_of_what_is_public(
    participant: User, moderator: User, question: Question
) -> None:
    held = post(participant, question, "As it was read.")
    with still_open(lambda: publish_response(actor=moderator, response=stored(held))):
        second = begun(lambda: edit(held, "Changed at once."))
    assert second.result(SOON).changed
    assert stored(held).versions.get().was_public
    assert counted(question) == (1, 0)


def test_an_edit_behind_a_reply_is_marked(public: Response, replier: User) -> None:
    with still_open(lambda: reply_to(public, replier)):
        second = begun(lambda: edit(public, "Said otherwise."))
    assert second.result(SOON).response.edited_after_replies


def test_a_reply_behind_an_edit_is_posted(public: Response, replier: User) -> None:
    with still_open(lambda: edit(public, "Said otherwise.")):
        second = begun(lambda: reply_to(public, replier))
    assert second.result(SOON).state == "published"
    assert not stored(public).edited_after_replies
    assert stored(public).reply_count == 1


@pytest.mark.parametrize("first", ["withdraw", "reply"])
def test_a_withdrawal_and_a_reply_are_both_counted(
    first: str, public: Response, replier: User, question: Question
) -> None:
    acts = [lambda: withdraw(public), lambda: reply_to(public, replier)]
    one, other = acts if first == "withdraw" else acts[::-1]
    with still_open(one):
        second = begun(other)
    assert second.result(SOON)
    assert stored(public).state == "withdrawn"
    assert counted(question) == (1, 1)  # the replier's own first answer, and the reply


def test_a_withdrawal_and_an_edit_that_goes_back_to_a_moderator(
    public: Response, question: Question
) -> None:
    Paper.objects.update(moderation=Paper.Moderation.PRE)
    with still_open(lambda: edit(public, "Words nobody has read.")):
        second = begun(lambda: withdraw(public))
    assert second.result(SOON)
    assert (stored(public).state, counted(question)) == ("withdrawn", (0, 0))


def test_what_is_withdrawn_first_is_not_pinned(public: Response, moderator: User) -> None:
    with still_open(lambda: withdraw(public)):
        second = begun(
            lambda: pin_response(actor=moderator, response=stored(public), instead_of=None)
        )
    with pytest.raises(Exception, match="Readers cannot read this"):
        second.result(SOON)
    assert QuestionTally.objects.get(question=public.question_id).pinned is None


def test_of_two_moderators_one_pins(public: Response, moderator: User, lead: User) -> None:
    other = post_published(lead, public.question, "Another.")
    with still_open(lambda: pin_response(actor=lead, response=other, instead_of=None)):
        second = begun(
            lambda: pin_response(actor=moderator, response=stored(public), instead_of=None)
        )
    with pytest.raises(Exception, match="Somebody else changed this"):
        second.result(SOON)
    assert QuestionTally.objects.get(question=public.question_id).pinned_id == other.pk


def test_a_reply_behind_the_closing_is_refused(
    public: Response, replier: User, moderator: User, question: Question
) -> None:
    def close() -> None:
        close_thread(actor=moderator, root=stored(public), reason="It goes on elsewhere.")

    with still_open(close):
        second = begun(lambda: reply_to(public, replier))
    with pytest.raises(ThreadClosedError):
        second.result(SOON)
    assert counted(question) == (2, 0)


def test_a_closing_behind_a_reply_counts_it(
    public: Response, replier: User, moderator: User, question: Question
) -> None:
    def close() -> None:
        close_thread(actor=moderator, root=stored(public), reason="It goes on elsewhere.")

    with still_open(lambda: reply_to(public, replier)):
        second = begun(close)
    second.result(SOON)
    assert (stored(public).reply_count, counted(question)) == (1, (2, 1))


def test_an_erasure_and_a_reply_never_wait_for_one_another(
    public: Response, participant: User, replier: User, question: Question
) -> None:
    with still_open(lambda: reply_to(public, replier)):
        second = begun(lambda: erase_person(actor=None, person=participant))
    second.result(SOON)
    assert (stored(public).state, counted(question)) == ("erased", (1, 1))
