"""What is advised, from the principles that courts and government hold consultations to.

“Gunning” are the four rules of R v Brent London Borough Council, ex parte Gunning (1985);
“Cabinet Office” the Consultation Principles of 2018, by their letters. Twelve weeks were the rule
of the Code of Practice on Consultation of 2008; the Principles ask for a proportionate time, so a
reason given for less answers this check.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from consultation.lib.clock import LONDON, day_in_words, in_words
from papers.bank_holidays import SATURDAY, is_bank_holiday
from papers.models import Question, Section
from papers.readiness.checks import Check
from papers.readiness.looking import LookedAt

WEEKS: Final = 12
MOST_QUESTIONS: Final = 20
HARDEST_GRADE: Final = 12
OFFICE_HOURS: Final = range(9, 20)
LISTED: Final = 8
FORMATIVE: Final = "Gunning 1, Cabinet Office B: at a formative stage"
INFORMED: Final = "Gunning 2, Cabinet Office C: enough to answer from"
TIME: Final = "Gunning 3, Cabinet Office E: enough time"
HEEDED: Final = "Gunning 4, Cabinet Office J: what became of the answers"
TARGETED: Final = "Cabinet Office F: those affected know of it"
CLEAR: Final = "Cabinet Office A: clear and concise"

FIGURE: Final = re.compile(
    r"\d(?:\s?%|\s?per ?cent\b)|£\s?\d|\b\d{1,3}(?:,\d{3})+\b|\b\d+ (?:in|out of) (?:every )?\d+\b",
    re.IGNORECASE,
)
# “… and how”, “… and should”: a second ask in the same sentence.
SECOND_ASK: Final = re.compile(
    r",?\s(?:and|or)\s(?:how|what|why|who|when|where|which|whether|does|do|did|is|are|should|would|"
    r"could|can|will|has|have)\b|\?[^?]*\?",
    re.IGNORECASE,
)
AND: Final = re.compile(r"\band\b", re.IGNORECASE)


def advised_checks(draft: LookedAt) -> Iterator[Check]:
    """Yield every piece of advice, taken or not; a submission is only read."""
    if draft.is_discussion:
        yield from _purpose(draft)
        yield from _time(draft)
    yield from _information(draft)
    if draft.is_discussion:
        yield from _asks(draft)
        yield from _afterwards(draft)
    yield from _words(draft)


def _advised(
    name: str,
    is_met: bool,
    todo: str,
    done: str,
    mend_url: str,
    principle: str,
    details: Iterable[str] = (),
) -> Check:
    listed = tuple(details)
    more = (f"and {len(listed) - LISTED} more",) if len(listed) > LISTED else ()
    return Check(name, False, is_met, todo, done, mend_url, principle, listed[:LISTED] + more)


def _purpose(draft: LookedAt) -> Iterable[Check]:
    yield _advised(
        "audience",
        bool(draft.paper.audience.strip()),
        "Say who is asked: people answer when they know that they are meant.",
        "It says who is asked.",
        draft.at_details("audience"),
        TARGETED,
    )
    yield _advised(
        "formative",
        bool(draft.paper.open_to_change.strip()),
        "Say what can still change, and what is decided already.",
        "It says what can still change.",
        draft.at_details("open_to_change"),
        FORMATIVE,
    )


def _time(draft: LookedAt) -> Iterable[Check]:
    paper = draft.paper
    if paper.opens_at is None or paper.closes_at is None or paper.closes_at <= paper.opens_at:
        return
    days = (
        paper.closes_at.astimezone(LONDON).date() - paper.opens_at.astimezone(LONDON).date()
    ).days
    weeks, rest = divmod(days, 7)
    length = f"{weeks} weeks" + (f" and {rest} days" if rest else "") if weeks else f"{days} days"
    given = paper.short_notice_reason.strip()
    yield _advised(
        "twelve weeks",
        days >= WEEKS * 7 or bool(given),
        f"It is open for {length}. Give people twelve weeks, or say why not.",
        f"It is open for {length}{', with a reason for less than twelve' if given else ''}.",
        draft.at_details("short_notice_reason"),
        TIME,
    )
    problem = _awkward(paper.closes_at)
    yield _advised(
        "closing day",
        not problem,
        f"It closes {problem}, when nobody is there to help. Choose a working day, in the day.",
        f"It closes on a working day: {in_words(paper.closes_at)}.",
        draft.at_details("closes_at"),
        TIME,
    )


def _awkward(closes_at: datetime) -> str:
    local = closes_at.astimezone(LONDON)
    if is_bank_holiday(local.date()):
        return f"on a bank holiday, {day_in_words(closes_at)}"
    if local.weekday() >= SATURDAY:
        return f"on a {local:%A}, {day_in_words(closes_at)}"
    # Midnight at the end of a day is the day's end, not a night.
    return "" if local.hour in OFFICE_HOURS else f"at night, {in_words(closes_at)}"


def _information(draft: LookedAt) -> Iterable[Check]:
    asked_in = {question.section_id for question in draft.questions}
    empty = [section for section in draft.sections if not section.body.strip()]
    bare = [section for section in empty if section.pk in asked_in or not draft.is_discussion]
    yield _advised(
        "section text",
        not bare,
        f"{_count(len(bare), 'section asks', 'sections ask')} without telling anything first."
        if draft.is_discussion
        else f"{_count(len(bare), 'section has', 'sections have')} no text.",
        "Every section that asks has its text.",
        draft.at_section(bare[0].pk) if bare else "",
        INFORMED,
        (section.title for section in bare),
    )
    unlinked = [source.title for source in draft.sources if not source.url]
    yield _advised(
        "links",
        not unlinked,
        f"{_count(len(unlinked), 'source has', 'sources have')} no link yet.",
        "Every source has its link." if draft.sources else "It cites no source.",
        draft.at_structure,
        INFORMED,
        unlinked,
    )
    claims = _unsourced(draft)
    yield _advised(
        "figures",
        not claims,
        f"{_count(len(claims), 'section gives', 'sections give')} figures and no source for them.",
        "Every section that gives figures cites a source.",
        draft.at_section(claims[0].pk) if claims else "",
        INFORMED,
        (section.title for section in claims),
    )


def _unsourced(draft: LookedAt) -> list[Section]:
    sourced = {source.section_id for source in draft.sources}
    return [
        section
        for section in draft.sections
        if section.pk not in sourced
        and "](http" not in section.body
        and FIGURE.search(section.body)
    ]


def _asks(draft: LookedAt) -> Iterable[Check]:
    double = [question for question in draft.questions if _asks_twice(question)]
    yield _advised(
        "one thing at a time",
        not double,
        f"{_count(len(double), 'question asks', 'questions ask')} more than one thing. Put the "
        "others under “further asks”, or ask them apart.",
        "Every question asks one thing.",
        draft.at_question(double[0]) if double else "",
        CLEAR,
        (f"{draft.place(question)}. {question.text[:120]}" for question in double),
    )
    yield _advised(
        "few questions",
        len(draft.questions) <= MOST_QUESTIONS,
        f"{len(draft.questions)} questions are more than most people finish. Which can go?",
        f"It keeps to {MOST_QUESTIONS} questions or fewer.",
        draft.at_structure,
        CLEAR,
    )


def _asks_twice(question: Question) -> bool:
    """Say whether one answer would have to be two; of a tick, any “and” makes it so."""
    if question.kind == Question.Kind.RECOMMENDATION:
        return False
    ticked = question.kind in {Question.Kind.SINGLE, Question.Kind.SCALE}
    return bool((AND if ticked else SECOND_ASK).search(question.text))


def _afterwards(draft: LookedAt) -> Iterable[Check]:
    paper = draft.paper
    due, closes = paper.response_due_on, paper.closes_at
    in_time = due is not None and (closes is None or due >= closes.astimezone(LONDON).date())
    yield _advised(
        "response due",
        in_time,
        "Say by when you publish what you heard."
        if due is None
        else "You promise what you heard before the paper closes. Choose a later day.",
        "It says by when you publish what you heard.",
        draft.at_details("response_due_on"),
        HEEDED,
    )
    yield _advised(
        "next steps",
        bool(paper.next_steps.strip()),
        "Say what happens with the answers, and who decides.",
        "It says what happens next.",
        draft.at_details("next_steps"),
        HEEDED,
    )


def _words(draft: LookedAt) -> Iterable[Check]:
    level = draft.level
    hard = level.grade is not None and level.grade > HARDEST_GRADE
    yield _advised(
        "reading level",
        not hard,
        "It reads like a text for a university. Shorter sentences and plainer words reach more "
        "people; the longest sentences are listed below.",
        "Its words and sentences are within most readers’ reach.",
        draft.at_structure,
        CLEAR,
    )


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
