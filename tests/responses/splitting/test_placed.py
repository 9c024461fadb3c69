"""The same document once more, stretch by stretch, for a person to go through."""

from dataclasses import replace

from consultation.responses.splitting import Asked, MatchedBy, split_answers
from papers.importing.reading import read_document

ASKED = (Asked(1, "What helps people find a home?"), Asked(2, "What stands in the way?"))
TEXT = b"""We are glad to answer.

Question 1

A key worker.

Question 2

Rent in advance.

Yours faithfully
"""


def test_every_stretch_stands_in_order_with_what_it_answers() -> None:
    placed = split_answers(read_document(TEXT, "answers.txt"), ASKED).placed
    answers = [(each.text, each.questions) for each in placed if each.questions]
    assert answers == [("A key worker.", (1,)), ("Rent in advance.", (2,))]
    assert [each.matched_by for each in placed if each.questions] == [MatchedBy.NUMBER] * 2
    assert all(each.why for each in placed if not each.questions)
    words = " ".join(" ".join(each.text for each in placed).split())
    assert words == " ".join(TEXT.decode().split())


def test_recommendations_are_named_by_their_number_where_the_paper_makes_them() -> None:
    letter = (
        b"Recommendation 1\n\nAgreed, from the gate on.\n\n"
        b"Recommendations 1 and 2\n\nBoth need money.\n\n"
        b"Recommendation 3: pay people for what they know.\n"
    )
    document = read_document(letter, "answers.txt")
    made = tuple(replace(asked, is_recommendation=True) for asked in ASKED)
    found = {answer.question: answer.text for answer in split_answers(document, made).answers}
    assert found[1].startswith("Agreed, from the gate on.")
    assert "Both need money." in found[2]
    # A writer recommends things too: what a paper did not put to them is theirs.
    without = split_answers(document, ASKED).answers
    assert MatchedBy.NUMBER not in {answer.matched_by for answer in without}
