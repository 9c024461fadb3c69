"""What is no part of a paper: the web page around it, its contents list, its page numbers."""

import re
from collections import Counter

from papers.importing.blocks import BlockKind
from papers.importing.interpreting import vocabulary as words
from papers.importing.interpreting.draft import Draft, Passage
from papers.importing.interpreting.labels import LabelKind
from papers.importing.pieces import Role

_LEADERS = re.compile(r"(?:\.{3,}|…{1,}|(?:\. ){3,}|_{3,}|\t)[ .\t]{0,20}\d{1,4}\b")
_ENDS_IN_NUMBER = re.compile(r"\s\d{1,4}$")
_CONTENTS = re.compile(
    r"^(?:(?:table of |list of )?contents(?: page)?|in this (?:paper|document|"
    r"consultation)|on this page)$"
)
_MAIL_FOOT = re.compile(
    r"\b(?:unsubscribe|you are receiving this|you received this|"
    r"view (?:this )?(?:e-?mail )?in your browser|"
    r"to stop receiving|manage your preferences|was sent to)\b"
)
_LONGEST_LINE = 420


def strip_furniture(draft: Draft) -> None:
    _strip_contents(draft)
    _strip_tail(draft)
    for passage in draft.passages:
        if draft.is_free(passage) and passage.is_text:
            _strip_line(draft, passage)


def _strip_line(draft: Draft, passage: Passage) -> None:
    seen = passage.words
    if len(seen) > _LONGEST_LINE:
        return
    if words.WEB_LINE.match(seen) and not _is_option(passage):
        draft.claim_all(passage, Role.FURNITURE, "A line of the page around the paper")
    elif _MAIL_FOOT.search(seen):
        draft.claim_all(passage, Role.FURNITURE, "The foot of a mail")
    elif not any(character.isalnum() for character in seen):
        draft.claim_all(passage, Role.FURNITURE, "A rule or an ornament")


def _is_option(passage: Passage) -> bool:
    """A number or “English” in a list may well be an answer offered; a link is none."""
    return passage.is_item and len(passage.words) < 20 and not passage.block.links


def _strip_tail(draft: Draft) -> None:
    """From “What's new” on, a web page speaks of other things, to its end."""
    tail = next((p for p in draft.passages if _opens_tail(draft, p)), None)
    if tail is None:
        return
    for passage in draft.passages[tail.index :]:
        if passage is not tail and _returns_to_paper(passage):
            return
        if draft.is_free(passage):
            draft.claim_all(
                passage, Role.FURNITURE, f"Stands under “{tail.text.strip()[:40]}” on the web page"
            )


def _opens_tail(draft: Draft, passage: Passage) -> bool:
    if not passage.is_text or len(passage.words) > 80 or not words.WEB_TAIL.match(passage.words):
        return False
    rest = sum(len(other.text) for other in draft.passages[passage.index :])
    return rest * 2 < sum(len(other.text) for other in draft.passages)


def _returns_to_paper(passage: Passage) -> bool:
    if passage.block.kind is BlockKind.NOTE:
        return True
    label = passage.label
    if label is not None and label.kind is LabelKind.QUESTION:
        return True
    return passage.block.kind is BlockKind.HEADING and bool(
        re.match(
            r"(?:annex|appendix|references|bibliography|notes|how to respond|"
            r"questions)\b",
            passage.words,
        )
    )


def _strip_contents(draft: Draft) -> None:
    heading = next(
        (p for p in draft.passages if p.is_text and _CONTENTS.match(p.words.rstrip(":"))), None
    )
    if heading is not None:
        _strip_list_under(draft, heading)
    run: list[Passage] = []
    for passage in draft.passages:
        if draft.is_free(passage) and passage.is_text and _LEADERS.search(passage.text[:400]):
            run.append(passage)
            continue
        _claim_contents(draft, run, least=3)
        run = []
    _claim_contents(draft, run, least=3)


def _strip_list_under(draft: Draft, heading: Passage) -> None:
    rest = draft.passages[heading.index + 1 :]
    counted = Counter(passage.words for passage in rest if len(passage.text) < 200)
    run: list[Passage] = []
    for passage in rest:
        if not passage.is_text or passage.whole.start == passage.whole.end:
            continue
        entry = _ENDS_IN_NUMBER.search(passage.text.rstrip()) or _LEADERS.search(passage.text[:400])
        links_inside = any(link.url.startswith("#") for link in passage.block.links)
        if len(passage.text) > 160 and not entry:
            break
        if not (entry or links_inside or counted[passage.words] > 1):
            break
        run.append(passage)
    if run:
        _claim_contents(draft, [heading, *run], least=1)


def _claim_contents(draft: Draft, run: list[Passage], least: int) -> None:
    if len(run) >= least:
        for passage in run:
            draft.claim_all(passage, Role.FURNITURE, "Contents list, rebuilt from the headings")
