"""A program that reads one file as the site does, and says what the reading cost.

A child's peak of memory counts its parent's from before it became itself, so the parent that
measures has to be a small one: this, and not the process that runs the tests.
"""

import json
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from papers.importing.confining import read_confined
from papers.importing.refusals import DocumentRefusedError

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Reading:
    refusal: str
    blocks: int
    cpu: float  # seconds, of the child alone
    memory: float  # megabytes, the most it held


def measured(file: Path) -> Reading:
    """What became of reading the file in a process of its own."""
    words = [sys.executable, "-m", "tests.papers.importing.measuring", str(file)]
    answer = subprocess.run(words, cwd=ROOT, capture_output=True, check=True, timeout=60)
    return Reading(**json.loads(answer.stdout))


def main(file: Path) -> None:
    refusal, blocks = "", 0
    try:
        blocks = len(read_confined(file, file.name).blocks)
    except DocumentRefusedError as error:
        refusal = str(error)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost = {"cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024}
    sys.stdout.write(json.dumps({"refusal": refusal, "blocks": blocks, **cost}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
