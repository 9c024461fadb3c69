"""What machines ask for: feeds and robots.txt. They show everybody the same."""

from collections.abc import Iterable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from consultation.lib.heads import absolute
from consultation.reading.feeds import Entry, events_of, newest_papers
from papers.access import get_published_paper_or_404

# Never worth a crawler's time, and nothing of it is secret.
NOT_FOR_ROBOTS: Final = ("/accounts/", "/desk/", "/people/", "/mail/", "/p/")


@require_safe
@cache_control(no_cache=True)
@conditional_page
def feed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The newest papers."""
    return _atom(
        title="Soundings: discussion papers",
        link=reverse("reading:papers"),
        feed_url=reverse("reading:feed"),
        entries=newest_papers(),
    )


@require_safe
@cache_control(no_cache=True)
@conditional_page
def paper_feed(request: HttpRequest, slug: str) -> HttpResponse:  # noqa: ARG001
    """What happens to one paper: its opening and closing, its editions, its public responses."""
    published = get_published_paper_or_404(slug)
    return _atom(
        title=published.content.title,
        link=reverse("reading:paper", args=[slug]),
        feed_url=reverse("reading:paper-feed", args=[slug]),
        entries=events_of(published),
        language=published.paper.language,
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS)]
    lines += ["", f"Sitemap: {absolute(reverse('reading:sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _atom(
    *, title: str, link: str, feed_url: str, entries: Iterable[Entry], language: str = "en"
) -> HttpResponse:
    """Write the feed; its ETag is made of its bytes, so that what was taken down is told of too.

    There is no Last-Modified: a response that is removed would make no date later.
    """
    writer = Atom1Feed(
        title=title,
        link=absolute(link),
        description="",
        language=language,
        author_name="Soundings",
        feed_url=absolute(feed_url),
        feed_guid=absolute(feed_url),
    )
    for entry in entries:
        writer.add_item(
            title=entry.title,
            link=entry.url,
            # Readers take it for HTML; what a respondent wrote is text.
            description=escape(entry.text),
            unique_id=entry.key,
            pubdate=entry.at,
            updateddate=entry.changed_at,
        )
    return HttpResponse(writer.writeString("utf-8"), content_type=Atom1Feed.content_type)
