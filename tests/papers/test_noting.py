"""Numbers behind the words of a source, and headings in step; the prose stays what it was."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.lib.sanitising import render_prose
from papers.content import SourceContent
from papers.pages.noting import headings_below, with_notes


def source(anchor: str) -> SourceContent:
    return SourceContent("A title", "", "", "", anchor)


def noted(prose: str, *anchors: str) -> tuple[str, frozenset[int]]:
    html, placed = with_notes(render_prose(prose), [source(a) for a in anchors], "s")
    return re.sub(r"<sup.*?(\d)</a></sup>", r"[\1]", html), placed


def plainly(html: str) -> str:
    return re.sub("<sup.*?</sup>", "", html)


def test_the_number_stands_behind_the_words() -> None:
    html, placed = noted("One in eight, says the report.", "the report")
    assert html.strip() == '<p dir="auto">One in eight, says the report[1].</p>'
    assert placed == {1}


def test_a_number_never_stands_inside_a_link() -> None:
    html, _ = noted("See [the *annual* report](https://example.org) now.", "report")
    assert "report</a>[1] now" in html


def test_two_sources_keep_their_places() -> None:
    html, _ = noted("First words and then second words.", "second words", "First words")
    assert "First words[2] and then second words[1]." in html


def test_words_that_look_like_tags_are_found_as_they_are_shown() -> None:
    html, placed = noted("Fewer than <b>five</b> & more.", "<b>five</b> & more")
    assert (html.count("[1]"), placed) == (1, frozenset({1}))


@pytest.mark.parametrize("anchor", ["", "not there", 'dir="auto"', "sup", "class"])
def test_what_is_no_text_of_the_prose_gets_no_number(anchor: str) -> None:
    html, placed = noted("Some *words*.", anchor, anchor)
    assert (html, placed) == (render_prose("Some *words*."), frozenset())


@given(st.text(max_size=200), st.lists(st.text(min_size=1, max_size=8), max_size=4))
def test_nothing_of_the_prose_is_changed(prose: str, anchors: list[str]) -> None:
    rendered = render_prose(prose)
    html, _ = with_notes(rendered, [source(anchor) for anchor in anchors], "s")
    assert plainly(html) == rendered


def test_headings_begin_below_the_section_and_skip_none() -> None:
    html = headings_below(2, render_prose("### One\n\n#### Two\n\n# Three\n\n## Four"))
    assert re.findall(r"<h(\d)", html) == ["3", "4", "3", "4"]
    assert re.findall(r"</h(\d)", html) == ["3", "4", "3", "4"]
