import pytest

from consultation.responses.choosing import (
    Ask,
    Choice,
    fault_of_answer,
    first_words,
    in_words,
)

THREE = ("Housing", "Work", "A person who stays")


def ask(kind: str, **fields: object) -> Ask:
    return Ask(kind=kind, options=THREE, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "places"),
    [
        ("single", (2,)),
        ("scale", (0,)),
        ("recommendation", (1,)),
        ("multiple", (0, 2)),
        ("ranking", (2, 0, 1)),
        ("ranking", (1,)),
    ],
)
def test_what_is_offered_can_be_chosen_without_a_word(kind: str, places: tuple[int, ...]) -> None:
    assert fault_of_answer(ask(kind), Choice(places), "") == ""


@pytest.mark.parametrize(
    ("kind", "choice", "fault"),
    [
        ("single", Choice((0, 1)), "Choose one only."),
        ("scale", Choice((0, 1)), "Choose one only."),
        ("single", Choice((3,)), "Choose from what is offered here."),
        ("single", Choice((-1,)), "Choose from what is offered here."),
        ("multiple", Choice((1, 1)), "Choose from what is offered here."),
        ("single", Choice((), True), "Choose from what is offered here."),
        ("single", Choice(), "Choose an answer first, or write one below."),
    ],
)
def test_what_is_not_offered_is_refused_in_words(kind: str, choice: Choice, fault: str) -> None:
    assert fault_of_answer(ask(kind), choice, "") == fault


def test_nobody_knows_and_does_not_know() -> None:
    both = fault_of_answer(ask("multiple", has_dont_know=True), Choice((1,), True), "")
    alone = fault_of_answer(ask("multiple", has_dont_know=True), Choice((), True), "")
    assert ("keep one of them" in both, alone) == (True, "")


@pytest.mark.parametrize(("body", "fault"), [("one two - three", ""), ("1 2 3 4", "1 word too")])
def test_words_are_counted_as_a_reader_counts_them(body: str, fault: str) -> None:
    said = fault_of_answer(Ask(word_limit=3), Choice(), body)
    assert (fault in said, bool(said)) == (True, bool(fault))


@pytest.mark.parametrize(
    ("kind", "choice", "said"),
    [
        ("single", Choice((1,)), "Chose: Work"),
        ("multiple", Choice((0, 1)), "Chose: Housing; Work"),
        ("ranking", Choice((2, 0)), "Put in order: 1. A person who stays; 2. Housing"),
        ("scale", Choice((1,)), "Chose: Work (from Housing to A person who stays)"),
        ("single", Choice((), True), "Chose: Don’t know"),
    ],
)
def test_a_choice_in_words(kind: str, choice: Choice, said: str) -> None:
    chosen = in_words(choice, options=THREE, kind=kind)
    assert chosen is not None
    assert chosen.in_words == said


def test_agreement_with_a_recommendation_needs_no_options_of_its_own() -> None:
    chosen = in_words(Choice((1,)), options=(), kind="recommendation", language="cy")
    assert chosen is not None
    assert (chosen.in_words, chosen.lang) == ("Chose: Partly agree", "")


def test_words_alone_choose_nothing() -> None:
    assert in_words(Choice(), options=(), kind="recommendation") is None
    assert first_words(None, "Because it works…") == "Because it works…"
    assert (
        first_words(in_words(Choice((0,)), options=THREE, kind="single"), "") == "Chose: Housing."
    )
