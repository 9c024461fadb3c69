"""Introductions and ends of letters, told by what they say of their writer and of the letter."""

import pytest

from consultation.responses.splitting import Asked, Split, split_answers
from consultation.responses.splitting.bearing import signs_of_a_preface, signs_of_an_end
from consultation.responses.splitting.walking import AFTER
from papers.importing.reading import read_document

ASKED = (
    Asked(1, "What stops people from using the allotments?"),
    Asked(2, "How should the rent of a plot be set?"),
    Asked(3, "Who should repair the sheds and fences?"),
    Asked(4, "Should hens be allowed?"),
)
ANSWERS = (
    "The list is closed, and nobody knows when the next plot will be free.",
    "Rent ought to be set by the size of a plot, and no more than the water costs.",
    "Sheds belong to those who built them. Fences are the council's to repair.",
    "Hens, yes, six to a plot, and no cockerel.",
)
WHO = (
    "For nineteen years our group, which was set up by three neighbours, has dug the ground behind"
    " the old brewery. We have seventy members, most of them over sixty."
)
HOW = (
    "What follows was put together by two volunteers after a meeting in March. We have not used"
    " your form, and hope that you will forgive us."
)
MATTER = "Plots are let to whoever lives nearest, and the rent doubles when they move away."
OFFER = "You have an open invitation to come and see us, and we would gladly discuss any of this."


def split(*paragraphs: str) -> Split:
    return split_answers(read_document("\n\n".join(paragraphs).encode(), "answers.txt"), ASKED)


@pytest.mark.parametrize("text", [WHO, HOW])
def test_an_introduction_speaks_of_its_writer_and_of_the_letter(text: str) -> None:
    assert signs_of_a_preface(text) >= 3
    assert signs_of_a_preface(MATTER) < 2


def test_an_end_offers_and_thanks() -> None:
    assert signs_of_an_end(OFFER) >= 3
    assert signs_of_an_end(MATTER) < 2


def test_a_letter_s_introduction_of_paragraphs_answers_nothing() -> None:
    found = split("Dear all,", WHO, HOW, *ANSWERS, OFFER, "Yours faithfully,")
    assert [answer.text for answer in found.answers] == list(ANSWERS)


def test_a_letter_that_begins_at_once_loses_nothing() -> None:
    found = split("Dear all,", *ANSWERS, "Yours faithfully,")
    assert [answer.text for answer in found.answers] == list(ANSWERS)


def test_what_speaks_of_its_writer_but_takes_up_a_question_is_an_answer() -> None:
    first = "Our members say that what stops people from using the allotments is the closed list."
    found = split("Dear all,", WHO, first, *ANSWERS[1:], "Yours faithfully,")
    assert found.answers[0].text == first


def test_an_end_that_is_cut_stands_after_the_last_answer() -> None:
    found = split("Dear all,", WHO, HOW, *ANSWERS, OFFER, "Yours faithfully,")
    assert [one.why for one in found.unplaced if one.text.startswith(OFFER)] == [AFTER]


def test_a_last_answer_that_is_glad_of_something_is_no_end() -> None:
    last = "Hens, yes, and neighbours gladly feed them when a plot is empty for a week."
    found = split("Dear all,", WHO, HOW, *ANSWERS, last, "Yours faithfully,")
    assert found.answers[-1].text == f"{ANSWERS[-1]}\n\n{last}"


def test_what_ought_to_be_done_is_no_preface() -> None:
    advice = f"{WHO} Plots should be let to them if nobody else can be found."
    assert signs_of_a_preface(advice) < signs_of_a_preface(WHO)


def test_what_says_whose_something_is_does_not_say_who_writes() -> None:
    assert signs_of_a_preface("Fences are the council's to repair.") == 0


def test_a_line_that_says_no_more_than_that_a_letter_ends_answers_nothing() -> None:
    found = split("Dear all,", *ANSWERS, "ENDS", "This e-mail is for its addressee alone.")
    assert [answer.text for answer in found.answers] == list(ANSWERS)


def test_asking_for_a_receipt_ends_a_letter() -> None:
    receipt = "Please be so good as to acknowledge receipt, as our last letter went astray."
    found = split("Dear all,", *ANSWERS, receipt, "Yours faithfully,")
    assert [answer.text for answer in found.answers] == list(ANSWERS)
