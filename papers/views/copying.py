"""A paper as a copy of an older one, and questions carried on from other papers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.access import require_role, signed_in
from accounts.models import Role
from papers import actions
from papers.access import get_section_or_404, get_working_copy_or_404
from papers.editing.lineage import questions_to_carry
from papers.forms import CarryForm, CopyForm
from papers.views.answering import FormPage, answer_form, posted, show_form

FORM_METHODS = ["GET", "HEAD", "POST"]
LONGEST_QUERY = 160


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
def copy_paper(request: HttpRequest, slug: str) -> HttpResponse:
    paper = get_working_copy_or_404(slug)
    page = FormPage(
        title="Copy this paper",
        form=CopyForm(paper=paper, **posted(request)),
        button="Make the copy",
        done="This is the copy, a draft that only staff can see. It has no dates yet.",
        paper=paper,
        note="The copy has the texts, sections, sources, calls, files and cover of the draft as it "
        "is now. It has no dates, no editions and no answers.",
    )
    return answer_form(
        request,
        page,
        lambda fields: actions.copy_paper(actor=signed_in(request), paper=paper, **fields),
    )


@require_role(Role.EDITOR)
@require_http_methods(FORM_METHODS)
def carry_questions(request: HttpRequest, slug: str, section_id: int) -> HttpResponse:
    """Find questions of other papers (`?q=`), tick some, ask them again in this section."""
    section = get_section_or_404(slug, section_id)
    paper = section.paper
    words = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    page = FormPage(
        title="Carry questions on",
        form=CarryForm(offered=questions_to_carry(paper, words), **posted(request)),
        button="Ask them again",
        done="",
        paper=paper,
        note=f"They go to the end of the section “{section.title}”, in the words of the paper they "
        "come from. You can change the words afterwards: the lineage stays.",
        template="papers/carry_questions.html",
        extra={"words": words, "keeps": False},
    )
    form = page.form
    if not form.is_bound:
        return show_form(request, page, status=200)
    if form.is_valid():
        try:
            carried = actions.carry_questions(
                actor=signed_in(request), section=section, **form.arguments()
            )
        except actions.PaperRefusedError as error:
            form.add_error(None, str(error))
        else:
            asked = "1 question is" if len(carried) == 1 else f"{len(carried)} questions are"
            messages.success(request, f"{asked} at the end of “{section.title}”.")
            return redirect("papers:structure", slug)
    return show_form(request, page, status=422)
