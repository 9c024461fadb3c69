"""Why answers that came offline are not entered, in sentences for staff."""

from collections.abc import Sequence
from datetime import datetime

from consultation.lib.clock import day_in_words
from consultation.responses.actions.refusals import Fault


class CannotEnterError(Exception):
    """An entry that stays as it is; the sentence says what to do."""


class NotTakenError(CannotEnterError):
    """The paper, or the entry, is not in a state for it."""


class AlreadyEnteredError(CannotEnterError):
    def __init__(self) -> None:
        super().__init__("These answers were entered or discarded already.")


class EntryChangedError(CannotEnterError):
    def __init__(self) -> None:
        super().__init__(
            "This entry was changed after you opened the page, so nothing was done. "
            "Look at it as it is now, then choose again."
        )


class ReceivedError(CannotEnterError):
    """Nothing can have come on this day."""


class TooLateError(ReceivedError):
    def __init__(self) -> None:
        super().__init__("This day has not come yet. Check the date.")


class TooEarlyError(ReceivedError):
    def __init__(self, opened: datetime) -> None:
        super().__init__(
            f"The paper opened on {day_in_words(opened)}: no answer can have come before. "
            "Check the date."
        )


class NothingToEnterError(CannotEnterError):
    def __init__(self) -> None:
        super().__init__("There is no answer yet. Type at least one.")


class AnswersFaultyError(CannotEnterError):
    """`faults` names each answer that cannot be entered as it is."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("Not every answer can be entered as it is, so nothing was entered.")


class OwnEntryError(CannotEnterError):
    def __init__(self) -> None:
        super().__init__(
            "You keyed in or entered some of this yourself, so somebody else has to check it."
        )


class AlreadyCheckedError(CannotEnterError):
    def __init__(self) -> None:
        super().__init__("Somebody checked this already.")
