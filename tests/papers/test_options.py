"""What there may be to choose from; and which headings a reader gets."""

import pytest

from papers.levels import heading_levels
from papers.options import fault_of_options, says_dont_know


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("open", []),
        ("recommendation", []),
        ("single", ["Yes", "No"]),
        ("multiple", [f"Option {number}" for number in range(30)]),
        ("scale", [str(step) for step in range(11)]),
        ("ranking", ["Housing", "Work"]),
    ],
)
def test_these_stand(kind: str, options: list[str]) -> None:
    assert fault_of_options(kind, options) == ""


@pytest.mark.parametrize(
    ("kind", "options", "fault"),
    [
        ("open", ["Yes", "No"], "Only a question to choose from has options"),
        ("single", ["Yes"], "A question to choose from needs at least two options."),
        ("multiple", [], "A question to choose from needs at least two options."),
        ("scale", ["1"], "A scale needs at least two steps."),
        ("ranking", [], "to put in order needs at least two options"),
        ("scale", [str(step) for step in range(12)], "12 steps are too many: keep to 11."),
        ("single", [str(number) for number in range(31)], "31 options are too many: keep to 30."),
        ("single", ["Yes", "yes "], "are the same option"),
        ("single", ["Yes", " "], "An option has no words."),
        ("single", ["Yes", "n" * 301], "keep to 300 characters"),
    ],
)
def test_these_do_not(kind: str, options: list[str], fault: str) -> None:
    assert fault in fault_of_options(kind, options)


@pytest.mark.parametrize(
    ("levels", "shown"),
    [
        ([], []),
        ([1, 2, 3, 1], [1, 2, 3, 1]),
        ([1, 3, 3, 2], [1, 2, 2, 2]),
        ([3, 2, 1, 2], [1, 1, 1, 2]),
    ],
)
def test_no_heading_skips_a_level(levels: list[int], shown: list[int]) -> None:
    assert heading_levels(levels) == shown


@pytest.mark.parametrize("option", ["Don’t know", "don't know.", "I don’t know", "Ddim yn gwybod"])
def test_dont_know_is_known_however_it_is_written(option: str) -> None:
    assert says_dont_know(["Yes", "No", option])
    assert not says_dont_know(["Yes", "No", "I know"])
