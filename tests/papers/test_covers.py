"""Cover images: decoded within bounds, made anew, and never without words."""

import struct
import zlib
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageCms

from accounts.models import User
from papers.actions import PaperChangedMeanwhileError, publish_paper, remove_cover, reword_cover
from papers.files.picturing import PictureRefusedError, make_cover
from papers.models import Paper, Picture
from tests.page import fetch, read_page
from tests.papers.uploads import hang, image, upload


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(width: int, height: int) -> bytes:
    """Return a few bytes that say they are a PNG of this size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_large_image_is_made_smaller(kind: str) -> None:
    made = make_cover(upload(image((3200, 800), kind)))
    assert (made.width, made.height) == (1600, 400)
    assert (opened(made.content).format, opened(made.content).size) == ("WEBP", (1600, 400))


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_a_picture_for_print_gets_the_colours_of_a_screen(mode: str) -> None:
    assert opened(make_cover(upload(image(kind="JPEG", mode=mode))).content).mode == "RGB"


@pytest.mark.parametrize("mode", ["P", "LA", "1", "I;16", "RGBA"])
def test_every_kind_of_png_is_read(mode: str) -> None:
    assert make_cover(upload(image(mode=mode))).width == 800


def test_a_camera_held_upright_and_what_it_wrote() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010E] = "taken at home"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = make_cover(upload(image((800, 600), "JPEG", exif=exif, icc_profile=profile)))
    assert (made.width, made.height) == (600, 800)
    assert dict(opened(made.content).getexif()) == {}
    assert "icc_profile" not in opened(made.content).info
    assert b"taken at home" not in made.content


REFUSED = {
    "SVG": b'<?xml version="1.0"?><svg onload="alert(1)"></svg>',
    "HEIC": b"\0\0\0\x18ftypheic\0\0\0\0",
    "JPEG, PNG or WebP": b"GIF89a" + b"\0" * 40,
    "empty": b"",
    "damaged": image()[:200],
    "blurred": image((40, 40)),
    "million pixels": bomb(8_000, 8_000),
    "more than 40 million": bomb(60_000, 60_000),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_cannot_be_a_cover_is_refused_in_words(why: str) -> None:
    with pytest.raises(PictureRefusedError, match=why):
        make_cover(upload(REFUSED[why], "cover.png"))


def test_the_form_wants_words(desk: Client, draft: Paper) -> None:
    url = reverse("papers:put-cover", args=[draft.slug])
    typed = {"version": draft.draft_version, "file": upload(image(), "a.png"), "alt": " "}
    answer = desk.post(url, typed)
    assert answer.status_code == 422
    assert "some readers cannot see it" in read_page(answer).text
    assert not Picture.objects.exists()


def test_the_form_hangs_the_cover(desk: Client, draft: Paper) -> None:
    url = reverse("papers:put-cover", args=[draft.slug])
    typed = {"version": draft.draft_version, "file": upload(image()), "alt": "A bench"}
    assert desk.post(url, typed)["Location"] == reverse("papers:files", args=[draft.slug])
    page = fetch(desk, reverse("papers:files", args=[draft.slug]))
    assert [img.get("alt") for img in page.tree.iter("img")] == ["A bench"]


def test_other_words_leave_the_edition_as_it_is(
    editor: User, draft: Paper, visitor: Client
) -> None:
    hang(editor, draft, "A bench")
    publish_paper(actor=editor, paper=draft)
    draft.refresh_from_db()
    reword_cover(actor=editor, paper=draft, alt="A lathe", expected_version=draft.draft_version)
    page = fetch(visitor, reverse("reading:paper", args=[draft.slug]))
    images = [(img.get("src", ""), img.get("alt")) for img in page.tree.iter("img")]
    assert [alt for _, alt in images] == ["A bench"]
    assert visitor.get(images[0][0]).status_code == 200


def test_two_editors_of_one_cover(editor: User, draft: Paper) -> None:
    hang(editor, draft, "A bench")
    draft.refresh_from_db()
    seen = draft.draft_version
    reword_cover(actor=editor, paper=draft, alt="A lathe", expected_version=seen)
    with pytest.raises(PaperChangedMeanwhileError):
        reword_cover(actor=editor, paper=draft, alt="A saw", expected_version=seen)


def test_the_conflict_shows_the_words_that_hang_there(
    desk: Client, editor: User, draft: Paper
) -> None:
    hang(editor, draft, "A bench")
    seen = Paper.objects.get().draft_version
    reword_cover(actor=editor, paper=draft, alt="A lathe", expected_version=seen)
    url = reverse("papers:reword-cover", args=[draft.slug])
    answer = desk.post(url, {"version": seen, "alt": "A saw"})
    assert answer.status_code == 409
    said = read_page(answer).text
    assert "lathe" in said
    assert "bench" not in said


def test_a_removed_cover_is_gone_from_the_draft(editor: User, draft: Paper) -> None:
    hang(editor, draft)
    remove_cover(actor=editor, paper=draft)
    assert Paper.objects.get().cover is None
    assert Picture.objects.count() == 1
