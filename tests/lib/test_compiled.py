"""A queryset that is made into SQL once answers as itself would."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.db import connections
from django.db.models import BigIntegerField, Count, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import JSONObject
from pytest_django import DjangoAssertNumQueries

from accounts.models import Organisation
from consultation.lib.compiled import CompiledQuery, Given
from tests.people import make_organisation

pytestmark = pytest.mark.django_db


def by_name(name: Any) -> "QuerySet[Organisation, tuple[Any, ...]]":
    """With what a statement may hold beside the value: a value of its own, and one below it."""
    same = Organisation.objects.filter(name=name, region=Value("")).values("name")[:1]
    found = Organisation.objects.filter(Q(name=name)).annotate(also=Subquery(same))
    return found.values_list("pk", "also", JSONObject(name="name"))


@pytest.mark.parametrize("name", ["Northfield Trust", '50% of "it\'s" % s', "Harbour Trust", ""])
def test_it_finds_what_the_queryset_finds(name: str) -> None:
    for each in ("Northfield Trust", '50% of "it\'s" % s'):
        make_organisation(each)
    compiled = CompiledQuery(lambda: by_name(Given("name", TextField())))
    assert compiled.rows(name=name) == list(by_name(name))
    assert compiled.rows(name="Northfield Trust") == list(by_name("Northfield Trust"))


def test_json_comes_back_as_it_would() -> None:
    made = make_organisation("Northfield Trust")
    compiled = CompiledQuery(lambda: by_name(Given("name", TextField())))
    assert compiled.rows(name="Northfield Trust")[0][-1] == {"name": made.name}


def test_it_is_written_once_and_asked_each_time(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    made, written = make_organisation("Northfield Trust"), []

    def count_one() -> "QuerySet[Organisation, tuple[Any, ...]]":
        written.append(1)
        given = Given("pk", BigIntegerField())
        return Organisation.objects.filter(pk=given).values_list(Count("pk"))

    compiled = CompiledQuery(count_one)
    with django_assert_num_queries(2):
        assert compiled.rows(pk=made.pk) == [(1,)]
        assert compiled.rows(pk=0) == []
    assert len(written) == 1


def test_two_threads_that_ask_at_once_write_it_once() -> None:
    """The first posts of a process come together."""
    written: list[int] = []
    again = Event()

    def slowly() -> "QuerySet[Organisation, tuple[Any, ...]]":
        if written:
            again.set()
        written.append(1)
        again.wait(timeout=0.2)
        return by_name(Given("name", TextField()))

    compiled = CompiledQuery(slowly)

    def ask(name: str) -> list[tuple[Any, ...]]:
        try:
            return compiled.rows(name=name)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(ask, ["Nobody", "Nobody else"])) == [[], []]
    assert written == [1]


def test_a_value_that_is_not_given_is_asked_for() -> None:
    compiled = CompiledQuery(lambda: by_name(Given("name", TextField())))
    with pytest.raises(KeyError, match="name"):
        compiled.rows(title="Northfield Trust")
