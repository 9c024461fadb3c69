"""Following a paper, a question, a thread."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.responses.actions import following as actions
from consultation.responses.actions.following import follow, stop_following
from consultation.responses.models import Follow
from consultation.responses.taking_part.following import Target
from papers.models import Paper, Question
from tests.asking import post, post_published
from tests.conftest import ClientFor
from tests.page import fetch, read_page


def urls(question: Question, public_id: str) -> dict[str, str]:
    return {
        "paper": reverse("responses:follow-paper", args=[question.paper.slug]),
        "question": reverse(
            "responses:follow-question", args=[question.paper.slug, question.number]
        ),
        "thread": reverse("responses:follow-thread", args=[public_id]),
    }


@pytest.mark.parametrize("thing", ["paper", "question", "thread"])
def test_one_button_follows_and_another_stops(
    thing: str,
    participant: User,
    other_participant: User,
    question: Question,
    client_for: ClientFor,
) -> None:
    root = post_published(participant, question)
    reply = post_published(participant, question, to=root)
    url = urls(question, reply.public_id)[thing]
    client = client_for(other_participant)
    for _ in range(2):
        page = read_page(client.post(url, {"what": "follow"}, follow=True))
        assert f"You follow this {thing}." in page.text
    found = Follow.objects.get(person=other_participant)
    assert (found.thread or found.question or found.paper) in {root, question, question.paper}
    page = read_page(client.post(url, {"what": "stop"}, follow=True))
    assert f"You do not follow this {thing} any more." in page.text
    assert not Follow.objects.exists()
    verbs = Activity.objects.filter(object_type="responses.follow").values_list("verb", flat=True)
    assert list(verbs.order_by("pk")) == [Verb.FOLLOW_BEGUN, Verb.FOLLOW_ENDED]


def test_each_page_says_whether_one_follows_it(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    root = post_published(participant, question)
    place = [question.paper.slug, question.number]
    pages = {
        "paper": reverse("reading:paper", args=place[:1]),
        "question": reverse("responses:question", args=place),
        "thread": reverse("responses:thread", args=[*place, root.public_id]),
    }
    client = client_for(participant)
    for thing, url in urls(question, root.public_id).items():
        assert f"Follow this {thing}" in fetch(client, pages[thing]).text
        client.post(url, {"what": "follow"})
        for other, page in pages.items():
            done = list(pages).index(other) <= list(pages).index(thing)
            assert (f"You follow this {other}." in fetch(client, page).text) is done


def test_what_was_done_is_said_at_the_top_of_the_page_it_was_done_on(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    root = post_published(participant, question)
    here = (
        f"{reverse('responses:question', args=[question.paper.slug, question.number])}?sort=oldest"
    )
    url = urls(question, root.public_id)["thread"]
    answer = client_for(participant).post(url, {"what": "follow", "next": here}, follow=True)
    assert answer.redirect_chain == [(here, 302)]
    assert "Done. You follow this thread." in read_page(answer).text


def test_a_visitor_is_led_to_sign_in(
    visitor: Client, participant: User, question: Question
) -> None:
    url = reverse("responses:question", args=[question.paper.slug, question.number])
    links = fetch(visitor, url).links()
    assert links["Sign in to follow this question"].startswith("/accounts/login/?next=")


def test_a_visitor_signs_in_and_comes_back_to_the_page(
    visitor: Client, participant: User, question: Question
) -> None:
    root = post_published(participant, question)
    backs = [
        visitor.post(url, {"what": "follow"})["Location"]
        for url in urls(question, root.public_id).values()
    ]
    paper = reverse("reading:paper", args=[question.paper.slug])
    asked = reverse("responses:question", args=[question.paper.slug, question.number])
    at = reverse("responses:permalink", args=[root.public_id])
    assert backs == [f"/accounts/login/?next={page}" for page in (paper, asked, at)]


def test_who_is_suspended_follows_nothing_more_but_can_stop(
    suspended: User, question: Question, client_for: ClientFor
) -> None:
    Follow.objects.create(person=suspended, question=question)
    url = urls(question, "0" * 16)["paper"]
    client = client_for(suspended)
    answer = client.post(url, {"what": "follow"})
    assert (answer.status_code, "suspended" in read_page(answer).text) == (409, True)
    client.post(urls(question, "0" * 16)["question"], {"what": "stop"})
    assert not Follow.objects.exists()


def test_a_thread_that_is_held_cannot_be_followed_yet(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    held = post(participant, question)
    url = urls(question, held.public_id)["thread"]
    answer = client_for(participant).post(url, {"what": "follow"})
    assert (answer.status_code, Follow.objects.exists()) == (409, False)
    assert "You can follow it once it is." in read_page(answer).text


def test_what_is_hidden_is_not_there(
    participant: User, other_participant: User, question: Question, client_for: ClientFor
) -> None:
    held = post(participant, question)
    Paper.objects.filter(pk=question.paper_id).update(current_edition=None)
    client = client_for(other_participant)
    for url in urls(question, held.public_id).values():
        assert client.post(url, {"what": "follow"}).status_code == 404


def test_what_no_button_asks_is_refused_in_words(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    url = reverse("responses:follow-paper", args=[question.paper.slug])
    answer = client_for(participant).post(url, {"what": "both"})
    assert (answer.status_code, Follow.objects.exists()) == (422, False)
    assert "Open it again" in read_page(answer).text


def test_there_is_an_end_to_following(
    participant: User, question: Question, monkeypatch: pytest.MonkeyPatch, client_for: ClientFor
) -> None:
    monkeypatch.setattr(actions, "MOST_FOLLOWED", 1)
    follow(actor=participant, target=Target(question.paper_id))
    follow(actor=participant, target=Target(question.paper_id))
    url = reverse("responses:follow-question", args=[question.paper.slug, question.number])
    answer = client_for(participant).post(url, {"what": "follow"})
    assert (answer.status_code, Follow.objects.count()) == (409, 1)
    assert "Stop following some of them first" in read_page(answer).text


def test_stopping_twice_is_stopping_once(participant: User, question: Question) -> None:
    target = Target(question.paper_id)
    follow(actor=participant, target=target)
    for _ in range(2):
        stop_following(actor=participant, target=target)
    assert Activity.objects.filter(verb=Verb.FOLLOW_ENDED).count() == 1
