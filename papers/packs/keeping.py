"""Packs made once and kept in the cache, under a name worked out from everything in them.

A pack depends on the edition, on dates that need none (a later closing date), on the day it closes
and on the code that makes it. Its name is a digest of all of these, so that nothing kept can be
out of date, nothing needs to be dropped, and an empty cache costs time alone.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Final

from django.core.cache import cache

from papers.access import PublishedPaper
from papers.packs.building import pack_of
from papers.packs.pdf import make_pdf
from papers.packs.shapes import Pack
from papers.packs.word import make_docx
from papers.stages import Stage

A_WEEK: Final = 7 * 24 * 3600
MAKERS: Final = {"pdf": make_pdf, "docx": make_docx}
CONTENT_TYPES: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def _version_of_the_makers() -> str:
    """The makers' own files and libraries: a change to any of them makes new packs."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.iterdir()):
        if file.suffix in {".py", ".typ"}:
            digest.update(file.read_bytes())
    for library in ("typst", "python-docx"):
        digest.update(version(library).encode())
    return digest.hexdigest()


VERSION: Final = _version_of_the_makers()


@dataclass(frozen=True)
class PrintPack:
    """One pack in one format; made when its bytes are asked for, unless it is kept already."""

    pack: Pack
    slug: str
    edition: int
    format: str

    @cached_property
    def digest(self) -> str:
        """The same exactly when the bytes are the same; fit for a strong ETag."""
        told = json.dumps([VERSION, self.format, asdict(self.pack)], default=str)
        return hashlib.sha256(told.encode()).hexdigest()

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.format]

    @property
    def file_name(self) -> str:
        return f"{self.slug}-edition-{self.edition}-print-pack.{self.format}"

    def read(self) -> bytes:
        """Return the bytes; raises `PackUnavailableError` when they cannot be made just now."""
        key = f"print-pack:{self.digest}"
        kept: bytes | None = cache.get(key)
        if kept is None:
            kept = MAKERS[self.format](self.pack)
            cache.set(key, kept, A_WEEK)
        return kept


def print_pack(published: PublishedPaper, file_format: str) -> PrintPack | None:
    """Return the pack as `pdf` or `docx`; None while the public may not see what is asked.

    None too for a paper that was withdrawn: nobody is to go on handing it round.
    """
    stage = published.paper.stage
    if not published.shows_questions or stage == Stage.WITHDRAWN:
        return None
    edition = published.paper.current_edition
    assert edition is not None  # noqa: S101  # a published paper has one
    return PrintPack(pack_of(published), published.paper.slug, edition.number, file_format)
