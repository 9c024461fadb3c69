"""Files as people upload them, made here and not kept beside the tests."""

import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import User
from papers.actions import add_attachment, put_cover
from papers.files.picturing import make_cover
from papers.files.receiving import receive
from papers.models import Attachment, Paper, Picture

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def upload(content: bytes = PDF, name: str = "paper.pdf") -> SimpleUploadedFile:
    """Return an upload whose declared type is a lie, as a browser may tell one."""
    return SimpleUploadedFile(name, content, content_type="text/html")


def package(parts: dict[str, str], method: int = zipfile.ZIP_STORED) -> bytes:
    """Return a zip archive with these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def image(
    size: tuple[int, int] = (800, 400), kind: str = "PNG", mode: str = "RGB", **how: object
) -> bytes:
    """Return an image of one colour."""
    out = BytesIO()
    Image.new(mode, size, 128 if mode == "L" else None).save(out, kind, **how)
    return out.getvalue()


def attach(
    editor: User, paper: Paper, title: str = "The paper as a PDF", content: bytes = PDF
) -> Attachment:
    return add_attachment(actor=editor, paper=paper, title=title, file=receive(upload(content)))


def hang(editor: User, paper: Paper, alt: str = "A workshop bench") -> Picture:
    """Give the paper a cover, on the draft as it is now."""
    paper.refresh_from_db(fields=["draft_version"])
    return put_cover(
        actor=editor,
        paper=paper,
        picture=make_cover(upload(image())),
        alt=alt,
        expected_version=paper.draft_version,
    )
