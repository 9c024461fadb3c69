"""What somebody finds on the way to a formal answer: theirs, and for whom they may begin one."""

from dataclasses import dataclass

from django.db.models import Count, Q

from accounts.models import Membership, User
from consultation.responses.formal.own import SAYS_SOMETHING
from consultation.responses.models import Submission
from consultation.responses.querysets import may_draft
from papers.access import PublishedPaper


@dataclass(frozen=True)
class Entrance:
    """One's rooms and what was sent, and for whom no answer is begun yet."""

    drafts: tuple[Submission, ...]
    sent: tuple[Submission, ...]
    free: tuple[Membership, ...]
    offers_oneself: bool
    # Organisations that do not know of the person yet.
    unknown_to: tuple[str, ...]


def entrance_for(person: User, published: PublishedPaper) -> Entrance:
    """Return it in three queries, however many organisations one answers for."""
    asked = [question.id for question in published.content.asked]
    found = (
        Submission.objects.open_to(person)
        .filter(paper=published.paper)
        .select_related("organisation")
        .annotate(done=Count("answers", filter=SAYS_SOMETHING & Q(answers__question__in=asked)))
        .order_by("-changed_at")
    )
    is_draft = {Submission.State.DRAFTING, Submission.State.AWAITING}
    drafts = tuple(each for each in found if each.state in is_draft)
    sent = tuple(each for each in found if each.state not in is_draft)
    standing = [*drafts, *(each for each in sent if each.state == Submission.State.SENT)]
    known = may_draft(person).select_related("organisation").order_by("created_at")
    taken = {each.organisation_id for each in standing}
    unknown = Membership.objects.current().filter(user=person).exclude(pk__in=known.values("pk"))
    return Entrance(
        drafts=drafts,
        sent=sent,
        free=tuple(each for each in known if each.organisation_id not in taken),
        offers_oneself=not any(each.organisation_id is None for each in standing),
        unknown_to=tuple(unknown.values_list("organisation__name", flat=True)),
    )
