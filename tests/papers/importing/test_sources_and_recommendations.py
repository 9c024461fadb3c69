"""What a paper draws on, and what it recommends, in the less common shapes."""

import pytest

from tests.papers.importing.written import asked, imported


def recommended(text: str) -> list[str]:
    return [one.text for one in imported(f"# Mills\n## Mills\n{text}").recommendations]


@pytest.mark.parametrize(
    "sentence",
    [
        "The panel proposes that the Guild should: (i) mend the weir; and (ii) grind more rye.",
        "We recommend that millers (a) mend the weir, and (b) grind more rye.",
        "Our recommendations are: mend the weir; and grind more rye.",
    ],
)
def test_recommendations_that_run_on_in_a_sentence(sentence: str) -> None:
    assert recommended(sentence) == ["mend the weir", "grind more rye"]


def test_advice_on_answers_recommends_nothing() -> None:
    assert recommended("Submissions should: (i) be short; and (ii) be kind.") == []


def test_a_recommendation_needs_no_number() -> None:
    assert recommended("Recommendation: Mend the weir.") == ["Mend the weir."]


def test_a_column_of_recommendations() -> None:
    table = r"|No.|Recommendation|\n|1|Mend the weir|\n|2|Grind more rye|"
    assert recommended(table) == ["Mend the weir", "Grind more rye"]


def test_the_answers_to_a_recommendation_are_no_question() -> None:
    text = "### Recommendation 1\nMend the weir.\nChoose one.\n- Agree\n- Disagree"
    assert recommended(text) == ["Mend the weir."]
    assert asked(f"# Mills\n{text}") == []


@pytest.mark.parametrize(
    "line",
    ["Online: https://mill.example/form", "Write to m@mill.example, or see www.mill.example."],
)
def test_where_to_answer_is_no_source(line: str) -> None:
    assert imported(f"# Mills\n## How to respond\n{line}").sources == ()


def test_a_download_is_of_the_paper_that_was_named() -> None:
    named = "Our new paper – Rye in Winter – says so."
    paper = imported(f"# Mills\n## Mills\n{named}\nThe full paper is available to read here.")
    assert [(one.title, one.anchor_text) for one in paper.sources] == [
        ("Rye in Winter", "available to read here")
    ]


def test_an_entry_of_a_reading_list_needs_no_link() -> None:
    paper = imported("# Mills\n## Background reading\n- Reeve, Rye and its millers")
    assert [one.title for one in paper.sources] == ["Reeve, Rye and its millers"]


def test_lines_that_go_on_from_we_recommend() -> None:
    lines = ["that each path be lit;", "that the gates stay open."]
    paper = imported("# Paths\nWe recommend\n" + "\n".join(lines))
    assert [found.text for found in paper.recommendations] == lines
