"""The form that a poster fills in is the one that the site gives."""

from django.test import Client

from accounts.models import User
from bench.load.people import _Fields
from papers.models import Question
from tests.conftest import ClientFor
from tests.people import make_membership
from tests.responses.test_threads import url_of


def fields_of(client: Client, question: Question) -> _Fields:
    fields = _Fields()
    fields.feed(client.get(url_of(question)).text)
    return fields


def test_the_hidden_fields_of_the_form_are_found(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    fields = fields_of(client_for(participant), question)
    assert {"csrfmiddlewaretoken", "token", "asked_as"} <= fields.found.keys()
    assert fields.found["opened"] == fields.found["opened_left"]
    assert not fields.asks_who


def test_who_answers_for_an_organisation_is_asked_as_whom(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    make_membership(participant)
    assert fields_of(client_for(participant), question).asks_who
