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
# What a document is, and not what it is about; the title may stand right under it.
_GENERIC = re.compile(
    r"^(?:(?:an? |the |public |open |closed |full |new |our |current )*(?:consultation|discussion|"
    r"green|white|policy|draft|working|position|evidence|technical|summary)? ?"
    r"(?:paper|document|consultation|report|briefing|call for (?:evidence|views|input|ideas)|"
    r"inquiry|provocation|survey|newsletter|questionnaire|leaflet|bulletin)s?"
    r"(?: paper| document)?(?: (?:no\.? ?|number )?\d{1,4})?(?: for (?:comment|discussion))?|"
    r"have your say|your views|press release|news release|draft(?: for comment)?|briefing note|"
    r"for (?:immediate release|comment|discussion|consultation)|tell us what you think|"
    r"(?:[a-z]+ ){1,4}(?:news|newsletter|bulletin|gazette)|"
    r"(?:issue|volume|no\.?|number|edition) \d{1,4}\b.{0,30})[:.]?$"
)
# What may stand at the head and is never a title, not even where there is no other.
_NEVER = re.compile(
    r"^(?:foreword|introduction|welcome|blogs?|news|press release|news release|contents|"
    r"for (?:immediate release|comment)|(?:issue|volume|no\.?|number|edition) \d.*)[:.]?$"
)
_MAIL = re.compile(r"^(?:from|to|cc|bcc|sent|date|reply-to|importance|attachments?):")
_LABEL = re.compile(r"(?P<label>(?:re|subject|title|document title))\s?:\s*", re.IGNORECASE)
_NAMES_ITSELF = re.compile(
    r"(?:(?:policy |public )?briefing|(?:briefing|discussion|consultation|policy|green|white)"
    r" paper|call for (?:evidence|views)): (?!closes|by |responses|send)\S.{8}"
)
_SUBTITLE = re.compile(r"^(?:an?|the|our) |\bpaper\b|\bconsultation\b")
_ANSWERS = re.compile(
    r"^(?:our |the |a |joint |written )*(?:response|submission|evidence|reply|answers?)"
    r" (?:to|from|by|of)\b|^.{3,80}(?:'s|s') (?:response|submission|evidence|reply) to\b"
)
_SUBMISSION = re.compile(
    r"\b(?:(?:response|submission|evidence|reply) (?:to|from|by)|responds to|"
    r"'s? (?:response|submission|evidence)|written evidence|submission|evidence submitted)\b"
)
_SITE = re.compile(r"\s+[|–—·»]\s+|\s+-\s+(?=[A-Z])|\s::\s")
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
    if label := _LABEL.match(passage.text, passage.whole.start):
        head = Span(passage.whole.start, label.end())
        draft.claim(passage, head, Role.FURNITURE, "The label of the title")
        why = f"The line that is labelled “{label['label']}”"
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
    labelled = (p for p in front if p.words.startswith(("subject:", "title:", "document title:")))
    named = _without_site(draft.document.title)
    same = (passage for passage in front if passage.is_text and passage.words == named)
    briefed = (p for p in front[:1] if p.index < _LINES and _names_itself(p))
    found = next(labelled, None) or next(briefed, None) or next(same, None) or _heading(front)
    if found is None and named and draft.document.format == "html":
        return None  # the page bears its title in its head, and needs no guess
    return found or _line(front[:_LINES])


def _names_itself(passage: Passage) -> bool:
    """“BRIEFING: geese on commons” at the very head, above a heading that is more general."""
    one = passage.block.kind is BlockKind.PARAGRAPH and len(passage.sentences) == 1
    return one and bool(_NAMES_ITSELF.match(passage.words)) and _may_be_title(passage)


def _without_site(title: str) -> str:
    """“Ducks in parks | Pond Network” names the page first, and then the site."""
    return plain(site_cut(title[:300]))


def site_cut(title: str) -> str:
    return _SITE.split(title, maxsplit=1)[0].strip()


def _heading(front: Sequence[Passage]) -> Passage | None:
    for place, passage in enumerate(front):
        if passage.block.kind is BlockKind.HEADING and _may_be_title(passage):
            return _more_telling(front, place)
        if len(passage.words) > 400:
            return None
    return None


def _line(front: Sequence[Passage]) -> Passage | None:
    """The first short line, as long as nothing but short lines came before it."""
    for place, passage in enumerate(front):
        one = len(passage.sentences) == 1 and passage.block.kind is BlockKind.PARAGRAPH
        if one and _may_be_title(passage):
            return _more_telling(front, place)
        if len(passage.sentences) > 1 or len(passage.words) > _LONGEST * 1.5:
            return None
    return None


def _more_telling(front: Sequence[Passage], place: int) -> Passage:
    """The line under “Call for evidence” or the name of a council, where it may be the title."""
    passage = front[place]
    general = bool(_GENERIC.match(passage.words))
    if not (general or _is_name_of_body(passage)):
        return passage
    for other in front[place + 1 : place + 3]:
        alike = other.block.kind is passage.block.kind or other.block.kind is BlockKind.HEADING
        line = other.block.kind is BlockKind.PARAGRAPH and len(other.sentences) == 1
        ended = other.text.rstrip().endswith((".", ":"))
        if not (alike or line) or ended or len(other.words) > _LONGEST:
            break
        fits = _may_be_title(other) and not _GENERIC.match(other.words)
        if fits and (general or (alike and not _SUBTITLE.search(other.words))):
            return other
    return passage


def _is_name_of_body(passage: Passage) -> bool:
    """“Westford Borough Council”: a body's name and nothing else, every word of it a name's."""
    text = passage.text.strip()
    small = {"of", "and", "the", "for", "in", "&"}
    named = all(word[0].isupper() or word in small for word in text.split())
    ends_so = ORGANISATION.search(text.split()[-1]) or re.match(r"(?:Ministry|Department) of", text)
    return named and len(text.split()) <= 10 and bool(ends_so) and not text.startswith("The Future")


def _may_be_title(passage: Passage) -> bool:
    text, label = passage.text.strip(), passage.label
    if label is not None and label.kind is LabelKind.QUESTION:
        return False
    if not 3 < len(text) <= _LONGEST or text.endswith((".", ";", ",", ":")):
        return False
    if passage.block.kind is BlockKind.HEADING and passage.block.level > 2:
        return False
    if _NEVER.match(passage.words) or _is_other_front_matter(passage):
        return False
    return zone_of(text) not in (Zone.SUMMARY, Zone.CONTENTS, Zone.REFERENCES)


def _is_other_front_matter(passage: Passage) -> bool:
    """A date, a byline, an address, or the body that publishes the paper."""
    text = passage.text.strip()
    if (find_date(text) and len(text) < 40) or BYLINE.match(text) or _MAIL.match(passage.words):
        return True
    if "@" in text or text[0].islower() or passage.words.startswith(("dear ", "hello ", "hi ")):
        return True
    plain_line = passage.block.kind is not BlockKind.HEADING and not passage.block.bold
    short = passage.index == 0 and len(text.split()) < 6
    return plain_line and short and bool(ORGANISATION.search(text))
