"""Dates, calls, recommendations, sources, claims and furniture."""

import json
from pathlib import Path
from textwrap import dedent

import pytest

from papers.importing import Interpretation, assemble, interpret
from papers.importing.interpreting.dates import find_date
from papers.importing.reading import read_document
from tests.papers.importing.written import imported, written

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("sentence", "closes_on"),
    [
        ("Please respond by 5pm on Friday 4 March 2027.", "2027-03-04"),
        ("The consultation closes on 4/3/27.", "2027-03-04"),
        ("It is open until the end of February 2028.", "2028-02-29"),
        ("It runs from 16 November 2026 to 12th February 2027.", "2027-02-12"),
        ("Responses must reach us no later than 2027-03-04.", "2027-03-04"),
        ("The consultation closes on 31st January.", None),
        ("The consultation closes on 31 February 2027.", None),
    ],
)
def test_the_closing_date(sentence: str, closes_on: str | None) -> None:
    assert imported(f"# Bail\n## How to respond\n{sentence}").closes_on == closes_on


def test_a_date_without_a_year_is_no_day() -> None:
    found = find_date("by 31st January")
    assert found is not None
    assert found.iso == ""


def test_a_call_to_a_list_gives_one_for_each_audience() -> None:
    paper = imported(
        "# Bail\nWe would value conversations with:\n- governors; and\n- officers\nto learn."
    )
    assert [call.audience for call in paper.calls] == ["governors", "officers"]
    assert paper.calls[0].text.endswith("to learn.")


def test_a_call_in_a_sentence_stays_in_the_text() -> None:
    sentence = "We are keen to hear from tenants, past and present, and from landlords."
    paper = imported(f"# Bail\n## Next\n{sentence}")
    assert [call.audience for call in paper.calls] == ["tenants, past and present", "landlords"]
    assert paper.sections[-1].blocks[-1].text == sentence


def test_recommendations_strung_along_a_sentence() -> None:
    sentence = "It makes several recommendations, including paying people; and opening doors."
    paper = imported(f"# Bail\n## Next\n{sentence}")
    assert [one.text for one in paper.recommendations] == ["paying people", "opening doors"]
    assert paper.sections[-1].blocks[-1].text == sentence


def test_recommendations_by_label_and_by_list() -> None:
    paper = imported("# Bail\nRecommendation 1: Pay people.\n## Recommendations\n- Open the doors.")
    assert [one.text for one in paper.recommendations] == ["Pay people.", "Open the doors."]


def test_a_source_without_a_link_keeps_a_slot() -> None:
    paper = imported("# Bail\n## B\nPeople change. (Source) See the study (Download research pdf).")
    assert [(one.url, one.anchor_text) for one in paper.sources] == [
        ("", "Source"),
        ("", "Download research pdf"),
    ]


def test_a_figure_without_a_source_is_flagged() -> None:
    told = "Some 40% of homes were cold. According to the census, 30% were damp (Office, 2025)."
    paper = imported(f"# Bail\n## B\n{told}")
    assert [claim.text for claim in paper.unsourced_claims] == ["Some 40% of homes were cold."]


def test_the_furniture_of_a_web_page_is_stripped_with_its_reason() -> None:
    body = "A long paragraph about hope. " * 10
    paper = imported(f"Home > Blog > Hope\n# Hope\n{body}\nWhat's new\nBlogs\nThree new trustees")
    stripped = {one.text: one.why for one in paper.stripped}
    assert {"Home > Blog > Hope", "What's new", "Blogs", "Three new trustees"} <= set(stripped)
    assert "What's new" in stripped["Three new trustees"]


def test_a_contents_list_is_rebuilt_from_the_headings() -> None:
    paper = imported(
        "# Bail\nContents\nHope ...... 3\nFear ...... 4\n## Hope\nIt helps.\n## Fear\nIt hurts."
    )
    assert [section.title for section in paper.sections] == ["Hope", "Fear"]


def test_an_interpretation_survives_its_json() -> None:
    document = written("# Bail\nQ1. Is it fair? (Yes / No)\nWe would like to hear from tenants.")
    interpretation = interpret(document)
    kept = Interpretation.from_json(json.loads(json.dumps(interpretation.to_json())))
    assert kept == interpretation
    assert assemble(document, kept) == assemble(document, interpretation)


def test_the_example_in_the_documentation_is_true() -> None:
    page = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")
    text = page.split("For example, this text\n")[1].split("\ngives\n")[0]
    document = read_document(dedent(text).strip().encode(), "visits.txt")
    shown = json.loads(page.split("```json\n")[1].split("```")[0])
    assert json.loads(json.dumps(assemble(document, interpret(document)).as_json())) == shown


@pytest.mark.parametrize(
    ("sentence", "audience"),
    [
        ("Responses are particularly welcome from magistrates.", "magistrates"),
        ("If you are a foster carer, please get in touch with us.", "a foster carer"),
        ("We would especially welcome responses from small charities.", "small charities"),
        ("We are keen to hear the views of young people.", "young people"),
    ],
)
def test_a_call_names_its_audience(sentence: str, audience: str) -> None:
    paper = imported(f"# Bail\n## Next\n{sentence}")
    assert [call.audience for call in paper.calls] == [audience]
    assert paper.questions == ()


def test_thanks_to_somebody_are_no_call() -> None:
    told = "I am pleased to say that, thanks to contributions from members, it is out."
    assert imported(f"# Bail\n## Next\n{told}").calls == ()


@pytest.mark.parametrize(
    "claim",
    [
        "One member in six has a boat.",
        "We found that fewer than half have one.",
        "The lock was open for eleven minutes in three hours.",
        "Of every hundred boats that came, seven turned back.",
    ],
)
def test_a_figure_in_words_is_a_claim(claim: str) -> None:
    paper = imported(f"# Locks\n## Background\nBoats come here in summer. {claim}")
    assert [found.text for found in paper.unsourced_claims] == [claim]


def test_every_line_under_what_should_happen_recommends() -> None:
    lines = ["Every lock should have a keeper.", "Nobody should wait there all day."]
    paper = imported("# Locks\n## What we think should happen\n" + "\n".join(lines))
    assert [found.text for found in paper.recommendations] == lines


def test_a_heading_that_wants_to_hear_from_those_under_it() -> None:
    paper = imported("# Locks\n## We especially want to hear from\n- keepers\n- boaters")
    assert [call.audience for call in paper.calls] == ["keepers", "boaters"]
