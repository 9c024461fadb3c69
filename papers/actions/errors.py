"""Changes to a paper that are refused; each says so in a sentence that a page can show."""

from datetime import datetime

from consultation.lib.clock import in_words
from consultation.lib.uploads import NO_ROOM
from papers.models import Paper


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


class LanguageOfPairError(PaperRefusedError):
    """One of a pair cannot take the other's language: readers are led from each to the other."""

    def __init__(self) -> None:
        super().__init__(
            "This paper and its translation have to be in different languages. "
            "Keep the language as it is."
        )


class AlreadyOpenError(PaperRefusedError):
    """Its questions have been asked and may have answers: they cannot be hidden again."""

    def __init__(self, since: datetime) -> None:
        super().__init__(
            f"This paper opened on {in_words(since)}, so its opening date has to stay in the past: "
            "a later one, or none, would hide the questions people are answering. "
            "To stop or extend the discussion, change the closing date."
        )


class ClosingMovedError(PaperRefusedError):
    """Readers know the date, and plan by it."""

    def __init__(self) -> None:
        super().__init__(
            "Readers know this closing date. To move it, use “Dates and life”: "
            "extending tells everyone who follows the paper why, and closing it now is a button."
        )


class RelatedToItselfError(PaperRefusedError):
    def __init__(self) -> None:
        super().__init__("A paper cannot be related to itself. Choose other papers.")


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
            "You can change its words, because answers already given keep the words they were "
            "asked in; or retire it, and its answers stay to be read."
        )


class SectionAlreadyAskedError(PaperRefusedError):
    def __init__(self) -> None:
        super().__init__(
            "A question of this section has been asked in a published edition, so the section "
            "cannot be removed. Move its asked questions to another section first, or retire them "
            "and keep the section."
        )


class NeverAskedError(PaperRefusedError):
    def __init__(self) -> None:
        super().__init__(
            "This question has not been published, so nobody would miss it: remove it instead."
        )


class AlreadyRetiredError(PaperRefusedError):
    def __init__(self) -> None:
        super().__init__("This question is retired already. Change the question that replaced it.")


class KindFixedError(PaperRefusedError):
    """An answer to one kind of question is no answer to another."""

    def __init__(self) -> None:
        super().__init__(
            "This question has answers, so its kind cannot change: they would not fit another "
            "kind. Retire it and ask a new one in its place."
        )


class UnfitOptionsError(PaperRefusedError):
    """What there is to choose from does not fit the kind of question."""


class MovedMeanwhileError(PaperRefusedError):
    """A place that was pointed at in an order that is no more."""

    def __init__(self, who: str, when: datetime) -> None:
        super().__init__(
            f"{who} moved, added or removed something on {in_words(when)}, after you opened this "
            "page. Nothing was moved. This is the draft now: choose the place again."
        )


class NotReadyToPublishError(PaperRefusedError):
    """`reasons` says in full sentences what is missing."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


class NothingToUndoError(PaperRefusedError):
    def __init__(self) -> None:
        super().__init__(
            "This cannot be undone any more: someone saved or published after you opened the page. "
            "Below is what stands now."
        )


class NothingToPublishError(PaperRefusedError):
    def __init__(self, number: int) -> None:
        super().__init__(
            f"Nothing has changed since edition {number}, so there is nothing to publish."
        )


class NotInThisStageError(PaperRefusedError):
    """What was asked for belongs to another part of a paper's life."""


class NotLaterError(PaperRefusedError):
    def __init__(self, closes_at: datetime) -> None:
        super().__init__(
            f"Choose a time after {in_words(closes_at)}, when the paper closes now, "
            "and one that is still to come."
        )


class ExtendedMeanwhileError(PaperRefusedError):
    """Someone moved the closing date after the form was opened."""

    def __init__(self, closes_at: datetime) -> None:
        super().__init__(
            f"The closing date was changed after you opened this page: it is {in_words(closes_at)} "
            "now. Nothing of yours was saved. If that is not late enough, choose a later one."
        )


class EmbargoFixedError(PaperRefusedError):
    def __init__(self) -> None:
        super().__init__(
            "The public knows of this paper, so it cannot go under embargo again. "
            "To take it back, withdraw it with a reason."
        )


class EmbargoNeedsDateError(PaperRefusedError):
    def __init__(self) -> None:
        super().__init__(
            "This paper is under embargo: choose when the embargo ends. "
            "To end it at once, choose a time that has passed."
        )


class AnnouncedTooLateError(PaperRefusedError):
    def __init__(self) -> None:
        super().__init__("The embargo has to end before the paper opens, or as it opens.")


class NamedAlreadyError(PaperRefusedError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} has a preview link that works. Revoke it first, or name someone else."
        )


class ImportGoneError(PaperRefusedError):
    def __init__(self) -> None:
        super().__init__("Someone discarded this import. Upload the file again to begin anew.")


class ImportConfirmedError(PaperRefusedError):
    """The review is over; `paper` is the draft that came of it."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        super().__init__(f"This review was confirmed: “{paper}” is its draft. Change that one.")


class NotRevisedError(PaperRefusedError):
    """A change of a review that cannot be made; the sentence says why."""


class ReviewedMeanwhileError(PaperRefusedError):
    """A change made on an older state of the review."""

    def __init__(self) -> None:
        super().__init__(
            "Someone changed this after you opened the page. Your change was not made: below is "
            "the review as it is now."
        )


class NotStoredError(PaperRefusedError):
    """The disk is full or away."""

    def __init__(self) -> None:
        super().__init__(NO_ROOM)


class NotAPairError(PaperRefusedError):
    """A paper has one translation, and a translation has none."""

    def __init__(self) -> None:
        super().__init__(
            "These two do not belong together: only a paper and its own translation can be tied."
        )
