"""The front of a paper besides its title: its author, its date and its summary."""

import re

from papers.importing.blocks import BlockKind
from papers.importing.interpreting import options
from papers.importing.interpreting import vocabulary as words
from papers.importing.interpreting.dates import find_date
from papers.importing.interpreting.draft import Draft, Passage, Zone, plain
from papers.importing.interpreting.headings import zone_of
from papers.importing.interpreting.naming import BYLINE, ORGANISATION, PERSON
from papers.importing.interpreting.sentences import Span
from papers.importing.pieces import Role

_FRONT = 12  # blocks in which the front matter stands
# A paragraph in which these stand is left in one piece.
_WHOLE = frozenset({Role.QUESTION_LABEL, Role.RECOMMENDATION, Role.CALL, Role.CALL_AUDIENCE})
_SHORT = 60  # characters under which a paragraph is no summary
_LONGEST_LINE = 160
_DATE_LEADS = re.compile(
    r"^(?:date|dated|published(?: on)?|posted(?: on)?|issued(?: on)?|"
    r"first published|last updated|updated|launched|launch date|"
    r"(?:consultation )?open(?:s|ed)(?: on)?|launch date|publication date|"
    r"date of (?:publication|issue)|issue date|©.{0,40})\b|\bdate of issue\b"
)
_CLOSES = re.compile(
    r"\b(?:clos(?:es|ing|ed)|deadline|respond by|ends|until|by|responses?|repl(?:y|ies)|period)\b"
)
_DEADLINE = re.compile(r"\b(?:clos(?:es|ing)|deadline|respond by|repl(?:y|ies) by|responses by)\b")
_INITIAL = re.compile(r"([A-Y])\. ")
_PUBLISHED_BY = re.compile(r"^(?:first )?(?:published|issued|posted|written) by\b(?!.*\bclos)")


def read_byline(draft: Draft) -> None:
    """Claim the author and the date, of which the front of the document has one each at most."""
    front = [p for p in draft.passages if p.whole.start < p.whole.end][:_FRONT]
    for passage in front:
        if len(passage.text) < _SHORT and zone_of(passage.text) is Zone.RESPONDING:
            break  # in a short document the front ends where it says whom to write to
        if passage.block.kind is BlockKind.QUOTE or any(
            p.role is Role.TITLE for p in passage.pieces
        ):
            continue
        if not _has(draft, Role.DATE):
            _read_date(draft, passage)
        if draft.is_free(passage) and not _has(draft, Role.AUTHOR):
            _read_author(draft, passage)
    if not _has(draft, Role.AUTHOR):
        _read_signature(draft)
    if not _has(draft, Role.DATE):
        _read_colophon(draft)


def _has(draft: Draft, role: Role) -> bool:
    return any(piece.role is role for passage in draft.passages for piece in passage.pieces)


def _read_date(draft: Draft, passage: Passage) -> None:
    """A line that holds little but a date, or a sentence that says when the paper came out."""
    for span in passage.sentences[:12]:
        text = passage.slice(span)
        seen = plain(text[:200])
        found = find_date(text[:200])
        if not found or not found.iso or _speaks_of_closing(draft, passage, seen):
            continue
        alone = span == passage.whole and len(seen) <= 90 and not text.endswith((".", "?"))
        if alone or _DATE_LEADS.search(seen):
            stays = passage.block.kind is BlockKind.TABLE
            why = "A date at the head of the document"
            draft.claim(passage, span, Role.DATE, why, stays=stays)
            return


def _speaks_of_closing(draft: Draft, passage: Passage, seen: str) -> bool:
    """“Published by the Trust on 4 May” does not, for all its “by”; a day under “Deadline” does."""
    if _PUBLISHED_BY.match(seen):
        return False
    before = draft.before(passage)
    over = before.words if before is not None and len(before.text) < _SHORT else ""
    return bool(_CLOSES.search(seen) or _DEADLINE.search(over))


def _read_author(draft: Draft, passage: Passage) -> None:
    text = passage.text.strip()
    if len(text) > 100 or text.endswith((".", "?", ":", ";")) or zone_of(text):
        return
    if byline := BYLINE.match(text):
        head = Span(passage.whole.start, passage.whole.start + byline.end())
        draft.claim(passage, head, Role.FURNITURE, "The words before the name of the author")
        draft.claim_all(passage, Role.AUTHOR, "Says who wrote the paper")
    elif _is_name(passage) and not (_over_prose(draft, passage) or _is_lettered(draft, passage)):
        draft.claim_all(passage, Role.AUTHOR, "A name alone at the head of the document")


def _is_name(passage: Passage) -> bool:
    text = passage.text.strip()
    if passage.block.kind is not BlockKind.PARAGRAPH or words.ABOUT_YOU.match(passage.words):
        return False
    is_body = bool(ORGANISATION.search(text)) and len(text.split()) <= 10
    return bool(PERSON.match(text)) or is_body


def _is_lettered(draft: Draft, passage: Passage) -> bool:
    """“A. Ponds” is a name only as long as no “B. Fences” stands in the same paper."""
    initial = _INITIAL.match(passage.text)
    if initial is None:
        return False
    beside = tuple(f"{chr(ord(initial[1]) + step)}. " for step in (-1, 1))
    return any(other.text.startswith(beside) for other in draft.passages)


def _over_prose(draft: Draft, passage: Passage) -> bool:
    """A line directly over a paragraph may as well be its heading."""
    following = draft.following(passage)
    return (
        bool(following) and len(following[0].words) > 120 and not PERSON.match(passage.text.strip())
    )


def _read_signature(draft: Draft) -> None:
    last = next((p for p in reversed(draft.passages) if draft.is_free(p)), None)
    if last is None or last.index < 3 or last.block.kind is not BlockKind.PARAGRAPH:
        return
    if last.words.startswith(("freepost", "thank", "the ")) or options.box_at_head(last.text[:12]):
        return
    if PERSON.match(last.text.strip()) and not ORGANISATION.search(last.text):
        draft.claim_all(last, Role.AUTHOR, "A name alone at the end of the document")


def _read_colophon(draft: Draft) -> None:
    """A date alone in the last lines, or in a copyright line."""
    for passage in draft.passages[-6:]:
        found = find_date(passage.text[:60])
        if (
            found
            and found.end - found.start == len(passage.text.strip())
            and draft.is_free(passage)
        ):
            draft.claim_all(passage, Role.DATE, "A date alone at the end of the document")
            return
        if passage.text.lstrip().startswith("©") and find_date(passage.text):
            passage.pieces.clear()
            draft.claim_all(passage, Role.DATE, "The date of the copyright line")
            return


def read_summary(draft: Draft) -> None:
    """The text under “Summary”, or else the first paragraph before any heading."""
    under = [p for p in draft.passages if p.zone is Zone.SUMMARY and not p.is_heading]
    for passage in under:
        if passage.block.kind is not BlockKind.PARAGRAPH or passage.pieces:
            break
        draft.claim_all(passage, Role.SUMMARY, "Stands under the heading of the summary")
    if not _has(draft, Role.SUMMARY):
        _claim_first_paragraph(draft)


def _may_summarise(passage: Passage) -> bool:
    """Long enough, and a sentence: a title over two lines or a line of addresses is neither."""
    if len(passage.words) < _SHORT:
        return False
    if len(passage.sentences) > 1:
        return True
    ended = passage.text.rstrip(" \t\n\xa0)”’\"'*_").endswith((".", "?", "!", "…", ":"))
    return ended or len(passage.words) > _LONGEST_LINE


def _claim_first_paragraph(draft: Draft) -> None:
    for passage in draft.passages[: _FRONT * 2]:
        if passage.is_heading and passage.level > 1:
            return
        if any(piece.role in _WHOLE for piece in passage.pieces):
            return
        kinds = (BlockKind.PARAGRAPH, BlockKind.QUOTE)
        if not _may_summarise(passage) or passage.is_heading or passage.block.kind not in kinds:
            continue
        first = next(draft.free_in(passage, passage.whole), None)
        if first is None:
            continue
        if first.start == passage.whole.start:
            why = "The first paragraph of the document"
            draft.claim(passage, first, Role.SUMMARY, why)
        return
