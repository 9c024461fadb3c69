"""Why nothing is done in a drafting room, in sentences for its drafters."""

from typing import Final

from consultation.responses.models import Submission

MOST_COMMENTS: Final = 1_000


class RoomError(Exception):
    """It cannot be done as things stand; the sentence says what to do instead."""


class RoomClosedError(RoomError):
    """Discarded, sent, or no longer theirs."""

    def __init__(self) -> None:
        super().__init__(
            "This formal answer is not being drafted any more, or you do not answer for the "
            "organisation now. Your text is below: copy it if you need it."
        )


class AwaitingSignOffError(RoomError):
    """Whoever signs it off reads it now: a change has to take it back first."""

    def __init__(self) -> None:
        super().__init__(
            "This formal answer waits for sign-off, so it was not changed. "
            "Take it back first, if it has to change."
        )


class NotOpenError(RoomError):
    def __init__(self) -> None:
        super().__init__("This paper takes no formal answers now.")


class SentBeforeError(RoomError):
    """One is sent; it can be withdrawn and sent again."""

    def __init__(self, submission: Submission) -> None:
        self.submission = submission
        super().__init__(
            "A formal answer to this paper was sent already. To change it, withdraw it and begin "
            "again with its words."
        )


class NotYoursToDiscardError(RoomError):
    def __init__(self) -> None:
        super().__init__(
            "Only the person who began it, or an approver or owner of the organisation, can "
            "discard it."
        )


class TooManyCommentsError(RoomError):
    def __init__(self) -> None:
        super().__init__(
            f"There are {MOST_COMMENTS:,} comments in this room, which is the most it keeps. "
            "Your text is kept below."
        )


class RespondentClashError(RoomError):
    """Two changed the same at once; `fields` are those that both changed, each another way."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        self.fields = fields
        super().__init__("Somebody else changed this while you did.")
