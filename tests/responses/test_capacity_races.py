"""What ends somebody's right to speak, as they speak: one of the two comes first."""

from collections.abc import Callable

import pytest

from accounts.actions import (
    leave_organisation,
    remove_member,
    rename_person,
    suspend_person,
)
from accounts.actions.organisations import decline_organisation
from accounts.models import Membership, User
from consultation.responses.actions import (
    AuthorSuspendedError,
    CannotPostError,
    NotTheirOrganisationError,
)
from consultation.responses.models import Response
from papers.models import Question
from tests.asking import post
from tests.people import make_membership, make_organisation, make_person
from tests.racing import LONGEST_WAIT, begun, still_open

pytestmark = pytest.mark.django_db(transaction=True)

End = Callable[[User, Membership], None]


def removal(lead: User, membership: Membership) -> None:
    owner = User.objects.get(email="owner@soundings.example")
    remove_member(actor=owner, membership=membership)


def leaving(lead: User, membership: Membership) -> None:
    leave_organisation(actor=membership.user, membership=membership, knowing=True)


def declining(lead: User, membership: Membership) -> None:
    organisation = membership.organisation
    decline_organisation(
        actor=lead,
        organisation=organisation,
        expected_version=organisation.version,
        reason="It is a company.",
    )


def suspension(lead: User, membership: Membership) -> None:
    suspend_person(actor=lead, person=membership.user, reason="Advertising.")


ENDS: list[tuple[End, type[CannotPostError]]] = [
    (removal, NotTheirOrganisationError),
    (leaving, NotTheirOrganisationError),
    (declining, NotTheirOrganisationError),
    (suspension, AuthorSuspendedError),
]
each_end = pytest.mark.parametrize(("end", "refusal"), ENDS)


@pytest.fixture
def membership(participant: User) -> Membership:
    organisation = make_organisation(verified_at=None)
    make_membership(make_person("owner"), organisation, role="owner", confirmed=False)
    return make_membership(participant, organisation, confirmed=False)


@each_end
def test_a_response_that_came_first_stays(
    end: End,
    refusal: type,
    participant: User,
    lead: User,
    question: Question,
    membership: Membership,
) -> None:
    with still_open(lambda: post(participant, question, membership=membership)):
        ending = begun(lambda: end(lead, membership))
        assert not ending.done()
    ending.result(timeout=LONGEST_WAIT)
    response = Response.objects.get()
    assert response.shown_organisation == "Northfield Resettlement Trust"
    assert response.shown_name == ""


@each_end
def test_a_response_that_came_second_is_refused(
    end: End,
    refusal: type,
    participant: User,
    lead: User,
    question: Question,
    membership: Membership,
) -> None:
    with still_open(lambda: end(lead, membership)):
        posting = begun(lambda: post(participant, question, membership=membership))
        assert not posting.done()
    with pytest.raises(refusal):
        posting.result(timeout=LONGEST_WAIT)
    assert not Response.objects.exists()


def test_a_suspension_stops_what_one_says_for_oneself(
    participant: User, lead: User, question: Question
) -> None:
    with still_open(lambda: suspend_person(actor=lead, person=participant, reason="Spam.")):
        posting = begun(lambda: post(participant, question))
    with pytest.raises(AuthorSuspendedError):
        posting.result(timeout=LONGEST_WAIT)
    assert not Response.objects.exists()


def test_a_name_that_is_being_given_up_is_not_shown_any_more(
    participant: User, question: Question
) -> None:
    stale = User.objects.get(pk=participant.pk)
    with still_open(
        lambda: rename_person(actor=participant, display_name="Kestrel", uses_pseudonym=True)
    ):
        posting = begun(lambda: post(stale, question))
    assert posting.result(timeout=LONGEST_WAIT).shown_name == "Kestrel"
    assert Response.objects.get().shown_name == "Kestrel"


def test_two_who_post_for_one_organisation_do_not_wait_for_one_another(
    participant: User, other_participant: User, question: Question, membership: Membership
) -> None:
    colleague = make_membership(other_participant, membership.organisation)
    with still_open(lambda: post(participant, question, membership=membership)):
        posting = begun(lambda: post(other_participant, question, membership=colleague))
        posting.result(timeout=LONGEST_WAIT)
    assert Response.objects.count() == 2
