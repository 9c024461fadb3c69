"""Saves of what changes a response, beside what else becomes of it, on real connections."""

import uuid
from collections.abc import Callable

import pytest

from accounts.models import User
from consultation.responses.actions import reject_response
from consultation.responses.actions.drafting import DraftConflictError
from consultation.responses.actions.drafting_edits import StandsAsItIsError, save_edit_draft
from consultation.responses.actions.editing import edit_response
from consultation.responses.actions.not_changed import EditConflictError
from consultation.responses.actions.withdrawing import withdraw_response
from consultation.responses.models import Draft, Response
from papers.models import Question
from tests.asking import post
from tests.racing import LONGEST_WAIT, begun, still_open
from tests.responses.edit_drafts import begin_edit, reread, writing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def held(participant: User, question: Question) -> Response:
    return post(participant, question, "As it was.")


@pytest.fixture(params=["reject", "withdraw"])
def finish(
    request: pytest.FixtureRequest, held: Response, participant: User, moderator: User
) -> Callable[[], None]:
    """End the response, as a moderator does or as its author."""

    def end() -> None:
        if request.param == "reject":
            reject_response(actor=moderator, response=reread(held))
        else:
            withdraw_response(actor=participant, response=reread(held))

    return end


def save(held: Response, body: str, token: uuid.UUID | None = None) -> Draft | None:
    stored = reread(held)
    assert stored.user is not None
    wanted = writing(body, client_token=token or uuid.uuid4())
    return save_edit_draft(actor=stored.user, response=stored, writing=wanted)


def edit(held: Response, body: str, token: uuid.UUID, *, seen: int = 1) -> None:
    stored = reread(held)
    assert stored.user is not None
    edit_response(
        actor=stored.user, response=stored, body=body, expected_version=seen, client_token=token
    )


def test_of_two_first_saves_one_is_kept_and_the_other_told(held: Response) -> None:
    with still_open(lambda: save(held, "One tab.")):
        late = begun(lambda: save(held, "Another tab."))
    with pytest.raises(DraftConflictError) as conflict:
        late.result(timeout=LONGEST_WAIT)
    assert conflict.value.theirs.body == "One tab."


def test_a_save_that_meets_its_own_edit_leaves_no_draft(held: Response) -> None:
    token = uuid.uuid4()
    with still_open(lambda: edit(held, "Said otherwise.", token)):
        late = begun(lambda: save(held, "Said otherwise.", token))
    assert late.result(timeout=LONGEST_WAIT) is None
    assert not Draft.objects.exists()


def test_an_edit_that_meets_a_save_of_its_form_ends_the_draft(held: Response) -> None:
    token = uuid.uuid4()
    with still_open(lambda: save(held, "Said oth", token)):
        late = begun(lambda: edit(held, "Said otherwise.", token))
    late.result(timeout=LONGEST_WAIT)
    assert (reread(held).comment, Draft.objects.count()) == ("Said otherwise.", 0)


def test_an_edit_that_is_refused_leaves_the_draft(held: Response) -> None:
    draft = begin_edit(held, "Half a")
    edit(held, "From elsewhere.", uuid.uuid4())
    with pytest.raises(EditConflictError):
        edit(held, "Half a sentence.", draft.client_token)
    assert Draft.objects.get().body == "Half a"


def test_a_save_that_meets_the_end_of_the_response_is_told(
    held: Response, finish: Callable[[], None]
) -> None:
    with still_open(finish):
        late = begun(lambda: save(held, "Too late."))
    with pytest.raises(StandsAsItIsError):
        late.result(timeout=LONGEST_WAIT)
    assert not Draft.objects.exists()


def test_a_draft_saved_in_time_outlives_a_moderator_s_no_and_not_its_writer_s_own_end(
    held: Response, finish: Callable[[], None]
) -> None:
    with still_open(lambda: save(held, "Just in time.")):
        late = begun(finish)
    late.result(timeout=LONGEST_WAIT)
    assert Draft.objects.exists() == (reread(held).state == Response.State.REJECTED)
