"""Sources and calls are changed like every part: with a version, both texts in a conflict."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from papers.actions import (
    AlreadyThereError,
    PaperChangedMeanwhileError,
    PartGoneError,
    add_call,
    add_section,
    add_source,
    change_call,
    change_source,
    place_question,
    publish_paper,
    remove_call,
    remove_source,
)
from papers.content import content_of
from papers.models import Call, Paper, Question, Section, Source
from tests.page import read_page


@pytest.fixture
def source(editor: User, section: Section) -> Source:
    return add_source(actor=editor, section=section, title="A study")


@pytest.fixture
def call(editor: User, draft: Paper) -> Call:
    return add_call(actor=editor, paper=draft, audience="Governors", text="Talk to us.")


def version_of(paper: Paper) -> int:
    paper.refresh_from_db()
    return paper.draft_version


def test_a_slot_gets_its_link(
    desk: Client, draft: Paper, source: Source, question: Question
) -> None:
    structure = reverse("papers:structure", args=[draft.slug])
    assert "No link yet" in read_page(desk.get(structure)).text
    url = reverse("papers:change-source", args=[draft.slug, source.pk])
    typed = {"title": "A study", "url": "https://example.org/study", "version": version_of(draft)}
    assert desk.post(url, typed | {"question": question.pk}).status_code == 302
    source.refresh_from_db()
    assert (source.url, source.question) == ("https://example.org/study", question)
    assert "No link yet" not in desk.get(structure).content.decode()


def test_readers_get_it_where_it_stands(
    editor: User, draft: Paper, source: Source, question: Question
) -> None:
    change_source(actor=editor, source=source, expected_version=99, title="A", question=question)
    [section] = content_of(draft).sections
    assert (section.sources, [s.title for s in section.questions[0].sources]) == ((), ["A"])


def test_two_slots_differ_by_what_they_stand_behind(
    editor: User, section: Section, source: Source
) -> None:
    other = add_source(actor=editor, section=section, title="A study", anchor="six in ten")
    with pytest.raises(AlreadyThereError):
        change_source(actor=editor, source=other, expected_version=99, title="A study", anchor="")


def test_it_cannot_stand_with_a_question_that_left(
    editor: User, draft: Paper, source: Source, question: Question
) -> None:
    end = add_section(actor=editor, paper=draft, title="End")
    version = version_of(draft)
    place_question(
        actor=editor, question=question, section=end, before=None, expected_version=version
    )
    with pytest.raises(PartGoneError):
        change_source(
            actor=editor, source=source, expected_version=99, title="A", question=question
        )


def test_the_form_offers_the_section_s_own_questions_only(
    desk: Client, editor: User, draft: Paper, source: Source, published: Paper
) -> None:
    other = Question.objects.create(
        paper=published, section=add_section(actor=editor, paper=draft, title="End"),
        position=1, number=9, text="Elsewhere?",
    )  # fmt: skip
    url = reverse("papers:change-source", args=[draft.slug, source.pk])
    answer = desk.post(url, {"title": "A study", "question": other.pk, "version": 99})
    assert answer.status_code == 422
    assert "not in this section any more" in answer.content.decode()


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "nowhere"])
def test_what_is_no_link_is_refused(desk: Client, draft: Paper, source: Source, link: str) -> None:
    url = reverse("papers:change-source", args=[draft.slug, source.pk])
    assert desk.post(url, {"title": "A study", "url": link, "version": 99}).status_code == 422


def test_two_who_change_a_source_do_not_overwrite_one_another(
    desk: Client, lead: User, draft: Paper, source: Source
) -> None:
    seen = version_of(draft)
    change_source(actor=lead, source=source, expected_version=seen, title="Theirs")
    url = reverse("papers:change-source", args=[draft.slug, source.pk])
    answer = desk.post(url, {"title": "Mine", "version": seen})
    assert answer.status_code == 409
    assert "Theirs" in read_page(answer).text
    assert answer.context["form"]["title"].value() == "Mine"


def test_a_call_is_changed(desk: Client, draft: Paper, call: Call) -> None:
    url = reverse("papers:change-call", args=[draft.slug, call.pk])
    typed = {"audience": "Peer mentors", "text": "Talk to us.", "version": version_of(draft)}
    assert desk.post(url, typed).status_code == 302
    assert Call.objects.get().audience == "Peer mentors"


def test_two_calls_to_one_audience_are_refused(editor: User, draft: Paper, call: Call) -> None:
    other = add_call(actor=editor, paper=draft, audience="Staff", text="Talk to us.")
    with pytest.raises(AlreadyThereError):
        change_call(
            actor=editor, call=other, expected_version=99, audience="Governors", text="Talk."
        )


def test_two_who_change_a_call_do_not_overwrite_one_another(
    editor: User, lead: User, draft: Paper, call: Call
) -> None:
    seen, words = version_of(draft), {"audience": "Governors"}
    change_call(actor=lead, call=call, expected_version=seen, text="Theirs", **words)
    with pytest.raises(PaperChangedMeanwhileError):
        change_call(actor=editor, call=call, expected_version=seen, text="Mine", **words)


@pytest.mark.parametrize("what", ["source", "call"])
def test_text_typed_for_one_that_is_gone_comes_back(
    desk: Client, editor: User, draft: Paper, source: Source, call: Call, what: str
) -> None:
    pk = source.pk if what == "source" else call.pk
    remove_source(actor=editor, source=source)
    remove_call(actor=editor, call=call)
    typed: dict[str, Any] = {"title": "An hour", "audience": "An hour", "version": 1}
    answer = desk.post(reverse(f"papers:change-{what}", args=[draft.slug, pk]), typed)
    assert answer.status_code == 409
    assert "An hour" in read_page(answer).text


def test_a_section_stands_under_another(desk: Client, editor: User, draft: Paper) -> None:
    url = reverse("papers:add-section", args=[draft.slug])
    assert desk.post(url, {"title": "Under it", "level": 2}).status_code == 302
    assert desk.post(url, {"title": "Nowhere", "level": 4}).status_code == 422
    publish_paper(actor=editor, paper=draft)
    assert [section.level for section in content_of(draft).sections] == [1, 2]
