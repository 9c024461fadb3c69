"""The audience that a sentence names when it calls somebody to answer or to talk."""

import re

from papers.importing.interpreting.draft import plain
from papers.importing.interpreting.sentences import Span, trimmed

_WHO = (
    r"\b(?:we|us|i|committee|inquiry|team|council|board|panel|commission|commissioner|review|"
    r"trust|network|government|department|ministry|group|inspectorate|authority|charity)\b"
    r"(?:['’](?:d|re|ve|m)\b)?"
)
_SAID = (
    r"(?:responses|views|submissions|contributions|evidence|comments|answers|replies|input|"
    r"contact|thoughts|ideas|stories|accounts|testimony|examples|feedback|suggestions|opinions)"
)
_TAKES_PART = (
    r"(?:take part|respond|reply|answer|comment|contribute|write|send|submit|share|give|tell|"
    r"come forward|join|get in touch|contact|talk|speak|be involved|get involved|engage|help|"
    r"let us|complete|fill in|have (?:your|their) say|make (?:a |their )?(?:submission|views))\b"
)
_STRESS = r"(?:(?:in particular|particularly|especially|above all|also|both|warmly),? )*"
_WISH = re.compile(
    rf"{_WHO}[^.?]{{0,40}}?\b(?:would|like|love|keen|value|welcome|want|hope|interested|"
    r"pleased to|glad|invite|eager|grateful|wish|seek|need|encourage|looking|appreciate|after)"
    rf"(?:s|ing)?\b(?![^.?]{{0,20}}\bthank)[^.?]{{0,60}}?\b(?<!thanks to )(?<!the )"
    r"(?:hear(?:ing)?(?: [a-z]+){0,4}? from|conversations? with|(?:talk|chat)(?:ing)? (?:to|with)|"
    r"speak(?:ing)? (?:to|with)|meet(?:ing)?(?: with)?|interview(?:ing)?|"
    rf"{_SAID} (?:both )?(?:in particular )?from|"
    r"work(?:ing)? with (?=(?:anyone|people|those|organisations|members)\b))\s*:?\s*",
    re.IGNORECASE,
)
_VIEWS_OF = re.compile(
    rf"{_WHO}[^.?]{{0,40}}?\b(?:would|like|love|keen|value|welcome|want|interested|seek|"
    r"looking)s?\b[^.?]{0,60}?\bthe (?:views|experiences?|voices|thoughts) of\s*:?\s*",
    re.IGNORECASE,
)
_WELCOME = re.compile(
    rf"\b(?:welcom(?:e|es|ed)|invit(?:e|es|ed)|seeks?|sought|encourag(?:e|es|ed)|"
    r"(?:interested in|keen on|wants?) (?:the (?:views|experiences?)|hearing))\s+"
    rf"(?!the )(?:[a-z]+ ){{0,2}}?(?:{_SAID} )?{_STRESS}(?:from|of)\s*:?\s*{_STRESS}",
    re.IGNORECASE,
)
_URGED = re.compile(
    rf"{_WHO}[^.?]{{0,30}}?\b(?:encourag|invit|urg|ask)(?:e|es|ing|s)? "
    rf"(?P<audience>[^.?:;]{{3,160}}?)(?:,? in particular,?)? to {_TAKES_PART}",
    re.IGNORECASE,
)
_HOPED = re.compile(
    rf"{_WHO}[^.?]{{0,30}}?\b(?:hope|want|would like|expect)s?(?: that)? "
    rf"(?P<audience>[^.?:;]{{3,160}}?)(?:,? in particular,?| especially)? (?:will|can|to) "
    rf"(?:all |also )?{_TAKES_PART}",
    re.IGNORECASE,
)
_ARE_INVITED = re.compile(
    r"^(?P<audience>[A-Z][^.:;?]{2,140}?)(?:,? in particular,?)? (?:are|is) (?:all |also |"
    rf"[a-z]+ly )?(?:invited|encouraged|urged|welcome|asked) to {_TAKES_PART}"
)
_WHOEVER = re.compile(
    r"^(?P<audience>(?:anyone|anybody|people|those|[A-Z][a-z]+(?: [a-z]+)?) (?:who|with) "
    rf"[^.:;?]{{3,120}}?) (?:should|may|can) (?:please )?{_TAKES_PART}",
    re.IGNORECASE,
)
_ARE_WANTED = re.compile(
    rf"^(?:{_SAID} {_STRESS}from|the (?:views|voices|experiences?|thoughts) of) "
    r"(?P<audience>[^.:;?]{3,140}?) (?:are|is|would be|will be) (?:[a-z]+ )?(?:welcome|welcomed|"
    r"valued|valuable|sought|encouraged|invited|appreciated|useful|helpful|wanted)\b",
    re.IGNORECASE,
)
_SOUGHT = re.compile(
    rf"{_WHO}[^.?]{{0,20}}?\b(?:seeking|looking for) (?P<audience>[^.:;?]{{3,120}}?)"
    r"(?: who (?:could|can|would|will|might)\b[^.]{0,60}?| willing| happy)? to "
    r"(?:talk|speak|meet|join|take part|tell|share|be interviewed)\b",
    re.IGNORECASE,
)
_AIMED = re.compile(
    r"\b(?:aimed (?:mainly |particularly |especially |primarily |chiefly )?at|"
    r"(?:intended|meant|designed|written) (?:mainly |particularly |chiefly )?for|"
    r"directed (?:at|to)|addressed to|of (?:particular |special )?interest to|"
    r"^this (?:consultation|survey|paper|form|call) is for(?=[^.]{3,60}\bwho\b))\s*:?\s*",
    re.IGNORECASE,
)
_EVENT = re.compile(
    rf"{_WHO}[^.?]{{0,30}}?\b(?:hold|run|host|organis|arrang)(?:ing)?\b[^.?]{{0,40}}?"
    r"\b(?:events?|workshops?|sessions?|meetings?|focus groups?|round ?tables?)"
    r"(?: on ?line| in person)? for\s*:?\s*",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})?\.? )?(?:who (?:is (?:this|it|the)(?: [a-z]+){0,2} for|"
    r"(?:this|it|the)(?: [a-z]+){0,2} is (?:for|aimed at)|should (?:respond|read|reply|answer|"
    r"take part|contribute)(?: to)?(?: this)?(?: [a-z]+)?|"
    r"(?:we(?:'d| would)?|do we) (?:particularly |especially )?(?:want|like|hope|need) to hear"
    r" from|we want to (?:talk to|meet))|"
    r"we (?:would )?(?:also |particularly |especially )?(?:want|like|hope|wish) to hear from|"
    r"(?:target |intended )?audience|aimed at|"
    r"of (?:particular )?interest to)\s*[:?]?\s*"
)
_IF_YOU_ARE = re.compile(
    r"^(?:if you (?:are|work(?: as)?|have been|have ever been)|are you) "
    r"(?P<audience>(?:an? |someone |somebody |in |for |with )[^,?]{4,100})[,?] "
    r"(?:please|do|we|then|and)\b[^.]{0,80}?\b(?:get in touch|contact us|hear from you|talk to|"
    r"ring us|call us|write to us|like to (?:meet|talk|speak))",
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
    r"find|take part|respond)|so that|in order|as (?:we|part)|whether|, and we|and we|"
    r"and (?:will|can) |\(|if )|[:;.?!…]|, (?:in particular|especially|particularly)\b"
)
_ANYONE = re.compile(
    r"^(?:you|your|everyone|anyone|anybody|everybody|all|as many|them|us|him|"
    r"her|it|one another|each other|respondents?|consultees|readers?|participants|people|"
    r"the (?:public|reader|government|committee)|a (?:wide|broad|full) (?:range|variety))\b"
    r"(?! (?:who|with|working|in |from))",
    re.IGNORECASE,
)
# Who was there, or took part, is thanked or told of; nobody is called.
_PAST = re.compile(
    r"^(?:those|people|everyone|members|the people) (?:of you )?(?:who|that) (?:were there|was "
    r"there|came|attended|took part|responded|contributed|spoke|wrote|replied|joined)\b",
    re.IGNORECASE,
)
_NO_AUDIENCE = re.compile(
    r"^(?:this|these|responses?|views|comments|submissions|evidence|answers|the [a-z]+ (?:is|was)|"
    r"it|there|you|we|i|to|that|for|of|about|whether|how|why|what|if)\b",
    re.IGNORECASE,
)
_BUT = re.compile(
    r"\b(?:in particular|especially|particularly|above all|not least)(?: from| with| to)?,? "
    r"(?!welcome|interested|keen)"
)
_SPLITS = re.compile(
    r",? and (?:also |especially |particularly |in particular )?(?:from |with |to |one for )|"
    r",? as well as (?:from |with )?|; (?:and )?(?:from |with )?"
)
_NAMED_AT_HEAD = (_IF_YOU_ARE, _NAMED_FIRST, _ARE_INVITED, _ARE_WANTED, _WHOEVER)
_NAMED_AFTER = (_WISH, _VIEWS_OF, _WELCOME, _AIMED, _EVENT)
_NAMED_WITHIN = (_URGED, _HOPED, _SOUGHT)


def audiences_in(text: str) -> list[Span]:
    """Where in the sentence those are named who are asked to come forward; none in most."""
    for pattern in _NAMED_AT_HEAD:
        if (found := pattern.match(text)) and _names(found["audience"]):
            return [Span(found.start("audience"), found.end("audience"))]
    for pattern in _NAMED_AFTER:
        if found := pattern.search(text):
            return _after(text, found.end())
    for pattern in _NAMED_WITHIN:
        if (found := pattern.search(text)) and _names(found["audience"]):
            return _split(text, *found.span("audience"))
    label = LABEL.match(plain(text))
    return _after(text, text.index(":") + 1) if label and ":" in text[: label.end() + 8] else []


def leads_to_audiences(text: str) -> bool:
    """Whether the sentence breaks off where its audiences are to be named, in a list under it."""
    bare = text.rstrip(" \t\n:…–—-")
    for pattern in _NAMED_AFTER:
        if any(not text[found.end() :].strip(" :…–—-") for found in pattern.finditer(text)):
            return True
    return bool(LABEL.fullmatch(plain(bare)))


def _names(audience: str) -> bool:
    return not (_ANYONE.match(audience) or _PAST.match(audience) or _NO_AUDIENCE.match(audience))


def _after(text: str, start: int) -> list[Span]:
    """The audience from `start` to where the sentence goes on about something else."""
    start = trimmed(text, start, len(text)).start
    if _ANYONE.match(text[start:]):
        stressed = _BUT.search(text, start)
        if stressed is None:
            return []
        start = stressed.end()
    if not _names(text[start:]):
        return []
    end = _AUDIENCE_ENDS.search(text, start)
    return _split(text, start, end.start() if end else len(text))


def _split(text: str, start: int, stop: int) -> list[Span]:
    """“from women who…, and from magistrates” names two audiences."""
    found: list[Span] = []
    for mark in _SPLITS.finditer(text, start, stop):
        found.append(trimmed(text, start, mark.start()))
        start = mark.end()
    found.append(trimmed(text, start, stop))
    return [one for one in found if one.end - one.start > 2]
