from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.exports.writing import write_whole
from papers.models import Question
from tests.asking import post, post_published
from tests.exports.reading import read_csv

SLUG = "good-rehabilitation"


def run(*words: str) -> str:
    out = StringIO()
    call_command("export_responses", *words, stdout=out)
    return out.getvalue()


def test_it_writes_the_file(tmp_path: Path, participant: User, question: Question) -> None:
    post_published(participant, question, "A mentor.")
    file = tmp_path / "out.csv"
    said = run(SLUG, "--format", "csv", "--out", str(file))
    assert [row["text"] for row in read_csv(file.read_bytes())] == ["A mentor."]
    assert said == f"Wrote {file}, {file.stat().st_size} bytes.\n"
    assert Activity.objects.get(verb=Verb.RESPONSES_EXPORTED).actor is None


def test_held_ones_only_when_asked_for(
    tmp_path: Path, participant: User, question: Question
) -> None:
    post(participant, question, "Still held.")
    file = tmp_path / "out.csv"
    run(SLUG, "--out", str(file))
    assert read_csv(file.read_bytes()) == []
    run(SLUG, "--out", str(file), "--everything")
    assert [row["state"] for row in read_csv(file.read_bytes())] == ["held"]


def test_an_unknown_paper_is_named(tmp_path: Path, db: None) -> None:
    with pytest.raises(CommandError, match="no paper elsewhere"):
        run("elsewhere", "--out", str(tmp_path / "out.csv"))


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path, question: Question) -> None:
    with pytest.raises(CommandError, match="No such file or directory"):
        run(SLUG, "--out", str(tmp_path / "missing" / "out.csv"))


def test_a_file_that_fails_half_way_leaves_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_bytes(b"old")

    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        write_whole(file, pieces())
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
    assert file.read_bytes() == b"old"
