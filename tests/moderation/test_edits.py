"""A change of what was public: it waits, it is read beside what it replaces, and is decided on."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.digests.news import news_for
from consultation.mail.kinds import Mail, kind_named
from consultation.mail.models import Message
from consultation.moderation.actions import (
    ChangedMeanwhileError,
    publish_response,
    reject_response,
)
from consultation.moderation.models import Decision, Reason
from consultation.responses.actions import post_response
from consultation.responses.actions.editing import edit_response
from consultation.responses.actions.withdrawing import withdraw_response
from consultation.responses.choosing import Choice
from consultation.responses.models import ChoiceTally, QuestionTally, Response, ResponseVersion
from consultation.responses.taking_part.quoting import quote_of, shown_quotes
from papers.models import Paper, Question
from tests.asking import make_choice, post, post_published
from tests.conftest import ClientFor
from tests.page import fetch, read_page

OLD, NEW = "Housing first, then work.", "Housing first, then a mentor."


def edit(response: Response, body: str, choice: Choice | None = None) -> Response:
    stored = Response.objects.get(pk=response.pk)
    assert stored.user is not None
    return edit_response(
        actor=stored.user,
        response=stored,
        body=body,
        choice=choice or stored.choice,
        expected_version=stored.version,
    ).response


def hold_everything(question: Question) -> None:
    Paper.objects.filter(pk=question.paper_id).update(moderation=Paper.Moderation.PRE)


def case_of(response: Response) -> Response:
    return Response.objects.select_related("question__paper").get(pk=response.pk)


def quoted_by(reply: Response) -> str:
    stored = Response.objects.select_related("quote__source").get(pk=reply.pk)
    return shown_quotes([stored])[reply.pk].text


def composed() -> Mail | None:
    message = Message.objects.select_related("recipient").order_by("-pk")[0]
    return kind_named(message.kind).compose(message)


@pytest.fixture
def waiting(participant: User, question: Question) -> Response:
    """A published response whose change waits."""
    public = post_published(participant, question, OLD)
    hold_everything(question)
    return edit(public, NEW)


@pytest.fixture
def browser(moderator: User, client_for: ClientFor) -> Client:
    return client_for(moderator)


def test_the_queue_says_that_it_is_a_change(browser: Client, waiting: Response) -> None:
    row = fetch(browser, "/desk/moderation/").text
    assert "Changed Housing first, then a mentor." in row


def test_a_change_of_something_old_waits_behind_what_waits_longer(
    browser: Client, participant: User, other_participant: User, question: Question
) -> None:
    public = post_published(participant, question, OLD)
    held = post(other_participant, question, "Waiting since before the change.")
    hold_everything(question)
    edit(public, NEW)
    page = browser.get("/desk/moderation/").text
    assert page.index(held.public_id) < page.index(public.public_id)
    following = browser.get(f"/desk/moderation/{held.public_id}/").text
    assert f"/desk/moderation/{public.public_id}/" in following


def test_the_case_shows_what_changed(browser: Client, waiting: Response) -> None:
    page = fetch(browser, f"/desk/moderation/{waiting.public_id}/").text
    assert "[Removed: work] [Added: a mentor]" in page
    assert "What readers had before" in page


def test_published_readers_have_the_new_text(moderator: User, waiting: Response) -> None:
    publish_response(actor=moderator, response=case_of(waiting))
    stored = case_of(waiting)
    assert (stored.state, stored.is_public, stored.comment) == ("published", True, NEW)
    assert stored.published_at == waiting.published_at
    assert QuestionTally.objects.get(question=stored.question_id).answers == 1


def test_refused_readers_have_the_old_text_again(
    moderator: User, waiting: Response, reason: Reason
) -> None:
    reject_response(actor=moderator, response=case_of(waiting), reason=reason)
    stored = case_of(waiting)
    assert (stored.state, stored.is_public, stored.comment) == ("published", True, OLD)
    assert (stored.edited_at, stored.version) == (None, 3)
    assert QuestionTally.objects.get(question=stored.question_id).answers == 1
    refused = ResponseVersion.objects.get(response=waiting, comment=NEW)
    assert not refused.was_public


def test_a_refused_change_is_in_nobody_s_history_but_the_author_s(
    moderator: User, waiting: Response, reason: Reason, visitor: Client, client_for: ClientFor
) -> None:
    reject_response(actor=moderator, response=case_of(waiting), reason=reason)
    history = f"/responses/{waiting.public_id}/history/"
    assert "It says what it said from the beginning." in fetch(visitor, history).text
    assert waiting.user is not None
    mine = fetch(client_for(waiting.user), history).text
    assert "Readers never saw it" in mine
    assert "a mentor" in mine


def test_refused_after_an_earlier_edit_that_edit_stands(
    participant: User, moderator: User, question: Question, reason: Reason
) -> None:
    public = post_published(participant, question, OLD)
    second = edit(public, "Second text.")
    hold_everything(question)
    edit(public, NEW)
    reject_response(actor=moderator, response=case_of(public), reason=reason)
    stored = case_of(public)
    assert (stored.comment, stored.edited_at) == ("Second text.", second.edited_at)


def test_a_refused_choice_is_the_old_one_again(
    editor: User, participant: User, moderator: User, reason: Reason
) -> None:
    question = make_choice(editor, "single", "Housing", "Work")
    public = post_published(participant, question, OLD, choice=Choice((0,)))
    hold_everything(question)
    edit(public, OLD, Choice((1,)))
    reject_response(actor=moderator, response=case_of(public), reason=reason)
    assert case_of(public).choices == [0]
    tallies = ChoiceTally.objects.filter(question=question, place__gte=0, count__gt=0)
    assert list(tallies.values_list("place", "count")) == [(0, 1)]


def test_a_quote_of_it_comes_back_with_the_text(
    participant: User, moderator: User, question: Question, reason: Reason
) -> None:
    source = post_published(participant, question, OLD)
    quote = quote_of(source, "then work")
    assert quote is not None
    reply = post_response(
        actor=moderator,
        question_id=question.pk,
        body="Why then?",
        client_token=uuid.uuid4(),
        in_reply_to=source,
        quote=quote,
    ).response
    hold_everything(question)
    edit(source, NEW)
    assert quoted_by(reply) == ""
    reject_response(actor=moderator, response=case_of(source), reason=reason)
    assert quoted_by(reply) == "then work"


def test_its_author_is_told_which_change_was_refused(
    moderator: User, waiting: Response, reason: Reason
) -> None:
    reject_response(actor=moderator, response=case_of(waiting), reason=reason, words="No names.")
    mail = composed()
    assert mail is not None
    assert mail.subject == "Your change is not published: Good rehabilitation"
    for part in (mail.text, mail.html):
        assert reason.rule in part
        assert "stands again" in part
        assert NEW in part
        assert OLD not in part


def test_its_author_is_told_that_the_change_is_published(
    moderator: User, waiting: Response
) -> None:
    publish_response(actor=moderator, response=case_of(waiting))
    mail = composed()
    assert mail is not None
    assert mail.subject == "Your change is published: Good rehabilitation"
    assert NEW in mail.text


@pytest.mark.parametrize("verdict", ["publish", "reject"])
def test_withdrawn_before_the_mail_goes_nothing_is_sent(
    verdict: str, moderator: User, waiting: Response, reason: Reason
) -> None:
    case = case_of(waiting)
    if verdict == "publish":
        publish_response(actor=moderator, response=case)
    else:
        reject_response(actor=moderator, response=case, reason=reason)
    assert waiting.user is not None
    withdraw_response(actor=waiting.user, response=case_of(waiting))
    assert composed() is None


def test_what_was_decided_is_kept_with_its_text(moderator: User, waiting: Response) -> None:
    publish_response(actor=moderator, response=case_of(waiting))
    decision = Decision.objects.get(response=waiting)
    assert (decision.version, decision.is_about_edit) == (2, True)


def test_a_change_is_no_news(moderator: User, waiting: Response) -> None:
    first = Activity.objects.order_by("transaction_id").values_list("transaction_id", flat=True)[0]
    publish_response(actor=moderator, response=case_of(waiting))
    lines = Activity.objects.filter(object_id=waiting.pk, verb=Verb.RESPONSE_PUBLISHED)
    assert lines.count() == 1
    assert news_for(moderator, first=first, end=2**62).filter(pk=waiting.pk).count() == 1


def test_nobody_decides_on_words_they_have_not_read(
    moderator: User, waiting: Response, reason: Reason
) -> None:
    read = case_of(waiting)
    edit(waiting, "Yet other words.")
    with pytest.raises(ChangedMeanwhileError):
        publish_response(actor=moderator, response=read)
    with pytest.raises(ChangedMeanwhileError):
        reject_response(actor=moderator, response=read, reason=reason)
    assert case_of(waiting).state == "held"


def test_the_page_says_that_its_author_was_faster(
    browser: Client, waiting: Response, reason: Reason
) -> None:
    edit(waiting, "Yet other words.")
    fields = {"version": 2, "reason": reason.pk, "words": "Words typed in vain."}
    answer = browser.post(f"/desk/moderation/{waiting.public_id}/reject/", fields)
    assert answer.status_code == 409
    page = read_page(answer).text
    assert "Its author changed it." in page
    assert "Yet other words." in page
    assert "Words typed in vain." in answer.text


def test_the_page_says_that_its_author_took_it_back(browser: Client, waiting: Response) -> None:
    assert waiting.user is not None
    withdraw_response(actor=waiting.user, response=case_of(waiting))
    answer = browser.post(f"/desk/moderation/{waiting.public_id}/publish/", {"version": 2})
    assert answer.status_code == 409
    assert "Its author withdrew it." in read_page(answer).text


def test_while_it_waits_readers_get_neither_text(waiting: Response, visitor: Client) -> None:
    place = Response.objects.in_place_for(AnonymousUser()).get(pk=waiting.pk)
    assert not place.is_readable  # type: ignore[attr-defined]
    for address in (f"/responses/{waiting.public_id}/", "/papers/"):
        page = visitor.get(address, follow=True).text
        assert "Housing first" not in page
    assert visitor.get(f"/responses/{waiting.public_id}/history/").status_code == 404
