"""The public page of an organisation, and the directory of all that are in the register."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from django.db.models import Count, F
from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from accounts.models import Organisation
from accounts.organisations.directory import FILTERS, Wanted, in_name_order
from accounts.organisations.profiles import facts_of
from accounts.profile import Kind, Region, Specialism
from consultation.lib.heads import PageHead, absolute, json_ld
from consultation.lib.pages import page_of
from consultation.lib.text import excerpt
from consultation.responses.choosing import Chosen
from consultation.responses.models import Response
from consultation.responses.querysets import ResponseQuerySet, is_confirmed
from papers.pages.asking import lang_attribute
from papers.querysets import asking_in_public, published_title

ORGANISATIONS_A_PAGE: Final = 50
RESPONSES_A_PAGE: Final = 20
WORDS_SHOWN: Final = 60


@dataclass(frozen=True)
class Listed:
    """One organisation in the directory."""

    name: str
    url: str
    facts: str
    does: str


@dataclass(frozen=True)
class Said:
    """One public response that was posted for an organisation."""

    asked: str
    url: str
    at: datetime
    is_reply: bool
    words: str
    chosen: Chosen | None
    shown_as: str  # the organisation's name then, where it is another now
    shown_name: str  # of the person, where they chose to show it


@dataclass(frozen=True)
class SaidInPaper:
    """What an organisation said in one paper, as far as this page of the list goes."""

    title: str
    lang: SafeString  # the attribute for the paper's own words
    url: str
    count: int
    said: tuple[Said, ...]


def directory(query: QueryDict) -> dict[str, Any]:
    """One page of the verified organisations a reader asked for. Two queries; BadCursor."""
    wanted = Wanted.from_query(query, *FILTERS)
    found = wanted.narrow(Organisation.objects.listed())
    shown = in_name_order(found).only("name", "slug", "kind", "region", "specialisms")
    page = page_of(
        shown, order=("folded", "id"), size=ORGANISATIONS_A_PAGE, cursor=query.get("cursor")
    )
    url = reverse("reading:organisations")
    return {
        "wanted": wanted,
        "organisations": [_listed(each) for each in page.items],
        "total": found.count(),
        "offers": wanted.offers(*FILTERS),
        "applied": wanted.applied(url),
        "before_url": url + wanted.query(cursor=page.previous) if page.previous else "",
        "after_url": url + wanted.query(cursor=page.next) if page.next else "",
    }


def _listed(organisation: Organisation) -> Listed:
    kind, region = Kind(organisation.kind).label, dict(Region.choices).get(organisation.region)
    does = [str(word) for code, word in Specialism.choices if code in organisation.specialisms]
    return Listed(
        name=organisation.name,
        url=reverse("reading:organisation", args=[organisation.slug]),
        facts=", ".join(str(word) for word in (kind, region) if word),
        does=", ".join(does),
    )


def page_of_organisation(organisation: Organisation, cursor: str | None) -> dict[str, Any]:
    """What an organisation is, and a page of what it said. Two queries; BadCursor."""
    said = _public_responses(organisation)
    counts = dict(said.order_by().values_list("question__paper_id").annotate(Count("pk")))
    page = page_of(
        _with_words(said), order=("-paper_id", "-id"), size=RESPONSES_A_PAGE, cursor=cursor
    )
    url = reverse("reading:organisation", args=[organisation.slug])
    return {
        "organisation": organisation,
        "facts": facts_of(organisation),
        "papers": tuple(_by_paper(organisation, page.items, counts)),
        "responses_count": sum(counts.values()),
        "papers_count": len(counts),
        "newer_url": f"{url}?cursor={page.newer}" if page.newer else "",
        "older_url": f"{url}?cursor={page.older}" if page.older else "",
    }


def organisation_head(organisation: Organisation) -> PageHead:
    """The facts of the page for machines."""
    url = absolute(reverse("reading:organisation", args=[organisation.slug]))
    logo = reverse("organisations:logo", args=[organisation.slug]) if organisation.logo else ""
    return PageHead(
        title=organisation.name,
        url=url,
        description=organisation.about,
        image_url=absolute(logo) if logo else "",
        image_alt=organisation.logo_alt,
        json_ld=json_ld(
            **{"@type": "Organization"},
            name=organisation.name,
            url=url,
            sameAs=organisation.website,
            logo=absolute(logo) if logo else "",
        ),
    )


def _public_responses(organisation: Organisation) -> ResponseQuerySet:
    """What anybody may read of it: never what somebody posted for it whom it does not know."""
    return (
        Response.objects.public()
        .filter(asking_in_public("question__paper__"), is_confirmed(), organisation=organisation)
        .annotate(paper_id=F("question__paper_id"))
    )


def _with_words(responses: ResponseQuerySet) -> ResponseQuerySet:
    return responses.select_related("wording", "question__paper").annotate(
        paper_title=published_title("question__paper__")
    )


def _by_paper(
    organisation: Organisation, responses: Sequence[Any], counts: dict[int, int]
) -> Iterator[SaidInPaper]:
    for paper_id, group in groupby(responses, key=lambda response: response.paper_id):
        said = list(group)
        yield SaidInPaper(
            title=said[0].paper_title,
            lang=lang_attribute(said[0].question.paper.language),
            url=reverse("reading:paper", args=[said[0].question.paper.slug]),
            count=counts.get(paper_id, len(said)),
            said=tuple(_said(organisation, response) for response in said),
        )


def _said(organisation: Organisation, response: Response) -> Said:
    asked = response.question
    was = response.shown_organisation
    return Said(
        asked=response.wording.text,
        url=reverse("responses:permalink", args=[response.public_id]),
        at=response.submit_date,
        is_reply=response.depth > 0,
        words=excerpt(response.comment, WORDS_SHOWN),
        chosen=response.chosen(kind=asked.kind, language=asked.paper.language),
        shown_as="" if was == organisation.name else was,
        shown_name=response.shown_name,
    )
