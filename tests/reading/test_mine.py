import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.models import Membership, User
from consultation.moderation.actions import reject_response
from consultation.moderation.models import Reason
from consultation.responses.actions.editing import edit_response
from consultation.responses.actions.handling import close_thread
from consultation.responses.actions.withdrawing import withdraw_response
from consultation.responses.choosing import Choice
from consultation.responses.models import Response
from papers.models import Paper, Question
from tests.asking import close, make_choice, post, post_published
from tests.conftest import ClientFor
from tests.page import fetch
from tests.people import make_membership, make_suspension

MINE = reverse("reading:mine")


def test_a_refused_response_shows_its_rule_and_the_moderators_words(
    participant: User, moderator: User, question: Question, client_for: ClientFor
) -> None:
    reason = Reason.objects.create(position=1, title="Names someone", rule="Do not name people.")
    refused = post(participant, question, "He is called so and so.")
    reject_response(actor=moderator, response=refused, reason=reason, words="Say it without.")
    page = fetch(client_for(participant), MINE)
    assert "Not published" in page.text
    assert "Names someone. Do not name people." in page.text
    assert "The moderator wrote: “Say it without.”" in page.text


def test_a_refused_response_can_be_said_again(
    participant: User, moderator: User, question: Question, client_for: ClientFor
) -> None:
    root = post_published(moderator, question, "What the team asks.")
    reason = Reason.objects.create(position=1, title="Names someone", rule="Do not name people.")
    for above in (None, root):
        refused = post(participant, question, "He is called so and so.", to=above)
        reject_response(actor=moderator, response=refused, reason=reason, words="")
    form = reverse("responses:respond", args=[question.paper.slug, question.number])
    page = fetch(client_for(participant), MINE)
    again = {url for words, url in page.links().items() if words.startswith("Say it again")}
    assert again == {f"{form}?to={root.public_id}", form}


def test_nothing_is_said_again_where_the_paper_has_closed(
    participant: User, moderator: User, question: Question, client_for: ClientFor
) -> None:
    reason = Reason.objects.create(position=1, title="Names someone", rule="Do not name people.")
    refused = post(participant, question, "He is called so and so.")
    reject_response(actor=moderator, response=refused, reason=reason, words="")
    close(question.paper)
    assert "Say it again" not in fetch(client_for(participant), MINE).text


def test_it_shows_what_was_chosen(participant: User, editor: User, client_for: ClientFor) -> None:
    question = make_choice(editor, "multiple", "Housing", "Work")
    post(participant, question, "", choice=Choice((0, 1)))
    assert "Chose:HousingWork" in fetch(client_for(participant), MINE).text


def test_the_newest_is_first_wherever_it_stands(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    root = post_published(participant, question, "first of all")
    post(participant, question, "second words")
    post(participant, question, "third words", to=root)
    text = fetch(client_for(participant), MINE).text
    places = [text.index(words) for words in ("third words", "second words", "first of all")]
    assert places == sorted(places)


def test_it_is_narrowed_to_one_state(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    post_published(participant, question, "words that were published")
    post_published(participant, question, "more words that were published")
    Response.objects.filter(comment__startswith="more").update(state="held")
    page = fetch(client_for(participant), f"{MINE}?state=held")
    assert {"All 2", "Waiting 1", "Published 1", "Not published 0"} <= page.links().keys()
    assert "more words" in page.text
    assert page.text.count("words that were published") == 1


def test_a_state_with_nothing_in_it_has_a_way_out(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    post(participant, question)
    page = fetch(client_for(participant), f"{MINE}?state=rejected")
    assert page.links()["See all of them"] == MINE


def test_an_unknown_state_is_all_of_them(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    post(participant, question, "these words")
    assert "these words" in fetch(client_for(participant), f"{MINE}?state=erased'").text


def test_it_shows_nobody_elses(
    participant: User, other_participant: User, question: Question, client_for: ClientFor
) -> None:
    post_published(other_participant, question, "Words of another.")
    assert "Words of another." not in fetch(client_for(participant), MINE).text


def test_a_bad_cursor_is_not_found(participant: User, client_for: ClientFor) -> None:
    assert client_for(participant).get(f"{MINE}?cursor=nonsense").status_code == 404


def test_a_visitor_signs_in_first(visitor: Client) -> None:
    assert visitor.get(MINE)["Location"] == f"{reverse('account_login')}?next={MINE}"


def test_its_cost_does_not_grow(
    participant: User,
    question: Question,
    client_for: ClientFor,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_for(participant)
    for more in (1, 20):
        for _ in range(more):
            post(participant, question)
        with django_assert_num_queries(6):
            client.get(MINE)


def test_what_was_withdrawn_is_there_for_its_author_alone(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    public = post_published(participant, question, "words taken back")
    withdraw_response(actor=participant, response=public)
    page = fetch(client_for(participant), f"{MINE}?state=withdrawn")
    assert "words taken back" in page.text
    assert "Withdrawn 1" in page.links()
    assert "You withdrew it" in page.text
    assert not [name for name in page.links() if name.startswith(("Edit ", "Withdraw "))]


def test_it_leads_to_changing_and_withdrawing(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    public = post_published(participant, question)
    links = fetch(client_for(participant), MINE).links()
    named = [name for name in links if name.startswith("Edit your response to question 1")]
    assert [links[name] for name in named] == [f"/responses/{public.public_id}/edit/"]
    assert not [name for name in links if name.startswith("What it said before")]


def test_a_closed_paper_leaves_withdrawing(
    participant: User, open_paper: Paper, question: Question, client_for: ClientFor
) -> None:
    post_published(participant, question)
    close(open_paper)
    links = fetch(client_for(participant), MINE).links()
    assert not [name for name in links if name.startswith("Edit your")]
    assert [name for name in links if name.startswith("Withdraw your")]


def test_who_left_the_organisation_is_told_and_offered_nothing(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    membership = make_membership(participant, "Northfield Resettlement Trust")
    post_published(participant, question, membership=membership)
    client = client_for(participant)
    assert [name for name in fetch(client, MINE).links() if name.startswith("Edit your")]
    Membership.objects.filter(pk=membership.pk).update(left_at=timezone.now())
    page = fetch(client, MINE)
    assert "You said this for Northfield Resettlement Trust" in page.text
    assert not [name for name in page.links() if name.startswith(("Edit your", "Withdraw your"))]


def test_who_is_suspended_is_told_and_offered_nothing(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    post_published(participant, question)
    make_suspension(participant)
    page = fetch(client_for(participant), MINE)
    assert "you can neither change nor withdraw it" in page.text
    assert not [name for name in page.links() if name.startswith(("Edit your", "Withdraw your"))]


@pytest.mark.parametrize("what", ["paper", "thread"])
def test_what_stays_as_it_is_says_why_beside_withdrawing(
    what: str,
    participant: User,
    moderator: User,
    open_paper: Paper,
    question: Question,
    client_for: ClientFor,
) -> None:
    root = post_published(participant, question)
    if what == "paper":
        close(open_paper)
    else:
        close_thread(actor=moderator, root=root, reason="It goes on elsewhere.")
    page = fetch(client_for(participant), MINE)
    assert "You can still withdraw" in page.text
    assert "so what was said in it stays" in page.text or "no longer takes responses" in page.text
    assert [name for name in page.links() if name.startswith("Withdraw your")]


def test_a_change_that_waits_and_one_that_was_refused_are_said(
    participant: User, moderator: User, open_paper: Paper, question: Question, client_for: ClientFor
) -> None:
    public = post_published(participant, question)
    Paper.objects.filter(pk=open_paper.pk).update(moderation=Paper.Moderation.PRE)
    edit_response(actor=participant, response=public, body="Other words.", expected_version=1)
    assert "a moderator reads the change first" in fetch(client_for(participant), MINE).text
    reason = Reason.objects.create(position=1, title="Names someone", rule="Do not name people.")
    case = Response.objects.select_related("question__paper").get(pk=public.pk)
    reject_response(actor=moderator, response=case, reason=reason)
    page = fetch(client_for(participant), MINE).text
    assert "Your last change was not published; what it said before stands." in page
    assert "Do not name people." in page
