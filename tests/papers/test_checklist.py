"""What blocks a publishing and what is advice, each with where to mend it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from consultation.moderation.models import Reason
from papers.actions import NotReadyToPublishError, add_question, add_section, publish_paper
from papers.actions.sources import add_source
from papers.models import Paper, PaperImport, Question, Section
from papers.readiness import Check, checklist_of
from tests.page import read_page
from tests.papers.conftest import make_draft

MONDAY_NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


def checks_of(paper: Paper) -> dict[str, Check]:
    return {
        check.name: check
        for check in checklist_of(Paper.objects.with_clock().get(pk=paper.pk)).checks
    }


def with_fields(paper: Paper, **fields: Any) -> dict[str, Check]:
    Paper.objects.filter(pk=paper.pk).update(**fields)
    return checks_of(paper)


@pytest.mark.parametrize(
    ("field", "name", "is_blocking"),
    [
        ("summary", "summary", True),
        ("contact", "contact", True),
        ("audience", "audience", False),
        ("open_to_change", "formative", False),
        ("next_steps", "next steps", False),
    ],
)
def test_a_field_is_asked_for_where_it_is(
    draft: Paper, field: str, name: str, is_blocking: bool
) -> None:
    empty = with_fields(draft, **{field: " "})[name]
    assert (empty.is_met, empty.is_blocking) == (False, is_blocking)
    assert empty.mend_url.endswith(f"/details/#id_{field}")
    assert with_fields(draft, **{field: "Words."})[name].is_met


@pytest.mark.parametrize(
    ("days", "reason", "is_met"), [(83, "", False), (84, "", True), (30, "So.", True)]
)
def test_twelve_weeks_or_a_reason(draft: Paper, days: int, reason: str, is_met: bool) -> None:
    check = with_fields(
        draft,
        opens_at=MONDAY_NOON,
        closes_at=MONDAY_NOON + timedelta(days=days),
        short_notice_reason=reason,
    )["twelve weeks"]
    assert (check.is_met, check.is_blocking) == (is_met, False)


@pytest.mark.parametrize(
    ("closes_at", "problem"),
    [
        (datetime(2027, 6, 4, 16, tzinfo=UTC), ""),
        (datetime(2027, 6, 5, 16, tzinfo=UTC), "Saturday"),
        (datetime(2027, 5, 31, 16, tzinfo=UTC), "bank holiday"),
        (datetime(2027, 3, 26, 12, tzinfo=UTC), "bank holiday"),
        (datetime(2027, 6, 3, 22, 59, tzinfo=UTC), "at night"),
    ],
)
def test_a_closing_day_when_nobody_is_there(
    draft: Paper, closes_at: datetime, problem: str
) -> None:
    check = with_fields(draft, opens_at=MONDAY_NOON - timedelta(days=99), closes_at=closes_at)[
        "closing day"
    ]
    assert check.is_met is not bool(problem)
    assert problem in check.todo


def test_what_was_heard_is_promised_after_closing(draft: Paper) -> None:
    dates = {"opens_at": MONDAY_NOON, "closes_at": MONDAY_NOON + timedelta(days=90)}
    assert not with_fields(draft, response_due_on=date(2027, 4, 1), **dates)["response due"].is_met
    assert with_fields(draft, response_due_on=date(2027, 8, 1), **dates)["response due"].is_met


@pytest.mark.parametrize(
    ("kind", "text", "is_double"),
    [
        ("open", "What works, and for whom?", False),
        ("open", "What works and how would you pay for it?", True),
        ("open", "What works? Why?", True),
        ("open", "How do staff and families help?", False),
        ("single", "Do you find it fair and quick?", True),
        ("recommendation", "Fund it and say how it went.", False),
    ],
)
def test_a_question_that_asks_twice(
    draft: Paper, question: Question, kind: str, text: str, is_double: bool
) -> None:
    Question.objects.update(kind=kind, text=text, options=["Yes", "No"])
    assert checks_of(draft)["one thing at a time"].is_met is not is_double


def test_a_choice_without_options_blocks(editor: User, draft: Paper, question: Question) -> None:
    Question.objects.update(kind="single", options=["Yes"])
    check = checks_of(draft)["options"]
    assert check.mend_url == reverse("papers:change-question", args=[draft.slug, question.pk])
    with pytest.raises(NotReadyToPublishError, match="at least two options"):
        publish_paper(actor=editor, paper=draft)


def test_retired_questions_are_not_looked_at(draft: Paper) -> None:
    Question.objects.update(text="", retired_at=MONDAY_NOON)
    assert not checks_of(draft)["questions"].is_met
    assert "question words" not in checks_of(draft)


def test_sources_without_a_link_are_counted(editor: User, draft: Paper, section: Section) -> None:
    add_source(actor=editor, section=section, title="A study")
    add_source(actor=editor, section=section, title="A report", url="https://example.org/")
    check = checks_of(draft)["links"]
    assert (check.todo, check.details) == ("1 source has no link yet.", ("A study",))


@pytest.mark.parametrize(
    ("body", "is_met"),
    [
        ("It helps 40% of people.", False),
        ("It helps 40% of people ([study](https://example.org/)).", True),
        ("It helps many people.", True),
    ],
)
def test_figures_want_a_source(draft: Paper, section: Section, body: str, is_met: bool) -> None:
    Section.objects.update(body=body)
    assert checks_of(draft)["figures"].is_met is is_met


def test_an_import_that_nobody_confirmed_blocks(editor: User, draft: Paper) -> None:
    PaperImport.objects.create(file_name="a.docx", document={}, interpretation={}, paper=draft)
    with pytest.raises(NotReadyToPublishError, match="Confirm the review"):
        publish_paper(actor=editor, paper=draft)


def test_without_reasons_to_refuse_by_nothing_is_published(editor: User, draft: Paper) -> None:
    Reason.objects.all().delete()
    with pytest.raises(NotReadyToPublishError, match="Set the reasons"):
        publish_paper(actor=editor, paper=draft)


def test_a_submission_is_not_asked_for_an_audience(editor: User, draft: Paper) -> None:
    Question.objects.all().delete()
    checks = with_fields(draft, kind="submission", dated_on=date(2027, 3, 1))
    assert {"audience", "twelve weeks", "reasons", "response due"} & checks.keys() == set()
    assert all(check.is_met for check in checks.values() if check.is_blocking)


def test_the_page_tells_what_blocks_from_what_is_advice(desk: Client, draft: Paper) -> None:
    Paper.objects.filter(pk=draft.pk).update(contact="")
    answer = desk.get(reverse("papers:publish", args=[draft.slug]))
    text = read_page(answer).text
    blocking, advice = text.index("Before this can be published"), text.index("Worth doing first")
    assert blocking < text.index("Say who readers can write to.") < advice
    assert advice < text.index("Say who is asked")
    assert 'name="note"' not in answer.content.decode()


def test_advice_blocks_nothing(desk: Client, draft: Paper) -> None:
    draft.refresh_from_db()
    url = reverse("papers:publish", args=[draft.slug])
    assert desk.post(url, {"version": draft.draft_version}).status_code == 302


def test_as_many_queries_for_one_question_as_for_twenty(
    desk: Client, editor: User, draft: Paper
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            desk.get(reverse("papers:publish", args=[draft.slug]))
        return len(captured)

    few = queries()
    for number in range(10):
        section = add_section(actor=editor, paper=draft, title=f"Part {number}", body="40% of it.")
        add_question(actor=editor, section=section, text=f"What and how is {number}?")
        add_source(actor=editor, section=section, title="A study")
    assert queries() == few


def test_another_paper_s_parts_do_not_count(editor: User, draft: Paper) -> None:
    other = make_draft(editor, "Other")
    add_source(actor=editor, section=other.sections.get(), title="A study")
    assert checks_of(draft)["links"].is_met
