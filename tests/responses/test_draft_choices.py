"""Two tabs that chose differently: both choices are shown, and neither is given up unseen."""

from typing import Any

import pytest

from accounts.models import User
from consultation.lib.clock import time_in_words
from consultation.responses.choosing import Ask, Choice
from consultation.responses.fields import as_sent
from papers.models import Question
from tests.asking import make_choice
from tests.conftest import ClientFor
from tests.responses.drafting import begin, form, quietly, url_of


@pytest.fixture
def asked(editor: User) -> Question:
    return make_choice(editor, "single", "Housing", "Work")


def begin_elsewhere(person: User, question: Question, **fields: Any) -> None:
    begin(person, question, "", asked_as=2, choice=Choice((1,)), **fields)


def test_the_script_is_told_what_another_tab_chose(
    participant: User, asked: Question, client_for: ClientFor
) -> None:
    begin_elsewhere(participant, asked)
    answer = quietly(client_for(participant), asked, "", asked_as=2, choice="0")
    theirs = answer.json()["theirs"]
    assert (theirs["chosen"], theirs["choice"]) == ("Chose: Work", [["choice", "1"]])


def test_without_script_the_page_says_what_another_tab_chose(
    participant: User, asked: Question, client_for: ClientFor
) -> None:
    begin_elsewhere(participant, asked)
    data = form("", asked_as=2, choice="0")
    page = client_for(participant).post(url_of(asked, "draft"), data)
    assert page.status_code == 409
    assert "<strong>Work</strong>" in page.text


def test_the_form_says_when_its_draft_was_saved_as_the_site_says_times(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    draft = begin(participant, question)
    page = client_for(participant).get(url_of(question)).text
    assert f'data-saved="{time_in_words(draft.saved_at)}"' in page


def test_what_was_chosen_of_other_options_is_not_told_by_these(
    participant: User, asked: Question, client_for: ClientFor
) -> None:
    begin(participant, asked, "Words.", asked_as=1, choice=Choice((1,)))
    answer = quietly(client_for(participant), asked, "", asked_as=2, choice="0")
    theirs = answer.json()["theirs"]
    assert (theirs["chosen"], theirs["choice"]) == ("", [])


@pytest.mark.parametrize(
    ("kind", "choice", "sent"),
    [
        ("multiple", Choice((0, 2)), [("choice", "0"), ("choice", "2")]),
        ("ranking", Choice((2, 0)), [("choice_0", "2"), ("choice_2", "1")]),
        ("ranking", Choice((), is_dont_know=True), [("choice_3", "on")]),
        ("scale", Choice((), is_dont_know=True), [("choice", "dont_know")]),
        ("single", Choice((7,)), []),
    ],
)
def test_a_choice_is_told_as_a_browser_sends_it(
    kind: str, choice: Choice, sent: list[tuple[str, str]]
) -> None:
    ask = Ask(kind=kind, options=("A", "B", "C"), has_dont_know=True)
    assert as_sent(ask, choice) == sent
