"""What taking part leaves: in the copy of one's data, and nowhere once somebody is erased."""

from accounts.actions.rights import erase_person
from accounts.holdings import registered_holdings
from accounts.models import User
from consultation.digests.actions import change_notice_settings
from consultation.digests.models import Notice, NoticeMail, NoticeSettings
from consultation.responses.actions.following import follow
from consultation.responses.actions.reacting import react
from consultation.responses.models import Follow, QuestionVisit, Reaction, Response
from consultation.responses.taking_part.following import Target
from consultation.responses.taking_part.reacting import Deed
from papers.models import Question
from tests.asking import post_published
from tests.digests.told import make_notice

KEPT = (Reaction, Follow, QuestionVisit, Notice, NoticeMail, NoticeSettings)


def take_part(person: User, root: Response) -> None:
    """Leave a row of everything, and a reply that its author was told of."""
    question = root.question
    react(actor=person, response=root, deed=Deed.HELPS)
    for target in (
        Target(question.paper_id),
        Target(question.paper_id, question_id=question.pk),
        Target(question.paper_id, thread_id=root.pk),
    ):
        follow(actor=person, target=target)
    QuestionVisit.objects.create(person=person, question=question)
    change_notice_settings(actor=person, wishes={"follows": "never"})
    reply = post_published(person, question, to=root)
    assert root.user is not None
    make_notice(root.user, reply)
    answer = post_published(root.user, question, to=reply)
    mail = NoticeMail.objects.create(person=person, period="2026-11-22")
    make_notice(person, answer, mail=mail)


def test_all_of_it_is_in_the_copy_of_one_s_data(
    participant: User, other_participant: User, question: Question
) -> None:
    take_part(other_participant, post_published(participant, question))
    rows = {
        holding.name: list(holding.rows(other_participant)) for holding in registered_holdings()
    }
    names = ("reactions", "follows", "visits", "notices", "notice-settings")
    assert [len(rows[name]) for name in names] == [1, 3, 1, 1, 1]
    assert rows["reactions"][0]["it helps you"] is True
    assert rows["notice-settings"][0]["what you follow"] == "Never"


def test_who_is_erased_leaves_nothing_of_it(
    participant: User, other_participant: User, question: Question
) -> None:
    root = post_published(participant, question)
    take_part(other_participant, root)
    erase_person(actor=None, person=other_participant)
    assert [model.objects.count() for model in KEPT] == [0] * len(KEPT)
    assert Response.objects.get(pk=root.pk).helps_count == 0


def test_what_others_follow_and_say_of_the_erased_goes_with_their_words(
    participant: User, other_participant: User, question: Question
) -> None:
    root = post_published(participant, question)
    follow(actor=other_participant, target=Target(question.paper_id, thread_id=root.pk))
    react(actor=other_participant, response=root, deed=Deed.AGREE)
    make_notice(other_participant, root)
    erase_person(actor=None, person=participant)
    assert [model.objects.count() for model in (Reaction, Follow, Notice)] == [0, 0, 0]
