"""Files that stand with a paper: attached, called, ordered, removed; and what can go wrong."""

import errno
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts.models import User
from consultation.activity.models import Activity
from papers.actions import (
    AlreadyThereError,
    NotStoredError,
    PartGoneError,
    change_attachment,
    move_attachment,
    publish_paper,
    remove_attachment,
    undo_last_save,
)
from papers.models import Attachment, Paper
from tests.page import fetch, read_page
from tests.papers.uploads import PDF, attach, upload


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    """Give each test an empty place for its files."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def titles(paper: Paper) -> list[str]:
    kept = Attachment.objects.filter(paper=paper, removed_at=None)
    return list(kept.order_by("position").values_list("title", flat=True))


def test_the_form_attaches_a_file(desk: Client, draft: Paper, folder: Path) -> None:
    url = reverse("papers:add-attachment", args=[draft.slug])
    answer = desk.post(url, {"title": "The report", "file": upload(name="My report.pdf")})
    assert answer.status_code == 302
    attachment = Attachment.objects.get()
    assert (attachment.file_name, attachment.size) == ("My report.pdf", len(PDF))
    assert "report" not in attachment.file.name
    assert files_in(folder)[0].read_bytes() == PDF


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "is empty"), (b"MZ\x90", "a program"), (b"<html>", "a web page")]
)
def test_the_form_says_what_is_wrong_beside_the_field(
    desk: Client, draft: Paper, folder: Path, content: bytes, said: str
) -> None:
    url = reverse("papers:add-attachment", args=[draft.slug])
    answer = desk.post(url, {"title": "The report", "file": upload(content)})
    assert answer.status_code == 422
    page = read_page(answer)
    assert said in page.text
    assert next(e for e in page.tree.iter("input") if e.get("id") == "id_title").get("value")
    assert files_in(folder) == []


def test_a_file_past_the_limit_never_reaches_the_disk(
    desk: Client, draft: Paper, settings: Settings
) -> None:
    settings.UPLOAD_MAX_BYTES = settings.ATTACHMENT_MAX_BYTES = 1024**2
    url = reverse("papers:add-attachment", args=[draft.slug])
    large = upload(PDF + b" " * 3 * 1024**2)
    answer = desk.post(url, {"file": large, "title": "The report"})
    assert answer.status_code == 422
    assert "File: This file is too large: keep to 1 MB." in read_page(answer).text
    assert not Attachment.objects.exists()


def test_a_full_disk_is_a_sentence(
    desk: Client, draft: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_kwargs: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    url = reverse("papers:add-attachment", args=[draft.slug])
    answer = desk.post(url, {"title": "The report", "file": upload()})
    assert answer.status_code == 422
    assert "the server has no room" in read_page(answer).text


def test_no_room_for_what_arrives_is_a_sentence(
    desk: Client, draft: Paper, settings: Settings, folder: Path
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    settings.FILE_UPLOAD_TEMP_DIR = str(folder / "not there")
    url = reverse("papers:add-attachment", args=[draft.slug])
    answer = desk.post(url, {"title": "The report", "file": upload()})
    assert "the server has no room" in read_page(answer).text


def test_a_refused_file_leaves_nothing_behind(editor: User, draft: Paper, folder: Path) -> None:
    attach(editor, draft)
    with pytest.raises(AlreadyThereError):
        attach(editor, draft)
    assert len(files_in(folder)) == 1


def test_two_files_of_one_name(editor: User, draft: Paper) -> None:
    one, other = attach(editor, draft, "One"), attach(editor, draft, "Two")
    assert one.file_name == other.file_name
    assert (one.public_id, one.file.name) != (other.public_id, other.file.name)


def test_the_order_is_changed(editor: User, draft: Paper) -> None:
    for title in ("One", "Two", "Three"):
        last = attach(editor, draft, title)
    move_attachment(actor=editor, attachment=last, direction="up")
    assert titles(draft) == ["One", "Three", "Two"]
    lines = Activity.objects.count()
    for _ in range(3):
        move_attachment(actor=editor, attachment=last, direction="up")
    assert (titles(draft), Activity.objects.count()) == (["Three", "One", "Two"], lines + 1)


def test_the_title_is_changed(desk: Client, editor: User, draft: Paper) -> None:
    attachment = attach(editor, draft)
    version = Paper.objects.get().draft_version
    url = reverse("papers:change-attachment", args=[draft.slug, attachment.pk])
    desk.post(url, {"version": version, "title": "The annex"})
    assert titles(draft) == ["The annex"]
    answer = desk.post(url, {"version": version, "title": "Appendix"})
    assert answer.status_code == 409


def test_two_files_cannot_share_a_title(editor: User, draft: Paper) -> None:
    attach(editor, draft, "One")
    two = attach(editor, draft, "Two")
    with pytest.raises(AlreadyThereError):
        change_attachment(actor=editor, attachment=two, expected_version=99, title="One")


def test_a_removed_file_can_be_brought_back(editor: User, draft: Paper, folder: Path) -> None:
    attachment = attach(editor, draft)
    remove_attachment(actor=editor, attachment=attachment)
    with pytest.raises(PartGoneError):
        remove_attachment(actor=editor, attachment=attachment)
    assert (titles(draft), len(files_in(folder))) == ([], 1)
    version = Paper.objects.get().draft_version
    undo_last_save(actor=editor, paper=draft, expected_version=version)
    assert titles(draft) == [attachment.title]


def test_the_page_of_files(desk: Client, editor: User, draft: Paper) -> None:
    url = reverse("papers:files", args=[draft.slug])
    attach(editor, draft, "One")
    with CaptureQueriesContext(connection) as few:
        fetch(desk, url)
    for number in range(2, 12):
        attach(editor, draft, f"File {number}")
    with CaptureQueriesContext(connection) as many:
        page = fetch(desk, url)
    assert len(few) == len(many)
    assert "File 11" in page.links()


def test_the_page_says_that_a_file_is_missing(
    desk: Client, editor: User, draft: Paper, folder: Path
) -> None:
    attach(editor, draft)
    files_in(folder)[0].unlink()
    page = fetch(desk, reverse("papers:files", args=[draft.slug]))
    assert "is not on the server" in page.text


def test_a_file_counts_as_a_change_of_the_paper(editor: User, published: Paper) -> None:
    attachment = attach(editor, published)
    assert Paper.objects.get().is_changed_since_edition
    publish_paper(actor=editor, paper=published)
    remove_attachment(actor=editor, attachment=attachment)
    assert Paper.objects.get().is_changed_since_edition


def test_storing_fails_without_a_row(
    editor: User, draft: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_args: object, **_kwargs: object) -> str:
        raise PermissionError

    monkeypatch.setattr(FileSystemStorage, "_save", gone)
    with pytest.raises(NotStoredError):
        attach(editor, draft)
    assert not Attachment.objects.exists()
