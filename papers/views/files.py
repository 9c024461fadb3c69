"""The desk's page of a paper's files: its cover, and what readers can download."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import require_role, signed_in
from accounts.models import Role
from papers import actions
from papers.access import get_attachment_to_change_or_404, get_working_copy_or_404
from papers.files.offering import files_of
from papers.forms import AttachmentForm, ChangedAttachmentForm, CoverForm, CoverWordsForm
from papers.views.answering import (
    FormPage,
    answer_form,
    crumbs,
    goes_back_when_gone,
    keeps_text_when_gone,
    posted,
    uploaded,
)

FORM_METHODS = ["GET", "HEAD", "POST"]
WITH_THE_NEXT_EDITION = "Readers see it with the next edition."
BACK = "papers:files"


@require_role(Role.EDITOR)
@require_safe
def list_files(request: HttpRequest, slug: str) -> HttpResponse:
    paper = get_working_copy_or_404(slug)
    context = {
        "paper": paper,
        "cover": paper.cover,
        "files": files_of(paper),
        "crumbs": crumbs(paper),
        "nav": "desk",
    }
    return render(request, "papers/list_files.html", context)


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
def add_attachment(request: HttpRequest, slug: str) -> HttpResponse:
    paper = get_working_copy_or_404(slug)
    page = FormPage(
        title="Attach a file",
        form=AttachmentForm(**uploaded(request)),
        button="Attach the file",
        done=f"The file is attached. {WITH_THE_NEXT_EDITION}",
        paper=paper,
        back=BACK,
        note="Readers download it from the paper’s page once the paper’s questions are public. "
        "A reader with an old phone or a screen reader may not be able to open it: what matters "
        "belongs in the paper itself.",
    )
    return answer_form(
        request,
        page,
        lambda fields: (
            actions.add_attachment(actor=signed_in(request), paper=paper, **fields).paper
        ),
    )


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
@keeps_text_when_gone(ChangedAttachmentForm)
def change_attachment(request: HttpRequest, slug: str, attachment_id: int) -> HttpResponse:
    attachment = get_attachment_to_change_or_404(slug, attachment_id)
    initial = ChangedAttachmentForm.initial_of(attachment, attachment.paper)
    page = FormPage(
        title="Change a file’s title",
        form=ChangedAttachmentForm(initial=initial, **posted(request)),
        button="Save the title",
        done=f"The title is saved. {WITH_THE_NEXT_EDITION}",
        paper=attachment.paper,
        saved=attachment,
        back=BACK,
        note=f"The file itself stays: {attachment.file_name}. To replace it, attach the new one "
        "and remove this.",
    )
    return answer_form(
        request,
        page,
        lambda fields: (
            actions.change_attachment(
                actor=signed_in(request), attachment=attachment, **fields
            ).paper
        ),
    )


@require_role(Role.EDITOR)
@require_POST
@goes_back_when_gone
def move_attachment(
    request: HttpRequest, slug: str, attachment_id: int, direction: actions.Direction
) -> HttpResponse:
    attachment = get_attachment_to_change_or_404(slug, attachment_id)
    actions.move_attachment(actor=signed_in(request), attachment=attachment, direction=direction)
    messages.success(request, f"“{attachment.title}” is moved {direction}.")
    return redirect(BACK, slug)


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
def put_cover(request: HttpRequest, slug: str) -> HttpResponse:
    paper = get_working_copy_or_404(slug)
    page = FormPage(
        title="Replace the cover" if paper.cover else "Add a cover",
        form=CoverForm(initial={"version": paper.draft_version}, **uploaded(request)),
        button="Save the cover",
        done=f"The cover is saved. {WITH_THE_NEXT_EDITION}",
        paper=paper,
        saved=paper,
        back=BACK,
    )
    return answer_form(
        request,
        page,
        lambda fields: actions.put_cover(actor=signed_in(request), paper=paper, **fields).paper,
    )


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
def reword_cover(request: HttpRequest, slug: str) -> HttpResponse:
    paper = get_working_copy_or_404(slug)
    if paper.cover is None:
        raise Http404("It has no cover.")
    page = FormPage(
        title="Describe the cover",
        form=CoverWordsForm(initial=CoverWordsForm.initial_of(paper, paper), **posted(request)),
        button="Save the words",
        done=f"The words are saved. {WITH_THE_NEXT_EDITION}",
        paper=paper,
        saved=paper,
        back=BACK,
        template="papers/reword_cover.html",
        extra={"cover": paper.cover},
    )
    return answer_form(
        request,
        page,
        lambda fields: actions.reword_cover(actor=signed_in(request), paper=paper, **fields),
    )
