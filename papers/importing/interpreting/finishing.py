"""From claims to pieces: every stretch of every block, in order, with nothing between."""

from collections.abc import Mapping

from papers.importing.blocks import BlockKind
from papers.importing.interpreting import about_you
from papers.importing.interpreting.cutting import Asked
from papers.importing.interpreting.draft import Draft, Passage
from papers.importing.pieces import Piece, QuestionKind, Role

_DEFAULTS = {
    BlockKind.HEADING: (Role.HEADING, "Set as a heading"),
    BlockKind.PARAGRAPH: (Role.PROSE, "Text of the paper"),
    BlockKind.LIST_ITEM: (Role.LIST_ITEM, "An item of a list"),
    BlockKind.TABLE: (Role.TABLE, "A table"),
    BlockKind.QUOTE: (Role.QUOTE, "Set as a quotation"),
    BlockKind.FIGURE: (Role.FIGURE, "A figure"),
    BlockKind.NOTE: (Role.NOTE, "A footnote or an endnote"),
}


def claim_the_rest(draft: Draft) -> None:
    for passage in draft.passages:
        role, why = _DEFAULTS[passage.block.kind]
        level = max(passage.block.level, 1) if role is Role.HEADING else 0
        draft.claim_all(passage, role, why, level=level)


def pieces_of(draft: Draft, asked: list[Asked]) -> tuple[Piece, ...]:
    """The pieces of all blocks; each reaches to where the next begins, white space and all."""
    kinds = {one.group: about_you.kind_of(one) for one in asked}
    return tuple(
        _with_kind(piece, kinds) for passage in draft.passages for piece in _tiled(passage)
    )


def _with_kind(piece: Piece, kinds: Mapping[str, QuestionKind]) -> Piece:
    if piece.role is not Role.QUESTION or piece.group not in kinds:
        return piece
    return Piece(**{**vars(piece), "kind": str(kinds[piece.group])})


def _tiled(passage: Passage) -> list[Piece]:
    length = len(passage.text)
    starts = [piece.start for piece in passage.pieces[1:]]
    tiled: list[Piece] = []
    for place, (piece, end) in enumerate(zip(passage.pieces, [*starts, length], strict=False)):
        start = 0 if place == 0 else piece.start
        tiled.append(Piece(**{**vars(piece), "start": start, "end": end}))
    if not tiled and length:
        role, why = Role.FURNITURE, "White space"
        return [Piece(passage.index, 0, length, role, why)]
    return tiled
