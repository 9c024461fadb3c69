"""The same document once more, stretch by stretch, for a person to go through."""

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
