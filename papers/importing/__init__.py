"""Papers from files: a reader for each format, one interpreter for them all."""

from papers.importing.assembling import assemble
from papers.importing.imported import ImportedPaper
from papers.importing.interpreting import interpret
from papers.importing.pieces import Interpretation

__all__ = ["ImportedPaper", "Interpretation", "assemble", "interpret"]
