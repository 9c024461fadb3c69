import time

import pytest

from papers.pages.reading_level import LONGEST_LISTED, reading_level, sentences_of, syllables_of

PLAIN = "The cat sat on the mat. It was warm there. We let it sleep in the sun all day. " * 4
HARD = (
    "Institutional accountability necessitates comprehensive organisational reconsideration of "
    "interdepartmental responsibilities. "
) * 6


@pytest.mark.parametrize(
    ("word", "count"),
    [("the", 1), ("prison", 2), ("people", 2), ("moved", 1), ("wanted", 2), ("use", 1),
     ("rehabilitation", 6), ("agree", 2), ("hmm", 1)],
)  # fmt: skip
def test_syllables_by_rule_of_thumb(word: str, count: int) -> None:
    assert syllables_of(word) == count


def test_plain_words_are_an_easier_grade_than_hard_ones() -> None:
    plain, hard = reading_level([(None, PLAIN)]), reading_level([(None, HARD)])
    assert plain.grade is not None
    assert hard.grade is not None
    assert (plain.grade < 4, hard.grade > 15) == (True, True)


def test_the_formula_is_kincaid_s() -> None:
    """Ten words of one syllable in one sentence, four times: 0.39·10 + 11.8·1 − 15.59."""
    level = reading_level([(None, "We sat in the sun and it was so warm. " * 4)])
    assert level.grade == pytest.approx(0.1)


def test_length_and_minutes() -> None:
    level = reading_level([(None, "word " * 2_380)])
    assert (level.words, level.minutes) == (2_380, 10)


@pytest.mark.parametrize("text", ["", "Too short to say."])
def test_little_text_has_no_grade(text: str) -> None:
    assert reading_level([(None, text)]).grade is None


def test_the_formula_is_for_english_only() -> None:
    assert reading_level([(None, PLAIN)], is_english=False).age is None


def test_long_sentences_are_named_with_their_section() -> None:
    level = reading_level([(n, "One " * (35 + n) + "end.") for n in range(1, 9)])
    assert level.long_count == 8
    assert [s.section_id for s in level.long_sentences] == [8, 7, 6, 5, 4]
    assert len(level.long_sentences) == LONGEST_LISTED


def test_headings_items_and_links_are_read_as_readers_see_them() -> None:
    text = "## A heading\n\n- one item\n- two [items](https://example.org/a.b)\n\nEnd. Now?"
    assert list(sentences_of(text)) == ["A heading", "one item", "two items", "End.", "Now?"]


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "a-" * 50_000, "| " * 50_000, " \n" * 50_000, ". A" * 33_000]
)
def test_hostile_text_takes_no_time(text: str) -> None:
    started = time.process_time()
    reading_level([(None, text)])
    assert time.process_time() - started < 10  # by a slow rule it would be minutes
