import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.lib.cells import guarded, unguarded

STARTS = "=+-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212"
HONEST = [
    "",
    "Plain.",
    "5 - 3 = 2",
    "jo@example.org",
    "“Quoted”",
    "£5",
    "1. First",
    "don't",
    "– a dash",
]


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize(
    "before", ["", " ", "\n", "\t", "\r", "\u00a0", "\u200b", "\ufeff", " \u2060 "]
)
def test_no_cell_begins_a_formula(start: str, before: str) -> None:
    assert guarded(f"{before}{start}1+1") == f"'{before}{start}1+1"


@pytest.mark.parametrize("text", ["\tx", "\rx", "\nx", "'x", "'=1"])
def test_what_trims_to_a_formula_is_guarded_too(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", HONEST)
def test_honest_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


@given(st.text(st.characters(codec="utf-8")) | st.from_regex(r"['=+@\-\s]{0,4}\w*"))
def test_the_text_comes_back_by_one_rule(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r")))
def test_no_cell_begins_with_what_runs(text: str) -> None:
    cell = guarded(text).lstrip()
    assert not cell or cell[0] not in STARTS


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1))
def test_a_file_gives_the_cells_back(texts: list[str]) -> None:
    file = StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerow([guarded(text) for text in texts])
    (row,) = csv.reader(StringIO(file.getvalue(), newline=""))
    assert [unguarded(cell) for cell in row] == texts
