"""The composer of each kind of question, as a browser without scripts posts it."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.responses.models import Response
from papers.actions import change_question, publish_paper, retire_question, withdraw_paper
from papers.models import Paper, Question
from tests.asking import make_choice, post_published
from tests.conftest import ClientFor
from tests.page import fetch, read_page

KINDS = {
    "single": ("Housing", "Work"),
    "multiple": ("Housing", "Work"),
    "scale": ("1", "2", "3", "4", "5"),
    "ranking": ("Housing", "Work", "Friends"),
    "recommendation": (),
}


def url_of(question: Question) -> str:
    return reverse("responses:respond", args=[question.paper.slug, question.number])


def form(body: str = "", **fields: Any) -> dict[str, Any]:
    return {"body": body, "token": str(uuid.uuid4()), "asked_as": 2, "to": "", **fields}


@pytest.fixture
def client(participant: User, client_for: ClientFor) -> Client:
    return client_for(participant)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("has_dont_know", [True, False])
def test_every_kind_has_a_page_with_its_controls_labelled(
    kind: str, has_dont_know: bool, editor: User, client: Client
) -> None:
    question = make_choice(editor, kind, *KINDS[kind], has_dont_know=has_dont_know)
    page = fetch(client, url_of(question))
    offered = KINDS[kind] or ("Agree", "Partly agree", "Disagree")
    assert all(option in page.text for option in offered)
    assert ("Don’t know" in page.text) == has_dont_know
    assert "What you want to say (optional)" in page.text


@pytest.mark.parametrize(
    ("kind", "fields", "stored"),
    [
        ("single", {"choice": "1"}, [1]),
        ("multiple", {"choice": ["1", "0"]}, [0, 1]),
        ("scale", {"choice": "4"}, [4]),
        ("ranking", {"choice_0": "2", "choice_1": "", "choice_2": "1"}, [2, 0]),
        ("recommendation", {"choice": "2"}, [2]),
    ],
)
def test_a_choice_is_posted_and_shown_to_its_author(
    kind: str, fields: dict[str, Any], stored: list[int], editor: User, client: Client
) -> None:
    question = make_choice(editor, kind, *KINDS[kind])
    answer = client.post(url_of(question), form(**fields), follow=True)
    response = Response.objects.select_related("wording").get()
    chosen = response.chosen(kind=kind)
    assert response.choices == stored
    assert chosen is not None
    assert chosen.texts[0] in read_page(answer).text


@pytest.mark.parametrize("kind", ["single", "multiple", "scale", "recommendation"])
def test_not_to_know_is_an_answer(kind: str, editor: User, client: Client) -> None:
    question = make_choice(editor, kind, *KINDS[kind], has_dont_know=True)
    answer = client.post(url_of(question), form(choice="dont_know"), follow=True)
    assert Response.objects.get().says_dont_know
    assert "Don’t know" in answer.text


def test_not_to_know_an_order_is_an_answer(editor: User, client: Client) -> None:
    question = make_choice(editor, "ranking", "a", "b", has_dont_know=True)
    client.post(url_of(question), form(choice_2="on"))
    assert Response.objects.get().says_dont_know


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (["2", "2", ""], "You gave 2nd place to “Housing” and “Work”. Give it to one of them."),
        (["1", "1", "1"], "You gave 1st place to “Housing”, “Work” and “Friends”."),
        (["1", "3", ""], "You gave 3rd place, but not 2nd."),
        (["9", "", ""], "Choose from what is offered here."),
        (["²", "", ""], "Choose from what is offered here."),
    ],
)
def test_a_ranking_that_is_none_is_explained_and_kept(
    places: list[str], said: str, editor: User, client: Client
) -> None:
    question = make_choice(editor, "ranking", *KINDS["ranking"])
    fields = {f"choice_{index}": place for index, place in enumerate(places)}
    answer = client.post(url_of(question), form("Kept words.", **fields))
    page = read_page(answer)
    kept = [each.get("value", "") for each in page.tree.iter("option") if "selected" in each.attrib]
    assert (answer.status_code, said in page.text, "Kept words." in answer.text) == (
        422,
        True,
        True,
    )
    # Another list says what the form was opened with.
    assert [place for place in kept if place.isdigit()] == [
        place for place in places if place and place in "123"
    ]


def test_several_boxes_stay_ticked_beside_an_error(editor: User, client: Client) -> None:
    question = make_choice(editor, "multiple", *KINDS["multiple"], has_dont_know=True)
    answer = client.post(url_of(question), form(choice=["0", "1", "dont_know"]))
    ticked = [e for e in read_page(answer).tree.iter("input") if "checked" in e.attrib]
    assert "keep one of them" in answer.text
    assert len(ticked) == 3


@pytest.mark.parametrize("choice", ["7", "-1", "x", "Housing", "9" * 400])
def test_what_was_never_offered_is_refused_and_the_words_kept(
    choice: str, editor: User, client: Client
) -> None:
    question = make_choice(editor, "single", *KINDS["single"])
    answer = client.post(url_of(question), form("Kept words.", choice=choice))
    assert answer.status_code == 422
    assert "Choose from what is offered here." in answer.text
    assert "Kept words." in answer.text


def test_nothing_chosen_and_nothing_written_is_refused(editor: User, client: Client) -> None:
    question = make_choice(editor, "single", *KINDS["single"])
    answer = client.post(url_of(question), form("  \n"))
    assert answer.status_code == 422
    assert "Choose an answer first, or write one below." in answer.text


def test_words_past_the_limit_are_refused_with_nothing_lost(editor: User, client: Client) -> None:
    question = make_choice(editor, "single", *KINDS["single"], word_limit=10)
    body = "twelve " * 12
    answer = client.post(url_of(question), form(body, choice="1"))
    (ticked,) = [e for e in read_page(answer).tree.iter("input") if "checked" in e.attrib]
    assert answer.status_code == 422
    assert "2 words too long; the most is 10" in answer.text
    assert (body in answer.text, ticked.get("value")) == (True, "1")


def test_help_and_limit_stand_at_the_box(editor: User, client: Client) -> None:
    question = make_choice(editor, "single", "a", "b", help_text="Count <1 year.", word_limit=50)
    page = fetch(client, url_of(question))
    assert page.text.index("Count <1 year.") > page.text.index("Choose one")
    assert "At most 50 words." in page.text


def test_a_hint_of_an_open_question_stands_at_its_box(editor: User, client: Client) -> None:
    question = make_choice(editor, "open", help_text="Count <1 year.")
    text = fetch(client, url_of(question)).text
    assert "What you want to say Count <1 year. Two sentences are enough." in text


def test_a_second_click_with_another_choice_loses_neither(editor: User, client: Client) -> None:
    question = make_choice(editor, "single", *KINDS["single"])
    data = form(choice="0")
    assert client.post(url_of(question), data).status_code == 302
    assert client.post(url_of(question), data).status_code == 302
    answer = client.post(url_of(question), {**data, "choice": "1"})
    (ticked,) = [e for e in read_page(answer).tree.iter("input") if "checked" in e.attrib]
    assert (answer.status_code, ticked.get("value")) == (409, "1")
    assert Response.objects.get().choices == [0]


def test_an_answer_to_earlier_words_is_taken_with_their_options(
    editor: User, client: Client
) -> None:
    question = make_choice(editor, "single", *KINDS["single"])
    paper = Paper.objects.get(pk=question.paper_id)
    change_question(
        actor=editor,
        question=question,
        expected_version=paper.draft_version,
        text="What helps first?",
        options=["Friends", "Housing"],
    )
    publish_paper(actor=editor, paper=paper)
    refused = client.post(url_of(question), form(choice="5"))
    assert "Work" in refused.text
    assert "the question read:" in refused.text
    client.post(url_of(question), form(choice="1"))
    assert Response.objects.select_related("wording").get().wording.options[1] == "Work"


def test_a_choice_is_not_taken_for_that_of_another_kind(editor: User, client: Client) -> None:
    question = make_choice(editor, "single", *KINDS["single"])
    paper = Paper.objects.get(pk=question.paper_id)
    change_question(
        actor=editor, question=question, expected_version=paper.draft_version, kind="ranking"
    )
    publish_paper(actor=editor, paper=paper)
    answer = client.post(url_of(question), form("Kept words.", choice="1", kind="single"))
    assert answer.status_code == 422
    assert "is answered in another way now" in answer.text
    assert 'name="kind" value="ranking"' in answer.text
    assert not Response.objects.exists()


def test_a_timed_out_sign_in_shows_what_was_chosen(editor: User, visitor: Client) -> None:
    question = make_choice(editor, "single", *KINDS["single"])
    answer = visitor.post(url_of(question), form(choice="1"))
    assert answer.status_code == 401
    assert "Chose: Work" in read_page(answer).text


@pytest.mark.parametrize("event", ["withdrawn", "retired", "hidden"])
def test_what_happens_while_one_writes_loses_nothing(
    event: str, editor: User, client: Client
) -> None:
    question = make_choice(editor, "single", *KINDS["single"])
    paper = Paper.objects.get(pk=question.paper_id)
    if event == "withdrawn":
        withdraw_paper(actor=editor, paper=paper, reason="A mistake.")
    elif event == "retired":
        retire_question(actor=editor, question=question, reason="The law has changed.")
        publish_paper(actor=editor, paper=Paper.objects.get(pk=paper.pk))
    else:
        Paper.objects.filter(pk=paper.pk).update(current_edition=None)
    answer = client.post(url_of(question), form("Typed for an hour.", choice="1"))
    assert answer.status_code == (404 if event == "hidden" else 409)
    assert "Typed for an hour." in answer.text
    assert ("Work" in answer.text, Response.objects.exists()) == (event != "hidden", False)


def test_a_retired_question_offers_no_form(editor: User, client: Client) -> None:
    question = make_choice(editor, "single", *KINDS["single"])
    retire_question(actor=editor, question=question, reason="The law has changed.")
    publish_paper(actor=editor, paper=Paper.objects.get(pk=question.paper_id))
    answer = client.get(url_of(question), follow=True)
    assert "This question is no longer asked." in answer.text
    assert "Post your response" not in answer.text


def test_options_are_in_the_language_of_the_paper(
    editor: User, client: Client, participant: User
) -> None:
    question = make_choice(editor, "single", "Tai", "Gwaith", has_dont_know=True)
    Paper.objects.filter(pk=question.paper_id).update(language="cy")
    client.post(url_of(question), form(choice="1"))
    post_published(participant, question)
    page = fetch(client, url_of(question).removesuffix("respond/"))
    welsh = ["".join(e.itertext()).strip() for e in page.tree.iter() if e.get("lang") == "cy"]
    assert {"Tai", "Gwaith"} <= set(welsh)
    assert "Don’t know" not in welsh
