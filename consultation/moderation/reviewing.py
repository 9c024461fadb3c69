"""One case on the desk: who wrote what under which thread, and what was decided before."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from accounts.models import Membership, User
from consultation.moderation.models import Decision
from consultation.moderation.policy import NOT_ONE_S_OWN, may_decide
from consultation.moderation.waiting import neighbour_urls, sent_at
from consultation.responses.choosing import Chosen
from consultation.responses.formal.standing import Tally, standing_of, tally_of
from consultation.responses.models import SEGMENT, Response
from consultation.responses.querysets import is_confirmed
from consultation.responses.threads.versions import changes_between, chosen_in, last_public_version
from papers.comparing import Passage
from papers.comparing.words import Budget
from papers.models import Question


@dataclass(frozen=True)
class Voice:
    """One response of the thread above, or the one to decide on."""

    speaker: str
    name: str
    organisation: str
    confirmed: bool
    at: datetime
    is_day_alone: bool
    chosen: Chosen | None
    html: SafeString
    state: str
    state_word: str
    url: str


@dataclass(frozen=True)
class Edit:
    """What a change would put in the place of what readers had, while it waits."""

    passages: tuple[Passage, ...]
    before: SafeString
    chosen_before: Chosen | None
    made_at: datetime


@dataclass(frozen=True)
class Case:
    """Everything a moderator needs to decide fairly, on one page."""

    response: Response
    voice: Voice
    above: tuple[Voice, ...]
    history: Tally | None
    unconfirmed: Membership | None
    decisions: tuple[Decision, ...]
    may_decide: bool
    is_held: bool
    edit: Edit | None
    paper_slug: str
    previous_url: str
    next_url: str

    @property
    def paper_title(self) -> str:
        """The title readers see."""
        return str(self.response.paper_title)  # type: ignore[attr-defined]

    @property
    def is_private(self) -> bool:
        """Whether it is for the policy team alone: then nothing of it is published."""
        return self.response.visibility == Response.Visibility.PRIVATE

    @property
    def can_be_decided(self) -> bool:
        return self.is_held and self.may_decide

    @property
    def why_not(self) -> str:
        """What keeps this moderator, though not another, from deciding; empty if nothing does."""
        return "" if self.may_decide else NOT_ONE_S_OWN


def case_of(moderator: User, response: Response, *, paper_slug: str) -> Case:
    """Return the case; `paper_slug` is the queue's filter.

    Six queries, one fewer for a root, one more for a change of what was public, and one more for a
    part of a formal answer.
    """
    membership = _membership_of(response)
    confirmed = response.stays_confirmed or (
        membership is not None and membership.confirms(response.submit_date)
    )
    asked = response.question
    before, after = neighbour_urls(moderator, response, paper_slug)
    return Case(
        response=response,
        voice=_voice(response, confirmed=confirmed, chosen=_chosen(response, asked)),
        above=_thread_above(moderator, response, asked),
        history=_history_of(moderator, response),
        unconfirmed=None if confirmed else _to_confirm(moderator, membership),
        decisions=tuple(Decision.objects.filter(response=response).newest_first()),
        may_decide=may_decide(moderator, response),
        is_held=response.state == Response.State.HELD,
        edit=_edit_of(response),
        paper_slug=paper_slug,
        previous_url=before,
        next_url=after,
    )


def _edit_of(response: Response) -> Edit | None:
    """Return what changed, if a change waits."""
    if response.state != Response.State.HELD or not response.was_public:
        return None
    before = last_public_version(response)
    if before is None or response.edited_at is None:
        return None
    return Edit(
        passages=changes_between(before, response, response, Budget()),
        before=mark_safe(before.html),  # noqa: S308 (made by render_response on writing)
        chosen_before=chosen_in(before, response),
        made_at=response.edited_at,
    )


def _membership_of(response: Response) -> Membership | None:
    """Return what the author said of the organisation the response was posted for."""
    if response.organisation_id is None or response.user_id is None:
        return None
    mine = Membership.objects.filter(
        user_id=response.user_id, organisation_id=response.organisation_id
    )
    return mine.select_related("organisation").first()


def _to_confirm(moderator: User, membership: Membership | None) -> Membership | None:
    """Return the membership if this moderator may confirm it: not ended, and not their own.

    While the organisation itself is not verified, that is what confirms it.
    """
    if membership is None or membership.left_at is not None:
        return None
    if membership.organisation.declined_at is not None:
        return None
    return membership if membership.user_id != moderator.pk else None


def _thread_above(moderator: User, response: Response, asked: Question) -> tuple[Voice, ...]:
    """Return the responses this one answers, the root first: its path names them."""
    own = response.path
    ids = [int(own[at : at + SEGMENT], 16) for at in range(0, len(own) - SEGMENT, SEGMENT)]
    if not ids:
        return ()
    above = (
        Response.objects.visible_to(moderator)
        .filter(pk__in=ids)
        .select_related("wording", "submission")
        .annotate(is_confirmed=is_confirmed())
        .order_by("path")
    )
    return tuple(
        _voice(each, confirmed=each.is_confirmed, chosen=_chosen(each, asked))  # type: ignore[attr-defined]
        for each in above
    )


def _chosen(response: Response, asked: Question) -> Chosen | None:
    return response.chosen(kind=asked.kind, language=asked.paper.language)


def _history_of(moderator: User, response: Response) -> Tally | None:
    if response.user_id is None:
        return None
    others = Response.objects.visible_to(moderator).filter(user=response.user_id)
    return tally_of(others.exclude(pk=response.pk))


def _voice(response: Response, *, confirmed: bool, chosen: Chosen | None) -> Voice:
    # What came offline came on a day: of that there is no hour.
    is_web = response.channel == Response.Channel.WEB
    return Voice(
        # The desk reads what readers are not shown, so it says whose words they are.
        speaker=response.shown_organisation or response.shown_name or response.speaker,
        name=response.shown_name,
        organisation=response.shown_organisation,
        confirmed=confirmed,
        at=sent_at(response) if is_web else response.submit_date,
        is_day_alone=not is_web,
        chosen=chosen,
        html=mark_safe(response.html),  # noqa: S308 (made by render_response on writing)
        state=response.state,
        state_word=standing_of(response),
        url=reverse("responses:permalink", args=[response.public_id]),
    )
