"""The sources of a draft paper: links, and slots where the text names one and gives none."""

from papers.importing.blocks import Document
from papers.importing.drafts import LONGEST_SOURCE, LONGEST_URL, DraftSource
from papers.importing.fitting import shortened
from papers.importing.interpreting.sentences import sentences
from papers.importing.markup import leads_out
from papers.importing.pieces import Interpretation, Piece, Role, SourceSlot

_LEFT_OUT = frozenset({Role.FURNITURE, Role.REPEATED_QUESTION})


def sources_of(
    document: Document, interpretation: Interpretation, pieces_of: dict[int, list[Piece]]
) -> list[tuple[int, DraftSource]]:
    """Each source with the block it stands in; none of what is left out of the paper."""
    found: list[tuple[int, DraftSource]] = []
    seen: set[tuple[int, DraftSource]] = set()
    for slot in interpretation.sources:
        pieces = pieces_of.get(slot.block, [])
        if not pieces or all(piece.role in _LEFT_OUT for piece in pieces):
            continue
        source = (slot.block, _source(document, slot, pieces))
        if source not in seen:
            seen.add(source)
            found.append(source)
    return found


def _source(document: Document, slot: SourceSlot, pieces: list[Piece]) -> DraftSource:
    text = document.blocks[slot.block].text
    at = text.find(slot.anchor_text) if slot.anchor_text else -1
    title = slot.title or slot.anchor_text or slot.url
    holder = next((piece for piece in pieces if piece.start <= at < piece.end), None)
    return DraftSource(
        title=shortened(" ".join(title.split()), LONGEST_SOURCE),
        url=slot.url if leads_out(slot.url) and len(slot.url) <= LONGEST_URL else "",
        anchor=shortened(_rests_on(text, slot, at), LONGEST_SOURCE),
        group=holder.group if holder else "",
    )


def _rests_on(text: str, slot: SourceSlot, at: int) -> str:
    """The words that the source stands behind: its link's own, or the sentence of a slot."""
    if slot.url or at < 0:
        return "" if slot.anchor_text == slot.title else " ".join(slot.anchor_text.split())
    before = [span for span in sentences(text) if span.start <= at]
    if before and at - before[-1].start < 3 and len(before) > 1:
        before.pop()  # “(Source)” after the full stop is about the sentence before it
    return " ".join(text[before[-1].start : before[-1].end].split()) if before else ""
