"""What is new for me, and what mail I want about it."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.digests.models import Notice, NoticeSettings
from consultation.digests.notices import newest_for
from consultation.responses.models import Response
from papers.models import Paper, Question
from tests.asking import close, post, post_published
from tests.conftest import ClientFor
from tests.digests.told import make_notice
from tests.page import fetch, read_page
from tests.people import make_person

URL, MAIL = "/people/me/notices/", "/people/me/mail/"
CHANGE = f"{MAIL}notices/"
CHOSEN = {"notices-replies": "daily", "notices-mentions": "never", "notices-follows": "at_once"}


@pytest.fixture
def reply(participant: User, other_participant: User, question: Question) -> Response:
    root = post_published(participant, question)
    return post_published(other_participant, question, "Words of a reply.", to=root)


@pytest.fixture
def notice(participant: User, reply: Response) -> Notice:
    return make_notice(participant, reply)


def test_a_page_says_who_said_what_where(
    participant: User, notice: Notice, client_for: ClientFor
) -> None:
    page = fetch(client_for(participant), URL)
    assert "1 not read yet." in page.text
    assert "Other replied to you New" in page.text
    assert "on question 1 of “Good rehabilitation” Words of a reply." in page.text


def test_the_newest_not_read_come_first_and_read_ones_fill_up(
    participant: User, reply: Response, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    author, root = reply.user, reply.in_reply_to
    assert author is not None
    replies = [post_published(author, reply.question, f"Reply {n}.", to=root) for n in range(4)]
    made = [make_notice(participant, each) for each in replies]
    Notice.objects.filter(pk__in=[made[1].pk, made[3].pk]).update(read_at=made[0].at)
    assert [told.pk for told in newest_for(participant, 2)] == [made[2].pk, made[0].pk]
    with django_assert_num_queries(1):
        told = newest_for(participant, 3)
    assert [each.pk for each in told] == [made[2].pk, made[0].pk, made[3].pk]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"is_mention": True, "is_reply": False}, "Other mentioned you"),
        ({"is_mention": True}, "Other replied to you"),
        ({"followed": "thread", "is_reply": False}, "Other spoke in a thread you follow"),
        ({"followed": "paper", "is_reply": False}, "Other spoke on a paper you follow"),
        ({"followed": "question", "is_mention": True}, "Other replied to you"),
    ],
)
def test_one_line_gives_the_nearest_reason(
    fields: dict[str, object],
    words: str,
    participant: User,
    reply: Response,
    client_for: ClientFor,
) -> None:
    make_notice(participant, reply, **fields)
    assert words in fetch(client_for(participant), URL).links()


def test_opening_one_leads_to_the_response_and_marks_it_read(
    participant: User, notice: Notice, client_for: ClientFor
) -> None:
    client = client_for(participant)
    answer = client.get(f"{URL}{notice.pk}/")
    assert answer["Location"] == f"/responses/{notice.response.public_id}/"
    page = fetch(client, URL)
    assert ("not read yet" in page.text, "you New" in page.text) == (False, False)


def test_all_that_the_page_showed_is_marked_read_and_nothing_newer(
    participant: User, notice: Notice, client_for: ClientFor, other_participant: User
) -> None:
    newer = make_notice(participant, post_published(other_participant, notice.response.question))
    client = client_for(participant)
    page = read_page(client.post(f"{URL}read/", {"up_to": notice.pk}, follow=True))
    assert "All of it is marked as read." in page.text
    assert list(Notice.objects.filter(read_at=None)) == [newer]


@pytest.mark.parametrize("up_to", ["", "x", "-1", "9" * 19, "9" * 18, "²"])
def test_a_number_that_no_notice_has_marks_nothing_more(
    up_to: str, participant: User, other_participant: User, reply: Response, client_for: ClientFor
) -> None:
    make_notice(other_participant, reply)
    answer = client_for(participant).post(f"{URL}read/", {"up_to": up_to})
    assert answer.status_code == 302
    assert Notice.objects.filter(read_at=None).count() == 1


def test_nobody_opens_or_reads_another_s(
    notice: Notice, other_participant: User, client_for: ClientFor, visitor: Client
) -> None:
    client = client_for(other_participant)
    for pk in (notice.pk, notice.pk + 1, 2**70):
        assert client.get(f"{URL}{pk}/").status_code == 404
    client.post(f"{URL}read/", {"up_to": notice.pk})
    assert Notice.objects.get().read_at is None
    assert "Nothing yet." in fetch(client, URL).text
    assert visitor.get(f"{URL}{notice.pk}/")["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("state", ["withdrawn", "held", "rejected"])
def test_what_is_not_public_any_more_is_neither_shown_nor_counted_nor_opened(
    state: str, participant: User, notice: Notice, client_for: ClientFor
) -> None:
    Response.objects.filter(pk=notice.response_id).update(state=state)
    client = client_for(participant)
    page = fetch(client, URL)
    assert ("not read yet" in page.text, "Nothing yet." in page.text) == (False, True)
    assert client.get(f"{URL}{notice.pk}/").status_code == 404


def test_a_paper_that_is_hidden_hides_its_notices(
    participant: User, notice: Notice, client_for: ClientFor
) -> None:
    Paper.objects.update(current_edition=None)
    assert "Nothing yet." in fetch(client_for(participant), URL).text


def test_a_closed_paper_keeps_them(
    participant: User, notice: Notice, client_for: ClientFor
) -> None:
    close(notice.response.question.paper)
    assert "Other replied to you" in fetch(client_for(participant), URL).links()


def test_who_is_not_named_stays_so(
    participant: User, notice: Notice, client_for: ClientFor
) -> None:
    Response.objects.update(is_nameless=True, shown_name="Name withheld")
    page = fetch(client_for(participant), URL)
    assert "Name withheld replied to you" in page.links()
    assert "Other" not in page.text


def test_a_cursor_of_another_list_is_no_page(participant: User, client_for: ClientFor) -> None:
    assert client_for(participant).get(f"{URL}?cursor=x").status_code == 404


@pytest.mark.parametrize("number", [1, 60])
def test_a_page_costs_the_same_and_leads_on(
    number: int,
    participant: User,
    question: Question,
    client_for: ClientFor,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    author = make_person("author")
    for n in range(number):
        response = post_published(author, question, f"Said {n}.")
        make_notice(participant, response)
    client = client_for(participant)
    with django_assert_num_queries(5):  # the session, the person, roles, the notices, their number
        page = read_page(client.get(URL))
    assert page.text.count("replied to you") == min(number, 25)
    seen, links = 0, page.links()
    while older := next((links[words] for words in links if words.startswith("Older")), ""):
        page = fetch(client, urlsplit(URL)._replace(query=urlsplit(older).query).geturl())
        seen, links = seen + page.text.count("replied to you"), page.links()
    assert seen == max(0, number - 25)


def test_the_settings_stand_on_the_page_of_mail_with_the_defaults(
    participant: User, client_for: ClientFor
) -> None:
    page = fetch(client_for(participant), MAIL)
    checked = {
        box.get("name"): box.get("value")
        for box in page.tree.iter("input")
        if box.get("type") == "radio" and box.get("checked") is not None
    }
    assert checked == {
        "notices-replies": "at_once",
        "notices-mentions": "at_once",
        "notices-follows": "daily",
    }


def test_what_one_chooses_is_kept_and_logged_once(participant: User, client_for: ClientFor) -> None:
    client = client_for(participant)
    for _ in range(2):
        page = read_page(client.post(CHANGE, CHOSEN, follow=True))
        assert "Saved. We write to you as you chose." in page.text
    chosen = NoticeSettings.objects.get(person=participant)
    assert (chosen.replies, chosen.mentions, chosen.follows) == ("daily", "never", "at_once")
    assert Activity.objects.filter(verb=Verb.NOTICES_CHANGED).count() == 1


def test_what_cannot_be_chosen_is_said_at_its_place(
    participant: User, client_for: ClientFor
) -> None:
    wrong = {**CHOSEN, "notices-replies": "hourly"}
    answer = client_for(participant).post(CHANGE, wrong)
    page = read_page(answer)
    assert (answer.status_code, page.title) == (422, "Error: My mail – Soundings")
    assert "Choose how soon we write: replies to you." in page.text
    assert not NoticeSettings.objects.exists()


def test_staff_choose_both_on_one_page(editor: User, client_for: ClientFor) -> None:
    client = client_for(editor)
    client.post(CHANGE, CHOSEN)
    page = read_page(client.post(MAIL, {"frequency": "weekly"}, follow=True))
    assert ("Your digest" in page.text, "What is new for you" in page.text) == (True, True)
    assert NoticeSettings.objects.get(person=editor).mentions == "never"


def test_a_held_reply_has_no_notice_to_open(
    participant: User, question: Question, client_for: ClientFor
) -> None:
    held = post(make_person("newcomer"), question)
    made = make_notice(participant, held)
    assert client_for(participant).get(f"{URL}{made.pk}/").status_code == 404
