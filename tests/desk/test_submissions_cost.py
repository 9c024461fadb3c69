"""The list of formal answers, at thousands of them."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from papers.models import Paper
from tests.asking import make_paper
from tests.conftest import ClientFor
from tests.desk.test_submissions import LIST, add_submissions
from tests.responses.formal import draft, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(editor: User) -> Paper:
    return make_paper(editor)


def test_a_page_of_thousands_reads_the_answers_of_its_own_alone(
    analyst: User, paper: Paper, client_for: ClientFor, participant: User
) -> None:
    """The plan is what grows with 10,000 of them: the queries are the same two."""
    send(participant, draft(participant, paper))
    add_submissions(paper, 3_000)
    client = client_for(analyst)
    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)
    (listed,) = [each["sql"] for each in queries if "LIMIT 51" in each["sql"]]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE responses_submission")
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON, TIMING OFF) {listed}")
        plan = json.dumps(cursor.fetchone()[0])
    assert "submission_sent" in plan
    rows = [int(found) for found in re.findall(r'"Actual Rows": (\d+)', plan)]
    assert max(rows) <= 60, plan
