"""The doors of the print pack: who gets one, when it is new, what if it cannot be made."""

from datetime import timedelta
from pathlib import Path
from threading import Semaphore
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from consultation.lib.clock import database_now
from papers.access import get_published_paper_or_404
from papers.actions import change_question, publish_paper
from papers.models import Paper, Question
from papers.packs import pdf, print_pack
from papers.packs.pdf import PackUnavailableError
from tests.page import read_page
from tests.papers.packing import close_now, fetch, make_full_paper, text_of_docx, text_of_pdf

FORMATS = ["pdf", "docx"]


def reword(editor: User, paper: Paper, text: str) -> None:
    """Change the first question in the working copy."""
    paper.refresh_from_db()
    question = Question.objects.get(paper=paper, number=1)
    change_question(
        actor=editor, question=question, text=text, expected_version=paper.draft_version
    )


@pytest.fixture
def paper(editor: User) -> Paper:
    return make_full_paper(editor)


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_pack_is_a_download_with_a_name_that_says_what_it_is(
    file_format: str, paper: Paper, visitor: Client
) -> None:
    answer = fetch(visitor, paper, file_format)
    named = f'attachment; filename="good-work-edition-1-print-pack.{file_format}"'
    assert answer["Content-Disposition"] == named
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize(
    "ahead",
    [
        {"opens_at": timedelta(days=2)},
        {"announced_at": timedelta(days=1), "opens_at": timedelta(days=2)},
        {"withdrawn_at": timedelta(hours=-1)},
    ],
    ids=["announced", "under embargo", "withdrawn"],
)
def test_none_is_given_before_the_paper_asks_or_after_it_is_withdrawn(
    file_format: str, ahead: dict[str, timedelta], paper: Paper, visitor: Client
) -> None:
    times = {name: database_now() + by for name, by in ahead.items()}
    Paper.objects.filter(pk=paper.pk).update(withdrawal_reason="Superseded", **times)
    answer = fetch(visitor, paper, file_format)
    missing = visitor.get(f"/papers/no-such-paper/print-pack.{file_format}")
    assert (answer.status_code, missing.status_code) == (404, 404)
    assert answer.content == missing.content


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_kept_pack_is_not_given_once_the_paper_is_withdrawn(
    file_format: str, paper: Paper, visitor: Client
) -> None:
    etag = fetch(visitor, paper, file_format)["ETag"]
    gone = {"withdrawn_at": database_now(), "withdrawal_reason": "Superseded"}
    Paper.objects.filter(pk=paper.pk).update(**gone)
    assert fetch(visitor, paper, file_format, **{"if-none-match": etag}).status_code == 404


@pytest.mark.parametrize("file_format", FORMATS)
def test_who_has_it_already_is_told_so_and_nothing_is_made(
    file_format: str, paper: Paper, visitor: Client
) -> None:
    etag = fetch(visitor, paper, file_format)["ETag"]
    cache.clear()
    with patch.dict("papers.packs.keeping.MAKERS", {}, clear=True):
        again = fetch(visitor, paper, file_format, **{"if-none-match": etag})
    assert not etag.startswith("W/")
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("file_format", FORMATS)
def test_an_empty_cache_gives_the_same_bytes_under_the_same_etag(
    file_format: str, paper: Paper, visitor: Client
) -> None:
    first = fetch(visitor, paper, file_format)
    cache.clear()
    again = fetch(visitor, paper, file_format)
    assert (first["ETag"], first.content) == (again["ETag"], again.content)


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_pack_is_made_once(file_format: str, paper: Paper, visitor: Client) -> None:
    first = fetch(visitor, paper, file_format)
    with patch.dict("papers.packs.keeping.MAKERS", {}, clear=True):
        again = fetch(visitor, paper, file_format)
    assert again.content == first.content


def test_a_new_edition_makes_a_new_pack(paper: Paper, editor: User, visitor: Client) -> None:
    before = fetch(visitor, paper)
    reword(editor, paper, "What works best?")
    assert fetch(visitor, paper)["ETag"] == before["ETag"]
    publish_paper(actor=editor, paper=Paper.objects.get(pk=paper.pk))
    after = fetch(visitor, paper)
    assert after["ETag"] != before["ETag"]
    assert "What works best?" in text_of_pdf(after.content)


def test_a_later_closing_date_makes_a_new_pack_without_an_edition(
    paper: Paper, visitor: Client
) -> None:
    before = fetch(visitor, paper)["ETag"]
    Paper.objects.filter(pk=paper.pk).update(closes_at=database_now() + timedelta(days=90))
    assert fetch(visitor, paper)["ETag"] != before


@pytest.mark.parametrize("file_format", FORMATS)
def test_the_words_of_the_working_copy_are_in_no_pack(
    file_format: str, paper: Paper, editor: User, visitor: Client
) -> None:
    reword(editor, paper, "canary-working?")
    read = {"pdf": text_of_pdf, "docx": text_of_docx}[file_format]
    said = read(fetch(visitor, paper, file_format).content)
    assert "What works?" in said
    assert "canary-working" not in said


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_closed_paper_keeps_its_pack_as_a_record(
    file_format: str, paper: Paper, visitor: Client
) -> None:
    close_now(paper)
    read = {"pdf": text_of_pdf, "docx": text_of_docx}[file_format]
    said = read(fetch(visitor, paper, file_format).content)
    assert "Closed on" in said
    assert "Should it stay?" in said
    assert [word for word in ("About you", "How to send it back", "☐") if word in said] == []


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_retired_question_is_left_out_and_its_number_named(
    file_format: str, paper: Paper, editor: User, visitor: Client
) -> None:
    gone = {"retired_at": database_now(), "retired_reason": "Answered elsewhere"}
    Question.objects.filter(paper=paper, number=2).update(**gone)
    publish_paper(actor=editor, paper=Paper.objects.get(pk=paper.pk))
    read = {"pdf": text_of_pdf, "docx": text_of_docx}[file_format]
    said = read(fetch(visitor, paper, file_format).content)
    assert "No longer asked: 2." in said
    assert "Should it stay?" not in said


def test_a_pack_that_cannot_be_made_is_a_plain_sentence_and_not_kept(
    paper: Paper, visitor: Client
) -> None:
    with patch.dict("papers.packs.keeping.MAKERS", {"pdf": refuse}):
        answer = fetch(visitor, paper)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert read_page(answer).title.startswith("The print pack cannot be made just now")
    assert fetch(visitor, paper).status_code == 200


def refuse(_pack: object) -> bytes:
    raise PackUnavailableError


def test_a_pack_costs_one_query(
    paper: Paper, visitor: Client, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert fetch(visitor, paper).status_code == 200


@pytest.mark.parametrize(
    "child",
    [
        "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
        "raise SystemExit('no')",
        "print('no PDF')",
        "while True: pass",
    ],
    ids=["crashes", "fails", "says something else", "never ends"],
)
def test_a_typesetter_that_dies_costs_one_pack_and_no_more(
    child: str, paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "child.py"
    program.write_text(child)
    monkeypatch.setattr(pdf, "TYPESETTER", program)
    monkeypatch.setattr(pdf, "WALL_SECONDS", 0.3)
    pack = print_pack(get_published_paper_or_404(paper.slug), "pdf")
    assert pack is not None
    with pytest.raises(PackUnavailableError):
        pack.read()


def test_a_third_pack_at_a_time_is_refused_rather_than_slow(
    paper: Paper, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "_AT_ONCE", Semaphore(0))
    monkeypatch.setattr(pdf, "SECONDS_TO_WAIT", 0.01)
    assert fetch(visitor, paper).status_code == 503
    assert fetch(visitor, paper, "docx").status_code == 200
