"""The answers that a question offers, however they are written, and what only looks like them."""

import pytest

from tests.papers.importing.written import from_markdown, from_plain


@pytest.mark.parametrize(
    ("written", "options", "kind"),
    [
        ("None / Half a day / One day", ["None", "Half a day", "One day"], "single"),
        ("Good – Fair – Poor", ["Good", "Fair", "Poor"], "scale"),
        ("Please circle: a lot, a little, nothing", ["a lot", "a little", "nothing"], "single"),
        ("(very easy, quite easy, hard)", ["very easy", "quite easy", "hard"], "single"),
        ("☐ A day ☐ A week", ["A day", "A week"], "single"),
        ("1  2  3  4  5", ["1", "2", "3", "4", "5"], "scale"),
        ("Under 18 / 18-24 / 25 and over", ["Under 18", "18-24", "25 and over"], "single"),
    ],
)
def test_answers_on_a_line(written: str, options: list[str], kind: str) -> None:
    (question,) = from_markdown(f"# Visits\n\nQuestion 1. How long is it?\n\n{written}\n").questions
    assert list(question.options) == options
    assert question.kind in (kind, "scale")


def test_answers_in_the_sentence_that_asks() -> None:
    written = "# Visits\n1. Choose the one that matters most: a chair, a toy or a bus."
    (question,) = from_markdown(written).questions
    assert question.text == "Choose the one that matters most:"
    assert question.options == ("a chair", "a toy", "a bus")


def test_blanks_to_write_a_rank_in() -> None:
    written = "Visits\n\n1. Please rank these, where 1 matters most.\n__ Toys\n__ Buses\n"
    (question,) = from_plain(written).questions
    assert (question.kind, question.options) == ("ranking", ("Toys", "Buses"))


def test_lines_without_marks_between_two_questions() -> None:
    written = "Visits\n\nQ1. How often do you visit?\n\nEach week\n\nEach month\n\nQ2. Why?\n"
    assert from_plain(written).questions[0].options == ("Each week", "Each month")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Which do you use? Tick every one that you know.", "multiple"),
        ("Tick each path that you walk.", "multiple"),
        ("Place our paths in order, from the first to the last to mend.", "ranking"),
        ("Put in order, from first to last", "ranking"),
        ("How often would you walk?", "single"),
    ],
)
def test_words_of_choosing_stay_in_the_question_and_make_its_kind(question: str, kind: str) -> None:
    (found,) = from_markdown(f"# Paths\n\n1. {question}\n\n   - Bank\n   - Hill\n").questions
    assert (found.text, found.kind, found.options) == (question, kind, ("Bank", "Hill"))


def test_how_to_answer_makes_the_kind() -> None:
    written = "# Visits\n1. Which do you use?\n\nChoose all that apply.\n\n- [ ] Bus\n- [ ] Train\n"
    assert from_markdown(written).questions[0].kind == "multiple"


@pytest.mark.parametrize(
    "lead", ["You may wish to consider:", "Please give reasons, including evidence on:"]
)
def test_what_an_answer_may_speak_of_is_no_answer(lead: str) -> None:
    written = (
        f"# Visits\n1. Do you agree that visits matter?\n\n   {lead}\n\n   - cost;\n   - time.\n"
    )
    (question,) = from_markdown(written).questions
    assert (question.kind, question.options) == ("open", ())


def test_a_list_after_a_view_that_is_asked_for_holds_parts() -> None:
    written = "# Visits\n\n## Questions\n\n1. Do you have any views on:\n\n   - cost;\n   - time?\n"
    (question,) = from_markdown(written).questions
    assert (question.parts, question.options) == (("cost;", "time?"), ())


def test_items_under_answers_already_given_are_what_is_graded() -> None:
    written = (
        "Visits\n\n1. How important are these? (Very important / Not important)\n- Toys\n- Buses\n"
    )
    (question,) = from_plain(written).questions
    assert question.parts == ("Toys", "Buses")
    assert question.options == ("Very important", "Not important")


def test_prose_that_offers_answers_asks_and_may_be_followed_up() -> None:
    written = (
        "# Visits\n\nShould visits be longer? Yes / No / Partly\n\nPlease give your reasons.\n"
    )
    (question,) = from_markdown(written).questions
    assert question.options == ("Yes", "No", "Partly")
    assert question.parts == ("Please give your reasons.",)
