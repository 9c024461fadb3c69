"""Letters and papers that name no question are laid beside the questions as a whole."""

from consultation.responses.splitting import Asked, Split, split_answers
from papers.importing.blocks import Block, BlockKind, Document
from papers.importing.reading import read_document

ASKED = (
    Asked(1, "Who are you, and what is your interest in the bus service?"),
    Asked(2, "How often should buses run in the evening?"),
    Asked(3, "Should the fare be the same for everybody?"),
    Asked(4, "Please explain your answer to question 3."),
    Asked(5, "What would make the stops safer for children under 12?"),
    Asked(6, "Is there anything else that you would like to say?"),
)
ABOUT_US = "Lower Marsh Travellers is a charity for people without a car."
EVENINGS = "After six in the evening every half hour, since the cinema closes at ten."
FARES = "Yes, one price on every journey."
WHY = "Drivers would not have to ask, and nobody would be afraid of paying the wrong one."
STOPS = "A lamp and a kerb, and a fence between the pupils and the road."
LAST = "Finally, please keep the paper timetable."


def split(*paragraphs: str, asked: tuple[Asked, ...] = ASKED) -> Split:
    return split_answers(read_document("\n\n".join(paragraphs).encode(), "answers.txt"), asked)


def given(found: Split) -> dict[int, str]:
    return {answer.question: answer.text for answer in found.answers}


def headed(*pieces: tuple[str, str]) -> Document:
    blocks = []
    for title, text in pieces:
        blocks.append(Block(BlockKind.HEADING, title, level=2))
        blocks += [Block(BlockKind.PARAGRAPH, one) for one in text.split("\n\n")]
    return Document(tuple(blocks), "test")


def test_a_letter_without_numbers_is_read_in_order() -> None:
    letter = (
        "Dear reader,",
        EVENINGS,
        "They are full on Fridays.",
        FARES,
        STOPS,
        LAST,
        "Yours truly,",
    )
    found = given(split(*letter, asked=(*ASKED[1:3], *ASKED[4:])))
    assert found[2] == f"{EVENINGS}\n\nThey are full on Fridays."
    assert (found[3], found[5], found[6]) == (FARES, STOPS, LAST)


def test_a_preface_and_a_letter_s_end_answer_nothing() -> None:
    preface = "We welcome the opportunity to comment on your paper, which our members discussed."
    end = (
        "I hope that this is of use.",
        "With respect,",
        "The Secretary",
        "Lower Marsh Travellers",
    )
    found = split("Dear reader,", preface, EVENINGS, FARES, STOPS, LAST, *end)
    placed = " ".join(given(found).values())
    assert not any(one in placed for one in (preface, *end))
    assert STOPS in placed


def test_who_writes_is_the_answer_where_the_paper_asks_it() -> None:
    found = given(split("Dear reader,", ABOUT_US, f"Question 2: {EVENINGS}"))
    assert found == {1: ABOUT_US, 2: EVENINGS}


def test_who_writes_answers_nothing_where_the_paper_does_not_ask() -> None:
    assert given(split(ABOUT_US, f"Question 2: {EVENINGS}", asked=ASKED[1:])) == {2: EVENINGS}


def test_reasons_given_under_the_question_before_are_the_reasons() -> None:
    found = given(split("Question 3", FARES, WHY, "Question 5", STOPS))
    assert (found[3], found[4]) == (FARES, WHY)


def test_headings_in_other_words_and_another_order_find_their_questions() -> None:
    pieces = ("Safety of boys and girls at stops", STOPS), ("Price", FARES), ("At night", EVENINGS)
    found = given(split_answers(headed(*pieces), (*ASKED[1:3], *ASKED[4:])))
    assert found == {5: STOPS, 3: FARES, 2: EVENINGS}


def test_a_heading_that_joins_two_questions_is_parted_where_its_text_is() -> None:
    pieces = (
        ("Evening buses, and fares", f"{EVENINGS}\n\nThe fare should be the same."),
        ("Stops and children", STOPS),
    )
    found = given(split_answers(headed(*pieces), ASKED))
    assert (found[2], found[3]) == (EVENINGS, "The fare should be the same.")


def test_numbered_headings_count_the_questions() -> None:
    texts = enumerate((ABOUT_US, EVENINGS, FARES, WHY, STOPS), 1)
    pieces = [(f"{number} Our view", text) for number, text in texts]
    found = given(split_answers(headed(*pieces), ASKED))
    assert (found[3], found[4], found[5]) == (FARES, WHY, STOPS)


def test_numbered_headings_with_an_introduction_do_not() -> None:
    pieces = ("1 Introduction", ABOUT_US), ("2 Fares", FARES), ("3 Evenings", EVENINGS)
    found = given(split_answers(headed(*pieces, ("4 Safe stops for children", STOPS)), ASKED))
    assert (found[2], found[3], found[5]) == (EVENINGS, FARES, STOPS)


def test_lines_that_count_off_all_questions_name_them() -> None:
    found = given(split("2/6", EVENINGS, "3/6", FARES, "5 of 6", STOPS))
    assert found == {2: EVENINGS, 3: FARES, 5: STOPS}


def test_what_was_asked_may_be_told_instead_of_named() -> None:
    told = ("We asked about the evening.", EVENINGS, "We asked about stops for children.", STOPS)
    found = given(split(*told))
    assert (found[2], found[5]) == (EVENINGS, STOPS)


def test_a_page_number_is_in_no_answer_and_ends_none() -> None:
    found = split("Question 2", EVENINGS, "Page 1 of 4", "And on Sundays.", "Question 3", FARES)
    assert given(found)[2] == f"{EVENINGS}\n\nAnd on Sundays."
    assert "Page 1 of 4" in [one.text for one in found.unplaced]


def test_a_short_answer_at_the_end_is_not_taken_for_a_name() -> None:
    assert given(split("Question 3", "Same Fare Always"))[3] == "Same Fare Always"


def test_a_name_below_the_last_answer_is_no_part_of_it() -> None:
    assert given(split("Question 5", STOPS, "Honorary Treasurer, Lower Marsh"))[5] == STOPS


def test_a_statement_in_the_question_s_words_is_kept_whole() -> None:
    asked = (Asked(1, "What makes buses late?", ("What gets in the way?",)), ASKED[1])
    statement = "What gets in the way is the level crossing."
    found = given(split("Question 1", "Traffic.", statement, "Question 2", EVENINGS, asked=asked))
    assert found[1] == f"Traffic.\n\n{statement}"


def test_both_languages_of_a_heading_name_the_same_questions() -> None:
    found = given(split("Cwestiynau 2 a 3 / Questions 2 and 3", "Dim sylw. No comment."))
    assert found == {2: "Dim sylw. No comment.", 3: "Dim sylw. No comment."}
