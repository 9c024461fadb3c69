"""One person on the desk: what moderators see, what only leads do."""

import re
from datetime import UTC, datetime
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions import (
    confirm_membership,
    grant_role,
    lift_suspension,
    rename_person,
    suspend_person,
)
from accounts.models import Role, User
from consultation.activity.models import Activity, Verb
from consultation.activity.verbs import SAID
from consultation.mail.models import Message, State
from consultation.responses.models import Response
from papers.models import Question
from tests.asking import post, post_published
from tests.conftest import ClientFor
from tests.page import Page, fetch
from tests.people import SECRET, give_second_factor, make_membership, make_person

BELOW = ["", "responses/"]
FOR_LEADS = ["history/", "mail/", "roles/editor/give/", "roles/editor/take-back/", "suspend/"]


def url_of(person: User, below: str = "") -> str:
    return f"/desk/people/{person.public_id}/{below}"


@pytest.fixture
def desk(lead: User, client_for: ClientFor) -> Client:
    return client_for(lead)


@pytest.fixture
def page(desk: Client, participant: User) -> Page:
    return fetch(desk, url_of(participant))


@pytest.mark.parametrize("below", [*BELOW, *FOR_LEADS])
@pytest.mark.parametrize("role", ["participant", "suspended", "editor", "analyst"])
def test_missing_and_forbidden_are_the_same(
    role: str,
    below: str,
    request: pytest.FixtureRequest,
    other_participant: User,
    client_for: ClientFor,
) -> None:
    browser = client_for(request.getfixturevalue(role))
    there = browser.get(url_of(other_participant, below))
    missing = browser.get(f"/desk/people/{'0' * 16}/{below}")
    assert there.status_code == missing.status_code == HTTPStatus.NOT_FOUND
    assert there.content == missing.content


@pytest.mark.parametrize("below", FOR_LEADS)
def test_what_is_for_leads_is_not_there_for_moderators(
    below: str, moderator: User, participant: User, client_for: ClientFor
) -> None:
    answer = client_for(moderator).get(url_of(participant, below))
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_a_moderator_sees_who_it_is_and_what_they_posted(
    moderator: User, participant: User, question: Question, client_for: ClientFor
) -> None:
    make_membership(participant, role="owner")
    post(participant, question, "Held words about housing.")
    text = fetch(client_for(moderator), url_of(participant)).text
    for words in (
        "participant@soundings.example",
        "Northfield Resettlement Trust",
        "owner, confirmed",
        "Held words about housing.",
        "0 published, 1 waiting, 0 not published",
    ):
        assert words in text


def test_a_moderator_sees_no_roles_history_mails_or_reasons(
    moderator: User, lead: User, participant: User, client_for: ClientFor
) -> None:
    suspend_person(actor=lead, person=participant, reason="canary reason")
    text = fetch(client_for(moderator), url_of(participant)).text
    assert "Suspended" in text
    for words in ("canary reason", "Staff roles", "Second factor", "History", "Mails"):
        assert words not in text


def test_no_secret_of_a_factor_is_shown(desk: Client, editor: User) -> None:
    page = fetch(desk, url_of(editor))
    assert "Second factor yes" in page.text
    assert SECRET not in page.response.content.decode()


def test_roles_that_sleep_are_said_to(desk: Client) -> None:
    asleep = make_person("asleep", Role.EDITOR, second_factor=False)
    assert "Their roles open nothing until" in fetch(desk, url_of(asleep)).text


def test_responses_lead_to_where_they_are_dealt_with(
    desk: Client, participant: User, moderator: User, question: Question
) -> None:
    published = post_published(participant, question, "Public words.")
    held = post(participant, question, "Held words.", to=published)
    Response.objects.filter(pk=held.pk).update(state=Response.State.HELD)
    addresses = fetch(desk, url_of(participant)).links().values()
    assert f"/responses/{published.public_id}/" in addresses
    assert f"/desk/moderation/{held.public_id}/" in addresses


def test_the_name_it_was_posted_under_stays_with_it(
    desk: Client, participant: User, question: Question
) -> None:
    post(participant, question)
    rename_person(actor=participant, display_name="Wren", uses_pseudonym=False)
    text = fetch(desk, url_of(participant)).text
    assert "as Participant" in text
    assert "Wren" in text


def test_when_they_were_last_here(desk: Client, participant: User) -> None:
    assert "Last here not known" in fetch(desk, url_of(participant)).text
    User.objects.filter(pk=participant.pk).update(last_login=datetime(2026, 3, 4, 10, tzinfo=UTC))
    assert "Last here 4 March 2026, 10 am" in fetch(desk, url_of(participant)).text


def test_the_history_is_in_words_by_whom_and_about_what(
    desk: Client, lead: User, participant: User, question: Question
) -> None:
    rename_person(actor=participant, display_name="Wren", uses_pseudonym=False)
    grant_role(actor=lead, person=participant, role=Role.ANALYST)
    grant_role(actor=None, person=participant, role=Role.EDITOR)
    post(participant, question)
    text = fetch(desk, url_of(participant, "history/")).text
    for words in (
        "Changed the name shown this person",
        "Gave a staff role: analyst Lead",
        "Gave a staff role: editor the site or its operator",
        "Posted a response, Good rehabilitation this person",
    ):
        assert words in text


def test_what_is_done_about_a_membership_is_in_the_history(
    desk: Client, moderator: User, participant: User
) -> None:
    membership = make_membership(participant, confirmed=False)
    confirm_membership(actor=moderator, membership=membership)
    text = fetch(desk, url_of(participant, "history/")).text
    assert "Confirmed whom they answer for Northfield Resettlement Trust Moderator" in text


def test_the_deeds_of_an_erased_person_keep_their_place(desk: Client, participant: User) -> None:
    Activity.objects.create(
        actor_id=4_000_000,
        verb=Verb.ROLE_GRANTED,
        object_type="accounts.user",
        object_id=participant.pk,
        data={"role": "editor"},
    )
    assert "somebody who was erased" in fetch(desk, url_of(participant, "history/")).text


def test_every_verb_of_the_log_has_words() -> None:
    assert set(SAID) == set(Verb)


def test_mails_are_listed_with_what_became_of_them(desk: Client, participant: User) -> None:
    Message.objects.create(
        recipient=participant,
        to=participant.email,
        kind="response_published",
        key="1",
        state=State.FAILED,
        outcome="550 no such mailbox",
    )
    Message.objects.create(to=participant.email, kind="account", key="2")
    Message.objects.create(to="other@soundings.example", kind="paper_opened", key="3")
    text = fetch(desk, url_of(participant, "mail/")).text
    assert "Your response is published" in text
    assert "550 no such mailbox" in text
    assert "Signing in, or a change to your account" in text
    assert len(re.findall("soundings.example", text)) == 2


def test_what_went_to_somebody_at_an_address_they_gave_up_stays_theirs(
    desk: Client, participant: User, other_participant: User
) -> None:
    taken = participant.email
    Message.objects.create(recipient=other_participant, to=taken, kind="digest", key="1")
    Message.objects.create(to=taken.upper(), kind="account", key="2")
    assert _mails_told(desk, participant) == ["Signing in, or a change to your account"]
    assert _mails_told(desk, other_participant) == ["Digest of new responses"]


def _mails_told(desk: Client, person: User) -> list[str]:
    mails = desk.get(url_of(person, "mail/")).context["lines"]
    return [mail.what for mail in mails]


def test_suspensions_that_ended_stay_to_be_read(
    desk: Client, lead: User, participant: User
) -> None:
    suspension = suspend_person(actor=lead, person=participant, reason="A first reason.")
    assert "A first reason." in fetch(desk, url_of(participant)).text
    lift_suspension(actor=lead, suspension=suspension, words="We misread it.")
    text = fetch(desk, url_of(participant)).text
    assert "A first reason." in text
    assert "Lead lifted it" in text


@pytest.mark.parametrize("below", ["", "responses/", "history/", "mail/"])
def test_many_rows_cost_no_more_queries(
    desk: Client, participant: User, question: Question, below: str
) -> None:
    make_membership(participant)
    for n in range(6):
        _add(participant, question, n)
    desk.get(url_of(participant, below))
    with CaptureQueriesContext(connection) as few:
        desk.get(url_of(participant, below))
    for n in range(6, 60):
        _add(participant, question, n)
    with CaptureQueriesContext(connection) as many:
        answer = desk.get(url_of(participant, below))
    assert len(many) == len(few)
    assert len(answer.content) < 60_000


def _add(person: User, question: Question, number: int) -> None:
    response = post(person, question, f"Words number {number}.")
    Message.objects.create(recipient=person, to=person.email, kind="digest", key=str(number))
    assert response.user == person


def test_long_lists_are_paged(desk: Client, participant: User, question: Question) -> None:
    for n in range(27):
        _add(participant, question, n)
    page = fetch(desk, url_of(participant, "responses/"))
    older = fetch(desk, page.links()["Older →"])
    assert "Words number 26." in page.text
    assert "Words number 0." in older.text
    bad = desk.get(url_of(participant, "mail/") + "?cursor=nonsense")
    assert bad.status_code == HTTPStatus.NOT_FOUND


def test_hostile_names_are_text(desk: Client, participant: User) -> None:
    hostile = "<script>alert(1)</script>"
    User.objects.filter(pk=participant.pk).update(display_name=hostile)
    for below in ("", "history/", "suspend/", "roles/editor/give/"):
        assert hostile not in desk.get(url_of(participant, below)).text


def test_a_closed_account_says_so(desk: Client, participant: User) -> None:
    User.objects.filter(pk=participant.pk).update(is_active=False)
    page = fetch(desk, url_of(participant))
    assert "Account closed" in page.text
    assert "Give Editor" not in page.text


def test_a_factor_given_since_wakes_the_roles(desk: Client) -> None:
    asleep = make_person("asleep", Role.EDITOR, second_factor=False)
    give_second_factor(asleep)
    assert "open nothing" not in fetch(desk, url_of(asleep)).text
