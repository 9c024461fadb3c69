"""Drafting rooms, arranged through the actions."""

from accounts.models import Membership, User
from consultation.responses.actions.answering import Written, write_answer
from consultation.responses.actions.rooms import begin_submission
from consultation.responses.merging import AnswerText
from consultation.responses.models import Submission
from papers.models import Paper, Question, Wording
from tests.people import make_membership, make_person


def make_room(paper: Paper, drafter: User, membership: Membership | None = None) -> Submission:
    """Return the room of the drafter, or of the organisation they answer for."""
    return begin_submission(actor=drafter, paper=paper, membership=membership).submission


def make_shared_room(paper: Paper) -> tuple[Submission, User, User]:
    """Return an organisation's room and two who draft in it."""
    drafters = make_person("drafter"), make_person("colleague")
    first, _ = [make_membership(each) for each in drafters]
    return make_room(paper, drafters[0], first), *drafters


def newest_wording(question: Question) -> Wording:
    return Wording.objects.filter(question=question).latest("number")


def write(
    drafter: User,
    room: Submission,
    question: Question,
    body: str = "",
    *,
    on: int = 0,
    wording: Wording | None = None,
    **fields: object,
) -> Written:
    """Save this as the answer, begun with the version `on`."""
    return write_answer(
        actor=drafter,
        submission=room,
        wording=wording or newest_wording(question),
        typed=AnswerText(body, **fields),  # type: ignore[arg-type]
        expected_version=on,
    )
