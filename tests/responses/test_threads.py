import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.responses.actions.withdrawing import withdraw_response
from consultation.responses.models import MAX_DEPTH, Response
from consultation.responses.threads.items import ResponseItem, with_levels
from papers.models import Question
from tests.asking import close, post, post_published
from tests.conftest import ClientFor
from tests.page import fetch, words


def url_of(question: Question) -> str:
    return reverse("responses:question", args=[question.paper.slug, question.number])


def thread_url(root: Response) -> str:
    question = root.question
    return reverse("responses:thread", args=[question.paper.slug, question.number, root.public_id])


def item(depth: int) -> ResponseItem:
    blank: dict[str, Any] = dict.fromkeys(ResponseItem.__dataclass_fields__, "")
    return ResponseItem(**{**blank, "depth": depth})


@pytest.mark.parametrize(
    ("depths", "tags"),
    [
        ([0], "(|)"),
        ([0, 1, 1, 0], "(|<(|)(|)>)(|)"),
        ([0, 1, 2, 3, 1], "(|<(|<(|<(|)>)>)(|)>)"),
        ([3, 4, 2], "(|<(|)>)(|)"),
        ([0, 1, 3, 1], "(|<(|<(|)>)(|)>)"),
    ],
)
def test_depth_becomes_nested_lists(depths: list[int], tags: str) -> None:
    drawn = ""
    for shown in with_levels([item(depth) for depth in depths]):
        drawn += ("<" if shown.opens else "") + "(|"
        drawn += "".join((">" if level else "") + ")" for level in shown.closes)
    assert drawn == tags


def test_a_question_lists_its_threads_newest_first(
    participant: User, question: Question, visitor: Client
) -> None:
    for body in ("older words", "newer words"):
        post_published(participant, question, body)
    text = visitor.get(url_of(question)).text
    assert text.index("newer words") < text.index("older words")
    assert "2 responses" in text


def test_replies_are_shown_below_and_the_rest_is_counted(
    participant: User, question: Question, visitor: Client
) -> None:
    root = post_published(participant, question, "root words")
    for number in range(8):
        post(participant, question, f"reply-{number}-words", to=root)
    text = visitor.get(url_of(question)).text
    assert "reply-4-words" in text
    assert "reply-5-words" not in text
    assert "3 more replies" in text
    assert "reply-7-words" in visitor.get(thread_url(root)).text


def test_the_counted_link_goes_on_where_the_page_stopped(
    participant: User, question: Question, visitor: Client
) -> None:
    root = post_published(participant, question)
    replies = [post(participant, question, f"reply {number}", to=root) for number in range(6)]
    link = f'href="{thread_url(root)}#r-{replies[4].public_id}">1 more reply'
    assert link in visitor.get(url_of(question)).text


def test_one_long_thread_can_be_searched(
    participant: User, question: Question, visitor: Client
) -> None:
    root = post_published(participant, question)
    assert 'id="find"' not in visitor.get(url_of(question)).text
    post(participant, question, "a reply", to=root)
    assert 'id="find"' in visitor.get(url_of(question)).text


def test_a_thread_names_nobody_whose_words_began_it(
    participant: User, question: Question, visitor: Client
) -> None:
    root = post_published(participant, question)
    assert "Discussion begun by " in fetch(visitor, thread_url(root)).text
    withdraw_response(actor=participant, response=root)
    page = fetch(visitor, thread_url(root))
    assert "Discussion begun with a withdrawn response" in page.text


def test_paging_shows_each_thread_once(
    participant: User, question: Question, visitor: Client
) -> None:
    for number in range(45):
        post_published(participant, question, f"body-{number:02}")
    seen, url = [], url_of(question)
    while url:
        text = visitor.get(url).text
        seen += re.findall(r"body-(\d\d)", text)
        older = re.search(r'href="([^"]+)" rel="next">Older', text)
        url = older[1] if older else ""
    assert sorted(seen) == [f"{number:02}" for number in range(45)]


def test_a_permalink_lands_on_the_page_that_holds_the_response(
    participant: User, question: Question, visitor: Client
) -> None:
    root = post_published(participant, question)
    for number in range(60):
        last = post(participant, question, f"reply-{number}-words", to=root)
    answer = visitor.get(reverse("responses:permalink", args=[last.public_id]), follow=True)
    assert answer.redirect_chain[-1][0].endswith(f"#r-{last.public_id}")
    assert "reply-59-words" in answer.text


@pytest.mark.parametrize("cursor", ["x", "%00", "é", "W10", "bnVsbA"])
def test_a_bad_cursor_is_not_found(question: Question, visitor: Client, cursor: str) -> None:
    assert visitor.get(f"{url_of(question)}?cursor={cursor}").status_code in {400, 404}


def test_a_held_response_is_on_no_page_but_its_authors(
    participant: User, other_participant: User, question: Question, client_for: ClientFor
) -> None:
    held = post(participant, question, "canary-held-words")
    link = reverse("responses:permalink", args=[held.public_id])
    assert "canary-held-words" in client_for(participant).get(url_of(question)).text
    stranger = client_for(other_participant)
    assert "canary-held-words" not in stranger.get(url_of(question)).text
    assert stranger.get(link).status_code == 404
    assert stranger.get(thread_url(held)).status_code == 404


def test_every_reply_link_names_its_target(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    post_published(participant, question)
    text = client_for(participant).get(url_of(question)).text
    assert re.search(r">Reply<span> to Participant, \d+\s\w+<", text)


def test_replies_nest_as_deep_as_they_are_and_say_to_whom(
    participant: User, other_participant: User, question: Question, visitor: Client
) -> None:
    last = post_published(participant, question, "level 0")
    for level in range(1, MAX_DEPTH + 1):
        author = other_participant if level % 2 else participant
        last = post_published(author, question, f"level {level}", to=last)
    page = fetch(visitor, reverse("responses:permalink", args=[last.public_id]))
    items = {re.sub(r"\s", "", words(li))[:30]: li for li in page.tree.iter("li")}
    assert len(items) >= MAX_DEPTH
    depths = [
        len(list(ol.iter("ol"))) for ol in page.tree.iter("ol") if ol.get("class") == "thread"
    ]
    assert depths == [MAX_DEPTH + 1]
    assert page.text.count("in reply to") == MAX_DEPTH


def test_past_the_deepest_reply_there_is_a_reason_and_a_way_on(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    last = post_published(participant, question)
    for _ in range(MAX_DEPTH):
        last, above = post_published(participant, question, to=last), last
    page = fetch(client_for(participant), thread_url(last.root))
    assert page.text.count("No more replies below this one: they go 8 deep.") == 1
    links = {link.split(" this response")[0]: url for link, url in page.links().items()}
    assert links["Reply to the one above"] == f"../../respond/?to={above.public_id}"
    assert "Post a response of your own" in page.text
    close(question.paper)
    assert "No more replies" not in fetch(client_for(participant), thread_url(last.root)).text


def test_each_date_leads_to_one_response_and_says_whose(
    participant: User, question: Question, visitor: Client
) -> None:
    roots = [post_published(participant, question) for _ in range(3)]
    links = fetch(visitor, url_of(question)).links()
    named = {url: name for name, url in links.items() if url.startswith("/responses/")}
    assert len(named) == len(roots)
    assert all(": Participant" in name for name in named.values())


def test_two_of_one_day_are_told_apart(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    for _ in range(3):
        post_published(participant, question)
    text = client_for(participant).get(url_of(question)).text
    labels = re.findall(r'<article [^>]*aria-label="([^"]+)"', text)
    assert len(set(labels)) == len(labels) == 3


def test_what_was_taken_back_leaves_a_sentence_and_names_nobody(
    participant: User, other_participant: User, question: Question, visitor: Client
) -> None:
    root = post_published(participant, question, "canary-taken-back")
    post_published(other_participant, question, "It stays.", to=root)
    withdraw_response(actor=participant, response=root)
    page = fetch(visitor, reverse("responses:permalink", args=[root.public_id]))
    assert "This response was withdrawn by its author." in page.text
    assert "in reply to a withdrawn response" in page.text
    assert "canary" not in page.text
    assert "Participant" not in page.text


def test_an_edit_that_waits_names_nobody(
    participant: User, other_participant: User, question: Question, visitor: Client
) -> None:
    root = post_published(participant, question, "canary-waits")
    post_published(other_participant, question, "It stays.", to=root)
    Response.objects.filter(pk=root.pk).update(state=Response.State.HELD)
    for url in (url_of(question), thread_url(root)):
        page = fetch(visitor, url)
        assert "A moderator reads the change before it is shown." in page.text
        assert "in reply to a response that waits for a moderator" in page.text
        assert not {"canary-waits", "Participant"} & set(page.text.split())
