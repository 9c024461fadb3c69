"""Made papers, published as a document from the command line is."""

from typing import Final

from consultation.management.volume.words import PLACES, WORKS
from papers.importing.blocks import Block, BlockKind, Document
from papers.loading import publish_document
from papers.models import Paper

ASKS: Final = (
    "What does good look like?",
    "What stands in the way of it?",
    "Who should decide on it?",
    "What would you stop doing?",
    "What evidence do you have that we should see?",
)


def add_papers(number: int) -> None:
    """Publish so many open papers of five questions each."""
    first = Paper.objects.count() + 1
    for count in range(first, first + number):
        publish_document(document=_document(count), file_name=f"volume-{count}.txt")


def _document(count: int) -> Document:
    about = WORKS[count % len(WORKS)].lower()
    place = PLACES[count % len(PLACES)]
    title = f"Paper {count}: {about} at {place}"
    blocks = [
        Block(BlockKind.HEADING, title, level=1),
        Block(BlockKind.PARAGRAPH, f"This paper asks about {about} for people leaving prison."),
        Block(BlockKind.HEADING, "Questions", level=2),
        *(
            Block(BlockKind.LIST_ITEM, ask, marker=f"{place}.")
            for place, ask in enumerate(ASKS, start=1)
        ),
    ]
    return Document(tuple(blocks), "plain", title=title)
