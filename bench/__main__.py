"""Run the works that are named, or all of them; print the table and write it down."""

import argparse
import signal
import sys
from collections.abc import Callable, Iterator

from bench.importing import importing
from bench.lines import Line, as_table, write_down
from bench.people import people
from bench.responding import responding
from bench.splitting import splitting

WORKS: dict[str, Callable[[], Iterator[Line]]] = {
    "importing": importing,
    "people": people,
    "responding": responding,
    "splitting": splitting,
}


def main(words: list[str]) -> int:
    """Return 0 whatever the figures say: a goal that is missed is told, not failed."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("works", nargs="*", choices=[[], *WORKS], help="all of them when none")
    chosen = parser.parse_args(words).works or list(WORKS)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is ended
    lines = []
    for line in (line for name in chosen for line in WORKS[name]()):
        sys.stderr.write(f"{line.work}: {line.figure}\n")  # minutes pass: say how far it is
        lines.append(line)
    sys.stdout.write(f"{as_table(lines)}\n\nWritten to {write_down(lines)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
