"""“Dates and life” on the desk, and the diary file."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from accounts.models import User
from consultation.lib.clock import LONDON, database_now
from papers.actions import extend_paper, withdraw_paper
from papers.models import Extension, Paper
from papers.stages import Stage
from tests.asking import close
from tests.conftest import ClientFor
from tests.page import fetch, read_page


def url(name: str, paper: Paper) -> str:
    return reverse(f"papers:{name}", args=[paper.slug])


def local(moment: datetime) -> str:
    return moment.astimezone(LONDON).strftime("%Y-%m-%dT%H:%M")


def stage_of(paper: Paper) -> Stage:
    return Paper.objects.with_clock().get(pk=paper.pk).stage


def test_the_page_says_where_it_stands(desk: Client, open_paper: Paper) -> None:
    page = fetch(desk, url("life", open_paper))
    assert "It takes responses." in page.text
    assert {"Extend the closing date…", "Close it now…", "Withdraw it…"} <= set(page.links())


def test_extending_on_the_desk(desk: Client, open_paper: Paper) -> None:
    assert open_paper.closes_at is not None
    later = (open_paper.closes_at + timedelta(days=14)).replace(second=0, microsecond=0)
    form = {
        "closes_at": local(later),
        "reason": "Prisons asked for more time.",
        "extended_from": open_paper.closes_at.isoformat(),
    }
    answer = desk.post(url("extend", open_paper), form, follow=True)
    assert "Prisons asked for more time." in read_page(answer).text
    assert Extension.objects.get().closes_at == later


def test_a_refused_extension_keeps_what_was_typed(
    desk: Client, editor: User, open_paper: Paper
) -> None:
    seen = open_paper.closes_at
    assert seen is not None
    extend_paper(
        actor=editor, paper=open_paper, closes_at=seen + timedelta(days=9), reason="Nine days."
    )
    form = {
        "closes_at": local(seen + timedelta(days=20)),
        "reason": "Mine.",
        "extended_from": seen.isoformat(),
    }
    answer = desk.post(url("extend", open_paper), form)
    page = read_page(answer)
    assert answer.status_code == 409
    assert "was changed after you opened this page" in page.text
    again = {c.get("name", ""): c.get("value", "") for c in page.tree.iter("input")}
    assert again["reason"] == "Mine."
    del again["csrfmiddlewaretoken"]
    assert desk.post(url("extend", open_paper), again).status_code == 302


@pytest.mark.parametrize(
    "wrong", [{"extended_from": "yesterday"}, {"reason": ""}, {"closes_at": "soon"}]
)
def test_a_wrong_extension_says_why(wrong: dict[str, str], desk: Client, open_paper: Paper) -> None:
    assert open_paper.closes_at is not None
    right = {
        "closes_at": local(open_paper.closes_at + timedelta(days=9)),
        "reason": "More time.",
        "extended_from": open_paper.closes_at.isoformat(),
    }
    answer = desk.post(url("extend", open_paper), {**right, **wrong})
    assert answer.status_code == 422
    assert "There is a problem" in read_page(answer).text


def test_closing_and_withdrawing_ask_first(desk: Client, open_paper: Paper) -> None:
    fetch(desk, url("close", open_paper))
    assert stage_of(open_paper) == Stage.OPEN
    desk.post(url("close", open_paper))
    assert stage_of(open_paper) == Stage.CLOSED
    refused = desk.post(url("withdraw", open_paper), {"reason": ""})
    assert refused.status_code == 422
    assert read_page(refused).title.startswith("Error: ")
    desk.post(url("withdraw", open_paper), {"reason": "Overtaken."})
    assert stage_of(open_paper) == Stage.WITHDRAWN


def test_a_lead_restores(
    editor: User, lead: User, desk: Client, open_paper: Paper, client_for: ClientFor
) -> None:
    withdraw_paper(actor=editor, paper=open_paper, reason="By mistake.")
    assert "Only a lead can restore" in fetch(desk, url("life", open_paper)).text
    assert "Restore it…" in fetch(client_for(lead), url("life", open_paper)).links()
    client_for(lead).post(url("restore", open_paper))
    assert stage_of(open_paper) == Stage.OPEN


def test_the_dates_of_a_draft(desk: Client, draft: Paper) -> None:
    soon = database_now().replace(second=0, microsecond=0) + timedelta(days=3)
    form = {
        "announced_at": local(soon),
        "opens_at": local(soon + timedelta(days=1)),
        "closes_at": local(soon + timedelta(days=90)),
        "version": str(draft.draft_version),
    }
    assert desk.post(url("schedule", draft), form).status_code == 302
    draft.refresh_from_db()
    assert (draft.announced_at, draft.opens_at) == (soon, soon + timedelta(days=1))


def test_an_hour_that_the_clocks_skip_is_explained(desk: Client, draft: Paper) -> None:
    form = {"opens_at": "2027-03-28T01:30", "version": str(draft.draft_version)}
    answer = desk.post(url("schedule", draft), form)
    assert answer.status_code == 422
    assert "The clocks change then" in read_page(answer).text


def test_what_is_fixed_has_no_field(desk: Client, open_paper: Paper, coming: Paper) -> None:
    def fields(paper: Paper) -> set[str]:
        page = fetch(desk, url("schedule", paper))
        names = {control.get("name", "") for control in page.tree.iter("input")}
        return names & {"announced_at", "opens_at", "closes_at"}

    assert fields(open_paper) == {"closes_at"}
    assert fields(coming) == {"opens_at", "closes_at"}


def test_the_page_costs_the_same_for_any_number_of_extensions(
    editor: User, desk: Client, open_paper: Paper
) -> None:
    costs = []
    for first, last in ((60, 61), (70, 80)):
        for days in range(first, last):
            later = database_now() + timedelta(days=days)
            extend_paper(actor=editor, paper=open_paper, closes_at=later, reason="More.")
        with CaptureQueriesContext(connection) as queries:
            fetch(desk, url("life", open_paper))
        costs.append(len(queries))
    assert costs[0] == costs[1]


def event_of(client: Client, paper: Paper) -> dict[str, str]:
    answer = client.get(reverse("life:closing-date", args=[paper.slug]))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    return {name.lower(): value.to_ical().decode() for name, value in event.items()}


def test_the_diary_moves_with_each_extension(
    editor: User, visitor: Client, open_paper: Paper
) -> None:
    before = event_of(visitor, open_paper)
    later = datetime(2027, 7, 30, 17, tzinfo=LONDON)
    extend_paper(actor=editor, paper=open_paper, closes_at=later, reason="More time; really.")
    after = event_of(visitor, open_paper)
    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == ("0", "1")
    assert after["dtstart"] == "20270730T160000Z"  # five o'clock in a London summer
    assert "30 July 2027\\, 5 pm\\, London time" in after["description"]
    assert "More time\\; really." in after["description"]


def test_the_diary_says_only_what_the_public_may_know(visitor: Client, coming: Paper) -> None:
    Paper.objects.filter(pk=coming.pk).update(title="canary-working-title")
    content = visitor.get(reverse("life:closing-date", args=[coming.slug])).content.decode()
    assert "SUMMARY:Closes: Good rehabilitation" in content
    assert "canary" not in content
    assert "VALARM" not in content


def test_a_line_break_in_a_reason_makes_no_second_line(
    editor: User, visitor: Client, open_paper: Paper
) -> None:
    later = database_now() + timedelta(days=60)
    reason = "More.\r\nATTENDEE:mailto:someone@example.org"
    extend_paper(actor=editor, paper=open_paper, closes_at=later, reason=reason)
    assert "attendee" not in event_of(visitor, open_paper)


@pytest.mark.parametrize("how", ["draft", "closed", "withdrawn", "embargo"])
def test_no_diary_for_what_is_past_or_unknown(
    how: str, editor: User, visitor: Client, coming: Paper, draft: Paper
) -> None:
    paper = draft if how == "draft" else coming
    if how == "closed":
        close(paper)
    elif how == "withdrawn":
        withdraw_paper(actor=editor, paper=paper, reason="Overtaken.")
    elif how == "embargo":
        Paper.objects.filter(pk=paper.pk).update(announced_at=paper.opens_at)
    found = visitor.get(reverse("life:closing-date", args=[paper.slug]))
    missing = visitor.get(reverse("life:closing-date", args=["no-such-paper"]))
    assert (found.status_code, found.content) == (404, missing.content)
