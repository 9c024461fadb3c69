"""What a file says of formal answers, and what it must not say of those without a name."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from consultation.exports.policy import Scope
from consultation.responses.models import Submission
from papers.models import Paper
from tests.asking import make_paper, question_of
from tests.exports.reading import exported
from tests.exports.volume import add_responses
from tests.people import make_membership
from tests.responses.formal import NAMELESS, PRIVATE, begin, send, write

pytestmark = pytest.mark.django_db
TOLD = ["question number", "formal answer", "respondent", "openness", "capacity"]


@pytest.fixture
def sent(participant: User, editor: User) -> Submission:
    owner = make_membership(participant, role="owner")
    paper = make_paper(editor, questions=3, moderation=Paper.Moderation.POST)
    room = begin(participant, paper, owner)
    write(participant, room, 1, "With the name.")
    write(participant, room, 2, "Without it.", openness=NAMELESS)
    write(participant, room, 3, "In private.", openness=PRIVATE)
    return send(participant, room)


def test_the_leads_file_says_whose_each_is(lead: User, sent: Submission) -> None:
    rows = exported(lead, sent.paper, Scope.EVERYTHING)
    whose = [str(sent.reference), "Northfield Resettlement Trust"]
    assert [[row[name] for name in TOLD] for row in rows] == [
        ["1", *whose, "public", "organisation"],
        ["2", *whose, "nameless", "organisation"],
        ["3", *whose, "private", "organisation"],
    ]


def test_what_anyone_may_read_leads_from_no_nameless_answer_to_its_respondent(
    analyst: User, sent: Submission
) -> None:
    named, nameless = exported(analyst, sent.paper)
    assert [named[name] for name in TOLD[1:3]] == [
        str(sent.reference),
        "Northfield Resettlement Trust",
    ]
    assert [nameless[name] for name in TOLD] == ["2", "", "", "nameless", ""]
    assert nameless["name shown"] == "Name withheld"
    assert nameless["organisation shown"] == ""
    assert {len(nameless[name]) for name in ("posted at", "published at")} == {len("2026-07-01")}


def test_a_file_of_a_thousand_costs_as_many_queries_as_one_of_ten(
    lead: User, sent: Submission
) -> None:
    counts = []
    exported(lead, sent.paper, Scope.EVERYTHING)
    for more in (7, 990):
        add_responses(question_of(sent.paper), more)
        with CaptureQueriesContext(connection) as queries:
            rows = exported(lead, sent.paper, Scope.EVERYTHING)
        counts.append((len(rows), len(queries)))
    (few, cheap), (many, dear) = counts
    assert (few, many) == (10, 1_000)
    assert cheap == dear


def test_it_holds_nothing_private(analyst: User, sent: Submission) -> None:
    rows = exported(analyst, sent.paper)
    assert [row["text"] for row in rows] == ["With the name.", "Without it."]
