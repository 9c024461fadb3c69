from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.actions import publish_rules
from accounts.models import Invitation, JoinRequest, Organisation, User
from consultation.responses.actions.following import follow
from consultation.responses.models import Response
from consultation.responses.taking_part.following import Target
from papers.actions import ask_to_be_told
from papers.models import OpeningAlert, Paper, Question
from tests.asking import make_paper, post, post_published
from tests.conftest import ClientFor
from tests.digests.told import make_notice
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


def test_what_was_posted_to_one_question_is_told_apart_by_its_first_words(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    for body in ("**Work** first, " + "and more " * 20, "Housing first."):
        post(participant, question, body=body)
    text = fetch(client_for(participant), ME).text
    assert "Housing first." in text
    assert "Work first, and more" in text
    assert "and more " * 20 not in text


def test_it_shows_what_is_new_and_how_much_is_not_read(
    participant: User, other_participant: User, question: Question, client_for: ClientFor
) -> None:
    root = post_published(participant, question)
    member = make_membership(other_participant)
    reply = post_published(other_participant, question, to=root, membership=member)
    notice = make_notice(participant, reply)
    held = post(make_person("newcomer"), question, to=root)
    make_notice(participant, held)
    page = fetch(client_for(participant), ME)
    assert "New for you 1 not read yet." in page.text
    new = page.links()["Northfield Resettlement Trust replied to you"]
    assert new == f"/people/me/notices/{notice.pk}/"
    assert page.text.count("replied to you") == 1


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


def test_what_one_waits_for_is_listed_and_can_be_stopped(
    participant: User, editor: User, client_for: ClientFor
) -> None:
    paper = coming_paper(editor)
    ask_to_be_told(actor=participant, paper=paper)
    client = client_for(participant)
    assert "A coming paper" in fetch(client, ME).links()
    assert "Announced A coming paper Opens" in fetch(client, FOLLOWING).text
    page = client.post(f"{FOLLOWING}{paper.slug}/stop/", follow=True)
    assert "We will not write to you about this paper." in page.text
    assert "Papers you wait for" not in page.text
    assert not OpeningAlert.objects.exists()


@pytest.mark.parametrize(
    ("thing", "name"),
    [
        ("paper", "Good rehabilitation"),
        ("question", "What does good look like, 1?"),
        ("thread", "Begun by Other: What does good look like, 1?"),
    ],
)
def test_what_one_follows_is_listed_and_can_be_stopped(
    thing: str,
    name: str,
    participant: User,
    other_participant: User,
    question: Question,
    client_for: ClientFor,
) -> None:
    root = post_published(other_participant, question)
    only = {
        "paper": Target(question.paper_id),
        "question": Target(question.paper_id, question_id=question.pk),
        "thread": Target(question.paper_id, thread_id=root.pk),
    }
    follow(actor=participant, target=only[thing])
    client = client_for(participant)
    for url in (ME, FOLLOWING):
        assert client.get(fetch(client, url).links()[name]).status_code == 200
    [form] = [
        f for f in fetch(client, FOLLOWING).tree.iter("form") if "follow" in f.get("action", "")
    ]
    page = client.post(form.get("action", ""), {"what": "stop", "from": "list"}, follow=True)
    assert page.redirect_chain == [(FOLLOWING, 302)]
    assert f"You do not follow this {thing} any more." in page.text
    assert "You follow nothing yet." in page.text


def test_what_the_public_may_not_know_is_not_named(
    participant: User, other_participant: User, question: Question, client_for: ClientFor
) -> None:
    root = post_published(other_participant, question)
    follow(actor=participant, target=Target(question.paper_id, thread_id=root.pk))
    Response.objects.filter(pk=root.pk).update(state=Response.State.WITHDRAWN)
    client = client_for(participant)
    assert "Begun with a withdrawn response" in fetch(client, FOLLOWING).text
    Paper.objects.update(announced_at=SOON, opens_at=SOON + timedelta(days=1), closes_at=None)
    for url in (ME, FOLLOWING):
        assert "What does good look like" not in fetch(client, url).text


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
        organisation = make_organisation(f"Trust {name}")
        make_membership(person, organisation, role="owner")
        JoinRequest.objects.create(organisation=organisation, user=make_person(name))
        invite(person, f"Project {name}")
        paper = coming_paper(editor, f"Paper {name}")
        ask_to_be_told(actor=person, paper=paper)
        follow(actor=person, target=Target(paper.pk))
        make_notice(person, post_published(editor, question, to=root))


@pytest.mark.parametrize(("url", "queries"), [(ME, 17), (FOLLOWING, 6)])
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


@pytest.mark.parametrize("path", ["", "responses/", "following/"])
def test_who_is_suspended_is_told_to_do_nothing_that_they_cannot(
    suspended: User, client_for: ClientFor, path: str
) -> None:
    page = fetch(client_for(suspended), f"/people/me/{path}")
    assert "Your account is suspended." in page.text
    assert "Choose a paper and answer" not in page.text
    assert "has a button to follow it" not in page.text
    assert "Answer for an organisation" not in page.links()
