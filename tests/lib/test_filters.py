"""Filters of a list, read from its address."""

import pytest
from django.db.models import TextChoices
from django.http import QueryDict

from consultation.lib.filters import LONGEST_SEARCH, Filter, Option, chosen_in, words_in


class Colour(TextChoices):
    RED = "red", "Red"
    BLUE = "blue", "Blue"


FILTERS = {"colour": Filter("Colour", "Every colour", Colour)}


@pytest.mark.parametrize(
    ("query", "chosen", "unknown"),
    [
        ("", {}, ()),
        ("colour=", {}, ()),
        ("colour= red ", {"colour": "red"}, ()),
        ("colour=Red", {}, ("colour",)),
        ("colour=red&colour=blue", {"colour": "blue"}, ()),
        ("size=large", {}, ()),
    ],
)
def test_what_is_not_known_is_named_and_left_out(
    query: str, chosen: dict[str, str], unknown: tuple[str, ...]
) -> None:
    assert chosen_in(QueryDict(query), FILTERS, FILTERS) == (chosen, unknown)


def test_words_stand_in_one_line_and_end_where_a_search_does() -> None:
    assert words_in(QueryDict("q=%20a%0A%20b%20"), "q") == "a b"
    assert len(words_in(QueryDict("q=" + "a" * 500), "q")) == LONGEST_SEARCH


def test_a_form_marks_what_is_chosen() -> None:
    offered = FILTERS["colour"].offer("colour", "blue").options
    assert offered == (Option("red", "Red", False), Option("blue", "Blue", True))
