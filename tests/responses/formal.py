"""Formal answers that are drafted and sent, arranged through the actions."""

from accounts.models import Membership, User
from consultation.responses.actions.answering import write_answer
from consultation.responses.actions.rooms import begin_submission
from consultation.responses.actions.sending import send_submission, sign_off_and_send
from consultation.responses.actions.signing_off import ask_for_sign_off
from consultation.responses.choosing import NO_CHOICE, Choice
from consultation.responses.formal.merging import AnswerText
from consultation.responses.models import Answer, Submission
from papers.models import Paper, Wording
from tests.asking import question_of

PUBLIC, NAMELESS, PRIVATE = (each.value for each in Answer.Openness)


def begin(person: User, paper: Paper, membership: Membership | None = None) -> Submission:
    return begin_submission(actor=person, paper=paper, membership=membership).submission


def write(
    person: User,
    room: Submission,
    number: int,
    body: str,
    *,
    openness: str = PUBLIC,
    choice: Choice = NO_CHOICE,
    takes_back: bool = False,
) -> Answer:
    """Write the answer to a question, over whatever stands there."""
    question = question_of(room.paper, number)
    wording = Wording.objects.filter(question=question).latest("number")
    earlier = Answer.objects.filter(submission=room, question=question).first()
    written = write_answer(
        actor=person,
        submission=room,
        wording=wording,
        typed=AnswerText(body, choice, openness),
        expected_version=earlier.version if earlier else 0,
        takes_back=takes_back,
    )
    room.refresh_from_db()
    return written.answer


def draft(person: User, paper: Paper, membership: Membership | None = None) -> Submission:
    """Return one with a public answer to question 1 and a private one to question 2."""
    room = begin(person, paper, membership)
    write(person, room, 1, "In public: a plan works.")
    write(person, room, 2, "In private: it did not work here.", openness=PRIVATE)
    return room


def send(person: User, room: Submission) -> Submission:
    """Send a person's own, or have an organisation's signed off by the person and sent."""
    room.refresh_from_db()
    if room.organisation_id is None:
        return send_submission(actor=person, submission=room, expected_version=room.version)
    ask_for_sign_off(actor=person, submission=room, approver=person)
    return sign_off_and_send(actor=person, submission=room, expected_version=room.version)
