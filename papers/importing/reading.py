"""A file's bytes read into a document, by the reader its content calls for.

Nothing here is confined: what comes from outside goes through `confining.read_confined`.
"""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from papers.importing.blocks import Document
from papers.importing.limits import LARGEST_FILE, MEGABYTE
from papers.importing.refusals import DocumentRefusedError
from papers.importing.sniffing import Format, format_of


def read_document(data: bytes, name: str) -> Document:
    """The document in `data`; raises `DocumentRefusedError`. `name` tells text formats apart."""
    refuse_large(len(data))
    return _reader(format_of(data, name))(data)


def refuse_large(size: int) -> None:
    if size > LARGEST_FILE:
        raise DocumentRefusedError(
            f"This file is larger than {LARGEST_FILE // MEGABYTE} MB. "
            "Take the pictures out, or paste the text instead."
        )


def characters(document: Document) -> str:
    """Every character of a document but its blanks: markers, blocks, and what was left out."""
    written = [block.marker + block.text for block in document.blocks]
    return "".join("".join([*written, *(item.text for item in document.left_out)]).split())


def _reader(file_format: Format) -> Callable[[bytes], Document]:
    """The one reader needed; the others, and the libraries they stand on, stay unloaded."""
    module = import_module(f"papers.importing.readers.{file_format.value}")
    return cast("Callable[[bytes], Document]", getattr(module, f"read_{file_format.value}"))
