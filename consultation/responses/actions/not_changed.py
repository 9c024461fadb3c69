"""Why a response stays as it is, in sentences for its author or for staff."""

from consultation.responses.actions.errors import CannotPostError


class CannotChangeError(CannotPostError):
    """A change that is refused; the sentence tells who asked for it what to do."""


class NotChangeableError(CannotChangeError):
    """It was withdrawn, not published, or erased: there is nothing that readers have of it."""

    def __init__(self) -> None:
        super().__init__(
            "This response was withdrawn or not published, so it cannot be changed. "
            "You may post a new one while the paper is open."
        )


class PartOfSubmissionError(CannotChangeError):
    """It is one answer of many that were signed off and sent together."""

    def __init__(self) -> None:
        super().__init__(
            "This is part of a formal answer, and stands as it was sent. "
            "Withdraw the formal answer to change it; you can then send it again."
        )


class NoLongerOpenError(CannotChangeError):
    def __init__(self) -> None:
        super().__init__(
            "This paper no longer takes responses, so yours stays as it is. "
            "You can still withdraw it."
        )


class ThreadIsClosedError(CannotChangeError):
    def __init__(self) -> None:
        super().__init__(
            "This thread was closed, so what was said in it stays as it is. "
            "You can still withdraw your response."
        )


class NoLongerForThemError(CannotChangeError):
    """What was said for an organisation stays the organisation's."""

    def __init__(self, organisation: str) -> None:
        super().__init__(
            f"You said this for {organisation}, and do not answer for it any more. "
            "Ask the policy team if it should be changed or withdrawn."
        )


class SuspendedAuthorError(CannotChangeError):
    def __init__(self) -> None:
        super().__init__("Your account is suspended, so nothing was changed.")


class EditConflictError(CannotChangeError):
    """The response was changed since its author opened the form; both texts are shown."""

    def __init__(self) -> None:
        super().__init__(
            "This response was changed since you began what is in the form below. "
            "Yours is not saved yet."
        )


class NotPublicError(CannotChangeError):
    """What readers cannot read is neither pinned nor closed."""

    def __init__(self) -> None:
        super().__init__("Readers cannot read this response now, so nothing was changed.")


class NotARootError(CannotChangeError):
    def __init__(self) -> None:
        super().__init__(
            "This is a reply. A thread is closed at its first response: go there to close it."
        )


class ChangedSinceSeenError(CannotChangeError):
    """Somebody else of the team was faster; the page shows what they did."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody else changed this since you opened the page. "
            "Nothing of yours was done: look at what stands now, then decide again."
        )
