"""People who wait for a paper, and the day it opens."""

from datetime import timedelta

from consultation.lib.clock import database_now
from papers.actions import ask_by_address, confirm_alert
from papers.models import OpeningAlert, Paper

ADDRESS = "reader@northfield.example"


def let_open(paper: Paper) -> None:
    """Let the opening date pass, as time does."""
    past = database_now() - timedelta(seconds=1)
    Paper.objects.filter(pk=paper.pk).update(opens_at=past)


def ask(paper: Paper, address: str = ADDRESS) -> OpeningAlert:
    ask_by_address(paper=paper, address=address)
    return OpeningAlert.objects.get(email=address)


def confirmed(paper: Paper, address: str = ADDRESS) -> OpeningAlert:
    alert = ask(paper, address)
    confirm_alert(alert=alert)
    return alert
