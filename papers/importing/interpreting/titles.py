"""The title of a paper, and whether by its title it is a paper or an answer to one."""

import re
from collections.abc import Sequence

from papers.importing.blocks import BlockKind
from papers.importing.interpreting.dates import find_date
from papers.importing.interpreting.draft import Draft, Passage, Zone, plain
from papers.importing.interpreting.headings import zone_of
from papers.importing.interpreting.labels import LabelKind
from papers.importing.interpreting.naming import BYLINE, ORGANISATION
from papers.importing.interpreting.sentences import Span
from papers.importing.pieces import Role

_FRONT = 12  # blocks in which the front matter stands
_LINES = 6
_LONGEST = 160
_GENERIC = re.compile(
    r"^(?:(?:a |public |open |full )?(?:consultation|discussion|green|white|policy|draft|working|"
    r"position)? ?(?:paper|document|consultation|report|briefing|blog|news)s?(?: \d{4})?|foreword|"
    r"introduction|welcome|blog|news|press release|contents)$"
)
_ANSWERS = re.compile(
    r"^(?:our |the |a |joint |written )*(?:response|submission|evidence|reply|answers?)"
    r" (?:to|from|by|of)\b|^.{3,80}(?:'s|s') (?:response|submission|evidence|reply) to\b"
)
_SUBMISSION = re.compile(
    r"\b(?:(?:response|submission|evidence|reply) (?:to|from|by)|responds to|"
    r"'s? (?:response|submission|evidence)|written evidence|submission|evidence submitted)\b"
)
_ASKS_FOR_IT = re.compile(
    r"\b(?:call for|consultation on|inquiry into|discussion paper|invitation)\b"
)


def read_title(draft: Draft) -> None:
    passage = _title(draft)
    if passage is None:
        draft.is_submission = _is_submission(draft.document.title)
        return
    why = "The first heading of the document"
    if passage.block.kind is not BlockKind.HEADING:
        why = "The first line that stands alone, at the head of the document"
    if passage.words.startswith("subject:"):
        head = Span(passage.whole.start, passage.text.index(":") + 1)
        draft.claim(passage, head, Role.FURNITURE, "The head of a mail")
        why = "The subject of the mail"
    draft.claim_all(passage, Role.TITLE, why)
    draft.is_submission = _is_submission(passage.text)


def _is_submission(title: str) -> bool:
    """“Our response to the Government's proposals” answers questions and puts none."""
    seen = plain(title[:300])
    if _ANSWERS.match(seen):
        return True
    said = _SUBMISSION.search(seen)
    # “Response to the inquiry into ponds” names what it answers; what asks says so first.
    return said is not None and not _ASKS_FOR_IT.search(seen, 0, said.start())


def _title(draft: Draft) -> Passage | None:
    front = [passage for passage in draft.passages if draft.is_free(passage)][:_FRONT]
    named = plain(draft.document.title[:300])
    same = (passage for passage in front if passage.is_text and passage.words == named)
    return next(same, None) or _heading(front) or _line(front[:_LINES])


def _heading(front: Sequence[Passage]) -> Passage | None:
    for passage in front:
        if passage.block.kind is BlockKind.HEADING and _may_be_title(passage):
            return passage
        if len(passage.words) > 400:
            return None
    return None


def _line(front: Sequence[Passage]) -> Passage | None:
    """The first short line, as long as nothing but short lines came before it."""
    for passage in front:
        if len(passage.words) > _LONGEST * 1.5:
            return None
        if passage.words.startswith("subject:"):
            return passage
        one = len(passage.sentences) == 1 and passage.block.kind is BlockKind.PARAGRAPH
        if one and _may_be_title(passage):
            return passage
    return None


def _may_be_title(passage: Passage) -> bool:
    text, label = passage.text.strip(), passage.label
    if label is not None and label.kind is LabelKind.QUESTION:
        return False
    if not 3 < len(text) <= _LONGEST or text.endswith((".", ";", ",", ":")):
        return False
    if passage.block.kind is BlockKind.HEADING and passage.block.level > 2:
        return False
    if _GENERIC.match(passage.words) or _is_other_front_matter(passage):
        return False
    return zone_of(text) not in (Zone.SUMMARY, Zone.CONTENTS, Zone.REFERENCES)


def _is_other_front_matter(passage: Passage) -> bool:
    """A date, a byline, an address, or the body that publishes the paper."""
    text = passage.text.strip()
    if (find_date(text) and len(text) < 40) or BYLINE.match(text):
        return True
    if "@" in text or passage.words.startswith("dear "):
        return True
    plain_line = passage.block.kind is not BlockKind.HEADING and not passage.block.bold
    short = passage.index == 0 and len(text.split()) < 6
    return plain_line and short and bool(ORGANISATION.search(text))
