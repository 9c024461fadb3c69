"""Why a formal answer is not sent, signed off or taken back, in sentences for its drafters."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """What keeps one answer from being sent."""

    number: int
    sentence: str

    def __str__(self) -> str:
        return f"Question {self.number}: {self.sentence}"


class CannotSendError(Exception):
    """A formal answer that stays as it is; the sentence says what to do."""


class SubmissionSentError(CannotSendError):
    def __init__(self) -> None:
        super().__init__("This formal answer was sent already. It is here once.")


class DiscardedError(CannotSendError):
    def __init__(self) -> None:
        super().__init__("This formal answer was discarded, so nothing was done.")


class SubmissionChangedError(CannotSendError):
    """It is not any more what the sender read."""

    def __init__(self) -> None:
        super().__init__(
            "This formal answer changed after you opened the page, so it was not sent. "
            "Read what changed, then send it."
        )


class NotAwaitingError(CannotSendError):
    """Somebody took it back, sent it back or changed it first."""

    def __init__(self) -> None:
        super().__init__(
            "This formal answer does not wait for sign-off any more: "
            "it is with its drafters again. Nothing was sent."
        )


class SentBackBeforeError(CannotSendError):
    """The form that sent it back is sent once more, after it was put before its approver again."""

    def __init__(self) -> None:
        super().__init__(
            "You sent this back with these words before, and since then it was put up for sign-off "
            "again. Nothing was done now. Read it as it is: send it back once more if it still has "
            "to change."
        )


class NothingToSendError(CannotSendError):
    def __init__(self) -> None:
        super().__init__("There is no answer to send yet. Answer at least one question first.")


class AnswersCannotGoError(CannotSendError):
    """One or more answers cannot be sent as they are; `faults` names each."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("Not every answer can be sent as it is, so nothing was sent.")


class PaperClosedError(CannotSendError):
    def __init__(self) -> None:
        super().__init__(
            "This paper no longer takes answers, so nothing was changed. What you wrote is kept "
            "here: you can read it and copy it."
        )


class SenderSuspendedError(CannotSendError):
    def __init__(self) -> None:
        super().__init__("Your account is suspended, so this was not done.")


class SenderNotWelcomedError(CannotSendError):
    """Its sender has not answered "Before you take part"."""

    def __init__(self) -> None:
        super().__init__(
            "Before you send, choose how you are shown and read the house rules. "
            "Then come back to this page: your answers are kept."
        )


class NotTheirAnswerError(CannotSendError):
    """They left the organisation or were removed from it, or it was declined."""

    def __init__(self) -> None:
        super().__init__("You can no longer answer for that organisation, so this was not done.")


class NotAnApproverError(CannotSendError):
    def __init__(self) -> None:
        super().__init__(
            "Only an approver or an owner of the organisation can sign off. "
            "Ask one of them to sign it off."
        )


class NoSuchApproverError(CannotSendError):
    def __init__(self) -> None:
        super().__init__(
            "That person cannot sign off for the organisation any more. Choose somebody else."
        )


class NotSentError(CannotSendError):
    def __init__(self) -> None:
        super().__init__("This formal answer is not sent any more. Look at it as it is now.")


class AlreadyWithdrawnError(CannotSendError):
    def __init__(self) -> None:
        super().__init__("This formal answer was withdrawn already.")


class AnotherBegunError(CannotSendError):
    def __init__(self) -> None:
        super().__init__("A new formal answer is being drafted already, or was sent.")
