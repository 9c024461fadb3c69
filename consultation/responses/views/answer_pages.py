"""What the pages of one answer share: the question, the answer as it is saved, and the form."""

import uuid
from typing import Any

from django.http import HttpRequest, QueryDict

from accounts.access import signed_in
from consultation.responses.access import find_wording
from consultation.responses.choosing import Ask, Choice, Chosen, in_words
from consultation.responses.drafts.carrying import carried_for, mark_of, put_down
from consultation.responses.formal.merging import AnswerText
from consultation.responses.formal.rooms import Room
from consultation.responses.forms.rooms import AnswerForm, initial_of
from consultation.responses.models import Answer, AnswerVersion, Submission
from consultation.responses.threads.pages import QuestionPage
from consultation.responses.views.composing import page_url
from consultation.responses.views.entering import frame
from papers.content import QuestionContent
from papers.models import Wording


def can_change(room: Room, question: QuestionContent) -> bool:
    return room.may_write and not question.is_retired


def answer_context(room: Room, question: QuestionContent) -> dict[str, Any]:
    asked = QuestionPage(room.published, question)
    return {
        **asked.context(),
        **frame(room.published, room, within=True),
        "action": room.url_of("answer", question.number),
        "preview_url": page_url(asked, "preview"),
        "versions_url": room.url_of("versions", question.number),
        "room_check_url": room.url_of("check"),
        "settle_url": room.url_of("settle", question.number),
        "can_change": can_change(room, question),
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
    goes_on: dict[str, Any] = {"page": page} if page else {}
    goes_on["writer"] = mark_of(room.viewer)
    initial = initial_of(text, ask, version=version, asked_as=asked_as, aside=aside, **goes_on)
    return AnswerForm(initial=initial, ask=ask, is_organisations=room.is_organisations)


def sent_answer(
    room: Room, question: QuestionContent, sent: QueryDict
) -> tuple[AnswerForm, Wording]:
    """The form of a POST, and the wording that its writer read."""
    newest = {"question_id": question.id, "number": question.wording}
    read = find_wording(question.id, sent.get("asked_as", "")) or Wording.objects.get(**newest)
    ask = ask_of(room, question, read)
    return AnswerForm(sent, ask=ask, is_organisations=room.is_organisations), read


def form_of_sent(
    room: Room, question: QuestionContent, sent: QueryDict, *, aside: bool
) -> AnswerForm:
    """Open the form again with what was sent of it, on the version that it was begun with."""
    form, read = sent_answer(room, question, sent)
    if not form.is_valid():
        return form
    ask, said = ask_of(room, question), form.cleaned_data
    typed = form.typed.carried_to(ask.options, chosen_from=read.options)
    return form_with(
        room,
        ask,
        typed,
        version=said["version"],
        asked_as=question.wording,
        aside=aside or said["aside"],
        page=said["page"],
    )


def carried_answer(request: HttpRequest, room: Submission, number: int) -> QueryDict | None:
    """Return what its reader sent of this answer when their sign-in had ended."""
    return carried_for(request, signed_in(request), number, room.public_id)


def put_down_answer(request: HttpRequest, room: Submission, number: int) -> None:
    """Forget what was carried: it is kept with the formal answer now."""
    put_down(request, signed_in(request), number, room.public_id)


def chosen_in(
    room: Room, question: QuestionContent, written: Answer | AnswerVersion
) -> Chosen | None:
    return chosen_in_words(ask_of(room, question, written.wording), written.choice)


def chosen_in_words(ask: Ask, choice: Choice) -> Chosen | None:
    return in_words(choice, options=ask.options, kind=ask.kind, language=ask.language)
