"""What a preview shows: the working copy at a stage, as a kind of reader would meet it."""

from dataclasses import dataclass
from typing import Final

from papers.content import PaperContent, content_of
from papers.models import Extension, Paper
from papers.pages.showing import PaperPage, paper_page
from papers.pages.staging import as_at, edition_to_come, stages_of
from papers.pages.standing import standing_of
from papers.stages import Stage


@dataclass(frozen=True)
class ReaderKind:
    """Someone who may come to a paper's page, as an address names them and in words."""

    name: str
    words: str


READERS: Final = (
    ReaderKind("visitor", "someone who is not signed in"),
    ReaderKind("participant", "a participant"),
    ReaderKind("member", "a member of an organisation"),
    ReaderKind("moderator", "a moderator"),
)
_ANSWERS: Final = {
    "visitor": "They read everything on this page. To answer they sign in by a code sent to their "
    "address.",
    "participant": "They answer under the name of their account.",
    "member": "They choose whether to answer for themselves or for their organisation.",
    "moderator": "They see the same page. What waits for them is on the desk.",
}
_APPEARS: Final = {
    Paper.Moderation.PRE: "Each response waits until a moderator has read it.",
    Paper.Moderation.FIRST: "A person’s first response waits until a moderator has read it.",
    Paper.Moderation.POST: "Responses appear at once.",
}


@dataclass(frozen=True)
class View:
    """As whom and at which stage a preview is looked at."""

    reader: ReaderKind
    stage: Stage
    words: str


def chosen_view(paper: Paper, *, reader: str | None, stage: str | None) -> View:
    """Return the choice made in an address; what it does not know is a visitor at the first stage.

    A paper that the public knows begins with the stage it is in (needs `with_clock()`).
    """
    kinds = {kind.name: kind for kind in READERS}
    stages = {str(known.name).lower(): known for known in stages_of(paper)}
    usual = paper.stage if paper.stage in stages_of(paper) else _first_to_show(paper)
    chosen = stages.get((stage or "").replace(" ", "_"), usual)
    kind = kinds.get(reader or "", READERS[0])
    return View(kind, chosen, _what_they_can_do(paper, kind, chosen))


def page_at(paper: Paper, stage: Stage) -> PaperPage:
    """Return the working copy's page as it would be published now, read at `stage`."""
    shown = as_at(paper, stage)
    standing = standing_of(shown, Extension.objects.filter(paper=paper))
    return paper_page(
        shown, content_of(paper), standing, edition=shown.current_edition, is_preview=True
    )


def page_for_outsiders(paper: Paper, *, secret: str = "") -> PaperPage:
    """Return what a preview link shows of a paper the public does not know of.

    That is the edition under embargo, else the working copy; with all its questions, and its files
    at addresses that the link's secret opens.
    """
    shown = as_at(paper, _first_to_show(paper))
    edition = paper.current_edition
    if edition is None:
        content, edition = content_of(paper), edition_to_come(paper, paper.database_now)  # type: ignore[attr-defined]
    else:
        content = PaperContent.from_json(edition.content)
    return paper_page(
        shown, content, standing_of(shown), edition=edition, is_preview=True, secret=secret
    )


def _first_to_show(paper: Paper) -> Stage:
    return Stage.PUBLISHED if paper.kind == Paper.Kind.SUBMISSION else Stage.OPEN


def _what_they_can_do(paper: Paper, reader: ReaderKind, stage: Stage) -> str:
    if stage == Stage.ANNOUNCED:
        return "They read what is coming, and can ask to be told when it opens."
    if not stage.takes_responses:
        return "They read it; nobody can respond."
    appears = _APPEARS[Paper.Moderation(paper.moderation)]
    return f"{_ANSWERS[reader.name]} {appears if reader.name != 'moderator' else ''}".strip()
