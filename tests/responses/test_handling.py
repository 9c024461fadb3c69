"""What staff do in threads: pin, close, and mark a question as answered in the report."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.responses.actions import ThreadClosedError, post_response
from consultation.responses.actions.handling import (
    close_thread,
    mark_answered,
    pin_response,
    reopen_thread,
    unpin_response,
)
from consultation.responses.actions.not_changed import (
    ChangedSinceSeenError,
    NotARootError,
    NotPublicError,
)
from consultation.responses.models import QuestionTally, Response
from papers.models import Question
from tests.asking import post, post_published
from tests.conftest import ClientFor
from tests.page import fetch, read_page

REASON = "It goes on under question 2."


def step(response: Response, name: str) -> str:
    return f"/responses/{response.public_id}/{name}/"


def answered(question: Question) -> str:
    return f"/papers/{question.paper.slug}/questions/{question.number}/answered/"


def tally_of(question: Question) -> QuestionTally:
    return QuestionTally.objects.get(question=question)


@pytest.fixture
def root(participant: User, question: Question) -> Response:
    return post_published(participant, question, "A root.")


@pytest.fixture
def browser(moderator: User, client_for: ClientFor) -> Client:
    return client_for(moderator)


@pytest.fixture
def desk(editor: User, client_for: ClientFor) -> Client:
    return client_for(editor)


def test_a_thread_is_pinned_and_unpinned(moderator: User, root: Response) -> None:
    before = tally_of(root.question).version
    pin_response(actor=moderator, response=root, instead_of=None)
    assert tally_of(root.question).pinned_id == root.pk
    unpin_response(actor=moderator, response=root)
    assert tally_of(root.question).pinned_id is None
    assert tally_of(root.question).version == before + 2
    verbs = Activity.objects.filter(object_id=root.pk).values_list("verb", flat=True)
    assert {Verb.RESPONSE_PINNED, Verb.RESPONSE_UNPINNED} <= set(verbs)


def test_another_is_pinned_instead_only_where_it_was_seen(
    moderator: User, lead: User, root: Response
) -> None:
    other = post_published(lead, root.question, "Another.")
    pin_response(actor=lead, response=other, instead_of=None)
    with pytest.raises(ChangedSinceSeenError):
        pin_response(actor=moderator, response=root, instead_of=None)
    pin_response(actor=moderator, response=root, instead_of=other.pk)
    assert tally_of(root.question).pinned_id == root.pk


def test_a_reply_is_pinned_and_no_thread_is_closed_at_it(moderator: User, root: Response) -> None:
    reply = post(moderator, root.question, "A reply.", to=root)
    pin_response(actor=moderator, response=reply, instead_of=None)
    assert tally_of(root.question).pinned_id == reply.pk
    with pytest.raises(NotARootError):
        close_thread(actor=moderator, root=reply, reason=REASON)


def test_what_waits_is_not_pinned(moderator: User, root: Response) -> None:
    Response.objects.filter(pk=root.pk).update(state="held")
    with pytest.raises(NotPublicError):
        pin_response(actor=moderator, response=root, instead_of=None)


def test_a_closed_thread_takes_no_reply_and_keeps_the_text(
    moderator: User, root: Response, other_participant: User, client_for: ClientFor
) -> None:
    reply = post(moderator, root.question, "A reply.", to=root)
    close_thread(actor=moderator, root=root, reason=REASON)
    url = f"/papers/{root.question.paper.slug}/questions/{root.question.number}/respond/"
    fields = {
        "body": "Words typed in vain.", "token": uuid.uuid4(), "asked_as": 1,
        "to": reply.public_id,
    }  # fmt: skip
    answer = client_for(other_participant).post(url, fields)
    assert answer.status_code == 409
    page = read_page(answer).text
    assert "This thread was closed and takes no more replies." in page
    assert "Words typed in vain." in answer.text


def test_reopened_it_takes_replies_again(
    moderator: User, root: Response, other_participant: User
) -> None:
    close_thread(actor=moderator, root=root, reason=REASON)
    with pytest.raises(ThreadClosedError):
        post(other_participant, root.question, "Too late.", to=root)
    reopen_thread(actor=moderator, root=root)
    assert post(other_participant, root.question, "In time.", to=root).depth == 1


def test_other_threads_of_the_question_go_on(
    moderator: User, root: Response, other_participant: User
) -> None:
    close_thread(actor=moderator, root=root, reason=REASON)
    posted = post_response(
        actor=other_participant, question_id=root.question_id, body="A new thread.",
        client_token=uuid.uuid4(),
    )  # fmt: skip
    assert posted.created


def test_a_reply_that_waits_is_published_into_the_closed_thread(
    moderator: User, root: Response, other_participant: User
) -> None:
    from consultation.responses.actions import publish_response

    reply = post(other_participant, root.question, "Posted in time.", to=root)
    close_thread(actor=moderator, root=root, reason=REASON)
    publish_response(actor=moderator, response=reply)
    root.refresh_from_db()
    assert root.reply_count == 1


def test_a_question_is_marked_as_answered_and_not_any_more(
    editor: User, question: Question
) -> None:
    mark_answered(actor=editor, question=question, where="Section 3 of the report")
    seen = tally_of(question).answered_at
    assert tally_of(question).answered_where == "Section 3 of the report"
    mark_answered(actor=editor, question=question, where="", seen=seen)
    assert (tally_of(question).answered_at, tally_of(question).answered_where) == (None, "")


def test_marking_what_was_marked_meanwhile_is_refused(
    editor: User, lead: User, question: Question
) -> None:
    mark_answered(actor=lead, question=question, where="Section 3")
    with pytest.raises(ChangedSinceSeenError):
        mark_answered(actor=editor, question=question, where="Section 4")
    assert tally_of(question).answered_where == "Section 3"


@pytest.mark.parametrize("role", ["participant", "editor", "analyst"])
def test_only_moderators_handle_threads(
    role: str, request: pytest.FixtureRequest, root: Response
) -> None:
    actor = request.getfixturevalue(role)
    with pytest.raises(PermissionDenied):
        pin_response(actor=actor, response=root, instead_of=None)
    with pytest.raises(PermissionDenied):
        close_thread(actor=actor, root=root, reason=REASON)
    with pytest.raises(PermissionDenied):
        reopen_thread(actor=actor, root=root)


def test_only_editors_mark_answers(moderator: User, question: Question) -> None:
    with pytest.raises(PermissionDenied):
        mark_answered(actor=moderator, question=question, where="Here")


def test_pinning_by_its_page(browser: Client, root: Response) -> None:
    assert "A root." in fetch(browser, step(root, "pin")).text
    answer = browser.post(step(root, "pin"), {"seen": ""}, follow=True)
    assert "The response is pinned: it stands first." in read_page(answer).text
    assert "Unpin it" in fetch(browser, step(root, "pin")).text
    browser.post(step(root, "pin"), {"seen": root.public_id})
    assert tally_of(root.question).pinned is None


def test_a_stale_page_pins_nothing(browser: Client, root: Response, lead: User) -> None:
    other = post_published(lead, root.question, "Another.")
    pin_response(actor=lead, response=other, instead_of=None)
    answer = browser.post(step(root, "pin"), {"seen": ""})
    assert answer.status_code == 409
    page = read_page(answer).text
    assert "Somebody else changed this" in page
    assert "It takes the place of what is pinned now: Lead" in page


def test_a_reply_s_page_says_where_to_go(browser: Client, root: Response, moderator: User) -> None:
    reply = post(moderator, root.question, "A reply.", to=root)
    assert "This is a reply." in fetch(browser, step(reply, "close")).text


def test_pinning_a_reply_by_its_page(browser: Client, root: Response, moderator: User) -> None:
    reply = post(moderator, root.question, "A reply.", to=root)
    assert "the way into its thread" in fetch(browser, step(reply, "pin")).text
    browser.post(step(reply, "pin"), {"seen": ""})
    assert tally_of(root.question).pinned_id == reply.pk


@pytest.mark.parametrize("blank", [" ", "\u200b", "\u3164"])
def test_a_reason_that_nobody_can_see_is_none(browser: Client, root: Response, blank: str) -> None:
    answer = browser.post(step(root, "close"), {"seen": "", "reason": blank})
    assert answer.status_code == 422
    assert "Say why the thread is closed" in read_page(answer).text


def test_closing_by_its_page(browser: Client, root: Response) -> None:
    browser.post(step(root, "close"), {"seen": "", "reason": REASON})
    root.refresh_from_db()
    assert root.closed_reason == REASON
    assert REASON in fetch(browser, step(root, "close")).text


def test_closing_what_is_closed_keeps_the_reason_typed(
    browser: Client, root: Response, lead: User
) -> None:
    close_thread(actor=lead, root=root, reason="Closed first.")
    answer = browser.post(step(root, "close"), {"seen": "", "reason": REASON})
    assert answer.status_code == 409
    page = read_page(answer).text
    assert "Closed first." in page
    assert REASON in page


@pytest.mark.parametrize("where", ["\u200b", "\u2060http://report.example/"])
def test_an_answer_stands_where_readers_can_see_and_follow(
    desk: Client, question: Question, where: str
) -> None:
    answer = desk.post(answered(question), {"seen": "", "where": where})
    assert answer.status_code == 422
    assert not QuestionTally.objects.filter(question=question, answered_at__isnull=False).exists()


def test_answering_by_its_page(desk: Client, question: Question) -> None:
    page = read_page(desk.post(answered(question), {"seen": "", "where": ""}))
    assert "Say where the answer is" in page.text
    desk.post(answered(question), {"seen": "", "where": "https://soundings.example/report"})
    tally = tally_of(question)
    assert tally.answered_at is not None
    seen = tally.answered_at.isoformat()
    answer = desk.post(answered(question), {"seen": seen, "undo": "yes"}, follow=True)
    assert "not marked as answered any more" in read_page(answer).text


@pytest.mark.parametrize(
    "where",
    [
        *(
            "javascript:alert(1)",
            "data:text/html,x",
            "//elsewhere",
            "http://x",
            "HTTPS://x.example",
        ),
        *("www.soundings.example/report", "soundings.example", "report.example/3", "/papers/"),
        *("https://", "https://not an address", "mailto:team@soundings.example"),
    ],
)
def test_an_address_that_readers_could_not_follow_is_refused(
    desk: Client, question: Question, where: str
) -> None:
    answer = desk.post(answered(question), {"seen": "", "where": where})
    assert answer.status_code == 422
    page = read_page(answer)
    assert "only if it begins with https://" in page.text
    assert f'value="{where}"' in answer.text
    assert not QuestionTally.objects.filter(answered_at__isnull=False).exists()


@pytest.mark.parametrize(
    "where", ["Section 3: what we heard", "3.2", "Annex: the table", "Part 2. See also 4.1."]
)
def test_words_say_where_the_answer_is(desk: Client, question: Question, where: str) -> None:
    desk.post(answered(question), {"seen": "", "where": where})
    assert tally_of(question).answered_where == where


def test_what_was_done_is_said_where_its_reader_lands(browser: Client, root: Response) -> None:
    for name, fields, said in (
        ("pin", {}, "The response is pinned: it stands first."),
        ("close", {"reason": REASON}, "The thread is closed, and readers see why."),
    ):
        answer = browser.post(step(root, name), {"seen": "", **fields}, follow=True)
        # Not at the response, far below what is said at the top.
        assert "#" not in answer.redirect_chain[-1][0]
        assert said in read_page(answer).text
