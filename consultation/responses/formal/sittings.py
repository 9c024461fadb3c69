"""The versions of an answer, as drafters look back on them: one for each sitting.

What is saved as one types makes a version every few seconds. What one person saved without pausing
longer than a sitting is one piece of work; its last version is what it came to.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from consultation.lib.sanitising import render_response
from consultation.responses.choosing import in_words
from consultation.responses.models import Answer, AnswerVersion
from papers.comparing import Passage
from papers.comparing.passages import list_passage, prose_passage, text_passage
from papers.comparing.words import Budget
from papers.content import QuestionContent

STEPS: Final = 1_000_000


def sittings_of(versions: Iterable[AnswerVersion]) -> list[AnswerVersion]:
    """Return the last version of each sitting; the versions come oldest first."""
    found = list(versions)
    ends = [one for one, after in pairwise(found) if not _goes_on(one, after)]
    return [*ends, *found[-1:]]


def _goes_on(one: AnswerVersion, after: AnswerVersion) -> bool:
    same = one.written_by_id is not None and one.written_by_id == after.written_by_id
    return same and after.written_at - one.written_at < Answer.SITTING


def changes_between(
    question: QuestionContent, before: AnswerVersion | None, after: AnswerVersion
) -> tuple[Passage, ...]:
    """Return what a version changed, in passages that the page marks; bounded."""
    budget = Budget(STEPS)
    was = before or AnswerVersion(openness=after.openness, wording=after.wording)
    return (
        *list_passage("Chosen", _chosen(question, was), _chosen(question, after), budget),
        *prose_passage("Words", render_response(was.body), render_response(after.body), budget),
        *text_passage(
            "Who can read it", was.get_openness_display(), after.get_openness_display(), budget
        ),
    )


def _chosen(question: QuestionContent, version: AnswerVersion) -> Sequence[str]:
    chosen = in_words(version.choice, options=version.wording.options, kind=question.kind)
    if chosen is None:
        return ()
    return chosen.numbered if chosen.is_ordered else chosen.texts
