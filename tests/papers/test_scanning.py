"""A virus scanner of the house: a real command, asked about real bytes."""

import shlex
import stat
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from papers.files import scanning
from papers.files.receiving import FileRefusedError, receive
from tests.papers.uploads import PDF, upload

EICAR_LIKE = b"harmless, but the scanner of these tests takes it for a virus"
BY_INPUT = """#!/bin/sh
if grep -q "takes it for a virus"; then echo "stream: Test-Signature FOUND"; echo more; exit 1; fi
exit 0
"""
BY_PATH = """#!/bin/sh
if grep -q "takes it for a virus" "$1"; then echo "$1: Test-Signature FOUND"; exit 1; fi
exit 0
"""


@pytest.fixture
def scanner(tmp_path: Path, settings: Settings) -> Path:
    """A script that is asked; the tests write it."""
    script = tmp_path / "look for viruses"
    settings.ATTACHMENT_SCANNER = shlex.quote(str(script))
    return script


def write(script: Path, text: str) -> None:
    script.write_text(text)
    script.chmod(script.stat().st_mode | stat.S_IXUSR)


def test_a_clean_file_is_kept(scanner: Path) -> None:
    write(scanner, BY_INPUT)
    assert receive(upload()).file.read() == PDF


def test_a_bad_file_is_refused_in_the_words_of_the_scanner(scanner: Path) -> None:
    write(scanner, BY_INPUT)
    with pytest.raises(FileRefusedError) as refused:
        receive(upload(EICAR_LIKE, "notes.txt"))
    assert str(refused.value).endswith("refused this file: stream: Test-Signature FOUND.")


def test_a_scanner_that_wants_a_path(scanner: Path, settings: Settings) -> None:
    write(scanner, BY_PATH)
    settings.ATTACHMENT_SCANNER += " {file}"
    assert receive(upload()).size == len(PDF)
    with pytest.raises(FileRefusedError, match="this file: file: Test-Signature FOUND"):
        receive(upload(EICAR_LIKE, "notes.txt"))


@pytest.mark.parametrize(
    "script", ["#!/bin/sh\necho out of date\nexit 2\n", "#!/bin/sh\nkill -9 $$\n", ""]
)
def test_what_was_not_checked_is_refused(scanner: Path, script: str) -> None:
    if script:
        write(scanner, script)
    with pytest.raises(FileRefusedError, match="could not be checked"):
        receive(upload())


def test_a_scanner_that_hangs_is_given_up(scanner: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(scanner, "#!/bin/sh\nexec sleep 30\n")
    monkeypatch.setattr(scanning, "SECONDS", 0.2)
    with pytest.raises(FileRefusedError, match="could not be checked"):
        receive(upload())
