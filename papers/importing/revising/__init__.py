"""What an editor does to an interpretation: relabel, split, join, move; and how it is undone.

Nothing here loses a character: every change leaves pieces that tile each block as before.
"""

from papers.importing.revising.cutting import join_with_next, split_at
from papers.importing.revising.moving import Direction, move
from papers.importing.revising.relabelling import relabel, set_kind, set_level
from papers.importing.revising.steps import MOST_STEPS, Step, step_back, steps_after
from papers.importing.revising.working import RevisionRefusedError

__all__ = [
    "MOST_STEPS",
    "Direction",
    "RevisionRefusedError",
    "Step",
    "join_with_next",
    "move",
    "relabel",
    "set_kind",
    "set_level",
    "split_at",
    "step_back",
    "steps_after",
]
