from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.actions import publish_rules
from accounts.models import Invitation, JoinRequest, Organisation, User
from consultation.responses.models import Response
from papers.actions import ask_to_be_told
from papers.models import OpeningAlert, Paper, Question
from tests.asking import make_paper, post, post_published
from tests.conftest import ClientFor
from tests.page import fetch
from tests.people import make_membership, make_organisation, make_person

ME, FOLLOWING = "/people/me/", "/people/me/following/"
SOON = datetime.now(UTC) + timedelta(days=7)


def coming_paper(editor: User, title: str = "A coming paper") -> Paper:
    return make_paper(editor, title=title, opens_at=SOON, closes_at=SOON + timedelta(days=9))


def invite(person: User, name: str) -> None:
    Invitation.objects.create(
        organisation=make_organisation(name),
        email=person.email.upper(),
        token_hash=name,
        expires_at=SOON,
    )


def test_somebody_new_is_told_what_to_do_first(participant: User, client_for: ClientFor) -> None:
    page = fetch(client_for(participant), ME)
    assert "You are shown as Participant" in page.text
    assert "Waiting for you" not in page.text
    assert page.links()["See the papers"] == "/papers/"


def test_a_visitor_signs_in_first(visitor: Client) -> None:
    for url in (ME, FOLLOWING):
        assert visitor.get(url)["Location"] == f"/accounts/login/?next={url}"


def test_it_shows_what_became_of_the_latest(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    post(participant, question, membership=make_membership(participant))
    page = fetch(client_for(participant), ME)
    assert "Waiting for a moderator" in page.text
    assert "as Northfield Resettlement Trust" in page.text


def test_it_shows_replies_of_others_that_anybody_may_read(
    participant: User, other_participant: User, question: Question, client_for: ClientFor
) -> None:
    root = post_published(participant, question)
    post_published(participant, question, to=root)
    member = make_membership(other_participant)
    reply = post_published(other_participant, question, to=root, membership=member)
    held = post(make_person("newcomer"), question, to=root)
    links = fetch(client_for(participant), ME).links()
    shown = reverse("responses:permalink", args=[reply.public_id])
    assert shown in links.values()
    assert reverse("responses:permalink", args=[held.public_id]) not in links.values()
    [who] = [words for words, url in links.items() if url == shown]
    assert who.startswith("Northfield Resettlement Trust, ")


def test_it_shows_organisations_with_role_and_state(
    participant: User, client_for: ClientFor
) -> None:
    make_membership(participant, role="owner", confirmed=False)
    text = fetch(client_for(participant), ME).text
    assert "Northfield Resettlement Trust Owner Not yet confirmed" in text


def test_new_rules_wait(participant: User, lead: User, client_for: ClientFor) -> None:
    publish_rules(actor=lead, body="Be kind.")
    page = fetch(client_for(participant), ME)
    assert "The house rules have changed." in page.text
    assert "/people/welcome/" in page.links().values()


def test_a_suspension_is_said_with_the_way_to_appeal(
    suspended: User, client_for: ClientFor
) -> None:
    page = fetch(client_for(suspended), ME)
    assert "Your account is suspended." in page.text
    assert "/people/me/suspension/" in page.links().values()


def test_invitations_to_ones_address_wait(participant: User, client_for: ClientFor) -> None:
    invite(participant, "Harbour Mentoring")
    text = fetch(client_for(participant), ME).text
    assert "Harbour Mentoring invites you to answer for it." in text


def test_nobody_advertises_on_the_pages_of_others(participant: User, client_for: ClientFor) -> None:
    invite(participant, "Cheap loans, today only")
    Organisation.objects.update(verified_at=None)
    text = fetch(client_for(participant), ME).text
    assert "invites you to answer for an organisation that we have not verified yet." in text
    assert "Cheap loans" not in text


def test_requests_wait_for_owners_only(
    participant: User, other_participant: User, client_for: ClientFor
) -> None:
    organisation = make_organisation()
    make_membership(participant, organisation, role="owner")
    make_membership(other_participant, organisation)
    JoinRequest.objects.create(organisation=organisation, user=make_person("newcomer"))
    words = "Newcomer asks to answer for Northfield Resettlement Trust."
    assert words in fetch(client_for(participant), ME).text
    assert words not in fetch(client_for(other_participant), ME).text


def test_of_many_requests_the_first_stand_there_and_the_way_to_all(
    participant: User, client_for: ClientFor
) -> None:
    organisation = make_organisation()
    make_membership(participant, organisation, role="owner")
    for n in range(12):
        JoinRequest.objects.create(organisation=organisation, user=make_person(f"asking{n}"))
    page = fetch(client_for(participant), ME)
    assert page.text.count("asks to answer for Northfield Resettlement Trust. Decide") == 10
    assert "More people ask to join your organisations." in page.text
    assert "12 ask to join" in fetch(client_for(participant), "/people/me/organisations/").text


def test_what_one_follows_is_listed_and_can_be_stopped(
    participant: User, editor: User, client_for: ClientFor
) -> None:
    paper = coming_paper(editor)
    ask_to_be_told(actor=participant, paper=paper)
    client = client_for(participant)
    assert "A coming paper" in fetch(client, ME).links()
    assert "Announced A coming paper Opens" in fetch(client, FOLLOWING).text
    page = client.post(f"{FOLLOWING}{paper.slug}/stop/", follow=True)
    assert "We will not write to you about this paper." in page.text
    assert "You follow no paper." in page.text
    assert not OpeningAlert.objects.exists()


def test_nobody_stops_what_another_follows(
    participant: User, other_participant: User, editor: User, client_for: ClientFor
) -> None:
    paper = coming_paper(editor)
    ask_to_be_told(actor=participant, paper=paper)
    client = client_for(other_participant)
    assert client.post(f"{FOLLOWING}{paper.slug}/stop/").status_code == 404
    assert client.post(f"{FOLLOWING}no-such-paper/stop/").status_code == 404
    assert OpeningAlert.objects.count() == 1


def test_a_paper_back_under_embargo_is_not_shown(
    participant: User, editor: User, client_for: ClientFor
) -> None:
    paper = coming_paper(editor)
    ask_to_be_told(actor=participant, paper=paper)
    Paper.objects.filter(pk=paper.pk).update(announced_at=SOON)
    client = client_for(participant)
    for url in (ME, FOLLOWING):
        assert "A coming paper" not in fetch(client, url).text
    assert client.post(f"{FOLLOWING}{paper.slug}/stop/").status_code == 404


def fill(person: User, editor: User, question: Question, names: list[str]) -> None:
    """One more of everything that the pages list, for each name."""
    root = Response.objects.filter(user=person).first() or post_published(person, question)
    for name in names:
        post(person, question)
        post_published(editor, question, to=root)
        organisation = make_organisation(f"Trust {name}")
        make_membership(person, organisation, role="owner")
        JoinRequest.objects.create(organisation=organisation, user=make_person(name))
        invite(person, f"Project {name}")
        ask_to_be_told(actor=person, paper=coming_paper(editor, f"Paper {name}"))


@pytest.mark.parametrize(("url", "queries"), [(ME, 13), (FOLLOWING, 5)])
def test_their_cost_does_not_grow(
    participant: User,
    editor: User,
    question: Question,
    client_for: ClientFor,
    django_assert_num_queries: DjangoAssertNumQueries,
    url: str,
    queries: int,
) -> None:
    client = client_for(participant)
    for names in (["a"], list("bcdefgh")):
        fill(participant, editor, question, names)
        with django_assert_num_queries(queries):
            client.get(url)
