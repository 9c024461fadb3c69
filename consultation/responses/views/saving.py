"""What saving a draft answers: in JSON to the script, which saves quietly, or on a page."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse

from accounts.signing_in.limiting import ask_to_wait
from consultation.lib.clock import time_in_words
from consultation.responses.actions.drafting import (
    CannotKeepError,
    DraftTooLongError,
    SuspendedWriterError,
)
from consultation.responses.choosing import REPLY, Ask, in_words
from consultation.responses.drafts.drafting import stamp_of
from consultation.responses.fields import as_sent
from consultation.responses.models import Draft

# The action of ACCOUNT_RATE_LIMITS that every save of a draft counts as.
SAVE_DRAFT: Final = "save_draft"
CHOICE_NOT_KEPT: Final = "What you chose is not complete, and not in the draft yet."
_STATUSES: Final = {DraftTooLongError: 413, SuspendedWriterError: 403}


@dataclass(frozen=True)
class Refused:
    """Why it was not saved; `theirs` is what was kept from another tab or device.

    `ask` says what that answers: nothing to choose, where it was asked otherwise then. `kept` is
    what this form says, where that is kept beside `theirs`.
    """

    problem: str
    status: int
    theirs: Draft | None = None
    ask: Ask = REPLY
    kept: Draft | None = None


NOT_A_FORM: Final = Refused(
    "This form is not one of ours as it stands, so nothing was saved. "
    "Copy your text, open the question again, and paste it there.",
    422,
)
SIGNED_OUT: Final = Refused("You are signed out.", 401)
TOO_OFTEN: Final = Refused(
    "That was saved too often in one minute. Your text is in the box; wait a little.", 429
)


def is_quiet(request: HttpRequest) -> bool:
    """Whether the script saves it, while its writer goes on typing."""
    return request.POST.get("keep") == "quietly"


def not_kept(error: CannotKeepError) -> Refused:
    """Return why it was not kept, for every reason but a conflict."""
    return Refused(str(error), _STATUSES.get(type(error), 409))


def kept_json(draft: Draft | Refused | None, *, note: str = "") -> HttpResponse:
    """Tell the script what was kept, and what its writer should know of it; or why nothing was."""
    if isinstance(draft, Refused):
        return refused_json(draft)
    answer = {"saved_at": "", "stamp": "", "note": ""}
    if draft is not None:
        answer |= {
            "saved_at": clock(draft),
            "stamp": stamp_of(draft),
            "token": str(draft.client_token),
            "note": note,
        }
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})


def refused_json(refused: Refused) -> HttpResponse:
    """Tell the script why nothing was kept, with the other text where there is one."""
    answer: dict[str, Any] = {"problem": refused.problem}
    if refused.theirs is not None:
        theirs, ask = refused.theirs, refused.ask
        choice = theirs.choice
        chosen = in_words(choice, options=ask.options, kind=ask.kind, language=ask.language)
        answer["theirs"] = {
            "text": theirs.body,
            "saved_at": clock(theirs),
            "stamp": stamp_of(theirs),
            "chosen": chosen.in_words if chosen and ask.options else "",
            "choice": as_sent(ask, choice),
            "token": str(theirs.client_token),
        }
    if refused.kept is not None:
        answer["kept"] = {"token": str(refused.kept.client_token)}
    headers = {"Cache-Control": "no-store"}
    return with_wait(JsonResponse(answer, status=refused.status, headers=headers), refused)


def with_wait(answer: HttpResponse, refused: Refused) -> HttpResponse:
    """Return the answer, which says how long to wait where it was saved too often."""
    return ask_to_wait(answer, action=SAVE_DRAFT) if refused is TOO_OFTEN else answer


def clock(draft: Draft) -> str:
    """Say at what time of the day it was kept."""
    return time_in_words(draft.saved_at)
