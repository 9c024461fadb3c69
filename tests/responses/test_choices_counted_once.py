"""A speaker counts once for each question, with the newest of their choices that stands."""

import random
from datetime import date

import pytest
from django_comments.models import Comment

from accounts.models import User
from consultation.responses.actions import publish_response
from consultation.responses.actions.editing import edit_response
from consultation.responses.actions.withdrawing import withdraw_response
from consultation.responses.choosing import Choice
from consultation.responses.models import ChoiceTally, Response, Submission
from consultation.responses.results.tallying import count_choices_anew
from papers.models import Paper, Question
from tests.asking import make_choice, post, post_published
from tests.people import make_membership, make_person
from tests.racing import LONGEST_WAIT, begun, still_open
from tests.responses.formal import NAMELESS, begin, send, write

pytestmark = pytest.mark.django_db

HOMES, WORK = Choice((0,)), Choice((1,))


@pytest.fixture
def asked(editor: User) -> Question:
    return make_choice(editor, "single", "Homes", "Work")


def counted(question: Question) -> dict[int, int]:
    """How many chose each option, by its place; and how many chose at all."""
    tallies = ChoiceTally.objects.filter(question=question, count__gt=0)
    return dict(tallies.values_list("place", "count"))


def test_who_chooses_three_times_counts_once_with_the_last(
    participant: User, other_participant: User, asked: Question
) -> None:
    post_published(other_participant, asked, choice=HOMES)
    for number, choice in enumerate((HOMES, HOMES, WORK)):
        post_published(participant, asked, f"{number}", choice=choice)
    assert counted(asked) == {-2: 2, 0: 1, 1: 1}


def test_when_the_newest_is_withdrawn_the_one_before_counts_again(
    participant: User, asked: Question
) -> None:
    post_published(participant, asked, choice=HOMES)
    newest = post_published(participant, asked, choice=WORK)
    withdraw_response(actor=participant, response=newest)
    assert counted(asked) == {-2: 1, 0: 1}


def test_words_alone_take_no_choice_back(participant: User, asked: Question) -> None:
    post_published(participant, asked, choice=HOMES)
    post_published(participant, asked, "Words alone.")
    assert counted(asked) == {-2: 1, 0: 1}


def test_an_edit_of_the_one_before_changes_nothing(participant: User, asked: Question) -> None:
    before = post_published(participant, asked, "Before.", choice=HOMES)
    post_published(participant, asked, choice=HOMES)
    edit_response(
        actor=participant, response=before, body="Before.", choice=WORK, expected_version=1
    )
    assert counted(asked) == {-2: 1, 0: 1}


def test_one_that_waits_counts_once_it_is_published(participant: User, asked: Question) -> None:
    earlier = post(participant, asked, choice=HOMES)
    later = post(participant, asked, choice=WORK)
    publish_response(actor=participant, response=later)
    assert counted(asked) == {-2: 1, 1: 1}
    publish_response(actor=participant, response=earlier)
    assert counted(asked) == {-2: 1, 1: 1}


def test_an_organisation_counts_once_whoever_speaks_and_its_people_for_themselves(
    participant: User, other_participant: User, asked: Question
) -> None:
    mine = make_membership(participant, "Harbour Project")
    theirs = make_membership(other_participant, organisation=mine.organisation)
    post_published(participant, asked, choice=HOMES, membership=mine)
    post_published(other_participant, asked, choice=WORK, membership=theirs)
    assert counted(asked) == {-2: 1, 1: 1}
    post_published(participant, asked, choice=HOMES)
    assert counted(asked) == {-2: 2, 0: 1, 1: 1}


@pytest.mark.parametrize("is_organisation", [True, False])
def test_a_nameless_formal_answer_is_of_the_same_speaker(
    is_organisation: bool, participant: User, asked: Question
) -> None:
    membership = make_membership(participant, role="owner") if is_organisation else None
    post_published(participant, asked, choice=HOMES, membership=membership)
    room = begin(participant, asked.paper, membership)
    write(participant, room, 1, "Nameless.", openness=NAMELESS, choice=WORK)
    send(participant, room)
    for response in Response.objects.filter(state="held"):
        publish_response(actor=participant, response=response)
    assert counted(asked) == {-2: 1, 1: 1}


def test_each_respondent_whose_answers_staff_entered_is_a_speaker(
    moderator: User, asked: Question
) -> None:
    for number in range(2):
        letter = Submission.objects.create(
            paper=asked.paper,
            begun_by=moderator,
            channel="offline",
            received_on=date(2027, 1, 1),
            consent="named",
            provenance="Letter.",
            respondent_name="A reader in Thornwick",
        )
        response = post_published(moderator, asked, f"{number}", choice=HOMES)
        Response.objects.filter(pk=response.pk).update(submission=letter, channel="offline")
        Comment.objects.filter(pk=response.pk).update(user=None)
    count_choices_anew([asked.pk])
    assert counted(asked) == {-2: 2, 0: 2}


def test_counting_on_the_way_says_what_counting_anew_does(editor: User) -> None:
    asked = make_choice(editor, "ranking", "Homes", "Work", "Health", has_dont_know=True)
    people, luck = [make_person(f"p{number}") for number in range(3)], random.Random(5)
    newest: dict[int, list[int]] = {}
    for number in range(12):
        person, places = luck.choice(people), luck.sample(range(3), 3)
        post_published(person, asked, f"{number}", choice=Choice(tuple(places)))
        newest[person.pk] = places
    tallies = ChoiceTally.objects.filter(question=asked).order_by("place")
    kept = list(tallies.values_list("place", "count", "points"))
    expected = {
        place: sum(ranks.index(place) + 1 for ranks in newest.values()) for place in range(3)
    }
    assert kept == [(-2, 3, 0), *((place, 3, points) for place, points in expected.items())]
    count_choices_anew([asked.pk])
    assert list(tallies.values_list("place", "count", "points")) == kept


@pytest.mark.django_db(transaction=True)
def test_two_members_at_once_are_one_organisation(
    participant: User, other_participant: User, editor: User
) -> None:
    asked = make_choice(editor, "single", "Homes", "Work")
    Paper.objects.update(moderation="post")
    mine = make_membership(participant, "Harbour Project")
    theirs = make_membership(other_participant, organisation=mine.organisation)
    with still_open(lambda: post(participant, asked, choice=HOMES, membership=mine)):
        late = begun(lambda: post(other_participant, asked, choice=HOMES, membership=theirs))
    late.result(timeout=LONGEST_WAIT)
    assert counted(asked) == {-2: 1, 0: 1}
