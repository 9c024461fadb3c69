"""The only importer of typst: a template and a pack on stdin, a PDF on stdout, and nothing else.

Run as a program of its own by `pdf`, so that a crash of the typesetter, or a paper that it never
finishes, costs one request and not the server.
"""

import contextlib
import json
import re
import sys
from pathlib import Path
from typing import Any

import typst  # noqa: TID251

CPU_SECONDS = 10
ADDRESS_BYTES = 2 * 1024**3
# Each round finds what the fonts lack in the pages that could be laid out.
MOST_ROUNDS = 6
MARK = "□"
LACKING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
# The bundled fonts hold all of this; after the last round nothing else is left in.
SURELY_THERE = re.compile(
    r"[^\n\x20-\x7e\xa0-\u017f\u2010-\u2027\u2030-\u203a\u20ac\u25a1\u2610\u200b]"
)


def limit() -> None:
    """Take limits on; a system without one of them does without that one."""
    import resource

    for name, most in (("CPU", CPU_SECONDS), ("AS", ADDRESS_BYTES), ("FSIZE", 0), ("CORE", 0)):
        with contextlib.suppress(AttributeError, OSError, ValueError):
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))


def typeset(template: str, pack: dict[str, Any], made_at: int) -> bytes:
    """Set the pack; what no font can draw is marked, and the first page says so."""
    lacking: set[str] = set()
    for turn in range(MOST_ROUNDS):
        try:
            return _compile(template, _marked(pack, lacking, turn == MOST_ROUNDS - 1), made_at)
        except typst.TypstError as error:
            found = {_plain(text) for text in LACKING.findall(error.diagnostic)}
            lacking |= {character for text in found for character in text}
            if not found or turn == MOST_ROUNDS - 1:
                raise
    raise AssertionError("the last round returns or raises")


def _compile(template: str, pack: dict[str, Any], made_at: int) -> bytes:
    # We were started in an empty folder, which is the root: the template reads nothing, and could
    # not.
    empty = Path.cwd()
    made: bytes = typst.compile(
        template.encode(),
        package_path=str(empty),
        package_cache_path=str(empty),
        ignore_system_fonts=True,
        sys_inputs={"pack": json.dumps(pack)},
        pdf_standards=["ua-1"],
        timestamp=made_at,
    )
    return made


def _plain(quoted: str) -> str:
    """The text behind typst's quotation of it."""
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], quoted)


def _marked(pack: dict[str, Any], lacking: set[str], is_last: bool) -> dict[str, Any]:
    """The pack with a mark in place of what cannot be drawn, and how often that was."""
    if not lacking:
        return pack
    pattern = SURELY_THERE
    if not is_last:
        pattern = re.compile(f"[{''.join(map(re.escape, sorted(lacking)))}]")
    marker = _Marker(pattern)
    marked: dict[str, Any] = marker.mark(pack)
    sentence = marked["unprintable_said"].replace("{mark}", MARK)
    return {**marked, "unprintable": sentence.replace("{count}", str(marker.count))}


class _Marker:
    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self.count = 0

    def mark(self, value: Any) -> Any:
        if isinstance(value, str):
            marked, count = self.pattern.subn(MARK, value)
            self.count += count
            return marked
        if isinstance(value, list):
            return [self.mark(item) for item in value]
        if isinstance(value, dict):
            # An address is led to, not drawn; what is drawn of it stands beside it.
            return {
                name: item if name == "url" else self.mark(item) for name, item in value.items()
            }
        return value


def main() -> int:
    asked = json.load(sys.stdin)
    limit()
    sys.stdout.buffer.write(typeset(asked["template"], asked["pack"], asked["made_at"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
