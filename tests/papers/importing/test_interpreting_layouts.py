"""Questions told by how they are set: in bold, as headings, in columns, in unmarked items."""

from papers.importing.sniffing import Format, format_of
from tests.papers.importing.written import asked, from_plain, imported


def test_a_bold_question_asks_where_the_part_asks() -> None:
    text = (
        "# Sheds\n## What we want to know\n### 1. Doors\nWe like doors.\n**Does yours lock?**\n"
        "### 2. Paint\n**Who should paint it, and when?**\nSome say twice."
    )
    assert asked(text) == ["Does yours lock?", "Who should paint it, and when?"]


def test_a_series_in_bold_keeps_its_gaps() -> None:
    paper = imported(
        "# Sheds\n## Proposal 1\n**1a. Do you support red sheds?**\nYes / No\n"
        "**1b. Please give your reasons.**\n**1c. What should a shed hold?**\n"
        "## Proposal 2\nPaint is dear.\n**2a. Do you support paint?**\nYes / No\n## Next"
    )
    assert [question.number for question in paper.questions] == ["1a", "1b", "1c", "2a"]
    assert paper.questions[0].options == ("Yes", "No")


HEADINGS = "# Sheds\n## What is a shed for?\nSome keep tools.\n## Who should own one?\nOwners do.\n"


def test_headings_ask_where_the_paper_says_that_they_do() -> None:
    text = HEADINGS + "## Next\nSend us your answers to the questions in the headings above."
    assert asked(text) == ["What is a shed for?", "Who should own one?"]


def test_headings_that_the_text_answers_ask_nothing() -> None:
    assert asked(HEADINGS + "## Next\nWe will publish a plan.") == []


def test_labels_of_letter_and_number_count_through_the_sections() -> None:
    paper = from_plain(
        "Survey\n\nSECTION A: TOOLS\n\nA1. Do you have one?\n☐ Yes (go to A2)\n☐ No\n\n"
        "A2. What do you grow?\n________\n\nSECTION B: PLANS\n\n"
        "B1. Is a plan missing?\n☐ Yes\n☐ No\nIf yes, what is it?\n"
    )
    assert [question.number for question in paper.questions] == ["A1", "A2", "B1"]
    assert paper.questions[0].options == ("Yes", "No")
    assert paper.questions[2].parts == ("If yes, what is it?",)


def test_a_stem_that_breaks_off_is_ended_by_its_answers() -> None:
    first, _ = imported(
        "# Survey\n1. Since last year, the number has…\n  - gone up\n  - gone down\n"
        "2. What is a shed for?"
    ).questions
    assert (first.kind, first.options) == ("single", ("gone up", "gone down"))


def test_an_item_without_its_mark_asks_where_its_neighbours_do() -> None:
    text = "# Sheds\n• Who owns it?\n• When is it right to break in\n• Doors: help or hindrance?"
    assert asked(text)[1] == "When is it right to break in"


def test_answers_in_columns_grade_the_statements_below() -> None:
    (question,) = from_plain(
        "Survey of sheds\n\nQ1. How far do you agree?\n\n"
        "              Agree     Neither     Disagree\n"
        "Sheds leak     [ ]        [ ]        [ ]\nPaint is dear  [ ]        [ ]        [ ]\n"
    ).questions
    assert question.kind == "scale"
    assert question.options == ("Agree", "Neither", "Disagree")
    assert question.parts == ("Sheds leak", "Paint is dear")


def test_a_row_of_boxes_answers_the_question_above_it() -> None:
    question = imported(
        "# Survey\nQ1. How well does it work?\n|Very|Fairly|Not|\\n|☐|☐|☐|"
    ).questions[0]
    assert question.options == ("Very", "Fairly", "Not")


def test_question_1_ends_the_details_of_the_respondent() -> None:
    paper = imported(
        "# Sheds\n## About you\nFull name\nEmail address\n# Question 1\nWhat is it for?"
    )
    assert [question.kind for question in paper.questions] == ["about_you", "about_you", "open"]


def test_an_event_that_is_called_by_a_question_asks_nothing() -> None:
    assert asked("How do you measure a shed? – 23 June, online, free") == []


def test_pasted_text_is_markdown_by_its_marks_alone() -> None:
    assert format_of(b"# Sheds\n\nOld.\n\n## Paint\n\nDear.", "pasted") is Format.MARKDOWN
    assert format_of(b"# Sheds\n\nOld, and **red**.", "pasted") is Format.MARKDOWN
    assert format_of(b"# 4 of them\n\nLook at item #3.", "pasted") is Format.PLAIN
    assert format_of(b"# Sheds\n\n## Paint", "paper.txt") is Format.PLAIN
