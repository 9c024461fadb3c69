"""The list, the structure and the preview; and who may open any page of the papers' desk."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from accounts.models import User
from papers import urls
from papers.actions import add_call, add_question, add_section, add_source, create_paper
from papers.models import Paper
from tests.conftest import ClientFor
from tests.papers.conftest import make_draft


def every_url(paper: Paper) -> dict[str, str]:
    """Return each address of the desk; the role is asked before anything is looked up."""
    return {
        pattern.name: reverse(
            f"papers:{pattern.name}",
            kwargs={
                name: 1 if name.endswith("_id") else {"slug": paper.slug}.get(name, "up")
                for name in pattern.pattern.converters
            },
        )
        for pattern in urls.urlpatterns
        if pattern.name
    }


@pytest.mark.parametrize("role", ["participant", "moderator", "analyst"])
def test_no_page_is_there_for_others(
    request: pytest.FixtureRequest, role: str, draft: Paper, client_for: ClientFor
) -> None:
    browser = client_for(request.getfixturevalue(role))
    for name, url in every_url(draft).items():
        assert browser.get(url).status_code == 404, name
        assert browser.post(url).status_code == 404, name


def test_a_visitor_is_asked_to_sign_in(visitor: Client, draft: Paper) -> None:
    for name, url in every_url(draft).items():
        answer = visitor.post(url)
        assert (answer.status_code, "login" in answer["Location"]) == (302, True), name


def test_an_id_beyond_any_number_is_404(desk: Client, draft: Paper) -> None:
    url = reverse("papers:change-section", args=[draft.slug, 10**30])
    assert desk.get(url).status_code == 404


def test_the_list_says_stage_questions_and_edition(desk: Client, published: Paper) -> None:
    page = desk.get(reverse("papers:list")).content.decode()
    assert published.title in page
    assert "Open" in page


@pytest.mark.usefixtures("db")
def test_an_empty_list_says_how_to_begin(desk: Client) -> None:
    assert "There is no paper yet." in desk.get(reverse("papers:list")).content.decode()


def queries_of(desk: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(url).status_code == 200
    return len(queries)


def test_the_list_costs_the_same_for_1_and_20(desk: Client, editor: User, draft: Paper) -> None:
    url = reverse("papers:list")
    desk.get(url)
    cost = queries_of(desk, url)
    for number in range(20):
        make_draft(editor, f"Paper {number}")
    with assertNumQueries(cost):
        assert desk.get(url).content.count(b'scope="row"') == 21


def test_the_structure_costs_the_same_for_1_and_20(
    desk: Client, editor: User, draft: Paper
) -> None:
    url = reverse("papers:structure", args=[draft.slug])
    desk.get(url)
    cost = queries_of(desk, url)
    for number in range(20):
        section = add_section(actor=editor, paper=draft, title=f"Section {number}")
        add_question(actor=editor, section=section, text=f"Question {number}?")
        add_source(actor=editor, section=section, title="A study")
        add_call(actor=editor, paper=draft, audience=f"Audience {number}", text="Talk.")
    with assertNumQueries(cost):
        assert desk.get(url).content.count(b"question-") >= 21


def test_each_move_button_has_its_own_name(desk: Client, editor: User, draft: Paper) -> None:
    section = draft.sections.get()
    add_question(actor=editor, section=section, text="Second?")
    page = desk.get(reverse("papers:structure", args=[draft.slug])).content.decode()
    assert "question 1</span>" in page
    assert "question 2</span>" in page


def test_a_new_paper_says_what_a_section_is(desk: Client, editor: User) -> None:
    paper = create_paper(actor=editor, title="Empty")
    page = desk.get(reverse("papers:structure", args=[paper.slug])).content.decode()
    assert "This paper has no sections yet." in page


def test_the_preview_numbers_as_publishing_will(desk: Client, editor: User, draft: Paper) -> None:
    page = desk.get(reverse("papers:preview", args=[draft.slug])).content.decode()
    assert "Question 1" in page
    assert "<em>words</em>" in page
