"""The tallies of choices say at any time what counting would."""

import random
from collections import Counter

import pytest

from accounts.models import User
from consultation.responses.choosing import Choice
from consultation.responses.models import ChoiceTally, Response
from consultation.responses.results.tallying import count_choices_anew
from papers.models import Question
from tests.asking import make_choice, post_published
from tests.people import make_person

pytestmark = pytest.mark.django_db


def kept(question: Question) -> list[tuple[int, int, int]]:
    tallies = ChoiceTally.objects.filter(question=question).order_by("place")
    return list(tallies.values_list("place", "count", "points"))


@pytest.mark.parametrize("kind", ["single", "multiple", "ranking"])
def test_tallies_equal_a_count_after_any_history(kind: str, editor: User) -> None:
    question = make_choice(editor, kind, "Homes", "Work", "Health", has_dont_know=True)
    luck = random.Random(kind)  # a history, not a secret
    for number in range(12):
        places = luck.sample(range(3), {"single": 1, "ranking": 3}.get(kind, luck.randint(1, 3)))
        if kind == "multiple":
            places.sort()
        choice = Choice((), is_dont_know=True) if luck.random() < 0.2 else Choice(tuple(places))
        post_published(make_person(f"p{number}"), question, choice=choice)
    before = kept(question)
    count_choices_anew([question.pk])
    assert kept(question) == before
    rows = Response.objects.filter(question=question)
    chosen = Counter(place for row in rows for place in row.choices)
    chosen[ChoiceTally.DONT_KNOW] = rows.filter(says_dont_know=True).count()
    chosen[ChoiceTally.ANSWERED] = 12
    assert {place: count for place, count, _ in before} == dict(+chosen)


def test_of_a_ranking_the_places_are_added_up(editor: User, participant: User) -> None:
    question = make_choice(editor, "ranking", "Homes", "Work", "Health")
    post_published(participant, question, choice=Choice((2, 0, 1)))
    assert kept(question) == [(-2, 1, 0), (0, 1, 2), (1, 1, 3), (2, 1, 1)]
