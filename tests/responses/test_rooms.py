"""A drafting room: who gets in, who begins it, who is answering, what is said, and its end."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from accounts.actions import leave_organisation, remove_member
from accounts.models import Membership, Organisation, User
from consultation.activity.models import Activity, Verb
from consultation.lib.clock import database_now
from consultation.responses.access import get_room_or_404
from consultation.responses.actions.not_drafted import (
    MOST_COMMENTS,
    NotOpenError,
    NotYoursToDiscardError,
    RespondentClashError,
    RoomClosedError,
    SentBeforeError,
    TooManyCommentsError,
)
from consultation.responses.actions.rooms import (
    begin_submission,
    change_respondent,
    comment_in_room,
    discard_submission,
)
from consultation.responses.formal.forgetting import forget_old_rooms, thin_out_versions
from consultation.responses.models import Answer, AnswerVersion, DraftersComment, Submission
from papers.models import Paper, Question
from tests.asking import close, make_paper
from tests.people import make_membership, make_person, make_suspension
from tests.responses.rooms import make_room, make_shared_room, write

pytestmark = pytest.mark.django_db

Shared = tuple[Submission, User, User]


@pytest.fixture
def shared(open_paper: Paper) -> Shared:
    return make_shared_room(open_paper)


def is_open_to(person: User, room: Submission) -> bool:
    try:
        found = get_room_or_404(person, room.paper.slug, room.public_id)
    except Http404:
        return False
    return found == room


def test_every_current_member_gets_in(shared: Shared) -> None:
    room, drafter, colleague = shared
    assert is_open_to(drafter, room)
    assert is_open_to(colleague, room)


def test_staff_have_no_door(
    shared: Shared, editor: User, moderator: User, analyst: User, lead: User
) -> None:
    room, *_ = shared
    assert [is_open_to(each, room) for each in (editor, moderator, analyst, lead)] == [False] * 4


def test_a_member_of_another_organisation_is_a_stranger(shared: Shared, other_member: User) -> None:
    assert not is_open_to(other_member, shared[0])


def test_who_left_or_was_removed_is_a_stranger(shared: Shared) -> None:
    room, drafter, colleague = shared
    owner = make_person("decider")
    make_membership(owner, role=Membership.Role.OWNER)
    leave_organisation(actor=drafter, membership=Membership.objects.get(user=drafter))
    remove_member(actor=owner, membership=Membership.objects.get(user=colleague))
    assert not is_open_to(drafter, room)
    assert not is_open_to(colleague, room)
    assert is_open_to(owner, room)


def test_a_suspended_member_is_a_stranger(shared: Shared) -> None:
    room, drafter, _ = shared
    make_suspension(drafter)
    assert not is_open_to(drafter, room)


def test_a_declined_organisation_s_room_is_shut(shared: Shared) -> None:
    room, drafter, _ = shared
    Organisation.objects.update(verified_at=None, declined_at=timezone.now())
    assert not is_open_to(drafter, room)


def test_a_member_whom_a_verified_organisation_does_not_know_is_a_stranger(shared: Shared) -> None:
    claims = make_person("claims")
    make_membership(claims, confirmed=False)
    assert not is_open_to(claims, shared[0])


def test_one_s_own_room_stays_readable_while_one_is_suspended(
    open_paper: Paper, participant: User, other_participant: User
) -> None:
    room = make_room(open_paper, participant)
    make_suspension(participant)
    assert is_open_to(participant, room)
    assert not is_open_to(other_participant, room)


@pytest.mark.parametrize("state", ["sent", "withdrawn"])
def test_what_was_sent_is_no_room(state: str, shared: Shared) -> None:
    room, drafter, _ = shared
    sent = {"sent_at": database_now(), "reference": "VHHY-YQK9"}
    Submission.objects.update(state=state, **sent)
    assert not is_open_to(drafter, room)


def test_what_staff_entered_is_no_room(shared: Shared) -> None:
    room, drafter, _ = shared
    Submission.objects.update(channel="offline", consent="named")
    assert not is_open_to(drafter, room)


def test_a_colleague_who_begins_comes_to_the_same_room(shared: Shared) -> None:
    room, _, colleague = shared
    membership = Membership.objects.get(user=colleague)
    begun = begin_submission(actor=colleague, paper=room.paper, membership=membership)
    assert (begun.submission, begun.is_new) == (room, False)
    assert Activity.objects.filter(verb=Verb.SUBMISSION_BEGUN).count() == 1


def test_oneself_and_one_s_organisation_have_a_room_each(shared: Shared) -> None:
    room, drafter, _ = shared
    own = make_room(room.paper, drafter)
    assert own != room
    assert (own.person, own.organisation) == (drafter, None)


def test_nobody_begins_once_the_paper_is_closed(open_paper: Paper, participant: User) -> None:
    close(open_paper)
    with pytest.raises(NotOpenError):
        begin_submission(actor=participant, paper=open_paper)
    assert not Submission.objects.exists()


def test_nobody_begins_while_one_is_sent(shared: Shared) -> None:
    room, drafter, _ = shared
    sent = {"sent_at": database_now(), "reference": "VHHY-YQK9"}
    Submission.objects.update(state="sent", **sent)
    with pytest.raises(SentBeforeError) as refused:
        make_room(room.paper, drafter, Membership.objects.get(user=drafter))
    assert refused.value.submission == room


def test_nobody_begins_for_an_organisation_they_left(shared: Shared) -> None:
    room, drafter, _ = shared
    membership = Membership.objects.get(user=drafter)
    leave_organisation(actor=drafter, membership=membership)
    with pytest.raises(RoomClosedError):
        make_room(room.paper, drafter, membership)


def test_somebody_else_s_membership_begins_nothing(open_paper: Paper, participant: User) -> None:
    membership = make_membership(make_person("colleague"))
    with pytest.raises(RoomClosedError):
        make_room(open_paper, participant, membership)


def test_nobody_suspended_begins(open_paper: Paper, suspended: User) -> None:
    with pytest.raises(PermissionDenied):
        make_room(open_paper, suspended)


SEEN = {"role": "", "region": "", "may_contact": False}


def test_who_one_is_changes_together(shared: Shared) -> None:
    room, drafter, colleague = shared
    change_respondent(actor=drafter, submission=room, typed={**SEEN, "role": "Director"}, seen=SEEN)
    change_respondent(
        actor=colleague, submission=room, typed={**SEEN, "region": "london"}, seen=SEEN
    )
    room.refresh_from_db()
    assert (room.role, room.region) == ("Director", "london")


def test_who_one_is_changed_by_two_is_told(shared: Shared) -> None:
    room, drafter, colleague = shared
    change_respondent(actor=drafter, submission=room, typed={**SEEN, "role": "Director"}, seen=SEEN)
    with pytest.raises(RespondentClashError) as refused:
        change_respondent(
            actor=colleague, submission=room, typed={**SEEN, "role": "Chair"}, seen=SEEN
        )
    room.refresh_from_db()
    assert (room.role, refused.value.fields) == ("Director", ("role",))


def say(person: User, room: Submission, body: str = "Shall we?") -> DraftersComment:
    return comment_in_room(
        actor=person, submission=room, question=None, body=body, client_token=uuid.uuid4()
    )


def test_a_replayed_comment_is_said_once(shared: Shared, question: Question) -> None:
    room, drafter, _ = shared
    token = uuid.uuid4()
    for _ in range(2):
        comment_in_room(
            actor=drafter, submission=room, question=question, body="Once.", client_token=token
        )
    assert DraftersComment.objects.get().body == "Once."


def test_a_form_that_spoke_in_one_room_speaks_in_another(shared: Shared, editor: User) -> None:
    room, drafter, _ = shared
    other = make_room(make_paper(editor, title="Another"), drafter)
    token = uuid.uuid4()
    for each in (room, other):
        comment_in_room(
            actor=drafter, submission=each, question=None, body="Here.", client_token=token
        )
    assert [each.comments.count() for each in (room, other)] == [1, 1]


def test_a_stranger_says_nothing(shared: Shared, participant: User) -> None:
    with pytest.raises(RoomClosedError):
        say(participant, shared[0])
    assert not DraftersComment.objects.exists()


def test_a_room_holds_so_many_comments(shared: Shared) -> None:
    room, drafter, _ = shared
    DraftersComment.objects.bulk_create(
        DraftersComment(submission=room, author=drafter, body="x", client_token=uuid.uuid4())
        for _ in range(MOST_COMMENTS)
    )
    with pytest.raises(TooManyCommentsError):
        say(drafter, room)


def test_discarding_takes_everything_with_it(shared: Shared, question: Question) -> None:
    room, drafter, _ = shared
    write(drafter, room, question, "Words.")
    say(drafter, room)
    discard_submission(actor=drafter, submission=room)
    left = [model.objects.count() for model in (Submission, Answer, AnswerVersion, DraftersComment)]
    assert left == [0, 0, 0, 0]


def test_a_member_who_did_not_begin_it_cannot_discard_it(shared: Shared) -> None:
    room, _, colleague = shared
    with pytest.raises(NotYoursToDiscardError):
        discard_submission(actor=colleague, submission=room)
    Membership.objects.filter(user=colleague).update(role=Membership.Role.APPROVER)
    discard_submission(actor=colleague, submission=room)
    assert not Submission.objects.exists()


def closed_days_ago(paper: Paper, days: int) -> None:
    then = timezone.now() - timedelta(days=days)
    Paper.objects.filter(pk=paper.pk).update(opens_at=then - timedelta(days=9), closes_at=then)


def test_a_room_is_forgotten_ninety_days_after_its_paper_closed(
    shared: Shared, editor: User, participant: User
) -> None:
    room, *_ = shared
    other = make_room(make_paper(editor, title="Another"), participant)
    closed_days_ago(room.paper, 91)
    closed_days_ago(other.paper, 89)
    assert forget_old_rooms() == 1
    assert Submission.objects.get() == other


def test_what_was_sent_is_not_forgotten(shared: Shared) -> None:
    room, *_ = shared
    closed_days_ago(room.paper, 91)
    sent = {"sent_at": database_now(), "reference": "VHHY-YQK9"}
    Submission.objects.update(state="sent", **sent)
    assert forget_old_rooms() == 0
    assert Submission.objects.exists()


def test_what_was_typed_over_in_a_sitting_is_thinned_out_a_day_later(
    shared: Shared, question: Question
) -> None:
    room, drafter, colleague = shared
    for version, (who, text) in enumerate(
        [(drafter, "O"), (drafter, "One"), (colleague, "Two"), (drafter, "T"), (drafter, "Three")]
    ):
        write(who, room, question, text, on=version)
    assert thin_out_versions() == 0
    AnswerVersion.objects.update(written_at=timezone.now() - timedelta(days=2))
    assert thin_out_versions() == 2
    left = AnswerVersion.objects.order_by("number").values_list("body", flat=True)
    assert list(left) == ["One", "Two", "Three"]
