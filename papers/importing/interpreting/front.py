"""The front of a paper: its title, its author, its date and its summary."""

import re

from papers.importing.blocks import BlockKind
from papers.importing.interpreting import options
from papers.importing.interpreting.dates import find_date
from papers.importing.interpreting.draft import Draft, Passage, Zone, plain
from papers.importing.interpreting.headings import zone_of
from papers.importing.interpreting.sentences import Span
from papers.importing.pieces import Role

_FRONT = 12  # blocks in which the front matter stands
_TITLE = 160
_GENERIC = re.compile(
    r"^(?:(?:a |public |open |full )?(?:consultation|discussion|green|white|policy|draft|working|position)? ?(?:paper|document|consultation|report|briefing|blog|news)s?(?: \d{4})?|foreword|introduction|welcome|blog|news|press release|contents)$"
)
_BYLINE = re.compile(r"^(?:(?:posted |written |published )?by|author|authors|from)\b:?\s*", re.IGNORECASE)
_PERSON = re.compile(r"^[A-Z][\w'’.-]+(?:\s(?:[A-Z][\w'’.-]*|de|van|von|of)){1,3}$")
_ORGANISATION = re.compile(
    r"\b(?:council|trust|ministry|department|committee|network|alliance|foundation|association|charity|"
    r"commission|inspectorate|partnership|society|university|institute|board|agency|office|forum|union|"
    r"group|team|service|services|authority|federation|institute|centre|project|coalition|assembly)\b",
    re.IGNORECASE,
)
_DATE_LEADS = re.compile(
    r"^(?:date|dated|published(?: on)?|posted(?: on)?|issued(?: on)?|first published|last updated|updated|launched|launch date|"
    r"(?:consultation )?open(?:s|ed)(?: on)?|launch date|publication date|date of (?:publication|issue)|issue date|©.{0,40})\b|\bdate of issue\b"
)
_CLOSES = re.compile(r"\b(?:clos(?:es|ing|ed)|deadline|respond by|ends|until|by)\b")
_SUBMISSION = re.compile(
    r"\b(?:(?:response|submission|evidence|reply) (?:to|from|by)|responds to|'s? (?:response|submission|evidence)|written evidence|"
    r"submission|evidence submitted)\b"
)
_ANSWERS = re.compile(
    r"^(?:our |the |a |joint |written )*(?:response|submission|evidence|reply|answers?) (?:to|from|by|of)\b|"
    r"^.{3,80}(?:'s|s') (?:response|submission|evidence|reply) to\b"
)
_ASKS_FOR_IT = re.compile(r"\b(?:call for|consultation on|inquiry into|discussion paper|invitation)\b")


def read_title(draft: Draft) -> None:
    passage = _title(draft)
    if passage is None:
        draft.is_submission = _is_submission(draft, draft.document.title)
        return
    why = "The first heading of the document"
    if passage.block.kind is not BlockKind.HEADING:
        why = "The first line that stands alone, at the head of the document"
    if passage.words.startswith("subject:"):
        end = passage.text.index(":") + 1
        draft.claim(passage, Span(passage.whole.start, end), Role.FURNITURE, "The head of a mail")
        why = "The subject of the mail"
    draft.claim_all(passage, Role.TITLE, why)
    draft.is_submission = _is_submission(draft, passage.text)


def _is_submission(draft: Draft, title: str) -> bool:
    """“Our response to the Government's proposals” answers questions and puts none."""
    seen = plain(title[:300])
    if _ANSWERS.match(seen):
        return True
    return bool(_SUBMISSION.search(seen)) and not _ASKS_FOR_IT.search(seen)


def _title(draft: Draft) -> Passage | None:
    front = [p for p in draft.passages if draft.is_free(p)][:_FRONT]
    named = plain(draft.document.title[:300])
    for passage in front:
        if named and passage.words == named and passage.is_text:
            return passage
    for passage in front:
        if passage.block.kind is BlockKind.HEADING and _may_be_title(passage):
            return passage
        if len(passage.words) > 400:
            break
    for passage in front[:6]:
        if len(passage.words) > _TITLE * 1.5:
            return None
        if passage.words.startswith("subject:"):
            return passage
        if passage.block.kind is BlockKind.PARAGRAPH and _may_be_title(passage):
            return passage
    return None


def _may_be_title(passage: Passage) -> bool:
    text, seen = passage.text.strip(), passage.words
    if not 3 < len(text) <= _TITLE or text.endswith((".", ";", ",")) or _GENERIC.match(seen):
        return False
    if find_date(text) and len(text) < 40 or _BYLINE.match(text) or "@" in text or seen.startswith("dear "):
        return False
    if passage.block.kind is BlockKind.HEADING and passage.block.level > 2:
        return False
    if passage.block.kind is not BlockKind.HEADING and _ORGANISATION.search(seen) and len(text.split()) < 6 and passage.index == 0 and not passage.block.bold:
        return False
    return zone_of(text) not in (Zone.SUMMARY, Zone.CONTENTS, Zone.REFERENCES)


def read_byline(draft: Draft) -> None:
    """Claim the author and the date, of which the front of the document has one each at most."""
    front = [p for p in draft.passages if p.whole.start < p.whole.end][:_FRONT]
    for passage in front:
        if passage.block.kind is BlockKind.QUOTE or any(p.role is Role.TITLE for p in passage.pieces):
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
        if not found or not found.iso or _CLOSES.search(seen):
            continue
        alone = span == passage.whole and len(seen) <= 90 and not text.endswith((".", "?"))
        if alone or _DATE_LEADS.search(seen):
            stays = passage.block.kind is BlockKind.TABLE
            why = "A date at the head of the document"
            draft.claim(passage, span, Role.DATE, why, stays=stays)
            return


def _read_author(draft: Draft, passage: Passage) -> None:
    text = passage.text.strip()
    if len(text) > 100 or text.endswith((".", "?", ":", ";")) or zone_of(text):
        return
    if _BYLINE.match(text):
        draft.claim_all(passage, Role.AUTHOR, "Says who wrote the paper")
    elif _is_name(passage) and not _over_prose(draft, passage):
        draft.claim_all(passage, Role.AUTHOR, "A name alone at the head of the document")


def _is_name(passage: Passage) -> bool:
    text = passage.text.strip()
    if passage.block.kind is not BlockKind.PARAGRAPH:
        return False
    is_body = bool(_ORGANISATION.search(text)) and len(text.split()) <= 10
    return bool(_PERSON.match(text)) or is_body


def _over_prose(draft: Draft, passage: Passage) -> bool:
    """A line directly over a paragraph may as well be its heading."""
    following = draft.following(passage)
    return bool(following) and len(following[0].words) > 120 and not _PERSON.match(passage.text.strip())


def _read_signature(draft: Draft) -> None:
    last = next((p for p in reversed(draft.passages) if draft.is_free(p)), None)
    if last is None or last.index < 3 or last.block.kind is not BlockKind.PARAGRAPH:
        return
    if last.words.startswith(("freepost", "thank", "the ")) or options.box_at_head(last.text[:12]):
        return
    if _PERSON.match(last.text.strip()) and not _ORGANISATION.search(last.text):
        draft.claim_all(last, Role.AUTHOR, "A name alone at the end of the document")


def _read_colophon(draft: Draft) -> None:
    for passage in draft.passages[-6:]:
        found = find_date(passage.text[:60])
        if found and found.end - found.start == len(passage.text.strip()) and draft.is_free(passage):
            draft.claim_all(passage, Role.DATE, "A date alone at the end of the document")
            return
        if passage.text.lstrip().startswith("©") and find_date(passage.text):
            passage.pieces.clear()
            draft.claim_all(passage, Role.DATE, "The date of the copyright line")
            return


def read_summary(draft: Draft) -> None:
    """The text under “Summary”, or else the first paragraph before any heading."""
    under = [p for p in draft.passages if p.zone is Zone.SUMMARY and not p.is_heading]
    if under:
        for passage in under:
            if passage.block.kind is not BlockKind.PARAGRAPH or passage.pieces:
                break
            draft.claim_all(passage, Role.SUMMARY, "Stands under the heading of the summary")
        if _has(draft, Role.SUMMARY):
            return
    for passage in draft.passages[: _FRONT * 2]:
        if passage.is_heading and not passage.block.level == 1:
            return
        if any(p.role is Role.QUESTION_LABEL for p in passage.pieces):
            return
        if len(passage.words) < 60 or passage.is_heading or passage.is_item:
            continue
        first = next(draft.free_in(passage, passage.whole), None)
        if first is not None and first.start > passage.whole.start:
            return
        if first is not None and passage.block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE):
            draft.claim(passage, first, Role.SUMMARY, "The first paragraph of the document")
            return
