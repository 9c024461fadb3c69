"""A draft belongs to one capacity and one reply, and is in no other's form."""

import re
import uuid
from datetime import UTC, datetime
from typing import Final

from accounts.models import User
from consultation.responses.models import Draft
from papers.models import Question
from tests.asking import post_published
from tests.conftest import ClientFor
from tests.people import make_membership
from tests.responses.drafting import begin, quietly, url_of

CHOSEN: Final = re.compile(r'name="capacity"[^>]*\bchecked\b')


def test_each_capacity_has_a_draft_of_its_own(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    membership = make_membership(participant, "Harbour Project")
    key = membership.organisation.public_id
    client = client_for(participant)
    quietly(client, question, "For myself.", capacity="me")
    quietly(client, question, "For Harbour.", capacity=key)
    kept = dict(Draft.objects.values_list("organisation__name", "body"))
    assert kept == {None: "For myself.", "Harbour Project": "For Harbour."}
    page = client.get(url_of(question) + "?as=me").text
    assert ">\nFor myself.</textarea>" in page
    assert "For Harbour." not in page


def test_a_draft_is_in_nobody_else_s_form_of_the_same_organisation__loomio_6926(
    participant: User, other_participant: User, question: Question, client_for: ClientFor
) -> None:
    membership = make_membership(participant, "Harbour Project")
    make_membership(other_participant, membership.organisation)
    begin(participant, question, "canary-room", membership=membership)
    key = membership.organisation.public_id
    assert "canary-room" in client_for(participant).get(url_of(question)).text
    for address in (url_of(question), f"{url_of(question)}?as={key}", "/people/me/drafts/"):
        assert "canary-room" not in client_for(other_participant).get(address).text


def test_a_draft_for_one_organisation_is_not_offered_to_another(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    harbour = make_membership(participant, "Harbour Project")
    northfield = make_membership(participant, "Northfield Resettlement Trust")
    begin(participant, question, "Of Harbour alone.", membership=harbour)
    key = northfield.organisation.public_id
    page = client_for(participant).get(f"{url_of(question)}?as={key}").text
    assert "Of Harbour alone." not in page
    assert "You have a draft of this, for <bdi>Harbour Project</bdi>" in page


def test_nobody_is_chosen_for_who_had_not_chosen(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    make_membership(participant, "Harbour Project")
    client = client_for(participant)
    quietly(client, question, "Undecided.")
    assert not CHOSEN.search(client.get(url_of(question)).text)
    stamp = f"{Draft.objects.get().pk}.1"
    quietly(client, question, "Decided.", capacity="me", draft=stamp)
    assert CHOSEN.search(client.get(url_of(question)).text)


def test_the_text_goes_along_with_a_change_of_capacity(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    membership = make_membership(participant, "Harbour Project")
    client, token = client_for(participant), str(uuid.uuid4())
    quietly(client, question, "First mine.", capacity="me", token=token)
    key = membership.organisation.public_id
    quietly(client, question, "Now theirs.", capacity=key, token=token)
    assert [str(draft.organisation) for draft in Draft.objects.all()] == ["Harbour Project"]


def test_who_left_the_organisation_is_told_and_keeps_the_text(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    membership = make_membership(participant, "Harbour Project")
    type(membership).objects.filter(pk=membership.pk).update(left_at=datetime.now(UTC))
    key = membership.organisation.public_id
    answer = quietly(client_for(participant), question, capacity=key)
    assert (answer.status_code, "choose again" in answer.json()["problem"]) == (409, True)


def test_a_reply_s_draft_is_apart_from_the_answer_s(
    participant: User, other_participant: User, question: Question, client_for: ClientFor
) -> None:
    root = post_published(other_participant, question)
    client = client_for(participant)
    quietly(client, question, "An answer.")
    quietly(client, question, "A reply.", to=root.public_id)
    assert "A reply." not in client.get(url_of(question)).text
    assert ">\nA reply.</textarea>" in client.get(f"{url_of(question)}?to={root.public_id}").text
