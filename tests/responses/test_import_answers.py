"""Answers read from a document at the command line."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from consultation.responses.models import Response
from papers.models import Paper
from tests.asking import ASK


def run(slug: str, file: Path, *options: str) -> str:
    out = io.StringIO()
    call_command("import_answers", slug, str(file), *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "answers.txt"
    file.write_text(f"Dear all,\n\nQuestion 1: {ASK}, 1?\n\nPatience.\n\nQ2. Time.\n\nKind regards")
    return file


def test_it_prints_what_answers_which(open_paper: Paper, letter: Path) -> None:
    printed: dict[str, Any] = json.loads(run(open_paper.slug, letter, "--json"))
    assert [(one["question"], one["text"]) for one in printed["answers"]] == [
        (1, "Patience."),
        (2, "Time."),
    ]
    assert set(printed["answers"][0]) == {"question", "text", "confidence", "matched_by"}
    assert printed["unplaced"][0]["text"] == "Dear all,"
    assert printed["coverage"] == 1.0


def test_in_words_it_says_what_has_no_answer(open_paper: Paper, tmp_path: Path) -> None:
    file = tmp_path / "short.txt"
    file.write_text("Question 2\n\nTime and patience.")
    said = run(open_paper.slug, file)
    assert "1. no answer" in said
    assert "2. 3 words (95% sure, by number)" in said


def test_nothing_is_stored(open_paper: Paper, letter: Path) -> None:
    run(open_paper.slug, letter)
    assert not Response.objects.exists()


def test_a_paper_that_is_not_there_is_named(db: None, letter: Path) -> None:
    with pytest.raises(CommandError, match="/papers/no-such-paper/"):
        run("no-such-paper", letter)


def test_a_file_that_cannot_be_read_is_one_sentence(open_paper: Paper, tmp_path: Path) -> None:
    file = tmp_path / "answers.docx"
    file.write_bytes(b"{\\rtf1 Words.}")
    with pytest.raises(CommandError, match=r"Save it as \.docx"):
        run(open_paper.slug, file)
