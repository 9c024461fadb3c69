"""The scorer is itself measured: a figure it gives is one that an editor would give."""

from typing import Any

import pytest

from tests.papers.importing.corpus.labelled import Labels, Question, Source
from tests.papers.importing.scoring import Score, likeness, misses, score, table, total

GATES = "Would locked gates make the alley safer?"
HOURS = "At what times should the gates be locked?"


def labels(*questions: Question, **others: Any) -> Labels:
    nothing: dict[str, Any] = {
        **dict.fromkeys(("title", "author", "date"), ""),
        **dict.fromkeys(("recommendations", "calls", "unsourced_claims"), ()),
        **dict.fromkeys(("stripped", "sources"), ()),
    }
    return Labels(**{**nothing, "closes_on": None, "questions": questions, **others})


def asked(text: str, **others: Any) -> dict[str, Any]:
    nothing = {"number": "", "kind": "open", "parts": [], "options": [], "context": ""}
    return {**nothing, "text": text, **others}


def got(*questions: dict[str, Any], **others: Any) -> dict[str, Any]:
    lists = ("recommendations", "calls", "sources", "unsourced_claims", "stripped")
    nothing: dict[str, Any] = {name: [] for name in lists}
    nothing |= {"title": "", "date": "", "closes_on": None, "coverage": 1.0}
    return {**nothing, "questions": list(questions), **others}


def right(result: Score, measure: str) -> str:
    return str(result.tallies[measure])


def test_a_question_in_the_same_words_is_found_and_exact() -> None:
    result = score(labels(Question(GATES)), got(asked(GATES)))
    assert (result.recall, result.precision, right(result, "exact")) == (1.0, 1.0, "1/1")


def test_a_line_broken_elsewhere_is_still_exact() -> None:
    result = score(labels(Question(GATES)), got(asked(GATES.replace("alley ", "alley\n"))))
    assert right(result, "exact") == "1/1"


def test_a_question_with_a_sentence_too_many_is_found_but_not_exact() -> None:
    result = score(labels(Question(GATES)), got(asked(f"The alley is dark. {GATES}")))
    assert (result.recall, right(result, "exact")) == (1.0, "0/1")


def test_a_question_found_among_the_parts_of_another_cut_is_found_but_not_whole() -> None:
    result = score(
        labels(Question(GATES, parts=(HOURS,))), got(asked("And then?", parts=[GATES, HOURS]))
    )
    assert ([match.whole for match in result.found], result.missed) == ([False], [])


def test_one_given_question_answers_for_one_label_only() -> None:
    result = score(labels(Question(GATES), Question(HOURS)), got(asked(GATES, parts=[HOURS])))
    assert [question.text for question in result.missed] == [HOURS]


def test_a_part_given_as_a_question_of_its_own_is_spurious() -> None:
    result = score(labels(Question(GATES, parts=(HOURS,))), got(asked(GATES), asked(HOURS)))
    assert [question["text"] for question in result.spurious] == [HOURS]
    assert (result.precision, right(result, "parts")) == (0.5, "0/1")


def test_a_question_about_something_else_is_missed_and_spurious() -> None:
    result = score(labels(Question(GATES)), got(asked("Who cuts the hedge in the churchyard?")))
    assert (result.recall, result.precision) == (0.0, 0.0)


def test_the_number_settles_which_of_two_in_the_same_words_is_meant() -> None:
    wanted = labels(Question(GATES, number="1", parts=("Why?",)), Question(GATES, number="2"))
    result = score(wanted, got(asked(GATES, number="2"), asked(GATES, number="1", parts=["Why?"])))
    assert (right(result, "numbers"), right(result, "parts")) == ("2/2", "1/1")


@pytest.mark.parametrize(("kind", "tally"), [("open", "1/1"), ("single", "1/1"), ("scale", "0/1")])
def test_a_kind_on_which_editors_differ_may_be_either(kind: str, tally: str) -> None:
    question = Question(GATES, kinds=("open", "single"))
    assert right(score(labels(question), got(asked(GATES, kind=kind))), "kinds") == tally


def test_a_missed_question_loses_its_parts_and_options_too() -> None:
    result = score(labels(Question(GATES, parts=("Why?",), options=("Yes", "No"))), got())
    assert (right(result, "parts"), right(result, "options")) == ("0/1", "0/2")


@pytest.mark.parametrize(
    ("url", "found"), [("", "1/1"), ("https://northfield.example/report", "0/1")]
)
def test_a_source_without_a_link_is_known_by_its_words(url: str, found: str) -> None:
    given = {"url": url, "title": "", "anchor_text": "(Source)"}
    result = score(labels(sources=(Source("", "Source"),)), got(sources=[given]))
    assert right(result, "sources") == found


def test_a_source_with_a_link_is_known_by_its_address() -> None:
    given = {"url": "https://northfield.example/a", "title": "", "anchor_text": "our report"}
    wanted = labels(sources=(Source("https://northfield.example/b", "our report"),))
    assert right(score(wanted, got(sources=[given])), "sources") == "0/1"


def test_what_must_be_stripped_is_looked_for_among_what_was() -> None:
    given = [{"text": "What's new", "why": "furniture"}]
    result = score(labels(stripped=("What's new", "Latest on X")), got(stripped=given))
    assert (right(result, "stripped"), result.lost) == ("1/2", ["stripped: Latest on X"])


def test_no_closing_date_is_right_where_there_is_none() -> None:
    assert right(score(labels(), got(closes_on=None)), "closes_on") == "1/1"
    assert right(score(labels(), got(closes_on="2027-01-01")), "closes_on") == "0/1"


def test_totals_weigh_every_question_alike_and_keep_the_worst_coverage() -> None:
    one = score(labels(Question(GATES)), got(asked(GATES)))
    other = score(labels(Question(GATES), Question(HOURS)), got(coverage=0.5))
    both = total([one, other])
    assert both.recall == pytest.approx(1 / 3)
    assert (both.precision, both.coverage) == (1.0, 0.5)


def test_the_table_has_a_line_a_document_and_the_total() -> None:
    printed = table({"gates.docx": score(labels(Question(GATES)), got())}).splitlines()
    assert [line.split()[:2] for line in printed[1:]] == [
        ["gates.docx", "0.000"],
        ["total", "0.000"],
    ]


def test_misses_name_what_was_lost_and_what_was_made_up() -> None:
    listed = misses("gates.docx", score(labels(Question(GATES)), got(asked("Who pays, then?"))))
    assert listed.splitlines()[0] == "gates.docx"
    assert GATES in listed
    assert "Who pays, then?" in listed


@pytest.mark.parametrize(
    ("wanted", "given", "alike"),
    [
        ("‘Good’ help?", "'good' help", True),
        ("help", "helpers", False),
        ("", "anything", False),
    ],
)
def test_words_count_and_not_their_dress(wanted: str, given: str, alike: bool) -> None:
    assert (likeness(wanted, given) >= 0.8) is alike
