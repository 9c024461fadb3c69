import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.lib.marking import Pieces, marked, marked_in_short
from papers.bank_holidays import bank_holidays


def only_here(pieces: Pieces) -> list[str]:
    return [piece.text.strip() for piece in pieces if piece.is_marked]


def test_the_words_of_one_side_alone_are_marked() -> None:
    old, new = marked("What works well, for women?", "What works best, for young women?")
    assert (only_here(old), only_here(new)) == (["well"], ["best", "young"])


def test_the_same_text_has_no_mark() -> None:
    assert marked("Same", "Same")[0] == marked("Same", "Same")[1]
    assert only_here(marked("Same", "Same")[0]) == []


SHARED = " ".join(f"word{n}" for n in range(100))


@pytest.mark.parametrize(
    ("old", "new", "marks"),
    [
        (f"{SHARED} here {SHARED}", f"{SHARED} there {SHARED}", (["here"], ["there"])),
        (f"{SHARED} {SHARED}", f"{SHARED} between {SHARED}", ([], ["between"])),
        (SHARED, f"First. {SHARED}", ([], ["First."])),
        (f"{SHARED} Last.", SHARED, (["Last."], [])),
    ],
)
def test_in_short_the_words_around_each_mark_are_left_on_both_sides(
    old: str, new: str, marks: tuple[list[str], list[str]]
) -> None:
    sides = marked_in_short(old, new)
    assert (only_here(sides[0]), only_here(sides[1])) == marks
    for side in sides:
        assert "word" in "".join(piece.text for piece in side)
        assert sum(len(piece.text) for piece in side) < 250


def test_a_short_text_is_whole_in_short_too() -> None:
    assert marked_in_short("What works well?", "Who works?") == marked(
        "What works well?", "Who works?"
    )


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_character_is_lost(old: str, new: str) -> None:
    pieces = marked(old, new)
    assert ["".join(piece.text for piece in side) for side in pieces] == [old, new]


def test_a_change_in_a_long_text_is_found_by_its_line() -> None:
    lines = [f"Line {n} of a long text about many things." for n in range(900)]
    changed = [*lines]
    changed[450] = "Line 450 of a long text about few things."
    old, new = marked("\n".join(lines), "\n".join(changed))
    assert (only_here(old), only_here(new)) == (["many"], ["few"])


WORDS = random.Random(1)
HOSTILE = [
    ("ab " * 33_000, "ba " * 33_000),
    ("the and " * 700, "and the " * 700),
    ("x\n" * 50_000, "x\ny\n" * 25_000),
    *[tuple(" ".join(f"w{WORDS.randrange(94)}" for _ in range(1_500)) for _ in range(2))],
    *[tuple("\n".join(str(WORDS.randrange(60)) for _ in range(1_900)) for _ in range(2))],
]


@pytest.mark.parametrize(("old", "new"), HOSTILE)
def test_repetitive_text_takes_no_time(old: str, new: str) -> None:
    started = time.process_time()
    assert "".join(piece.text for piece in marked(old, new)[1]) == new
    assert time.process_time() - started < 10  # by a slow rule it would be minutes


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2022, "01-03 04-15 04-18 05-02 05-30 08-29 12-26 12-27"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
    ],
)
def test_bank_holidays_and_the_days_kept_for_them(year: int, days: str) -> None:
    assert sorted(f"{day:%m-%d}" for day in bank_holidays(year)) == days.split()
