"""Published papers and posted responses, arranged through the actions."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from accounts.models import Membership, User
from consultation.responses.actions import post_response, publish_response
from consultation.responses.choosing import NO_CHOICE, Choice
from consultation.responses.models import Response
from consultation.responses.threads.placing import Capacity
from papers.actions import (
    add_question,
    add_section,
    change_question,
    create_paper,
    publish_paper,
)
from papers.models import Paper, Question

ASK = "What does good look like"


def make_paper(
    editor: User,
    *,
    title: str = "Good rehabilitation",
    questions: int = 2,
    ask: str = ASK,
    **fields: Any,
) -> Paper:
    """Return a published, open discussion paper with questions 1…n in one section."""
    now = datetime.now(UTC)
    dates = {"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=28)}
    paper = create_paper(
        actor=editor,
        title=title,
        summary="What helps people stay free of crime.",
        contact="The policy team, policy@soundings.example",
        **{**dates, **fields},
    )
    section = add_section(actor=editor, paper=paper, title="Before release", body="Why we ask.")
    for number in range(1, questions + 1):
        add_question(actor=editor, section=section, text=f"{ask}, {number}?")
    publish_paper(actor=editor, paper=paper)
    paper.refresh_from_db()
    return paper


def make_choice(editor: User, kind: str, *options: str, **fields: Any) -> Question:
    """Return the first of two questions of an open paper, of this kind and with these options."""
    paper = make_paper(editor, title=fields.pop("title", f"A {kind} paper"), questions=2)
    question = question_of(paper)
    change_question(
        actor=editor,
        question=question,
        expected_version=paper.draft_version,
        text="What helps most?",
        kind=kind,
        options=list(options),
        **fields,
    )
    publish_paper(actor=editor, paper=paper)
    return question_of(paper)


def close(paper: Paper) -> None:
    """Let the closing date pass, as time does."""
    past = datetime.now(UTC) - timedelta(minutes=1)
    Paper.objects.filter(pk=paper.pk).update(opens_at=past - timedelta(days=30), closes_at=past)


def question_of(paper: Paper, number: int = 1) -> Question:
    return Question.objects.get(paper=paper, number=number)


def post(
    author: User,
    question: Question,
    body: str = "A plan written with the person works.",
    *,
    to: Response | None = None,
    membership: Membership | None = None,
    shows_name: bool = False,
    visibility: str = Response.Visibility.PUBLIC,
    choice: Choice = NO_CHOICE,
) -> Response:
    """Post one response; held or published as the policy has it."""
    return post_response(
        actor=author,
        question_id=question.pk,
        body=body,
        client_token=uuid.uuid4(),
        in_reply_to=to,
        capacity=Capacity(membership, shows_name=shows_name),
        visibility=visibility,
        choice=choice,
    ).response


def post_published(
    author: User,
    question: Question,
    body: str = "A plan works.",
    *,
    to: Response | None = None,
    membership: Membership | None = None,
    shows_name: bool = False,
    choice: Choice = NO_CHOICE,
) -> Response:
    """Post one response and, if it is held, let a moderator's action publish it."""
    response = post(
        author,
        question,
        body,
        to=to,
        membership=membership,
        shows_name=shows_name,
        choice=choice,
    )
    if response.state == Response.State.HELD:
        publish_response(actor=author, response=response)
    return response


@pytest.fixture
def open_paper(editor: User) -> Paper:
    return make_paper(editor)


@pytest.fixture
def question(open_paper: Paper) -> Question:
    return question_of(open_paper)
