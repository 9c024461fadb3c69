"""What an editor does to an interpretation: relabel, split, join, move; and how it is undone.

Nothing here loses a character: every change leaves pieces that tile each block as before.
"""

from papers.importing.revising.changing import Change, handle_of
from papers.importing.revising.cutting import join_with_next, sentence_starts, split_at
from papers.importing.revising.moving import Direction, move
from papers.importing.revising.relabelling import relabel, set_kind, set_level
from papers.importing.revising.steps import MOST_STEPS, Step, step_back, steps_after
from papers.importing.revising.working import RevisionRefusedError

__all__ = [
    "MOST_STEPS",
    "Change",
    "Direction",
    "RevisionRefusedError",
    "Step",
    "handle_of",
    "join_with_next",
    "move",
    "relabel",
    "sentence_starts",
    "set_kind",
    "set_level",
    "split_at",
    "step_back",
    "steps_after",
]
