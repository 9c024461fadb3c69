"""Narrowing a question's threads by who speaks, by what is replied to, and by words."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Organisation, User
from consultation.responses.actions.withdrawing import withdraw_response
from consultation.responses.models import Response
from papers.models import Question
from tests.asking import post, post_published
from tests.conftest import ClientFor
from tests.page import Page, fetch
from tests.people import make_membership, make_person


def url_of(question: Question, query: str = "") -> str:
    return reverse("responses:question", args=[question.paper.slug, question.number]) + query


@pytest.fixture
def talk(participant: User, moderator: User, question: Question) -> dict[str, Response]:
    """A person's thread that the policy team replied to, and a Welsh organisation's."""
    member = make_person("member")
    membership = make_membership(member, "Northfield Resettlement Trust")
    Organisation.objects.filter(pk=membership.organisation_id).update(
        region="wales", kind="stakeholder"
    )
    person = post_published(participant, question, "Mentors met at the gate. canary-person")
    return {
        "person": person,
        "staff": post_published(moderator, question, "We read this. canary-staff", to=person),
        "organisation": post_published(
            member, question, "Housing comes first. canary-organisation", membership=membership
        ),
    }


def found(page: Page, talk: dict[str, Response]) -> set[str]:
    return {name for name in talk if f"canary-{name}" in page.text}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?capacity=person", {"person"}),
        ("?capacity=organisation", {"organisation"}),
        # A reply stands below what it replies to.
        ("?capacity=staff", {"person", "staff"}),
        ("?kind=stakeholder", {"organisation"}),
        ("?kind=member", set()),
        ("?region=wales", {"organisation"}),
        ("?region=wales&capacity=person", set()),
        ("?with=replies", {"person", "staff"}),
        ("?find=mentor", {"person"}),
        ("?find=houses", {"organisation"}),
        ("?find=northfield", {"organisation"}),
        ("?find=read", {"person", "staff"}),
        ('?find="gate met"', set()),
        ("?find=-housing", {"person", "staff"}),
        # Some words in the text, others in the name shown with it.
        ("?find=northfield housing", {"organisation"}),
        ('?find="housing comes" northfield', {"organisation"}),
        ("?find=the northfield and the housing", {"organisation"}),
        ("?find=northfield mentors", set()),
        ("?find=northfield -housing", set()),
        ("?find=northfield or gate", {"person", "organisation"}),
        ("?find=zebra or northfield housing", {"organisation"}),
        ("?find=zebra", set()),
        ("?region=atlantis", {"person", "staff", "organisation"}),
    ],
)
def test_what_is_asked_for_is_shown_and_nothing_else(
    query: str, names: set[str], talk: dict[str, Response], question: Question, visitor: Client
) -> None:
    assert found(fetch(visitor, url_of(question, query)), talk) == names


def test_what_narrows_is_said_and_taken_away_one_by_one(
    talk: dict[str, Response], question: Question, visitor: Client
) -> None:
    page = fetch(visitor, url_of(question, "?region=wales&find=housing&sort=oldest"))
    assert page.title.startswith("1 discussion matches: ")
    assert "Take away the filter Words: “housing” ×" in page.links()
    without = page.links()["Take away the filter Organisation works in: Wales ×"]
    assert without == url_of(question, "?sort=oldest&find=housing#responses")
    assert page.links()["Show every response"] == url_of(question, "?sort=oldest#responses")


def test_nothing_found_leads_on(
    talk: dict[str, Response], question: Question, visitor: Client
) -> None:
    page = fetch(visitor, url_of(question, "?find=zebra"))
    assert "No discussion matches" in page.text
    assert "No response is like that." in page.text
    assert page.links()["Show every response"] == url_of(question, "#responses")


@pytest.mark.parametrize("words", ["the", "of the", "-the", "region=wales&find=the"])
def test_words_too_common_to_look_for_are_said_to_be(
    words: str, talk: dict[str, Response], question: Question, visitor: Client
) -> None:
    page = fetch(visitor, url_of(question, f"?find={words}"))
    assert "is too common to look for" in page.title
    assert "Nearly every response says it." in page.text
    assert "No response is like that." not in page.text


def test_a_name_that_is_a_common_word_is_found(question: Question, visitor: Client) -> None:
    post_published(make_person("will"), question, "Said by one of that name.")
    assert "Said by one of that name." in fetch(visitor, url_of(question, "?find=will")).text


def test_what_is_not_known_is_left_out_and_said(question: Question, visitor: Client) -> None:
    page = fetch(visitor, url_of(question, "?region=atlantis&with=replies"))
    assert "What was asked for under “Organisation works in” is not known here" in page.text


def test_pages_of_a_narrowed_list_stay_narrowed(
    participant: User, question: Question, visitor: Client
) -> None:
    for number in range(25):
        post_published(participant, question, f"Gate {number}" if number % 2 else "Other")
    for number in range(25):
        post_published(participant, question, f"Gate, again {number}")
    page = fetch(visitor, url_of(question, "?find=gate&sort=oldest"))
    assert page.title.startswith("37 discussions match")
    older = fetch(visitor, page.links()["Later →"])
    assert "Other" not in older.text.split("Take away the filter")[1]
    assert older.title.startswith("37 discussions match")


def test_found_words_are_marked_and_tags_are_not(
    participant: User, question: Question, visitor: Client
) -> None:
    body = "Housing & **houses**: [a housed person](https://housing.example/house?a=b&amp=housing)"
    post_published(participant, question, body)
    text = visitor.get(url_of(question, "?find=house")).text
    assert "<mark>Housing</mark> &amp; <strong><mark>houses</mark></strong>" in text
    assert 'href="https://housing.example/house?a=b&amp;amp=housing"' in text
    assert "a <mark>housed</mark> person" in text


@pytest.mark.parametrize(
    "words", ["<script>", "amp", "'; --", "\\", "((", "& | !", "a" * 500, "🙂"]
)
def test_hostile_words_find_nothing_and_break_nothing(
    words: str, participant: User, question: Question, visitor: Client
) -> None:
    post_published(participant, question, "Fish & chips <script>alert(1)</script>")
    answer = visitor.get(url_of(question), {"find": words})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_held_withdrawn_and_private_words_are_not_found(
    participant: User, other_participant: User, question: Question, visitor: Client
) -> None:
    taken_back = post_published(participant, question, "gatehouse one")
    withdraw_response(actor=participant, response=taken_back)
    post(other_participant, question, "gatehouse two")
    hidden = post_published(participant, question, "gatehouse three")
    Response.objects.filter(pk=hidden.pk).update(visibility="private")
    page = fetch(visitor, url_of(question, "?find=gatehouse"))
    assert "No discussion matches" in page.text


def test_a_nameless_answer_is_found_under_no_capacity(
    participant: User, question: Question, visitor: Client
) -> None:
    nameless = post_published(participant, question, "canary-nameless")
    Response.objects.filter(pk=nameless.pk).update(is_nameless=True, shown_name="Name withheld")
    for capacity in ("person", "organisation", "staff"):
        assert "canary-nameless" not in visitor.get(url_of(question, f"?capacity={capacity}")).text
    assert "canary-nameless" in visitor.get(url_of(question)).text


def test_the_policy_team_finds_private_answers_too(
    participant: User, editor: User, question: Question, client_for: ClientFor
) -> None:
    private = post_published(participant, question, "gatehouse")
    Response.objects.filter(pk=private.pk).update(visibility="private")
    page = fetch(client_for(editor), url_of(question, "?find=gatehouse"))
    assert "1 discussion matches" in page.text
    assert "Private. Only who sent it and the policy team can see it." in page.text
