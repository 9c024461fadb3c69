"""Who is shown: oneself, or an organisation with the person's name or without."""

import uuid
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.actions import rename_person
from accounts.models import Membership, Organisation, User
from consultation.responses.actions import (
    AuthorSuspendedError,
    NotTheirOrganisationError,
    NotWelcomedError,
)
from consultation.responses.models import Response
from papers.models import Question
from tests.asking import post, post_published
from tests.conftest import ClientFor
from tests.page import Page, fetch
from tests.people import make_membership, make_organisation, make_person

TRUST = "Northfield Resettlement Trust"


@pytest.fixture
def membership(participant: User) -> Membership:
    return make_membership(participant)


def respond_url(question: Question) -> str:
    return reverse("responses:respond", args=[question.paper.slug, question.number])


def form(capacity: object = "me", **fields: Any) -> dict[str, Any]:
    body = {"body": "Kept words.", "token": str(uuid.uuid4()), "asked_as": 1, "to": ""}
    return {**body, "capacity": capacity, **fields}


def radios(page: Page) -> dict[str, bool]:
    """What may be chosen, and whether it is chosen already."""
    controls = [e for e in page.tree.iter("input") if e.get("name") == "capacity"]
    return {str(e.get("value")): e.get("checked") is not None for e in controls}


def test_nothing_is_chosen_for_somebody_with_an_organisation(
    membership: Membership, question: Question, client_for: ClientFor
) -> None:
    page = fetch(client_for(membership.user), respond_url(question))
    assert radios(page) == {"me": False, membership.organisation.public_id: False}
    assert "As myself, shown as Participant" in page.text
    assert f"For {TRUST}" in page.text
    assert "Show my name as well: Participant" in page.text


def test_who_has_no_organisation_is_not_asked(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    page = fetch(client_for(participant), respond_url(question))
    assert radios(page) == {}
    assert "Show my name as well" not in page.text


def test_who_chooses_nothing_is_asked_and_keeps_the_text(
    membership: Membership, question: Question, client_for: ClientFor
) -> None:
    answer = client_for(membership.user).post(respond_url(question), form(""))
    assert answer.status_code == 422
    assert "Who are you answering as? Choose whether you answer as yourself" in answer.text
    assert "Kept words." in answer.text
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    ("capacity", "ticked", "shown"),
    [
        ("me", {}, ("Participant", "")),
        ("me", {"shows_name": "on"}, ("Participant", "")),
        ("organisation", {}, ("", TRUST)),
        ("organisation", {"shows_name": "on"}, ("Participant", TRUST)),
    ],
)
def test_what_was_chosen_is_what_is_shown(
    membership: Membership,
    question: Question,
    client_for: ClientFor,
    capacity: str,
    ticked: dict[str, str],
    shown: tuple[str, str],
) -> None:
    chosen = "me" if capacity == "me" else membership.organisation.public_id
    client_for(membership.user).post(respond_url(question), form(chosen, **ticked))
    assert Response.objects.values_list("shown_name", "shown_organisation").get() == shown


@pytest.mark.parametrize(
    ("first", "shown"),
    [
        ({}, "shown as Participant, and that stands"),
        ({"shows_name": "on"}, f"shown as {TRUST}, Participant, and that stands"),
    ],
)
def test_the_same_form_as_somebody_else_is_not_said_to_have_been_posted(
    first: dict[str, str],
    shown: str,
    membership: Membership,
    question: Question,
    client_for: ClientFor,
) -> None:
    theirs = form(membership.organisation.public_id)
    before = {**theirs, **(first or {"capacity": "me"})}
    client = client_for(membership.user)
    client.post(respond_url(question), before)
    answer = client.post(respond_url(question), theirs)
    assert (answer.status_code, shown in answer.text) == (409, True)
    assert "Kept words." in answer.text
    assert Response.objects.count() == 1
    assert client.post(respond_url(question), before).status_code == 302


def end(membership: Membership) -> None:
    Membership.objects.filter(pk=membership.pk).update(left_at="2026-01-01T00:00Z")


def decline(membership: Membership) -> None:
    Organisation.objects.filter(pk=membership.organisation_id).update(
        verified_at=None, declined_at="2026-01-01T00:00Z"
    )


@pytest.mark.parametrize("stop", [end, decline])
def test_who_was_removed_while_writing_is_refused_and_not_heard_as_themself(
    membership: Membership, question: Question, client_for: ClientFor, stop: Any
) -> None:
    client = client_for(membership.user)
    stop(membership)
    answer = client.post(respond_url(question), form(membership.organisation.public_id))
    assert answer.status_code == 409
    assert "You do not answer for that organisation, or not any more." in answer.text
    assert "Kept words." in answer.text
    assert not Response.objects.exists()


@pytest.mark.parametrize("stop", [end, decline])
def test_the_action_asks_the_database_not_its_caller(
    membership: Membership, question: Question, stop: Any
) -> None:
    stop(membership)
    with pytest.raises(NotTheirOrganisationError):
        post(membership.user, question, membership=membership)


def test_nobody_speaks_with_the_membership_of_another(
    membership: Membership, moderator: User, lead: User, question: Question
) -> None:
    for somebody in (moderator, lead):
        with pytest.raises(NotTheirOrganisationError):
            post(somebody, question, membership=membership)


def test_who_is_not_welcomed_yet_keeps_the_text_and_is_led_there(
    question: Question, client_for: ClientFor
) -> None:
    newcomer = make_person("newcomer", welcomed=False)
    answer = client_for(newcomer).post(respond_url(question), form())
    assert answer.status_code == 409
    assert "Kept words." in answer.text
    assert "/people/welcome/?next=" in answer.text
    with pytest.raises(NotWelcomedError):
        post(newcomer, question)


def test_opening_the_form_leads_through_the_welcome_and_back(
    question: Question, client_for: ClientFor
) -> None:
    client = client_for(make_person("newcomer", welcomed=False))
    url = respond_url(question)
    assert client.get(url)["Location"] == f"/people/welcome/?next={url.replace('/', '%2F')}"
    page = fetch(client, reverse("responses:question", args=[question.paper.slug, 1]))
    assert "choose how you are shown" in page.text
    assert page.links()["Continue"] == url


def test_a_suspended_person_reads_why_in_the_place_of_the_form(
    suspended: User, question: Question, client_for: ClientFor
) -> None:
    client = client_for(suspended)
    for name in ("responses:question", "responses:respond"):
        page = fetch(client, reverse(name, args=[question.paper.slug, 1]))
        assert page.links()["See why, and how to appeal"] == "/people/me/suspension/"
        assert not list(page.tree.iter("textarea"))


def test_a_suspended_person_posts_nothing_and_keeps_the_text(
    suspended: User, question: Question, client_for: ClientFor
) -> None:
    answer = client_for(suspended).post(respond_url(question), form())
    assert answer.status_code == 409
    assert "Your account is suspended, so this was not posted." in answer.text
    assert "Kept words." in answer.text
    with pytest.raises(AuthorSuspendedError):
        post(suspended, question)


def test_the_old_response_stays_what_it_was_when_its_author_leaves(
    membership: Membership, question: Question, client_for: ClientFor
) -> None:
    post_published(membership.user, question, membership=membership)
    end(membership)
    page = fetch(client_for(membership.user), question_url(question))
    assert TRUST in page.text
    assert "(not yet confirmed)" not in page.text


def test_the_old_response_stays_what_it_was_when_names_change(
    membership: Membership, question: Question, client_for: ClientFor
) -> None:
    post_published(membership.user, question, membership=membership, shows_name=True)
    rename_person(actor=membership.user, display_name="Kestrel", uses_pseudonym=True)
    Organisation.objects.update(name="Northfield and Southfield")
    text = fetch(client_for(membership.user), question_url(question)).text
    before_composer, threads = text.split("1 response", 1)
    assert TRUST in threads
    assert "Participant" in threads
    assert "Kestrel" not in threads
    assert "For Northfield and Southfield" in before_composer


def test_an_unverified_organisation_is_said_to_be_so_before_and_after(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    organisation = make_organisation(verified_at=None)
    membership = make_membership(participant, organisation, confirmed=False)
    client = client_for(participant)
    page = fetch(client, respond_url(question))
    assert f"For {TRUST} (shown as not yet confirmed)" in page.text
    post_published(participant, question, membership=membership)
    assert f"{TRUST} (not yet confirmed)" in fetch(client, question_url(question)).text


@pytest.mark.parametrize("capacity", ["oneself", "organisation"])
def test_a_reply_costs_the_same_in_either_capacity(
    membership: Membership,
    question: Question,
    django_assert_num_queries: DjangoAssertNumQueries,
    capacity: str,
) -> None:
    root = post_published(membership.user, question)
    fresh = User.objects.get(pk=membership.user_id)
    chosen = membership if capacity == "organisation" else None
    # Twelve, and the savepoint that stands for BEGIN and COMMIT.
    with django_assert_num_queries(14):
        post(fresh, question, to=root, membership=chosen)


def question_url(question: Question) -> str:
    return reverse("responses:question", args=[question.paper.slug, question.number])


def test_an_organisation_of_the_register_is_linked_to_its_page(
    membership: Membership, question: Question, client_for: ClientFor
) -> None:
    post_published(membership.user, question, membership=membership)
    client = client_for(membership.user)
    links = fetch(client, question_url(question)).links()
    assert links[TRUST] == "/organisations/northfield-resettlement-trust/"
    decline(membership)
    assert TRUST not in fetch(client, question_url(question)).links()
