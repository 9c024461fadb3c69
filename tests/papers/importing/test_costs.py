"""What reading and interpreting cost: no rule may be loaded or run that is not needed."""

import subprocess
import sys
import time

from papers.importing import interpret
from papers.importing.blocks import Block, BlockKind, Document

LOADED = """
import sys
from papers.importing import reading, wire
from papers.importing.readers import html, plain
print([name for name in sys.modules if "interpreting" in name])
"""


def test_reading_loads_no_rule_of_the_interpreter() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, check=True, text=True
    )
    assert done.stdout.strip() == "[]"


def test_a_document_without_questions_costs_no_more_than_its_length() -> None:
    few, many = (min(_cost_of(length) for _ in range(3)) for length in (500, 2_000))
    assert many < few * 8  # four times as long: in time that grows with its square, sixteen times


def _cost_of(length: int) -> float:
    """Return the processor's seconds for so many paragraphs."""
    text = "The mill was built in 1790 on the Wend. It has ground rye since. Staff number {}."
    blocks = tuple(Block(BlockKind.PARAGRAPH, text.format(count)) for count in range(length))
    start = time.process_time()
    assert interpret(Document(blocks, "test")).pieces
    return time.process_time() - start
