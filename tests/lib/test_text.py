import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from consultation.lib import text
from consultation.lib.text import StorableText

ANYTHING = st.text(st.characters(exclude_categories=()))
BAD = ["\x00", "\x01", "\x08", "\x0b", "\x0c", "\x1b", "\x1f", "\x7f", "\x80", "\x9f"]
BAD += ["\ud800", "\udfff", "\ufffe", "\uffff"]


@pytest.mark.parametrize("character", BAD)
@pytest.mark.parametrize("multiline", [True, False])
def test_what_cannot_be_kept_is_found(character: str, *, multiline: bool) -> None:
    assert text.unstorable_characters(f"a{character}b", multiline=multiline) == [character]


@pytest.mark.parametrize(
    "value", ["", "a\tb", "é", "e\u0301", "👩🏽‍⚖️", "\ufffd", "\u202e", "\ufeff"]
)
@pytest.mark.parametrize("multiline", [True, False])
def test_what_can_be_kept_is_let_through(value: str, *, multiline: bool) -> None:
    assert text.unstorable_characters(value, multiline=multiline) == []


@pytest.mark.parametrize("line_break", ["\n", "\r", "\x85", "\u2028", "\u2029"])
def test_a_line_break_is_kept_only_where_there_are_lines(line_break: str) -> None:
    assert text.unstorable_characters(f"a{line_break}b", multiline=True) == []
    assert text.unstorable_characters(f"a{line_break}b", multiline=False) == [line_break]


@examples(deadline=None, max_examples=50)
@given(ANYTHING)
def test_taking_out_leaves_nothing_unstorable(value: str) -> None:
    kept = text.without_unstorable(value)
    assert text.unstorable_characters(kept, multiline=True) == []
    kept.encode()


def test_each_is_found_once_and_named() -> None:
    found = text.unstorable_characters("b\x07a\x00\x07", multiline=True)
    assert found == ["\x00", "\x07"]
    assert text.in_words(found).startswith("a null character (U+0000), ")


def test_a_bad_byte_is_named_by_its_number() -> None:
    assert text.in_words(["\udcff"]) == "a byte that is not UTF-8 (FF)"


def test_the_validator_says_what_to_do() -> None:
    with pytest.raises(ValidationError) as caught:
        StorableText()("a\x0bb")
    (sentence,) = caught.value.messages
    assert sentence.startswith("This holds a vertical tab (U+000B), which cannot be kept. ")


def test_the_validator_for_one_line_refuses_two() -> None:
    StorableText()("a\nb")
    with pytest.raises(ValidationError, match="a line break"):
        StorableText(multiline=False)("a\nb")


def test_equal_validators_make_no_new_migration() -> None:
    assert StorableText(multiline=False) == StorableText(multiline=False)
    assert StorableText(multiline=False) != StorableText()
    assert StorableText(multiline=False).deconstruct()[2] == {"multiline": False}  # type: ignore[attr-defined]


@examples(deadline=None, max_examples=50)
@given(ANYTHING)
def test_normalising_twice_changes_nothing(value: str) -> None:
    once = text.normalise(value)
    assert text.normalise(once) == once


@examples(deadline=None, max_examples=50)
@given(ANYTHING)
def test_what_is_normalised_is_composed(value: str) -> None:
    assert unicodedata.is_normalized("NFC", text.normalise(value))


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a  \nb\t\n\n ", "a\nb"),
        ("  indented", "  indented"),
        ("e\u0301", "é"),
        ("\n\n", ""),
    ],
)
def test_normalising(value: str, wanted: str) -> None:
    assert text.normalise(value) == wanted


@pytest.mark.parametrize(
    ("markdown", "wanted"),
    [
        ("**bold** and [words](https://example.org)", "bold and words"),
        ("- one\n- two\n\nthree", "one\ntwo\nthree"),
        ("<b>&amp;", "<b>&amp;"),
        ("", ""),
    ],
)
def test_plain_is_what_a_reader_sees(markdown: str, wanted: str) -> None:
    assert text.plain(markdown) == wanted


@pytest.mark.parametrize(
    ("markdown", "wanted"),
    [
        ("One\ntwo.\n\n**Three.**", "One\ntwo.\n\nThree."),
        ("Beds:\n\n- one\n  more\n- two\n\nThat.", "Beds:\n\n- one\n  more\n- two\n\nThat."),
        ("- a\n  1. b\n  2. c", "- a\n  1. b\n  2. c"),
        ("> said\n> so\n\nYes.", "> said\n> so\n\nYes."),
        ("[Here](https://a.example).", "Here (https://a.example)."),
        ("[https://a.example](https://a.example)", "https://a.example"),
        ("<b>", "<b>"),
        ("", ""),
    ],
)
def test_a_letter_keeps_paragraphs_lists_and_addresses_apart(markdown: str, wanted: str) -> None:
    assert text.in_a_letter(markdown) == wanted


@pytest.mark.parametrize(
    ("value", "count"),
    [("", 0), ("one", 1), ("- one\n- two", 2), ("one – two", 2), ("it’s **well-known**", 2)],
)
def test_counting_words(value: str, count: int) -> None:
    assert text.count_words(value) == count


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("one two", "one two"),
        ("one two three", "one two three"),
        ("one two three, four", "one two three…"),
        ("**one**\n\ntwo", "one · two"),
        ("one:\n\n- two\n- three", "one: two · three"),
        ("one.\n\n> two\nthree\n\nfour", "one. two three…"),
        ("\u202eone", "one"),
        ("a" * 200, "a" * 100 + "…"),
    ],
)
def test_an_excerpt_is_one_line(value: str, wanted: str) -> None:
    assert text.excerpt(value, 3) == wanted


def test_an_excerpt_of_a_long_text_ends_with_more_to_come() -> None:
    assert text.excerpt("word " * 4_000, 5) == "word word word word word…"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  A  family\u2028member ", "A family member"),
        ("\u202eevil", "evil"),
        ("\u3164\u2800", ""),
        ("a\u200bb", "ab"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d🏫", "👩\u200d🏫"),
    ],
)
def test_a_name_holds_nothing_that_cannot_be_seen(typed: str, kept: str) -> None:
    assert text.name_on_one_line(typed) == kept


@pytest.mark.parametrize("typed", ["", " \n", "\u200b\u2060", "\u3164 \u2800", "\ufeff\u200d"])
def test_text_that_nobody_can_see_is_blank(typed: str) -> None:
    assert text.is_blank(typed)


@pytest.mark.parametrize("typed", ["?", "a\u200b", "👩\u200d🏫"])
def test_text_that_shows_something_is_not_blank(typed: str) -> None:
    assert not text.is_blank(typed)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Write to <Lane@soundings.example>.", True),
        ("{'email': 'lane@soundings.example'}", True),
        ("lane@soundings.example. Then", True),
        ("penny.lane@soundings.example", False),
        ("penny-lane@soundings.example", False),
        ("lane@soundings.example.org", False),
    ],
)
def test_an_address_is_mentioned_only_as_a_whole(said: str, *, found: bool) -> None:
    assert text.mentions(said, ["lane@soundings.example"]) is found
