"""Requests to be erased, and what would go with each."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Exists, OuterRef
from django.http import Http404

from accounts.holdings.belonging import named_by_nobody_else
from accounts.holdings.signing_in import addresses_of
from accounts.models import ErasureRequest, Membership, Organisation, User
from consultation.lib.pages import Page, page_of
from consultation.mail.models import Message
from consultation.responses.erasing import plan_erasure
from consultation.responses.models import Response

REQUESTS_A_PAGE: Final = 50


@dataclass(frozen=True)
class SaidFor:
    """What a person posted for one organisation."""

    organisation: Organisation
    responses: int


@dataclass(frozen=True)
class ErasureCase:
    """One request, with the counts of what goes, as they are now.

    `going_too` are the organisations that go with the person, as only they named them.
    """

    request: ErasureRequest
    person: User
    deleted: int
    emptied: int
    said_for: tuple[SaidFor, ...]
    going_too: tuple[Organisation, ...]
    only_owner_of: tuple[Organisation, ...]
    mails: int

    @property
    def organisations(self) -> list[Organisation]:
        return [said.organisation for said in self.said_for]


def waiting_requests(cursor: str | None) -> Page[ErasureRequest]:
    """Return a page of those that wait, the longest first, with who asks; raises BadCursor."""
    waiting = ErasureRequest.objects.pending().select_related("user")
    return page_of(waiting, order=("id",), size=REQUESTS_A_PAGE, cursor=cursor)


def get_waiting_request_or_404(public_id: str) -> ErasureRequest:
    """Return the person's request that waits; raises Http404."""
    waiting = ErasureRequest.objects.pending().select_related("user")
    found = waiting.filter(user__public_id=public_id).first()
    if found is None:
        raise Http404("No such request.")
    return found


def case_of(request: ErasureRequest) -> ErasureCase:
    """Return what carrying out the request would do. The same queries however much there is."""
    person = request.user
    going_too = named_by_nobody_else(person)
    plan = plan_erasure(person, going_too)
    said = Response.objects.filter(user=person).exclude(organisation=None)
    staying = said.exclude(organisation__in=going_too).order_by()
    counts = dict(staying.values_list("organisation").annotate(Count("pk")))
    organisations = Organisation.objects.filter(pk__in=counts).order_by("name")
    return ErasureCase(
        request=request,
        person=person,
        deleted=len(plan.deleted),
        emptied=len(plan.emptied),
        said_for=tuple(SaidFor(each, counts[each.pk]) for each in organisations),
        going_too=tuple(sorted(going_too, key=lambda each: each.name)),
        only_owner_of=_left_without_owner(person, going_too),
        mails=Message.objects.to_person(person, addresses_of(person)).count(),
    )


def _left_without_owner(
    person: User, going_too: Collection[Organisation]
) -> tuple[Organisation, ...]:
    owned = Membership.objects.owners().filter(user=person).exclude(organisation__in=going_too)
    others = Membership.objects.owners().filter(organisation=OuterRef("pk")).exclude(user=person)
    alone = Organisation.objects.filter(~Exists(others), pk__in=owned.values("organisation"))
    return tuple(alone.order_by("name"))
