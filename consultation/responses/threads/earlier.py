"""The same questions in earlier papers, with how many answered them there."""

from collections.abc import Collection

from consultation.responses.models import QuestionTally
from papers.content import QuestionContent
from papers.editing.lineage import AskedBefore, lineage_of


def asked_before(
    questions: Collection[QuestionContent],
) -> dict[int, tuple[AskedBefore, ...]]:
    """Return by question id where anybody may read it asked before, the latest first.

    Three queries at every size; one where nothing was carried on.
    """
    lineage = lineage_of([question.id for question in questions])
    if not lineage:
        return {}
    words = {question.id: question.text for question in questions}
    earlier = {asking.question_id for askings in lineage.values() for asking in askings}
    tallies = QuestionTally.objects.filter(question_id__in=earlier)
    answers = dict(tallies.values_list("question_id", "answers"))
    return {
        asked: tuple(
            AskedBefore(asking, answers.get(asking.question_id, 0), asking.text != words[asked])
            for asking in askings
        )
        for asked, askings in lineage.items()
    }
