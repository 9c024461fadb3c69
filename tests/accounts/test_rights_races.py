"""Two at once about what somebody may do, on two real connections."""

from collections.abc import Callable

import pytest

from accounts.actions import (
    LastLeadError,
    SettledMeanwhileError,
    SuspensionRefusedError,
    appeal_suspension,
    grant_role,
    lift_suspension,
    suspend_person,
    take_back_role,
    uphold_suspension,
)
from accounts.models import Role, Suspension, User
from consultation.mail.models import Message
from tests.accounts.at_once import at_once
from tests.accounts.test_suspension import in_step
from tests.people import make_person

pytestmark = pytest.mark.django_db(transaction=True)


def leads(number: int) -> list[User]:
    return [make_person(f"lead{n}", Role.LEAD) for n in range(number)]


def test_two_leads_who_step_down_at_once_leave_one() -> None:
    def stepping_down(lead: User) -> Callable[[], object]:
        return lambda: take_back_role(actor=lead, person=lead, role=Role.LEAD)

    results = at_once(*map(stepping_down, leads(2)))
    assert sorted(map(type, results), key=str) == [LastLeadError, bool]
    assert User.objects.filter(groups__name="lead").count() == 1


def test_two_leads_who_take_each_others_role_back_leave_one() -> None:
    first, second = leads(2)
    results = at_once(
        lambda: take_back_role(actor=first, person=second, role=Role.LEAD),
        lambda: take_back_role(actor=second, person=first, role=Role.LEAD),
    )
    assert sorted(type(each).__name__ for each in results) == ["PermissionDenied", "bool"]
    assert User.objects.filter(groups__name="lead").count() == 1


def test_of_two_leads_who_suspend_at_once_one_does() -> None:
    person = make_person("participant")

    def suspending(lead: User) -> Callable[[], object]:
        return lambda: suspend_person(actor=lead, person=person, reason=f"{lead.pk}")

    results = at_once(*map(suspending, leads(2)))
    assert sorted(type(each).__name__ for each in results) == [
        "SettledMeanwhileError",
        "Suspension",
    ]
    assert in_step()
    assert Message.objects.filter(kind="person_suspended").count() == 1


def test_nobody_is_both_suspended_and_on_the_staff() -> None:
    person = make_person("participant")
    first, second = leads(2)
    results = at_once(
        lambda: suspend_person(actor=first, person=person, reason="A reason."),
        lambda: grant_role(actor=second, person=person, role=Role.EDITOR),
    )
    refused = [each for each in results if isinstance(each, ValueError)]
    assert len(refused) == 1
    now = User.objects.get(pk=person.pk)
    assert now.is_suspended is not bool(now.granted_roles)
    assert in_step()


def test_of_lifting_and_upholding_at_once_one_answer_stands() -> None:
    person = make_person("participant")
    first, second = leads(2)
    suspension = suspend_person(actor=first, person=person, reason="A reason.")
    appeal_suspension(actor=person, words="My words.")
    results = at_once(
        lambda: lift_suspension(actor=first, suspension=suspension, words="It ends."),
        lambda: uphold_suspension(actor=second, suspension=suspension, words="It stays."),
    )
    now = Suspension.objects.get()
    # Upheld and then lifted is one story; lifted and then upheld is none.
    assert now.lifted_at is not None
    assert now.answer in {"It ends.", "It stays.\n\nIt ends."}
    refused = [each for each in results if isinstance(each, SettledMeanwhileError)]
    assert len(refused) == (1 if now.answer == "It ends." else 0)
    assert in_step()


def test_an_appeal_sent_twice_at_once_is_one() -> None:
    (lead,) = leads(1)
    person = make_person("participant")
    suspend_person(actor=lead, person=person, reason="A reason.")
    results = at_once(*[lambda: appeal_suspension(actor=person, words="My words.")] * 2)
    assert sum(isinstance(each, SuspensionRefusedError) for each in results) == 1
    assert Message.objects.filter(kind="suspension_appealed").count() == 1
