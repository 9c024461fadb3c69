"""Why a response is not taken, in sentences for its author; none of them loses the text."""

from typing import Final

from consultation.responses.models import MAX_DEPTH, Response

KEPT: Final = "What you entered is below: copy it if you need it."


class CannotPostError(Exception):
    """A response that is refused; the sentence tells its author what to do."""


class PaperNotOpenError(CannotPostError):
    def __init__(self) -> None:
        super().__init__(f"This paper no longer takes responses. {KEPT}")


class QuestionRetiredError(CannotPostError):
    """The edition that readers see asks the question no more."""

    def __init__(self, reason: str) -> None:
        why = f" {reason.rstrip('.')}." if reason else ""
        super().__init__(f"This question is no longer asked.{why} {KEPT}")


class NotWelcomedError(CannotPostError):
    """Its author has not answered "Before you take part"."""

    def __init__(self) -> None:
        super().__init__(
            "Before you post, choose how you are shown and read the house rules. "
            "Then come back to this page and post your text: it is kept below."
        )


class AuthorSuspendedError(CannotPostError):
    def __init__(self) -> None:
        super().__init__(f"Your account is suspended, so this was not posted. {KEPT}")


class NotTheirOrganisationError(CannotPostError):
    """They left it, were removed from it, or it was declined, before the response was stored."""

    def __init__(self) -> None:
        super().__init__(
            "You can no longer answer for that organisation, so this was not posted. "
            "Your text is kept below: choose again who you answer as."
        )


class FormOutOfDateError(CannotPostError):
    def __init__(self) -> None:
        super().__init__(
            "This form belongs to a question we do not know. "
            "Open the question again, and post your text there: it is kept below."
        )


class NotAnAnswerError(CannotPostError):
    """It says nothing, chooses what is not offered, or has more words than the question takes."""


class ReplyElsewhereError(CannotPostError):
    def __init__(self) -> None:
        super().__init__(
            "The response you reply to is not part of this question any more. What you wrote is "
            "kept below: copy it, or post it as a response of its own."
        )


class ReplyTooDeepError(CannotPostError):
    def __init__(self) -> None:
        super().__init__(
            f"Replies go {MAX_DEPTH} deep, and this one would go deeper. Your text is kept below: "
            "post it as a response of its own, or copy it into a reply higher up."
        )


class ThreadClosedError(CannotPostError):
    """Staff closed the thread; the reason is on its page."""

    def __init__(self) -> None:
        super().__init__(
            "This thread was closed and takes no more replies. Your text is kept below: "
            "if it answers the question, post it as a response of its own."
        )


class QuoteGoneError(CannotPostError):
    def __init__(self) -> None:
        super().__init__(
            "The words you quote are not there any more. Your text is kept below: "
            "look at the response again, or post without the quote."
        )


class CannotMentionError(CannotPostError):
    def __init__(self) -> None:
        super().__init__(
            "Somebody you mention has not spoken in this thread, or not any more. "
            "Your text is kept below: choose again whom to tell."
        )


class PostedBesideError(CannotPostError):
    """Its author posted `standing` at the same place before, and may want both."""

    def __init__(self, standing: Response, sentence: str = "") -> None:
        self.standing = standing
        super().__init__(
            sentence
            or "You have posted here already, and that stands. What is below differs, so it was "
            "not posted yet. Change what stands, or post this as well if both should stand."
        )


class TokenTakenError(CannotPostError):
    def __init__(self) -> None:
        super().__init__(
            "This form was used already. Open the question again and post your text there."
        )


class AlreadyDecidedError(Exception):
    """Somebody else decided first."""


class ChangedMeanwhileError(AlreadyDecidedError):
    """Its author changed the response while a moderator read it: they decide on what it says."""
