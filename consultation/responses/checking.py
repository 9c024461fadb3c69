"""A formal answer held against its paper's questions: what would be sent, and what cannot be."""

from collections.abc import Iterable
from dataclasses import dataclass

from consultation.responses.choosing import Ask, Chosen, fault_of_answer, in_words
from consultation.responses.models import Answer, Submission
from papers.content import PaperContent, QuestionContent


@dataclass(frozen=True)
class Checked:
    """One question of the paper, and its answer if there is one that says something."""

    question: QuestionContent
    answer: Answer | None
    # Why it cannot be sent as it is, in a sentence; empty when it can.
    fault: str = ""

    @property
    def goes(self) -> bool:
        """Whether this is sent when the whole is."""
        return self.answer is not None and not self.question.is_retired

    @property
    def stays_behind(self) -> bool:
        """Whether there is an answer to a question that is asked no more."""
        return self.answer is not None and self.question.is_retired

    @property
    def is_reworded(self) -> bool:
        """Whether the question reads otherwise now than when it was answered."""
        return self.answer is not None and self.answer.wording.number != self.question.wording


def answers_of(submission: Submission) -> list[Answer]:
    """Return its answers that say something, with the wording of each. One query."""
    answers = Answer.objects.filter(submission=submission).select_related("wording")
    return [answer for answer in answers if answer.says_something]


def check_answers(
    content: PaperContent, answers: Iterable[Answer], *, language: str
) -> tuple[Checked, ...]:
    """Return every question of the edition in its order, with what was answered. No query."""
    by_question = {answer.question_id: answer for answer in answers}
    return tuple(
        _checked(question, by_question.get(question.id), language) for question in content.questions
    )


def chosen_in(answer: Answer, question: QuestionContent, language: str) -> Chosen | None:
    """Return what was chosen, in the words of the wording it was chosen from."""
    options = answer.wording.options
    return in_words(answer.choice, options=options, kind=question.kind, language=language)


def _checked(question: QuestionContent, answer: Answer | None, language: str) -> Checked:
    if answer is None or question.is_retired:
        return Checked(question, answer)
    ask = Ask.of(question, answer.wording.options, language)
    return Checked(question, answer, fault_of_answer(ask, answer.choice, answer.body))
