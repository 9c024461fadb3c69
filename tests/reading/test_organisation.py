"""An organisation's public page: what it said in which papers, and nothing that few may read."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.actions.organisations import change_organisation
from accounts.models import Membership, Organisation, User
from consultation.responses.actions import publish_response
from consultation.responses.models import Response
from papers.models import Paper
from tests.asking import make_paper, post, question_of
from tests.conftest import ClientFor
from tests.page import Page, fetch
from tests.people import make_membership, make_organisation

pytestmark = pytest.mark.django_db
URL = "/organisations/northfield-resettlement-trust/"
Say = Callable[..., Response]


@pytest.fixture
def membership(participant: User) -> Membership:
    return make_membership(participant)


@pytest.fixture
def say(participant: User, moderator: User, membership: Membership, open_paper: Paper) -> Say:
    """Return how to post for the organisation in public."""

    def said(words: str, paper: Paper = open_paper, **how: object) -> Response:
        held = post(participant, question_of(paper), words, membership=membership, **how)  # type: ignore[arg-type]
        if held.state == Response.State.HELD:
            publish_response(actor=moderator, response=held)
        return held

    return said


def papers_of(page: Page) -> list[str]:
    return ["".join(heading.itertext()).strip() for heading in page.tree.iter("h3")]


def test_what_it_said_leads_to_the_response(say: Say, visitor: Client) -> None:
    response = say("Boats help people **home**.")
    page = fetch(visitor, URL)
    assert "Boats help people home." in page.text
    assert f"/responses/{response.public_id}/" in page.links().values()
    assert "1 response in 1 paper" in page.text


def test_papers_come_newest_first_with_their_counts(
    say: Say, editor: User, visitor: Client
) -> None:
    say("First.")
    later = make_paper(editor, title="Work after prison")
    say("Second.", later)
    say("Third.", later)
    page = fetch(visitor, URL)
    assert papers_of(page) == ["Work after prison", "Good rehabilitation"]
    assert "2 responses in this paper" in page.text
    assert page.text.index("Third.") < page.text.index("Second.") < page.text.index("First.")


def test_a_persons_name_stands_only_where_it_stands_on_the_response(
    say: Say, visitor: Client
) -> None:
    say("Without a name.")
    assert "Participant" not in fetch(visitor, URL).text
    say("With a name.", shows_name=True)
    assert "by Participant" in fetch(visitor, URL).text


def test_no_member_and_no_address_is_shown(membership: Membership, visitor: Client) -> None:
    page = fetch(visitor, URL)
    assert "Participant" not in page.text
    assert "soundings.example" not in page.text


@pytest.mark.parametrize("who", ["visitor", "participant", "moderator"])
def test_what_is_held_private_or_said_for_oneself_is_not_there(
    who: str, say: Say, participant: User, membership: Membership, question: object,
    request: pytest.FixtureRequest, client_for: ClientFor,
) -> None:  # fmt: skip
    shown = say("Public words.")
    asked = shown.question
    post(participant, asked, "Words of my own.")
    post(participant, asked, "Private words.", membership=membership, visibility="private")
    held = say("Held words.")
    Response.objects.filter(pk=held.pk).update(state="held", published_at=None)
    reader = Client() if who == "visitor" else client_for(request.getfixturevalue(who))
    page = fetch(reader, URL)
    assert "1 response in 1 paper" in page.text
    for words in ("Words of my own.", "Private words.", "Held words."):
        assert words not in page.text


def test_what_somebody_posts_whom_it_does_not_know_is_not_what_it_said(
    say: Say, membership: Membership, visitor: Client
) -> None:
    say("Claimed words.")
    Membership.objects.update(confirmed_at=None)
    assert "Claimed words." not in fetch(visitor, URL).text
    Response.objects.update(stays_confirmed=True)
    assert "Claimed words." in fetch(visitor, URL).text


def test_what_it_said_stays_when_who_said_it_leaves(
    say: Say, membership: Membership, visitor: Client
) -> None:
    response = say("Lasting words.")
    Membership.objects.filter(pk=membership.pk).update(left_at=response.submit_date)
    assert "Lasting words." in fetch(visitor, URL).text


def test_after_a_rename_each_response_keeps_the_name_of_then(
    say: Say, moderator: User, visitor: Client
) -> None:
    response = say("Early words.")
    change_organisation(
        actor=moderator,
        organisation=Organisation.objects.get(),
        expected_version=1,
        name="Northfield Together",
    )
    page = fetch(visitor, URL)
    assert page.h1 == "Northfield Together"
    assert "as Northfield Resettlement Trust" in page.text
    kept = Response.objects.get(pk=response.pk)
    assert kept.shown_organisation == "Northfield Resettlement Trust"


def test_an_embargoed_or_unpublished_paper_is_not_named(say: Say, visitor: Client) -> None:
    say("Words before the embargo.")
    Paper.objects.update(opens_at=None)
    page = fetch(visitor, URL)
    assert papers_of(page) == []
    assert "0 response" not in page.text


@pytest.mark.parametrize("standing", ["unverified", "declined"])
def test_one_that_is_not_in_the_register_is_there_for_its_people_and_staff_only(
    standing: str, membership: Membership, other_participant: User, analyst: User,
    client_for: ClientFor,
) -> None:  # fmt: skip
    organisation = membership.organisation
    organisation.verified_at = None
    if standing == "declined":
        organisation.declined_at = organisation.created_at
        organisation.declined_reason = "It is a shop."
    organisation.save(update_fields=["verified_at", "declined_at", "declined_reason"])
    missing = Client().get("/organisations/no-such/")
    for stranger in (Client(), client_for(other_participant)):
        assert stranger.get(URL).status_code == 404
    assert Client().get(URL).content == missing.content
    for reader in (client_for(membership.user), client_for(analyst)):
        page = fetch(reader, URL)
        assert "its own people and staff see this page" in page.text
        assert ("It is a shop." in page.text) == (standing == "declined")


def test_facts_stand_in_words(db: None, visitor: Client) -> None:
    make_organisation(
        size="small", region="wales", specialisms=["sport", "arts"], led_by=["women"],
        serves=["in-prison"], website="https://evil.example@northfield.example/<b>?a=1&b=2",
    )  # fmt: skip
    page = fetch(visitor, URL)
    for words in ("Small: £10,000 to £100,000", "Wales", "People in prison", "Women",
                  "Arts and creative work, Sport and activity"):  # fmt: skip
        assert words in page.text
    website = next(link for link in page.tree.iter("a") if link.get("rel"))
    assert website.get("rel") == "nofollow noopener ugc"
    assert "".join(website.itertext()).strip() == "northfield.example"


def test_hostile_words_are_text(db: None, visitor: Client) -> None:
    make_organisation(
        about="<script>alert(1)</script>\n\n<b>x</b>", name="A “B” & <i>C</i>", slug="x"
    )
    page = fetch(visitor, "/organisations/x/")
    assert page.h1 == "A “B” & <i>C</i>"
    assert "<script>alert(1)</script>" in page.text


def test_machines_are_told_the_same_facts(membership: Membership, visitor: Client) -> None:
    source = visitor.get(URL).content.decode()
    assert '<link rel="canonical"' in source
    assert '"@type": "Organization"' in source


def test_an_owner_finds_the_way_to_the_profile_and_a_member_does_not(
    membership: Membership, client_for: ClientFor
) -> None:
    reader = client_for(membership.user)
    assert f"{URL}edit/" not in fetch(reader, URL).links().values()
    Membership.objects.update(role="owner")
    assert f"{URL}edit/" in fetch(reader, URL).links().values()


def test_pages_follow_one_another_without_a_gap(say: Say, visitor: Client) -> None:
    for n in range(25):
        say(f"Words {n:02}.")
    first = fetch(visitor, URL)
    older = fetch(visitor, first.links()["Older →"])
    seen = [n for n in range(25) if f"Words {n:02}." in first.text]
    rest = [n for n in range(25) if f"Words {n:02}." in older.text]
    assert (seen, rest) == (list(range(5, 25)), list(range(5)))
    assert "25 responses in this paper" in older.text


def test_a_forged_cursor_is_no_page(membership: Membership, visitor: Client) -> None:
    assert visitor.get(f"{URL}?cursor=forged").status_code == 404


def test_the_page_costs_the_same_for_one_response_and_for_thirty(
    say: Say, visitor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    say("Words.")
    with django_assert_num_queries(3):
        visitor.get(URL)
    for n in range(29):
        say(f"Words {n}.")
    with django_assert_num_queries(3):
        page = visitor.get(URL)
    assert "30 responses in 1 paper" in " ".join(page.text.split())


def test_the_sitemap_names_what_is_in_the_register_alone(db: None, visitor: Client) -> None:
    make_organisation()
    make_organisation("Harbour Project", verified_at=None)
    named = visitor.get("/sitemap.xml").text
    assert URL in named
    assert "harbour-project" not in named


def test_a_response_leads_to_the_page_of_its_organisation(say: Say, visitor: Client) -> None:
    asked = f"/papers/{say('Words.').question.paper.slug}/questions/1/"
    name = "Northfield Resettlement Trust"
    assert fetch(visitor, asked).links()[name] == URL
    Organisation.objects.update(verified_at=None)
    assert name not in fetch(visitor, asked).links()


def test_who_signed_in_may_ask_to_answer_for_it_unless_they_do(
    membership: Membership, other_participant: User, suspended: User, client_for: ClientFor
) -> None:
    ways = [
        f"{URL}join/" in fetch(reader, URL).links().values()
        for reader in (
            Client(),
            client_for(other_participant),
            client_for(membership.user),
            client_for(suspended),
        )
    ]
    assert ways == [False, True, False, False]


def test_an_editor_who_owns_one_is_led_to_its_profile_and_not_to_the_register(
    editor: User, client_for: ClientFor
) -> None:
    make_membership(editor, role="owner")
    links = fetch(client_for(editor), URL).links().values()
    assert f"{URL}edit/" in links
    assert f"/desk{URL}" not in links


def test_a_paper_in_welsh_is_named_in_welsh(say: Say, editor: User, visitor: Client) -> None:
    say("Geiriau.", make_paper(editor, title="Adsefydlu da", language="cy"))
    page = fetch(visitor, URL)
    marked = [
        link.get("lang") for link in page.tree.iter("a") if "Adsefydlu da" in (link.text or "")
    ]
    assert marked == ["cy"]
