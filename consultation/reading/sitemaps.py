"""Every page that a search engine may know of, under the site's own name."""

from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse

from accounts.models import Organisation
from papers.models import Paper, Question, Wording
from papers.querysets import asking_in_public


class _OfThisSite(Sitemap):  # type: ignore[type-arg]  # not subscriptable at run time
    """Addresses come from SITE_URL, not from a row of the sites framework or a request's host."""

    def get_protocol(self, protocol: str | None = None) -> str:  # noqa: ARG002
        return str(settings.SITE_URL).partition("://")[0]

    def get_domain(self, site: object = None) -> str:  # noqa: ARG002
        return str(settings.SITE_URL).partition("://")[2]


class Pages(_OfThisSite):
    def items(self) -> list[str]:
        return ["reading:home", "reading:papers", "reading:about"]

    def location(self, item: str) -> str:
        return reverse(item)


class Papers(_OfThisSite):
    def items(self) -> QuerySet[Any, Any]:
        papers = Paper.objects.published().annotate(edited_at=F("current_edition__published_at"))
        return papers.order_by("pk").values("slug", "edited_at")

    def location(self, item: dict[str, Any]) -> str:
        return reverse("reading:paper", args=[item["slug"]])

    def lastmod(self, item: dict[str, Any]) -> datetime:
        edited_at: datetime = item["edited_at"]
        return edited_at


class Questions(_OfThisSite):
    """Those that readers may see: a wording is made when an edition asks the question."""

    def items(self) -> QuerySet[Any, Any]:
        asked = Exists(Wording.objects.filter(question=OuterRef("pk")))
        questions = Question.objects.filter(asking_in_public("paper__"), asked)
        return questions.order_by("pk").values("number", "paper__slug")

    def location(self, item: dict[str, Any]) -> str:
        return reverse("responses:question", args=[item["paper__slug"], item["number"]])


class Organisations(_OfThisSite):
    """Those in the register: the public pages there are."""

    def items(self) -> QuerySet[Any, Any]:
        return Organisation.objects.listed().order_by("pk").values_list("slug", flat=True)

    def location(self, item: str) -> str:
        return reverse("reading:organisation", args=[item])


SITEMAPS: Final = {
    "pages": Pages,
    "papers": Papers,
    "questions": Questions,
    "organisations": Organisations,
}
