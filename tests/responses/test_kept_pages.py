"""A kept page is what would be drawn now, and nobody's but a signed-out reader's."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions.organisations import change_organisation
from accounts.actions.owning import remove_member
from accounts.actions.rights import erase_person
from accounts.models import Membership, Role, User
from consultation.responses.actions import publish_response
from consultation.responses.actions.editing import edit_response
from consultation.responses.actions.handling import close_thread, mark_answered, pin_response
from consultation.responses.actions.reacting import react
from consultation.responses.actions.withdrawing import withdraw_response
from consultation.responses.models import Response
from consultation.responses.taking_part.reacting import Deed
from consultation.responses.threads import kept_pages
from papers.actions import change_question, publish_paper
from papers.actions.life import close_paper, withdraw_paper
from papers.models import Paper, Question
from tests.asking import post, post_published, question_of
from tests.conftest import ClientFor
from tests.people import make_membership, make_person
from tests.racing import still_open

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _keeping(_no_kept_pages: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "MOST_PAGES", 10)


@pytest.fixture
def root(participant: User, question: Question) -> Response:
    return post_published(participant, question, "root-words")


def url_of(question: Question) -> str:
    return reverse("responses:question", args=[question.paper.slug, question.number])


def read(question: Question) -> bytes:
    """Return the page as a reader without a cookie gets it."""
    answer = Client().get(url_of(question))
    assert answer.status_code == 200
    return bytes(answer.content)


def drawn(question: Question) -> bytes:
    """Return the page as it would be drawn now: who shows a cookie is never given a kept one."""
    browser = Client()
    browser.cookies["seen"] = "1"
    return bytes(browser.get(url_of(question)).content)


def is_kept(question: Question) -> bool:
    """Whether the next reader is given the kept page: the page asks the database for far more."""
    with CaptureQueriesContext(connection) as captured:
        read(question)
    return len(captured) <= 2


def keep(question: Question) -> None:
    read(question)
    read(question)
    assert is_kept(question)


def test_the_third_reader_gets_the_page_of_the_second_to_the_byte_and_header(
    root: Response, question: Question
) -> None:
    keep(question)
    again, browser = Client().get(url_of(question)), Client()
    browser.cookies["seen"] = "1"
    fresh = browser.get(url_of(question))
    assert again.content == fresh.content
    assert dict(again.headers) == dict(fresh.headers)
    assert "Content-Security-Policy" in again.headers


def test_a_signed_in_reader_neither_gets_it_nor_leaves_theirs(
    root: Response, question: Question, participant: User, client_for: ClientFor
) -> None:
    keep(question)
    own = client_for(participant)
    for _ in range(3):
        assert "Sign out" in own.get(url_of(question)).text
    assert b"Sign out" not in read(question)
    assert read(question) == drawn(question)


def test_a_message_for_one_browser_is_shown_to_no_other(root: Response, question: Question) -> None:
    browser = Client()
    for _ in range(3):
        browser.get(url_of(question))
        browser.post(reverse("account_logout"))
    assert read(question) == drawn(question)


def author_of(response: Response) -> User:
    author = response.user
    assert author is not None
    return author


Deeds = dict[str, Callable[[Response, User], object]]
DEEDS: Deeds = {
    "another response": lambda root, _: post_published(
        author_of(root), root.question, "newer-words"
    ),
    "a reply": lambda root, _: post_published(
        author_of(root), root.question, "reply-words", to=root
    ),
    "an edit": lambda root, _: edit_response(
        actor=author_of(root), response=root, body="edited-words", expected_version=root.version
    ),
    "a withdrawal": lambda root, _: withdraw_response(actor=author_of(root), response=root),
    "an erasure": lambda root, staff: erase_person(actor=staff, person=author_of(root)),
    "agreement": lambda root, staff: react(actor=staff, response=root, deed=Deed.AGREE),
    "a pin": lambda root, staff: pin_response(actor=staff, response=root, instead_of=None),
    "a closed thread": lambda root, staff: close_thread(actor=staff, root=root, reason="Enough."),
    "an answer in the report": lambda root, staff: mark_answered(
        actor=staff, question=root.question, where="Page 4"
    ),
    "a closed paper": lambda root, staff: close_paper(actor=staff, paper=root.question.paper),
    "a withdrawn paper": lambda root, staff: withdraw_paper(
        actor=staff, paper=root.question.paper, reason="Asked too early."
    ),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_after_a_deed_the_page_is_what_would_be_drawn(
    deed: str, root: Response, question: Question
) -> None:
    staff = make_person("staff", Role.EDITOR, Role.MODERATOR, Role.LEAD)
    keep(question)
    DEEDS[deed](root, staff)
    assert not is_kept(question)
    assert read(question) == drawn(question)


def test_a_reworded_question_is_shown_at_once(
    root: Response, question: Question, editor: User
) -> None:
    keep(question)
    change_question(
        actor=editor,
        question=question,
        expected_version=Paper.objects.get(pk=question.paper_id).draft_version,
        text="What does better look like?",
    )
    assert is_kept(question) or read(question) == drawn(question)
    publish_paper(actor=editor, paper=question.paper)
    assert b"What does better look like?" in read(question)


def test_what_is_said_of_an_organisation_is_said_at_once(
    question: Question, participant: User, lead: User
) -> None:
    owner = make_membership(make_person("owner"), role=Membership.Role.OWNER).user
    membership = make_membership(participant)
    post_published(participant, question, membership=membership)
    keep(question)
    assert b"not yet confirmed" not in read(question)
    remove_member(actor=owner, membership=membership)
    assert read(question) == drawn(question)
    keep(question)
    organisation = membership.organisation
    organisation.refresh_from_db()
    change_organisation(
        actor=lead,
        organisation=organisation,
        expected_version=organisation.version,
        name="Eastfield Trust",
    )
    assert read(question) == drawn(question)


def test_a_held_response_leaves_the_page_kept_and_is_not_on_it(
    question: Question, participant: User, other_participant: User, root: Response
) -> None:
    keep(question)
    held = post(other_participant, question, "held-words")
    assert held.state == Response.State.HELD
    assert is_kept(question)
    assert b"held-words" not in read(question)
    publish_response(actor=participant, response=held)
    assert b"held-words" in read(question)


def test_another_question_leaves_the_page_kept(
    root: Response, question: Question, participant: User
) -> None:
    keep(question)
    post_published(participant, question_of(question.paper, 2), "elsewhere-words")
    assert is_kept(question)


def test_a_page_drawn_while_a_withdrawal_is_under_way_goes_with_its_commit(
    root: Response, question: Question, participant: User
) -> None:
    with still_open(lambda: withdraw_response(actor=participant, response=root)):
        # Others commit meanwhile, with later numbers.
        post_published(make_person("later"), question_of(question.paper, 2))
        keep(question)
        assert b"root-words" in read(question)
    assert b"root-words" not in read(question)
    assert read(question) == drawn(question)


def test_it_is_kept_to_the_moment_of_closing_at_the_longest(
    root: Response, question: Question
) -> None:
    closes = datetime.now(UTC) + timedelta(seconds=90)
    Paper.objects.filter(pk=question.paper_id).update(closes_at=closes)
    keep(question)
    page = kept_pages.KEPT.find((False, "", url_of(question), ""))
    assert page is not None
    assert page.stamp is not None
    midnight = kept_pages._next_london_day(datetime.now(UTC))
    assert page.stamp.until == min(closes, midnight)


def test_once_its_moment_has_come_it_is_drawn_anew(root: Response, question: Question) -> None:
    keep(question)
    address = (False, "", url_of(question), "")
    page = kept_pages.KEPT.find(address)
    assert page is not None
    assert page.stamp is not None
    over = replace(page.stamp, until=datetime.now(UTC) - timedelta(seconds=1))
    kept_pages.KEPT.keep(address, replace(page, stamp=over))
    assert not is_kept(question)
    assert is_kept(question)


def test_without_the_database_no_page_is_served(
    root: Response, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(question)

    def fail() -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", fail)
    browser = Client(raise_request_exception=False)
    assert browser.get(url_of(question)).status_code >= 500


def test_what_is_not_there_is_never_kept(question: Question) -> None:
    address = reverse("responses:question", args=[question.paper.slug, 99])
    for _ in range(3):
        assert Client().get(address).status_code == 404
    assert kept_pages.KEPT.find((False, "", address, "")) is None


def test_the_page_longest_unread_makes_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "MOST_PAGES", 2)
    pages = kept_pages.KeptPages()
    addresses = [(False, "", f"/{number}/", "") for number in range(3)]
    for address in addresses[:2]:
        pages.keep(address, kept_pages.KeptPage(frozenset()))
    pages.find(addresses[0])
    pages.keep(addresses[2], kept_pages.KeptPage(frozenset()))
    assert [pages.find(address) is not None for address in addresses] == [True, False, True]
