"""Prose on its way to print: every word that readers saw, and none of its shape lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.lib.sanitising import render_prose
from papers.packs.flow import Block, Run, flow_of, one_line, printable
from tests.papers.packing import PROSE


def words_of(blocks: tuple[Block, ...]) -> str:
    said = []
    for block in blocks:
        said += [run.text for run in block.runs]
        said += [run.text for row in block.rows for cell in row for run in cell]
        said.append(words_of(block.blocks))
    return " ".join(said)


def flow(markdown: str) -> tuple[Block, ...]:
    return flow_of(render_prose(markdown), site="https://site.example")


def test_prose_keeps_its_shape() -> None:
    kinds = [block.kind for block in flow(PROSE)]
    assert kinds == ["heading", "paragraph", "bullets", "numbers", "quote", "table"]


def test_looks_are_kept() -> None:
    assert flow("We *ask* **now**.")[0].runs == (
        Run("We "),
        Run("ask", italic=True),
        Run(" "),
        Run("now", bold=True),
        Run("."),
    )


@pytest.mark.parametrize(("typed", "numbers"), [("2. a\n4. b", [2, 4]), ("3. a\n4. b", [3, 4])])
def test_numbers_stay_as_they_were_typed(typed: str, numbers: list[int]) -> None:
    assert [item.number for item in flow(typed)[0].blocks] == numbers


def test_a_list_in_a_list_stays_in_its_item() -> None:
    outer = flow("- one\n  - inside\n- two")[0]
    assert [block.kind for block in outer.blocks[0].blocks] == ["paragraph", "bullets"]


def test_a_table_begins_with_its_head() -> None:
    table = flow(PROSE)[-1]
    assert [[cell[0].text for cell in row] for row in table.rows] == [
        ["Year", "Share"],
        ["2010", "36%"],
        ["2020", "42%"],
    ]


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("[here](https://a.example/b)", "https://a.example/b"),
        ("[here](/papers/one/)", "https://site.example/papers/one/"),
        ("[here](#part)", ""),
    ],
)
def test_links_lead_where_paper_can(typed: str, url: str) -> None:
    assert flow(typed)[0].runs == (Run("here", url=url),)


def test_a_line_break_is_kept_and_the_html_s_own_is_not() -> None:
    assert flow("one\ntwo")[0].runs == (Run("one"), Run("\n"), Run("two"))


def test_what_only_a_screen_reader_hears_is_left_out() -> None:
    html = '<p>said<sup><a href="#s1"><span class="visually-hidden">Source </span>1</a></sup></p>'
    assert flow_of(html, site="")[0].runs == (Run("said"), Run("1", raised=True))


def test_what_no_document_may_hold_is_left_out() -> None:
    assert printable("a\x00b\x1bc\u202ed\ud800e\ufffff\r\ng") == "abcdef\ng"
    assert one_line(" a \n b ") == "a b"


@given(st.text(st.characters(categories=["L", "M", "N", "S"], exclude_characters="*_`~|<>+=^$\\")))
def test_no_letter_is_lost(text: str) -> None:
    shown = words_of(flow(f"x{text}"))
    assert "".join(shown.split()) == "".join(printable(f"x{text}").split())
