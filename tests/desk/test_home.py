"""The desk's first page: each member of staff sees what waits for them, and no more."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from consultation.desk.overview import overview_for
from consultation.mail.models import Message, State
from consultation.responses.models import Response
from papers.models import Question
from tests.asking import close, make_paper, post, post_published, question_of
from tests.conftest import ClientFor
from tests.people import make_person
from tests.responses.multiplying import multiply

FAILED = {"kind": "response_published", "state": State.FAILED, "outcome": "550 no such mailbox"}


def home(client: Client) -> str:
    answer = client.get("/desk/")
    assert answer.status_code == 200
    return answer.content.decode()


def menu(page: str) -> list[str]:
    nav = page[page.index('<nav class="desk-nav"') :]
    return re.findall(r'<a href="([^"]+)"', nav[: nav.index("</nav>")])


def test_a_visitor_is_asked_to_sign_in(visitor: Client) -> None:
    assert visitor.get("/desk/")["Location"].endswith("?next=/desk/")


def test_for_a_participant_it_is_not_there(participant: User, client_for: ClientFor) -> None:
    assert client_for(participant).get("/desk/").status_code == 404


@pytest.mark.parametrize(
    ("role", "parts"),
    [
        (
            "moderator",
            [
                "/desk/moderation/",
                "/desk/offline/",
                "/desk/submissions/",
                "/desk/people/",
                "/desk/organisations/",
            ],
        ),
        ("editor", ["/desk/submissions/", "/desk/papers/"]),
        ("analyst", ["/desk/submissions/", "/desk/exports/"]),
        (
            "lead",
            [
                "/desk/moderation/",
                "/desk/offline/",
                "/desk/submissions/",
                "/desk/papers/",
                "/desk/exports/",
                "/desk/people/",
                "/desk/organisations/",
            ],
        ),
    ],
)
def test_the_menu_has_what_the_role_opens(
    role: str, parts: list[str], request: pytest.FixtureRequest, client_for: ClientFor
) -> None:
    browser = client_for(request.getfixturevalue(role))
    entries = menu(home(browser))
    assert entries == ["/desk/", *parts, "/people/me/mail/"]
    assert all(browser.get(entry).status_code == 200 for entry in entries)


def test_a_moderator_sees_what_waits(
    moderator: User, participant: User, question: Question, client_for: ClientFor
) -> None:
    held = post(participant, question)
    Response.objects.filter(pk=held.pk).update(submit_date=timezone.now() - timedelta(days=2))
    page = home(client_for(moderator))
    assert "1 response</strong>, the longest for 2\xa0days" in page


@pytest.mark.parametrize("role", ["editor", "analyst"])
def test_others_do_not(
    role: str,
    request: pytest.FixtureRequest,
    participant: User,
    question: Question,
    client_for: ClientFor,
) -> None:
    post(participant, question)
    assert "Waiting for a moderator" not in home(client_for(request.getfixturevalue(role)))


def test_open_papers_show_what_is_new(
    editor: User, participant: User, question: Question, client_for: ClientFor
) -> None:
    post_published(participant, question)
    old = post_published(participant, question)
    Response.objects.filter(pk=old.pk).update(published_at=timezone.now() - timedelta(days=8))
    page = home(client_for(editor))
    assert "Good rehabilitation" in page
    assert re.search(r'class="number">1</td>', page)


def test_what_is_new_is_counted_by_an_index(editor: User, question: Question) -> None:
    response = post_published(editor, question)
    multiply(response, 4_000)
    Response.objects.exclude(pk=response.pk).update(
        published_at=timezone.now() - timedelta(days=90)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE responses_response")
    with CaptureQueriesContext(connection) as queries:
        assert [paper.new_responses for paper in overview_for(editor).papers] == [1]
    sql = next(each["sql"] for each in queries.captured_queries if "GROUP BY" in each["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        assert any("response_lately" in line for (line,) in cursor.fetchall())


def test_held_responses_are_not_counted_as_new(
    moderator: User, participant: User, question: Question, client_for: ClientFor
) -> None:
    post(participant, question)
    assert re.search(r'class="number">0</td>', home(client_for(moderator)))


def test_a_closed_paper_is_not_among_the_open(editor: User, client_for: ClientFor) -> None:
    close(make_paper(editor))
    assert "No paper is open." in home(client_for(editor))


def test_a_lead_sees_mail_that_could_not_be_sent(lead: User, client_for: ClientFor) -> None:
    Message.objects.create(to="gone@soundings.example", key="1", **FAILED)
    page = home(client_for(lead))
    assert "gone@soundings.example" in page
    assert "550 no such mailbox" in page


def test_nobody_else_sees_addresses(moderator: User, client_for: ClientFor) -> None:
    Message.objects.create(to="gone@soundings.example", key="1", **FAILED)
    assert "gone@soundings.example" not in home(client_for(moderator))


def test_many_lost_mails_are_counted_and_the_latest_shown(
    lead: User, client_for: ClientFor
) -> None:
    for n in range(22):
        Message.objects.create(to=f"gone{n}@soundings.example", key="1", **FAILED)
    page = home(client_for(lead))
    assert "22 given up; the latest 20 are shown" in page
    assert "gone21@" in page
    assert "gone1@" not in page


def test_its_cost_does_not_grow(
    lead: User,
    editor: User,
    client_for: ClientFor,
    question: Question,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = client_for(lead)
    post(make_person("first"), question)
    with django_assert_num_queries(12):
        home(browser)
    for n in range(20):
        paper = make_paper(editor, title=f"Paper {n}")
        post(make_person(f"person{n}"), question_of(paper))
        Message.objects.create(to=f"gone{n}@soundings.example", key="1", **FAILED)
    with django_assert_num_queries(12):
        home(browser)
