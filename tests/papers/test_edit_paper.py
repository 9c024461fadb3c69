from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.activity.models import Activity
from consultation.lib.clock import LONDON, database_now
from papers.actions import (
    AddressTakenError,
    ClosingMovedError,
    FixedByPublishingError,
    PaperChangedMeanwhileError,
    RelatedToItselfError,
    add_section,
    change_paper,
)
from papers.models import Paper
from tests.page import read_page
from tests.papers.conftest import make_draft


def typed(paper: Paper, **changes: Any) -> dict[str, Any]:
    return {
        "title": paper.title,
        "slug": paper.slug,
        "kind": paper.kind,
        "language": paper.language,
        "moderation": paper.moderation,
        "results_shown": paper.results_shown,
        "summary": paper.summary,
        "contact": paper.contact,
        "version": paper.draft_version,
        **changes,
    }


def test_a_change_counts_the_version_and_is_logged(editor: User, draft: Paper) -> None:
    draft.refresh_from_db()
    before = draft.draft_version
    paper = change_paper(actor=editor, paper=draft, expected_version=before, title="New title")
    line = Activity.objects.about(paper).latest("id")
    assert paper.draft_version == before + 1
    assert line.data == {
        "part": "paper",
        "part_id": paper.pk,
        "deed": "changed",
        "version": before + 1,
    }


def test_saving_nothing_new_changes_nothing(editor: User, draft: Paper) -> None:
    lines = Activity.objects.count()
    change_paper(actor=editor, paper=draft, expected_version=0, title=draft.title)
    assert Activity.objects.count() == lines


def test_a_stale_version_is_refused(editor: User, lead: User, draft: Paper) -> None:
    draft.refresh_from_db()
    version = draft.draft_version
    change_paper(actor=lead, paper=draft, expected_version=version, title="Theirs")
    with pytest.raises(PaperChangedMeanwhileError, match="Lead changed this"):
        change_paper(actor=editor, paper=draft, expected_version=version, title="Mine")


def test_work_on_another_part_is_no_conflict(editor: User, lead: User, draft: Paper) -> None:
    draft.refresh_from_db()
    version = draft.draft_version
    add_section(actor=lead, paper=draft, title="Another part")
    paper = change_paper(actor=editor, paper=draft, expected_version=version, title="Mine")
    assert paper.title == "Mine"


def test_the_address_changes_until_publishing(editor: User, draft: Paper) -> None:
    draft.refresh_from_db()
    version = draft.draft_version
    assert change_paper(actor=editor, paper=draft, expected_version=version, slug="other").slug == (
        "other"
    )


@pytest.mark.parametrize("change", [{"slug": "other"}, {"kind": "submission"}])
def test_publishing_fixes_address_and_kind(
    editor: User, published: Paper, change: dict[str, Any]
) -> None:
    with pytest.raises(FixedByPublishingError):
        change_paper(
            actor=editor,
            paper=published,
            expected_version=published.draft_version,
            **change,
        )


def test_an_address_of_another_paper_is_refused(editor: User, draft: Paper) -> None:
    other = make_draft(editor, "Other")
    with pytest.raises(AddressTakenError):
        change_paper(actor=editor, paper=other, expected_version=99, slug=draft.slug)


def test_the_form_saves(desk: Client, draft: Paper) -> None:
    draft.refresh_from_db()
    url = reverse("papers:edit", args=[draft.slug])
    answer = desk.post(url, typed(draft, title="Changed", topics="work\n\nwork\npay"))
    draft.refresh_from_db()
    assert answer.status_code == 302
    assert (draft.title, draft.topics) == ("Changed", ["work", "pay"])


def test_the_form_shows_the_london_time(desk: Client, draft: Paper) -> None:
    assert b'type="datetime-local"' in desk.get(reverse("papers:edit", args=[draft.slug])).content


def test_a_stale_form_gets_both_versions_and_keeps_the_text(
    desk: Client, lead: User, draft: Paper
) -> None:
    draft.refresh_from_db()
    stale = typed(draft, title="What I typed")
    change_paper(
        actor=lead, paper=draft, expected_version=stale["version"], title="What they saved"
    )
    answer = desk.post(reverse("papers:edit", args=[draft.slug]), stale)
    page = answer.content.decode()
    assert answer.status_code == 409
    read_page(answer)
    assert "What they saved" in page
    assert 'value="What I typed"' in page
    assert not Paper.objects.filter(title="What I typed").exists()


def test_a_conflict_marks_the_words_that_differ_in_each_field(
    desk: Client, lead: User, draft: Paper
) -> None:
    draft.refresh_from_db()
    dates = {name: getattr(draft, name).astimezone(LONDON) for name in ("opens_at", "closes_at")}
    sent = {name: f"{moment:%Y-%m-%dT%H:%M:%S.%f}" for name, moment in dates.items()}
    stale = typed(draft, title="Good work for all", moderation="pre", **sent)
    change_paper(
        actor=lead, paper=draft, expected_version=stale["version"], title="Fair work for all"
    )
    answer = desk.post(reverse("papers:edit", args=[draft.slug]), stale)
    shown = {d.label: d for d in answer.context["differences"]}
    assert set(shown) == {"Title", "When responses appear"}
    assert [p.text.strip() for p in shown["Title"].saved if p.is_marked] == ["Fair"]
    assert [p.text.strip() for p in shown["Title"].typed if p.is_marked] == ["Good"]


def test_the_new_details_are_saved(desk: Client, draft: Paper) -> None:
    other = make_draft(User.objects.get(email="editor@soundings.example"), "Other")
    draft.refresh_from_db()
    answers = {
        "audience": "Prison staff",
        "open_to_change": "The order of things",
        "short_notice_reason": "A bill is before Parliament.",
        "response_due_on": "2027-09-01",
        "language": "cy",
        "related": [other.pk],
    }
    answer = desk.post(reverse("papers:edit", args=[draft.slug]), typed(draft, **answers))
    draft.refresh_from_db()
    assert answer.status_code == 302
    assert (draft.audience, draft.language, str(draft.response_due_on)) == (
        "Prison staff",
        "cy",
        "2027-09-01",
    )
    assert list(draft.related.all()) == [other]
    assert list(other.related.all()) == [draft]


def test_related_papers_alone_are_a_change(editor: User, draft: Paper) -> None:
    other = make_draft(editor, "Other")
    paper = change_paper(actor=editor, paper=draft, expected_version=99, related=[other])
    again = change_paper(actor=editor, paper=draft, expected_version=99, related=[other])
    assert again.draft_version == paper.draft_version


def test_a_paper_is_not_related_to_itself(editor: User, draft: Paper) -> None:
    with pytest.raises(RelatedToItselfError):
        change_paper(actor=editor, paper=draft, expected_version=99, related=[draft])


@pytest.mark.parametrize("closes_at", [timedelta(days=60), timedelta(minutes=-1), None])
def test_the_closing_readers_know_is_moved_in_the_open_alone(
    editor: User, published: Paper, closes_at: timedelta | None
) -> None:
    moment = None if closes_at is None else database_now() + closes_at
    with pytest.raises(ClosingMovedError, match="Dates and life"):
        change_paper(actor=editor, paper=published, expected_version=99, closes_at=moment)


def test_the_form_of_a_published_paper_has_no_dates(desk: Client, published: Paper) -> None:
    page = desk.get(reverse("papers:edit", args=[published.slug])).content.decode()
    assert 'name="closes_at"' not in page
    assert 'name="short_notice_reason"' in page


def test_after_seeing_the_other_version_mine_can_be_saved(
    desk: Client, lead: User, draft: Paper
) -> None:
    draft.refresh_from_db()
    url = reverse("papers:edit", args=[draft.slug])
    stale = typed(draft, title="Mine")
    change_paper(actor=lead, paper=draft, expected_version=stale["version"], title="Theirs")
    seen = desk.post(url, stale).context["form"].data["version"]
    assert desk.post(url, stale | {"version": seen}).status_code == 302
    assert Paper.objects.filter(title="Mine").exists()


def test_a_published_paper_s_address_cannot_be_typed_over(desk: Client, published: Paper) -> None:
    url = reverse("papers:edit", args=[published.slug])
    opened = {"opens_at": f"{published.opens_at:%Y-%m-%dT%H:%M}"}
    assert desk.post(url, typed(published, slug="other", title="New", **opened)).status_code == 302
    published.refresh_from_db()
    assert (published.slug, published.title) == ("good-work", "New")


def test_a_missing_paper_is_404(desk: Client) -> None:
    assert desk.get(reverse("papers:edit", args=["none"])).status_code == 404
