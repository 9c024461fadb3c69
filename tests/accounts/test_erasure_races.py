"""Somebody acts as a person is erased: one of the two comes first, and nothing is orphaned."""

from collections.abc import Callable

import pytest

from accounts.actions.organisations import verify_organisation
from accounts.actions.rights import (
    AlreadyErasedError,
    RequestSettledError,
    ask_for_erasure,
    carry_out_erasure,
    erase_person,
    take_back_erasure,
)
from accounts.models import ErasureRequest, Membership, Organisation, User
from consultation.mail.models import Message
from consultation.moderation.actions import publish_response
from consultation.moderation.models import Decision
from consultation.responses.actions import AlreadyDecidedError, CannotPostError
from consultation.responses.models import QuestionTally, Response
from papers.models import Question
from tests.asking import post, post_published
from tests.people import make_membership, make_organisation
from tests.racing import LONGEST_WAIT, begun, still_open

pytestmark = pytest.mark.django_db(transaction=True)


def erasing(person: User) -> Callable[[], object]:
    return lambda: erase_person(actor=None, person=User.objects.get(pk=person.pk))


def verify(actor: User, organisation: Organisation) -> None:
    verify_organisation(
        actor=actor, organisation=organisation, expected_version=organisation.version
    )


def is_gone(person: User) -> bool:
    return not User.objects.filter(pk=person.pk).exists()


def test_what_was_posted_first_goes_too(participant: User, question: Question) -> None:
    with still_open(lambda: post(participant, question)):
        erasure = begun(erasing(participant))
        assert not erasure.done()
    erasure.result(timeout=LONGEST_WAIT)
    assert is_gone(participant)
    assert not Response.objects.exists()


def test_what_is_posted_second_is_refused(participant: User, question: Question) -> None:
    with still_open(erasing(participant)):
        posting = begun(lambda: post(participant, question))
        assert not posting.done()
    with pytest.raises(CannotPostError):
        posting.result(timeout=LONGEST_WAIT)
    assert not Response.objects.exists()


def test_a_reply_that_came_first_keeps_its_place(
    participant: User, other_participant: User, question: Question
) -> None:
    root = post_published(participant, question)
    with still_open(lambda: post_published(other_participant, question, "A reply.", to=root)):
        erasure = begun(erasing(participant))
        assert not erasure.done()
    erasure.result(timeout=LONGEST_WAIT)
    root.refresh_from_db()
    assert (root.state, root.reply_count) == ("erased", 1)


def test_a_reply_that_comes_second_is_refused(
    participant: User, other_participant: User, question: Question
) -> None:
    root = post_published(participant, question)
    with still_open(erasing(participant)):
        replying = begun(lambda: post(other_participant, question, "A reply.", to=root))
        assert not replying.done()
    with pytest.raises(CannotPostError):
        replying.result(timeout=LONGEST_WAIT)
    assert not Response.objects.exists()


def test_a_decision_that_came_first_goes_with_its_mail(
    participant: User, moderator: User, question: Question
) -> None:
    held = post(participant, question)
    with still_open(lambda: publish_response(actor=moderator, response=held)):
        erasure = begun(erasing(participant))
        assert not erasure.done()
    erasure.result(timeout=LONGEST_WAIT)
    assert not Response.objects.exists()
    assert not Decision.objects.exists()
    assert not Message.objects.exists()
    assert QuestionTally.objects.get().answers == 0


def test_a_decision_that_comes_second_finds_nothing(
    participant: User, moderator: User, question: Question
) -> None:
    held = post(participant, question)
    with still_open(erasing(participant)):
        deciding = begun(lambda: publish_response(actor=moderator, response=held))
        assert not deciding.done()
    with pytest.raises(AlreadyDecidedError):
        deciding.result(timeout=LONGEST_WAIT)
    assert not QuestionTally.objects.filter(answers__gt=0).exists()


def test_a_reply_of_another_that_is_published_meanwhile_is_counted(
    participant: User, other_participant: User, moderator: User, question: Question
) -> None:
    root = post_published(participant, question)
    held = post(other_participant, question, "A reply.", to=root)
    with still_open(lambda: publish_response(actor=moderator, response=held)):
        erasure = begun(erasing(participant))
    erasure.result(timeout=LONGEST_WAIT)
    root.refresh_from_db()
    tally = QuestionTally.objects.get()
    assert (tally.answers, tally.replies, root.reply_count) == (0, 1, 1)


def test_of_two_erasures_at_once_one_is_done(participant: User) -> None:
    person = User.objects.get(pk=participant.pk)
    with still_open(erasing(participant)):
        second = begun(lambda: erase_person(actor=None, person=person))
        assert not second.done()
    with pytest.raises(AlreadyErasedError):
        second.result(timeout=LONGEST_WAIT)
    assert is_gone(participant)


def test_a_request_that_is_being_taken_back_is_not_carried_out(
    participant: User, lead: User
) -> None:
    ask_for_erasure(actor=participant)
    request = ErasureRequest.objects.get()
    with still_open(lambda: take_back_erasure(actor=participant)):
        erasure = begun(lambda: carry_out_erasure(actor=lead, request=request))
        assert not erasure.done()
    with pytest.raises(RequestSettledError):
        erasure.result(timeout=LONGEST_WAIT)
    assert not is_gone(participant)


def test_an_erasure_that_came_first_leaves_nothing_to_take_back(
    participant: User, lead: User
) -> None:
    ask_for_erasure(actor=participant)
    request = ErasureRequest.objects.get()
    with still_open(lambda: carry_out_erasure(actor=lead, request=request)):
        withdrawal = begun(lambda: take_back_erasure(actor=participant))
    assert withdrawal.result(timeout=LONGEST_WAIT) is False
    assert is_gone(participant)


def test_a_membership_that_changes_meanwhile_goes_too(
    participant: User, question: Question
) -> None:
    """The change also writes a mail to the person: a row that points at theirs when it commits."""
    membership = make_membership(participant)

    def change() -> None:
        Membership.objects.filter(pk=membership.pk).update(role="approver")
        Message.objects.create(recipient=participant, to=participant.email, kind="x", key="1")

    with still_open(change):
        erasure = begun(erasing(participant))
        assert not erasure.done()
    erasure.result(timeout=LONGEST_WAIT)
    assert not Membership.objects.exists()
    assert not Message.objects.exists()


def test_an_organisation_that_is_verified_first_stays_with_what_was_said_for_it(
    participant: User, lead: User, question: Question
) -> None:
    own = make_organisation("Harbour Project", verified_at=None, proposed_by=participant)
    membership = make_membership(participant, own, role=Membership.Role.OWNER, confirmed=False)
    said = post(participant, question, membership=membership)
    with still_open(lambda: verify(lead, own)):
        erasure = begun(erasing(participant))
        assert not erasure.done()
    erasure.result(timeout=LONGEST_WAIT)
    assert Organisation.objects.filter(pk=own.pk).exists()
    said.refresh_from_db()
    assert (said.user_id, said.organisation_id) == (None, own.pk)
