"""The column by which threads stand in line says what the packages' time says, whoever writes."""

from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.db import connection
from django.db.models import F

from accounts.models import User
from consultation.responses.models import Response
from papers.models import Question
from tests.asking import post_published
from tests.exports.volume import add_responses
from tests.responses.multiplying import multiply

THEN = datetime(2026, 3, 4, 10, 23, tzinfo=UTC)
migration = import_module("consultation.responses.migrations.0013_threads_in_line")


def apart() -> int:
    return Response.objects.exclude(said_at=F("submit_date")).count()


def test_it_is_the_time_of_what_is_posted(participant: User, question: Question) -> None:
    response = post_published(participant, question)
    assert Response.objects.get(pk=response.pk).said_at == response.submit_date


def test_it_follows_when_that_time_is_changed(participant: User, question: Question) -> None:
    response = post_published(participant, question)
    Response.objects.filter(pk=response.pk).update(submit_date=THEN)
    assert Response.objects.get(pk=response.pk).said_at == THEN


def test_what_is_inserted_past_the_model_has_it(participant: User, question: Question) -> None:
    multiply(post_published(participant, question), 3)
    assert apart() == 0


def test_what_one_statement_puts_into_both_tables_has_a_time_of_its_own(
    question: Question,
) -> None:
    add_responses(question, 2)
    assert not Response.objects.filter(said_at__lt=question.paper.created_at).exists()


@pytest.mark.parametrize("at_once", [1, 2, 5_000])
def test_rows_from_before_are_filled_in(
    at_once: int, participant: User, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    multiply(post_published(participant, question), 4)
    Response.objects.update(said_at=THEN)
    monkeypatch.setattr(migration, "AT_ONCE", at_once)
    migration.fill_in(None, connection.schema_editor())
    assert apart() == 0
