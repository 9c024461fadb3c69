"""Editing: what was said is kept, the policy looks again, and nothing is silently overwritten."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.responses.actions import CannotPostError, publish_response
from consultation.responses.actions.editing import Edited, edit_response
from consultation.responses.actions.handling import close_thread
from consultation.responses.actions.not_changed import (
    EditConflictError,
    NoLongerForThemError,
    NoLongerOpenError,
    NotChangeableError,
    SuspendedAuthorError,
    ThreadIsClosedError,
)
from consultation.responses.actions.withdrawing import withdraw_response
from consultation.responses.choosing import NO_CHOICE, Choice
from consultation.responses.models import (
    ChoiceTally,
    QuestionTally,
    Response,
    ResponseVersion,
    ResponseWords,
)
from papers.models import Paper, Question
from tests.asking import close, make_choice, make_paper, post, post_published, question_of
from tests.people import make_membership, make_suspension


def edit(response: Response, body: str, *, choice: Choice = NO_CHOICE, seen: int = 0) -> Edited:
    """Let its author say it otherwise, as they last saw it unless told otherwise."""
    response.refresh_from_db()
    author = response.user
    assert author is not None
    return edit_response(
        actor=author,
        response=response,
        body=body,
        choice=choice,
        expected_version=seen or response.version,
    )


def hold_everything(question: Question) -> None:
    Paper.objects.filter(pk=question.paper_id).update(moderation=Paper.Moderation.PRE)


@pytest.fixture
def public(participant: User, question: Question) -> Response:
    return post_published(participant, question, "A plan works.")


def tally_of(question: Question) -> QuestionTally:
    return QuestionTally.objects.get(question=question)


def test_the_new_text_is_published_and_the_old_one_kept(public: Response) -> None:
    edited = edit(public, "A plan *written together* works.").response
    assert (edited.state, edited.version, edited.comment) == (
        "published",
        2,
        "A plan *written together* works.",
    )
    assert "<em>written together</em>" in edited.html
    kept = ResponseVersion.objects.get(response=public)
    assert (kept.number, kept.comment, kept.was_public) == (1, "A plan works.", True)
    assert kept.written_at == public.submit_date


def test_it_is_logged_without_a_word_of_it(public: Response) -> None:
    edit(public, "Something else.")
    line = Activity.objects.get(verb=Verb.RESPONSE_EDITED)
    assert line.object_id == public.pk
    assert line.data == {"question": public.question_id, "version": 2, "held": False}


def test_the_same_text_changes_nothing(public: Response) -> None:
    edited = edit(public, "A plan works.\r\n")
    assert (edited.changed, edited.response.version) == (False, 1)
    assert not ResponseVersion.objects.exists()


def test_a_form_sent_twice_counts_once(public: Response) -> None:
    edit(public, "Better words.")
    again = edit(public, "Better words.", seen=1)
    assert (again.changed, again.response.version) == (False, 2)


def test_a_stale_form_overwrites_nothing(public: Response) -> None:
    edit(public, "From one tab.")
    with pytest.raises(EditConflictError):
        edit(public, "From another tab.", seen=1)
    public.refresh_from_db()
    assert public.comment == "From one tab."


def test_nobody_edits_what_is_not_theirs(public: Response, moderator: User) -> None:
    with pytest.raises(PermissionDenied):
        edit_response(actor=moderator, response=public, body="Mine now.", expected_version=1)


def test_a_trusted_author_s_edit_changes_no_count(public: Response, question: Question) -> None:
    before = tally_of(question)
    edit(public, "Other words.")
    after = tally_of(question)
    assert (after.answers, after.latest_id) == (1, public.pk)
    assert after.version > before.version


def test_the_words_are_found_anew(public: Response) -> None:
    edit(public, "Mentoring helps.")
    vector = ResponseWords.objects.get(response=public).vector
    assert "'mentor'" in vector
    assert "'plan'" not in vector


def test_an_edit_is_looked_at_again_where_everything_is(public: Response) -> None:
    hold_everything(public.question)
    edited = edit(public, "Words nobody has read.").response
    assert (edited.state, edited.is_public) == ("held", False)
    assert edited.published_at == public.published_at
    assert tally_of(public.question).answers == 0


def test_a_held_edit_leaves_the_latest_to_another(
    public: Response, other_participant: User, question: Question
) -> None:
    earlier = post_published(other_participant, question)
    Response.objects.filter(pk=earlier.pk).update(published_at=public.submit_date)
    hold_everything(question)
    edit(public, "Words nobody has read.")
    assert tally_of(question).latest_id == earlier.pk


def test_what_waits_can_be_edited_and_waits_on(participant: User, question: Question) -> None:
    held = post(participant, question, "First words.")
    edited = edit(held, "Second words.").response
    assert (edited.state, edited.version) == ("held", 2)
    assert not ResponseVersion.objects.get(response=held).was_public


def test_what_was_changed_before_anybody_read_it_is_not_marked(
    participant: User, moderator: User, question: Question
) -> None:
    held = edit(post(participant, question, "First words."), "Second words.").response
    publish_response(actor=moderator, response=held)
    assert held.edited_at is None


def test_an_edit_after_a_reply_says_so(public: Response, moderator: User) -> None:
    assert not edit(public, "No reply yet.").response.edited_after_replies
    post(moderator, public.question, "Why?", to=public)
    assert edit(public, "After the reply.").response.edited_after_replies


def test_a_held_reply_is_told_to_nobody(public: Response, other_participant: User) -> None:
    post(other_participant, public.question, "My first words.", to=public)
    assert not edit(public, "Changed.").response.edited_after_replies


def test_a_choice_is_counted_anew(editor: User, participant: User) -> None:
    question = make_choice(editor, "single", "Housing", "Work")
    root = post_published(participant, question, "", choice=Choice((0,)))
    edit(root, "", choice=Choice((1,)))
    places = ChoiceTally.objects.filter(question=question, place__gte=0)
    assert list(places.values_list("place", "count")) == [(1, 1)]
    assert ResponseVersion.objects.get(response=root).choices == [0]


def test_a_held_edit_s_choice_is_in_no_count(editor: User, participant: User) -> None:
    question = make_choice(editor, "single", "Housing", "Work")
    root = post_published(participant, question, "", choice=Choice((0,)))
    hold_everything(question)
    edit(root, "", choice=Choice((1,)))
    assert not ChoiceTally.objects.filter(question=question, count__gt=0).exists()


@pytest.mark.parametrize(
    ("body", "choice"), [("  ", NO_CHOICE), ("Words.", Choice((0,))), ("", Choice((7,)))]
)
def test_what_is_no_answer_is_refused(public: Response, body: str, choice: Choice) -> None:
    with pytest.raises(CannotPostError):
        edit(public, body, choice=choice)
    public.refresh_from_db()
    assert public.version == 1


def test_a_closed_paper_takes_no_edit(public: Response, open_paper: Paper) -> None:
    close(open_paper)
    with pytest.raises(NoLongerOpenError):
        edit(public, "Too late.")


def test_a_closed_thread_takes_no_edit(public: Response, moderator: User) -> None:
    reply = post(moderator, public.question, "A reply.", to=public)
    close_thread(actor=moderator, root=public, reason="It goes on elsewhere.")
    for response in (public, reply):
        with pytest.raises(ThreadIsClosedError):
            edit(response, "Too late.")


@pytest.mark.parametrize("state", ["rejected", "withdrawn"])
def test_what_is_not_there_is_not_edited(public: Response, state: str) -> None:
    Response.objects.filter(pk=public.pk).update(state=state)
    with pytest.raises(NotChangeableError):
        edit(public, "Back again.")


def test_who_is_suspended_edits_nothing(public: Response, participant: User) -> None:
    make_suspension(participant)
    with pytest.raises(SuspendedAuthorError):
        edit(public, "Still here.")


def test_who_left_an_organisation_changes_none_of_its_words(
    participant: User, question: Question
) -> None:
    membership = make_membership(participant)
    said = post_published(participant, question, "As one.", membership=membership)
    assert edit(said, "As one, said better.").changed
    type(membership).objects.filter(pk=membership.pk).update(left_at=said.submit_date)
    with pytest.raises(NoLongerForThemError):
        edit(said, "As myself.")
    with pytest.raises(NoLongerForThemError):
        withdraw_response(actor=participant, response=said)


def test_an_edit_keeps_the_wording_it_was_asked_as(editor: User, participant: User) -> None:
    question = question_of(make_paper(editor, title="Another paper"))
    root = post_published(participant, question)
    assert edit(root, "Said better.").response.wording_id == root.wording_id
