"""What finding organisations on the desk asks of PostgreSQL, whatever it knows of the tables."""

import re

import pytest
from django.db import connection
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from accounts.organisations.entries import register_list

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("standing", ["", "asked", "no-owner", "nobody"])
def test_owners_are_looked_up_by_their_organisation_whatever_postgresql_has_counted(
    standing: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # As a join it took ten seconds of 5,000 organisations that had just been brought in.
    with django_assert_num_queries(2) as captured:
        register_list(QueryDict(f"standing={standing}"))
    with connection.cursor() as cursor:
        for query in captured.captured_queries:
            cursor.execute(f"EXPLAIN {query['sql']}")
            plan = " ".join(line for (line,) in cursor.fetchall())
            assert "SubPlan" in plan
            assert not re.search("Anti Join|Semi Join|hashed", plan)
