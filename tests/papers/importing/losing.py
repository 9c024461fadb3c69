"""Which words of a document its draft has lost."""

import re

from papers.importing import Interpretation
from papers.importing.blocks import Document
from papers.importing.drafting import draft
from papers.importing.drafts import DraftPaper
from papers.importing.pieces import Role

LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")
# Left out on purpose, or kept as a number or a date.
KEPT_ELSEWHERE = {
    Role.FURNITURE,
    Role.REPEATED_QUESTION,
    Role.QUESTION_LABEL,
    Role.PART_LABEL,
    Role.RECOMMENDATION_LABEL,
    Role.DATE,
}


def words_of(paper: DraftPaper) -> str:
    """Everything that a draft says, without its Markdown."""
    texts = [paper.title, paper.author, paper.summary, paper.contact]
    texts += paper.bare_headings
    for section in paper.sections:
        texts += [section.title, section.body]
        for question in section.questions:
            texts += ["Don't know Don’t know"] * question.has_dont_know
            texts += [question.text, *question.parts, *question.options, question.context]
    for call in paper.calls:
        texts += [call.audience, call.text]
    return LINK.sub(r"\1", " ".join(texts)).replace("\\", "")


def lost_words(document: Document, found: Interpretation) -> list[str]:
    """The words of pieces that belong in the draft, and are not there."""
    said = " ".join(words_of(draft(document, found)).split())
    return [
        word
        for piece in found.pieces
        if piece.role not in KEPT_ELSEWHERE
        for word in document.blocks[piece.block].text[piece.start : piece.end].split()
        if word not in said and word.strip("*_|;,.") not in said
    ]
