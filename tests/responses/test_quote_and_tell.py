"""The composer's quote and its list of people to tell; and how it will look."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from consultation.responses.models import Draft, Mention, Quote, Response
from papers.models import Question
from tests.asking import post_published
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.responses.drafting import form, url_of

WORDS = "A bed on the first night matters more than a plan."


@pytest.fixture
def root(other_participant: User, question: Question) -> Response:
    return post_published(other_participant, question, WORDS)


def test_words_to_quote_stand_in_the_form_and_can_be_taken_out(
    participant: User, question: Question, root: Response, client_for: ClientFor
) -> None:
    client = client_for(participant)
    page = fetch(client, f"{url_of(question)}?to={root.public_id}&quote={root.public_id}:0:5")
    assert "Quote from Other" in page.text
    assert ">\nA bed</textarea>" in page.response.content.decode()
    fields = {"to": root.public_id, "quoting": root.public_id}
    client.post(url_of(question), form("I agree.", quoted="", **fields))
    fields["as_well"] = "yes"
    client.post(url_of(question), form("I do agree.", quoted="first  night", **fields))
    quote = Quote.objects.get()
    assert (quote.response.comment, quote.source_id) == ("I do agree.", root.pk)


@pytest.mark.parametrize(
    ("words", "quoted"), [("first  night ", "first night"), ("never said", WORDS), (" ", WORDS)]
)
def test_words_that_were_selected_stand_in_the_form(
    participant: User,
    question: Question,
    root: Response,
    client_for: ClientFor,
    words: str,
    quoted: str,
) -> None:
    address = f"{url_of(question)}?{urlencode({'quote': root.public_id, 'words': words})}"
    page = fetch(client_for(participant), address)
    assert f">\n{quoted}</textarea>" in page.response.content.decode()


@pytest.mark.parametrize("key", ["", ":1:2", "x:1:2", "{}:5", "{}:9:3", "{}:0:99999", "{}:a:b"])
def test_an_address_that_quotes_nothing_opens_the_form_all_the_same(
    participant: User, question: Question, root: Response, client_for: ClientFor, key: str
) -> None:
    address = f"{url_of(question)}?to={root.public_id}&quote={key.format(root.public_id)}"
    assert 'name="body"' in client_for(participant).get(address).text


def test_what_is_replied_to_stands_beside_the_box(
    participant: User, question: Question, root: Response, client_for: ClientFor
) -> None:
    page = fetch(client_for(participant), f"{url_of(question)}?to={root.public_id}")
    assert f"Other wrote {WORDS}" in page.text
    assert "The whole of it" not in page.text


def test_of_a_long_one_the_beginning_stands_there_and_the_whole_is_folded(
    participant: User, other_participant: User, question: Question, client_for: ClientFor
) -> None:
    said = [f"word{number}" for number in range(100)]
    root = post_published(other_participant, question, f"**{said[0]}** {' '.join(said[1:])}")
    page = fetch(client_for(participant), f"{url_of(question)}?to={root.public_id}")
    assert f"Other wrote {' '.join(said[:50])}… The whole of it {' '.join(said)}" in page.text
    assert f"<strong>{said[0]}</strong>" in page.response.content.decode()


def test_words_that_nobody_said_are_refused_with_nothing_lost(
    participant: User, question: Question, root: Response, client_for: ClientFor
) -> None:
    page = client_for(participant).post(
        url_of(question), form("Kept.", quoting=root.public_id, quoted="Prisons work.")
    )
    assert page.status_code == 422
    assert "not in what Other wrote" in page.text
    assert "Prisons work." in page.text
    assert Response.objects.get() == root


def test_a_quote_of_what_is_gone_is_refused_with_the_text_kept(
    participant: User, question: Question, root: Response, client_for: ClientFor
) -> None:
    Response.objects.filter(pk=root.pk).update(state=Response.State.REJECTED)
    page = client_for(participant).post(
        url_of(question), form("Kept.", quoting=root.public_id, quoted="A bed")
    )
    assert page.status_code == 409
    assert "without the quote" in page.text
    assert Draft.objects.get().body == "Kept."


def test_nothing_that_may_not_be_read_is_quoted(
    participant: User, question: Question, root: Response, client_for: ClientFor
) -> None:
    Response.objects.filter(pk=root.pk).update(visibility=Response.Visibility.PRIVATE)
    page = client_for(participant).get(f"{url_of(question)}?quote={root.public_id}:0:5")
    assert "A bed" not in page.text
    assert page.status_code == 200


def test_a_draft_keeps_what_is_quoted(
    participant: User, question: Question, root: Response, client_for: ClientFor
) -> None:
    client = client_for(participant)
    client.post(
        url_of(question, "draft"), form("Yes.", quoting=root.public_id, quoted="first night")
    )
    assert ">\nfirst night</textarea>" in client.get(url_of(question)).text


def test_a_draft_keeps_who_is_to_be_told(
    participant: User, question: Question, root: Response, client_for: ClientFor
) -> None:
    client, reply = client_for(participant), f"{url_of(question)}?to={root.public_id}"
    fields = {"to": root.public_id, "tell": [root.public_id, "nobody-we-know"]}
    client.post(url_of(question, "draft"), form("To you.", **fields))
    assert Draft.objects.get().tell == [root.public_id]
    assert client.get(reply).context["form"]["tell"].value() == [root.public_id]
    assert "checked" in client.get(reply).text
    root_now = Response.objects.filter(pk=root.pk)
    root_now.update(is_nameless=True, organisation=None)
    assert client.get(reply).status_code == 200


def test_those_who_spoke_can_be_told(
    participant: User, question: Question, root: Response, client_for: ClientFor
) -> None:
    client = client_for(participant)
    page = fetch(client, f"{url_of(question)}?to={root.public_id}")
    assert "Tell someone in this thread" in page.text
    client.post(url_of(question), form("To you.", to=root.public_id, tell=[root.public_id]))
    assert Mention.objects.get().mentioned_id == root.pk


def test_who_did_not_speak_there_cannot_be_told(
    participant: User, question: Question, root: Response, client_for: ClientFor, moderator: User
) -> None:
    elsewhere = post_published(moderator, question)
    page = client_for(participant).post(
        url_of(question), form("Kept.", to=root.public_id, tell=[elsewhere.public_id])
    )
    assert page.status_code == 422
    assert "not in this thread any more" in page.text
    assert not Mention.objects.exists()


def test_there_is_nobody_to_tell_in_one_s_own_thread(
    other_participant: User, question: Question, root: Response, client_for: ClientFor
) -> None:
    page = client_for(other_participant).get(f"{url_of(question)}?to={root.public_id}").text
    assert "Tell someone" not in page


def test_a_preview_is_what_readers_would_see(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    answer = client_for(participant).post(
        url_of(question, "preview"), {"prose": "**Bold** <script>alert(1)</script>"}
    )
    assert "<strong>Bold</strong> &lt;script&gt;" in answer.text
    assert "no-store" in answer["Cache-Control"]
    assert not Draft.objects.exists()


def test_without_script_the_preview_stands_below_the_box_and_nothing_is_posted(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    answer = client_for(participant).post(url_of(question), form("*Soft*", preview="body"))
    assert "<em>Soft</em>" in read_page(answer).response.content.decode()
    assert ">\n*Soft*</textarea>" in answer.text
    assert not Response.objects.exists()


@pytest.mark.parametrize("text", ["", "x" * 20_001])
def test_a_preview_of_too_little_or_too_much_says_so(
    participant: User, question: Question, client_for: ClientFor, text: str
) -> None:
    answer = client_for(participant).post(url_of(question, "preview"), {"prose": text})
    assert answer.status_code == 200
    assert ("too long" if text else "Nothing is written") in answer.text


def test_visitors_and_the_impatient_get_no_preview(
    visitor: Client,
    participant: User,
    question: Question,
    client_for: ClientFor,
    settings: Settings,
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "preview": "2/h/user"}
    url = url_of(question, "preview")
    assert visitor.post(url, {"prose": "x"}).status_code == 401
    client = client_for(participant)
    answers = [client.post(url, {"prose": "x"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1]["Retry-After"] == "3600"


def test_what_to_leave_out_is_part_of_the_box_s_description(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    page = fetch(client_for(participant), url_of(question))
    box = next(e for e in page.tree.iter("textarea") if e.get("name") == "body")
    described = next(e for e in page.tree.iter() if e.get("id") == box.get("aria-describedby"))
    assert "Name nobody" in "".join(described.itertext())
