"""No text at the limit may hold a worker: measured in this process's own CPU seconds.

The bounds are about three times what was seen (0.11 s for a response, 0.45 s for a quarter of the
longest prose), so that a slow machine stays green; the next worse class of growth fails by far.
"""

import time
from collections.abc import Callable

import pytest

from consultation.lib.sanitising import render_prose, render_response
from consultation.lib.text import count_words, excerpt, normalise

RESPONSE_SECONDS = 0.35
PROSE_SECONDS = 1.5

FLOODS = {
    "quotes": ">",
    "quotes with spaces": "> ",
    "quoted lines": "> a\n",
    "lazy quote": "> a\n" + "b\n" * 9_000,
    "lists in lists on a line": "- ",
    "stars in lists": "* ",
    "numbered": "1. ",
    "items": "- a\n",
    "items under the flood's bound": "- abcdefgh\n",
    "changing bullets": "- a\n* b\n",
    "brackets": "[",
    "open links": "[a](",
    "links": "[x](http://a.org) ",
    "stars": "*",
    "openers": "*a ",
    "mixed emphasis": "**a *b _c ",
    "pairs": "*a*",
    "underscores": "_",
    "combining marks": "e\u0301\u0323\u0302",
    "one word": "a",
    "hyphens": "a-",
    "dots": "a.",
    "addresses": "http://a.org ",
    "an address of addresses": "http://a.bc/?q=1&b=",
    "www": "www.",
    "schemes": "http://",
    "closing brackets after an address": "http://a" + ")" * 1_900 + " ",
    "commas after an address": "http://a" + "," * 1_900 + " ",
    "angles": "<",
    "tags": "<a>",
    "ampersands": "&",
    "lines": "\n",
    "short lines": "a\n",
    "short paragraphs": "a\n\n",
    "backslashes": "\\",
    "colons": "http:",
    "spaces": " " * 9_999 + "a",
    "trailing spaces": "a" + " " * 99 + "\n",
    "everything": "*[_>- 1. `<&",
    "overrides": "\u202e",
    "table": "|a|a|\n|-|-|\n",
    "wide table": "|" * 500 + "\n" + "|-" * 500 + "\n" + "|\n" * 500,
    "headings": "# a\n",
    "a ladder of quotes": "\n".join(">" * depth + " a" for depth in range(1, 198)),
    "a ladder of lists": "\n".join("  " * depth + "- a" for depth in range(138)),
}


@pytest.mark.parametrize("flood", FLOODS)
def test_a_flooded_response_costs_little(flood: str) -> None:
    text = filled(FLOODS[flood], 20_000)
    assert cost(render_response, text) < RESPONSE_SECONDS


@pytest.mark.parametrize("flood", FLOODS)
def test_reading_a_flood_plainly_costs_little(flood: str) -> None:
    text = filled(FLOODS[flood], 20_000)
    assert cost(normalise, text) < RESPONSE_SECONDS
    assert cost(count_words, text) < RESPONSE_SECONDS
    assert cost(lambda value: excerpt(value, 30), text) < RESPONSE_SECONDS


@pytest.mark.parametrize("flood", ["lazy quote", "openers", "wide table"])
def test_flooded_prose_is_bounded(flood: str) -> None:
    assert cost(render_prose, filled(FLOODS[flood], 50_000)) < PROSE_SECONDS


def test_a_million_combining_marks_are_left_uncomposed() -> None:
    text = "e" + "\u0323\u0301" * 500_000
    assert cost(normalise, text) < 2
    assert normalise(text) == text


def filled(pattern: str, length: int) -> str:
    return (pattern * (length // len(pattern) + 1))[:length]


def cost(work: Callable[[str], object], text: str) -> float:
    """Return the least of three runs: what else the machine does only ever adds to one."""
    return min(_one_run(work, text) for _ in range(3))


def _one_run(work: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    work(text)
    return time.process_time() - start
