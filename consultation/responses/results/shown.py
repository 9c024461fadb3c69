"""What was chosen in answer to a question, added up: shown when its paper says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from consultation.responses.choosing import DONT_KNOW, RANKING, SCALE
from consultation.responses.models import ChoiceTally, Response
from papers.content import QuestionContent
from papers.models import Paper
from papers.options import choices_offered
from papers.stages import Stage

BAR: Final = 100  # the length of a full bar, in the units of its picture
SHOWN_TO_ALL: Final = frozenset({Stage.CLOSED, Stage.WITHDRAWN})


@dataclass(frozen=True)
class Row:
    """One option: its words in the paper's language, and how it fared.

    `bar` goes from 0 to 100. Of a ranking, `mean` is the average place (1 is the first) and `share`
    is nothing; of the rest `share` is in whole percent of those who answered.
    """

    label: str
    count: int
    bar: int
    share: int | None = None
    mean: float | None = None
    is_ours: bool = False  # words of the house, not of the paper


@dataclass(frozen=True)
class Results:
    """The results of one question; without rows, `hidden` says why they are not shown."""

    rows: tuple[Row, ...] = ()
    answered: int = 0
    elsewhere: int = 0  # answers that chose from other options, in other wordings
    is_ranking: bool = False
    takes_several: bool = False
    mean: float | None = None  # of a scale: the average step
    steps: int = 0
    hidden: str = ""


def results_of(
    question: QuestionContent, paper: Paper, viewer: "User | AnonymousUser"
) -> Results | None:
    """Return what a viewer may see of a question's results; None where nothing can be chosen.

    One query where they are shown, two where that depends on whether the viewer has answered.
    """
    offered = choices_offered(question.kind, question.options)
    if not offered:
        return None
    if hidden := _why_hidden(question, paper, viewer):
        return Results(hidden=hidden)
    counted: dict[int, ChoiceTally] = {}
    elsewhere = 0
    tallies = ChoiceTally.objects.filter(question_id=question.id).select_related("wording")
    for tally in tallies.order_by("pk"):
        if choices_offered(question.kind, tally.wording.options) == offered:
            _add(counted, tally)
        elif tally.place == ChoiceTally.ANSWERED:
            elsewhere += tally.count
    return _results(question, offered, counted, elsewhere)


def _why_hidden(question: QuestionContent, paper: Paper, viewer: "User | AnonymousUser") -> str:
    if paper.results_shown == Paper.ResultsShown.ALWAYS or paper.stage in SHOWN_TO_ALL:
        return ""
    if paper.results_shown == Paper.ResultsShown.CLOSED:
        return "What people chose is added up here when the paper has closed."
    if isinstance(viewer, User) and _has_answered(question, viewer):
        return ""
    return (
        "What people chose is added up here once you have answered, "
        "and for everybody when the paper has closed."
    )


def _has_answered(question: QuestionContent, person: User) -> bool:
    """Whether they gave an answer, though it may wait to be read."""
    own = Response.objects.written_by(person).roots().living()
    return own.filter(question_id=question.id).exists()


def _add(counted: dict[int, ChoiceTally], tally: ChoiceTally) -> None:
    """Add up the tallies of wordings that offered the same."""
    if earlier := counted.get(tally.place):
        earlier.count += tally.count
        earlier.points += tally.points
    else:
        counted[tally.place] = tally


def _results(
    question: QuestionContent,
    offered: tuple[str, ...],
    counted: Mapping[int, ChoiceTally],
    elsewhere: int,
) -> Results:
    answered = _count(counted, ChoiceTally.ANSWERED)
    unknown = _count(counted, ChoiceTally.DONT_KNOW)
    is_ranking = question.kind == RANKING
    if is_ranking:
        rows = _ranked(offered, counted)
    else:
        rows = tuple(
            _shared(label, _count(counted, place), answered) for place, label in enumerate(offered)
        )
    if question.has_dont_know or unknown:
        rows = (*rows, _shared(DONT_KNOW, unknown, answered, is_ours=True))
    return Results(
        rows=rows,
        answered=answered,
        elsewhere=elsewhere,
        is_ranking=is_ranking,
        takes_several=question.kind == "multiple",
        mean=_mean_step(offered, counted) if question.kind == SCALE else None,
        steps=len(offered),
    )


def _ranked(offered: tuple[str, ...], counted: Mapping[int, ChoiceTally]) -> tuple[Row, ...]:
    """The options by their average place, the best first; those that nobody ranked last."""
    last = len(offered)
    rows = []
    for place, label in enumerate(offered):
        tally = counted.get(place)
        if tally is None or not tally.count:
            rows.append((last + 1.0, Row(label, 0, 0)))
            continue
        mean = tally.points / tally.count
        bar = round(BAR * (last + 1 - mean) / last)
        rows.append((mean, Row(label, tally.count, bar, mean=round(mean, 1))))
    # By the average itself: two that are rounded alike are still in order.
    return tuple(row for _mean, row in sorted(rows, key=lambda each: each[0]))


def _shared(label: str, count: int, answered: int, *, is_ours: bool = False) -> Row:
    share = round(100 * count / answered) if answered else 0
    return Row(label, count, share, share=share, is_ours=is_ours)


def _mean_step(offered: tuple[str, ...], counted: Mapping[int, ChoiceTally]) -> float | None:
    """The average step of a scale, the first being 1; None while nobody chose one."""
    counts = [_count(counted, place) for place in range(len(offered))]
    if not sum(counts):
        return None
    points = sum(step * count for step, count in enumerate(counts, start=1))
    return round(points / sum(counts), 1)


def _count(counted: Mapping[int, ChoiceTally], place: int) -> int:
    return counted[place].count if place in counted else 0
