"""What the papers keep about people: who waits for one, who was shown one, and editors' work.

What an editor wrote into a paper is the paper's; its bylines and contacts are part of what was
published, and are changed like any other words of it.
"""

from collections.abc import Iterator

from django.db.models import Q
from django.db.models.functions import Lower

from accounts.holdings import Erasure, Holding, Row, register_holding
from accounts.holdings.signing_in import addresses_of
from accounts.models import User
from consultation.lib.text import mentions
from papers.models import OpeningAlert, Paper, PaperImport, PreviewLink, PreviousCopy, UnsavedText
from papers.querysets import OpeningAlertQuerySet

SOMEBODY = "somebody who was erased"


def register() -> None:
    """Make these holdings known."""
    for holding in (_ALERTS, _PREVIEWS, _UNSAVED, _IMPORTS, _PAPERS):
        register_holding(holding)


def _lock_papers(_erasure: Erasure) -> None:
    """Hold all papers: whoever posts holds one, and so is done before, or comes too late."""
    list(Paper.objects.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))


def _alerts(person: User) -> Iterator[Row]:
    own = _alerts_of(person, addresses_of(person)).select_related("paper").order_by("pk")
    for alert in own.iterator():
        yield {
            "paper": alert.paper.slug,
            "asked": alert.asked_at,
            "confirmed": alert.confirmed_at,
            "told": alert.told_at,
        }


def _alerts_of(person: User, addresses: frozenset[str]) -> OpeningAlertQuerySet:
    alerts = OpeningAlert.objects.alias(address=Lower("email"))
    return alerts.filter(Q(user=person) | Q(address__in=addresses))


def _erase_alerts(erasure: Erasure) -> None:
    erasure.counts["alerts"], _ = _alerts_of(erasure.person, erasure.addresses).delete()


def _previews(person: User) -> Iterator[Row]:
    """Those that name an address of theirs: a name alone may be somebody else's, and chosen."""
    for link in _previews_naming(addresses_of(person)):
        yield {
            "paper": link.paper.slug,
            "made out to": link.name,
            "good until": link.expires_at,
            "opened last": link.last_opened_at,
        }


def _previews_naming(addresses: frozenset[str]) -> list[PreviewLink]:
    links = PreviewLink.objects.select_related("paper").order_by("pk")
    return [link for link in links if mentions(link.name, addresses)]


def _erase_previews(erasure: Erasure) -> None:
    """Take the name off links that were made out to the person, by address or by name alone."""
    links = [link.pk for link in _previews_naming(erasure.addresses)]
    named = Q(pk__in=links) | Q(name__in=erasure.traces)
    erasure.counts["preview_links"] = PreviewLink.objects.filter(named).update(name=SOMEBODY)


def _unsaved(person: User) -> Iterator[Row]:
    texts = UnsavedText.objects.filter(editor=person).select_related("paper").order_by("pk")
    for text in texts.iterator():
        yield {
            "paper": text.paper.slug,
            "form": text.place,
            "typed": text.typed_at,
            "text": text.fields,
        }


def _imports(person: User) -> Iterator[Row]:
    for kept in PaperImport.objects.filter(created_by=person).order_by("pk").iterator():
        yield {
            "file name": kept.file_name,
            "read in": kept.created_at,
            "made a paper": kept.confirmed_at,
            "what was read": kept.document,
        }


def _erase_imports(erasure: Erasure) -> None:
    """Delete what was read in and became no paper; of the others the name of the file goes."""
    own = PaperImport.objects.filter(created_by=erasure.person)
    own.filter(confirmed_at=None).delete()
    own.update(file_name="document", created_by=None)


def _papers(person: User) -> Iterator[Row]:
    for paper in Paper.objects.filter(created_by=person).order_by("pk").iterator():
        yield {"paper": paper.slug, "made": paper.created_at, "part": "you created it"}
    copies = PreviousCopy.objects.filter(saved_by=person).select_related("paper")
    for copy in copies.order_by("pk").iterator():
        yield {"paper": copy.paper.slug, "made": copy.saved_at, "part": "you saved it last"}


_ALERTS = Holding(
    name="papers-you-wait-for",
    title="Papers you asked to be told of",
    why="We write when the paper opens, and forget it then.",
    models=(OpeningAlert,),
    rows=_alerts,
    erase=_erase_alerts,
    lock=_lock_papers,
)
_PREVIEWS = Holding(
    name="previews",
    title="Papers you were shown before they were published",
    why="Staff make a link out to somebody by name, so that they know whom they showed a draft.",
    models=(PreviewLink,),
    rows=_previews,
    erase=_erase_previews,
)
_UNSAVED = Holding(
    name="unsaved-texts",
    title="What you typed on the desk and did not save",
    why="Only staff have these. It is kept for a month, so that nothing typed is lost.",
    models=(UnsavedText,),
    rows=_unsaved,
    is_long=True,
)
_IMPORTS = Holding(
    name="documents",
    title="Documents you read in to make a paper",
    why="Only staff have these. What did not become a paper is kept for a month.",
    models=(PaperImport,),
    rows=_imports,
    erase=_erase_imports,
    is_long=True,
)
_PAPERS = Holding(
    name="papers",
    title="Papers you worked on",
    why="Only staff have these. What you wrote for the papers belongs to them.",
    models=(Paper, PreviousCopy),
    rows=_papers,
)
