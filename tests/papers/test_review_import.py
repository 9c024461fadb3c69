"""The review page: what is shown, what a button changes, and two editors at once."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from papers.actions import create_paper_from_import, keep_import
from papers.importing.blocks import Block, BlockKind, Document
from papers.models import Paper, PaperImport
from papers.reviewing import reviewed
from tests.page import Page, read_page

ASK = "What stands in the way of good work?"
TEXT = "People told us that work matters. We agree with them."


@pytest.fixture
def document() -> Document:
    texts = ("Good work", TEXT, f"Question 1: {ASK}", "Cookies: accept all.")
    return Document(tuple(Block(BlockKind.PARAGRAPH, text) for text in texts), "plain")


@pytest.fixture
def kept(editor: User, document: Document) -> PaperImport:
    return keep_import(actor=editor, file_name="work.docx", document=document)


def url_of(kept: PaperImport) -> str:
    return reverse("papers:review-import", args=[kept.pk])


def handle(kept: PaperImport, words: str) -> str:
    kept.refresh_from_db()
    state = reviewed(kept)
    return next(state.row(p).handle for p in state.pieces if words in state.text_of(p))


def roles(kept: PaperImport) -> dict[str, str]:
    kept.refresh_from_db()
    state = reviewed(kept)
    return {state.text_of(piece).strip(): piece.role.value for piece in state.pieces}


def press(desk: Client, kept: PaperImport, do: str, status: int = 200, **fields: str) -> Page:
    """Press a button of the page without its script, and read what comes of it."""
    answer = desk.post(url_of(kept), {"do": do, **fields}, follow=True)
    assert answer.status_code == status, answer.content.decode()[-500:]
    return read_page(answer)


def test_each_piece_stands_beside_what_it_was_taken_for(desk: Client, kept: PaperImport) -> None:
    page = read_page(desk.get(url_of(kept)))
    for piece in reviewed(kept).pieces:
        assert piece.why in page.text
    assert ASK in page.text
    assert "Every character of the file is accounted for." in page.text


def test_one_click_turns_a_paragraph_into_a_question(desk: Client, kept: PaperImport) -> None:
    page = press(desk, kept, f"role:question:{handle(kept, TEXT)}")
    assert roles(kept)[TEXT] == "question"
    assert "2 questions" in page.text
    assert "Question, number 1" in page.text


def test_undo_takes_the_last_change_back(desk: Client, kept: PaperImport) -> None:
    before = roles(kept)
    press(desk, kept, f"role:question:{handle(kept, TEXT)}")
    press(desk, kept, f"role:furniture:{handle(kept, TEXT)}")
    for version in ("3", "4"):
        press(desk, kept, "undo", version=version)
    assert roles(kept) == before


def test_an_undo_of_what_was_not_seen_is_refused(desk: Client, kept: PaperImport) -> None:
    press(desk, kept, f"role:question:{handle(kept, TEXT)}")
    page = press(desk, kept, "undo", status=409, version="1")
    assert roles(kept)[TEXT] == "question"
    assert "Someone changed this after you opened the page" in page.text


def test_two_editors_of_two_pieces_do_not_stop_one_another(desk: Client, kept: PaperImport) -> None:
    first, second = handle(kept, TEXT), handle(kept, "Cookies")
    press(desk, kept, f"role:question:{first}")
    press(desk, kept, f"role:furniture:{second}")
    assert roles(kept)[TEXT] == "question"


def test_two_editors_of_one_piece_get_a_conflict_with_both_shown(
    desk: Client, kept: PaperImport
) -> None:
    seen = handle(kept, TEXT)
    press(desk, kept, f"role:heading:{seen}")
    page = press(desk, kept, f"role:question:{seen}", status=409)
    assert roles(kept)[TEXT] == "heading"
    assert "You pressed “Question”" in page.text
    assert "Heading level 1" in page.text


def test_a_second_click_changes_nothing_more(desk: Client, kept: PaperImport) -> None:
    do = f"role:question:{handle(kept, TEXT)}"
    press(desk, kept, do)
    press(desk, kept, do)
    assert len(kept.previous or {}) == 0
    kept.refresh_from_db()
    assert kept.version == 2


@pytest.mark.parametrize(
    "do", ["", "role:question", "role:king:1-0.9.prose", "split:x:1-0.9.prose"]
)
def test_a_button_of_nobody_is_refused(desk: Client, kept: PaperImport, do: str) -> None:
    assert "not known here" in press(desk, kept, do, status=422).text


def test_an_opened_piece_offers_a_cut_before_each_sentence(desk: Client, kept: PaperImport) -> None:
    key = handle(kept, TEXT).split(".")[0]
    page = read_page(desk.get(url_of(kept), {"at": key}))
    (sent,) = [b.get("value") for b in page.tree.iter("button") if "split:" in b.get("value", "")]
    press(desk, kept, sent or "")
    assert "We agree with them." in roles(kept)


def test_a_refusal_says_why_and_changes_nothing(desk: Client, kept: PaperImport) -> None:
    page = press(desk, kept, f"move:up:{handle(kept, ASK)}", status=422)
    assert "This is the first already." in page.text


def test_the_script_gets_the_renewed_part_alone(desk: Client, kept: PaperImport) -> None:
    do = f"role:question:{handle(kept, TEXT)}"
    answer = desk.post(url_of(kept), {"do": do}, headers={"X-Fragment": "review"})
    text = answer.content.decode()
    assert answer["X-Fragment"] == "review"
    assert "<html" not in text
    assert 'data-focus="1-0"' in text
    assert "Question" in text


def test_filters_show_what_needs_a_look_and_what_is_left_out(
    desk: Client, kept: PaperImport
) -> None:
    press(desk, kept, f"role:furniture:{handle(kept, 'Cookies')}")
    page = read_page(desk.get(url_of(kept), {"show": "out"}))
    assert "Cookies" in page.text
    assert TEXT not in page.text


def test_a_confirmed_review_leads_to_its_draft(
    desk: Client, editor: User, kept: PaperImport
) -> None:
    create_paper_from_import(actor=editor, paper_import=kept, expected_version=1, title="Good work")
    answer = desk.post(url_of(kept), {"do": f"role:question:{handle(kept, TEXT)}"})
    assert answer["Location"] == reverse("papers:structure", args=[Paper.objects.get().slug])


def many(editor: User, blocks: int) -> PaperImport:
    texts = (f"Paragraph {n}. It says a thing." for n in range(blocks))
    document = Document(tuple(Block(BlockKind.PARAGRAPH, text) for text in texts), "plain")
    return keep_import(actor=editor, file_name=f"{blocks}.txt", document=document)


def test_the_page_asks_the_database_the_same_at_any_length(desk: Client, editor: User) -> None:
    counts = []
    for kept in (many(editor, 5), many(editor, 1_000)):
        desk.get(url_of(kept))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = read_page(desk.get(url_of(kept)))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert "1 to 100 of 1,000" in page.text


def test_a_piece_is_found_on_its_page(desk: Client, editor: User) -> None:
    page = read_page(desk.get(url_of(many(editor, 250)), {"at": "240-0"}))
    assert "201 to 250 of 250" in page.text
    assert [e for e in page.tree.iter("li") if e.get("id") == "p-240-0"]


def test_what_no_database_holds_is_replaced(editor: User, document: Document) -> None:
    odd = Block(BlockKind.PARAGRAPH, "A \x00 nothing and \ud800 half.")
    kept = keep_import(actor=editor, file_name="odd.txt", document=replace(document, blocks=(odd,)))
    kept.refresh_from_db()
    assert reviewed(kept).document.blocks[0].text == "A \ufffd nothing and \ufffd half."
