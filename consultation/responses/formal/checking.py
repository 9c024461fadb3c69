"""A formal answer held against its paper's questions: what would be sent, and what cannot be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from accounts.models import Membership
from consultation.lib.sanitising import render_response
from consultation.responses.choosing import Ask, Chosen, fault_of_answer, in_words
from consultation.responses.formal.rooms import Room
from consultation.responses.models import Answer, Submission
from papers.content import PaperContent, QuestionContent

# What each openness means, said of an answer of anybody's.
OPENNESS_WORDS: Final = {
    Answer.Openness.PUBLIC: "Public, with the name",
    Answer.Openness.NAMELESS: "Public, without the name",
    Answer.Openness.PRIVATE: "Private, for the policy team alone",
}


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


@dataclass(frozen=True)
class Line:
    """One answer as the page shows it: as it will be sent."""

    checked: Checked
    answer: Answer
    edit_url: str
    html: SafeString
    chosen: Chosen | None

    @property
    def question(self) -> QuestionContent:
        return self.checked.question

    @property
    def openness_word(self) -> str:
        return OPENNESS_WORDS[Answer.Openness(self.answer.openness)]

    @property
    def asked_as(self) -> str:
        """What was answered, where the question reads otherwise by now; empty where it does not."""
        wording = self.answer.wording
        return "" if wording.number == self.question.wording else wording.text


@dataclass(frozen=True)
class Gap:
    """A question without an answer."""

    question: QuestionContent
    url: str


@dataclass(frozen=True)
class CheckPage:
    """The whole of a formal answer, as it would be sent."""

    room: Room
    lines: tuple[Line, ...]
    left_out: tuple[Line, ...]
    gaps: tuple[Gap, ...]
    # Who may sign it off; nobody for a person's own.
    signers: tuple[Membership, ...]

    @property
    def faults(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.checked.fault)

    @property
    def is_ready(self) -> bool:
        return bool(self.lines) and not self.faults and self.room.is_open

    @property
    def may_sign_off(self) -> bool:
        return any(signer.user_id == self.room.viewer.pk for signer in self.signers)

    @property
    def is_awaited(self) -> bool:
        """Whether who was asked for the sign-off can still give it."""
        asked = self.room.submission.approver_id
        return any(signer.user_id == asked for signer in self.signers)

    @cached_property
    def seen(self) -> str:
        """What is shown here, for the form: which version of the answer to which question."""
        shown = [*self.lines, *self.left_out]
        return " ".join(f"{line.question.id}:{line.answer.version}" for line in shown)

    def openness_words(self) -> tuple[str, ...]:
        """Say how many answers go to whom, in a few words each."""
        counted = dict.fromkeys(Answer.Openness, 0)
        for line in self.lines:
            counted[Answer.Openness(line.answer.openness)] += 1
        return tuple(
            f"{count} {OPENNESS_WORDS[each].lower()}" for each, count in counted.items() if count
        )

    def changes_since(self, seen: Mapping[int, int]) -> tuple[str, ...]:
        """Say what is not any more as the form had it; a sentence each."""
        now = {line.question.id: line.answer for line in [*self.lines, *self.left_out]}
        found = []
        for question in self.room.published.content.questions:
            answer, version = now.get(question.id), seen.get(question.id)
            if answer is None and version is not None:
                found.append(f"Question {question.number} has no answer any more.")
            elif answer is not None and version is None:
                found.append(f"Question {question.number} has an answer now{_by(answer)}.")
            elif answer is not None and answer.version != version:
                found.append(f"The answer to question {question.number} was changed{_by(answer)}.")
        return tuple(found) or ("Who the answer is from, or where it stands, was changed.",)


def check_page(room: Room) -> CheckPage:
    """Return the page. Two queries for an organisation's, one for a person's own."""
    language = room.published.paper.language
    answers = answers_of(room.submission)
    checked = check_answers(room.published.content, answers, language=language)
    signers = signers_of(room.submission) if room.is_organisations else ()
    return CheckPage(
        room=room,
        lines=tuple(
            _line(room, each, each.answer) for each in checked if each.answer and each.goes
        ),
        left_out=tuple(
            _line(room, each, each.answer) for each in checked if each.answer and each.stays_behind
        ),
        gaps=tuple(
            Gap(each.question, room.url_of("answer", each.question.number))
            for each in checked
            if each.answer is None and not each.question.is_retired
        ),
        signers=tuple(signers),
    )


def signers_of(submission: Submission) -> list[Membership]:
    """Return who may sign off for the organisation, by name. One query."""
    signers = Membership.objects.approvers().filter(organisation=submission.organisation_id)
    return list(signers.select_related("user").order_by("user__display_name", "pk"))


def answers_of(submission: Submission) -> list[Answer]:
    """Return its answers that say something, with the wording of each. One query."""
    answers = Answer.objects.filter(submission=submission)
    found = answers.select_related("wording", "changed_by")
    return [answer for answer in found if answer.says_something]


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


def _line(room: Room, checked: Checked, answer: Answer) -> Line:
    question, language = checked.question, room.published.paper.language
    return Line(
        checked=checked,
        answer=answer,
        edit_url=room.url_of("answer", question.number),
        html=mark_safe(render_response(answer.body)),  # noqa: S308  # made by render_response
        chosen=chosen_in(answer, question, language),
    )


def _by(answer: Answer) -> str:
    return f" by {answer.changed_by.public_name}" if answer.changed_by else ""
