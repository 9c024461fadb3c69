"""The child that reads may do nothing else: no file, no network, no program, no word of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from papers.importing import confining
from papers.importing.blocks import Block, BlockKind, Document, LeftOut, Link, NoteMark
from papers.importing.confining import read_confined
from papers.importing.reading import read_document
from papers.importing.refusals import DocumentRefusedError
from papers.importing.wire import document_from_json, document_to_json
from tests.papers.importing.packages import docx, page, paragraph, pdf_pages

ROOT = Path(__file__).resolve().parents[3]
FORBIDDEN = {
    "open('/etc/passwd')": "PermissionError",
    "open('out', 'w')": "PermissionError",
    "__import__('pathlib').Path('/etc/passwd').read_text()": "PermissionError",
    "__import__('socket').socket()": "PermissionError",
    "__import__('subprocess').run(['/bin/true'])": "PermissionError",
    "__import__('os').system('true')": "PermissionError",
    "__import__('os').fork()": "PermissionError",
    "__import__('os').mkdir('/tmp/made-by-the-child')": "PermissionError",
    "__import__('ctypes').CDLL(None)": "PermissionError",
}


def confined(tmp_path: Path, statement: str) -> str:
    """The name of the error that a statement ends in, run behind the child's doors."""
    program = f"""
import sys; sys.path[:0] = [{str(ROOT)!r}]
from papers.importing import child
child.leave_the_network(); child.limit(); child.shut_the_doors(list(sys.path))
try:
    {statement}
except BaseException as error:
    sys.stdout.write(type(error).__name__)
"""
    words = [sys.executable, "-c", program]
    return subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_what_the_child_may_not_do(statement: str, tmp_path: Path) -> None:
    assert confined(tmp_path, statement) == FORBIDDEN[statement]
    assert list(tmp_path.iterdir()) == []


def test_too_much_memory_is_an_error_and_not_the_machine_s(tmp_path: Path) -> None:
    assert confined(tmp_path, "bytearray(400 * 1024 * 1024)") == "MemoryError"


def test_too_much_time_ends_it_and_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    endless = tmp_path / "endless.py"
    endless.write_text("import signal; signal.setitimer(signal.ITIMER_PROF, 0.1)\nwhile True: pass")
    monkeypatch.setattr(confining, "CHILD", endless)
    with pytest.raises(DocumentRefusedError, match="takes too long"):
        read_confined(b"Words.", "a.txt")


def test_a_child_that_waits_for_ever_is_killed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    idle = tmp_path / "idle.py"
    idle.write_text("import signal; signal.pause()")
    monkeypatch.setattr(confining, "CHILD", idle)
    monkeypatch.setattr(confining, "WALL_SECONDS", 0.2)
    with pytest.raises(DocumentRefusedError, match="takes too long"):
        read_confined(b"Words.", "a.txt")


@pytest.mark.parametrize("said", ["", "{}", "[1]", '{"document": "{}"}', '{"document": 7}'])
def test_nonsense_from_the_child_is_a_refusal(
    said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    liar = tmp_path / "liar.py"
    liar.write_text(f"print({said!r})")
    monkeypatch.setattr(confining, "CHILD", liar)
    with pytest.raises(DocumentRefusedError, match="cannot be read"):
        read_confined(b"Words.", "a.txt")


def test_the_child_is_given_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    teller = tmp_path / "teller.py"
    teller.write_text(
        "import json, os; print(json.dumps({'refused': json.dumps(dict(os.environ))}))"
    )
    monkeypatch.setattr(confining, "CHILD", teller)
    monkeypatch.setenv("SECRET_KEY", "canary")
    with pytest.raises(DocumentRefusedError) as refusal:
        read_confined(b"Words.", "a.txt")
    assert set(json.loads(str(refusal.value))) <= {"LC_CTYPE", "__CF_USER_TEXT_ENCODING"}


FILES = {
    "a.txt": "– What works?\n– For whom?".encode(),
    "a.md": b"# What works?\n\nSee [this](http://a.example).",
    "a.html": b"<h1>What works?</h1><p>Tell us.</p>",
    "a.docx": docx(paragraph("What works?")),
    "a.pdf": pdf_pages([page((700, 12, "What works?"))]),
}


@pytest.mark.parametrize("name", FILES)
def test_confined_reads_what_unconfined_reads(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(FILES[name])
    assert read_confined(file, name) == read_document(FILES[name], name)


def test_a_document_comes_through_json_as_it_was() -> None:
    block = Block(
        BlockKind.TABLE,
        "a\tb",
        bold=True,
        links=(Link(0, 1, "http://a.example"),),
        note_marks=(NoteMark(1, "n1"),),
        rows=(("a", "b"),),
        page=2,
    )
    document = Document((block,), "pdf", title="T", left_out=(LeftOut("x", "why"),))
    assert document_from_json(document_to_json(document)) == document
