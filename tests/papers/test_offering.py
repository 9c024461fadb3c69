"""Who is given a paper's files: the public what the current edition names, and no more."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts.models import User
from consultation.lib.clock import database_now
from papers.actions import (
    make_preview_link,
    publish_paper,
    remove_attachment,
    revoke_preview_link,
)
from papers.files.offering import attachment_url, cover_url
from papers.models import Attachment, Paper, Picture
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.papers.uploads import PDF, attach, hang


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def attachment(editor: User, draft: Paper) -> Attachment:
    return attach(editor, draft)


@pytest.fixture
def picture(editor: User, draft: Paper) -> Picture:
    return hang(editor, draft)


def url_of(attachment: Attachment) -> str:
    return attachment_url(attachment.paper.slug, attachment)


def body(answer: HttpResponseBase) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def set_dates(paper: Paper, **dates: object) -> None:
    Paper.objects.filter(pk=paper.pk).update(**dates)


def test_a_published_file_is_downloaded(
    editor: User, visitor: Client, attachment: Attachment
) -> None:
    publish_paper(actor=editor, paper=attachment.paper)
    page = fetch(visitor, reverse("reading:paper", args=[attachment.paper.slug]))
    answer = visitor.get(page.links()[attachment.title])
    assert (answer.status_code, body(answer)) == (200, PDF)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="paper.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].endswith("sandbox")
    assert answer["Cache-Control"] == "public, max-age=600"


def test_a_drafts_file_is_for_editors(
    visitor: Client, desk: Client, participant: User, client_for: ClientFor, attachment: Attachment
) -> None:
    url = url_of(attachment)
    missing = url.replace(attachment.public_id, "0" * 16)
    for client in (visitor, client_for(participant)):
        answers = [client.get(url), client.get(missing)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content
    answer = desk.get(url)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")


def test_another_name_or_paper_is_the_same_404(
    editor: User, visitor: Client, attachment: Attachment
) -> None:
    publish_paper(actor=editor, paper=attachment.paper)
    where = [attachment.paper.slug, attachment.public_id, attachment.file_name]
    wrong = [[*where[:2], "other.pdf"], ["no-such", *where[1:]], [where[0], "0" * 16, where[2]]]
    found = [visitor.get(reverse("files:attachment", args=args)) for args in wrong]
    assert [answer.status_code for answer in found] == [404] * 3
    assert len({answer.content for answer in found}) == 1


@pytest.mark.parametrize("stage", ["embargoed", "announced"])
def test_files_wait_until_the_questions_are_public(
    editor: User, visitor: Client, attachment: Attachment, picture: Picture, stage: str
) -> None:
    soon = database_now() + timedelta(days=2)
    set_dates(attachment.paper, opens_at=soon, announced_at=soon if stage == "embargoed" else None)
    publish_paper(actor=editor, paper=attachment.paper)
    assert visitor.get(url_of(attachment)).status_code == 404
    cover = visitor.get(cover_url(attachment.paper.slug, picture))
    assert cover.status_code == (404 if stage == "embargoed" else 200)
    page = visitor.get(reverse("reading:paper", args=[attachment.paper.slug]))
    assert attachment.title not in page.text


def test_what_left_the_draft_stays_until_the_next_edition(
    editor: User, visitor: Client, attachment: Attachment
) -> None:
    publish_paper(actor=editor, paper=attachment.paper)
    remove_attachment(actor=editor, attachment=attachment)
    assert visitor.get(url_of(attachment)).status_code == 200
    publish_paper(actor=editor, paper=attachment.paper)
    assert visitor.get(url_of(attachment)).status_code == 404


def test_a_file_added_after_publishing_waits(
    editor: User, visitor: Client, published: Paper
) -> None:
    assert visitor.get(url_of(attach(editor, published))).status_code == 404


def test_a_cover_is_shown_and_kept(editor: User, visitor: Client, picture: Picture) -> None:
    publish_paper(actor=editor, paper=picture.paper)
    page = fetch(visitor, reverse("reading:paper", args=[picture.paper.slug]))
    image = next(page.tree.iter("img"))
    answer = visitor.get(image.get("src", ""))
    assert (answer["Content-Type"], image.get("alt")) == ("image/webp", picture.alt)
    assert answer["Content-Disposition"].startswith("inline")
    assert "immutable" in answer["Cache-Control"]


def test_a_file_that_is_not_in_its_place(
    editor: User, visitor: Client, attachment: Attachment, folder: Path
) -> None:
    publish_paper(actor=editor, paper=attachment.paper)
    next(path for path in folder.rglob("*") if path.is_file()).unlink()
    answer = visitor.get(url_of(attachment))
    assert answer.status_code == 404
    assert "not in its place on our server" in read_page(answer).text


def test_a_preview_link_opens_the_files_it_shows(
    editor: User, visitor: Client, attachment: Attachment, picture: Picture
) -> None:
    paper = attachment.paper
    link, secret = make_preview_link(actor=editor, paper=paper, name="Northfield Trust")
    page = fetch(visitor, reverse("life:open-preview", args=[secret]))
    urls = [page.links()[attachment.title], next(page.tree.iter("img")).get("src", "")]
    answers = [visitor.get(url) for url in urls]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert {answer["Cache-Control"] for answer in answers} == {"private, no-store"}
    assert {answer["Referrer-Policy"] for answer in answers} == {"no-referrer"}
    revoke_preview_link(actor=editor, link=link)
    assert [visitor.get(url).status_code for url in urls] == [404, 404]


def test_a_preview_link_opens_no_other_papers_files(
    editor: User, visitor: Client, attachment: Attachment
) -> None:
    from tests.papers.conftest import make_draft

    _, secret = make_preview_link(
        actor=editor, paper=make_draft(editor, "Another"), name="Northfield Trust"
    )
    url = attachment_url(attachment.paper.slug, attachment, secret=secret)
    assert visitor.get(url).status_code == 404
