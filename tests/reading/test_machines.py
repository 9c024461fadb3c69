"""What machines are told: feeds, the sitemap, short links, facts; the same to everybody."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.models import User
from consultation.reading.feeds import RESPONSES_TOLD, events_of
from consultation.responses.actions.withdrawing import withdraw_response
from consultation.responses.models import Response
from papers.access import get_published_paper_or_404
from papers.actions import extend_paper, publish_paper, withdraw_paper
from papers.models import Paper
from tests.asking import make_paper, post, post_published, question_of
from tests.conftest import ClientFor
from tests.page import fetch
from tests.papers.conftest import make_draft
from tests.responses.multiplying import multiply

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = reverse("reading:feed")


def feed_of(paper: Paper) -> str:
    return reverse("reading:paper-feed", args=[paper.slug])


def told(client: Client, url: str) -> list[tuple[str, str]]:
    """The titles and summaries of a feed's entries."""
    tree = ElementTree.fromstring(client.get(url).content)
    entries = tree.iter(f"{ATOM}entry")
    return [
        (entry.findtext(f"{ATOM}title", ""), entry.findtext(f"{ATOM}summary", ""))
        for entry in entries
    ]


def edit(paper: Paper, **fields: object) -> None:
    Paper.objects.filter(pk=paper.pk).update(**fields, is_changed_since_edition=True)


def canaries(editor: User) -> list[Paper]:
    """A draft, an embargoed and an announced paper, each with a canary that may not get out."""
    soon = datetime.now(UTC) + timedelta(days=3)
    later: dict[str, Any] = {"opens_at": soon, "closes_at": soon + timedelta(days=30)}
    draft = make_paper(editor, title="canary-draft", **later)
    Paper.objects.filter(pk=draft.pk).update(current_edition=None)
    embargoed = make_paper(editor, title="canary-embargoed", announced_at=soon, **later)
    return [draft, embargoed, make_paper(editor, title="Coming", ask="canary-ask", **later)]


def test_the_feed_tells_of_the_newest_papers_first(visitor: Client, editor: User) -> None:
    make_paper(editor, title="First")
    make_paper(editor, title="Second")
    assert [title for title, _ in told(visitor, FEED)] == ["Second", "First"]


def test_an_embargo_that_ended_is_news_of_the_day_it_ended(visitor: Client, editor: User) -> None:
    now = datetime.now(UTC)
    secret, other = make_draft(editor, "Was secret"), make_draft(editor, "Published after it")
    publish_paper(actor=editor, paper=secret, published_at=now - timedelta(days=5))
    publish_paper(actor=editor, paper=other, published_at=now - timedelta(days=2))
    Paper.objects.filter(pk=secret.pk).update(announced_at=now - timedelta(hours=30))
    assert [title for title, _ in told(visitor, FEED)] == ["Was secret", "Published after it"]


def test_no_machine_is_told_what_may_not_be_known(visitor: Client, editor: User) -> None:
    hidden = canaries(editor)
    urls = [FEED, reverse("reading:sitemap"), feed_of(hidden[2]), "/papers/", "/"]
    urls.append(reverse("reading:paper", args=[hidden[2].slug]))
    for url in urls:
        answer = visitor.get(url)
        assert answer.status_code == 200
        assert "canary" not in answer.text, url


def test_what_is_not_public_has_no_door(visitor: Client, editor: User) -> None:
    draft, embargoed, _ = canaries(editor)
    for paper in (draft, embargoed):
        paper.refresh_from_db()
        doors = [reverse(f"reading:{name}", args=[paper.slug]) for name in ("paper", "paper-feed")]
        doors.append(reverse("reading:short-link", args=[paper.short_number]))
        doors.append(reverse("responses:question", args=[paper.slug, 1]))
        never = visitor.get("/papers/never-made/")
        for door in doors:
            answer = visitor.get(door)
            assert (answer.status_code, answer.content) == (404, never.content), door


def test_a_papers_feed_tells_its_life_and_its_public_responses(
    visitor: Client, editor: User, participant: User, open_paper: Paper
) -> None:
    post_published(participant, question_of(open_paper), "Words for *all*.")
    post(participant, question_of(open_paper, 2), "canary-private", visibility="private")
    edit(open_paper, title="A clearer title")
    publish_paper(actor=editor, paper=open_paper, note="The title is clearer.")
    later = datetime.now(UTC) + timedelta(days=60)
    extend_paper(actor=editor, paper=open_paper, closes_at=later, reason="Many asked.")
    withdraw_paper(actor=editor, paper=open_paper, reason="Overtaken by events.")
    entries = told(visitor, feed_of(open_paper))
    assert {summary for _, summary in entries} >= {
        "Words for all.",
        "The title is clearer.",
        "Many asked.",
        "Overtaken by events.",
    }
    assert "Edition 2" in dict(entries)
    assert "Participant answers question 1" in dict(entries)
    assert "canary" not in visitor.get(feed_of(open_paper)).text


def test_an_announced_papers_feed_keeps_its_editions(visitor: Client, editor: User) -> None:
    paper = canaries(editor)[2]
    edit(paper, summary="Another summary.")
    publish_paper(actor=editor, paper=paper, note="canary-note: question 1 asks more.")
    assert [title for title, _ in told(visitor, feed_of(paper))] == ["Announced: Coming"]


def test_markup_in_a_response_is_text_in_a_feed(
    visitor: Client, participant: User, open_paper: Paper
) -> None:
    post_published(participant, question_of(open_paper), "<script>alert(1)</script> said.")
    (_, summary), *_ = told(visitor, feed_of(open_paper))
    # The summary is HTML to a feed reader, so the text is escaped once more than XML escapes it.
    assert summary == "&lt;script&gt;alert(1)&lt;/script&gt; said."


def test_a_feed_is_the_same_for_everybody(
    visitor: Client,
    moderator: User,
    participant: User,
    open_paper: Paper,
    client_for: ClientFor,
) -> None:
    post(participant, question_of(open_paper), "Held words.")
    for url in (FEED, feed_of(open_paper)):
        answers = [visitor.get(url), client_for(moderator).get(url)]
        assert answers[0].content == answers[1].content
        assert answers[0]["ETag"] == answers[1]["ETag"]


def test_a_feed_that_has_not_changed_is_not_sent_again(visitor: Client, open_paper: Paper) -> None:
    first = visitor.get(feed_of(open_paper))
    again = visitor.get(feed_of(open_paper), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "Last-Modified" not in first


def test_a_feed_notices_what_was_taken_down(
    visitor: Client, participant: User, open_paper: Paper
) -> None:
    response = post_published(participant, question_of(open_paper), "Take me down.")
    first = visitor.get(feed_of(open_paper))
    withdraw_response(actor=participant, response=response)
    again = visitor.get(feed_of(open_paper), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert "Take me down" not in again.text


def test_feeds_cost_the_same_with_one_and_with_twenty(
    visitor: Client,
    editor: User,
    participant: User,
    open_paper: Paper,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for more in (1, 20):
        for number in range(more):
            make_paper(editor, title=f"Paper {more} {number}", questions=1)
            post_published(participant, question_of(open_paper))
        with django_assert_num_queries(1):
            visitor.get(FEED)
        with django_assert_num_queries(6):
            visitor.get(feed_of(open_paper))


def test_a_papers_feed_sorts_no_whole_paper(
    participant: User, other_participant: User, open_paper: Paper
) -> None:
    for number in (1, 2):
        multiply(post_published(participant, question_of(open_paper, number)), 2_000)
    nameless = post_published(other_participant, question_of(open_paper))
    Response.objects.filter(pk=nameless.pk).update(is_nameless=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE responses_response")
    with CaptureQueriesContext(connection) as queries:
        entries = events_of(get_published_paper_or_404(open_paper.slug))
    sql = next(query["sql"] for query in queries.captured_queries if "ARRAY(" in query["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "response_told" in plan
    assert "Sort" not in plan
    told = Response.objects.public().latest_told()[:RESPONSES_TOLD]
    named = [entry.url.split("/")[-2] for entry in entries if "/responses/" in entry.url]
    assert named == [each.public_id for each in told]


def test_the_sitemap_names_pages_under_the_sites_own_name(
    visitor: Client, editor: User, open_paper: Paper
) -> None:
    canaries(editor)
    text = visitor.get(reverse("reading:sitemap"), headers={"host": "elsewhere.example"}).text
    places = re.findall("<loc>(.*?)</loc>", text)
    paper = f"http://testserver/papers/{open_paper.slug}/"
    assert {paper, f"{paper}questions/1/", "http://testserver/"} <= set(places)
    assert "http://testserver/papers/coming/" in places
    assert not [place for place in places if "coming/questions" in place]
    assert "elsewhere" not in text


def test_robots_are_shown_the_sitemap_and_kept_from_the_desk(visitor: Client) -> None:
    lines = visitor.get("/robots.txt").text.splitlines()
    assert "Disallow: /desk/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_a_short_link_leads_to_its_paper(visitor: Client, open_paper: Paper) -> None:
    answer = visitor.get(f"/p/{open_paper.short_number}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/papers/{open_paper.slug}/")


@pytest.mark.parametrize("number", ["0", "999", "99999999999999999999"])
def test_a_short_link_that_was_never_given_is_not_found(
    visitor: Client, open_paper: Paper, number: str
) -> None:
    assert visitor.get(f"/p/{number}/").status_code == 404


def test_a_papers_facts_are_safe_and_its_own(visitor: Client, editor: User) -> None:
    paper = make_paper(editor, title="</script><b>Facts</b> & “words”", author="A team")
    page = fetch(visitor, reverse("reading:paper", args=[paper.slug]))
    script = next(s for s in page.tree.iter("script") if s.get("type") == "application/ld+json")
    facts = json.loads(script.text or "")
    assert facts["name"] == "</script><b>Facts</b> & “words”"
    assert facts["url"] == f"http://testserver/papers/{paper.slug}/"
    canonical = next(link for link in page.tree.iter("link") if link.get("rel") == "canonical")
    assert canonical.get("href") == facts["url"]


def test_a_search_has_no_address_of_its_own(visitor: Client, open_paper: Paper) -> None:
    page = fetch(visitor, "/papers/?q=good&status=open")
    canonical = next(link for link in page.tree.iter("link") if link.get("rel") == "canonical")
    assert canonical.get("href") == "http://testserver/papers/?status=open"
