import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from consultation.activity.models import Activity, Verb
from consultation.digests.actions import change_subscription, stop_digests
from consultation.digests.models import Subscription
from tests.digests.conftest import LONG_AGO, subscribe


def changes() -> list[str]:
    lines = Activity.objects.filter(verb=Verb.SUBSCRIPTION_CHANGED).order_by("id")
    return [line.data["frequency"] for line in lines]


def test_a_subscription_is_logged(editor: User) -> None:
    change_subscription(actor=editor, frequency="weekly")
    assert changes() == ["weekly"]


def test_asking_for_the_same_again_changes_nothing(editor: User) -> None:
    subscribe(editor, "weekly")
    assert change_subscription(actor=editor, frequency="weekly").since == LONG_AGO
    assert changes() == ["weekly"]


def test_a_changed_rhythm_begins_now(editor: User) -> None:
    subscribe(editor, "weekly")
    assert change_subscription(actor=editor, frequency="daily").since > LONG_AGO
    assert changes() == ["weekly", "daily"]


def test_a_changed_rhythm_loses_nothing(editor: User) -> None:
    before = subscribe(editor, "weekly")
    Subscription.objects.update(told_up_to=5)
    assert change_subscription(actor=editor, frequency="daily").told_up_to == 5
    assert before.told_up_to > 5


def test_what_was_published_while_there_was_none_is_not_told(editor: User) -> None:
    subscribe(editor, "never")
    Subscription.objects.update(told_up_to=5)
    assert change_subscription(actor=editor, frequency="daily").told_up_to > 5


def test_a_participant_cannot_subscribe(participant: User) -> None:
    with pytest.raises(PermissionDenied):
        change_subscription(actor=participant, frequency="daily")
    assert not Subscription.objects.exists()


def test_stopping_twice_is_stopping_once(editor: User) -> None:
    subscribe(editor)
    stop_digests(editor)
    stop_digests(editor)
    assert changes() == ["daily", "never"]


def test_stopping_needs_no_role_and_no_subscription(editor: User, participant: User) -> None:
    subscribe(editor)
    editor.groups.clear()
    stop_digests(User.objects.get(pk=editor.pk))
    stop_digests(participant)
    assert Subscription.objects.get().frequency == "never"
