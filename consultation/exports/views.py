"""A paper's responses as a file."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require_role, signed_in
from accounts.models import Role
from consultation.exports.access import exportable_papers, get_paper_or_404
from consultation.exports.actions import export_responses, file_name
from consultation.exports.forms import ExportForm
from consultation.lib.clock import database_now


@require_role(Role.ANALYST)
@require_safe
def list_exports(request: HttpRequest) -> HttpResponse:
    context = {
        "papers": exportable_papers(),
        "may_have_everything": signed_in(request).has_role(Role.LEAD),
        "nav": "desk",
    }
    return render(request, "exports/list_exports.html", context)


@require_role(Role.ANALYST)
@require_POST
def export_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    paper = get_paper_or_404(slug)
    form = ExportForm(request.POST)
    form.full_clean()
    pieces = export_responses(actor=signed_in(request), paper=paper, scope=form.scope)
    return StreamingHttpResponse(
        pieces,
        content_type="text/csv; charset=utf-8",
        headers={
            # A slug is ASCII letters, digits and hyphens: nothing in it needs quoting.
            "Content-Disposition": f'attachment; filename="{file_name(paper, database_now())}"',
            "Cache-Control": "no-store",
        },
    )
