"""The sample's formal answers: drafted, sent and decided through the actions."""

import uuid
from dataclasses import dataclass
from pathlib import Path

from accounts.models import Membership, User
from consultation.moderation.actions import publish_response
from consultation.responses.actions.answering import write_answer
from consultation.responses.actions.rooms import begin_submission, comment_in_room
from consultation.responses.actions.sending import sign_off_and_send
from consultation.responses.actions.signing_off import ask_for_sign_off
from consultation.responses.choosing import NO_CHOICE, Choice
from consultation.responses.formal.merging import AnswerText
from consultation.responses.models import Answer, Response, Submission
from papers.models import Paper, Question
from papers.options import choices_offered
from papers.parsing import PaperFileError, Table, read_list


@dataclass(frozen=True)
class AnswerSample:
    """One answer; `question` counts from 1 within its paper, `chooses` is an option's own words."""

    question: int
    openness: str
    body: str
    chooses: str


@dataclass(frozen=True)
class CommentSample:
    """What one drafter says to the others beside an answer."""

    question: int
    body: str


@dataclass(frozen=True)
class SubmissionSample:
    """One formal answer, of an organisation that its author answers for."""

    paper: str
    author: str
    organisation: str
    is_sent: bool
    answers: tuple[AnswerSample, ...]
    comments: tuple[CommentSample, ...]


def parse_formal_answers(path: Path) -> list[SubmissionSample]:
    """Read the formal answers; PaperFileError names the entry and the key that is wrong."""
    return read_list(path, "submissions", _submission)


def _submission(table: Table) -> SubmissionSample:
    return SubmissionSample(
        paper=table.text("paper"),
        author=table.text("as"),
        organisation=table.text("for"),
        is_sent=table.is_set("is_sent"),
        answers=tuple(table.each("answers", _answer)),
        comments=tuple(table.each("comments", _comment)),
    )


def _answer(table: Table) -> AnswerSample:
    answer = AnswerSample(
        question=table.integer("question"),
        openness=table.text("openness"),
        body=table.text("body"),
        chooses=table.text("chooses", ""),
    )
    if answer.openness not in Answer.Openness.values:
        raise PaperFileError(f"{table.where}: nothing is read by “{answer.openness}”.")
    return answer


def _comment(table: Table) -> CommentSample:
    return CommentSample(question=table.integer("question"), body=table.text("body"))


def load_formal_answers(*, people: dict[str, User], path: Path) -> None:
    """Draft every formal answer, send those that are sent, and let a moderator decide on them."""
    for sample in parse_formal_answers(path):
        author = people[sample.author]
        paper = Paper.objects.get(slug=sample.paper)
        current = author.memberships.current().select_related("organisation")
        membership = current.get(organisation__name=sample.organisation)
        room = _draft(author, sample, paper, membership)
        if sample.is_sent:
            _send(author, room)
            for response in Response.objects.filter(submission=room).awaiting_decision():
                publish_response(actor=people["moderator"], response=response)


def _draft(
    author: User, sample: SubmissionSample, paper: Paper, membership: Membership
) -> Submission:
    room = begin_submission(actor=author, paper=paper, membership=membership).submission
    questions = {question.number: question for question in paper.questions.all()}
    for answer in sample.answers:
        question = questions[answer.question]
        write_answer(
            actor=author,
            submission=room,
            wording=question.wordings.latest("number"),
            typed=AnswerText(answer.body, _choice(answer, question), answer.openness),
            expected_version=0,
        )
    for comment in sample.comments:
        comment_in_room(
            actor=author,
            submission=room,
            question=questions[comment.question],
            body=comment.body,
            client_token=uuid.uuid4(),
        )
    return room


def _choice(answer: AnswerSample, question: Question) -> Choice:
    offered = choices_offered(question.kind, question.options)
    return Choice((offered.index(answer.chooses),)) if answer.chooses else NO_CHOICE


def _send(author: User, room: Submission) -> None:
    room.refresh_from_db()
    ask_for_sign_off(actor=author, submission=room, approver=author)
    room.refresh_from_db()
    sign_off_and_send(actor=author, submission=room, expected_version=room.version)
