import pytest
from django.core.exceptions import PermissionDenied

from accounts import actions
from accounts.models import Membership, Organisation, User
from consultation.activity.models import Activity, Verb


def verbs() -> list[str]:
    return list(Activity.objects.order_by("id").values_list("verb", flat=True))


@pytest.mark.parametrize("again", ["northfield TRUST", "  Northfield \t Trust "])
def test_an_organisation_is_found_whatever_its_case_and_spacing(
    participant: User, other_participant: User, again: str
) -> None:
    actions.say_who_you_answer_for(actor=participant, organisation_name="Northfield Trust")
    actions.say_who_you_answer_for(actor=other_participant, organisation_name=again)
    assert Organisation.objects.get().slug == "northfield-trust"
    assert Membership.objects.count() == 2


def test_saying_it_twice_is_saying_it_once(participant: User) -> None:
    first, second = (
        actions.say_who_you_answer_for(actor=participant, organisation_name="Northfield Trust")
        for _ in range(2)
    )
    assert first == second
    assert verbs() == [Verb.MEMBERSHIP_SAID]


def test_names_that_read_alike_in_an_address_get_addresses_of_their_own(participant: User) -> None:
    for name in ("A & B", "A B", "A/B", "慈善", "İstanbul Trust", "İSTANBUL TRUST"):
        actions.say_who_you_answer_for(actor=participant, organisation_name=name)
    slugs = set(Organisation.objects.values_list("slug", flat=True))
    assert {"a-b", "a-b-2", "ab", "organisation"} <= slugs


def test_leaving_is_logged_and_done_once(participant: User) -> None:
    membership = actions.say_who_you_answer_for(actor=participant, organisation_name="Trust")
    for _ in range(2):
        actions.leave_organisation(actor=participant, membership=membership)
    assert verbs() == [Verb.MEMBERSHIP_SAID, Verb.MEMBERSHIP_LEFT]


def test_nobody_ends_the_membership_of_another(participant: User, moderator: User) -> None:
    membership = actions.say_who_you_answer_for(actor=participant, organisation_name="Trust")
    actions.leave_organisation(actor=moderator, membership=membership)
    assert Membership.objects.get() == membership


def test_a_moderator_confirms_a_membership_once(participant: User, moderator: User) -> None:
    membership = actions.say_who_you_answer_for(actor=participant, organisation_name="Trust")
    for _ in range(2):
        actions.confirm_membership(actor=moderator, membership=membership)
    assert membership.is_confirmed
    assert verbs() == [Verb.MEMBERSHIP_SAID, Verb.MEMBERSHIP_CONFIRMED]


def test_others_cannot_confirm(participant: User, editor: User) -> None:
    membership = actions.say_who_you_answer_for(actor=participant, organisation_name="Trust")
    for actor in (participant, editor):
        with pytest.raises(PermissionDenied):
            actions.confirm_membership(actor=actor, membership=membership)
    assert not Membership.objects.get().is_confirmed


def test_nobody_confirms_what_they_say_of_themselves(moderator: User) -> None:
    membership = actions.say_who_you_answer_for(
        actor=moderator, organisation_name="A large ministry"
    )
    with pytest.raises(PermissionDenied):
        actions.confirm_membership(actor=moderator, membership=membership)
    membership.refresh_from_db()
    assert not membership.is_confirmed
