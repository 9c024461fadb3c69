"""Papers from files: a reader for each format, one interpreter for them all.

The names below are loaded when they are first asked for: the confined child, which only reads,
would otherwise spend on the interpreter's rules a tenth of a second of the little time it has.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papers.importing.assembling import assemble
    from papers.importing.imported import ImportedPaper
    from papers.importing.interpreting import interpret
    from papers.importing.pieces import Interpretation

__all__ = ["ImportedPaper", "Interpretation", "assemble", "interpret"]

_HOMES = {
    "ImportedPaper": "imported",
    "Interpretation": "pieces",
    "assemble": "assembling",
    "interpret": "interpreting",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
