"""Questions under labels in words, topics, numbered headings and lists that lost their marks."""

import pytest

from tests.papers.importing.written import from_markdown, from_plain


def texts(markdown: str) -> list[str]:
    return [question.text for question in from_markdown(markdown).questions]


@pytest.mark.parametrize(
    "lead",
    [
        "It would be very useful to have:",
        "We would be glad of written notes on:",
        "It would help us if you could tell us:",
        "Please think about the following:",
    ],
)
def test_items_are_wanted_without_a_verb(lead: str) -> None:
    written = f"# Visits\n\n{lead}\n\n- a line on the booking\n- anything else you have seen.\n"
    assert texts(written) == ["a line on the booking", "anything else you have seen."]


def test_a_list_that_lost_its_bullets() -> None:
    written = "VISITS\n\nSend us your thoughts on the following:\n\nhow long they are\nwho comes\n"
    assert [q.text for q in from_plain(written).questions] == ["how long they are", "who comes"]


def test_a_label_in_words_makes_its_paragraph_one_question() -> None:
    written = (
        "# Visits\n\n**Toys.** Some halls have them. What is in yours?\n\n"
        "**Food.** Who pays for it? Should it be free?\n"
    )
    questions = from_markdown(written).questions
    assert [(q.text, q.parts) for q in questions] == [
        ("What is in yours?", ()),
        ("Who pays for it?", ("Should it be free?",)),
    ]


def test_one_label_in_words_is_an_accident_of_style() -> None:
    assert texts("# Visits\n\n**Toys.** Why have toys at all? Because children are bored.\n") == []


def test_a_discussion_question_needs_no_number() -> None:
    written = "# Visits\n\nText.\n\n*Discussion question: who is left out?*\n"
    assert texts(written) == ["who is left out?"]


def test_numbered_headings_over_answers_are_questions() -> None:
    written = "# Visits\n\n## 1) How was it?\n\nGood / Bad\n\n## 2) Was it long?\n\n- Yes\n- No\n"
    assert texts(written) == ["How was it?", "Was it long?"]


def test_numbered_headings_over_prose_are_headings() -> None:
    written = (
        "# Visits\n\n## 1. What is a visit?\n\nIt is an hour in a hall.\n\n"
        "## 2. Who comes?\n\nMothers come, most of all.\n"
    )
    assert texts(written) == []


def test_the_numbers_of_paragraphs_are_no_questions_where_questions_bear_labels() -> None:
    written = (
        "# Visits\n\n1. A visit is an hour.\n\n2. Why change it? Because it is short.\n\n"
        "### Question 1\n\n3. Should it be longer?\n\n### Question 2\n\n4. If it were longer:\n\n"
        "(1) who would pay;\n\n(2) who would come?\n"
    )
    questions = from_markdown(written).questions
    assert [(q.number, q.text, q.parts) for q in questions] == [
        ("1", "Should it be longer?", ()),
        ("2", "If it were longer:", ("who would pay;", "who would come?")),
    ]


def test_letters_of_parts_are_no_text() -> None:
    written = "# Visits\n\n**Question 1.** (a) Is it long? (b) Is it loud?\n"
    (question,) = from_markdown(written).questions
    assert (question.text, question.parts) == ("Is it long?", ("Is it loud?",))


def test_a_list_within_a_list_holds_parts() -> None:
    written = "The Committee will examine:\n\n• Visits, including:\n  o their length\n• Letters.\n"
    questions = from_plain("Inquiry\n\n" + written).questions
    assert [(q.text, q.parts) for q in questions] == [
        ("Visits, including:", ("their length",)),
        ("Letters.", ()),
    ]


def test_a_paragraph_that_asks_on_below_a_labelled_question_is_a_part() -> None:
    written = "# Visits\n\n**Question 1:** What is it?\n\nDo you see others?\n\n**Q2:** Why?\n"
    assert from_markdown(written).questions[0].parts == ("Do you see others?",)


def test_what_an_author_asks_himself_is_rhetoric() -> None:
    assert (
        texts("# Visits\n\nThe easy reply is a longer hour. But which? And at whose cost?\n") == []
    )
