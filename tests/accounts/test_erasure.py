"""Erasing a person: what goes, what leaves an empty place, and what stays an organisation's."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions.rights import (
    AlreadyErasedError,
    StillStaffError,
    ask_for_erasure,
    erase_person,
)
from accounts.models import Membership, Organisation, User
from consultation.activity.models import Activity, Verb
from consultation.mail.models import Message
from consultation.moderation.actions import publish_response, reject_response
from consultation.moderation.models import Decision, Reason
from consultation.responses.models import QuestionTally, Response
from papers.models import Question
from tests.asking import post, post_published
from tests.page import fetch
from tests.people import make_membership, make_organisation, make_person
from tests.responses.multiplying import multiply

pytestmark = pytest.mark.django_db


def state_of(response: Response) -> str | None:
    return Response.objects.filter(pk=response.pk).values_list("state", flat=True).first()


def thread_url(question: Question, root: Response) -> str:
    slug = question.paper.slug
    return reverse("responses:thread", args=[slug, question.number, root.public_id])


def test_the_account_is_gone(participant: User) -> None:
    erase_person(actor=None, person=participant)
    assert not User.objects.filter(email="participant@soundings.example").exists()


def test_what_nobody_replied_to_is_deleted(participant: User, question: Question) -> None:
    response = post_published(participant, question)
    erase_person(actor=None, person=participant)
    assert state_of(response) is None
    assert not Question.objects.filter(responses__pk=response.pk).exists()


@pytest.mark.parametrize("state", ["held", "rejected"])
def test_what_was_never_published_is_deleted(
    participant: User, moderator: User, question: Question, state: str
) -> None:
    response = post(participant, question)
    if state == "rejected":
        reason = Reason.objects.first()
        assert reason
        reject_response(actor=moderator, response=response, reason=reason, words="No.")
    erase_person(actor=None, person=participant)
    assert state_of(response) is None
    assert not Decision.objects.exists()


def test_a_private_answer_is_deleted(participant: User, question: Question) -> None:
    response = post(participant, question, visibility=Response.Visibility.PRIVATE)
    erase_person(actor=None, person=participant)
    assert state_of(response) is None


def test_what_others_replied_to_leaves_an_empty_place(
    participant: User, other_participant: User, question: Question
) -> None:
    root = post_published(participant, question, "canary text")
    reply = post_published(other_participant, question, "A reply.", to=root)
    counts = erase_person(actor=None, person=participant)
    root.refresh_from_db()
    assert (root.state, root.comment, root.html, root.shown_name) == ("erased", "", "", "")
    assert (root.user_id, root.is_public) == (None, False)
    assert state_of(reply) == "published"
    assert counts["responses_emptied"] == 1


def test_own_replies_to_own_words_go_with_them(participant: User, question: Question) -> None:
    root = post_published(participant, question)
    reply = post_published(participant, question, "And more.", to=root)
    erase_person(actor=None, person=participant)
    assert (state_of(root), state_of(reply)) == (None, None)


def test_an_empty_place_goes_once_nothing_stands_below_it(
    participant: User, other_participant: User, question: Question
) -> None:
    root = post_published(participant, question)
    reply = post_published(other_participant, question, "A reply.", to=root)
    erase_person(actor=None, person=participant)
    assert state_of(root) == "erased"
    erase_person(actor=None, person=other_participant)
    assert (state_of(root), state_of(reply)) == (None, None)


def test_the_counts_are_true_afterwards(
    participant: User, other_participant: User, question: Question
) -> None:
    root = post_published(other_participant, question, "Stays.")
    post_published(participant, question, "Goes.")
    mine = post_published(participant, question, "Leaves a place.", to=root)
    last = post_published(other_participant, question, "A reply to it.", to=mine)
    post_published(participant, question, "Goes too.", to=last)
    erase_person(actor=None, person=participant)
    tally = QuestionTally.objects.get(question=question)
    assert (tally.answers, tally.replies, tally.latest_id) == (1, 1, last.pk)
    root.refresh_from_db()
    assert root.reply_count == 1


def test_the_page_shows_the_empty_place_and_what_is_below_it(
    participant: User, other_participant: User, question: Question, visitor: Client
) -> None:
    root = post_published(participant, question, "canary text")
    post_published(other_participant, question, "A reply that stays.", to=root)
    erase_person(actor=None, person=participant)
    url = reverse("responses:question", args=[question.paper.slug, question.number])
    for page in (fetch(visitor, url), fetch(visitor, thread_url(question, root))):
        assert "This response was erased with its author’s account." in page.text
        assert "A reply that stays." in page.text
        assert "in reply to an erased response" in page.text
        assert "canary" not in page.text
        assert "Participant" not in page.text


def test_the_permalink_of_an_empty_place_lands_in_its_thread(
    participant: User, other_participant: User, question: Question, visitor: Client
) -> None:
    root = post_published(other_participant, question)
    mine = post_published(participant, question, "Mine.", to=root)
    post_published(other_participant, question, "Below.", to=mine)
    erase_person(actor=None, person=participant)
    answer = visitor.get(reverse("responses:permalink", args=[mine.public_id]))
    assert answer.headers["Location"] == f"{thread_url(question, root)}#r-{mine.public_id}"


def test_the_permalink_of_a_deleted_response_is_not_there(
    participant: User, question: Question, visitor: Client
) -> None:
    mine = post_published(participant, question)
    erase_person(actor=None, person=participant)
    assert visitor.get(reverse("responses:permalink", args=[mine.public_id])).status_code == 404


def test_an_empty_place_with_nothing_to_read_below_it_is_not_shown(
    participant: User, other_participant: User, moderator: User, question: Question
) -> None:
    """A held reply is on no public page, and neither is the place that waits for it."""
    root = post_published(participant, question)
    post(other_participant, question, "Held.", to=root)
    erase_person(actor=None, person=participant)
    place = Response.objects.get(pk=root.pk)
    assert place not in Response.objects.in_place_for(participant)
    assert place in Response.objects.in_place_for(moderator)
    assert place not in Response.objects.visible_to(moderator)


def test_what_was_posted_for_an_organisation_stays_without_the_name(
    participant: User, moderator: User, question: Question, visitor: Client
) -> None:
    membership = make_membership(participant)
    response = post(participant, question, "For all of us.", membership=membership)
    publish_response(actor=moderator, response=response)
    erase_person(actor=None, person=participant)
    response.refresh_from_db()
    assert (response.user_id, response.shown_name) == (None, "")
    assert response.shown_organisation == "Northfield Resettlement Trust"
    page = fetch(visitor, thread_url(question, response))
    assert "For all of us." in page.text
    assert "not yet confirmed" not in page.text


def test_what_was_never_confirmed_stays_unconfirmed(participant: User, question: Question) -> None:
    membership = make_membership(participant, confirmed=False)
    response = post(participant, question, membership=membership)
    erase_person(actor=None, person=participant)
    response.refresh_from_db()
    assert not response.stays_confirmed


def test_what_was_posted_for_an_organisation_goes_if_it_asked(
    participant: User, question: Question
) -> None:
    membership = make_membership(participant)
    response = post(participant, question, membership=membership)
    erase_person(actor=None, person=participant, also_for=[membership.organisation])
    assert state_of(response) is None


def test_a_moderator_can_still_decide_what_waits_for_an_organisation(
    participant: User, moderator: User, question: Question
) -> None:
    membership = make_membership(participant)
    response = post(participant, question, membership=membership)
    erase_person(actor=None, person=participant)
    response.refresh_from_db()
    publish_response(actor=moderator, response=response)
    assert state_of(response) == "published"
    assert not Message.objects.exists()


def test_an_organisation_that_nobody_else_named_goes_too(
    participant: User, question: Question
) -> None:
    own = make_organisation("Canary House", verified_at=None, proposed_by=participant)
    membership = make_membership(participant, own, confirmed=False)
    response = post(participant, question, membership=membership)
    erase_person(actor=None, person=participant)
    assert not Organisation.objects.filter(pk=own.pk).exists()
    assert state_of(response) is None


def test_a_proposed_organisation_with_others_in_it_stays(
    participant: User, other_participant: User
) -> None:
    proposed = make_organisation("Harbour", verified_at=None, proposed_by=participant)
    make_membership(participant, proposed, confirmed=False)
    make_membership(other_participant, proposed, confirmed=False)
    erase_person(actor=None, person=participant)
    proposed.refresh_from_db()
    assert proposed.proposed_by_id is None
    assert Membership.objects.get().user == other_participant


def test_the_log_keeps_numbers_and_no_name(participant: User, lead: User) -> None:
    number = participant.pk
    erase_person(actor=lead, person=participant)
    line = Activity.objects.get(verb=Verb.PERSON_ERASED)
    assert (line.actor_id, line.object_id) == (lead.pk, number)
    assert all(isinstance(value, int) for value in line.data.values())


def test_a_member_of_staff_is_not_erased(moderator: User, analyst: User) -> None:
    with pytest.raises(StillStaffError):
        erase_person(actor=None, person=moderator)
    with pytest.raises(StillStaffError):
        ask_for_erasure(actor=analyst)
    assert User.objects.filter(pk=moderator.pk).exists()


def test_an_operator_is_not_erased(db: None) -> None:
    operator = User.objects.create_superuser("operator@soundings.example")
    with pytest.raises(StillStaffError):
        erase_person(actor=None, person=operator)


def test_only_a_lead_may_erase_and_not_themself(
    participant: User, moderator: User, lead: User
) -> None:
    with pytest.raises(PermissionDenied):
        erase_person(actor=moderator, person=participant)
    with pytest.raises(PermissionDenied):
        erase_person(actor=lead, person=lead)


def test_erasing_twice_is_said(participant: User) -> None:
    again = User.objects.get(pk=participant.pk)
    erase_person(actor=None, person=participant)
    with pytest.raises(AlreadyErasedError):
        erase_person(actor=None, person=again)


def test_many_responses_go_in_as_many_queries_as_a_few(
    participant: User, other_participant: User, question: Question
) -> None:
    def queries(person: User, times: int) -> int:
        multiply(post_published(person, question), times)
        with CaptureQueriesContext(connection) as made:
            erase_person(actor=None, person=person)
        return len(made)

    erase_person(actor=None, person=make_person("first"))  # what Django asks once, it asks now
    assert queries(participant, 1_000) == queries(other_participant, 10)
    assert not Response.objects.exists()
