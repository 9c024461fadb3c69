"""Headings and page lines that a plain text shows by their looks alone."""

import pytest

from consultation.responses.splitting.cutting import units_of
from consultation.responses.splitting.units import Unit
from papers.importing.reading import read_document

TEXT = "Rents rose by a third in two years. Nobody whom we help could pay a deposit."


def units(*paragraphs: str) -> list[Unit]:
    return units_of(read_document("\n\n".join(paragraphs).encode(), "answers.txt"))


def is_heading(line: str) -> bool:
    above = next(unit for unit in units(line, TEXT) if unit.text != TEXT)
    return above.is_title


@pytest.mark.parametrize(
    "line",
    [
        "Homes",
        "What would be a reasonable time for a landlord to look at damp and to begin the work?",
        "20 mph within 500 metres",
        "B. Nights and weekends",
        "IV. Cattle, sheep and people",
        "3. THE PLACE OF THE VICTIM",
        "what families need",
        "**Homes**",
    ],
)
def test_a_line_above_its_text_is_a_heading(line: str) -> None:
    assert is_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "No comment.",
        "Dear Minister",
        "3rd June 2025",
        "We agree. So do our members",
        "- A rail in every shower",
        "There are four reasons:",
    ],
)
def test_a_short_answer_a_date_or_a_greeting_is_no_heading(line: str) -> None:
    assert not is_heading(line)


def test_a_broken_line_is_no_heading() -> None:
    first, second = units("2. No. The figure has no source in the paper", "and we asked for one.")
    assert not first.is_title
    assert not second.is_title


def test_lines_that_end_in_a_colon_are_headings_where_there_are_many() -> None:
    lines = ("Rents:", "Repairs:", "Damp:", "Deposits:")
    found = units(*(piece for line in lines for piece in (line, TEXT)))
    assert [unit.text for unit in found if unit.is_title] == list(lines)


def test_a_list_below_a_line_is_its_text() -> None:
    found = units("Who should be let through", "- Carers\n- Taxis", TEXT)
    assert found[0].is_title


@pytest.mark.parametrize("foot", ["Alder Trust | page {}", "Response of Alder Trust – {}"])
def test_what_every_page_repeats_is_no_text(foot: str) -> None:
    found = units(TEXT, foot.format(1), TEXT, foot.format(2))
    assert [unit.is_running for unit in found] == [False, True, False, True]


@pytest.mark.parametrize("line", ["Question – {}", "Answer {}", "Strongly agree", "No comment"])
def test_answers_and_questions_repeat_themselves_and_are_kept(line: str) -> None:
    found = units(*(piece for number in (1, 2, 3) for piece in (line.format(number), TEXT)))
    assert not any(unit.is_running for unit in found)
