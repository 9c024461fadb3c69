"""Before the next edition is published, the desk shows what it would change."""

from django.urls import reverse

from accounts.models import User
from papers.actions import add_section, change_question
from papers.models import Paper
from tests.asking import question_of
from tests.conftest import ClientFor
from tests.page import Page, fetch


def publish_page(client_for: ClientFor, editor: User, paper: Paper) -> Page:
    return fetch(client_for(editor), reverse("papers:publish", args=[paper.slug]))


def test_what_the_next_edition_would_change_is_shown(
    client_for: ClientFor, editor: User, open_paper: Paper
) -> None:
    question = question_of(open_paper)
    text = "What does very good look like, 1?"
    change_question(actor=editor, question=question, expected_version=999, text=text)
    add_section(actor=editor, paper=open_paper, title="What it costs", body="New words.")
    page = publish_page(client_for, editor, open_paper)
    assert "What edition 2 would change" in page.text
    assert "1 question reworded" in page.text
    assert "What does [Added: very ] good look like, 1?" in page.text
    assert "What it costs (added)" in page.text


def test_there_is_nothing_to_compare_while_nothing_changed(
    client_for: ClientFor, editor: User, open_paper: Paper
) -> None:
    page = publish_page(client_for, editor, open_paper)
    assert "Nothing has changed since edition 1" in page.text
    assert "would change" not in page.text
