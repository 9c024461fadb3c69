"""A draft that lacks nothing, and the same paper published; both made on the desk's own way."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import User
from consultation.lib.clock import database_now
from papers.actions import add_question, add_section, create_paper, publish_paper
from papers.models import Paper, Question, Section
from tests.asking import make_paper
from tests.conftest import ClientFor


def make_draft(editor: User, title: str = "Good work") -> Paper:
    """Return a paper that is ready to publish: open since yesterday, one section, one question."""
    now = database_now()
    paper = create_paper(
        actor=editor,
        title=title,
        summary="What it is about.",
        contact="Write to the policy team.",
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=30),
    )
    section = add_section(actor=editor, paper=paper, title="Beginning", body="Some *words*.")
    add_question(actor=editor, section=section, text="What works?", parts=["And for whom?"])
    return paper


@pytest.fixture
def draft(editor: User) -> Paper:
    return make_draft(editor)


@pytest.fixture
def published(editor: User, draft: Paper) -> Paper:
    publish_paper(actor=editor, paper=draft)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def coming(editor: User) -> Paper:
    """A paper that is announced and opens in a week."""
    soon = database_now() + timedelta(days=7)
    return make_paper(editor, opens_at=soon, closes_at=soon + timedelta(days=84))


@pytest.fixture
def section(draft: Paper) -> Section:
    return draft.sections.get()


@pytest.fixture
def question(draft: Paper) -> Question:
    return draft.questions.get()


@pytest.fixture
def desk(editor: User, client_for: ClientFor) -> Client:
    """An editor's browser."""
    return client_for(editor)
