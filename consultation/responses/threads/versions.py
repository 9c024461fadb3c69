"""What a response said before: kept at each change, shown with what changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.utils.safestring import SafeString, mark_safe

from accounts.models import Role, User
from consultation.responses.choosing import Chosen, in_words
from consultation.responses.models import Response, ResponseVersion
from papers.comparing import Passage
from papers.comparing.passages import list_passage, prose_passage
from papers.comparing.words import Budget

Text = Response | ResponseVersion

# What one page shows; the comparisons of all of it share one budget.
MOST_SHOWN: Final = 50
CHOICE: Final = "What it chose"
WORDS: Final = "What it says"


@dataclass(frozen=True)
class Version:
    """One text of a response, and what changed in it since the one before."""

    written_at: datetime
    html: SafeString
    chosen: Chosen | None
    changes: tuple[Passage, ...]
    is_first: bool
    is_current: bool
    was_public: bool


@dataclass(frozen=True)
class VersionHistory:
    """The texts, the newest first; `is_cut` where there are older ones than a page shows."""

    versions: tuple[Version, ...]
    is_cut: bool


def keep_version(response: Response, *, was_public: bool | None = None) -> None:
    """Keep what a response says now, before it says something else. One query.

    `was_public` is how it stood while it said so, where that is not how it stands now.
    """
    ResponseVersion.objects.create(
        response=response,
        number=response.version,
        wording_id=response.wording_id,
        comment=response.comment,
        html=response.html,
        renderer=response.renderer,
        choices=response.choices,
        says_dont_know=response.says_dont_know,
        written_at=response.edited_at or response.submit_date,
        was_public=is_public(response) if was_public is None else was_public,
    )


def is_public(response: Response) -> bool:
    """Say whether anybody may read it as it is."""
    published = response.state == Response.State.PUBLISHED
    return published and response.visibility == Response.Visibility.PUBLIC


def last_public_version(response: Response) -> ResponseVersion | None:
    """Return what readers last had of a response whose change waits. One query."""
    versions = ResponseVersion.objects.filter(response=response, was_public=True)
    return versions.select_related("wording").order_by("-number").first()


def history_of(response: Response, viewer: User | AnonymousUser) -> VersionHistory:
    """Return the texts of a response that this viewer may read. One query.

    Readers get those that were public; its author and moderators also what waited or was refused.
    Expects the question's paper and the wording to be fetched with the response.
    """
    kept = ResponseVersion.objects.filter(response=response).select_related("wording")
    if not _knows_all(response, viewer):
        kept = kept.filter(was_public=True)
    found = list(kept.order_by("-number")[: MOST_SHOWN + 1])
    texts = list(_without_repeats([*reversed(found[:MOST_SHOWN]), response]))
    is_cut = len(found) > MOST_SHOWN
    return VersionHistory(tuple(_versions(texts, response, is_cut=is_cut))[::-1], is_cut)


def changes_between(
    old: Text, new: Text, response: Response, budget: Budget
) -> tuple[Passage, ...]:
    """Return what differs between two texts of one response, its choice first."""
    before, after = (_lines(chosen_in(each, response)) for each in (old, new))
    return (
        *list_passage(CHOICE, before, after, budget),
        *prose_passage(WORDS, old.html, new.html, budget),
    )


def _knows_all(response: Response, viewer: User | AnonymousUser) -> bool:
    if not isinstance(viewer, User):
        return False
    return response.user_id == viewer.pk or viewer.has_role(Role.MODERATOR)


def _without_repeats(texts: Sequence[Text]) -> Iterator[Text]:
    """Leave out what the next text says again, as when a refused change brought it back."""
    for text, after in pairwise(texts):
        if (text.comment, text.choice) != (after.comment, after.choice):
            yield text
    yield texts[-1]


def _versions(texts: Sequence[Text], response: Response, *, is_cut: bool) -> Iterator[Version]:
    budget, before = Budget(), None
    for text in texts:
        is_current = isinstance(text, Response)
        yield Version(
            written_at=_written_at(text),
            html=mark_safe(text.html),  # noqa: S308  # made by render_response on writing
            chosen=chosen_in(text, response),
            changes=changes_between(before, text, response, budget) if before else (),
            is_first=before is None and not is_cut,
            is_current=is_current,
            was_public=is_public(text) if isinstance(text, Response) else text.was_public,
        )
        before = text


def _written_at(text: Text) -> datetime:
    if isinstance(text, Response):
        return text.edited_at or text.submit_date
    return text.written_at


def chosen_in(text: Text, response: Response) -> Chosen | None:
    """Put what one text of a response chose into words; fetch its wording with it."""
    asked, choice = response.question, text.choice
    if not choice:
        return None
    return in_words(
        choice, options=text.wording.options, kind=asked.kind, language=asked.paper.language
    )


def _lines(chosen: Chosen | None) -> tuple[str, ...]:
    if chosen is None:
        return ()
    return chosen.numbered if chosen.is_ordered else chosen.texts
