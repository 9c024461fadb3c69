"""A paper with everything that a print pack must hold, and its pack read back."""

import io
from typing import Any

import docx
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import User
from consultation.lib.clock import database_now
from papers.access import get_published_paper_or_404
from papers.actions import add_call, add_question, add_section, add_source, publish_paper
from papers.models import Paper
from papers.packs.building import pack_of
from papers.packs.shapes import Pack
from tests.papers.conftest import make_draft

TABLE = "| Year | Share |\n| --- | --- |\n| 2010 | 36% |\n| 2020 | 42% |"
PROSE = f"# A heading\n\nWe *ask* **now**.\n\n- one\n- two\n\n4. four\n\n> said\n\n{TABLE}"


def make_full_paper(editor: User, title: str = "Good work", **changes: Any) -> Paper:
    """Return an open paper with prose of every shape and a question of every kind."""
    paper = make_draft(editor, title)
    Paper.objects.filter(pk=paper.pk).update(author="The policy team", **changes)
    section = add_section(actor=editor, paper=paper, title="Choices", body=PROSE)
    add_source(
        actor=editor,
        section=section,
        title="Statistics",
        publisher="The Office",
        date="2024",
        url="https://figures.example/2024",
    )
    for kind, text, options in (
        ("single", "Should it stay?", ["Yes", "No"]),
        ("multiple", "Which of these help?", ["Work", "Housing", "Family"]),
        ("scale", "How far would you go?", ["1", "2", "3", "4", "5"]),
        ("ranking", "What comes first?", ["Trust", "Time"]),
        ("recommendation", "Pay for travel on the day of release.", []),
    ):
        add_question(actor=editor, section=section, text=text, kind=kind, options=options)
    add_call(actor=editor, paper=paper, audience="Governors", text="Talk to us.")
    publish_paper(actor=editor, paper=Paper.objects.get(pk=paper.pk))
    paper.refresh_from_db()
    return paper


def pack_for(paper: Paper) -> Pack:
    return pack_of(get_published_paper_or_404(paper.slug))


def fetch(client: Client, paper: Paper, file_format: str = "pdf", **headers: str) -> Any:
    url = reverse("reading:print-pack", args=[paper.slug, file_format])
    return client.get(url, headers=headers)


def text_of_pdf(made: bytes) -> str:
    """Return the words with single spaces between, as a reader copies them."""
    pages = PdfReader(io.BytesIO(made)).pages
    words = " ".join(page.extract_text() for page in pages)
    return " ".join(words.split())


def text_of_docx(made: bytes) -> str:
    return "\n".join(
        "".join(part.text or "" for part in paragraph.iter() if part.tag.endswith("}t"))
        for paragraph in docx.Document(io.BytesIO(made)).element.body.iter()
        if paragraph.tag.endswith("}p")
    )


def close_now(paper: Paper) -> None:
    Paper.objects.filter(pk=paper.pk).update(closes_at=database_now())
