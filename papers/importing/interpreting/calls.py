"""Calls: invitations to a named audience to answer, or to talk to the authors."""

from papers.importing.blocks import BlockKind
from papers.importing.interpreting.audiences import LABEL, audiences_in, leads_to_audiences
from papers.importing.interpreting.draft import Draft, Passage, Zone
from papers.importing.interpreting.sentences import Span
from papers.importing.interpreting.vocabulary.hints import CALLING
from papers.importing.pieces import Role

_SILENT = frozenset({Zone.HEARD, Zone.REFERENCES, Zone.EXAMPLES, Zone.CONTENTS})
_TEXT = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_NAMED = "Named in a call to talk to the authors"
_SEEN = 800
_LONGEST_LINE = 200  # of a paragraph that only names audiences


def find_calls(draft: Draft) -> None:
    for passage in draft.passages:
        if passage.zone in _SILENT:
            continue
        if passage.is_heading:
            _read_heading(draft, passage)
        elif passage.block.kind in _TEXT and _may_call(passage):
            _read(draft, passage)


def _may_call(passage: Passage) -> bool:
    return not CALLING.isdisjoint(passage.vocabulary) or passage.words.startswith("who ")


def _read(draft: Draft, passage: Passage) -> None:
    if _call_list(draft, passage):
        return
    for span in passage.sentences:
        _read_sentence(draft, passage, span)


def _call_list(draft: Draft, passage: Passage) -> bool:
    """“We would value conversations with:”, and whom in a list under it."""
    if not passage.sentences or not passage.text.rstrip().endswith((":", "…", "-", "–", "—")):
        return False
    last = passage.sentences[-1]
    if not leads_to_audiences(passage.slice(last)[-_SEEN:]):
        return False
    items = _items_after(draft, passage)
    if not items:
        return False
    group = draft.new_group("c")
    draft.claim(passage, last, Role.CALL, "Invites those named below", group=group)
    for item in items:
        draft.claim_all(item, Role.CALL_AUDIENCE, _NAMED, group=group)
    following = draft.following(items[-1])
    if following and following[0].text.lstrip()[:1].islower() and draft.is_free(following[0]):
        tail = following[0].sentences[0]
        draft.claim(following[0], tail, Role.CALL, "Ends the sentence of the call", group=group)
    return True


def _read_heading(draft: Draft, heading: Passage) -> None:
    """“Who should respond”, over a list of those who should, or over a line that names them."""
    if not LABEL.fullmatch(heading.words):
        return
    items = _items_after(draft, heading)
    group = draft.new_group("c")
    for item in items:
        draft.claim_all(item, Role.CALL_AUDIENCE, _NAMED, group=group, stays=True)
    following = draft.following(heading)
    if items or not following or not draft.is_free(following[0]):
        return
    line = following[0]
    short = len(line.text) <= _LONGEST_LINE and len(line.sentences) == 1
    named = audiences_in(f"Audience: {line.text}") if short and not audiences_in(line.text) else []
    if named and line.block.kind is BlockKind.PARAGRAPH:
        draft.claim_all(line, Role.CALL_AUDIENCE, _NAMED, group=group, stays=True)


def _items_after(draft: Draft, passage: Passage) -> list[Passage]:
    items: list[Passage] = []
    for other in draft.passages[passage.index + 1 :]:
        if other.whole.start == other.whole.end:
            continue
        if not other.is_item or not draft.is_free(other):
            break
        items.append(other)
    return items


def _read_sentence(draft: Draft, passage: Passage, span: Span) -> None:
    audiences = audiences_in(passage.slice(span)[:_SEEN])
    if not audiences:
        return
    free = list(draft.free_in(passage, span))
    if len(free) != 1 or free[0] != span:
        return
    group = draft.new_group("c")
    for one in audiences:
        where = Span(span.start + one.start, span.start + one.end)
        draft.claim(passage, where, Role.CALL_AUDIENCE, _NAMED, group=group, stays=True)
    draft.claim(passage, span, Role.CALL, "Invites a named audience", group=group, stays=True)
