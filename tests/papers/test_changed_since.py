"""The desk says that a draft has changed when, and only when, publishing would make an edition."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.lib.clock import database_now
from papers.actions import (
    NothingToPublishError,
    add_call,
    add_section,
    add_source,
    change_paper,
    publish_paper,
    remove_section,
)
from papers.models import Paper

Change = Callable[[User, Paper], object]


def change(editor: User, paper: Paper, **fields: Any) -> None:
    change_paper(actor=editor, paper=paper, expected_version=99, **fields)


def close_earlier(editor: User, paper: Paper) -> None:
    change(editor, paper, closes_at=database_now() + timedelta(days=20))


def moderate_each(editor: User, paper: Paper) -> None:
    change(editor, paper, moderation="pre")


def there_and_back(editor: User, paper: Paper) -> None:
    change(editor, paper, title="Other words")
    change(editor, paper, title="Good work")


def added_and_removed(editor: User, paper: Paper) -> None:
    section = add_section(actor=editor, paper=paper, title="End")
    remove_section(actor=editor, section=section)


@pytest.mark.parametrize("act", [close_earlier, moderate_each, there_and_back, added_and_removed])
def test_what_makes_no_edition_is_no_change(
    desk: Client, editor: User, published: Paper, act: Change
) -> None:
    act(editor, published)
    page = desk.get(reverse("papers:structure", args=[published.slug])).content.decode()
    assert "The draft has changed since" not in page
    with pytest.raises(NothingToPublishError):
        publish_paper(actor=editor, paper=published)


def reword(editor: User, paper: Paper) -> None:
    change(editor, paper, title="Other words")


def reword_and_close_earlier(editor: User, paper: Paper) -> None:
    reword(editor, paper)
    close_earlier(editor, paper)


def cite(editor: User, paper: Paper) -> None:
    add_source(actor=editor, section=paper.sections.get(), title="A study")


def invite(editor: User, paper: Paper) -> None:
    add_call(actor=editor, paper=paper, audience="Governors", text="Talk to us.")


@pytest.mark.parametrize("act", [reword, reword_and_close_earlier, cite, invite])
def test_what_makes_an_edition_is_a_change(
    desk: Client, editor: User, published: Paper, act: Change
) -> None:
    act(editor, published)
    page = desk.get(reverse("papers:structure", args=[published.slug])).content.decode()
    assert "The draft has changed since" in page
    assert "changed since" in desk.get(reverse("papers:list")).content.decode()
    publish_paper(actor=editor, paper=published)
    published.refresh_from_db()
    assert not published.is_changed_since_edition
