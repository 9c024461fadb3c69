"""From an upload to a draft paper, on the desk's own way."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from papers.models import Paper, PaperImport
from tests.page import read_page
from tests.papers.importing.corpus.labelled import OPEN, Labelled, labelled_in

NAMES = [document.name for document in labelled_in(OPEN)]
TEXT = """Good work

What helps people with convictions into work?

Question 1: What stands in the way?

Question 2: What has helped? Please give examples.
"""


def upload(desk: Client, name: str, data: bytes) -> PaperImport:
    """Upload a file as an editor does; the import that came of it."""
    answer = desk.post(reverse("papers:import"), {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, read_page(answer).text
    return PaperImport.objects.latest("pk")


def paste(desk: Client, text: str = TEXT) -> PaperImport:
    answer = desk.post(reverse("papers:import"), {"text": text})
    assert answer.status_code == 302, read_page(answer).text
    return PaperImport.objects.latest("pk")


def confirm(desk: Client, kept: PaperImport, **changed: str) -> Paper:
    """Press the button of the details page with what it proposes."""
    url = reverse("papers:confirm-import", args=[kept.pk])
    form = desk.get(url).context["form"]
    proposed = {field.html_name: field.value() for field in form}
    fields = {name: value for name, value in proposed.items() if value not in (None, False)}
    answer = desk.post(url, {**fields, **changed})
    assert answer.status_code == 302, read_page(answer).text
    return Paper.objects.latest("pk")


@pytest.mark.parametrize("document", list(labelled_in(OPEN)), ids=NAMES)
def test_every_labelled_document_becomes_a_draft(
    desk: Client, document: Labelled, tmp_path: Path
) -> None:
    kept = upload(desk, document.name, document.data(tmp_path))
    read_page(desk.get(reverse("papers:review-import", args=[kept.pk])))
    read_page(desk.get(reverse("papers:confirm-import", args=[kept.pk])))
    paper = confirm(desk, kept, title=f"Paper {document.name}")
    kept.refresh_from_db()
    assert (kept.paper, kept.confirmed_at is not None) == (paper, True)
    assert paper.sections.exists()
    read_page(desk.get(reverse("papers:structure", args=[paper.slug])))
