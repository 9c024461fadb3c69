"""What is not to be read is spoken of in the same words on every page."""

import pytest
from django.test import Client

from accounts.models import User
from consultation.responses.actions.following import follow
from consultation.responses.models import Response
from consultation.responses.taking_part.following import Target
from consultation.responses.threads.places import GONE, QUOTED, begun_by, spoken_of
from papers.models import Question
from tests.asking import post, post_published
from tests.conftest import ClientFor
from tests.page import fetch

NAMES = {
    "withdrawn": "a withdrawn response",
    "erased": "an erased response",
    "held": "a response that waits for a moderator",
}


@pytest.mark.parametrize("state", NAMES)
def test_the_thread_the_print_view_and_what_is_followed_call_it_the_same(
    state: str,
    participant: User,
    moderator: User,
    question: Question,
    client_for: ClientFor,
) -> None:
    root = post_published(participant, question, "Words that are gone.")
    post(moderator, question, "A reply that stays.", to=root)
    follow(actor=moderator, target=Target(question.paper_id, thread_id=root.pk))
    shown = {} if state != "erased" else {"shown_name": "", "shown_organisation": "", "html": ""}
    Response.objects.filter(pk=root.pk).update(state=state, **shown)
    url = f"/papers/{question.paper.slug}/questions/{question.number}/"
    for page in (f"{url}threads/{root.public_id}/", f"{url}print/"):
        text = fetch(Client(), page).text
        assert f"in reply to {NAMES[state]}" in text
        assert GONE[Response.State(state)] in text
    followed = fetch(client_for(moderator), "/people/me/following/").text
    assert f"Begun with {NAMES[state]}" in followed


@pytest.mark.parametrize("state", NAMES)
def test_each_state_has_its_name_its_sentence_and_its_word_for_quotes(state: str) -> None:
    gone = Response(state=state, shown_name="Participant")
    assert spoken_of(gone) == NAMES[state]
    assert begun_by(gone) == f"Begun with {NAMES[state]}"
    assert Response.State(state) in QUOTED.keys() & GONE.keys()
    assert "Participant" not in spoken_of(gone)


def test_who_is_there_is_named() -> None:
    there = Response(state="published", shown_name="Participant")
    assert (spoken_of(there), begun_by(there)) == ("Participant", "Begun by Participant")
