"""Refusing what was held: with a reason, quoted to its author, and hidden from everybody else."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.mail.models import Message
from consultation.moderation.actions import (
    AlreadyDecidedError,
    OwnResponseError,
    WrongReasonError,
    publish_response,
    reject_response,
)
from consultation.moderation.models import Decision, Reason
from consultation.responses.models import Response
from papers.models import Paper
from tests.asking import make_paper


def test_what_is_rejected_stays_hidden(
    moderator: User, other_participant: User, held: Response, reason: Reason
) -> None:
    reject_response(actor=moderator, response=held, reason=reason)
    for reader in (AnonymousUser(), other_participant):
        assert not Response.objects.visible_to(reader).filter(pk=held.pk).exists()


def test_its_author_still_reads_it(
    moderator: User, participant: User, held: Response, reason: Reason
) -> None:
    reject_response(actor=moderator, response=held, reason=reason)
    assert Response.objects.visible_to(participant).get(pk=held.pk).state == "rejected"


def test_reason_and_words_are_kept(moderator: User, held: Response, reason: Reason) -> None:
    words = "Please answer question 2.\r\n"
    decision = reject_response(actor=moderator, response=held, reason=reason, words=words)
    decision.refresh_from_db()
    assert (decision.verdict, decision.reason) == ("reject", reason)
    assert decision.words == "Please answer question 2."


def test_rejecting_is_logged_without_words(moderator: User, held: Response, reason: Reason) -> None:
    reject_response(actor=moderator, response=held, reason=reason, words="canary words")
    line = Activity.objects.about(held).get(verb=Verb.RESPONSE_REJECTED)
    assert line.actor == moderator
    assert "canary" not in str(line.data)


def test_the_author_is_told(
    moderator: User, participant: User, held: Response, reason: Reason
) -> None:
    reject_response(actor=moderator, response=held, reason=reason)
    message = Message.objects.get()
    assert (message.recipient, message.kind) == (participant, "response_rejected")


def test_what_was_published_is_not_rejected_here(
    moderator: User, lead: User, held: Response, reason: Reason
) -> None:
    publish_response(actor=moderator, response=held)
    with pytest.raises(AlreadyDecidedError):
        reject_response(actor=lead, response=held, reason=reason)
    assert Decision.objects.get().verdict == "publish"


def test_a_reason_of_another_paper_is_refused(
    moderator: User, editor: User, held: Response
) -> None:
    elsewhere = make_paper(editor, title="Another paper")
    foreign = Reason.objects.create(paper=elsewhere, position=1, title="Foreign", rule="Not here.")
    with pytest.raises(WrongReasonError):
        reject_response(actor=moderator, response=held, reason=foreign)
    assert not Decision.objects.exists()


def test_nobody_rejects_their_own_words(moderator: User, held: Response, reason: Reason) -> None:
    Response.objects.filter(pk=held.pk).update(user=moderator)
    held.refresh_from_db()
    with pytest.raises(OwnResponseError):
        reject_response(actor=moderator, response=held, reason=reason)
    assert not Decision.objects.exists()


def test_only_moderators_reject(editor: User, held: Response, reason: Reason) -> None:
    with pytest.raises(PermissionDenied):
        reject_response(actor=editor, response=held, reason=reason)
    assert not Decision.objects.exists()


def test_the_database_wants_a_reason(moderator: User, held: Response) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(response=held, moderator=moderator, verdict="reject")
    assert not Decision.objects.exists()


def test_a_paper_without_reasons_has_the_house_s(open_paper: Paper) -> None:
    reasons = Reason.objects.for_paper(open_paper)
    assert len(reasons) == 5
    assert {reason.paper_id for reason in reasons} == {None}


def test_a_paper_s_own_reasons_replace_the_house_s(open_paper: Paper) -> None:
    own = Reason.objects.create(paper=open_paper, position=1, title="Own", rule="Ours alone.")
    assert list(Reason.objects.for_paper(open_paper)) == [own]
