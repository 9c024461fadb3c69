"""Responses that were changed or taken back: what they say, and said, is for few."""

from dataclasses import dataclass
from typing import Self

from django.urls import reverse

from accounts.models import User
from consultation.responses.actions import reject_response
from consultation.responses.actions.editing import edit_response
from consultation.responses.actions.withdrawing import withdraw_response
from consultation.responses.models import Response
from papers.models import Paper, Question
from tests.asking import post, post_published
from tests.responses.edit_drafts import begin_edit


@dataclass(frozen=True)
class Changed:
    """One taken back, one whose change waits, one whose change was refused, one refused whole."""

    withdrawn: Response
    waiting: Response
    refused: Response
    rejected: Response

    @classmethod
    def of(cls, author: User, moderator: User, question: Question) -> Self:
        """Let the author post and change them; a reply stands below what is taken back."""
        withdrawn = post_published(author, question, "canary-withdrawn before")
        edit(withdrawn, "canary-withdrawn after")
        post(moderator, question, "A reply that stays.", to=withdrawn)
        withdraw_response(actor=author, response=withdrawn)
        waiting = post_published(author, question, "canary-held-edit before")
        refused = post_published(author, question, "What stands after all.")
        papers = Paper.objects.filter(pk=question.paper_id)
        policy = papers.values_list("moderation", flat=True).get()
        papers.update(moderation=Paper.Moderation.PRE)
        edit(waiting, "canary-held-edit after")
        edit(refused, "canary-refused-edit")
        rejected = post(author, question, "canary-rejected words")
        papers.update(moderation=policy)
        for response in (refused, rejected):
            reject_response(actor=moderator, response=reread(response))
        for response in (waiting, refused):
            begin_edit(response, "canary-unposted words of an edit")
        return cls(withdrawn, waiting, refused, rejected)

    def doors(self) -> dict[str, str]:
        """Return every address that is about one of them."""
        return {
            f"the {page} of {what}": reverse(page, args=[response.public_id])
            for what, response in vars(self).items()
            for page in (
                "responses:permalink",
                "responses:history",
                "responses:edit",
                "responses:withdraw",
                "responses:pin",
                "responses:close-thread",
                "moderation:review",
            )
        }


def edit(response: Response, body: str) -> None:
    stored = reread(response)
    assert stored.user is not None
    edit_response(actor=stored.user, response=stored, body=body, expected_version=stored.version)


def reread(response: Response) -> Response:
    return Response.objects.select_related("question__paper").get(pk=response.pk)
