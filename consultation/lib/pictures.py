"""Pictures, made anew from what was uploaded: nothing of the original's bytes is served.

Re-encoding drops metadata (a phone writes where it stood) and whatever else hides in a file.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import IO, Final

from PIL import Image, ImageCms, ImageOps

READ: Final = ("PNG", "JPEG", "WEBP")
# 40 million pixels are 160 MB when decoded; cameras of phones make 12 to 50.
MOST_PIXELS: Final = 40_000_000
QUALITY: Final = 82

# Pillow's own bound, for what it decodes before it says how large the image is.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS

HEIC: Final = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis")


class PictureRefusedError(Exception):
    """Why an image cannot be used; `str()` is the sentence to show."""


@dataclass(frozen=True)
class Use:
    """What a picture is for ("a cover"), and how many pixels its longer side may have."""

    what: str
    least: int
    most: int


@dataclass(frozen=True)
class MadePicture:
    """A WebP image no larger than its use allows."""

    content: bytes
    width: int
    height: int


def make_picture(file: IO[bytes], use: Use) -> MadePicture:
    """Decode an upload within bounds and encode it anew; raises PictureRefusedError."""
    file.seek(0)
    _refuse_known(file.read(4096), use)
    file.seek(0)
    try:
        with Image.open(file, formats=READ) as image:
            _refuse_size(image, use)
            return _encoded(_as_srgb(_upright(image, use)))
    except PictureRefusedError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureRefusedError(_too_many_pixels(use)) from None
    except (OSError, ValueError, SyntaxError, EOFError, ArithmeticError, IndexError, TypeError):
        raise PictureRefusedError(
            "This image is damaged, or is not what it says it is. Save it again as JPEG or PNG."
        ) from None


def _refuse_known(beginning: bytes, use: Use) -> None:
    if not beginning:
        raise PictureRefusedError("This file is empty: it has no bytes at all.")
    if beginning[4:8] == b"ftyp" and beginning[8:12] in HEIC:
        raise PictureRefusedError(
            "This is an Apple picture (HEIC), which few browsers show. Save it as JPEG."
        )
    if b"<svg" in beginning.lower():
        raise PictureRefusedError(
            "This is a drawing in code (SVG), which can hold scripts. Save it as PNG."
        )
    is_webp = beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP"
    if not (is_webp or beginning.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))):
        raise PictureRefusedError(f"{use.what.capitalize()} has to be a JPEG, PNG or WebP image.")


def _refuse_size(image: Image.Image, use: Use) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise PictureRefusedError(_too_many_pixels(use))
    if max(width, height) < use.least:
        raise PictureRefusedError(
            f"This image has {width} by {height} pixels, which looks blurred as {use.what}. "
            f"Choose one with at least {use.least} on its longer side."
        )


def _too_many_pixels(use: Use) -> str:
    return (
        f"This image has more than {MOST_PIXELS // 1_000_000} million pixels. "
        f"Make it smaller: {use.most:,} pixels on the longer side are enough."
    )


def _upright(image: Image.Image, use: Use) -> Image.Image:
    """Return the first picture in the file, turned as the camera was held, at the size we keep."""
    if image.format == "JPEG":
        # Lets the decoder leave out what the smaller picture will not show.
        image.draft(None, (use.most * 2, use.most * 2))
    image.load()
    turned = ImageOps.exif_transpose(image)
    if turned.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        has_holes = "transparency" in turned.info or turned.mode in {"LA", "PA", "La", "RGBa"}
        kept = turned.info.get("icc_profile")
        turned = turned.convert("RGBA" if has_holes else "RGB")
        turned.info["icc_profile"] = kept
    turned.thumbnail((use.most, use.most), Image.Resampling.LANCZOS)
    return turned


def _as_srgb(image: Image.Image) -> Image.Image:
    """Return the image in the colours that browsers expect, whatever its profile was."""
    wanted = "RGBA" if image.mode == "RGBA" else "RGB"
    profile = image.info.get("icc_profile")
    if profile and image.mode != "L":
        try:
            turned = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=wanted,
            )
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            turned = None
        if turned is not None:
            return turned
    return image.convert(wanted)


def _encoded(image: Image.Image) -> MadePicture:
    out = BytesIO()
    image.info.clear()
    image.save(out, format="WEBP", quality=QUALITY, method=4, exif=b"", icc_profile=b"", xmp=b"")
    return MadePicture(out.getvalue(), *image.size)
