"""Two changes of one text: what differs is put together, what clashes is kept whole."""

from itertools import combinations
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.responses.choosing import NO_CHOICE, Choice, carried
from consultation.responses.formal.merging import AnswerText, merge, merge_value, put_together

PLAN = "It begins inside.\n\nIt is written with the person.\n\nHousing comes first."
lines = st.lists(st.sampled_from(["", "a", "b", "c", "d", "e"]), max_size=8).map("\n".join)


@pytest.mark.parametrize(
    ("saved", "typed", "merged"),
    [
        (PLAN.replace("inside", "on day one"), PLAN.replace("first", "last"), None),
        ("A heading.\n\n" + PLAN, PLAN + "\n\nAn end.", None),
        (PLAN, PLAN + "\n\nAn end.", PLAN + "\n\nAn end."),
        (PLAN + "\n\nAn end.", PLAN, PLAN + "\n\nAn end."),
        (PLAN + "\n\nThe same.", PLAN + "\n\nThe same.", PLAN + "\n\nThe same."),
        ("", PLAN, ""),
    ],
)
def test_what_changed_apart_is_put_together(saved: str, typed: str, merged: str | None) -> None:
    both = merge(PLAN, saved, typed)
    assert both.is_clean
    if merged is not None:
        assert both.text == merged
    else:
        new = set((saved + "\n" + typed).split("\n")) - set(PLAN.split("\n"))
        assert new <= set(both.text.split("\n"))


def test_lines_of_a_list_one_below_the_other_are_put_together() -> None:
    both = merge("- one\n- two", "- one!\n- two", "- one\n- two!")
    assert (both.text, both.is_clean) == ("- one!\n- two!", True)


def test_both_texts_of_a_clash_are_kept_the_saved_one_first() -> None:
    both = merge(PLAN, PLAN.replace("inside", "at court"), PLAN.replace("inside", "on day one"))
    assert not both.is_clean
    assert both.text.startswith("It begins at court.\n\nIt begins on day one.\n\nIt is written")


def test_two_ends_added_at_once_clash() -> None:
    both = merge(PLAN, PLAN + "\n\nOne end.", PLAN + "\n\nAnother end.")
    assert (both.text, both.is_clean) == (PLAN + "\n\nOne end.\n\nAnother end.", False)


def test_what_one_deletes_and_the_other_changes_clashes() -> None:
    both = merge(PLAN, "It begins inside.", PLAN.replace("first", "last"))
    assert not both.is_clean
    assert "Housing comes last." in both.text


@given(base=lines, one=lines)
def test_one_change_alone_is_that_change(base: str, one: str) -> None:
    assert merge(base, one, base).text == merge(base, base, one).text == one


@given(base=lines, one=lines, other=lines)
def test_no_line_that_somebody_added_is_lost(base: str, one: str, other: str) -> None:
    both = merge(base, one, other)
    added = {line for text in (one, other) for line in text.split("\n")} - set(base.split("\n"))
    assert added <= set(both.text.split("\n"))


@given(base=lines, one=lines, other=lines)
def test_who_saves_first_decides_the_order_and_nothing_else(
    base: str, one: str, other: str
) -> None:
    both, turned = merge(base, one, other), merge(base, other, one)
    assert both.is_clean == turned.is_clean
    assert not both.is_clean or both.text == turned.text


@pytest.mark.parametrize("line", ["", "- a", "a b c d e f g h"])
def test_the_longest_texts_are_merged_in_a_moment(line: str) -> None:
    base = "\n".join([line] * (20_000 // (len(line) + 1)))
    texts = [base + f"\n{end}" + base[: 100 * end] for end in range(3)]
    begun = process_time()
    for one, other in combinations(texts, 2):
        assert merge(base, one, other).text
    assert process_time() - begun < 3


def test_a_value_that_one_changed_stands() -> None:
    assert merge_value("public", "private", "public") == "private"
    assert merge_value("public", "public", "nameless") == "nameless"
    assert merge_value("public", "private", "nameless") is None


def test_a_choice_and_an_openness_that_both_changed_are_named_and_kept_as_typed() -> None:
    base = AnswerText("Words.", Choice((0,)))
    saved, typed = AnswerText("Words.", Choice((1,)), "private"), AnswerText("More.", Choice((2,)))
    together = put_together(base, saved, typed)
    assert together.clashes == {"choice"}
    assert together.text == AnswerText("More.", Choice((2,)), "private")


def test_a_choice_is_found_among_other_options_by_its_words() -> None:
    assert carried(Choice((2, 0)), ["a", "b", "c"], ["c", "a"]) == Choice((0, 1))
    assert carried(Choice((1,)), ["a", "b"], ["a", "c"]) == NO_CHOICE
    assert carried(Choice((), True), ["a"], ["b"]) == Choice((), True)
