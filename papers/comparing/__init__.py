"""What changed between two contents of a paper, as readers can follow it; pure and bounded.

`compare` takes two editions, or an edition and the working copy: both are `PaperContent`.
"""

from papers.comparing.shapes import Change, Changes, Line, Mark, Passage, Piece, Stretch
from papers.comparing.whole import compare
from papers.comparing.words import pieces_between

__all__ = [
    "Change",
    "Changes",
    "Line",
    "Mark",
    "Passage",
    "Piece",
    "Stretch",
    "compare",
    "pieces_between",
]
