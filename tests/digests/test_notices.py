"""Who is told of what. The log is read below open transactions, so these really commit."""

from collections.abc import Callable, Iterable

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from consultation.digests import noticing
from consultation.digests.building import LogAheadOfDatabaseError
from consultation.digests.models import Notice, NoticeBookmark, NoticeSettings, Pace
from consultation.digests.noticing import make_notices
from consultation.responses.actions import publish_response
from consultation.responses.actions.following import follow
from consultation.responses.models import Follow, Mention, Response
from consultation.responses.taking_part.following import Target
from papers.models import Question
from tests.asking import post, post_published, question_of
from tests.digests.conftest import settle
from tests.people import make_membership, make_suspension

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _from_now_on(transactional_db: None) -> None:
    """Let the first reading be past: it tells of nothing that was there before."""
    settle()
    make_notices()


def told() -> list[tuple[str, str]]:
    """Read the log, and return who is told and why."""
    settle()
    make_notices()
    return [(n.person.display_name, why(n)) for n in Notice.objects.order_by("pk")]


def why(notice: Notice) -> str:
    reasons = [(notice.is_reply, "reply"), (notice.is_mention, "mention")]
    found = [name for is_so, name in reasons if is_so]
    return " ".join([*found, *([notice.followed] if notice.followed else [])])


def follow_all(person: User, question: Question, root: Response | None = None) -> None:
    for target in targets(question, root):
        follow(actor=person, target=target)


def targets(question: Question, root: Response | None) -> Iterable[Target]:
    yield Target(question.paper_id)
    yield Target(question.paper_id, question_id=question.pk)
    if root:
        yield Target(question.paper_id, thread_id=root.pk)


def test_who_is_replied_to_is_told_once(
    participant: User, other_participant: User, question: Question
) -> None:
    root = post_published(participant, question)
    post_published(other_participant, question, to=root)
    assert told() == [("Participant", "reply")]
    assert told() == [("Participant", "reply")]


def test_who_is_turned_to_is_told(
    participant: User, other_participant: User, moderator: User, question: Question
) -> None:
    root = post_published(participant, question)
    first = post_published(moderator, question, to=root)
    second = post_published(other_participant, question, to=first)
    Mention.objects.create(response=second, mentioned=root)
    Mention.objects.create(response=second, mentioned=first)
    expected = [
        ("Moderator", "reply mention"),
        ("Participant", "mention"),
        ("Participant", "reply"),
    ]
    assert sorted(told()) == expected


@pytest.mark.parametrize("nearest", ["paper", "question", "thread"])
def test_a_follower_is_told_the_nearest(
    nearest: str, participant: User, other_participant: User, editor: User, question: Question
) -> None:
    root = post_published(participant, question)
    for target in targets(question, root):
        follow(actor=editor, target=target)
        if nearest in {name.removesuffix("_id") for name, pk in target.columns.items() if pk}:
            break
    post_published(other_participant, question, to=root)
    assert sorted(told()) == [("Editor", nearest), ("Participant", "reply")]


def test_one_line_for_who_follows_and_is_replied_to(
    participant: User, other_participant: User, question: Question
) -> None:
    root = post_published(participant, question)
    follow_all(participant, question, root)
    post_published(other_participant, question, to=root)
    assert told() == [("Participant", "reply thread")]


def test_nobody_is_told_of_their_own(participant: User, question: Question) -> None:
    follow_all(participant, question)
    root = post_published(participant, question)
    reply = post_published(participant, question, to=root)
    Mention.objects.create(response=reply, mentioned=root)
    assert told() == []


def test_a_follower_is_told_from_then_on(
    participant: User, editor: User, question: Question
) -> None:
    post_published(participant, question)
    follow_all(editor, question)
    assert told() == []
    post_published(participant, question)
    assert told() == [("Editor", "question")]


def test_who_stopped_following_is_not_told(
    participant: User, editor: User, question: Question
) -> None:
    follow_all(editor, question)
    Follow.objects.all().delete()
    post_published(participant, question)
    assert told() == []


def test_another_question_is_not_told(participant: User, editor: User, question: Question) -> None:
    follow(actor=editor, target=Target(question.paper_id, question_id=question.pk))
    post_published(participant, question_of(question.paper, 2))
    assert told() == []


def test_what_is_held_is_told_when_it_is_published(
    participant: User, other_participant: User, moderator: User, question: Question
) -> None:
    root = post_published(participant, question)
    held = post(other_participant, question, to=root)
    assert told() == []
    publish_response(actor=moderator, response=held)
    assert told() == [("Participant", "reply")]


def test_what_is_private_is_told_to_nobody(
    editor: User, moderator: User, question: Question
) -> None:
    follow_all(editor, question)
    post(moderator, question, visibility=Response.Visibility.PRIVATE)
    assert told() == []


def test_what_is_no_longer_public_when_the_log_is_read_is_not_told(
    participant: User, editor: User, question: Question
) -> None:
    follow_all(editor, question)
    response = post_published(participant, question)
    Response.objects.filter(pk=response.pk).update(state=Response.State.WITHDRAWN)
    assert told() == []


def test_somebody_without_an_account_open_is_told_nothing(
    participant: User, other_participant: User, question: Question
) -> None:
    root = post_published(participant, question)
    User.objects.filter(pk=participant.pk).update(is_active=False)
    post_published(other_participant, question, to=root)
    assert told() == []


def test_who_is_suspended_is_told_on_their_page_alone(
    participant: User, other_participant: User, question: Question
) -> None:
    root = post_published(participant, question)
    make_suspension(participant)
    post_published(other_participant, question, to=root)
    assert told() == [("Participant", "reply")]
    assert Notice.objects.get().pace == Pace.NEVER


def test_who_spoke_for_an_organisation_is_told_themselves(
    participant: User, other_participant: User, question: Question
) -> None:
    root = post_published(participant, question, membership=make_membership(participant))
    post_published(other_participant, question, to=root)
    assert told() == [("Participant", "reply")]


@pytest.mark.parametrize(
    ("wishes", "pace"),
    [
        ({}, Pace.AT_ONCE),
        ({"replies": Pace.DAILY}, Pace.DAILY),
        ({"replies": Pace.NEVER}, Pace.DAILY),
        ({"replies": Pace.NEVER, "follows": Pace.NEVER}, Pace.NEVER),
        ({"replies": Pace.NEVER, "follows": Pace.AT_ONCE}, Pace.AT_ONCE),
    ],
)
def test_it_goes_as_soon_as_one_of_its_reasons_asks(
    wishes: dict[str, Pace],
    pace: Pace,
    participant: User,
    other_participant: User,
    question: Question,
) -> None:
    if wishes:
        NoticeSettings.objects.create(person=participant, **wishes)
    root = post_published(participant, question)
    follow_all(participant, question)
    post_published(other_participant, question, to=root)
    assert told() == [("Participant", "reply question")]
    assert Notice.objects.get().pace == pace


def test_the_first_reading_ever_tells_of_nothing(
    participant: User, other_participant: User, question: Question
) -> None:
    root = post_published(participant, question)
    post_published(other_participant, question, to=root)
    NoticeBookmark.objects.all().delete()
    assert told() == []


def test_a_log_from_another_database_is_not_passed_over_in_silence() -> None:
    NoticeBookmark.objects.update(told_up_to=2**60)
    with pytest.raises(LogAheadOfDatabaseError):
        make_notices()


def test_many_responses_are_told_in_batches_and_none_is_lost(
    participant: User, editor: User, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(noticing, "RESPONSES_AT_ONCE", 2)
    follow_all(editor, question)
    for _ in range(7):
        post_published(participant, question)
    assert told() == [("Editor", "question")] * 7


def test_more_than_a_batch_in_one_transaction_is_told_together(
    participant: User, editor: User, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(noticing, "RESPONSES_AT_ONCE", 2)
    follow_all(editor, question)
    with transaction.atomic():
        for _ in range(5):
            post_published(participant, question)
    post_published(participant, question)
    assert told() == [("Editor", "question")] * 6


def queries_of(act: Callable[[], object]) -> int:
    settle()
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def test_five_thousand_followers_cost_what_one_does(
    participant: User, editor: User, question: Question
) -> None:
    follow_all(editor, question)
    post_published(participant, question)
    for_one = queries_of(make_notices)
    people = User.objects.bulk_create(User(email=f"f{n}@soundings.example") for n in range(5000))
    Follow.objects.bulk_create(Follow(person=person, question=question) for person in people)
    replying = queries_of(lambda: post(participant, question))
    assert queries_of(make_notices) == for_one
    assert Notice.objects.count() == 5002
    assert replying <= 14  # twelve, and the beginning and end of the transaction
