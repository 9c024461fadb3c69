"""Questions: added, changed, retired, replaced, each on a page of its own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import require_role, signed_in
from accounts.models import Role
from papers import actions
from papers.access import get_question_or_404, get_section_or_404
from papers.editing.answered import is_answered
from papers.forms import ChangedQuestionForm, QuestionForm, ReplaceQuestionForm, RetireForm
from papers.views.answering import (
    FormPage,
    answer_form,
    goes_back_when_gone,
    keeps_text_when_gone,
    posted,
)

FORM_METHODS = ["GET", "HEAD", "POST"]
WITH_THE_NEXT_EDITION = (
    "It counts with the next edition: until you publish it, readers are asked as before."
)


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
@keeps_text_when_gone(QuestionForm)
def add_question(request: HttpRequest, slug: str, section_id: int) -> HttpResponse:
    section = get_section_or_404(slug, section_id)
    page = FormPage(
        title="Add a question",
        form=QuestionForm(**posted(request)),
        button="Add the question",
        done=f"The question is at the end of “{section.title}”.",
        paper=section.paper,
        note=f"It goes to the end of the section “{section.title}”.",
    )
    return answer_form(
        request,
        page,
        lambda fields: (
            actions.add_question(actor=signed_in(request), section=section, **fields).paper
        ),
    )


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
@keeps_text_when_gone(QuestionForm)
def change_question(request: HttpRequest, slug: str, question_id: int) -> HttpResponse:
    question = get_question_or_404(slug, question_id)
    initial = ChangedQuestionForm.initial_of(question, question.paper)
    answered = is_answered(question)
    page = FormPage(
        title="Change a question",
        form=ChangedQuestionForm(initial=initial, is_answered=answered, **posted(request)),
        button="Save the question",
        done="The question is saved in the draft. Answers already given keep the words they had.",
        paper=question.paper,
        saved=question,
        template="papers/change_question.html",
        extra={"question": question, "is_answered": answered},
    )
    return answer_form(
        request,
        page,
        lambda fields: (
            actions.change_question(actor=signed_in(request), question=question, **fields).paper
        ),
    )


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
@keeps_text_when_gone(RetireForm)
def retire_question(request: HttpRequest, slug: str, question_id: int) -> HttpResponse:
    question = get_question_or_404(slug, question_id)
    page = FormPage(
        title="Retire a question",
        form=RetireForm(initial={"reason": question.retired_reason}, **posted(request)),
        button="Retire the question",
        done=f"The question is retired in the draft. {WITH_THE_NEXT_EDITION}",
        paper=question.paper,
        note="A retired question takes no new answers. Its discussion stays readable, with the "
        f"reason. {WITH_THE_NEXT_EDITION}",
        template="papers/about_question.html",
        extra={"question": question},
    )
    return answer_form(
        request,
        page,
        lambda fields: (
            actions.retire_question(actor=signed_in(request), question=question, **fields).paper
        ),
    )


@require_role(Role.EDITOR)
@require_POST
@goes_back_when_gone
def restore_question(request: HttpRequest, slug: str, question_id: int) -> HttpResponse:
    question = get_question_or_404(slug, question_id)
    actions.restore_question(actor=signed_in(request), question=question)
    messages.success(request, f"The question is asked again. {WITH_THE_NEXT_EDITION}")
    return redirect("papers:structure", slug)


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
@keeps_text_when_gone(ReplaceQuestionForm)
def replace_question(request: HttpRequest, slug: str, question_id: int) -> HttpResponse:
    """Offer the words of the old question for the new one, which may be of any kind."""
    question = get_question_or_404(slug, question_id)
    initial = {name: getattr(question, name) for name in ChangedQuestionForm.part_fields}
    page = FormPage(
        title="Retire a question and ask a new one",
        form=ReplaceQuestionForm(initial=initial, **posted(request)),
        button="Retire the old and ask the new",
        done=f"The new question stands after the one it replaces. {WITH_THE_NEXT_EDITION}",
        paper=question.paper,
        note="The old question keeps its answers and its discussion. The new one begins without "
        "answers, and remembers which question it carries on.",
        template="papers/about_question.html",
        extra={"question": question},
    )
    return answer_form(
        request,
        page,
        lambda fields: (
            actions.replace_question(actor=signed_in(request), question=question, **fields).paper
        ),
    )
