"""A reply that cannot be one any more: it says why, and the way that it names works."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from consultation.responses.actions import reject_response
from consultation.responses.actions.handling import close_thread
from consultation.responses.actions.withdrawing import withdraw_response
from consultation.responses.models import MAX_DEPTH, Draft, Response
from papers.models import Question
from tests.asking import close, make_choice, post, post_published
from tests.conftest import ClientFor
from tests.responses.drafting import begin, form, url_of

OWN: Any = "Post as a response of its own"
WHY = {"gone": "not there any more", "closed": "takes no more replies", "deep": "Replies go 8 deep"}


@pytest.fixture
def root(other_participant: User, question: Question) -> Response:
    return post_published(other_participant, question, "A bed on the first night.")


@pytest.fixture(params=WHY)
def why(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def parent(
    why: str, other_participant: User, moderator: User, participant: User, question: Question
) -> Response:
    """A response that cannot be replied to."""
    root = post_published(other_participant, question, "A root.")
    post_published(participant, question, "So that nothing more is held.")
    if why == "gone":
        withdraw_response(actor=other_participant, response=root)
    elif why == "closed":
        close_thread(actor=moderator, root=root, reason="It was said.")
    for depth in range(MAX_DEPTH if why == "deep" else 0):
        root = post_published(other_participant, question, f"{depth}", to=root)
    return Response.objects.get(pk=root.pk)


def pressed(page: Any, **fields: str) -> dict[str, Any]:
    """The fields of the form on a page, as its button sends them."""
    shown = page.context["form"]
    values = {name: shown[name].value() for name in shown.fields}
    return {name: value for name, value in values.items() if value} | fields


def test_what_is_refused_can_be_posted_as_a_response_of_its_own(
    participant: User, question: Question, parent: Response, client_for: ClientFor
) -> None:
    client = client_for(participant)
    refused = client.post(url_of(question), form("A reply too late.", to=parent.public_id))
    assert (refused.status_code, OWN in refused.text) == (409, True)
    assert Draft.objects.get().reply_to == parent.public_id
    posted = client.post(url_of(question), pressed(refused, alone="yes"))
    stored = Response.objects.get(comment="A reply too late.")
    assert (posted.status_code, stored.depth) == (302, 0)
    assert not Draft.objects.exists()


def test_what_only_a_reply_does_is_not_offered_and_stays_in_its_draft(
    root: Response,
    participant: User,
    moderator: User,
    question: Question,
    client_for: ClientFor,
) -> None:
    client = client_for(participant)
    told = {"tell": [root.public_id]}
    offered = client.get(f"{url_of(question)}?to={root.public_id}").text
    close_thread(actor=moderator, root=root, reason="It was said.")
    refused = client.post(url_of(question), form("I agree.", to=root.public_id, **told))
    assert ("Tell someone in this thread" in offered, "Your reply to" in offered) == (True, True)
    assert refused.status_code == 409
    assert "Tell someone in this thread" not in refused.text
    assert "Your reply to" not in refused.text
    assert Draft.objects.get().tell == [root.public_id]


def test_my_drafts_say_why_and_lead_to_a_form_that_works(
    why: str, participant: User, question: Question, parent: Response, client_for: ClientFor
) -> None:
    client = client_for(participant)
    begin(participant, question, "Begun in time.", reply_to=parent.public_id)
    listed = client.get(reverse("responses:drafts"))
    assert "Go on writing" not in listed.text
    assert "This cannot be posted as a reply." in listed.text
    if why != "deep":
        assert WHY[why] in listed.text
    (own,) = listed.context["drafts"]
    page = client.get(own.open_url)
    assert (page.status_code, OWN in page.text) == (200, True)
    assert "Begun in time." in page.text
    client.post(url_of(question), pressed(page, alone="yes"))
    assert Response.objects.get(comment="Begun in time.").in_reply_to is None


def test_what_it_quotes_and_whom_it_tells_stay_behind(
    root: Response,
    participant: User,
    moderator: User,
    question: Question,
    client_for: ClientFor,
) -> None:
    client = client_for(participant)
    beside = {"quoting": root.public_id, "quoted": "A bed", "tell": [root.public_id]}
    close_thread(actor=moderator, root=root, reason="It was said.")
    client.post(
        url_of(question), form("I agree.", to=root.public_id, alone="yes", **beside), follow=True
    )
    stored = Response.objects.get(comment="I agree.")
    assert (stored.depth, stored.mentions.count(), hasattr(stored, "quote")) == (0, 0, False)


def test_the_draft_goes_along_when_the_question_takes_fewer_words(
    other_participant: User, participant: User, editor: User, client_for: ClientFor
) -> None:
    question = make_choice(editor, "single", "Homes", "Work", word_limit=3)
    root = post_published(other_participant, question, "A root.")
    draft = begin(participant, question, "One two three four", reply_to=root.public_id)
    fields = {"draft": f"{draft.pk}.1", "token": str(draft.client_token), "kind": "open"}
    fields["asked_as"] = "2"
    reply = form("One two three four", to=root.public_id, alone="yes", **fields)
    page = client_for(participant).post(url_of(question), reply)
    assert (page.status_code, "1 word too long" in page.text) == (422, True)
    assert [each.reply_to for each in Draft.objects.all()] == [""]
    assert page.context["form"]["choice"] is not None


def test_a_reply_to_one_s_own_that_was_refused_says_it_is_gone(
    participant: User, moderator: User, question: Question, client_for: ClientFor
) -> None:
    own = post(participant, question)
    reject_response(actor=moderator, response=own)
    begin(participant, question, "To myself.", reply_to=own.public_id)
    page = client_for(participant).get(url_of(question), {"to": own.public_id})
    assert WHY["gone"] in page.text
    assert OWN in page.text


def test_a_link_to_reply_to_what_is_gone_says_that_it_is(
    participant: User,
    other_participant: User,
    root: Response,
    question: Question,
    client_for: ClientFor,
) -> None:
    client, told = client_for(participant), "There is nothing to reply to."
    assert told not in client.get(url_of(question), {"to": root.public_id}).text
    withdraw_response(actor=other_participant, response=root)
    for asked in ({"to": root.public_id}, {"quote": root.public_id}):
        assert told in client.get(url_of(question), asked).text
    assert told not in client.get(url_of(question)).text


def test_of_a_closed_paper_a_choice_without_words_names_no_text(
    participant: User, editor: User, client_for: ClientFor
) -> None:
    question = make_choice(editor, "single", "Homes", "Work")
    close(question.paper)
    client = client_for(participant)
    answer = client.post(url_of(question), form("", choice="1", kind="single", asked_as=2))
    assert (answer.status_code, "Your text" in answer.text) == (409, False)
    assert "Chose" in answer.text
    listed = client.get(reverse("responses:drafts")).text
    assert ("a choice without words" in listed, "0 words" in listed) == (True, False)
    assert "<textarea" not in listed
