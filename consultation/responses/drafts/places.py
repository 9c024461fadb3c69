"""What a person keeps of one place: the draft that comes back, and what other tabs typed."""

from dataclasses import dataclass

from accounts.models import User
from consultation.responses.drafts.drafting import Writing, says
from consultation.responses.models import Draft


@dataclass(frozen=True)
class Place:
    """The draft of a question, reply and capacity, and beside it what other tabs typed.

    `own` is the one of these that a form typed or was opened with, or that says the same.
    """

    draft: Draft | None
    beside: tuple[Draft, ...]
    own: Draft | None

    def written_over(self, writing: Writing) -> Draft | None:
        """Return what the form was opened with, if that is kept beside; else the draft."""
        return self.own if self.own and _names(writing, self.own) else self.draft


def find_place(person: User, writing: Writing, body: str) -> Place:
    """Return what is kept of where the form writes. One query."""
    there = Draft.objects.filter(
        person=person,
        question=writing.question_id,
        organisation=writing.membership.organisation if writing.membership else None,
        reply_to=writing.reply_to,
        edits=None,
    )
    rows = list(there.order_by("is_beside", "pk"))
    beside = tuple(each for each in rows if each.is_beside)
    own = (
        *(each for each in beside if _names(writing, each)),
        *(each for each in beside if each.client_token == writing.client_token),
        *(each for each in beside if says(each, body, writing.choice)),
    )
    draft = rows[0] if len(beside) < len(rows) else None
    return Place(draft, beside, own[0] if own else None)


def _names(writing: Writing, draft: Draft) -> bool:
    """Whether the form was opened with some state of this draft."""
    return writing.expected.partition(".")[0] == str(draft.pk)
