"""A person's own responses with what became of each: nobody has to guess whether it was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Case, Count, F, Q, Value, When
from django.urls import reverse

from accounts.models import User
from consultation.lib.clock import day_in_words
from consultation.lib.filters import FilterLink
from consultation.lib.pages import page_of
from consultation.lib.text import excerpt
from consultation.moderation.models import Decision
from consultation.reading.changeable import Changeable, changeable, with_what_decides
from consultation.responses.choosing import Chosen
from consultation.responses.models import Response
from consultation.responses.querysets import ResponseQuerySet

RESPONSES_A_PAGE: Final = 25
FIRST_WORDS: Final = 12
# A published private answer is read by the policy team alone, so its author is told another state.
PRIVATE: Final = "private"
STATES: Final = {
    "": "All",
    Response.State.HELD.value: "Waiting",
    Response.State.PUBLISHED.value: "Published",
    PRIVATE: "With the policy team",
    Response.State.REJECTED.value: "Not published",
    Response.State.WITHDRAWN.value: "Withdrawn",
}


@dataclass(frozen=True)
class OwnResponse:
    """A response and the decision on it, if a moderator had to decide."""

    response: Response
    decision: Decision | None
    chosen: Chosen | None
    changeable: Changeable
    # The page of the formal answer that it is part of, if it is.
    sent_url: str

    @property
    def is_private(self) -> bool:
        return self.response.visibility == Response.Visibility.PRIVATE

    @property
    def state(self) -> str:
        """Where it stands, to its author."""
        is_published = self.response.state == Response.State.PUBLISHED
        return PRIVATE if is_published and self.is_private else self.response.state

    @property
    def state_word(self) -> str:
        return STATES[PRIVATE] if self.state == PRIVATE else self.response.get_state_display()

    @property
    def shown_as(self) -> str:
        """The name it was posted under, which its author still sees where readers no longer do."""
        return self.response.shown_organisation or self.response.shown_name

    @property
    def beginning(self) -> str:
        """Its first words, which tell apart several responses to one question; may be empty."""
        return excerpt(self.response.comment, FIRST_WORDS)

    @property
    def named(self) -> str:
        """Which of many it is, for a screen reader to hear after a button's word."""
        what = "reply on" if self.response.depth else "response to"
        day = day_in_words(self.response.submit_date)
        return f"your {what} question {self.response.question.number}, {day}"

    @property
    def refusal(self) -> Decision | None:
        """The decision not to publish what it says, or the last change of it."""
        if self.decision is None or self.decision.reason is None:
            return None
        is_last = self.decision.version >= self.response.version - 1
        return self.decision if is_last else None

    @property
    def waits_again(self) -> bool:
        """Whether readers had it, and a change of it waits."""
        return self.response.state == Response.State.HELD and self.response.was_public


def own_responses(person: User, *, state: str, cursor: str | None) -> dict[str, Any]:
    """One page of a person's responses, newest first, with decisions; an unknown state is all.

    Three queries; raises BadCursor.
    """
    wanted = state if state in STATES else ""
    mine = Response.objects.own_of(person)
    page = page_of(
        _with_its_paper(mine.filter(_is_in(wanted)) if wanted else mine),
        order=("-id",),
        size=RESPONSES_A_PAGE,
        cursor=cursor,
    )
    return {
        "responses": _with_decisions(person, page.items),
        "filters": _filters(person, wanted),
        "state": wanted,
        "newer_url": _url(wanted, page.newer) if page.newer else "",
        "older_url": _url(wanted, page.older) if page.older else "",
    }


def newest_of(person: User, count: int) -> tuple[OwnResponse, ...]:
    """Return the newest responses of a person. Two queries."""
    mine = _with_its_paper(Response.objects.own_of(person))
    return _with_decisions(person, list(mine[:count]))


def _with_its_paper(responses: ResponseQuerySet) -> ResponseQuerySet:
    """Carry along what each was said to, and whether it could be changed now."""
    together = responses.select_related("wording", "question__paper", "submission")
    return with_what_decides(together)


def _with_decisions(person: User, responses: Sequence[Response]) -> tuple[OwnResponse, ...]:
    decided = Decision.objects.filter(response__in=responses).select_related("reason")
    decisions = {decision.response_id: decision for decision in decided.order_by("pk")}
    return tuple(_own(person, each, decisions.get(each.pk)) for each in responses)


def _own(person: User, response: Response, decision: Decision | None) -> OwnResponse:
    asked = response.question
    chosen = response.chosen(kind=asked.kind, language=asked.paper.language)
    return OwnResponse(
        response=response,
        decision=decision,
        chosen=chosen,
        changeable=changeable(person, response),
        sent_url=_sent_url(response),
    )


def _sent_url(response: Response) -> str:
    if response.submission is None:
        return ""
    address = [response.question.paper.slug, response.submission.reference]
    return reverse("reading:sent-answer", args=address)


def _is_in(state: str) -> Q:
    is_private = Q(state=Response.State.PUBLISHED, visibility=Response.Visibility.PRIVATE)
    if state == PRIVATE:
        return is_private
    return Q(state=state) & ~is_private


def _filters(person: User, wanted: str) -> tuple[FilterLink, ...]:
    state = Case(When(_is_in(PRIVATE), then=Value(PRIVATE)), default=F("state"))
    mine = Response.objects.own_of(person).annotate(told=state)
    counts = dict(mine.values_list("told").annotate(Count("pk")).order_by("told"))
    counts[""] = sum(counts.values())
    return tuple(
        FilterLink(label, _url(state), counts.get(state, 0), state == wanted)
        for state, label in STATES.items()
    )


def _url(state: str, cursor: str | None = None) -> str:
    chosen = {name: value for name, value in (("state", state), ("cursor", cursor)) if value}
    url = reverse("reading:mine")
    return f"{url}?{urlencode(chosen)}" if chosen else url
