"""Cutting a block that asks into the question, its further asks, its options and its context."""

from dataclasses import dataclass, field

from papers.importing.interpreting import options, vocabulary
from papers.importing.interpreting.asks import Ask, ask_of, is_quoted
from papers.importing.interpreting.draft import Draft, Passage, plain
from papers.importing.interpreting.enumerating import enumerated
from papers.importing.interpreting.labels import LabelKind, item_label
from papers.importing.interpreting.sentences import Span, trimmed
from papers.importing.pieces import Role


@dataclass
class Asked:
    """A question while it is being gathered."""

    group: str
    passage: Passage
    number: str = ""
    depth: int = 0
    has_text: bool = False
    text: str = ""
    options: list[str] = field(default_factory=list)
    tail: str = ""  # what was said last of it
    guidance: str = ""  # how to answer, where that is no part of the text
    in_prose: bool = False
    last: int = 0
    label: LabelKind | None = None
    is_about_you: bool = False

    @property
    def awaits_items(self) -> bool:
        """Whether the text leads to a list; “Name:” in a form leads to room."""
        return not self.is_about_you and self.text.rstrip().endswith((":", "…", "..."))


@dataclass(frozen=True)
class Cut:
    span: Span
    role: Role
    why: str


def cut(passage: Passage, start: int, *, must_ask: bool, end: int | None = None) -> list[Cut]:
    """What each sentence from `start` on is; `must_ask` makes a text with no ask the question."""
    stop = passage.whole.end if end is None else end
    if must_ask and (items := enumerated(passage.text, Span(start, stop))):
        return _cut_items(passage, start, items)
    spans = passage.sentences_from(start, end)
    asks = [_ask(passage, span) for span in spans]
    first = next((place for place, ask in enumerate(asks) if ask is not None), None)
    if first is None:
        if not must_ask or not spans:
            return []
        return _unasked(passage, Span(spans[0].start, spans[-1].end))
    cuts: list[Cut] = []
    for place, (span, ask) in enumerate(zip(spans, asks, strict=True)):
        cuts += _cut_sentence(passage, span, ask, place=place, first=first)
    if must_ask and not any(one.role is Role.QUESTION for one in cuts):
        whole = Span(spans[0].start, spans[-1].end)
        return [Cut(whole, Role.QUESTION, "Stands where the question stands")]
    return _joined(passage, cuts)


def _unasked(passage: Passage, span: Span) -> list[Cut]:
    """What asks nothing is the question where it stands: “Age: under 18 / 18 or over”."""
    why = "Stands where the question stands"
    colon = passage.text.find(":", span.start, span.end)
    after = trimmed(passage.text, colon + 1, span.end)
    if colon == -1 or not (found := options.written_after_ask(passage.text, after)):
        return [Cut(span, Role.QUESTION, why)]
    stem = Cut(Span(span.start, colon + 1), Role.QUESTION, why)
    return [stem, *option_cuts(passage, found, after)]


def _cut_items(passage: Passage, start: int, items: list[Span]) -> list[Cut]:
    """The words before the first item as the question, or else the first item; each more a part."""
    lead = trimmed(passage.text, start, items[0].start)
    why = "One of the items that the question counts"
    cuts = [Cut(item, Role.PART, why) for item in items]
    if lead.start < lead.end and _are_answers(passage, lead, items):
        cuts = [Cut(item, Role.OPTION, "One of the answers offered") for item in items]
    if lead.start < lead.end:
        return [*cut(passage, lead.start, must_ask=True, end=lead.end), *cuts]
    return [Cut(items[0], Role.QUESTION, why), *cuts[1:]]


def _are_answers(passage: Passage, lead: Span, items: list[Span]) -> bool:
    """Whether the question lets choose, and no item asks anything."""
    if any(ask_of(passage.slice(item)) for item in items):
        return False
    question = passage.slice(lead)
    if question.rstrip().endswith(":"):
        return options.lets_pick(question)
    return options.offers(question)


def claim_cuts(draft: Draft, passage: Passage, cuts: list[Cut], asked: Asked) -> None:
    """Claim what was cut for the question; a second text of the same question is a part."""
    for one in cuts:
        role, span = one.role, one.span
        if role in (Role.QUESTION, Role.PART, Role.OPTION):
            span = _without_letter(draft, passage, span, asked)
        written = passage.slice(span)
        if role is Role.QUESTION:
            if asked.has_text:
                role = Role.PART
            else:
                asked.text, asked.has_text = written, True
        if role is Role.OPTION:
            asked.options.append(written)
        else:
            asked.tail = written if role is not Role.FURNITURE else asked.tail
        if role is Role.CONTEXT and instructs(written):
            asked.guidance += " " + written
        group = "" if role is Role.FURNITURE else asked.group
        number = asked.number if role is Role.QUESTION else ""
        draft.claim(passage, span, role, one.why, group=group, number=number)
    asked.last = passage.index


def _without_letter(draft: Draft, passage: Passage, span: Span, asked: Asked) -> Span:
    """Claim the “(a)” at the head of an ask, which the page counts anew; return what is left."""
    label = item_label(passage.text[span.start : min(span.end, span.start + 12)])
    if label is None or label.kind not in (LabelKind.LETTER, LabelKind.ROMAN, LabelKind.NUMBER):
        return span
    left = trimmed(passage.text, span.start + label.end, span.end)
    if left.start >= left.end:
        return span
    letter = Span(span.start, left.start)
    why = "The letter of a part"
    draft.claim(passage, letter, Role.PART_LABEL, why, group=asked.group, number=label.number)
    return left


def _ask(passage: Passage, span: Span) -> Ask | None:
    text = passage.slice(span)
    if is_quoted(text) or passage.is_in_quotation(span):
        return None
    return ask_of(text)


def _cut_sentence(
    passage: Passage, span: Span, ask: Ask | None, *, place: int, first: int
) -> list[Cut]:
    after = place > first
    written = options.written_after_ask if after else options.written_in_line
    if found := written(passage.text, span):
        return option_cuts(passage, found, span)
    if place > first and options.is_choice(passage.slice(span)) and _is_line(passage, span):
        return option_cuts(passage, [span], span)
    if ask is not None and place == first:
        return _first_ask(passage, span, ask)
    if ask is not None and not instructs(passage.slice(span)):
        return [Cut(span, Role.PART, ask.why + "; a further ask of the same question")]
    return [_beside(passage, span, after=after)]


def _beside(passage: Passage, span: Span, *, after: bool) -> Cut:
    """What a sentence is that asks nothing outright, before the ask or after it."""
    written = passage.slice(span)
    if after and vocabulary.ASKS_MORE.match(plain(written[:160])):
        return Cut(span, Role.PART, "Says what else the answer should hold")
    if after and instructs(written):
        return Cut(span, Role.QUESTION, "Says how to answer the question")
    return Cut(span, Role.CONTEXT, "Stands with the question and does not ask")


def _first_ask(passage: Passage, span: Span, ask: Ask) -> list[Cut]:
    """The ask, and the answers that it may end with: “Choose one: a pond, a cafe or a bench.”"""
    found = options.listed_at_end(passage.text, span)
    end = found[0].start if found else span.end
    asked = Cut(trimmed(passage.text, span.start, end), Role.QUESTION, ask.why)
    return [asked, *option_cuts(passage, found, Span(end, span.end))] if found else [asked]


def _is_line(passage: Passage, span: Span) -> bool:
    """Whether the sentence has a line of the block to itself."""
    before = passage.text[: span.start].rstrip(" \t\xa0")[-1:]
    return before == "\n"


def option_cuts(passage: Passage, found: list[Span], span: Span) -> list[Cut]:
    answers = [options.without_route(passage.text, option) for option in found]
    cuts = [Cut(option, Role.OPTION, "One of the answers offered") for option in answers]
    marks = "The marks between the options of a question"
    if found and found[0].start > span.start + 6:
        head = Span(span.start, found[0].start)
        cuts.insert(0, Cut(head, Role.CONTEXT, "Says how to answer the question"))
    # Claimed last, and over the whole stretch: only what is left of it is taken.
    return [*cuts, Cut(span, Role.FURNITURE, marks)]


def instructs(text: str) -> bool:
    """“Tick all that apply”, “Choose one”: how to answer, not what is asked."""
    seen = plain(text[:200]).lstrip("([*_ ").removeprefix("please ")
    if len(seen) > 120 or not seen.startswith(
        (
            "tick",
            "select",
            "choose",
            "pick",
            "circle",
            "rank",
            "check",
            "mark",
            "one answer",
            "give one",
        )
    ):
        return False
    return bool(
        vocabulary.MANY.search(seen)
        or vocabulary.ONE.search(seen)
        or vocabulary.RANKED.search(seen)
    )


def routes(text: str) -> bool:
    """“If no, go to question 3” leads from question to question, and asks nothing."""
    seen = plain(text[:200]).strip("([*_ )].")
    return len(seen) <= 120 and bool(vocabulary.ROUTED.match(seen))


def _joined(passage: Passage, cuts: list[Cut]) -> list[Cut]:
    """Sentences of one role that follow each other are one piece, save asks: each is its own."""
    joined: list[Cut] = []
    for one in cuts:
        last = joined[-1] if joined else None
        if last and _one_with(passage, last, one):
            joined[-1] = Cut(Span(last.span.start, one.span.end), last.role, last.why)
        else:
            joined.append(one)
    return [
        one
        if one.role is not Role.QUESTION or place == _text(joined)
        else Cut(one.span, Role.CONTEXT, one.why)
        for place, one in enumerate(joined)
    ]


def _one_with(passage: Passage, last: Cut, one: Cut) -> bool:
    if last.role is not one.role or one.role not in (Role.CONTEXT, Role.QUESTION):
        return False
    return not passage.text[last.span.end : one.span.start].strip()


def _text(cuts: list[Cut]) -> int:
    return next((place for place, one in enumerate(cuts) if one.role is Role.QUESTION), -1)
