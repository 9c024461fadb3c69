"""Agreeing, disagreeing and saying that something helps."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse, reverse_lazy
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from accounts.actions.rights import erase_person
from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.responses.actions.reacting import (
    COUNTS,
    CannotReactError,
    NotPublicError,
    OwnResponseError,
    ReactionsEndedError,
    ReaderNotWelcomedError,
    ReaderSuspendedError,
    react,
)
from consultation.responses.models import QuestionTally, Reaction, Response
from consultation.responses.taking_part.reacting import Deed, Said, said_of, with_reactions
from papers.models import Question
from tests.asking import close, post, post_published
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.people import make_person


@pytest.fixture
def response(participant: User, question: Question) -> Response:
    return post_published(participant, question)


def counts(response: Response) -> tuple[int, int, int]:
    agree, disagree, helps = Response.objects.values_list(*COUNTS).get(pk=response.pk)
    return agree, disagree, helps


URL = reverse_lazy("responses:react")


@pytest.mark.parametrize(
    ("deeds", "expected"),
    [
        (["agree"], (1, 0, 0)),
        (["agree", "agree"], (1, 0, 0)),
        (["agree", "disagree"], (0, 1, 0)),
        (["agree", "undo-agree"], (0, 0, 0)),
        (["disagree", "undo-agree"], (0, 1, 0)),
        (["helps", "disagree"], (0, 1, 1)),
        (["agree", "helps", "undo-agree"], (0, 0, 1)),
        (["helps", "undo-helps", "undo-helps"], (0, 0, 0)),
    ],
)
def test_each_says_one_thing_and_may_change_it(
    response: Response, other_participant: User, deeds: list[str], expected: tuple[int, int, int]
) -> None:
    for deed in deeds:
        react(actor=other_participant, response=response, deed=Deed(deed))
    assert counts(response) == expected
    assert Reaction.objects.count() == (1 if any(expected) else 0)


def test_everybody_counts_once(response: Response) -> None:
    for n in range(3):
        react(actor=make_person(f"reader{n}"), response=response, deed=Deed.AGREE)
    last = react(actor=make_person("last"), response=response, deed=Deed.DISAGREE)
    assert counts(response) == (3, 1, 0)
    assert last.counts == {"agree_count": 3, "disagree_count": 1, "helps_count": 0}


def test_signed_out_readers_get_the_new_count(response: Response, other_participant: User) -> None:
    before = QuestionTally.objects.get(question=response.question).version
    react(actor=other_participant, response=response, deed=Deed.AGREE)
    assert QuestionTally.objects.get(question=response.question).version > before


def test_a_press_that_changes_nothing_leaves_the_kept_pages(
    response: Response, other_participant: User
) -> None:
    react(actor=other_participant, response=response, deed=Deed.AGREE)
    before = QuestionTally.objects.values("version", "answers").get(question=response.question)
    react(actor=other_participant, response=response, deed=Deed.AGREE)
    react(actor=other_participant, response=response, deed=Deed.UNDO_HELPS)
    after = QuestionTally.objects.values("version", "answers").get(question=response.question)
    assert after == before


def test_only_a_change_is_logged(response: Response, other_participant: User) -> None:
    for deed in (Deed.AGREE, Deed.AGREE, Deed.UNDO_HELPS):
        react(actor=other_participant, response=response, deed=deed)
    line = Activity.objects.get(verb=Verb.REACTION_CHANGED)
    assert (line.actor, line.object_id) == (other_participant, response.pk)


def refused(actor: User, response: Response) -> type[CannotReactError]:
    with pytest.raises(CannotReactError) as error:
        react(actor=actor, response=response, deed=Deed.AGREE)
    assert counts(response) == (0, 0, 0)
    assert not Reaction.objects.exists()
    return error.type


def test_nobody_agrees_with_themselves(response: Response, participant: User) -> None:
    assert refused(participant, response) is OwnResponseError


def test_who_is_suspended_only_reads(response: Response, suspended: User) -> None:
    assert refused(suspended, response) is ReaderSuspendedError


def test_who_has_not_read_the_rules_reads_them_first(
    response: Response, client_for: ClientFor
) -> None:
    newcomer = make_person("newcomer", welcomed=False)
    assert refused(newcomer, response) is ReaderNotWelcomedError
    answer = client_for(newcomer).post(URL, {"agree": response.public_id})
    assert answer.status_code == 409
    link = read_page(answer).links()["Choose how you are shown"]
    assert link == f"/people/welcome/?next=%2Fresponses%2F{response.public_id}%2F"


def test_what_is_held_is_not_agreed_with(
    participant: User, moderator: User, question: Question
) -> None:
    assert refused(moderator, post(participant, question)) is NotPublicError


def test_what_is_private_is_not_agreed_with(
    participant: User, editor: User, moderator: User, question: Question
) -> None:
    private = post(moderator, question, visibility=Response.Visibility.PRIVATE)
    assert refused(editor, private) is NotPublicError


def test_what_was_taken_back_is_not_agreed_with(
    response: Response, other_participant: User
) -> None:
    Response.objects.filter(pk=response.pk).update(state=Response.State.WITHDRAWN)
    assert refused(other_participant, response) is NotPublicError


def test_it_ends_with_the_paper_and_stays_shown(
    response: Response, other_participant: User, moderator: User
) -> None:
    react(actor=moderator, response=response, deed=Deed.AGREE)
    close(response.question.paper)
    with pytest.raises(ReactionsEndedError):
        react(actor=other_participant, response=response, deed=Deed.AGREE)
    assert counts(response) == (1, 0, 0)


def test_a_thousand_reactions_cost_what_one_does(
    response: Response,
    other_participant: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    people = User.objects.bulk_create(User(email=f"r{n}@soundings.example") for n in range(1000))
    Reaction.objects.bulk_create(Reaction(response=response, person=p, stance=1) for p in people)
    with django_assert_num_queries(11):  # two of them begin and end the transaction
        react(actor=other_participant, response=response, deed=Deed.AGREE)


def test_the_button_leads_back_to_the_response(
    response: Response, other_participant: User, client_for: ClientFor
) -> None:
    client = client_for(other_participant)
    answer = client.post(URL, {"agree": response.public_id}, follow=True)
    assert answer.redirect_chain[-1][0].endswith(f"#r-{response.public_id}")
    assert "You agree." in read_page(answer).text


def test_the_reader_comes_back_to_the_list_as_it_was(
    response: Response, other_participant: User, client_for: ClientFor
) -> None:
    client = client_for(other_participant)
    paper, number = response.question.paper, response.question.number
    here = f"/papers/{paper.slug}/questions/{number}/?sort=oldest&find=plan"
    page = fetch(client, here)
    carried = [each.get("value") for each in page.tree.findall(".//form[@id='act']/input[@name]")]
    assert here in carried
    answer = client.post(URL, {"agree": response.public_id, "next": here})
    assert answer["Location"] == f"{here}#r-{response.public_id}"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:x",
     "", "#r-1", "papers/", "/" + "x" * 3_000, "///elsewhere.example"],
)  # fmt: skip
def test_nobody_is_led_elsewhere(
    response: Response, other_participant: User, client_for: ClientFor, elsewhere: str
) -> None:
    answer = client_for(other_participant).post(
        URL, {"agree": response.public_id, "next": elsewhere}
    )
    assert answer["Location"] == f"/responses/{response.public_id}/"


def test_a_script_gets_the_numbers(
    response: Response, other_participant: User, client_for: ClientFor
) -> None:
    client = client_for(other_participant)
    for what in ("agree", "helps"):
        answer = client.post(
            URL, {what: response.public_id}, headers={"accept": "application/json"}
        )
    assert answer.json() == {
        "said": "It helps you.",
        "agree": 1,
        "disagree": 0,
        "helps": 1,
        "mine": ["agree", "helps"],
    }


def test_a_visitor_signs_in_and_comes_back_to_the_response(
    response: Response, visitor: Client
) -> None:
    answer = visitor.post(URL, {"agree": response.public_id})
    assert answer["Location"] == f"/accounts/login/?next=/responses/{response.public_id}/"
    script = visitor.post(
        URL, {"agree": response.public_id}, headers={"accept": "application/json"}
    )
    assert (script.status_code, script.json()) == (401, {"said": "Sign in first."})


@pytest.mark.parametrize("what", ["", "love", "Agree", "undo"])
def test_what_no_button_asks_is_refused_in_words(
    response: Response, other_participant: User, client_for: ClientFor, what: str
) -> None:
    answer = client_for(other_participant).post(URL, {what: response.public_id})
    assert answer.status_code == 422
    assert "Open it again" in read_page(answer).text


def test_a_held_response_is_not_there(
    participant: User, other_participant: User, question: Question, client_for: ClientFor
) -> None:
    held = post(participant, question)
    missing = client_for(other_participant).post(URL, {"agree": "0" * 16})
    answer = client_for(other_participant).post(URL, {"agree": held.public_id})
    assert (answer.status_code, answer.content) == (404, missing.content)


def test_a_program_that_presses_on_is_asked_to_wait(
    response: Response, other_participant: User, client_for: ClientFor, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "take_part": "2/h/user"}
    client = client_for(other_participant)
    answers = [client.post(URL, {"agree": response.public_id}) for _ in range(2)]
    answers.append(client.post(URL, {"disagree": response.public_id}))
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert answers[-1]["Retry-After"] == "3600"
    assert "Wait a minute" in read_page(answers[-1]).text
    assert counts(response) == (1, 0, 0)


def test_what_one_says_comes_with_the_responses(
    response: Response,
    other_participant: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    react(actor=other_participant, response=response, deed=Deed.HELPS)
    with django_assert_num_queries(1):
        [row] = with_reactions(Response.objects.all(), other_participant)
        assert said_of(row).helps
    [row] = with_reactions(Response.objects.all(), AnonymousUser())
    assert said_of(row) == Said()


def test_who_is_erased_is_counted_no_more(
    response: Response, other_participant: User, moderator: User, visitor: Client
) -> None:
    for actor in (moderator, other_participant):
        react(actor=actor, response=response, deed=Deed.AGREE)
    before = QuestionTally.objects.get(question=response.question).version
    erase_person(actor=None, person=other_participant)
    assert counts(response) == (1, 0, 0)
    assert Reaction.objects.get().person == moderator
    assert QuestionTally.objects.get(question=response.question).version > before
    assert fetch(visitor, reverse("responses:permalink", args=[response.public_id]))
