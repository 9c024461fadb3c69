"""Recommendations: labelled, listed under a heading or a lead-in, or strung along a sentence."""

import re

from papers.importing.blocks import BlockKind
from papers.importing.interpreting import labels, options
from papers.importing.interpreting.asks import ask_of
from papers.importing.interpreting.cutting import instructs
from papers.importing.interpreting.draft import Draft, Passage, Zone, plain
from papers.importing.interpreting.sentences import Span, trimmed
from papers.importing.interpreting.tables import cells_of
from papers.importing.interpreting.vocabulary.hints import RECOMMENDING
from papers.importing.pieces import Role

_LEAD_IN = re.compile(
    r"\b(?:recommendations?|(?:we|i) (?:therefore |also |would )?recommend|recommends?|"
    r"we (?:therefore |also )?(?:call on|call for|urge|want|ask (?:the|that|ministers|government))|"
    r"calls? on|we would (?:therefore )?like (?:the|to see)|"
    r"propos(?:es?|als?)\b.*\b(?:should|must))\b"
)
_WE_RECOMMEND = re.compile(
    r"^(?:we|the [a-z ]{1,40}|our [a-z ]{1,30}|i|this (?:paper|report|"
    r"review))(?: therefore| also| strongly| further)* recommends?\b(?: that)?"
)
_STRUNG = re.compile(
    r"\b(?:recommendations?\b[^.:;]{0,80}?(?:,? including|:|,? such as|,? namely|,? which are|—|–)"
    r"|recommends?(?: that)?:?(?=[^.]{10,600};))\s*(?:to:?\s)?",
    re.IGNORECASE,
)
# “…proposes that the Network should: (i) …; (ii) …”
_ENUMERATED = re.compile(
    r"\b(?:recommend(?:s|ations?|ed)?|propos(?:es?|als?)|urges?|calls? (?:on|for|upon)|"
    r"suggests?|want|asks? (?:the|that|ministers|government))\b[^.;?]{0,200}?"
    r"\b(?:should|must|ought|to|that|following|are|is|recommend|recommends|recommendations)\s?:?\s*"
    r"(?=\(?(?:i|a|1)\)\s)|"
    r"\b(?:recommends?|urges?|calls? (?:on|upon))\b[^.;?(]{0,200}?(?=\((?:i|a|1)\)\s)",
    re.IGNORECASE,
)
_MARK = re.compile(r"(?:^|(?<=\s))\(?(?:[ivx]{1,4}|[a-h]|\d{1,2})\)\s+", re.IGNORECASE)
_UNNUMBERED = re.compile(
    r"(?:(?:key|our|main|final|draft) )?recommendation\s?(?:[:–—]|\s-)\s+(?=\S)", re.IGNORECASE
)
_AND = re.compile(r"(?:and |or |that |and that |finally,? |lastly,? )+")
_WITHIN = re.compile(
    r"\b(?:we|i) (?:therefore |also |strongly |further )*(?:recommend|call on|urge)\b.{15}"
)
_COLUMN = re.compile(r"(?:(?:our|the|key) )?recommendations?")
_MOST_ANSWERS = 12
_OUGHT = re.compile(r"\b(?:should|must|ought to|needs? to)\b")
_FEW = 2
_LONGEST = 600


def find_recommendations(draft: Draft) -> None:
    seen: set[str] = set()
    led = False
    for passage in draft.passages:
        if passage.block.kind in (BlockKind.NOTE, BlockKind.QUOTE) or not draft.is_free(passage):
            led = led and passage.is_item
            continue
        thats = led and passage.words.startswith("that ")  # “We recommend” / “that …;”
        if (passage.is_item or thats) and (led or passage.zone is Zone.RECOMMENDATIONS):
            _claim(draft, passage, passage.whole, "Stands in a list of recommendations", seen)
        elif not passage.is_item:
            led = _read_paragraph(draft, passage, seen)


def claim_labelled(draft: Draft) -> None:
    """“Recommendation 4:” is a recommendation wherever it stands, be it set as a heading."""
    awaiting: Passage | None = None
    group = ""
    for passage in draft.passages:
        if draft.is_free(passage) and passage.block.kind is BlockKind.TABLE:
            _read_table(draft, passage)
        if not draft.is_free(passage) or not passage.is_text:
            continue
        label = _label(passage)
        if label is None:
            if awaiting is not None and ask_of(passage.text) is None:
                why = "Stands under the label of a recommendation"
                draft.claim_all(passage, Role.RECOMMENDATION, why, group=group)
            awaiting = None
            continue
        group = draft.new_group("r")
        start = passage.whole.start
        why = f"The label of recommendation {label.number}".rstrip()
        draft.claim(
            passage,
            Span(start, label.end),
            Role.RECOMMENDATION_LABEL,
            why,
            group=group,
            number=label.number,
        )
        why = "Bears the label of a recommendation"
        draft.claim_all(passage, Role.RECOMMENDATION, why, group=group)
        awaiting = passage if label.end >= passage.whole.end else None
        last = draft.following(passage) if awaiting else [passage]
        if last:
            _strip_answers(draft, last[0])


def _strip_answers(draft: Draft, recommendation: Passage) -> None:
    """“Choose one: agree, disagree” under a recommendation: every one is answered so."""
    rest = draft.passages[recommendation.index + 1 :][:_MOST_ANSWERS]
    lines = [passage for passage in rest if passage.whole.start < passage.whole.end]
    if not lines or not instructs(lines[0].text):
        return
    for place, passage in enumerate(lines):
        if place and not (passage.is_item and options.is_choice(passage.text)):
            return
        draft.claim_all(passage, Role.FURNITURE, "How to answer to a recommendation")


def _read_table(draft: Draft, passage: Passage) -> None:
    """A table with a column of recommendations holds one in each row."""
    rows = cells_of(passage)
    heads = [plain(passage.slice(cell)) for cell in rows[0]] if len(rows) > 1 else []
    column = next((place for place, head in enumerate(heads) if _COLUMN.fullmatch(head)), None)
    for row in rows[1:] if column is not None else ():
        if column is not None and column < len(row):
            why, group = "Stands in a column of recommendations", draft.new_group("r")
            draft.claim(passage, row[column], Role.RECOMMENDATION, why, group=group)


def _label(passage: Passage) -> labels.Label | None:
    marker = passage.block.marker.strip()
    if marker and labels.recommendation_label(marker):
        found = labels.recommendation_label(marker)
        return labels.Label(found.kind, found.number, passage.whole.start) if found else None
    start = passage.whole.start
    found = labels.recommendation_label(passage.text[start : start + 60])
    if found:
        return labels.Label(found.kind, found.number, found.end + start)
    bare = _UNNUMBERED.match(passage.text, start)
    return labels.Label(labels.LabelKind.RECOMMENDATION, "", bare.end()) if bare else None


def _claim(
    draft: Draft, passage: Passage, span: Span, why: str, seen: set[str], *, stays: bool = False
) -> None:
    key = plain(passage.slice(span)).rstrip(" .;,")
    if key and key not in seen:
        seen.add(key)
        group = draft.new_group("r")
        draft.claim(passage, span, Role.RECOMMENDATION, why, group=group, stays=stays)


def _read_paragraph(draft: Draft, passage: Passage, seen: set[str]) -> bool:
    """Claim what the paragraph recommends; return whether it leads to a list that does."""
    if passage.zone in (Zone.HEARD, Zone.EXAMPLES, Zone.REFERENCES, Zone.FAQ):
        return False
    in_zone = passage.zone is Zone.RECOMMENDATIONS
    if not passage.sentences or (not in_zone and RECOMMENDING.isdisjoint(passage.vocabulary)):
        return False
    last = plain(passage.slice(passage.sentences[-1])[-400:])
    if last.endswith((":", "…", "to", "that", "recommend")) and _LEAD_IN.search(last):
        return True
    if in_zone and _is_one(passage):
        why = "Says under the heading of the recommendations what ought to be done"
        _claim(draft, passage, passage.whole, why, seen)
        return False
    for span in passage.sentences:
        _read_sentence(draft, passage, span, seen)
    return False


def _is_one(passage: Passage) -> bool:
    """A paragraph that opens by saying what ought to be done, and introduces nothing."""
    if len(passage.text) > _LONGEST or passage.text.rstrip().endswith(":"):
        return False
    first = passage.slice(passage.sentences[0])
    return bool(_OUGHT.search(plain(first))) and ask_of(first) is None


def _read_sentence(draft: Draft, passage: Passage, span: Span, seen: set[str]) -> None:
    text = passage.slice(span)
    if ask_of(text) is not None:
        return
    if strung := _strung_along(passage, span):
        for one in strung:
            _claim(
                draft,
                passage,
                one,
                "One of several recommendations in a sentence",
                seen,
                stays=True,
            )
        return
    match = _WE_RECOMMEND.match(plain(text))
    if (match and match.end() < len(text) - 15) or _WITHIN.search(plain(text)):
        _claim(draft, passage, span, "Says what the authors recommend", seen, stays=True)
    elif passage.zone is Zone.RECOMMENDATIONS and _is_short_of_prose(passage):
        _claim(draft, passage, span, "Stands under the heading of the recommendations", seen)


def _is_short_of_prose(passage: Passage) -> bool:
    label = passage.label
    return label is not None and label.kind is labels.LabelKind.NUMBER


def _strung_along(passage: Passage, span: Span) -> list[Span]:
    """“…several recommendations, including training staff; opening doors; and …”: a slice each."""
    if enumerated := _ENUMERATED.search(passage.text, span.start, span.end):
        return _between_marks(passage.text, enumerated.end(), span.end)
    lead = _STRUNG.search(passage.text, span.start, min(span.end, span.start + 400))
    if lead is None:
        return []
    separator = ";" if ";" in passage.text[lead.end() : span.end] else ","
    found: list[Span] = []
    start = lead.end()
    while start < span.end:
        end = passage.text.find(separator, start, span.end)
        end = span.end if end == -1 else end
        found.append(_without_and(passage.text, trimmed(passage.text, start, end)))
        start = end + 1
    found = [one for one in found if one.end - one.start > 3]
    return found if len(found) >= _FEW else []


def _between_marks(text: str, start: int, end: int) -> list[Span]:
    marks = list(_MARK.finditer(text, start, end))
    if len(marks) < _FEW:
        return []
    stops = [*(mark.start() for mark in marks[1:]), end]
    cuts = (trimmed(text, mark.end(), stop) for mark, stop in zip(marks, stops, strict=True))
    return [_without_tail(text, one) for one in cuts]


def _without_tail(text: str, span: Span) -> Span:
    """Without the “; and” that leads to the next."""
    written = text[span.start : span.end].rstrip(" .")
    for ending in (" and", " or"):
        written = written.removesuffix(ending).rstrip(" ;,")
    return Span(span.start, span.start + len(written))


def _without_and(text: str, span: Span) -> Span:
    lead = _AND.match(text, span.start, span.end)
    start = lead.end() if lead else span.start
    end = span.end - 1 if text[span.end - 1] == "." else span.end
    return trimmed(text, start, end)
