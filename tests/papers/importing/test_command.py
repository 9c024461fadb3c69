"""`import_paper`: what is printed, where a refusal goes, and that no service is started."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

import manage
from tests.papers.importing.packages import docx, paragraph

ROOT = Path(__file__).resolve().parents[3]
KEYS = ["title", "author", "date", "summary", "closes_on", "contact", "sections", "questions"]
KEYS += ["recommendations", "sources", "calls", "unsourced_claims", "stripped", "coverage"]


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "paper.docx"
    body = paragraph("Good work") + paragraph("Question 1: What does good work look like to you?")
    file.write_bytes(docx(body))
    return file


def run(*words: str, data: bytes = b"", **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """The command as a person types it, with no database to be found."""
    unset = {"DATABASE_URL", "REDIS_URL"}
    inherited = {name: value for name, value in os.environ.items() if name not in unset}
    return subprocess.run(
        [sys.executable, "manage.py", "import_paper", *words],
        cwd=ROOT,
        env={**inherited, **environment},
        input=data,
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_json_is_one_object_with_every_key(paper: Path) -> None:
    out = io.StringIO()
    call_command("import_paper", str(paper), "--json", stdout=out)
    assert sorted(json.loads(out.getvalue())) == sorted(KEYS)


def test_the_summary_names_each_question(paper: Path) -> None:
    out = io.StringIO()
    call_command("import_paper", str(paper), stdout=out)
    assert "1. What does good work look like to you? [open]" in out.getvalue()


def test_reading_starts_no_service_and_writes_nothing(paper: Path, tmp_path: Path) -> None:
    var = tmp_path / "var"
    ended = run(str(paper), "--json", SOUNDINGS_VAR=str(var))
    assert json.loads(ended.stdout)["coverage"] == 1.0
    assert (ended.stderr, ended.returncode) == (b"", 0)
    assert not var.exists()


def test_a_refusal_is_one_line_on_stderr_and_status_1(tmp_path: Path) -> None:
    file = tmp_path / "paper.docx"
    file.write_bytes(b"{\\rtf1 Words.}")
    ended = run(str(file), "--json")
    assert (ended.stdout, ended.returncode) == (b"", 1)
    assert ended.stderr.endswith(b"Save it as .docx and import that.\n")
    assert ended.stderr.count(b"\n") == 1


def test_a_dash_reads_what_is_piped_in() -> None:
    ended = run("-", "--json", data="Good work\n\nQ1. What works – and why?".encode())
    assert json.loads(ended.stdout)["questions"][0]["number"] == "1"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"missing\.docx: No such file"):
        call_command("import_paper", str(tmp_path / "missing.docx"))


def test_reading_alone_needs_no_services() -> None:
    assert not manage.needs_services(["import_paper", "paper.docx", "--json"])
    assert manage.needs_services(["import_paper", "paper.docx", "--publish"])
