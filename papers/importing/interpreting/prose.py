"""Questions in running prose: which are the paper's, and which the author answers himself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from papers.importing.interpreting import options
from papers.importing.interpreting import vocabulary as words
from papers.importing.interpreting.asks import Ask, Form, ask_of, is_quoted
from papers.importing.interpreting.cutting import Asked, claim_cuts, option_cuts
from papers.importing.interpreting.draft import Draft, Passage, Zone, plain
from papers.importing.interpreting.sentences import Span
from papers.importing.interpreting.style import NOT_ASKING, Style, is_prose
from papers.importing.pieces import Role

_ENOUGH = 2
# “But which? And at whose cost?”
_ECHOES = re.compile(r"^(?:but|and|or|so|yet|then) (?:[\w']+ ?){1,5}\?$")
# “– 23 June, online, £45”, “Find out more”: an event, or an advertisement.
_ANNOUNCES = re.compile(
    r"^(?:[-–—|:(] ?(?:[a-z]+day,? )?\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}\b|[-–—|] ?online\b|"
    r"(?:find out|read|learn|see) more\b|(?:book|register|apply|sign up) (?:now|here|by|at|your)\b|"
    r"click here)"
)
_SILENT = NOT_ASKING | {Zone.RESPONDING, Zone.PRIVACY, Zone.ABOUT_YOU}


@dataclass(frozen=True)
class Run:
    """Asks that follow each other, sentence by sentence."""

    asks: list[tuple[Span, Ask]]
    before: str
    after: str
    answers: Span | None = None  # “Yes / No / Partly”, right after the last


def claim_prose_asks(draft: Draft, passage: Passage, style: Style) -> list[Asked]:
    """Claim each ask of the paragraph that is put to the reader, as a question of its own."""
    if not is_prose(passage) or passage.zone in _SILENT or _leads_to_list(draft, passage):
        return []
    found: list[Asked] = []
    for run in _runs(passage):
        why = _put_to_reader(draft, passage, run, style)
        if not why:
            continue
        for span, _ in run.asks:
            asked = Asked(draft.new_group("q"), passage, has_text=True, text=passage.slice(span))
            asked.last, asked.in_prose = passage.index, True
            draft.claim(passage, span, Role.QUESTION, why, group=asked.group)
            found.append(asked)
        if run.answers:
            cuts = option_cuts(
                passage, options.written_after_ask(passage.text, run.answers), run.answers
            )
            claim_cuts(draft, passage, cuts, found[-1])
    return found


def _leads_to_list(draft: Draft, passage: Passage) -> bool:
    following = draft.following(passage)
    return passage.text.rstrip().endswith((":", "…")) and bool(following) and following[0].is_item


def _runs(passage: Passage) -> Iterator[Run]:
    spans = passage.sentences
    texts = [passage.slice(span) for span in spans]
    place = 0
    while place < len(spans):
        asks: list[tuple[Span, Ask]] = []
        start = place
        while (
            place < len(spans)
            and (ask := ask_of(texts[place]))
            and not _is_others(passage, spans[place])
        ):
            asks.append((spans[place], ask))
            place += 1
        if asks:
            before = plain(texts[start - 1]) if start else ""
            answers = spans[place] if place < len(spans) else None
            if answers and options.written_after_ask(passage.text, answers):
                place += 1
            else:
                answers = None
            yield Run(asks, before, plain(texts[place]) if place < len(spans) else "", answers)
        else:
            place += 1


def _is_others(passage: Passage, span: Span) -> bool:
    return is_quoted(passage.slice(span)) or passage.is_in_quotation(span)


def _put_to_reader(draft: Draft, passage: Passage, run: Run, style: Style) -> str:
    """Why the run is the paper's own questions; empty where it is rhetoric."""
    evidence = [*_for(run), *_against(draft, passage, run, style)]
    if sum(weight for weight, _ in evidence) < _ENOUGH:
        return ""
    reasons = [why for weight, why in evidence if weight > 0]
    return "; ".join(reasons).capitalize()


def _for(run: Run) -> Iterator[tuple[int, str]]:
    forms = {ask.form for _, ask in run.asks}
    if Form.QUESTION_MARK in forms and any(ask.to_reader for _, ask in run.asks):
        yield 2, "ends with a question mark and speaks to the reader"
    elif forms - {Form.QUESTION_MARK}:
        yield 2, "asks the reader without a question mark"
    if len(run.asks) > 1:
        yield min(len(run.asks), 3) - 1 + (len(run.asks) > 2), "stands with other questions"
    if words.LEADS_TO_QUESTIONS.search(run.before):
        yield 1, "the sentence before leads to a question"
    if words.LEADS_TO_QUESTIONS.search(run.after) and not words.ANSWERS.match(run.after):
        yield 1, "the sentence after speaks of answering"
    if run.answers:
        yield 2, "offers answers"
    if not run.after:
        yield 1, "ends its paragraph"


def _against(draft: Draft, passage: Passage, run: Run, style: Style) -> Iterator[tuple[int, str]]:
    first = plain(passage.slice(run.asks[0][0]))
    if words.REPORTED.search(run.before) or words.REPORTED.search(first):
        yield -3, "somebody else was asked"
    if _ECHOES.match(first) and not run.asks[0][1].to_reader:
        yield -2, "echoes what the author asks himself"
    if run.after and words.ANSWERS.match(run.after):
        yield -1 if len(run.asks) > 2 else -3, "the next sentence answers it"
    if _ANNOUNCES.match(run.after):
        yield -4, "it is the title or the advertisement of something else"
    if "questions" in run.after and ("here" in run.after or "following" in run.after):
        yield -3, "the questions come after it"
    if not run.after and _answered_below(draft, passage):
        yield -2, "the next paragraph answers it"
    if style is not Style.PROSE:
        yield -2, "the paper sets its questions apart"


def _answered_below(draft: Draft, passage: Passage) -> bool:
    following = draft.following(passage)
    return bool(
        following
        and is_prose(following[0])
        and words.ANSWERS.match(following[0].words)
        and len(passage.sentences) == 1
    )
