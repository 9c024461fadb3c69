"""A pack as a tagged PDF (ISO 14289-1, PDF/UA-1), set by a child process within limits."""

import json
import logging
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from papers.packs.flow import Block, Run
from papers.packs.phrases import BY_LANGUAGE
from papers.packs.shapes import Pack

logger = logging.getLogger(__name__)

HERE: Final = Path(__file__).parent
TYPESETTER: Final = HERE / "typesetter.py"
# How a flow of blocks is set; `flow_data` makes what it reads.
FLOW_TEMPLATE: Final = (HERE / "flow.typ").read_text(encoding="utf-8")
TEMPLATE: Final = FLOW_TEMPLATE + (HERE / "print_pack.typ").read_text(encoding="utf-8")
WALL_SECONDS: Final = 20
SECONDS_TO_WAIT: Final = 10
# A paper is set once and then kept; more at a time would only slow each other down.
_AT_ONCE: Final = threading.BoundedSemaphore(2)

# Longer than any word; a line must be able to end somewhere in it, and never just before its end:
# of an address after the signs that part it, and inside what stands between two of them only where
# that is as long; of anything else every twelve characters.
LONG_WORD: Final = re.compile(r"\S{32,}")
ADDRESS: Final = re.compile(r"://|@|^www\.", re.IGNORECASE)
PLACE_IN_ADDRESS: Final = re.compile(
    r"(?:[^/.?&=_@-]{0,31}[/.?&=_@-]{1,12}|[^/.?&=_@-]{12}(?=[^/.?&=_@-]{20}))(?=.{3})"
)
PLACE_TO_BREAK: Final = re.compile(r"(?:[^/.?&=_-]{0,11}[/.?&=_-]{1,12}|[^/.?&=_-]{12})(?=.{3})")
# Stands for such a place in the data; the templates draw room for it, and no character.
ROOM_TO_BREAK: Final = "\u200b"
DEEPEST_HEADING: Final = 6


class PackUnavailableError(Exception):
    """The pack could not be made just now; the paper's page is not touched by it."""


def make_pdf(pack: Pack) -> bytes:
    """Return the PDF, the same bytes for the same pack; raises `PackUnavailableError`."""
    return typeset(TEMPLATE, _as_data(pack), made_at=pack.made_at)


def typeset(template: str, data: dict[str, Any], *, made_at: datetime) -> bytes:
    """Set data with a template as a tagged PDF; raises `PackUnavailableError`.

    The data is all that the template reads. Its `unprintable` is set to `unprintable_said`, with
    `{count}` and `{mark}` filled in, where the fonts lack a character.
    """
    asked = {
        "template": template,
        "pack": _breakable(data),
        "made_at": int(made_at.timestamp()),
    }
    try:
        done = _ask_typesetter(json.dumps(asked).encode())
    except (subprocess.TimeoutExpired, OSError) as error:
        logger.exception("a document was not set")
        raise PackUnavailableError from error
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF-"):
        said = done.stderr[-2_000:].decode(errors="replace")
        logger.error("a document was not set: exit %s, %s", done.returncode, said)
        raise PackUnavailableError
    return done.stdout


def flow_data(blocks: Iterable[Block], *, level: int) -> list[dict[str, Any]]:
    """Return a flow as the template reads it; its headings begin below `level`."""
    data: list[dict[str, Any]] = json.loads(json.dumps([asdict(block) for block in blocks]))
    _prepare(data, level)
    return data


def _ask_typesetter(asked: bytes) -> "subprocess.CompletedProcess[bytes]":
    if not _AT_ONCE.acquire(timeout=SECONDS_TO_WAIT):
        raise PackUnavailableError("too many packs are being made")
    try:
        with tempfile.TemporaryDirectory(prefix="pack-") as empty:
            return subprocess.run(  # noqa: S603  # our own module, by our own interpreter
                [sys.executable, "-I", str(TYPESETTER)],
                input=asked,
                capture_output=True,
                timeout=WALL_SECONDS,
                cwd=empty,
                env={},
                check=False,
            )
    finally:
        _AT_ONCE.release()


def _as_data(pack: Pack) -> dict[str, Any]:
    """The pack as the template reads it; names with a hyphen are worked out here."""
    phrases = BY_LANGUAGE[pack.language]
    said = asdict(phrases)
    how = Block("paragraph", (Run(phrases.on_paper),))
    # As the template gets it: lists, where frozen values have tuples.
    data: dict[str, Any] = json.loads(json.dumps({**asdict(pack), "made_at": None}))
    data["phrases"] = said
    data["unprintable"] = ""
    data["unprintable_said"] = phrases.unprintable.replace("{address}", pack.url)
    for piece in data["front"]:
        if piece["title"] == phrases.how_to_use:
            piece["blocks"].insert(1, json.loads(json.dumps(asdict(how))))
    for matter in (*data["front"], *data["back"]):
        _prepare(matter["blocks"], level=1)
    _prepare(data["summary"], level=0)
    for section in data["sections"]:
        _prepare(section["blocks"], section["level"])
        for question in section["questions"]:
            _prepare(question["context"], question["level"])
    return data


def _prepare(blocks: list[dict[str, Any]], level: int) -> None:
    """Give headings levels that skip none, and say where each link's words end."""
    last = level
    for block in blocks:
        if block["kind"] == "heading":
            last = min(level + block["level"], last + 1, DEEPEST_HEADING)
            block["level"] = last
        _end_links(block["runs"])
        block["rows"] = [[{"runs": _end_links(cell)} for cell in row] for row in block["rows"]]
        _prepare(block["blocks"], last)


def _end_links(runs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    following = [*runs[1:], {"url": ""}]
    for run, after in zip(runs, following, strict=False):
        run["is-last"] = run["url"] != after["url"]
    return runs


def _breakable(value: Any) -> Any:
    """Let every long word be broken; addresses that are led to stay whole."""
    if isinstance(value, str):
        return break_words(value)
    if isinstance(value, (list, tuple)):
        return [_breakable(item) for item in value]
    if isinstance(value, dict):
        found = {name: item if name == "url" else _breakable(item) for name, item in value.items()}
        if value.get("url"):
            found["shown-url"] = break_words(value["url"].removeprefix("mailto:"))
        return found
    return value


def break_words(text: str) -> str:
    """Return the text with room wherever one of its long words may end a line."""
    return LONG_WORD.sub(_with_places, text)


def _with_places(word: re.Match[str]) -> str:
    places = PLACE_IN_ADDRESS if ADDRESS.search(word[0]) else PLACE_TO_BREAK
    return places.sub(rf"\g<0>{ROOM_TO_BREAK}", word[0])
