"""Formal answers: being drafted, sent, sent without a name, keyed in, and read from a document."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from django.urls import reverse

from accounts.models import Membership, User
from consultation.responses.actions import publish_response
from consultation.responses.actions.answering import keep_aside, write_answer
from consultation.responses.actions.coming_late import keep_late
from consultation.responses.actions.entering import begin_entry
from consultation.responses.actions.keying_in import Entered, save_entry
from consultation.responses.actions.reading_in import keep_reading
from consultation.responses.actions.rooms import begin_submission, comment_in_room
from consultation.responses.choosing import NO_CHOICE
from consultation.responses.formal.merging import AnswerText
from consultation.responses.models import AnswersImport, Response, Submission
from consultation.responses.offline.details import EntryDetails
from papers.importing.blocks import Block, BlockKind, Document
from papers.models import Paper, Question, Wording
from tests.people import make_person
from tests.responses.formal import NAMELESS, PRIVATE, begin, send, write


@dataclass(frozen=True)
class FormalAnswers:
    """One of each, with a canary in each text that few may read."""

    room: Submission
    sent: Submission
    nameless: Submission
    entry: Submission
    document: AnswersImport

    @classmethod
    def of(cls, drafter: Membership, moderator: User, question: Question, aside: Paper) -> Self:
        """Draft and key in answers to the question's paper; send those to the other one."""
        return cls(
            room=drafted(drafter, question),
            sent=sent_to(aside, drafter.user, moderator, "canary-answered-privately"),
            nameless=sent_to(aside, make_person("canary-nameless"), moderator, "In private."),
            entry=keyed_in(moderator, question),
            document=read_in(moderator, question),
        )

    def values(self, name: str) -> dict[str, Any]:
        """Return what the addresses of this name say, where they are about one of these."""
        part, _, page = name.partition(":")
        if part == "offline":
            of_document = page in {"review", "enter", "discard"}
            return {"public_id": (self.document if of_document else self.entry).public_id}
        of_sent = {"sent-answer", "receipt", "begin-again", "discard-late"}
        if page in of_sent or name == "submissions:withdraw":
            return {"slug": self.sent.paper.slug, "reference": self.sent.reference}
        own = {"submissions": self.room, "formal": self.sent}.get(part)
        return {"public_id": own.public_id} if own else {}

    def doors(self) -> dict[str, str]:
        """Return the addresses of the one without a name, which the table does not name."""
        reference = [self.nameless.paper.slug, self.nameless.reference]
        parts = Response.objects.filter(submission=self.nameless).select_related("question")
        return {
            "what somebody sent": reverse("reading:sent-answer", args=reference),
            "its receipt": reverse("submissions:receipt", args=reference),
            "it on the desk": reverse("formal:submission", args=[self.nameless.public_id]),
            **{
                f"a part of it, {each.question.number}": reverse(
                    "responses:permalink", args=[each.public_id]
                )
                for each in parts
            },
        }


def drafted(drafter: Membership, question: Question) -> Submission:
    """Where the organisation drafts its formal answer."""
    person = drafter.user
    begun = begin_submission(actor=person, paper=question.paper, membership=drafter)
    write_answer(
        actor=person,
        submission=begun.submission,
        wording=question.wordings.latest("number"),
        typed=AnswerText("canary-room"),
        expected_version=0,
    )
    keep_aside(
        actor=person,
        submission=begun.submission,
        wording=question.wordings.latest("number"),
        typed=AnswerText("canary-room-unsettled"),
        expected_version=0,
        page=uuid.uuid4(),
    )
    comment_in_room(
        actor=person,
        submission=begun.submission,
        question=question,
        body="canary-room-comment",
        client_token=uuid.uuid4(),
    )
    return begun.submission


def keyed_in(moderator: User, question: Question) -> Submission:
    """A letter that is being keyed in."""
    details = EntryDetails(
        channel="offline",
        received_on=datetime.now(UTC).date(),
        consent="named",
        provenance="canary-offline-original",
        respondent_name="canary-offline-name",
    )
    entry = begin_entry(actor=moderator, paper=question.paper, details=details)
    wording = question.wordings.latest("number")
    return save_entry(
        actor=moderator,
        entry=entry,
        seen=details,
        details=details,
        answers={question.pk: Entered(wording, "canary-offline-words", NO_CHOICE)},
    ).entry


def read_in(moderator: User, question: Question) -> AnswersImport:
    """A document that waits for its review."""
    block = Block(BlockKind.PARAGRAPH, "canary-offline-document")
    kept, _ = keep_reading(
        actor=moderator,
        paper=question.paper,
        file_name="canary-offline.txt",
        document=Document((block,), "plain"),
    )
    return kept


def sent_to(paper: Paper, sender: User, moderator: User, words: str) -> Submission:
    """A formal answer: one part without a name, the other private."""
    room = begin(sender, paper)
    write(sender, room, 1, "Said without a name.", openness=NAMELESS)
    write(sender, room, 2, words, openness=PRIVATE)
    sent = send(sender, room)
    for response in Response.objects.filter(submission=sent):
        publish_response(actor=moderator, response=response)
    came_late(sender, sent)
    return sent


def came_late(sender: User, sent: Submission) -> None:
    """What its sender went on typing in another window."""
    wording = Wording.objects.filter(question__paper=sent.paper).earliest("pk")
    keep_late(
        actor=sender,
        submission=sent,
        wording=wording,
        typed=AnswerText("canary-room-late"),
        expected_version=0,
        page=uuid.uuid4(),
    )
