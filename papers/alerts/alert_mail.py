"""The mails to people who wait for a paper; each is written from what is true as it goes."""

from datetime import timedelta
from typing import Any, Final

from django.core import signing
from django.urls import reverse

from consultation.mail.composing import absolute_url, compose_from_templates
from consultation.mail.kinds import Kind, Mail, register_kind
from consultation.mail.models import Message
from papers.content import PaperContent
from papers.models import Extension, OpeningAlert, Paper
from papers.stages import Stage

CONFIRMATION: Final = "alert_confirmation"
OPENED: Final = "paper_opened"
EXTENDED: Final = "paper_extended"
# What is kept of a mail to an address without an account, and for how long.
KINDS: Final = (CONFIRMATION, OPENED, EXTENDED)
KEPT: Final = timedelta(days=7)
_SALT: Final = "papers.alerts.alert_mail.stop"


class ForgedStopError(ValueError):
    """The token was not made here, or was changed on its way."""


def stop_token(alert: OpeningAlert) -> str:
    """Return the token of the link that stops one alert; it never expires."""
    return signing.dumps(alert.token_hash, salt=_SALT)


def read_stop_token(token: str) -> str:
    """Return the hash that names the alert; raises ForgedStopError."""
    try:
        handle = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError):
        raise ForgedStopError from None
    if not isinstance(handle, str):
        raise ForgedStopError
    return handle


def facts_of(alert: OpeningAlert) -> dict[str, object]:
    """Return what a mail's row has to hold to be written, and stopped, later."""
    return {"alert": alert.pk, "stop": stop_token(alert)}


def register() -> None:
    """Make the kinds known to the outbox."""
    register_kind(
        Kind(
            name=CONFIRMATION,
            title="Confirm that you want to be told",
            compose=_compose_confirmation,
            why="this address was typed on the page of a paper, to be told when it opens",
            priority=2,
            secret=True,
            stop_path=_stop_path,
        )
    )
    for name, title, compose in (
        (OPENED, "A paper you follow has opened", _compose_opened),
        (EXTENDED, "A paper you follow is open for longer", _compose_extended),
    ):
        register_kind(
            Kind(
                name=name,
                title=title,
                compose=compose,
                why="you asked to be told when this paper opens, and how long it is open",
                stop_path=_stop_path,
            )
        )


def _stop_path(message: Message) -> str:
    return reverse("life:stop-alert", args=[message.context["stop"]])


def _compose_confirmation(message: Message) -> Mail | None:
    alert = OpeningAlert.objects.filter(pk=message.context["alert"], confirmed_at=None).first()
    paper = _paper(alert)
    if paper is None or paper.stage != Stage.ANNOUNCED:
        return None
    path = reverse("life:confirm-alert", args=[message.context["token"]])
    facts = {**_facts(paper), "confirm_url": absolute_url(path)}
    return compose_from_templates("alert_confirmation", facts, message=message)


def _compose_opened(message: Message) -> Mail | None:
    alert = OpeningAlert.objects.confirmed().filter(pk=message.context["alert"]).first()
    paper = _paper(alert)
    if paper is None or not paper.stage.takes_responses:
        return None
    return compose_from_templates("paper_opened", _facts(paper), message=message)


def _compose_extended(message: Message) -> Mail | None:
    """Write of the newest extension only: an older date would be wrong by now."""
    alert = OpeningAlert.objects.confirmed().filter(pk=message.context["alert"]).first()
    paper = _paper(alert)
    if paper is None or not (paper.stage.takes_responses or paper.stage == Stage.ANNOUNCED):
        return None
    extension = Extension.objects.filter(paper=paper).last()
    if extension is None or extension.pk != message.context["extension"]:
        return None
    facts = {
        **_facts(paper),
        "extension": extension,
        "is_open": paper.stage.takes_responses,
    }
    return compose_from_templates("paper_extended", facts, message=message)


def _paper(alert: OpeningAlert | None) -> Paper | None:
    """Return the alert's paper as the public knows it, with its clock."""
    if alert is None:
        return None
    papers = Paper.objects.published().with_clock().select_related("current_edition")
    return papers.filter(pk=alert.paper_id).first()


def _facts(paper: Paper) -> dict[str, Any]:
    edition = paper.current_edition
    if edition is None:
        raise ValueError("Only a published paper is written of.")
    content = PaperContent.from_json(edition.content)
    return {
        "paper_title": content.title,
        "opens_at": paper.opens_at,
        "closes_at": paper.closes_at,
        "questions": len(content.asked),
        "paper_url": absolute_url(reverse("reading:paper", args=[paper.slug])),
        "diary_url": absolute_url(reverse("life:closing-date", args=[paper.slug])),
    }
