"""A paper's own details: made, and changed."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import count
from typing import Final, TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from accounts.access import check_role
from accounts.models import Role, User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from papers.actions.embargo import check_embargo
from papers.actions.errors import (
    AddressTakenError,
    AlreadyOpenError,
    AlreadyThereError,
    ClosingMovedError,
    DatesOutOfOrderError,
    FixedByPublishingError,
    FollowsItselfError,
    LanguageOfPairError,
    RelatedToItselfError,
)
from papers.actions.working_copy import (
    differs,
    locked,
    mark_changed,
    refuse_if_changed,
    save_fields,
)
from papers.models import Paper

# `/desk/papers/new/` and these others are pages of their own.
RESERVED_SLUGS: Final = frozenset({"new", "import", "prose-preview"})
LONGEST_SLUG: Final = 80


class PaperFields(TypedDict, total=False):
    """What an editor says about a paper, besides its title and its address."""

    kind: str
    language: str
    summary: str
    author: str
    topics: list[str]
    announced_at: datetime | None
    opens_at: datetime | None
    closes_at: datetime | None
    dated_on: date | None
    moderation: str
    results_shown: str
    audience: str
    open_to_change: str
    short_notice_reason: str
    response_due_on: date | None
    contact: str
    next_steps: str
    follows: Paper | None
    related: Iterable[Paper]


class ChangedFields(PaperFields, total=False):
    """The same, of a paper that is there."""

    title: str
    slug: str


def create_paper(
    *, actor: User | None, title: str, slug: str | None = None, **fields: Unpack[PaperFields]
) -> Paper:
    """Start a working copy; without a slug its address is made from the title.

    Raises AlreadyThereError for a second draft of one title, AddressTakenError, and
    DatesOutOfOrderError.
    """
    check_role(actor, Role.EDITOR)
    if Paper.objects.filter(title=title, current_edition=None).exists():
        raise AlreadyThereError("a draft with this title")
    _check_dates(fields.get("opens_at"), fields.get("closes_at"))
    address = slug or free_slug(title)
    related = fields.pop("related", ())
    try:
        with transaction.atomic():
            paper = Paper.objects.create(slug=address, title=title, created_by=actor, **fields)
            paper.related.set(related)
            record(actor=actor, verb=Verb.PAPER_CREATED, thing=paper, paper_id=paper.pk)
    except IntegrityError as error:
        if "slug" not in str(error):
            raise
        raise AddressTakenError(address) from None
    return paper


def change_paper(
    *, actor: User, paper: Paper, expected_version: int, **fields: Unpack[ChangedFields]
) -> Paper:
    """Change the details. Dates and moderation count at once, words with the next edition.

    Raises PaperChangedMeanwhileError, FixedByPublishingError, AlreadyOpenError, ClosingMovedError,
    AddressTakenError, FollowsItselfError, RelatedToItselfError, DatesOutOfOrderError, and what
    `check_embargo` raises.
    """
    related = fields.pop("related", None)
    with transaction.atomic():
        paper = locked(paper, by=actor)
        relates_anew = related is not None and set(related) != set(paper.related.all())
        if not relates_anew and not differs(paper, **fields):
            return paper
        refuse_if_changed(paper, paper, expected_version=expected_version)
        _check_fixed(paper, fields)
        _check_opening(paper, fields.get("opens_at", paper.opens_at))
        _check_closing(paper, fields.get("closes_at", paper.closes_at))
        check_embargo(
            paper,
            announced_at=fields.get("announced_at", paper.announced_at),
            opens_at=fields.get("opens_at", paper.opens_at),
        )
        _check_others(paper, fields.get("follows"), related or ())
        _check_dates(
            fields.get("opens_at", paper.opens_at), fields.get("closes_at", paper.closes_at)
        )
        save_fields(paper, **fields)
        if related is not None:
            paper.related.set(related)
        mark_changed(actor=actor, paper=paper, part=paper, part_id=paper.pk, deed="changed")
    return paper


def free_slug(title: str) -> str:
    """Return an address made from the title that no paper has yet."""
    base = slugify(title)[: LONGEST_SLUG - 4].strip("-_") or "paper"
    taken = {
        *RESERVED_SLUGS,
        *Paper.objects.filter(slug__startswith=base).values_list("slug", flat=True),
    }
    candidates = (base if n == 1 else f"{base}-{n}" for n in count(1))
    return next(slug for slug in candidates if slug not in taken)


def is_in_a_pair(paper: Paper) -> bool:
    """Say whether the paper is a translation or has one."""
    of_it = Paper.objects.filter(translation_of=paper)
    return paper.translation_of_id is not None or of_it.exists()


def _check_fixed(paper: Paper, fields: ChangedFields) -> None:
    slug = fields.get("slug", paper.slug)
    fixed = (paper.slug, paper.kind, paper.language)
    asked = (slug, fields.get("kind", paper.kind), fields.get("language", paper.language))
    if paper.current_edition_id is not None and asked != fixed:
        raise FixedByPublishingError
    if asked[2] != paper.language and is_in_a_pair(paper):
        raise LanguageOfPairError
    if slug != paper.slug and Paper.objects.filter(slug=slug).exists():
        raise AddressTakenError(slug)


def _check_opening(paper: Paper, opens_at: datetime | None) -> None:
    """Refuse to take a paper that has opened back to announced (needs `with_clock()`)."""
    now = paper.database_now  # type: ignore[attr-defined]
    if paper.current_edition_id is None or paper.opens_at is None or paper.opens_at > now:
        return
    if paper.kind == Paper.Kind.DISCUSSION and (opens_at is None or opens_at > now):
        raise AlreadyOpenError(paper.opens_at)


def _check_closing(paper: Paper, closes_at: datetime | None) -> None:
    """Refuse to move the closing of a paper that people answer past what they were told.

    A later date is an extension, which tells readers why; one that has passed is closing it now.
    Both have their button on “Dates and life” (needs `with_clock()`).
    """
    if closes_at == paper.closes_at or not paper.stage.is_public:
        return
    now = paper.database_now  # type: ignore[attr-defined]
    if closes_at is None or closes_at <= now or (paper.closes_at and closes_at > paper.closes_at):
        raise ClosingMovedError


def _check_others(paper: Paper, follows: Paper | None, related: Iterable[Paper]) -> None:
    if follows == paper:
        raise FollowsItselfError
    if paper in related:
        raise RelatedToItselfError


def _check_dates(opens_at: datetime | None, closes_at: datetime | None) -> None:
    if opens_at and closes_at and closes_at <= opens_at:
        raise DatesOutOfOrderError
