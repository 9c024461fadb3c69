"""Drafting rooms, arranged through the actions."""

import uuid

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership, User
from consultation.responses.actions.answering import Written, write_answer
from consultation.responses.actions.keeping_aside import NO_PAGE
from consultation.responses.actions.rooms import begin_submission
from consultation.responses.formal.merging import AnswerText
from consultation.responses.models import Submission
from papers.actions import change_question, publish_paper
from papers.models import Paper, Question, Wording
from tests.asking import question_of
from tests.people import make_membership, make_person

Shared = tuple[Submission, User, User]  # a room, who began it, and a colleague


def make_room(paper: Paper, drafter: User, membership: Membership | None = None) -> Submission:
    """Return the room of the drafter, or of the organisation they answer for."""
    return begin_submission(actor=drafter, paper=paper, membership=membership).submission


def make_shared_room(paper: Paper) -> Shared:
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
    page: uuid.UUID = NO_PAGE,
    takes_back: bool = False,
    **fields: object,
) -> Written:
    """Save this as the answer, begun with the version `on`."""
    return write_answer(
        actor=drafter,
        submission=room,
        wording=wording or newest_wording(question),
        typed=AnswerText(body, **fields),  # type: ignore[arg-type]
        expected_version=on,
        page=page,
        takes_back=takes_back,
    )


def entry_of(paper: Paper) -> str:
    return reverse("submissions:entry", args=[paper.slug])


def url_of(room: Submission, page: str = "room", *more: object) -> str:
    return reverse(f"submissions:{page}", args=[room.paper.slug, room.public_id, *more])


def queries_of(client: Client, url: str) -> int:
    client.get(url)  # what is kept between requests is kept now
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def reworded(editor: User, question: Question, *options: str) -> Question:
    paper = Paper.objects.get(pk=question.paper_id)
    change_question(
        actor=editor,
        question=question,
        expected_version=paper.draft_version,
        text=question.text,
        kind=question.kind,
        options=list(options),
    )
    publish_paper(actor=editor, paper=paper)
    return question_of(paper)
