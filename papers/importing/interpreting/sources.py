"""What the paper draws on: links, footnotes, reading lists, and slots where a link is missing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from papers.importing.blocks import Block, BlockKind, Link
from papers.importing.interpreting.dates import find_date
from papers.importing.interpreting.draft import Draft, Passage, Zone, plain
from papers.importing.pieces import Role, SourceSlot

_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>()\[\]“”\"']{3,300}")
_ANCHOR = re.compile(
    r"\((?P<anchor>(?:sources?|references?|ref|citation needed|link|"
    r"see (?:source|report|research|here)|research|evidence|"
    r"download(?: the| our)?[^()]{0,60}|read (?:the|our|more)[^()]{0,60}|"
    r"[^()]{0,40}\b(?:pdf|summary|report here|download))\.?)\)",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"\b(?:is )?(?P<anchor>available (?:to (?:download|read|view) )?(?:here|"
    r"online)|(?:download|read|view) (?:it|the (?:full )?(?:paper|report|"
    r"document)) here|can be (?:downloaded|read|found) here)\b",
    re.IGNORECASE,
)
# “In April 2015 the Agency published the National Framework for …”
_PUBLISHED = re.compile(
    r"\b(?:published|issued|released|brought out|produced|launched|put out|"
    r"set out in)\b(?: its| the| an?| our| their|"
    r" also)*\s+(?P<title>[^.;]{4,240})"
)
_RECENT = re.compile(
    r"\b(?:[Oo]ur|[Tt]heir|[Ii]ts|[Tt]he)(?: [a-z]+){0,2} (?:publication|report|paper|"
    r"briefing|study|review|book|strategy|guide|"
    r"book)\b[,:]?\s*[–—:,‘“'\"]\s*(?P<title>[A-Z][^–—,;:”’\"?!]{3,160})"
)
_TITLE_ENDS = re.compile(
    r"(?<=[a-z\d’”])(?:\.\s|,\s(?:which|listing|setting|showing|a|an|the|by)\b|"
    r"\s[–—]\s|:\s(?=[a-z]))"
)
_NOT_A_SOURCE = ("mailto:", "tel:", "#", "javascript:")
_WEB_SHARE = re.compile(r"(?:share|intent/tweet|sharer|addtoany)", re.IGNORECASE)
_LONGEST_TITLE = 300
_SEEN = 2_000
_ANSWERING = frozenset({Role.CONTACT, Role.HOW_TO_RESPOND, Role.CLOSING_DATE})
_ANSWER_THERE = re.compile(
    r"^online\b|\b(?:respond|reply|answer|complete|fill (?:it |this )?in|take part|submit|"
    r"form|survey|questionnaire|have your say|website at|go to|visit|online at|comment)\b"
)
_THE_PAPER = re.compile(
    r"\bthe (?:full |whole |complete |discussion |new ){0,3}(?:paper|report|document|publication|"
    r"briefing|study|guide)\b[^.]{0,60}\b(?:here|online|download)"
)


def find_sources(draft: Draft) -> None:
    seen: set[tuple[str, str]] = set()
    for passage in draft.passages:
        if passage.pieces and all(p.role is Role.FURNITURE for p in passage.pieces):
            continue
        for slot in _sources_in(passage):
            if _is_where_to_write(passage, slot):
                continue
            if merged := _merged(draft.sources, slot, passage):
                draft.sources[draft.sources.index(merged)] = replace(
                    slot, title=merged.title, anchor_text=slot.anchor_text
                )
                continue
            key = (slot.url or slot.title.lower(), "" if slot.url else slot.anchor_text.lower())
            if (slot.url and key in seen) or (slot.title and key in seen):
                continue
            seen.add(key)
            draft.sources.append(slot)


def _is_where_to_write(passage: Passage, slot: SourceSlot) -> bool:
    """The address of the form or of the authors is where to answer, and no source."""
    at = passage.text.find(slot.anchor_text) if slot.anchor_text else -1
    if at < 0:
        return False
    holder = next((piece for piece in passage.pieces if piece.start <= at < piece.end), None)
    if holder is None or holder.role not in _ANSWERING:
        return False
    said = plain(passage.text[holder.start : holder.end][:_SEEN])
    return holder.role is Role.CONTACT or bool(_ANSWER_THERE.search(said))


def _merged(sources: Sequence[SourceSlot], slot: SourceSlot, passage: Passage) -> SourceSlot | None:
    """“The full paper is available here” is the paper that the text named, and gave no link to."""
    if (slot.title and slot.title != slot.anchor_text) or not _THE_PAPER.search(passage.words):
        return None
    if not (slot.url or _HERE.search(passage.text[:_SEEN])):
        return None
    named = [one for one in sources if one.title and not one.url and not one.anchor_text]
    return named[-1] if len(named) == 1 else None


def _sources_in(passage: Passage) -> Iterator[SourceSlot]:
    block = passage.block
    linked = [link for link in block.links if _leads_to_source(passage, link)]
    for link in linked:
        anchor = block.text[link.start : link.end].strip()
        yield SourceSlot(passage.index, _title_around(passage, link), link.url, anchor)
    if _is_reference(passage):
        if not linked:
            url = _URL.search(block.text[:2_000])
            written = block.text.strip()
            yield SourceSlot(passage.index, _short(written), _bare_url(url), "")
        return
    yield from _named_in_prose(passage, block)


def _leads_to_source(passage: Passage, link: Link) -> bool:
    anchor = passage.text[link.start : link.end].strip()
    if (
        not anchor
        or link.url.lower().startswith(_NOT_A_SOURCE)
        or _WEB_SHARE.search(link.url[:200])
    ):
        return False
    return not ("@" in anchor and not link.url) and passage.zone is not Zone.CONTENTS


def _is_reference(passage: Passage) -> bool:
    """A footnote or an entry of a bibliography; a footnote may also be a mere remark."""
    text = passage.text
    if passage.block.kind is BlockKind.NOTE:
        return bool(_URL.search(text[:2_000]) or re.search(r"\b(?:1[89]|20)\d\d\b", text[:2_000]))
    return passage.zone is Zone.REFERENCES and not passage.is_heading and len(text.split()) > 2


def _named_in_prose(passage: Passage, block: Block) -> Iterator[SourceSlot]:
    text = block.text[:20_000]
    spans = [(link.start, link.end) for link in block.links]
    for match in _ANCHOR.finditer(text) if "(" in text else ():
        if not _overlaps(spans, match.start(), match.end()):
            yield SourceSlot(passage.index, "", "", match.group("anchor").strip())
    for match in _HERE.finditer(text) if "here" in text else ():
        if not _overlaps(spans, match.start(), match.end()):
            yield SourceSlot(passage.index, "", "", match.group("anchor"))
    if block.links:
        yield from _publications(passage, text)
        return
    for match in _URL.finditer(text):
        yield SourceSlot(passage.index, "", _bare_url(match), match.group().rstrip(".,;"))
    yield from _publications(passage, text)


def _publications(passage: Passage, text: str) -> Iterator[SourceSlot]:
    """A bullet that names a publication with its date, and “our recent publication – …”."""
    links = passage.block.links
    for span in passage.sentences[:2]:
        sentence = text[span.start : span.end]
        if (
            passage.is_item
            and not links
            and (match := _PUBLISHED.search(sentence))
            and find_date(sentence)
        ):
            yield SourceSlot(passage.index, _short(_title(match.group("title"))), "", "")
            return
        match = _RECENT.search(sentence)
        if match and not any(link.start < span.end > link.end > span.start for link in links):
            yield SourceSlot(passage.index, _short(match.group("title")), "", "")
            return


def _title(written: str) -> str:
    ends = _TITLE_ENDS.search(written)
    return (written[: ends.start()] if ends else written).strip()


def _title_around(passage: Passage, link: Link) -> str:
    """In a reading list the whole entry names the source; in prose the anchor does."""
    if _is_reference(passage):
        return _short(passage.text.strip())
    return _short(passage.text[link.start : link.end].strip())


def _short(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_TITLE]


def _bare_url(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    url = match.group().rstrip(".,;:")
    return url if url.startswith("http") else f"https://{url}"


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(one < end and start < other for one, other in spans)
