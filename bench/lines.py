"""One line of the table, and how it is written down."""

import json
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

RESULTS: Final = Path(__file__).parent / "results"
HEADINGS: Final = ("work", "size", "figure", "against", "ratio", "goal", "met")


@dataclass(frozen=True)
class Line:
    """One measurement: `against` is the floor or the peer of the same run, `goal` what is asked.

    `met` is None where a figure has no goal and is there to be read beside the others.
    """

    work: str
    size: str
    figure: str
    against: str = ""
    ratio: str = ""
    goal: str = ""
    met: bool | None = None

    def cells(self) -> tuple[str, ...]:
        word = {True: "yes", False: "NO", None: ""}[self.met]
        return (self.work, self.size, self.figure, self.against, self.ratio, self.goal, word)


def as_table(lines: Iterable[Line]) -> str:
    """Return the lines under their headings, in columns that a terminal can show."""
    rows = [HEADINGS, *(line.cells() for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    shown = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join([shown[0], "-" * len(shown[0]), *shown[1:]])


def write_down(lines: Iterable[Line], kind: str = "bench") -> Path:
    """Keep the run as JSON below `results/`, named by its time (UTC); return the file."""
    RESULTS.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    file = RESULTS / f"{kind}-{now:%Y-%m-%dT%H%M%SZ}.json"
    run = {
        "at": now.isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "lines": [asdict(line) for line in lines],
    }
    file.write_text(json.dumps(run, indent=2) + "\n")
    return file
