"""The print pack: a paper to be read and answered away from a screen, as PDF and as a Word file."""

from papers.packs.keeping import PrintPack, print_pack
from papers.packs.pdf import PackUnavailableError

__all__ = ["PackUnavailableError", "PrintPack", "print_pack"]
