"""Two at once on two real connections: one rule each, and nobody left without an owner unawares."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from accounts import actions
from accounts.models import Invitation, JoinRequest, Membership, Organisation, Role, User
from consultation.activity.models import Activity, Verb
from tests.accounts.at_once import at_once
from tests.people import make_membership, make_organisation, make_person

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = pytest.mark.parametrize("round_", range(3))


def people(number: int) -> list[User]:
    return [make_person(f"p{n}") for n in range(number)]


def owners() -> list[User]:
    return [membership.user for membership in Membership.objects.owners().select_related("user")]


def kinds(results: list[object]) -> list[type]:
    return sorted(map(type, results), key=lambda kind: kind.__name__)


def naming(person: User, name: str) -> Callable[[], object]:
    return lambda: actions.propose_organisation(actor=person, name=name)


def test_of_four_who_name_an_organisation_at_once_one_owns_it() -> None:
    names = ["Northfield Trust", "northfield trust", "Northfield  Trust", "NORTHFIELD TRUST"]
    results = at_once(*map(naming, people(4), names))
    assert kinds(results) == [actions.KnownNameError] * 3 + [Membership]
    assert Organisation.objects.count() == Membership.objects.count() == 1


def test_names_that_want_the_same_address_at_once_get_one_each() -> None:
    at_once(*map(naming, people(4), ["A B", "A & B", "A. B", "A, B"]))
    slugs = Organisation.objects.values_list("slug", flat=True).order_by("slug")
    assert list(slugs) == ["a-b", "a-b-2", "a-b-3", "a-b-4"]


@ROUNDS
def test_of_two_acceptances_at_once_one_counts(round_: int) -> None:
    owner, *invited = people(3)
    organisation = make_membership(owner, role="owner").organisation
    invitation = actions.invite(
        actor=owner, organisation=organisation, email="one@x.example", role="member"
    )

    def accepting(person: User) -> Callable[[], object]:
        return lambda: actions.accept_invitation(actor=person, invitation=invitation)

    results = at_once(*map(accepting, invited))
    assert kinds(results) == [actions.InvitationEndedError, Membership]
    assert Membership.objects.exclude(user=owner).count() == 1
    assert Activity.objects.filter(verb=Verb.INVITATION_ACCEPTED).count() == 1


@ROUNDS
def test_one_person_accepting_twice_at_once_is_one_member(round_: int) -> None:
    owner, invited = people(2)
    organisation = make_membership(owner, role="owner").organisation
    invitation = actions.invite(
        actor=owner, organisation=organisation, email=invited.email, role="member"
    )
    act = lambda: actions.accept_invitation(actor=invited, invitation=invitation)  # noqa: E731
    assert kinds(at_once(act, act)) == [actions.InvitationEndedError, Membership]
    assert invited.memberships.count() == 1


@ROUNDS
def test_an_invitation_revoked_as_it_is_accepted_has_one_end(round_: int) -> None:
    owner, invited = people(2)
    organisation = make_membership(owner, role="owner").organisation
    invitation = actions.invite(
        actor=owner, organisation=organisation, email=invited.email, role="member"
    )
    at_once(
        lambda: actions.accept_invitation(actor=invited, invitation=invitation),
        lambda: actions.revoke_invitation(actor=owner, invitation=invitation),
    )
    invitation.refresh_from_db()
    assert (invitation.accepted_at is None) is not (invitation.revoked_at is None)
    assert invited.memberships.exists() is (invitation.accepted_at is not None)


@ROUNDS
def test_two_invitations_to_one_address_at_once_are_one(round_: int) -> None:
    pair = people(2)
    organisation = make_organisation()
    for owner in pair:
        make_membership(owner, organisation, role="owner")

    def inviting(owner: User) -> Callable[[], object]:
        return lambda: actions.invite(
            actor=owner, organisation=organisation, email="one@x.example", role="member"
        )

    assert kinds(at_once(*map(inviting, pair))) == [actions.BelongingError, Invitation]
    assert Invitation.objects.count() == 1


@ROUNDS
def test_of_two_owners_leaving_at_once_the_second_is_told(round_: int) -> None:
    pair = people(2)
    memberships = [make_membership(person, role="owner") for person in pair]
    make_membership(make_person("member"))

    def leaving(membership: Membership) -> Callable[[], object]:
        return lambda: actions.leave_organisation(actor=membership.user, membership=membership)

    results = at_once(*map(leaving, memberships))
    assert kinds(results) == [actions.LastOwnerError, type(None)]
    assert len(owners()) == 1


@ROUNDS
def test_the_last_two_leaving_at_once_leave_one_who_must_know(round_: int) -> None:
    memberships = [make_membership(person, role="owner") for person in people(2)]

    def leaving(membership: Membership) -> Callable[[], object]:
        return lambda: actions.leave_organisation(actor=membership.user, membership=membership)

    results = at_once(*map(leaving, memberships))
    assert kinds(results) == [type(None), actions.OnlyMemberError]
    assert len(owners()) == 1


@ROUNDS
def test_two_owners_who_step_down_at_once_leave_one(round_: int) -> None:
    memberships = [make_membership(person, role="owner") for person in people(2)]

    def stepping_down(membership: Membership) -> Callable[[], object]:
        return lambda: actions.change_member_role(
            actor=membership.user, membership=membership, role="member"
        )

    results = at_once(*map(stepping_down, memberships))
    assert kinds(results) == [actions.LastOwnerError, type(None)]
    assert len(owners()) == 1


@ROUNDS
def test_of_two_owners_who_remove_each_other_at_once_one_stays(round_: int) -> None:
    first, second = [make_membership(person, role="owner") for person in people(2)]
    results = at_once(
        lambda: actions.remove_member(actor=first.user, membership=second),
        lambda: actions.remove_member(actor=second.user, membership=first),
    )
    assert kinds(results) == [type(None), PermissionDenied]
    assert len(owners()) == 1


@ROUNDS
def test_who_accepts_an_invitation_as_they_are_removed_is_out(round_: int) -> None:
    owner, leaving = people(2)
    organisation = make_membership(owner, role="owner").organisation
    membership = make_membership(leaving, organisation)
    invitation = actions.invite(
        actor=owner, organisation=organisation, email=leaving.email, role="owner"
    )
    [_, accepting] = at_once(
        lambda: actions.remove_member(actor=owner, membership=membership),
        lambda: actions.accept_invitation(actor=leaving, invitation=invitation),
    )
    assert isinstance(accepting, actions.AlreadyMemberError | actions.InvitationEndedError)
    assert not leaving.memberships.current().exists()
    assert not Invitation.objects.unsettled().exists()


@ROUNDS
def test_a_request_is_decided_once(round_: int) -> None:
    first, second, asking = people(3)
    organisation = make_membership(first, role="owner").organisation
    make_membership(second, role="owner")
    asked = actions.ask_to_join(actor=asking, organisation=organisation)
    at_once(
        lambda: actions.accept_request(actor=first, join_request=asked),
        lambda: actions.refuse_request(actor=second, join_request=asked),
    )
    outcome = JoinRequest.objects.get().outcome
    assert asking.memberships.exists() is (outcome == "accepted")
    decided = Activity.objects.filter(verb__in=[Verb.JOIN_ACCEPTED, Verb.JOIN_REFUSED])
    assert decided.count() == 1


@ROUNDS
def test_two_staff_who_let_in_a_first_owner_at_once_make_one(round_: int) -> None:
    staff = [make_person("m1", Role.MODERATOR), make_person("m2", Role.LEAD)]
    organisation = make_organisation()
    requests = [
        actions.ask_to_join(actor=person, organisation=organisation) for person in people(2)
    ]

    def letting_in(actor: User, asked: JoinRequest) -> Callable[[], object]:
        return lambda: actions.accept_request(actor=actor, join_request=asked, role="owner")

    results = at_once(*map(letting_in, staff, requests))
    assert kinds(results) == [Membership, actions.OwnersDecideError]
    assert len(owners()) == 1


@ROUNDS
def test_who_joins_while_the_organisation_is_verified_is_confirmed(round_: int) -> None:
    from accounts.actions.organisations import verify_organisation

    owner, asking = people(2)
    organisation = actions.propose_organisation(actor=owner, name="Harbour Project").organisation
    asked = actions.ask_to_join(actor=asking, organisation=organisation)
    moderator = make_person("moderator", Role.MODERATOR)
    at_once(
        lambda: actions.accept_request(actor=owner, join_request=asked),
        lambda: verify_organisation(
            actor=moderator, organisation=organisation, expected_version=organisation.version
        ),
    )
    assert asking.memberships.get().is_confirmed
