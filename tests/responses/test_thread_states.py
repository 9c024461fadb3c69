"""What staff and time make of a thread: pinned, closed, answered, not open to everybody."""

import re

from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.lib.text import with_plain_spaces
from consultation.responses.actions.handling import close_thread, mark_answered, pin_response
from consultation.responses.actions.withdrawing import withdraw_response
from consultation.responses.models import QuestionTally, Response
from papers.models import Question
from tests.asking import close, post, post_published
from tests.conftest import ClientFor
from tests.page import Page, fetch
from tests.responses.test_threads import thread_url, url_of


def test_what_is_pinned_stands_first_in_every_order_and_once(
    participant: User, moderator: User, question: Question, visitor: Client
) -> None:
    roots = [post_published(participant, question, f"body-{n}") for n in range(4)]
    pin_response(actor=moderator, response=roots[1], instead_of=None)
    for sort in ("newest", "oldest", "discussed", "agreed"):
        page = fetch(visitor, f"{url_of(question)}?sort={sort}")
        shown = re.findall(r"body-\d", page.text)
        assert shown[0] == "body-1"
        assert sorted(shown) == [f"body-{n}" for n in range(4)]
        assert "Pinned by the policy team" in page.text


def test_a_pinned_response_that_was_withdrawn_stands_in_its_place(
    participant: User, moderator: User, question: Question, visitor: Client
) -> None:
    roots = [post_published(participant, question, f"body-{n}") for n in range(2)]
    pin_response(actor=moderator, response=roots[0], instead_of=None)
    withdraw_response(actor=participant, response=roots[0])
    text = visitor.get(url_of(question)).text
    assert text.count(f'id="r-{roots[0].public_id}"') == 1
    assert "Pinned by" not in text


def test_a_closed_thread_says_why_and_takes_no_reply(
    participant: User, moderator: User, question: Question, client_for: ClientFor
) -> None:
    root = post_published(participant, question)
    close_thread(actor=moderator, root=root, reason="It is answered in the paper.")
    for url in (url_of(question), thread_url(root)):
        page = fetch(client_for(moderator), url)
        assert "No more replies here. It is answered in the paper." in page.text
        assert not any(link.startswith("Reply to") for link in page.links())


def test_a_question_answered_in_the_report_says_where(
    editor: User, question: Question, visitor: Client, client_for: ClientFor
) -> None:
    mark_answered(actor=editor, question=question, where="https://report.example/#3")
    assert (
        fetch(visitor, url_of(question)).links()["Read the answer"] == "https://report.example/#3"
    )
    assert (
        "Change where this question is answered" in fetch(client_for(editor), url_of(question)).text
    )
    stored = QuestionTally.objects.get().answered_at
    mark_answered(actor=editor, question=question, where="javascript:alert(1)", seen=stored)
    assert 'href="javascript' not in visitor.get(url_of(question)).text


def test_staff_speak_with_a_badge_and_find_their_deeds_in_the_thread(
    moderator: User, participant: User, question: Question, client_for: ClientFor
) -> None:
    root = post_published(moderator, question)
    page = fetch(client_for(moderator), thread_url(root))
    assert "Policy team" in page.text
    assert any(link.startswith("Pin the response by") for link in page.links())
    assert any(link.startswith("Close the thread of") for link in page.links())
    theirs = fetch(client_for(participant), thread_url(root))
    assert not any(link.startswith(("Pin ", "Close ")) for link in theirs.links())


def test_ones_own_leads_to_changing_it_and_takes_no_reaction(
    participant: User, other_participant: User, question: Question, client_for: ClientFor
) -> None:
    root = post_published(participant, question)
    own = fetch(client_for(participant), url_of(question))
    assert (
        own.links()[f"Edit your response {label_of(own)}"] == f"/responses/{root.public_id}/edit/"
    )
    assert 'name="agree"' not in own.response.content.decode()
    other = client_for(other_participant).get(url_of(question)).text
    assert re.search(
        r'aria-pressed="false">Agree<span> with Participant, \d+\s\w+</span></button>', other
    )


def test_who_is_suspended_is_offered_nothing_and_told_why_once(
    participant: User, suspended: User, question: Question, client_for: ClientFor
) -> None:
    root = post_published(participant, question)
    own = post(participant, question, to=root)
    Response.objects.filter(pk=own.pk).update(user=suspended)
    for url in (url_of(question), thread_url(root)):
        page = fetch(client_for(suspended), url)
        assert not page.tree.findall(".//button[@aria-pressed]")
        begins = ("Reply", "Quote", "Edit", "Withdraw", "Answer the whole")
        offered = [link for link in page.links() if link.startswith(begins)]
        assert (offered, page.text.count("You cannot take part now")) == ([], 1)
        assert page.links()["See why, and how to appeal"] == reverse("accounts:suspension")


def label_of(page: Page) -> str:
    """The label of the first response, as the visible words of a page are read."""
    labels = (each.get("aria-label", "") for each in page.tree.iter("article"))
    return with_plain_spaces(next(labels))


def test_a_closed_papers_readers_see_what_was_said_of_each(
    participant: User, question: Question, visitor: Client
) -> None:
    post_published(participant, question)
    Response.objects.update(agree_count=1, disagree_count=2, helps_count=1_234)
    close(question.paper)
    text = fetch(visitor, url_of(question)).text
    assert "1 agrees · 2 disagree · helps 1,234" in text
    assert "Reply" not in text
