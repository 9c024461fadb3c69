import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.activity.models import Activity
from papers.actions import (
    AlreadyThereError,
    PaperChangedMeanwhileError,
    PartGoneError,
    SectionAlreadyAskedError,
    add_section,
    change_section,
    move_section,
    remove_section,
)
from papers.models import Paper, Section
from tests.page import read_page


def titles(paper: Paper) -> list[str]:
    return list(paper.sections.order_by("position").values_list("title", flat=True))


def test_it_is_added_at_the_end(editor: User, draft: Paper) -> None:
    add_section(actor=editor, paper=draft, title="End")
    assert titles(draft) == ["Beginning", "End"]


def test_the_same_title_is_added_once(editor: User, draft: Paper) -> None:
    with pytest.raises(AlreadyThereError):
        add_section(actor=editor, paper=draft, title="Beginning")


def test_it_is_changed(editor: User, draft: Paper, section: Section) -> None:
    change_section(actor=editor, section=section, expected_version=99, title="New", body="Words")
    assert titles(draft) == ["New"]


def test_two_who_change_it_do_not_overwrite_one_another(
    editor: User, lead: User, draft: Paper, section: Section
) -> None:
    draft.refresh_from_db()
    seen = draft.draft_version
    change_section(actor=lead, section=section, expected_version=seen, title="A", body="Theirs")
    with pytest.raises(PaperChangedMeanwhileError):
        change_section(actor=editor, section=section, expected_version=seen, title="A", body="Mine")


def test_a_second_click_is_no_conflict(editor: User, draft: Paper, section: Section) -> None:
    draft.refresh_from_db()
    seen = draft.draft_version
    for _click in range(2):
        change_section(actor=editor, section=section, expected_version=seen, title="A", body="B")
    assert titles(draft) == ["A"]


def test_it_moves_both_ways(editor: User, draft: Paper) -> None:
    end = add_section(actor=editor, paper=draft, title="End")
    move_section(actor=editor, section=end, direction="up")
    assert titles(draft) == ["End", "Beginning"]
    move_section(actor=editor, section=end, direction="down")
    assert titles(draft) == ["Beginning", "End"]


@pytest.mark.parametrize("direction", ["up", "down"])
def test_at_the_edge_it_stays(editor: User, section: Section, direction: str) -> None:
    lines = Activity.objects.count()
    move_section(actor=editor, section=section, direction=direction)  # type: ignore[arg-type]
    assert Activity.objects.count() == lines


def test_it_is_removed_with_its_questions(editor: User, draft: Paper, section: Section) -> None:
    remove_section(actor=editor, section=section)
    assert not draft.questions.exists()
    assert Activity.objects.latest("id").data["deed"] == "removed"


def test_one_with_an_asked_question_stays(editor: User, published: Paper) -> None:
    with pytest.raises(SectionAlreadyAskedError):
        remove_section(actor=editor, section=published.sections.get())
    assert published.questions.exists()


def test_one_that_is_gone_cannot_change(editor: User, section: Section) -> None:
    gone = Section.objects.select_related("paper").get(pk=section.pk)
    remove_section(actor=editor, section=section)
    with pytest.raises(PartGoneError):
        change_section(actor=editor, section=gone, expected_version=1, title="A", body="B")


def test_the_form_adds(desk: Client, draft: Paper) -> None:
    answer = desk.post(
        reverse("papers:add-section", args=[draft.slug]), {"title": "  End  ", "level": 1}
    )
    assert answer.status_code == 302
    assert titles(draft) == ["Beginning", "End"]


def test_the_form_refuses_an_empty_title(desk: Client, draft: Paper) -> None:
    url = reverse("papers:add-section", args=[draft.slug])
    answer = desk.post(url, {"title": "", "body": "Kept words"})
    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()


def test_the_form_shows_both_versions(
    desk: Client, lead: User, draft: Paper, section: Section
) -> None:
    draft.refresh_from_db()
    seen = draft.draft_version
    change_section(actor=lead, section=section, expected_version=seen, title="A", body="Theirs")
    url = reverse("papers:change-section", args=[draft.slug, section.pk])
    answer = desk.post(url, {"title": "A", "body": "Mine", "level": 1, "version": seen})
    assert answer.status_code == 409
    [difference] = answer.context["differences"]
    assert [piece.text for piece in difference.saved] == ["Theirs"]
    assert [piece.text for piece in difference.typed] == ["Mine"]


def test_text_typed_for_a_removed_section_comes_back(
    desk: Client, editor: User, draft: Paper, section: Section
) -> None:
    url = reverse("papers:change-section", args=[draft.slug, section.pk])
    remove_section(actor=editor, section=section)
    answer = desk.post(url, {"title": "A", "body": "An hour of work", "version": 1})
    read_page(answer)
    assert answer.status_code == 409
    assert "An hour of work" in answer.content.decode()
    assert desk.get(url).status_code == 404


def test_the_buttons_move(desk: Client, editor: User, draft: Paper) -> None:
    end = add_section(actor=editor, paper=draft, title="End")
    desk.post(reverse("papers:move-section", args=[draft.slug, end.pk, "up"]))
    assert titles(draft) == ["End", "Beginning"]


def test_removing_asks_first(desk: Client, draft: Paper, section: Section) -> None:
    url = reverse("papers:remove-section", args=[draft.slug, section.pk])
    assert "Remove this section?" in desk.get(url).content.decode()
    assert titles(draft) == ["Beginning"]
    assert desk.post(url).status_code == 302
    assert titles(draft) == []


def test_a_section_of_another_paper_is_404(desk: Client, section: Section) -> None:
    url = reverse("papers:change-section", args=["other", section.pk])
    assert desk.get(url).status_code == 404


@pytest.mark.parametrize("name", ["move-section", "remove-section"])
def test_a_button_on_one_that_is_gone_leads_back(
    desk: Client, editor: User, draft: Paper, section: Section, name: str
) -> None:
    direction = ["up"] if name == "move-section" else []
    url = reverse(f"papers:{name}", args=[draft.slug, section.pk, *direction])
    remove_section(actor=editor, section=section)
    answer = desk.post(url, follow=True)
    assert answer.redirect_chain == [(reverse("papers:structure", args=[draft.slug]), 302)]
    assert "Someone removed that part meanwhile." in answer.content.decode()
