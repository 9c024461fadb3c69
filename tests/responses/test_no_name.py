"""What is said for an organisation names nobody, wherever it is read."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultation.digests.composing import news_of
from consultation.exports.policy import Scope
from consultation.mail.kinds import kind_named
from consultation.mail.models import Message
from consultation.moderation.actions import publish_response
from consultation.responses.models import Response
from papers.models import Question
from tests.asking import post, post_published
from tests.conftest import ClientFor
from tests.exports.reading import exported
from tests.page import fetch
from tests.people import make_membership, make_person

PERSON = "canary-of-a-person"
TRUST = "Northfield Resettlement Trust"
EVERYTHING = 2**62  # later than any transaction


@pytest.fixture
def spokesperson(db: None) -> User:
    person = make_person("spokesperson")
    person.display_name = PERSON
    person.save(update_fields=["display_name"])
    return person


@pytest.fixture
def said(spokesperson: User, other_participant: User, question: Question) -> Response:
    """A response for the organisation, a reply to it, and its reply to that one."""
    membership = make_membership(spokesperson)
    root = post_published(spokesperson, question, "For all of us.", membership=membership)
    reply = post_published(other_participant, question, "Is that so?", to=root)
    post_published(spokesperson, question, "It is.", to=reply, membership=membership)
    return root


def addresses_of(response: Response) -> Iterator[str]:
    paper, number = response.question.paper, response.question.number
    yield reverse("reading:home")
    yield reverse("reading:paper", args=[paper.slug])
    yield reverse("reading:paper-feed", args=[paper.slug])
    yield reverse("responses:question", args=[paper.slug, number])
    yield reverse("responses:thread", args=[paper.slug, number, response.public_id])
    yield reverse("responses:permalink", args=[response.public_id])


def test_no_public_page_or_feed_names_the_person__decidim_4796(
    said: Response, visitor: Client
) -> None:
    for address in addresses_of(said):
        text = visitor.get(address, follow=True).content.decode()
        assert PERSON not in text, address
    assert TRUST in text


def test_nor_does_the_form_to_reply_its_title_or_any_label__decidim_7431(
    said: Response, other_participant: User, client_for: ClientFor
) -> None:
    url = reverse("responses:respond", args=[said.question.paper.slug, said.question.number])
    text = client_for(other_participant).get(f"{url}?to={said.public_id}").content.decode()
    assert PERSON not in text
    assert f"Reply to {TRUST}" in text


def test_no_digest_names_the_person(said: Response, editor: User) -> None:
    news = news_of(editor, first=0, end=EVERYTHING)
    who = [each.who for paper in news.papers for asked in paper.questions for each in asked.entries]
    assert sorted(who) == [TRUST, TRUST, "Other"]


@pytest.mark.parametrize("scope", list(Scope))
def test_no_export_names_the_person(said: Response, lead: User, scope: Scope) -> None:
    rows = exported(lead, said.question.paper, scope)
    assert PERSON not in str(rows)
    assert [row["name shown"] for row in rows] == ["", "Other", ""]
    assert [row["organisation shown"] for row in rows] == [TRUST, "", TRUST]


def test_no_mail_to_others_names_the_person(
    said: Response, spokesperson: User, moderator: User
) -> None:
    newcomer = make_person("newcomer")
    held = post(newcomer, said.question, "May I ask?", to=said)
    publish_response(actor=moderator, response=held)
    message = Message.objects.get(recipient=newcomer)
    mail = kind_named(message.kind).compose(message)
    assert mail is not None
    assert f"In reply to {TRUST}" in mail.text
    assert PERSON not in mail.text + mail.html + mail.subject


def test_who_chose_to_be_named_is_named_after_the_organisation(
    spokesperson: User, question: Question, visitor: Client
) -> None:
    post_published(
        spokesperson, question, membership=make_membership(spokesperson), shows_name=True
    )
    url = reverse("responses:question", args=[question.paper.slug, question.number])
    text = visitor.get(url).text
    assert text.index(TRUST) < text.index(PERSON)


def test_moderators_see_who_it_was(
    spokesperson: User, moderator: User, question: Question, client_for: ClientFor
) -> None:
    held = post(spokesperson, question, membership=make_membership(spokesperson))
    client = client_for(moderator)
    case = client.get(reverse("moderation:review", args=[held.public_id])).text
    assert PERSON in case
    assert spokesperson.email in case
    assert "None: readers see the organisation alone" in case
    queue = client.get(reverse("moderation:queue")).text
    assert f'{TRUST} <br><span class="beside">posted by {PERSON}</span>' in queue


def test_moderators_see_that_a_name_is_a_chosen_one(
    spokesperson: User, moderator: User, question: Question, client_for: ClientFor
) -> None:
    User.objects.filter(pk=spokesperson.pk).update(uses_pseudonym=True)
    held = post(spokesperson, question)
    case = fetch(client_for(moderator), reverse("moderation:review", args=[held.public_id]))
    assert f"{PERSON}, not their own name" in case.text


@pytest.mark.parametrize("see", [lambda r: str(r), lambda r: r.speaker])
def test_nothing_that_is_written_of_it_names_the_person(
    said: Response, see: Callable[[Response], str]
) -> None:
    assert TRUST in see(said)
    assert PERSON not in see(said)
