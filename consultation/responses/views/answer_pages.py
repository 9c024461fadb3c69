"""What the pages of one answer share: the question, the answer as it is saved, and the form."""

import uuid
from typing import Any

from consultation.responses.choosing import Ask, Choice, Chosen, in_words
from consultation.responses.formal.merging import AnswerText
from consultation.responses.formal.rooms import Room
from consultation.responses.forms.rooms import AnswerForm, initial_of
from consultation.responses.models import Answer, AnswerVersion
from consultation.responses.threads.pages import QuestionPage
from consultation.responses.views.entering import frame
from papers.content import QuestionContent
from papers.models import Wording


def answer_context(room: Room, question: QuestionContent) -> dict[str, Any]:
    page = QuestionPage(room.published, question).context()
    around = frame(room.published, room)
    here = {"title": room.respondent, "url": room.url}
    return {
        **page,
        **around,
        "crumbs": [*around["crumbs"], here],
        "action": room.url_of("answer", question.number),
        "versions_url": room.url_of("versions", question.number),
        "room_check_url": room.url_of("check"),
        "settle_url": room.url_of("settle", question.number),
        "can_change": room.may_write and not question.is_retired,
    }


def find_answer(room: Room, question: QuestionContent) -> Answer | None:
    answers = room.submission.answers.select_related("wording", "changed_by")
    return answers.filter(question=question.id).first()


def ask_of(room: Room, question: QuestionContent, read: Wording | None = None) -> Ask:
    return QuestionPage(room.published, question).ask(read)


def form_with(
    room: Room,
    ask: Ask,
    text: AnswerText,
    *,
    version: int,
    asked_as: int,
    aside: bool,
    page: uuid.UUID | None = None,
) -> AnswerForm:
    """Return the form with this text; `page` where it goes on with one that was typed before."""
    goes_on = {"page": page} if page else {}
    initial = initial_of(text, ask, version=version, asked_as=asked_as, aside=aside, **goes_on)
    return AnswerForm(initial=initial, ask=ask, is_organisations=room.is_organisations)


def chosen_in(
    room: Room, question: QuestionContent, written: Answer | AnswerVersion
) -> Chosen | None:
    return chosen_in_words(ask_of(room, question, written.wording), written.choice)


def chosen_in_words(ask: Ask, choice: Choice) -> Chosen | None:
    return in_words(choice, options=ask.options, kind=ask.kind, language=ask.language)
