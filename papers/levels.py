"""How deep each section stands under the others."""

from collections.abc import Iterable
from typing import Final

DEEPEST: Final = 3


def heading_levels(levels: Iterable[int]) -> list[int]:
    """Return levels that skip no step, so that headings nest (WCAG 1.3.1): 1, 3, 3 is 1, 2, 2.

    What an editor chose stays as it is: moving a section may leave one without its parent.
    """
    shown: list[int] = []
    chain: list[int] = []
    for level in levels:
        while chain and chain[-1] >= level:
            chain.pop()
        chain.append(level)
        shown.append(min(len(chain), DEEPEST))
    return shown
