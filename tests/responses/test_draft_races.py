"""Saves and posts of one person at the same time, on real connections."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from accounts.models import User
from consultation.responses.actions import post_response
from consultation.responses.actions.drafting import DraftConflictError, end_drafts, save_draft
from consultation.responses.drafts.drafting import Writing
from consultation.responses.models import Draft, Response
from papers.models import Question
from tests.racing import LONGEST_WAIT, begun, still_open

pytestmark = pytest.mark.django_db(transaction=True)


def writing(question: Question, body: str, token: uuid.UUID | None = None) -> Writing:
    return Writing(
        question_id=question.pk, body=body, client_token=token or uuid.uuid4(), asked_as=1
    )


def test_of_two_first_saves_at_once_one_is_kept_and_the_other_is_told(
    participant: User, question: Question
) -> None:
    first, second = (writing(question, body) for body in ("One tab.", "Another tab."))
    with still_open(lambda: save_draft(actor=participant, writing=first)):
        late = begun(lambda: save_draft(actor=participant, writing=second))
    with pytest.raises(DraftConflictError) as conflict:
        late.result(timeout=LONGEST_WAIT)
    assert conflict.value.theirs.body == "One tab."
    kept = {draft.body: draft.is_beside for draft in Draft.objects.all()}
    assert kept == {"One tab.": False, "Another tab.": True}


def test_eight_tabs_at_once_keep_one_draft_and_seven_beside_it(
    participant: User, question: Question
) -> None:
    def save(number: int) -> bool:
        try:
            save_draft(actor=participant, writing=writing(question, f"Tab {number}."))
        except DraftConflictError:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(save, range(8)))
    assert sum(kept) == Draft.objects.filter(is_beside=False).count() == 1
    assert {draft.body for draft in Draft.objects.all()} == {f"Tab {n}." for n in range(8)}


def test_a_save_that_meets_the_post_of_its_form_leaves_no_draft(
    participant: User, question: Question
) -> None:
    token = uuid.uuid4()

    def post() -> None:
        post_response(actor=participant, question_id=question.pk, body="Said.", client_token=token)

    with still_open(post):
        late = begun(
            lambda: save_draft(actor=participant, writing=writing(question, "Said.", token))
        )
    assert late.result(timeout=LONGEST_WAIT) is None
    assert (Draft.objects.count(), Response.objects.count()) == (0, 1)


def test_a_post_that_meets_a_save_of_its_form_ends_the_draft(
    participant: User, question: Question
) -> None:
    token = uuid.uuid4()
    with still_open(lambda: save_draft(actor=participant, writing=writing(question, "So", token))):
        late = begun(
            lambda: post_response(
                actor=participant, question_id=question.pk, body="So said.", client_token=token
            )
        )
    assert late.result(timeout=LONGEST_WAIT).created
    assert not Draft.objects.exists()


def test_a_post_that_fails_leaves_the_draft(participant: User, question: Question) -> None:
    token = uuid.uuid4()
    save_draft(actor=participant, writing=writing(question, "Kept.", token))
    with pytest.raises(Exception, match="question we do not know"):
        post_response(
            actor=participant,
            question_id=question.pk,
            body="Kept.",
            client_token=token,
            asked_as=99,
        )
    assert Draft.objects.get().body == "Kept."


def test_nobody_ends_another_s_draft(
    participant: User, other_participant: User, question: Question
) -> None:
    token = uuid.uuid4()
    save_draft(actor=participant, writing=writing(question, "Mine.", token))
    end_drafts(actor=other_participant, client_token=token)
    assert Draft.objects.get().person == participant
