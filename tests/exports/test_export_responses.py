"""What an export holds, and that it is logged."""

import gc
import tracemalloc
from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actions import confirm_membership
from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.exports import building
from consultation.exports.actions import export_responses, file_name
from consultation.exports.building import COLUMNS
from consultation.exports.policy import Scope
from consultation.lib.cells import unguarded
from consultation.responses.choosing import Choice
from consultation.responses.models import Response
from papers.actions import change_question, publish_paper
from papers.models import Paper, Question
from tests.asking import make_choice, make_paper, post, post_published, question_of
from tests.exports.reading import exported, joined
from tests.exports.volume import add_responses
from tests.people import make_membership

HOSTILE = [
    "=1+1",
    "+44 20 7946 0000",
    "-2",
    "@SUM(A1)",
    "\uff1dcmd|' /C calc'!A0",
    "'quoted'",
    'a "b", c',
    "one\ntwo\n\n=three",
    "a;=1+1",
    "“é” – 中文 🙂",
    "<script>alert(1)</script>",
    '=HYPERLINK("https://evil.example","x")',
]


def test_every_column_of_a_row(analyst: User, participant: User, question: Question) -> None:
    response = post_published(participant, question, "A mentor at the gate.")
    Response.objects.filter(pk=response.pk).update(
        submit_date=datetime(2026, 7, 1, 11, 30, tzinfo=UTC),
        published_at=datetime(2026, 12, 1, 11, 30, tzinfo=UTC),
    )
    (row,) = exported(analyst, question.paper)
    assert tuple(row) == COLUMNS
    assert list(row.values()) == [
        "good-rehabilitation",
        "1",
        "What does good look like, 1?",
        response.public_id,
        "",
        "0",
        "Participant",
        "",
        "",
        "individual",
        "web",
        "public",
        "published",
        "",
        "",
        "",
        "2026-07-01T12:30:00+01:00",
        "2026-12-01T11:30:00+00:00",
        "1",
        "",
        "",
        "5",
        "A mentor at the gate.",
    ]


def test_an_organisation_is_named_and_whether_it_is_confirmed(
    analyst: User, moderator: User, participant: User, question: Question
) -> None:
    membership = make_membership(participant, confirmed=False)
    post_published(participant, question)
    post(participant, question, membership=membership)
    names = ["organisation shown", "organisation confirmed", "capacity"]
    before = [row[name] for row in exported(analyst, question.paper)[1:] for name in names]
    confirm_membership(actor=moderator, membership=membership)
    after = [row[name] for row in exported(analyst, question.paper)[1:] for name in names]
    assert before == ["Northfield Resettlement Trust", "no", "organisation"]
    assert after == ["Northfield Resettlement Trust", "yes", "organisation"]


def test_rows_stand_in_reading_order(analyst: User, participant: User, open_paper: Paper) -> None:
    second = post_published(participant, question_of(open_paper, 2), "On two.")
    first = post_published(participant, question_of(open_paper, 1), "On one.")
    later = post_published(participant, question_of(open_paper, 1), "On one, later.")
    reply = post_published(analyst, question_of(open_paper, 1), "A reply.", to=first)
    rows = exported(analyst, open_paper)
    order = [first, reply, later, second]
    assert [row["response id"] for row in rows] == [response.public_id for response in order]
    assert [row["in reply to"] for row in rows] == ["", first.public_id, "", ""]
    assert [row["depth"] for row in rows] == ["0", "1", "0", "0"]


def test_a_row_shows_the_words_it_was_asked_in(
    analyst: User, editor: User, participant: User, question: Question
) -> None:
    post_published(participant, question)
    change_question(
        actor=editor,
        question=question,
        expected_version=question.paper.draft_version,
        kind=question.kind,
        text="Quite another question?",
        context="",
        parts=[],
    )
    (row,) = exported(analyst, question.paper)
    assert row["asked as"] == "What does good look like, 1?"


@pytest.mark.parametrize(
    ("kind", "choice", "chosen", "dont_know"),
    [
        ("single", Choice((1,)), "Work", "no"),
        ("multiple", Choice((0, 1)), "'=Housing\nWork", "no"),
        ("ranking", Choice((1, 0)), "1. Work\n2. =Housing", "no"),
        ("multiple", Choice((), True), "", "yes"),
    ],
)
def test_choices_are_texts_of_the_wording_asked(
    kind: str,
    choice: Choice,
    chosen: str,
    dont_know: str,
    analyst: User,
    editor: User,
    participant: User,
) -> None:
    question = make_choice(editor, kind, "=Housing", "Work", has_dont_know=True)
    root = post_published(participant, question, "", choice=choice)
    post(participant, question, "A reply.", to=root)
    row, reply = exported(analyst, question.paper)
    assert (row["chosen"], row["dont know"], row["words"]) == (chosen, dont_know, "0")
    assert (reply["chosen"], reply["dont know"]) == ("", "")


def test_agreement_is_exported_in_words(analyst: User, editor: User, participant: User) -> None:
    question = make_choice(editor, "recommendation")
    post_published(participant, question, choice=Choice((1,)))
    (row,) = exported(analyst, question.paper)
    assert (row["chosen"], row["dont know"]) == ("Partly agree", "no")


def test_hostile_text_comes_back_as_it_was_typed(
    analyst: User, participant: User, question: Question
) -> None:
    for body in HOSTILE:
        post_published(participant, question, body)
    cells = [row["text"] for row in exported(analyst, question.paper)]
    assert [unguarded(cell) for cell in cells] == HOSTILE
    assert not any(cell.startswith(("=", "+", "-", "@", "\uff1d")) for cell in cells)


def test_hostile_names_are_guarded(analyst: User, participant: User, question: Question) -> None:
    participant.display_name = "=cmd()"
    participant.save()
    membership = make_membership(participant, "@Northfield")
    post(participant, question, membership=membership, shows_name=True)
    Response.objects.update(state="published", published_at=datetime.now(UTC))
    (row,) = exported(analyst, question.paper)
    assert (row["name shown"], row["organisation shown"]) == ("'=cmd()", "'@Northfield")


@pytest.mark.parametrize(
    "change", [{"state": "held"}, {"state": "rejected"}, {"visibility": "private"}]
)
def test_only_what_anyone_may_read_is_in_it(
    change: dict[str, str], lead: User, participant: User, question: Question
) -> None:
    response = post_published(participant, question, "hidden-canary")
    Response.objects.filter(pk=response.pk).update(**change)
    assert exported(lead, question.paper) == []
    (row,) = exported(lead, question.paper, Scope.EVERYTHING)
    assert row["text"] == "hidden-canary"
    assert change.items() <= row.items()


def test_another_paper_s_responses_are_not_in_it(
    analyst: User, editor: User, participant: User, question: Question
) -> None:
    post_published(participant, question_of(make_paper(editor, title="Fair courts")))
    assert exported(analyst, question.paper) == []


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        ("moderator", Scope.PUBLISHED),
        ("participant", Scope.PUBLISHED),
        ("analyst", Scope.EVERYTHING),
    ],
)
def test_who_may_not_have_it_gets_nothing_and_nothing_is_logged(
    role: str, scope: Scope, request: pytest.FixtureRequest, open_paper: Paper
) -> None:
    with pytest.raises(PermissionDenied):
        export_responses(actor=request.getfixturevalue(role), paper=open_paper, scope=scope)
    assert not Activity.objects.filter(verb=Verb.RESPONSES_EXPORTED).exists()


def test_an_export_is_logged_before_its_first_byte(
    lead: User, participant: User, question: Question
) -> None:
    post_published(participant, question)
    post(participant, question)
    export_responses(actor=lead, paper=question.paper, scope=Scope.EVERYTHING)
    line = Activity.objects.get(verb=Verb.RESPONSES_EXPORTED)
    assert (line.actor, line.object_id, line.paper_id) == (
        lead,
        question.paper_id,
        question.paper_id,
    )
    assert line.data == {
        "format": "csv",
        "scope": "everything",
        "responses": 2,
        "columns": list(COLUMNS),
    }


def test_two_thousand_rows_take_the_queries_of_one(
    analyst: User, participant: User, question: Question
) -> None:
    post_published(participant, question)
    exported(analyst, question.paper)  # what is asked once a person is asked here
    with CaptureQueriesContext(connection) as for_one:
        assert len(exported(analyst, question.paper)) == 1
    add_responses(question, 2_000)
    with CaptureQueriesContext(connection) as for_many:
        assert len(exported(analyst, question.paper)) == 2_001
    assert len(for_many) == len(for_one)


def test_four_thousand_rows_take_the_memory_of_two_thousand(
    analyst: User, question: Question
) -> None:
    add_responses(question, 2_000)
    few = memory_of_an_export(analyst, question.paper)
    add_responses(question, 2_000)
    assert memory_of_an_export(analyst, question.paper) < 1.2 * few


def memory_of_an_export(actor: User, paper: Paper) -> int:
    """Return how many bytes were held at once while the pieces went by."""
    gc.collect()
    tracemalloc.start()
    try:
        for _ in export_responses(actor=actor, paper=paper, scope=Scope.PUBLISHED):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_the_file_says_its_encoding_and_ends_its_lines(analyst: User, open_paper: Paper) -> None:
    content = joined(export_responses(actor=analyst, paper=open_paper, scope=Scope.PUBLISHED))
    assert content.startswith(b'\xef\xbb\xbf"paper","question number",')
    assert content.endswith(b"\r\n")


def test_the_file_carries_the_london_day(open_paper: Paper) -> None:
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert file_name(open_paper, late) == "good-rehabilitation-responses-2026-07-02.csv"


def test_an_edition_published_while_the_file_is_read_breaks_nothing(
    editor: User, participant: User, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_published(participant, question, "Asked in the old words.")
    asked_before = building._asked(question.paper)
    change_question(
        actor=editor,
        question=question,
        expected_version=Paper.objects.get(pk=question.paper_id).draft_version,
        kind=question.kind,
        text="Newer words?",
        context="",
        parts=[],
    )
    publish_paper(actor=editor, paper=question.paper)
    post_published(participant, question, "Asked in the newer words.")
    reads = iter([asked_before, building._asked(question.paper)])
    monkeypatch.setattr(building, "_asked", lambda paper: next(reads))
    rows = list(building.rows_of(question.paper, Response.objects.public(), scope=Scope.PUBLISHED))
    assert [row[2] for row in rows] == ["What does good look like, 1?", "Newer words?"]
