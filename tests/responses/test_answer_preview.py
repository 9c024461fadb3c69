"""How an answer of a formal answer will look, before it is saved."""

import pytest
from django.urls import reverse

from accounts.models import User
from consultation.responses.models import Answer
from papers.actions import publish_paper, retire_question
from papers.models import Paper, Question
from tests.asking import make_paper, question_of
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.responses.answer_forms import save
from tests.responses.rooms import Shared, make_shared_room, url_of

pytestmark = pytest.mark.django_db


def test_it_is_shown_below_the_box_and_saved_nowhere(client_for: ClientFor, shared: Shared) -> None:
    room, drafter, _ = shared
    client = client_for(drafter)
    page = fetch(client, url_of(room, "answer", 1))
    shown = read_page(save(client, room, page, body="A **key**.", preview="body"))
    assert [each.text for each in shown.tree.iter("strong") if each.text == "key"] == ["key"]
    assert "A **key**." in [(each.text or "").strip() for each in shown.tree.iter("textarea")]
    assert not Answer.objects.exists()


def test_its_script_asks_for_it_at_the_question(
    client_for: ClientFor, shared: Shared, question: Question
) -> None:
    room, drafter, _ = shared
    page = fetch(client_for(drafter), url_of(room, "answer", 1))
    url = reverse("responses:preview", args=[question.paper.slug, question.number])
    (area,) = [each for each in page.tree.iter() if each.get("data-behaviour") == "prose-preview"]
    assert (area.get("data-url"), area.get("data-field")) == (url, "answer-body")


def test_a_form_without_a_text_has_nothing_to_show(client_for: ClientFor, shared: Shared) -> None:
    room, drafter, _ = shared
    answer = client_for(drafter).post(url_of(room, "answer", 1), {"preview": "body"})
    assert (answer.status_code, "Nothing is written yet." in answer.text) == (200, True)


def test_where_the_form_is_gone_the_text_is_kept_instead(
    client_for: ClientFor, editor: User
) -> None:
    paper = make_paper(editor, title="Retiring")
    room, drafter, _ = make_shared_room(paper)
    client = client_for(drafter)
    page = fetch(client, url_of(room, "answer", 1))
    retire_question(actor=editor, question=question_of(paper), reason="Asked elsewhere.")
    publish_paper(actor=editor, paper=Paper.objects.get(pk=paper.pk))
    save(client, room, page, body="A **key**.", preview="body")
    assert Answer.objects.get().body == "A **key**."
