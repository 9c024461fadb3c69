"""What readers have seen, and the log, can be neither changed nor deleted nor emptied."""

import pytest
from django.db import IntegrityError, connection, transaction

KEPT = ["papers_edition", "papers_wording", "activity_activity"]
CHANGES = ["UPDATE {} SET id = id + 7", "DELETE FROM {}", "TRUNCATE {} CASCADE"]


@pytest.mark.parametrize("table", KEPT)
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.usefixtures("published")
def test_the_database_keeps_it(table: str, change: str) -> None:
    with connection.cursor() as cursor:
        # Checks that wait for the end of a transaction would stand in the way of TRUNCATE.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL soundings.allow_truncate = 'off'")
        with pytest.raises(IntegrityError, match=f"{table} is append-only"), transaction.atomic():
            cursor.execute(change.format(table))
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone()[0] > 0


@pytest.mark.parametrize("table", KEPT)
@pytest.mark.usefixtures("published")
def test_a_session_that_says_so_can_empty_it(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {table} CASCADE")
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone()[0] == 0
