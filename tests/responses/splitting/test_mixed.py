"""Letters that name one question and not the next, and count in more than one way."""

from consultation.responses.splitting import Asked, MatchedBy, Split, split_answers
from papers.importing.reading import read_document

ASKED = (
    Asked(1, "What makes a good allotment?"),
    Asked(2, "How should the waiting list for plots be run?"),
    Asked(3, "Should hens and bees be allowed?"),
    Asked(4, "Who should mend the fences and sheds?"),
    Asked(5, "How should the rent of a plot be set?"),
    Asked(6, "What would bring younger people to the allotments?"),
)
WAITING = "The waiting list ought to be public, and run by whoever lets the plots."
HENS = "Hens do no harm, and bees do good; cockerels should not be allowed."
FENCES = "Fences are the landlord's to mend, and sheds their owner's."
RENT = "Rent should follow the size of the plot, and nothing else."
YOUNG = "Half plots would bring younger people, who have half as much time."


def split(*paragraphs: str) -> Split:
    return split_answers(read_document("\n\n".join(paragraphs).encode(), "answers.txt"), ASKED)


def given(found: Split) -> dict[int, str]:
    return {answer.question: answer.text for answer in found.answers}


def test_one_question_that_is_spoken_of_does_not_take_the_whole_letter() -> None:
    first = "On the first question, we would say that a good allotment has water."
    found = split("Dear all,", first, WAITING, HENS, FENCES, RENT, YOUNG)
    assert given(found) == {1: first, 2: WAITING, 3: HENS, 4: FENCES, 5: RENT, 6: YOUNG}
    sure = {answer.question: answer.confidence for answer in found.answers}
    assert sure[1] == 0.85
    assert max(sure[number] for number in range(2, 7)) < 0.6


def test_a_paragraph_below_the_one_that_speaks_of_a_question_may_go_on_with_it() -> None:
    hens = f"On question 3, {HENS}"
    more = "They also eat slugs."
    found = given(split(WAITING, hens, more, f"As to question 4, {FENCES}"))
    assert found[3] == f"{hens}\n\n{more}"


def test_numbers_in_words_and_without_a_word_count_among_named_questions() -> None:
    found = split("Question 1. Water.", f"Two: {WAITING}", f"Question 4 {FENCES}", f"6 - {YOUNG}")
    assert given(found) == {1: "Water.", 2: WAITING, 4: FENCES, 6: YOUNG}
    assert [one.confidence for one in found.answers] == [0.95, 0.8, 0.95, 0.8]


def test_question_seven_in_words_may_stand_inside_a_paragraph() -> None:
    assert given(split(f"Question one – Water. Question two – {WAITING}")) == {
        1: "Water.",
        2: WAITING,
    }


def test_a_list_within_an_answer_names_no_question_that_is_left_out() -> None:
    steps = "1. Read it.", "2. Publish it.", "3. Keep to it.", "4. Close it."
    found = given(split("Question 2: Four steps.", *steps, f"Question 6: {YOUNG}"))
    assert sorted(found) == [2, 6]


def test_a_question_about_which_there_is_nothing_to_say_is_not_answered() -> None:
    nothing = "We have nothing to say about question 3, save that it matters."
    found = split(f"Question 2: {WAITING}", nothing, f"Question 4: {FENCES}")
    assert given(found) == {2: WAITING, 4: FENCES}
    assert [one.text for one in found.unplaced if "not answered" in one.why] == [nothing]


def test_what_follows_a_question_that_is_left_out_answers_neither() -> None:
    nothing, after = "We do not answer question 3.", "Our shed was painted in May."
    found = split(f"Question 2: {WAITING}", nothing, after, f"Question 4: {FENCES}")
    assert given(found) == {2: WAITING, 4: FENCES}
    assert after in [one.text for one in found.unplaced]


def test_numbers_go_on_to_headings_that_take_up_the_other_questions() -> None:
    heads = "Mending fences and sheds", "The rent of a plot"
    found = given(
        split(
            "1. A good allotment has water.",
            f"2. {WAITING}",
            heads[0],
            "Three things would help the landlord.",
            "1. A list of who owns what.",
            "2. A day on which it is done.",
            heads[1],
            RENT,
        )
    )
    assert found[1] == "A good allotment has water."
    assert found[4].endswith("A day on which it is done.")
    assert found[5] == RENT


def test_a_remark_above_the_first_question_answers_one_that_nothing_else_does() -> None:
    remark = f"{HENS} Bees and hens are what an allotment is for, to those who keep them."
    who = "The Plot Holders' Union was founded in 1950 and speaks for 90 members in this county."
    found = split(who, remark, f"Question 4: {FENCES}", f"Question 5: {RENT}")
    assert given(found) == {3: remark, 4: FENCES, 5: RENT}
    assert {one.question: one.matched_by for one in found.answers}[3] == MatchedBy.WORDS


def test_a_remark_on_a_question_that_is_answered_below_is_none() -> None:
    remark = f"{HENS} Bees and hens are what an allotment is for, to those who keep them."
    assert given(split(remark, "Question 3: Yes.", f"Question 5: {RENT}"))[3] == "Yes."


def test_an_offer_below_the_last_answer_is_no_part_of_it() -> None:
    offer = "Members meet on Tuesdays; if one of you could come, we would make tea and discuss it."
    found = given(split(f"Question 5: {RENT}", f"Question 6: {YOUNG}", offer, "3 November 2026"))
    assert found[6] == YOUNG


def test_what_a_letter_leaves_out_is_in_no_answer() -> None:
    left = "There are other matters in your paper about which we know little; we leave them alone."
    found = split(WAITING, HENS, FENCES, RENT, YOUNG, left)
    assert left not in " ".join(given(found).values())


def test_no_comment_but_those_made_elsewhere_leaves_its_question_out_for_any_heading() -> None:
    found = split(
        "Question 1",
        "Water, shade and a gate that locks.",
        "The list (Q2) and hens (Q3)",
        f"{WAITING} {HENS}",
        "Question 4",
        FENCES,
        "We have no comments on question 5 other than those made in the letter of all the towns.",
        "And lastly, what would bring the young",
        YOUNG,
    )
    assert given(found).keys() == {1, 2, 3, 4, 6}
    assert given(found)[6] == YOUNG
