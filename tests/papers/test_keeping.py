"""Nothing typed is lost: what is not saved is kept, offered again, and nobody else's business."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.activity.models import Activity
from consultation.lib.clock import time_in_words
from consultation.lib.text import with_plain_spaces
from papers.actions import change_section
from papers.actions.keeping import MOST_CHARACTERS, keep_unsaved_text
from papers.models import Paper, Section, UnsavedText
from papers.tasks import forget_unsaved_texts
from tests.conftest import ClientFor
from tests.page import read_page


@pytest.fixture
def url(section: Section) -> str:
    return reverse("papers:change-section", args=[section.paper.slug, section.pk])


def typed(section: Section, **changes: Any) -> dict[str, Any]:
    section.paper.refresh_from_db()
    version = section.paper.draft_version
    return {
        "title": section.title, "body": section.body, "level": section.level, "version": version,
        **changes,
    }  # fmt: skip


def keep(desk: Client, url: str, section: Section, how: str = "quietly", **changes: Any) -> Any:
    return desk.post(url, typed(section, keep=how, **changes))


def test_it_is_kept_as_one_types_and_nothing_is_saved(
    desk: Client, section: Section, url: str
) -> None:
    lines = Activity.objects.count()
    answer = keep(desk, url, section, body="Half a thou")
    section.refresh_from_db()
    assert answer.json() == {"kept_at": time_in_words(UnsavedText.objects.get().typed_at)}
    assert section.body == "Some *words*."
    assert UnsavedText.objects.get().fields["body"] == "Half a thou"
    assert Activity.objects.count() == lines


def test_a_later_typing_takes_the_place_of_an_earlier(
    desk: Client, section: Section, url: str
) -> None:
    keep(desk, url, section, body="Half")
    keep(desk, url, section, body="Half a thought")
    assert UnsavedText.objects.get().fields["body"] == "Half a thought"


def test_what_would_be_refused_is_kept_too(desk: Client, section: Section, url: str) -> None:
    assert keep(desk, url, section, title="").status_code == 200
    assert UnsavedText.objects.get().fields["title"] == ""


def test_the_button_keeps_without_a_script(desk: Client, section: Section, url: str) -> None:
    answer = keep(desk, url, section, "yes", body="Half")
    assert answer["Location"] == reverse("papers:structure", args=[section.paper.slug])
    said = read_page(desk.get(answer["Location"])).text
    at = with_plain_spaces(time_in_words(UnsavedText.objects.get().typed_at))
    assert f"as it was at {at}," in said


def test_it_is_offered_with_what_differs(desk: Client, section: Section, url: str) -> None:
    keep(desk, url, section, body="Some other *words*.")
    answer = desk.get(url)
    read_page(answer)
    page = answer.content.decode()
    assert "You have unsaved text from" in page
    assert "<ins>" in page
    assert "<del>" not in page
    assert 'data-behaviour="autosave"' not in page


def test_what_is_the_same_as_the_saved_is_not_offered(
    desk: Client, section: Section, url: str
) -> None:
    keep(desk, url, section)
    assert "You have unsaved text" not in desk.get(url).content.decode()


def test_restored_it_stands_in_the_form(desk: Client, section: Section, url: str) -> None:
    keep(desk, url, section, body="Half a thought")
    answer = desk.get(f"{url}?unsaved=restore")
    read_page(answer)
    assert "Half a thought</textarea>" in answer.content.decode()


def test_another_editor_never_sees_it(
    desk: Client, lead: User, client_for: ClientFor, section: Section, url: str
) -> None:
    keep(desk, url, section, body="canary-unsaved")
    for address in (url, f"{url}?unsaved=restore"):
        assert "canary-unsaved" not in client_for(lead).get(address).content.decode()


def test_saving_forgets_it(desk: Client, section: Section, url: str) -> None:
    keep(desk, url, section, body="Half")
    assert desk.post(url, typed(section, body="Whole")).status_code == 302
    assert not UnsavedText.objects.exists()


def test_discarding_forgets_it_and_saves_nothing(desk: Client, section: Section, url: str) -> None:
    keep(desk, url, section, body="Half")
    assert desk.post(url, {"discard": "yes"})["Location"] == url
    section.refresh_from_db()
    assert (UnsavedText.objects.count(), section.body) == (0, "Some *words*.")


def test_text_typed_on_an_older_draft_is_a_conflict_when_restored(
    desk: Client, lead: User, section: Section, url: str
) -> None:
    keep(desk, url, section, body="Mine")
    change_section(
        actor=lead, section=section, expected_version=99, title=section.title, body="Theirs"
    )
    form = desk.get(f"{url}?unsaved=restore").context["form"]
    answer = desk.post(url, typed(section, body="Mine", version=form["version"].value()))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs" in page
    assert "Mine" in page


def test_a_new_part_s_text_is_kept_by_its_place(desk: Client, draft: Paper) -> None:
    url = reverse("papers:add-section", args=[draft.slug])
    desk.post(url, {"title": "Begun", "keep": "quietly"})
    assert UnsavedText.objects.get().place == "add-section"
    assert "You have unsaved text" in desk.get(url).content.decode()


def test_the_details_are_kept_with_their_choices(desk: Client, draft: Paper, editor: User) -> None:
    other = Paper.objects.create(slug="other", title="Another")
    url = reverse("papers:edit", args=[draft.slug])
    desk.post(url, {"title": "T", "related": [other.pk], "opens_at": "soon", "keep": "quietly"})
    form = desk.get(f"{url}?unsaved=restore").context["form"]
    assert form["related"].value() == [str(other.pk)]
    assert form["opens_at"].value() == "soon"


def test_too_much_is_refused_in_words(desk: Client, section: Section, url: str) -> None:
    answer = keep(desk, url, section, body="x" * MOST_CHARACTERS)
    assert (answer.status_code, UnsavedText.objects.count()) == (413, 0)
    assert "too long" in answer.json()["problem"]


def test_only_an_editor_keeps(moderator: User, draft: Paper) -> None:
    with pytest.raises(PermissionDenied):
        keep_unsaved_text(actor=moderator, paper=draft, place="x", version=1, fields={})


def test_after_thirty_days_it_is_forgotten(desk: Client, section: Section, url: str) -> None:
    keep(desk, url, section, body="Old")
    assert forget_unsaved_texts() == 0
    UnsavedText.objects.update(typed_at=Now() - timedelta(days=31))
    assert forget_unsaved_texts() == 1


def test_text_sent_after_the_session_ended_is_given_back(
    visitor: Client, section: Section, url: str
) -> None:
    answer = visitor.post(url, typed(section, body="What I had typed for an hour"))
    read_page(answer)
    assert answer.status_code == 401
    assert "What I had typed for an hour" in answer.content.decode()


def test_a_preview_shows_prose_above_the_form_and_saves_nothing(
    desk: Client, section: Section, url: str
) -> None:
    answer = desk.post(url, typed(section, body="So **bold**", title="", preview="body"))
    read_page(answer)
    page = answer.content.decode()
    section.refresh_from_db()
    assert "<strong>bold</strong>" in page
    assert "So **bold**</textarea>" in page
    assert (section.body, "There is a problem" in page) == ("Some *words*.", False)


def test_a_preview_keeps_the_draft_it_was_opened_on(
    desk: Client, section: Section, url: str
) -> None:
    answer = desk.post(url, typed(section, version=1, preview="body"))
    assert str(answer.context["form"]["version"].value()) == "1"


@pytest.mark.parametrize(
    ("prose", "shown"),
    [
        ("# Head", "<h3"),
        ("<script>alert(1)</script>", "&lt;script&gt;"),
        ("", "Nothing is written yet."),
        ("x" * 200_001, "The most there may be"),
    ],
)
def test_the_pane_s_prose_is_rendered_and_clean(desk: Client, prose: str, shown: str) -> None:
    answer = desk.post(reverse("papers:prose-preview"), {"prose": prose})
    assert shown in answer.content.decode()
