"""The parts of a working copy: added and changed, each on a page of its own."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.access import require_role, signed_in
from accounts.models import Role
from papers import actions
from papers.access import (
    get_question_or_404,
    get_section_or_404,
    get_working_copy_or_404,
)
from papers.forms import (
    CallForm,
    ChangedQuestionForm,
    ChangedSectionForm,
    QuestionForm,
    SectionForm,
    SourceForm,
)
from papers.views.answering import FormPage, answer_form, keeps_text_when_gone, posted

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
def add_section(request: HttpRequest, slug: str) -> HttpResponse:
    paper = get_working_copy_or_404(slug)
    page = FormPage(
        title="Add a section",
        form=SectionForm(**posted(request)),
        button="Add the section",
        done="The section is at the end of the draft. Move it where it belongs.",
        paper=paper,
    )
    return answer_form(
        request,
        page,
        lambda fields: actions.add_section(actor=signed_in(request), paper=paper, **fields).paper,
    )


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
@keeps_text_when_gone(SectionForm)
def change_section(request: HttpRequest, slug: str, section_id: int) -> HttpResponse:
    section = get_section_or_404(slug, section_id)
    initial = ChangedSectionForm.initial_of(section, section.paper)
    page = FormPage(
        title="Change a section",
        form=ChangedSectionForm(initial=initial, **posted(request)),
        button="Save the section",
        done="The section is saved in the draft.",
        paper=section.paper,
        saved=section,
    )
    return answer_form(
        request,
        page,
        lambda fields: (
            actions.change_section(actor=signed_in(request), section=section, **fields).paper
        ),
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
    page = FormPage(
        title="Change a question",
        form=ChangedQuestionForm(initial=initial, **posted(request)),
        button="Save the question",
        done="The question is saved in the draft. Answers already given keep the words they had.",
        paper=question.paper,
        saved=question,
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
@keeps_text_when_gone(SourceForm)
def add_source(request: HttpRequest, slug: str, section_id: int) -> HttpResponse:
    section = get_section_or_404(slug, section_id)
    page = FormPage(
        title="Add a source",
        form=SourceForm(**posted(request)),
        button="Add the source",
        done=f"The source is cited in “{section.title}”.",
        paper=section.paper,
        note=f"It is cited in the section “{section.title}”.",
    )
    return answer_form(
        request,
        page,
        lambda fields: (
            actions.add_source(actor=signed_in(request), section=section, **fields).section.paper
        ),
    )


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
def add_call(request: HttpRequest, slug: str) -> HttpResponse:
    paper = get_working_copy_or_404(slug)
    page = FormPage(
        title="Add a call for conversations",
        form=CallForm(**posted(request)),
        button="Add the call",
        done="The call is at the end of the draft.",
        paper=paper,
    )
    return answer_form(
        request,
        page,
        lambda fields: actions.add_call(actor=signed_in(request), paper=paper, **fields).paper,
    )
