"""Why answers that came offline are not entered, in sentences for staff."""

from collections.abc import Sequence

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
            "Somebody else changed this entry after you opened the page. What you typed is below: "
            "open the entry again beside it, and put both together."
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
        super().__init__("You entered this yourself, so somebody else has to check it.")


class AlreadyCheckedError(CannotEnterError):
    def __init__(self) -> None:
        super().__init__("Somebody checked this already.")
