"""What a reader sees of a paper, and how it is built.

`content_of` reads the working copy (a preview), `PaperContent.from_json` an edition (the public
page). Both give the same shape, so that a preview is the page.
"""

from papers.content.building import (
    content_of,
    content_to_store,
    differs_from_edition,
    says_the_same,
)
from papers.content.shapes import (
    AttachmentContent,
    CallContent,
    CoverContent,
    PaperContent,
    QuestionContent,
    SectionContent,
    SourceContent,
)

__all__ = [
    "AttachmentContent",
    "CallContent",
    "CoverContent",
    "PaperContent",
    "QuestionContent",
    "SectionContent",
    "SourceContent",
    "content_of",
    "content_to_store",
    "differs_from_edition",
    "says_the_same",
]
