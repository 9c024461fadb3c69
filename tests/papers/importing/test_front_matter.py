"""The title, the author and the date at the head of a document, and the furniture around it."""

import pytest

from papers.importing import assemble, interpret
from papers.importing.readers.odt_styles import Styles
from papers.importing.reading import read_document
from tests.papers.importing.written import imported

BODY = "Geese have come to the common each winter, and this paper says what to do about them."


@pytest.mark.parametrize(
    "head",
    [
        "Call for evidence\nGeese on commons",
        "Consultation paper 14\nGeese on commons",
        "HAVE YOUR SAY\nGeese on commons",
        "Penmoor Borough Council\nGeese on commons",
        "From: Commons <c@moor.example>\nTo: All members\nSubject: Geese on commons",
        "Title: Geese on commons\nAuthor: Commons Network",
        "# Consultation\n## Geese on commons",
        "# Penmoor Council\n# Geese on commons",
        "Geese on commons\nA consultation paper",
    ],
)
def test_the_line_that_says_what_a_paper_is_about_is_its_title(head: str) -> None:
    assert imported(f"{head}\n{BODY}").title == "Geese on commons"


def test_a_first_line_that_says_what_it_is_stands_over_a_general_heading() -> None:
    title = "BRIEFING: Geese on commons in winter"
    assert imported(f"{title}\n{BODY}\n# Introduction to the matter\n{BODY}").title == title


@pytest.mark.parametrize("title", ["Reforming the Goose Board", "Call for evidence"])
def test_what_stands_under_a_title_does_not_replace_it(title: str) -> None:
    assert imported(f"# {title}\n{BODY}\n## Background\n{BODY}").title == title


def test_a_lettered_line_is_no_name() -> None:
    lines = "A. Geese\nHow many come?\nB. Ducks\nHow many of them come?"
    assert imported(f"# Geese on commons\n{lines}").author == ""
    assert imported("# Geese on commons\nA. Drake\nHow many come?").author == "A. Drake"


def test_the_name_of_the_site_is_no_part_of_the_title() -> None:
    head = "<head><title>Geese on commons | Moor Network</title></head>"
    page = f"<html>{head}<body><main><p>{BODY}</p><p>Is it right?</p></main></body></html>"
    document = read_document(page.encode(), "geese.html")
    assert assemble(document, interpret(document)).title == "Geese on commons"


@pytest.mark.parametrize(
    "byline",
    ["Author: Moor Network", "By Moor Network", "A discussion paper by Moor Network"],
)
def test_an_author_is_a_name_without_its_label(byline: str) -> None:
    paper = imported(f"# Geese on commons\n{byline}\n{BODY}")
    assert paper.author == "Moor Network"
    assert paper.coverage == 1.0


def test_a_title_over_two_lines_is_no_summary() -> None:
    second = "What ought to become of the geese that stay on Penmoor after the first of May"
    assert imported(f"# Geese on commons\n{second}\n{BODY}").summary == BODY


@pytest.mark.parametrize(
    "line",
    [
        "Become a member",
        "Did you find this page helpful?",
        "Home | About us | News | Contact us",
        "For office use only: Ref ______ tel. checked ______",
    ],
)
def test_a_line_of_the_page_is_stripped(line: str) -> None:
    paper = imported(f"# Geese\n{line}\n{BODY}\n## Geese\n1. Should geese stay?")
    assert line in [one.text for one in paper.stripped]
    assert paper.contact == ""


def test_a_style_that_is_nowhere_defined_still_has_its_name() -> None:
    styles = Styles([])
    assert styles.names("Title") == ["title"]
    assert styles.names("Heading_20_1") == ["heading 1"]
