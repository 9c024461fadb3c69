"""Numbers without the word “question” stand for questions where they count them."""

import pytest

from consultation.responses.splitting import Asked, MatchedBy, split_answers
from papers.importing.reading import read_document

ASKED = (
    Asked(1, "What stops people who leave prison from keeping a tenancy?"),
    Asked(2, "How early should planning for a home begin, and who should lead it?"),
    Asked(3, "Which kinds of housing are missing in your area?"),
    Asked(4, "Should landlords be told of an applicant's convictions?"),
    Asked(5, "How should success be measured?"),
)
ANSWERS = {
    1: "Debt, and a tenancy agreement that nobody explained.",
    2: "Planning should begin at court, led by one worker.",
    3: "Flats for one person, and housing without a deposit.",
    4: "Landlords should be told only where there is a risk.",
    5: "By asking after two years who still has a key.",
}


def given(*paragraphs: str) -> dict[int, str]:
    document = read_document("\n\n".join(paragraphs).encode(), "answers.txt")
    found = split_answers(document, ASKED)
    assert {answer.matched_by for answer in found.answers} <= {MatchedBy.NUMBER, MatchedBy.WORDS}
    return {answer.question: answer.text for answer in found.answers}


@pytest.mark.parametrize(
    "label", ["{}) ", "({}) ", "{} – ", "{}: ", "#{} ", "No. {}: ", "Point {}. ", "A{}. "]
)
def test_labels_that_count_to_the_end_are_the_questions(label: str) -> None:
    assert given(*(label.format(number) + text for number, text in ANSWERS.items())) == ANSWERS


def test_a_number_may_stand_on_a_line_of_its_own() -> None:
    assert given(*(piece for n, text in ANSWERS.items() for piece in (str(n), text))) == ANSWERS


def test_questions_may_be_counted_down() -> None:
    pieces = [f"{number}) {text}" for number, text in ANSWERS.items()]
    assert given(*reversed(pieces)) == ANSWERS


def test_questions_may_be_counted_in_an_order_of_one_s_own() -> None:
    assert given(*(f"{number}) {ANSWERS[number]}" for number in (3, 1, 5, 2, 4))) == ANSWERS


def test_numbers_that_skip_a_question_without_saying_so_count_the_writer_s_own_parts() -> None:
    first, second = f"1. Keeping a tenancy\n\n{ANSWERS[1]}", f"2. Planning\n\n{ANSWERS[2]}"
    assert given(first, second, f"3. Telling landlords of convictions\n\n{ANSWERS[4]}") == {
        1: ANSWERS[1],
        2: ANSWERS[2],
        4: ANSWERS[4],
    }


def test_parts_that_begin_with_who_we_are_count_themselves() -> None:
    parts = ("WHO WE ARE", "We are a trust."), ("KEEPING A TENANCY", ANSWERS[1])
    more = ("PLANNING FOR A HOME", ANSWERS[2]), ("MISSING KINDS OF HOUSING", ANSWERS[3])
    pieces = [f"{n}. {title}\n\n{text}" for n, (title, text) in enumerate((*parts, *more), 1)]
    assert given(*pieces) == {number: ANSWERS[number] for number in (1, 2, 3)}
