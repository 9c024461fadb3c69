"""The editions of a paper that readers could read, each as it was and with what it changed."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Final

from django.core.cache import cache
from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from papers.access import PublishedPaper
from papers.comparing import compare
from papers.content import PaperContent
from papers.models import Edition, Paper
from papers.pages.asking import lang_attribute
from papers.pages.showing import PaperPage, QuestionCard, paper_page
from papers.pages.standing import Standing
from papers.stages import Stage

# Editions never change, but the template that tells of them may.
KEPT_SECONDS: Final = 60 * 60


@dataclass(frozen=True)
class ReadEdition:
    """An edition that stood on the paper's page for some time, its questions with it."""

    slug: str
    number: int
    note: str
    shown_from: datetime
    replaced_at: datetime | None
    replaces: int | None  # the number of the one that readers saw before

    @property
    def url(self) -> str:
        return reverse("reading:edition", args=[self.slug, self.number])

    @property
    def changes_url(self) -> str:
        """Where what it changed is told; empty for the first that readers saw."""
        if self.replaces is None:
            return ""
        return reverse("reading:changes", args=[self.slug, self.number])


def read_editions_or_404(published: PublishedPaper) -> tuple[ReadEdition, ...]:
    """Return the editions that readers could read, the newest first. One query.

    One that was replaced before the paper opened, or before its embargo ended, holds questions
    that were never asked in public: it is not among them. Raises Http404 while none may be read.
    """
    if not published.shows_questions:
        raise Http404("No such edition.")
    paper = published.paper
    editions = list(Edition.objects.filter(paper=paper).defer("content").order_by("number"))
    since = questions_shown_since(paper)
    read = [
        edition
        for edition, next_one in pairwise([*editions, None])
        if edition and (next_one is None or since is None or next_one.published_at > since)
    ]
    return tuple(
        ReadEdition(
            slug=paper.slug,
            number=edition.number,
            note=edition.note,
            shown_from=max(edition.published_at, since or edition.published_at),
            replaced_at=read[place + 1].published_at if place + 1 < len(read) else None,
            replaces=read[place - 1].number if place else None,
        )
        for place, edition in reversed(list(enumerate(read)))
    )


def questions_shown_since(paper: Paper) -> datetime | None:
    """Return since when readers may see the paper's questions; None where nothing held it back."""
    opens_at = paper.opens_at if paper.kind == Paper.Kind.DISCUSSION else None
    return max(filter(None, (opens_at, paper.announced_at)), default=None)


def get_read_edition_or_404(published: PublishedPaper, number: int) -> ReadEdition:
    """Return one of `read_editions_or_404`."""
    for edition in read_editions_or_404(published):
        if edition.number == number:
            return edition
    raise Http404("No such edition.")


def changes_url_of(published: PublishedPaper) -> str:
    """Return where the changes of the current edition are told; empty where there are none."""
    edition = published.paper.current_edition
    since = questions_shown_since(published.paper)
    if edition is None or edition.number == 1 or not published.shows_questions:
        return ""
    if since is not None and edition.published_at <= since:
        return ""
    return reverse("reading:changes", args=[published.paper.slug, edition.number])


@dataclass(frozen=True)
class EditionPage:
    """The paper's page as it was, and the titles of files that are not offered any more."""

    page: PaperPage
    files_gone: tuple[str, ...]


def page_of_edition(published: PublishedPaper, number: int) -> EditionPage:
    """Return the paper as readers saw it in this edition. One query.

    Files are those of then, as far as the current edition still offers them: one may have been
    taken out because it should never have been there.
    """
    edition = Edition.objects.get(paper=published.paper, number=number)
    content, now = PaperContent.from_json(edition.content), published.content
    offered = {file.public_id for file in now.attachments}
    same_cover = content.cover and now.cover and content.cover.public_id == now.cover.public_id
    shown = replace(
        content,
        attachments=tuple(file for file in content.attachments if file.public_id in offered),
        cover=content.cover if same_cover else None,
    )
    # A paper that is only to be read: what stands around it today belongs on its own page.
    since = questions_shown_since(published.paper)
    standing = Standing(Stage.PUBLISHED, shows_questions=True, announced_at=since)
    page = paper_page(published.paper, shown, standing, edition=edition, is_preview=True)
    gone = (file.title for file in content.attachments if file.public_id not in offered)
    return EditionPage(_leading_to_today(page, now), tuple(gone))


def _leading_to_today(page: PaperPage, now: PaperContent) -> PaperPage:
    """Let each question lead to its page, where it stands as it is asked now."""
    still_there = {question.id for question in now.questions}

    def card_of_then(card: QuestionCard) -> QuestionCard:
        there = card.content.id in still_there
        url = reverse("responses:question", args=[page.slug, card.number]) if there else ""
        return replace(card, url=url, is_past=True)

    return replace(
        page,
        sections=tuple(
            replace(section, cards=tuple(map(card_of_then, section.cards)))
            for section in page.sections
        ),
        retired=tuple(map(card_of_then, page.retired)),
    )


def changes_html(paper: Paper, *, old: int, new: int) -> SafeString:
    """Return what changed between two editions, drawn; kept, because editions never change."""

    def draw() -> str:
        contents = dict(
            Edition.objects.filter(paper=paper, number__in=[old, new]).values_list(
                "number", "content"
            )
        )
        changes = compare(*(PaperContent.from_json(contents[number]) for number in (old, new)))
        lang = lang_attribute(paper.language)
        context = {"changes": changes, "level": 2, "lang": lang}
        return render_to_string("components/changes.html", context)

    key = f"changes:{paper.pk}:{paper.language}:{old}:{new}"
    return mark_safe(cache.get_or_set(key, draw, KEPT_SECONDS))  # noqa: S308  # drawn above
