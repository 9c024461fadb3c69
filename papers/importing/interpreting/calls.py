"""Calls: invitations to a named audience to talk to the authors."""

import re

from papers.importing.blocks import BlockKind
from papers.importing.interpreting.draft import Draft, Passage, Zone
from papers.importing.interpreting.introducing import Intro, intro_of
from papers.importing.interpreting.sentences import Span, trimmed
from papers.importing.pieces import Role

_WISH = re.compile(
    r"\b(?:we|us|i|committee|inquiry|team|council|board|panel|commission|review|trust|network)\b"
    r"[^.?]{0,40}?\b(?:would|like|love|keen|value|welcome|want|hope|interested|pleased to|glad|"
    r"invite|eager|grateful|wish|seek|seeking|need|encourage|looking)\b[^.?]{0,60}?"
    r"\b(?<!thanks to )(?:hear(?:ing)?(?: [a-z]+){0,4}? from|conversations? with|"
    r"talk(?:ing)? (?:to|with)|speak(?:ing)? (?:to|with)|meet(?:ing)?(?: with)?|"
    r"the (?:views|experiences?|voices) of|(?:responses|views|submissions|contributions|evidence|"
    r"comments|answers|replies|input|contact) from|work with|interview)\s*:?\s*",
    re.IGNORECASE,
)
_WELCOME = re.compile(
    r"\b(?:welcome|welcomed|invited|sought|encouraged|interested in the (?:views|experiences?))\s+"
    r"(?:from|of)\s+",
    re.IGNORECASE,
)
_IF_YOU_ARE = re.compile(
    r"^(?:if you (?:are|work as|have been)|are you) "
    r"(?P<audience>(?:an? |someone |somebody )[^,?]{4,100})[,?] (?:please|do|we|then|and)\b"
    r"[^.]{0,80}?\b(?:get in touch|contact us|hear from you|talk to|ring us|call us|write to us|"
    r"like to (?:meet|talk|speak))",
    re.IGNORECASE,
)
_NAMED_FIRST = re.compile(
    r"^(?P<audience>[A-Z][^.:;?]{2,80}?)(?: in particular|"
    r" especially)?[:,–—-] ?(?:in particular[:,] )?(?:we|"
    r"please)\b[^.]{0,60}\b(?:hear from you|talk to you|speak to you|in touch|"
    r"hear your)",
)
_AUDIENCE_ENDS = re.compile(
    r",? (?:by \d|before \d|about (?:how|what|the|their|your)\b|on (?:how|what|"
    r"the|these|any)\b|to (?:explore|discuss|understand|learn|help|inform|hear|"
    r"find)|so that|in order|as (?:we|part)|whether|, and we|and we|"
    r"and (?:will|can) |\(|if )|[:;.?!…]"
)
_ANYONE = re.compile(
    r"^(?:you|your|everyone|anyone|anybody|everybody|all|as many|them|us|him|"
    r"her|it|one another|each other|a (?:wide|broad) range)\b(?! (?:who|with|"
    r"working|in |from))",
    re.IGNORECASE,
)
_SPLITS = re.compile(
    r",? and (?:also )?(?:from |with |to )|,? as well as (?:from |with )?|"
    r"; (?:and )?(?:from |with )?"
)


def find_calls(draft: Draft) -> None:
    for passage in draft.passages:
        if passage.block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            continue
        if passage.zone in (Zone.HEARD, Zone.REFERENCES, Zone.EXAMPLES, Zone.CONTENTS):
            continue
        if intro_of(passage) is Intro.CALL and _call_list(draft, passage):
            continue
        for span in passage.sentences:
            _read_sentence(draft, passage, span)


def _call_list(draft: Draft, passage: Passage) -> bool:
    last = passage.sentences[-1]
    if not _WISH.search(passage.slice(last)):
        return False
    items = _items_after(draft, passage)
    if not items:
        return False
    group = draft.new_group("c")
    draft.claim(passage, last, Role.CALL, "Invites those named below", group=group)
    for item in items:
        why = "Named in a call to talk to the authors"
        draft.claim_all(item, Role.CALL_AUDIENCE, why, group=group)
    following = draft.following(items[-1])
    if following and following[0].text.lstrip()[:1].islower() and draft.is_free(following[0]):
        tail = following[0].sentences[0]
        draft.claim(following[0], tail, Role.CALL, "Ends the sentence of the call", group=group)
    return True


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
    text = passage.slice(span)[:800]
    audiences = _audiences(text)
    if not audiences:
        return
    free = list(draft.free_in(passage, span))
    if len(free) != 1 or free[0] != span:
        return
    group = draft.new_group("c")
    for one in audiences:
        where = Span(span.start + one.start, span.start + one.end)
        why = "Named in a call to talk to the authors"
        draft.claim(passage, where, Role.CALL_AUDIENCE, why, group=group, stays=True)
    draft.claim(passage, span, Role.CALL, "Invites a named audience", group=group, stays=True)


def _audiences(text: str) -> list[Span]:
    if invited := _IF_YOU_ARE.match(text):
        return [Span(invited.start("audience"), invited.end("audience"))]
    if named := _NAMED_FIRST.match(text):
        return [Span(named.start("audience"), named.end("audience"))]
    wish = _WISH.search(text) or _WELCOME.search(text)
    if wish is None:
        return []
    if _ANYONE.match(text[wish.end() :]):
        return []
    end = _AUDIENCE_ENDS.search(text, wish.end())
    stop = end.start() if end else len(text)
    return _split(text, wish.end(), stop)


def _split(text: str, start: int, stop: int) -> list[Span]:
    """“from women who…, and from magistrates” names two audiences."""
    found: list[Span] = []
    for mark in _SPLITS.finditer(text, start, stop):
        found.append(trimmed(text, start, mark.start()))
        start = mark.end()
    found.append(trimmed(text, start, stop))
    return [one for one in found if one.end - one.start > 2]
