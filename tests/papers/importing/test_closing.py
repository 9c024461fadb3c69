"""By when to respond, in the words of the people who write papers."""

import pytest

from papers.importing.interpreting.dates import day_of, find_date
from papers.importing.interpreting.sentences import sentences
from tests.papers.importing.written import imported


@pytest.mark.parametrize(
    ("sentence", "closes_on"),
    [
        ("This paper closes at 11:59pm on 27 April 2026.", "2026-04-27"),
        ("Have it back with us by half term (Friday 23rd October 2026).", "2026-10-23"),
        ("Your pages must reach the panel by the last day of January 2027.", "2027-01-31"),
        ("Send a page to hens@farm.example by Lady Day, 25 March 2027.", "2027-03-25"),
        ("Drop it in the box by the gate, or post it to us, before 3-4-2027.", "2027-04-03"),
        ("Consultation period: 1 October 2026 – 24 December 2026", "2026-12-24"),
        ("Closing date:\nnoon, Monday 3 May 2027", "2027-05-03"),
        ("Answers may be sent in until 9 May ’27.", "2027-05-09"),
        ("The bridge will be mended by 4 March 2027.", None),
        ("We will respond to what we hear by 4 May 2027.", None),
    ],
)
def test_the_day_by_which_to_respond(sentence: str, closes_on: str | None) -> None:
    assert imported(f"# Henhouses\n## Hens\nHens are many.\n\n{sentence}").closes_on == closes_on


def test_a_day_without_a_year_comes_after_the_day_of_issue() -> None:
    paper = imported("# Henhouses\n\nPublished 9 June 2026.\n\nTell us more until 14 January.")
    assert paper.closes_on == "2027-01-14"


def test_a_day_in_a_table_of_days() -> None:
    rows = "| Issued | 9 March 2026 |\n|--|--|\n| Respond by | 1 June 2026 |"
    paper = imported(f"# Henhouses\n\n{rows}")
    assert (paper.date, paper.closes_on) == ("2026-03-09", "2026-06-01")


def test_a_day_under_a_heading_that_names_the_deadline() -> None:
    paper = imported("# Henhouses\n\n## Deadline\n\nFriday 4 March 2027, 5pm")
    assert (paper.date, paper.closes_on) == ("", "2027-03-04")


def test_a_weekday_has_to_agree_with_the_year() -> None:
    found = find_date("Friday 17 July")
    assert found is not None
    assert (day_of(found, "2026-06"), day_of(found, "2027")) == ("2026-07-17", "")


def test_a_line_that_breaks_off_goes_on() -> None:
    assert len(sentences("The paper closes at\n11:59pm on 27 April 2026.\nThank you")) == 2
