"""A preview without script, on the page that asks whether two texts of one writer should stand."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from consultation.responses.models import Response
from papers.models import Question
from tests.asking import post_published
from tests.conftest import ClientFor
from tests.page import read_page
from tests.responses.answer_forms import fields_of
from tests.responses.drafting import form, url_of

AS_WELL, PLAINLY = "Post this as well", "Post your response"
SECOND = "A second, *other* text."


@pytest.fixture
def writer(participant: User, client_for: ClientFor) -> Client:
    return client_for(participant)


@pytest.fixture
def standing(participant: User, question: Question) -> Response:
    return post_published(participant, question, "What stands.")


def sent_by(answer: Any, question: Question) -> dict[str, str]:
    """What a browser sends of the form on this page."""
    return fields_of(read_page(answer), url_of(question))


def preview(writer: Client, question: Question, data: dict[str, str]) -> Any:
    return writer.post(url_of(question), {**data, "preview": "body"})


def test_it_comes_back_with_the_button_that_lets_both_stand(
    writer: Client, standing: Response, question: Question
) -> None:
    asked = writer.post(url_of(question), form(SECOND))
    assert (asked.status_code, AS_WELL in asked.text) == (409, True)
    shown = preview(writer, question, sent_by(asked, question))
    assert (shown.status_code, AS_WELL in shown.text, PLAINLY in shown.text) == (200, True, False)
    assert "<em>other</em>" in shown.text
    assert "You have posted something else here already" in read_page(shown).text
    again = preview(writer, question, sent_by(shown, question))
    writer.post(url_of(question), {**sent_by(again, question), "as_well": "yes"})
    assert set(Response.objects.values_list("comment", flat=True)) == {"What stands.", SECOND}


def test_where_nothing_stands_any_more_it_is_the_plain_one(
    writer: Client, standing: Response, question: Question
) -> None:
    asked = writer.post(url_of(question), form(SECOND))
    Response.objects.filter(pk=standing.pk).update(state="withdrawn", is_public=False)
    shown = preview(writer, question, sent_by(asked, question)).text
    assert (AS_WELL in shown, PLAINLY in shown) == (False, True)


def test_on_any_other_page_it_is_the_plain_one(
    writer: Client, standing: Response, question: Question
) -> None:
    shown = preview(writer, question, form(SECOND)).text
    assert (AS_WELL in shown, PLAINLY in shown) == (False, True)
