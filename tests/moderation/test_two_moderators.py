"""Two moderators at once, each on a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.models import User
from consultation.mail.models import Message
from consultation.moderation.actions import (
    AlreadyDecidedError,
    publish_response,
    reject_response,
)
from consultation.moderation.models import Decision, Reason
from consultation.responses.models import QuestionTally, Response
from papers.models import Paper


@pytest.mark.django_db(transaction=True)
def test_only_the_first_decision_counts(
    moderator: User, lead: User, held: Response, open_paper: Paper
) -> None:
    together = Barrier(2)
    reason = Reason.objects.create(paper=open_paper, position=1, title="Own", rule="Ours.")

    def decide(actor: User, verdict: str) -> bool:
        response = Response.objects.select_related("question__paper").get(pk=held.pk)
        together.wait(timeout=10)
        try:
            if verdict == "publish":
                publish_response(actor=actor, response=response)
            else:
                reject_response(actor=actor, response=response, reason=reason)
        except AlreadyDecidedError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(decide, [moderator, lead], ["publish", "reject"]))
    held.refresh_from_db()
    verdict = Decision.objects.get().verdict
    assert sorted(done) == [False, True]
    assert held.state == {"publish": "published", "reject": "rejected"}[verdict]
    assert Message.objects.count() == 1
    published = QuestionTally.objects.filter(question=held.question_id, answers=1).exists()
    assert published == (verdict == "publish")
