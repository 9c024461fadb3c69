"""Cover images of papers."""

from typing import IO, Final

from consultation.lib.pictures import MadePicture, PictureRefusedError, Use, make_picture

__all__ = ["MadePicture", "PictureRefusedError", "make_cover"]

COVER: Final = Use("a cover", least=400, most=1_600)


def make_cover(file: IO[bytes]) -> MadePicture:
    """Make a cover of an upload; raises PictureRefusedError."""
    return make_picture(file, COVER)
