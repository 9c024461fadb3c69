"""A question named by its number, and what only looks like it."""

import pytest

from consultation.responses.splitting.marks import mark_in_title, mark_of


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Question 4", (4,)),
        ("QUESTION 4: Housing", (4,)),
        ("Q4. We think", (4,)),
        ("Q.12) Yes", (12,)),
        ("Questions 4 and 5", (4, 5)),
        ("Questions 4, 5 and 7:", (4, 5, 7)),
        ("Qs 4 & 5 –", (4, 5)),
        ("Questions 4–6", (4, 5, 6)),
        ("Questions 4 to 6", (4, 5, 6)),
        ("Question 4 and question 6", (4, 6)),
        ("Question 4 - 6 weeks are too short", (4,)),
        ("Question 4-6", (4, 5, 6)),
        ("Question 2, 12 weeks at least", (2,)),
        ("Question 3(a)", (3,)),
        ("Q3b: Yes", (3,)),
        ("Our response to question 4:", (4,)),
        ("Answer to Question 2 – Early", (2,)),
        ("In response to question 6, we say", (6,)),
        ("On question 2 (planning), we think", (2,)),
        ("As for Q7: nothing", (7,)),
        ("Question 4 asks about leases. We", (4,)),
        ("Question 5 What do we want?", (5,)),
        ("Question Four", (4,)),
        ("Questions Four and Five", (4, 5)),
        ("Questions one to three:", (1, 2, 3)),
        ("On question seven, we", (7,)),
        ("On questions 9 and 10 taken together: people", (9, 10)),
        ("Regarding your third question about sentences: one", (3,)),
        ("Your fifth question is hard for us.", (5,)),
        ("We have nothing to add on questions 5, 7 and 8.", (5, 7, 8)),
        ("Cwestiwn 3: Tai", (3,)),
        ("Answer 4", (4,)),
        ("Response 4: Yes", (4,)),
        ("Answers 4 and 5", (4, 5)),
        ("Re question 4.", (4,)),
        ("QU. 4 – No", (4,)),
        ("Qn. 4 No", (4,)),
        ("Your question 4: no", (4,)),
        ("Question (4)", (4,)),
        ("Question – 4", (4,)),
        ("Question 4 of 14", (4,)),
        ("**Question 4**", (4,)),
    ],
)
def test_these_name_questions(text: str, numbers: tuple[int, ...]) -> None:
    mark = mark_of(text)
    assert mark is not None
    assert mark.numbers == numbers


@pytest.mark.parametrize(
    "text",
    [
        "We answered question 4 above.",
        "Question 4 above covers this.",
        "See question 4.",
        "Questions like these are hard.",
        "Questions one might ask are many",
        "On question 4 we have nothing",
        "Quality 4 is missing",
        "4 people told us",
        "Our answers to questions 1 to 4 are attached.",
        "",
    ],
)
def test_these_do_not(text: str) -> None:
    assert mark_of(text) is None


def test_a_heading_may_name_a_question_for_each_half() -> None:
    mark = mark_in_title("Licences (Q8) and complaints (Q9)")
    assert mark is not None
    assert mark.numbers == (8, 9)
