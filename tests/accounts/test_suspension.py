"""Suspending, appealing and answering; and what the suspended person reads of it."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actions import (
    SettledMeanwhileError,
    SuspensionRefusedError,
    appeal_suspension,
    lift_suspension,
    suspend_person,
    uphold_suspension,
)
from accounts.models import Role, Suspension, User
from consultation.activity.models import Activity, Verb
from consultation.mail.kinds import kind_named
from consultation.mail.models import Message
from consultation.moderation.actions import publish_response
from consultation.responses.models import Response
from papers.models import Question
from tests.accounts.test_roles import mail_to, told
from tests.asking import post
from tests.people import make_person

URL = "/people/me/suspension/"
REASON = "Three replies named a person in prison."


@pytest.fixture
def other_lead(db: None) -> User:
    return make_person("otherlead", Role.LEAD)


@pytest.fixture
def suspension(lead: User, participant: User) -> Suspension:
    return suspend_person(actor=lead, person=participant, reason=REASON)


def in_step() -> bool:
    """Whether each account's mark and its current suspension say the same."""
    marked = dict(User.objects.exclude(suspended_at=None).values_list("pk", "suspended_at"))
    return marked == dict(Suspension.objects.current().values_list("user", "at"))


def test_a_lead_suspends_with_a_reason(lead: User, participant: User) -> None:
    suspend_person(actor=lead, person=participant, reason=f"{REASON}\r\n")
    suspension = Suspension.objects.get()
    assert (suspension.user, suspension.by, suspension.reason) == (participant, lead, REASON)
    assert participant.is_suspended
    assert in_step()
    line = Activity.objects.get(verb=Verb.PERSON_SUSPENDED)
    assert (line.object_id, line.data) == (participant.pk, {"suspension_id": suspension.pk})


def test_the_mail_quotes_the_reason_and_leads_to_the_appeal(
    participant: User, suspension: Suspension
) -> None:
    mail = mail_to(participant, "person_suspended")
    assert mail.subject == "Your account at Soundings is suspended"
    for body in (mail.text, mail.html):
        assert REASON in body
        assert URL in body


@pytest.mark.parametrize("role", ["moderator", "editor", "analyst", "participant"])
def test_only_a_lead_suspends(
    role: str, request: pytest.FixtureRequest, other_participant: User
) -> None:
    with pytest.raises(PermissionDenied):
        suspend_person(actor=request.getfixturevalue(role), person=other_participant, reason=REASON)
    assert not Suspension.objects.exists()


def test_nobody_suspends_themself(lead: User) -> None:
    with pytest.raises(SuspensionRefusedError, match="yourself"):
        suspend_person(actor=lead, person=lead, reason=REASON)
    assert in_step()


@pytest.mark.parametrize("second_factor", [True, False])
def test_staff_are_not_suspended_before_their_roles_are_taken_back(
    lead: User, second_factor: bool
) -> None:
    staff = make_person("staff", Role.EDITOR, second_factor=second_factor)
    with pytest.raises(SuspensionRefusedError, match="Take back their roles first"):
        suspend_person(actor=lead, person=staff, reason=REASON)
    assert not Suspension.objects.exists()


def test_an_operator_is_not_suspended_by_a_lead(lead: User, participant: User) -> None:
    User.objects.filter(pk=participant.pk).update(is_staff=True)
    with pytest.raises(SuspensionRefusedError, match="operator"):
        suspend_person(actor=lead, person=participant, reason=REASON)
    assert not Suspension.objects.exists()


def test_who_is_suspended_is_not_suspended_again(
    participant: User, suspension: Suspension, other_lead: User
) -> None:
    with pytest.raises(SettledMeanwhileError, match="already"):
        suspend_person(actor=other_lead, person=participant, reason="Another reason.")
    assert Suspension.objects.get().reason == REASON


def test_one_appeals_once(participant: User, suspension: Suspension, other_lead: User) -> None:
    appeal_suspension(actor=participant, words="It was my own story.")
    with pytest.raises(SettledMeanwhileError, match="appealed already"):
        appeal_suspension(actor=participant, words="Once more.")
    suspension.refresh_from_db()
    assert suspension.appeal == "It was my own story."
    assert told("suspension_appealed") == {"lead", "otherlead"}
    assert "You suspended them" not in mail_to(other_lead, "suspension_appealed").text


def test_another_lead_upholds(participant: User, suspension: Suspension, other_lead: User) -> None:
    appeal_suspension(actor=participant, words="It was my own story.")
    uphold_suspension(actor=other_lead, suspension=suspension, words="It named somebody else.")
    suspension.refresh_from_db()
    assert (suspension.answered_by, suspension.lifted_at) == (other_lead, None)
    assert in_step()
    mail = mail_to(participant, "suspension_answered")
    assert mail.subject == "Your appeal: the suspension stays"
    assert "It named somebody else." in mail.html


def test_the_lead_who_suspended_does_not_uphold_where_another_can(
    lead: User, participant: User, suspension: Suspension, other_lead: User
) -> None:
    appeal_suspension(actor=participant, words="It was my own story.")
    with pytest.raises(SuspensionRefusedError, match="another lead has to answer"):
        uphold_suspension(actor=lead, suspension=suspension, words="It stays.")
    assert list(Suspension.objects.awaiting_answer()) == [suspension]


def test_an_only_lead_answers_and_the_log_says_so(
    lead: User, participant: User, suspension: Suspension
) -> None:
    make_person("asleep", Role.LEAD, second_factor=False)
    appeal_suspension(actor=participant, words="It was my own story.")
    uphold_suspension(actor=lead, suspension=suspension, words="It stays.")
    line = Activity.objects.get(verb=Verb.SUSPENSION_UPHELD)
    assert line.data == {"suspension_id": suspension.pk, "by_the_same_lead": True}


def test_without_an_appeal_there_is_nothing_to_uphold(
    suspension: Suspension, other_lead: User
) -> None:
    with pytest.raises(SettledMeanwhileError, match="no appeal"):
        uphold_suspension(actor=other_lead, suspension=suspension, words="It stays.")
    assert not told("suspension_answered")


def test_lifting_ends_it_and_is_told(lead: User, participant: User, suspension: Suspension) -> None:
    lift_suspension(actor=lead, suspension=suspension, words="We misread it. Sorry.")
    participant.refresh_from_db()
    assert not participant.is_suspended
    assert in_step()
    mail = mail_to(participant, "suspension_answered")
    assert mail.subject == "Your suspension at Soundings has ended"
    assert "We misread it. Sorry." in mail.text


def test_lifting_later_keeps_what_was_answered_before(
    lead: User, participant: User, suspension: Suspension, other_lead: User
) -> None:
    appeal_suspension(actor=participant, words="It was my own story.")
    uphold_suspension(actor=other_lead, suspension=suspension, words="It stays.")
    lift_suspension(actor=lead, suspension=suspension, words="A year has gone by.")
    suspension.refresh_from_db()
    assert suspension.answer == "It stays.\n\nA year has gone by."


def test_what_was_overtaken_is_not_mailed(
    lead: User, participant: User, suspension: Suspension
) -> None:
    message = Message.objects.get(kind="person_suspended")
    lift_suspension(actor=lead, suspension=suspension, words="We misread it.")
    assert kind_named("person_suspended").compose(message) is None


def test_a_lifted_suspension_is_lifted_once(lead: User, suspension: Suspension) -> None:
    lift_suspension(actor=lead, suspension=suspension, words="We misread it.")
    with pytest.raises(SettledMeanwhileError, match="lifted already"):
        lift_suspension(actor=lead, suspension=suspension, words="Again.")
    assert Activity.objects.filter(verb=Verb.SUSPENSION_LIFTED).count() == 1


def test_one_may_be_suspended_again_and_appeal_again(
    lead: User, participant: User, suspension: Suspension
) -> None:
    appeal_suspension(actor=participant, words="It was my own story.")
    lift_suspension(actor=lead, suspension=suspension, words="We misread it.")
    suspend_person(actor=lead, person=participant, reason="Another time.")
    assert appeal_suspension(actor=participant, words="And again.").appeal == "And again."
    assert in_step()


def test_what_is_held_stays_in_the_queue_and_is_decided_on(
    lead: User, moderator: User, participant: User, question: Question
) -> None:
    held = post(participant, question)
    suspend_person(actor=lead, person=participant, reason=REASON)
    assert list(Response.objects.visible_to(moderator).awaiting_decision()) == [held]
    publish_response(actor=moderator, response=held)
    assert Response.objects.get(pk=held.pk).state == Response.State.PUBLISHED
