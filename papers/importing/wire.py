"""A document as JSON between the confined child and the process that asked."""

import json
from dataclasses import asdict
from typing import Any

from papers.importing.blocks import Block, BlockKind, Document, LeftOut, Link, NoteMark


def document_to_json(document: Document) -> str:
    """One line of JSON; a field that holds its default is left out, as most do."""
    values = asdict(document)
    values["blocks"] = [_without_defaults(block) for block in values["blocks"]]
    return json.dumps(values, separators=(",", ":"))


def document_from_json(text: str | bytes) -> Document:
    """The document; raises `ValueError`, `KeyError` or `TypeError` on anything else."""
    return document_of(json.loads(text))


def document_of(values: dict[str, Any]) -> Document:
    """The document that the JSON’s values stand for; `values` loses what it is made of."""
    blocks = tuple(_block({**block}) for block in values.pop("blocks"))
    left_out = tuple(LeftOut(**item) for item in values.pop("left_out"))
    return Document(blocks=blocks, left_out=left_out, **values)


def _without_defaults(block: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in block.items() if value or key in {"kind", "text"}}


def _block(values: dict[str, Any]) -> Block:
    values["kind"] = BlockKind(values["kind"])
    values["links"] = tuple(Link(**link) for link in values.get("links", ()))
    values["note_marks"] = tuple(NoteMark(**mark) for mark in values.get("note_marks", ()))
    values["rows"] = tuple(tuple(row) for row in values.get("rows", ()))
    return Block(**values)
