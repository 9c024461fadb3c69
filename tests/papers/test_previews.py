"""A paper before its time: the desk's preview, and links for named outsiders."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.lib.clock import database_now
from papers.actions import (
    NamedAlreadyError,
    add_section,
    make_preview_link,
    note_preview_opened,
    publish_paper,
    revoke_preview_link,
)
from papers.models import Paper, PreviewLink, Section
from tests.page import Page, fetch, read_page
from tests.papers.conftest import make_draft

STAGES = ["announced", "open", "closing_soon", "closed", "withdrawn"]


def preview(desk: Client, paper: Paper, **query: str) -> Page:
    return read_page(desk.get(reverse("papers:preview", args=[paper.slug]), query))


def path_of(token: str) -> str:
    return reverse("life:open-preview", args=[token])


@pytest.fixture
def embargoed(editor: User) -> Paper:
    paper = make_draft(editor)
    soon = database_now() + timedelta(days=2)
    Paper.objects.filter(pk=paper.pk).update(announced_at=soon, opens_at=soon)
    publish_paper(actor=editor, paper=paper)
    Section.objects.filter(paper=paper).update(body="canary-working-copy")
    return Paper.objects.get(pk=paper.pk)


@pytest.mark.parametrize("stage", STAGES)
def test_the_draft_is_previewed_at_every_stage(stage: str, desk: Client, draft: Paper) -> None:
    page = preview(desk, draft, stage=stage)
    assert page.h1 == draft.title
    assert f"when it is {stage.replace('_', ' ')}" in page.text
    assert ("What works?" in page.text) == (stage != "announced")


@pytest.mark.parametrize("reader", ["visitor", "participant", "member", "moderator"])
def test_the_preview_says_what_each_reader_can_do(reader: str, desk: Client, draft: Paper) -> None:
    said = {name: preview(desk, draft, **{"as": name}).text for name in ("visitor", reader)}
    assert len(set(said.values())) == len(said)


def test_nothing_on_a_preview_posts(desk: Client, draft: Paper) -> None:
    for stage in STAGES:
        main = next(preview(desk, draft, stage=stage).tree.iter("main"))
        assert list(main.iter("form")) == []
        links = [link.get("href", "") for link in main.iter("a")]
        assert not [link for link in links if link.startswith(f"/papers/{draft.slug}")]


@pytest.mark.parametrize("query", [{"stage": "no such"}, {"as": "\N{SNOWMAN}"}, {"stage": ""}])
def test_an_unknown_choice_shows_the_usual_one(
    query: dict[str, str], desk: Client, draft: Paper
) -> None:
    assert (
        "as someone who is not signed in meets it when it is open"
        in preview(desk, draft, **query).text
    )


def test_a_preview_changes_nothing(desk: Client, draft: Paper) -> None:
    before = Paper.objects.filter(pk=draft.pk).values().get()
    for stage in STAGES:
        preview(desk, draft, stage=stage)
    assert Paper.objects.filter(pk=draft.pk).values().get() == before
    assert not draft.editions.exists()


def test_a_link_shows_the_draft_to_a_stranger(editor: User, draft: Paper, visitor: Client) -> None:
    _link, token = make_preview_link(actor=editor, paper=draft, name="Northfield")
    answer = visitor.get(path_of(token))
    page = read_page(answer)
    assert page.h1 == draft.title
    assert "For Northfield, before it is published" in page.text
    assert "What works?" in page.text
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert list(next(page.tree.iter("body")).iter("form")) == []


def test_a_signed_in_reader_gets_the_same_page(editor: User, draft: Paper, desk: Client) -> None:
    _link, token = make_preview_link(actor=editor, paper=draft, name="Northfield")
    page = fetch(desk, path_of(token))
    assert list(next(page.tree.iter("body")).iter("form")) == []


def test_under_embargo_it_shows_the_edition(
    editor: User, embargoed: Paper, visitor: Client
) -> None:
    _link, token = make_preview_link(actor=editor, paper=embargoed, name="Northfield")
    page = fetch(visitor, path_of(token))
    assert "This paper is under embargo until" in page.text
    assert "canary-working-copy" not in page.text


def test_once_public_it_leads_to_the_page(editor: User, published: Paper, visitor: Client) -> None:
    _link, token = make_preview_link(actor=editor, paper=published, name="Northfield")
    answer = visitor.get(path_of(token))
    assert answer["Location"] == reverse("reading:paper", args=[published.slug])


def test_expired_revoked_and_never_made_are_one_answer(
    editor: User, draft: Paper, visitor: Client
) -> None:
    expired, token_of_expired = make_preview_link(actor=editor, paper=draft, name="One")
    PreviewLink.objects.filter(pk=expired.pk).update(expires_at=database_now())
    revoked, token_of_revoked = make_preview_link(actor=editor, paper=draft, name="Two")
    revoke_preview_link(actor=editor, link=revoked)
    tokens = [token_of_expired, token_of_revoked, "A" * 43]
    answers = [visitor.get(path_of(token)) for token in tokens]
    assert {answer.status_code for answer in answers} == {404}
    assert len({(answer.content, str(answer.headers)) for answer in answers}) == 1


def test_only_a_hash_is_kept(editor: User, draft: Paper) -> None:
    link, token = make_preview_link(actor=editor, paper=draft, name="Northfield")
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", token)
    assert token not in str(PreviewLink.objects.filter(pk=link.pk).values().get())
    assert token not in str(list(Activity.objects.values()))


def test_openings_are_logged_once_an_hour(editor: User, draft: Paper, visitor: Client) -> None:
    link, token = make_preview_link(actor=editor, paper=draft, name="Northfield")
    opened = Activity.objects.filter(verb=Verb.PREVIEW_LINK_OPENED)
    for _ in range(3):
        visitor.get(path_of(token))
    assert opened.count() == 1
    PreviewLink.objects.update(last_opened_at=database_now() - timedelta(minutes=61))
    note_preview_opened(link)
    assert opened.count() == 2


def test_the_address_is_shown_once(desk: Client, draft: Paper, visitor: Client) -> None:
    url = reverse("papers:preview-links", args=[draft.slug])
    shown = read_page(desk.post(url, {"name": "Northfield", "days": "14"}))
    (address,) = re.findall(r"http://testserver(/papers/preview/\S{43}/)", shown.text)
    assert visitor.get(address).status_code == 200
    assert address not in fetch(desk, url).response.content.decode()


def test_a_second_click_makes_no_second_link(editor: User, desk: Client, draft: Paper) -> None:
    make_preview_link(actor=editor, paper=draft, name="Northfield")
    with pytest.raises(NamedAlreadyError):
        make_preview_link(actor=editor, paper=draft, name="Northfield")
    answer = desk.post(
        reverse("papers:preview-links", args=[draft.slug]), {"name": "Northfield", "days": "14"}
    )
    assert answer.status_code == 422
    assert PreviewLink.objects.count() == 1


@pytest.mark.parametrize("days", ["0", "31", "", "x"])
def test_how_long_a_link_may_work(days: str, desk: Client, draft: Paper) -> None:
    url = reverse("papers:preview-links", args=[draft.slug])
    assert desk.post(url, {"name": "Northfield", "days": days}).status_code == 422


def test_revoking_on_the_desk(editor: User, desk: Client, draft: Paper, visitor: Client) -> None:
    link, token = make_preview_link(actor=editor, paper=draft, name="Northfield")
    desk.post(reverse("papers:revoke-preview-link", args=[draft.slug, link.pk]))
    assert visitor.get(path_of(token)).status_code == 404
    page = fetch(desk, reverse("papers:preview-links", args=[draft.slug]))
    assert "revoked" in page.text


def test_a_preview_costs_the_same_for_any_number_of_sections(
    editor: User, desk: Client, draft: Paper
) -> None:
    costs = []
    for sections in (0, 10):
        for n in range(sections):
            add_section(actor=editor, paper=draft, title=f"More {n}", body="Words.")
        with CaptureQueriesContext(connection) as queries:
            preview(desk, draft)
        costs.append(len(queries))
    assert costs[0] == costs[1]
