"""Changes to a paper that are refused; each says so in a sentence that a page can show."""

from datetime import datetime

from consultation.lib.clock import in_words


class PaperRefusedError(Exception):
    """A change that is refused; `str()` is the sentence to show."""


class PaperChangedMeanwhileError(PaperRefusedError):
    """Someone saved the same part after the form was opened: never overwritten unseen."""

    def __init__(self, who: str, when: datetime) -> None:
        super().__init__(
            f"{who} changed this on {in_words(when)}, after you opened it. "
            "Nothing of yours was saved yet. Compare the two, then save what should stand."
        )


class PartGoneError(PaperRefusedError):
    def __init__(self) -> None:
        super().__init__(
            "Someone removed this after you opened it. Your text is below: copy what you need."
        )


class AlreadyThereError(PaperRefusedError):
    """The same part is there: a second click, or a mistake."""

    def __init__(self, what: str) -> None:
        super().__init__(f"There is {what} already. Change that one, or use other words.")


class AddressTakenError(PaperRefusedError):
    def __init__(self, slug: str) -> None:
        super().__init__(f"Another paper has the address “{slug}”. Choose a different one.")


class FixedByPublishingError(PaperRefusedError):
    def __init__(self) -> None:
        super().__init__("The address and the kind of a paper cannot change once it is published.")


class AlreadyOpenError(PaperRefusedError):
    """Its questions have been asked and may have answers: they cannot be hidden again."""

    def __init__(self, since: datetime) -> None:
        super().__init__(
            f"This paper opened on {in_words(since)}, so its opening date has to stay in the past: "
            "a later one, or none, would hide the questions people are answering. "
            "To stop or extend the discussion, change the closing date."
        )


class FollowsItselfError(PaperRefusedError):
    def __init__(self) -> None:
        super().__init__("A paper cannot follow itself. Choose an earlier paper.")


class DatesOutOfOrderError(PaperRefusedError):
    def __init__(self) -> None:
        super().__init__("A paper has to close after it opens.")


class QuestionAlreadyAskedError(PaperRefusedError):
    def __init__(self) -> None:
        super().__init__(
            "This question has been asked in a published edition, so it cannot be removed. "
            "You can change its words: answers already given keep the words they were asked in."
        )


class NotReadyToPublishError(PaperRefusedError):
    """`reasons` says in full sentences what is missing."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


class NothingToPublishError(PaperRefusedError):
    def __init__(self, number: int) -> None:
        super().__init__(
            f"Nothing has changed since edition {number}, so there is nothing to publish."
        )
