"""A letter that staff key in."""

from datetime import datetime
from typing import Final

from accounts.models import User
from consultation.lib.clock import LONDON
from consultation.responses.actions.entering import begin_entry
from consultation.responses.actions.keying_in import Entered, save_entry
from consultation.responses.choosing import NO_CHOICE, Choice
from consultation.responses.models import Submission
from consultation.responses.offline.details import EntryDetails
from papers.models import Paper, Wording
from tests.asking import question_of

TODAY: Final = datetime.now(LONDON).date()
LETTER: Final = EntryDetails(
    channel="offline",
    received_on=TODAY,
    consent="named",
    provenance="Letter, received by post.",
    respondent_name="A reader in Thornwick",
)


def asked(paper: Paper, number: int = 1) -> Wording:
    return Wording.objects.filter(question=question_of(paper, number)).latest("number")


def said(
    paper: Paper, number: int, body: str, choice: Choice = NO_CHOICE, *, version: int = 0
) -> dict[int, Entered]:
    wording = asked(paper, number)
    return {wording.question_id: Entered(wording, body, choice, version)}


def keyed_in(
    moderator: User, paper: Paper, body: str = "We agree.", details: EntryDetails = LETTER
) -> Submission:
    entry = begin_entry(actor=moderator, paper=paper, details=details)
    return save_entry(
        actor=moderator,
        entry=entry,
        seen=details,
        details=details,
        answers=said(paper, 1, body),
    ).entry
