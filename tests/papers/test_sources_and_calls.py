import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from papers.actions import (
    AlreadyThereError,
    PartGoneError,
    add_call,
    add_source,
    remove_call,
    remove_source,
)
from papers.models import Call, Paper, Section, Source


def test_a_source_is_cited_once(editor: User, section: Section) -> None:
    add_source(actor=editor, section=section, title="A study", date="April 2015")
    with pytest.raises(AlreadyThereError):
        add_source(actor=editor, section=section, title="A study", date="April 2015")


def test_a_source_is_removed_once(editor: User, section: Section) -> None:
    source = add_source(actor=editor, section=section, title="A study")
    again = Source.objects.get(pk=source.pk)
    remove_source(actor=editor, source=source)
    with pytest.raises(PartGoneError):
        remove_source(actor=editor, source=again)


def test_a_call_is_made_once(editor: User, draft: Paper) -> None:
    add_call(actor=editor, paper=draft, audience="Governors", text="Talk to us.")
    with pytest.raises(AlreadyThereError):
        add_call(actor=editor, paper=draft, audience="Governors", text="Talk to us!")


def test_a_call_is_removed(editor: User, draft: Paper) -> None:
    call = add_call(actor=editor, paper=draft, audience="Governors", text="Talk to us.")
    remove_call(actor=editor, call=call)
    assert not Call.objects.exists()


def test_the_source_form(desk: Client, draft: Paper, section: Section) -> None:
    url = reverse("papers:add-source", args=[draft.slug, section.pk])
    answer = desk.post(url, {"title": "A study", "url": "https://example.org/study"})
    assert answer.status_code == 302
    source = Source.objects.get()
    desk.post(reverse("papers:remove-source", args=[draft.slug, source.pk]))
    assert not Source.objects.exists()


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp:///", "nowhere"])
def test_the_source_form_refuses_what_is_no_link(
    desk: Client, draft: Paper, section: Section, link: str
) -> None:
    url = reverse("papers:add-source", args=[draft.slug, section.pk])
    answer = desk.post(url, {"title": "A study", "url": link})
    assert answer.status_code == 422
    assert not Source.objects.exists()


def test_the_call_form(desk: Client, draft: Paper) -> None:
    url = reverse("papers:add-call", args=[draft.slug])
    desk.post(url, {"audience": "Governors", "text": "Talk to us."})
    call = Call.objects.get()
    answer = desk.post(reverse("papers:remove-call", args=[draft.slug, call.pk]))
    assert answer.status_code == 302
    assert not Call.objects.exists()
