"""What names a speaker, or says that an answer follows, is no part of the answer."""

import pytest

from consultation.responses.splitting import Asked, Split, split_answers
from papers.importing.reading import read_document

ASKED = (
    Asked(1, "What stops people from using the swimming baths?"),
    Asked(2, "How early should the baths open?"),
    Asked(3, "Who should teach children to swim?"),
    Asked(4, "How should the price of a ticket be set?"),
)
SAID = {1: "The bus, mostly.", 2: "At six.", 3: "Whoever is in the water.", 4: "By the hour."}


def split(text: str) -> Split:
    return split_answers(read_document(text.encode(), "answers.txt"), ASKED)


def given(text: str) -> dict[int, str]:
    return {answer.question: answer.text for answer in split(text).answers}


@pytest.mark.parametrize(
    ("asks", "answers"), [("Interviewer", "Respondent"), ("Chair", "The Trust"), ("Q", "A")]
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_talk_written_down_answers_what_was_asked(asks: str, answers: str, between: str) -> None:
    turns = [f"{asks}: {asked.text}{between}{answers}: {SAID[asked.number]}" for asked in ASKED]
    assert given("\n\n".join(turns)) == SAID


def test_whoever_asks_may_use_other_words() -> None:
    found = given(
        f"Host: {ASKED[0].text}\nGuest: {SAID[1]}\n\n"
        f"Host: And what about opening early?\nGuest: {SAID[2]}\n\n"
        f"Host: So who teaches the children?\nGuest: {SAID[3]}\n"
    )
    assert found == {number: SAID[number] for number in (1, 2, 3)}


def test_a_form_s_lines_are_no_talk() -> None:
    head = "Name: the Baths Trust\n\nEmail: baths@trust.example\n\nDate: 3 May 2026"
    assert given(f"{head}\n\nQuestion 2: At six.") == {2: "At six."}


@pytest.mark.parametrize("label", ["A2: ", "A2. ", "Answer: ", "Answer 2: ", "Response: ", "A: "])
def test_the_label_of_an_answer_is_listed_and_not_given(label: str) -> None:
    found = split(f"Q1: The bus.\n\nQ2: {ASKED[1].text}\n\n{label}At six.")
    assert {one.question: one.text for one in found.answers} == {1: "The bus.", 2: "At six."}
    assert found.coverage == 1.0


def test_another_number_is_no_label() -> None:
    assert given("Q1: The bus.\n\nQ2: A40: that road is why.")[2] == "A40: that road is why."


def test_a_list_in_an_answer_is_kept_whole() -> None:
    items = "1. nobody knows the hours\n2. nobody knows the price\n3. nobody has a towel"
    found = given(
        f"Q1: {ASKED[0].text}\nA1: In three ways:\n{items}\nQ2: {ASKED[1].text}\nA2: At six."
    )
    assert found[1].splitlines()[-1] == "3. nobody has a towel"
    assert found[2] == "At six."
