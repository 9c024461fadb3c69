"""Questions in tables, and the lines of forms about the respondent."""

import pytest

from tests.papers.importing.written import from_markdown

HEAD = "# Visits\n\n| No. | Question | Answer |\n|--|--|--|\n"


def test_a_row_that_offers_answers_asks_without_a_question_mark() -> None:
    written = HEAD + "| Q1 | Should it be extended to: | ☐ The hall ☐ The yard |\n| Q2 | Why? | |\n"
    paper = from_markdown(written)
    assert [(q.number, q.options) for q in paper.questions] == [
        ("1", ("The hall", "The yard")),
        ("2", ()),
    ]
    assert paper.coverage == 1.0


def test_a_row_without_a_number_follows_up() -> None:
    (question,) = from_markdown(
        HEAD + "| 1 | Is it open? | Yes / No |\n| | If not, why? | |\n"
    ).questions
    assert (question.parts, question.options) == (("If not, why?",), ("Yes", "No"))


def test_the_answer_cell_may_hold_answers() -> None:
    written = HEAD + "| 1 | Which would help? (Choose up to two) | Toys; Buses; Chairs |\n"
    (question,) = from_markdown(written).questions
    assert (question.kind, question.options) == ("multiple", ("Toys", "Buses", "Chairs"))


def test_statements_to_grade_are_one_question() -> None:
    written = (
        "# Visits\n\nPlease tell us how far you agree with each.\n\n"
        "| Statement | Agree | Neither | Disagree |\n|--|--|--|--|\n"
        "| Visits are long enough | | | |\n| Children are welcome | | | |\n"
    )
    (question,) = from_markdown(written).questions
    assert question.kind == "scale"
    assert question.parts == ("Visits are long enough", "Children are welcome")
    assert question.options == ("Agree", "Neither", "Disagree")


def test_a_table_of_facts_asks_nothing() -> None:
    written = "# Visits\n\n| Prison | Agree | Disagree |\n|--|--|--|\n| North | 12 | few |\n"
    assert from_markdown(written).questions == ()


def test_a_table_about_the_respondent() -> None:
    written = "# F\n\n|About you| |\n|--|--|\n|Name| |\n|Area| |\n|May we keep it?|Yes ☐ No ☐|\n"
    questions = from_markdown(written).questions
    assert [q.kind for q in questions] == ["about_you"] * 3
    assert questions[2].options == ("Yes", "No")


@pytest.mark.parametrize(
    ("line", "text", "options"),
    [
        (
            "Company name/organisation (if applicable)",
            "Company name/organisation (if applicable)",
            (),
        ),
        ("4.2 Income: under 5,000 / over 5,000", "Income:", ("under 5,000", "over 5,000")),
        ("Postcode ............", "Postcode", ()),
    ],
)
def test_a_line_about_the_respondent(line: str, text: str, options: tuple[str, ...]) -> None:
    (question,) = from_markdown(f"# Visits\n\n## About you\n\n{line}\n").questions
    assert (question.kind, question.text, question.options) == ("about_you", text, options)


def test_words_between_the_lines_of_a_form_ask_nothing() -> None:
    written = (
        "# Visits\n\n## About you\n\nFull name\n\n**Please note** this form must come with it.\n"
    )
    assert [q.text for q in from_markdown(written).questions] == ["Full name"]
