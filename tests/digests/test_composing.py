"""What a digest says, and to whom it still says it."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from consultation.digests.composing import compose_digest
from consultation.digests.models import Digest
from consultation.mail.kinds import Mail
from consultation.mail.models import Message
from consultation.mail.unsubscribing import unsubscribe_url
from consultation.responses.choosing import Choice
from consultation.responses.models import Response
from papers.actions import change_question
from papers.models import Paper, Question
from tests.asking import make_choice, make_paper, post, post_published, question_of
from tests.digests.conftest import subscribe


def digest_mail(reader: User) -> Mail | None:
    """Compose a digest of everything there is, this test's own open transaction included."""
    subscription = subscribe(reader)
    digest = Digest.objects.create(
        subscription=subscription, period="all", first_transaction=0, end_transaction=2**62
    )
    return compose_digest(
        Message(recipient=reader, to=reader.email, kind="digest", context={"digest": digest.pk})
    )


def sent_to(reader: User) -> Mail:
    mail = digest_mail(reader)
    assert mail is not None
    return mail


def test_it_names_paper_question_and_voice(
    analyst: User, participant: User, open_paper: Paper
) -> None:
    post_published(participant, question_of(open_paper, 2), "A mentor at the gate.")
    mail = sent_to(analyst)
    assert mail.subject == "1 new response: Good rehabilitation"
    for words in (open_paper.title, "Question 2", "What does good look like, 2?", "A mentor at"):
        assert words in mail.text
        assert words in mail.html


def test_each_entry_links_to_itself(analyst: User, participant: User, question: Question) -> None:
    root = post_published(participant, question)
    reply = post_published(analyst, question, "We agree.", to=root)
    mail = sent_to(analyst)
    for response in (root, reply):
        assert f"{settings.SITE_URL}/responses/{response.public_id}/" in mail.text
        assert f'href="{settings.SITE_URL}/responses/{response.public_id}/"' in mail.html


def test_replies_are_counted_and_said(analyst: User, participant: User, question: Question) -> None:
    root = post_published(participant, question)
    post_published(analyst, question, "We agree.", to=root)
    text = sent_to(analyst).text
    assert text.startswith("2 new responses, 1 of them a reply,")
    assert "Reply by Analyst" in text


def test_the_newest_comes_last(analyst: User, participant: User, question: Question) -> None:
    for body in ("First voice.", "Second voice.", "Third voice."):
        post_published(participant, question, body)
    text = sent_to(analyst).text
    assert text.index("First") < text.index("Second") < text.index("Third")


def test_an_excerpt_is_forty_words(analyst: User, participant: User, question: Question) -> None:
    post_published(participant, question, " ".join(f"w{n}" for n in range(60)))
    text = sent_to(analyst).text
    assert "w39…" in text
    assert "w40" not in text


def test_a_choice_without_words_is_said(analyst: User, editor: User, participant: User) -> None:
    question = make_choice(editor, "ranking", "Housing", "Work")
    post_published(participant, question, "", choice=Choice((1, 0)))
    mail = sent_to(analyst)
    assert all("Put in order: 1. Work; 2. Housing" in part for part in (mail.text, mail.html))
    assert ("“”" in mail.text, "<blockquote" in mail.html) == (False, False)


def test_an_answer_stands_under_the_words_it_was_asked_in(
    analyst: User, editor: User, participant: User, question: Question
) -> None:
    post_published(participant, question)
    paper = question.paper
    change_question(
        actor=editor,
        question=question,
        expected_version=paper.draft_version,
        kind=question.kind,
        text="Quite another question?",
        context="",
        parts=[],
    )
    text = sent_to(analyst).text
    assert "What does good look like, 1?" in text
    assert "Quite another" not in text


def test_two_papers_are_counted(
    analyst: User, editor: User, participant: User, question: Question
) -> None:
    other = make_paper(editor, title="Fair courts")
    post_published(participant, question)
    post_published(participant, question_of(other))
    assert sent_to(analyst).subject == "2 new responses on 2 papers"


def test_markup_stays_text(analyst: User, participant: User, question: Question) -> None:
    post_published(participant, question, "Tom <b>& Jerry</b>")
    mail = sent_to(analyst)
    assert "Tom <b>& Jerry</b>" in mail.text
    assert "<b>" not in mail.html


@pytest.mark.parametrize("state", ["held", "rejected"])
def test_what_is_no_longer_public_is_in_no_mail(
    state: str, analyst: User, moderator: User, participant: User, question: Question
) -> None:
    response = post_published(participant, question, "gone-canary")
    post_published(participant, question, "still here")
    Response.objects.filter(pk=response.pk).update(state=state, is_public=False)
    for reader in (analyst, moderator):
        mail = sent_to(reader)
        assert "gone-canary" not in mail.text + mail.html
        assert response.public_id not in mail.text + mail.html
        assert mail.subject.startswith("1 new response:")


def test_a_private_answer_is_in_no_mail(lead: User, participant: User, question: Question) -> None:
    response = post_published(participant, question, "private-canary")
    Response.objects.filter(pk=response.pk).update(visibility="private")
    assert digest_mail(lead) is None


def test_a_paper_that_is_not_public_is_in_no_mail(
    lead: User, participant: User, question: Question
) -> None:
    post_published(participant, question)
    Paper.objects.update(current_edition=None)
    assert digest_mail(lead) is None


def test_only_moderators_read_how_many_wait(
    analyst: User, moderator: User, participant: User, other_participant: User, question: Question
) -> None:
    post_published(participant, question)
    post(other_participant, question, "held-canary")
    assert "wait" not in sent_to(analyst).text
    text = sent_to(moderator).text
    assert f"1 response waits for a moderator: {settings.SITE_URL}/desk/moderation/" in text
    assert "held-canary" not in text


def test_who_left_the_team_since_it_was_built_gets_nothing(
    lead: User, participant: User, question: Question
) -> None:
    post_published(participant, question)
    assert digest_mail(lead) is not None
    message = Message(recipient=lead, to=lead.email, context={"digest": Digest.objects.get().pk})
    lead.groups.clear()
    assert compose_digest(message) is None


def test_who_stopped_since_it_was_built_gets_nothing(
    client: Client, lead: User, participant: User, question: Question
) -> None:
    post_published(participant, question)
    assert digest_mail(lead) is not None
    message = Message(recipient=lead, to=lead.email, context={"digest": Digest.objects.get().pk})
    answer = client.post(unsubscribe_url(person=lead.public_id, kind="digest"))
    assert answer.status_code == 200
    assert compose_digest(message) is None


def test_more_than_a_mail_can_hold_is_counted(
    analyst: User, participant: User, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("consultation.digests.composing.MOST_LISTED", 2)
    for n in range(5):
        post_published(participant, question, f"Voice {n}.")
    mail = sent_to(analyst)
    assert mail.subject.startswith("5 new responses")
    assert "3 more are too many for one mail" in mail.text


def test_twenty_responses_cost_what_one_does(
    moderator: User, participant: User, question: Question
) -> None:
    post_published(participant, question)
    subscribe(moderator)
    with CaptureQueriesContext(connection) as for_one:
        sent_to(moderator)
    Digest.objects.all().delete()
    for _ in range(19):
        post_published(participant, question)
    with CaptureQueriesContext(connection) as for_twenty:
        sent_to(moderator)
    assert len(for_twenty) == len(for_one)
