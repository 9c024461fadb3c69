from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.activity.models import Activity
from papers.actions import (
    AddressTakenError,
    FixedByPublishingError,
    PaperChangedMeanwhileError,
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
