"""What a confirmation is worth once somebody has left, and after they have come back."""

from django.db.models import Exists

from accounts.actions import confirm_membership, leave_organisation, say_who_you_answer_for
from accounts.models import Membership, User
from consultation.activity.models import Activity, Verb
from consultation.moderation.reviewing import case_of
from consultation.responses.models import Response
from papers.models import Question
from tests.asking import post


def join(person: User) -> Membership:
    return say_who_you_answer_for(actor=person, organisation_name="Northfield Trust")


def confirmed(response: Response) -> bool:
    rule = Exists(Membership.objects.confirming_response())
    return Response.objects.filter(rule, pk=response.pk).exists()


def test_what_was_confirmed_stays_so_after_leaving(
    participant: User, moderator: User, question: Question
) -> None:
    membership = join(participant)
    response = post(participant, question, membership=membership)
    assert not confirmed(response)
    confirm_membership(actor=moderator, membership=membership)
    leave_organisation(actor=participant, membership=membership)
    assert confirmed(response)
    assert case_of(moderator, response, paper_slug="").voice.confirmed


def test_who_comes_back_is_confirmed_again_for_what_is_posted_then(
    participant: User, moderator: User, question: Question
) -> None:
    membership = join(participant)
    confirm_membership(actor=moderator, membership=membership)
    before = post(participant, question, membership=membership)
    leave_organisation(actor=participant, membership=membership)
    again = join(participant)
    after = post(participant, question, membership=again)
    assert (again.pk, again.is_confirmed) == (membership.pk, False)
    assert [confirmed(before), confirmed(after)] == [True, False]
    cases = [case_of(moderator, each, paper_slug="") for each in (before, after)]
    assert [case.voice.confirmed for case in cases] == [True, False]
    assert [case.unconfirmed for case in cases] == [None, again]
    confirm_membership(actor=moderator, membership=again)
    assert confirmed(after)


def test_coming_and_going_is_one_row_and_logged_each_time(participant: User) -> None:
    for _ in range(2):
        leave_organisation(actor=participant, membership=join(participant))
    assert Membership.objects.count() == 1
    assert [line.verb for line in Activity.objects.order_by("pk")] == [
        *(Verb.MEMBERSHIP_SAID, Verb.MEMBERSHIP_LEFT),
        *(Verb.MEMBERSHIP_SAID, Verb.MEMBERSHIP_LEFT),
    ]


def test_an_ended_membership_cannot_be_confirmed(
    participant: User, moderator: User, question: Question
) -> None:
    membership = join(participant)
    response = post(participant, question, membership=membership)
    leave_organisation(actor=participant, membership=membership)
    assert case_of(moderator, response, paper_slug="").unconfirmed is None
    confirm_membership(actor=moderator, membership=membership)
    assert not Membership.objects.get().is_confirmed
