"""Sections, sources and calls: added and changed, each on a page of its own."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.access import require_role, signed_in
from accounts.models import Role
from papers import actions
from papers.access import (
    get_call_or_404,
    get_section_or_404,
    get_source_or_404,
    get_working_copy_or_404,
)
from papers.forms import (
    CallForm,
    ChangedCallForm,
    ChangedSectionForm,
    ChangedSourceForm,
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
@keeps_text_when_gone(SourceForm)
def add_source(request: HttpRequest, slug: str, section_id: int) -> HttpResponse:
    section = get_section_or_404(slug, section_id)
    page = FormPage(
        title="Add a source",
        form=SourceForm(section=section, **posted(request)),
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
@keeps_text_when_gone(SourceForm)
def change_source(request: HttpRequest, slug: str, source_id: int) -> HttpResponse:
    source = get_source_or_404(slug, source_id)
    paper = source.section.paper
    initial = ChangedSourceForm.initial_of(source, paper)
    page = FormPage(
        title="Change a source",
        form=ChangedSourceForm(section=source.section, initial=initial, **posted(request)),
        button="Save the source",
        done="The source is saved in the draft.",
        paper=paper,
        saved=source,
        note=f"It is cited in the section “{source.section.title}”.",
    )
    return answer_form(
        request,
        page,
        lambda fields: (
            actions.change_source(actor=signed_in(request), source=source, **fields).section.paper
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


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
@keeps_text_when_gone(CallForm)
def change_call(request: HttpRequest, slug: str, call_id: int) -> HttpResponse:
    call = get_call_or_404(slug, call_id)
    initial = ChangedCallForm.initial_of(call, call.paper)
    page = FormPage(
        title="Change a call for conversations",
        form=ChangedCallForm(initial=initial, **posted(request)),
        button="Save the call",
        done="The call is saved in the draft.",
        paper=call.paper,
        saved=call,
    )
    return answer_form(
        request,
        page,
        lambda fields: actions.change_call(actor=signed_in(request), call=call, **fields).paper,
    )
