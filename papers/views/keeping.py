"""What is typed and not saved: kept, offered again, discarded; prose shown before it is saved."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from accounts.access import require_role, signed_in
from accounts.models import Role
from consultation.lib.clock import time_in_words
from consultation.lib.sanitising import TextTooLongError, render_prose
from papers.actions.keeping import (
    TooLongToKeepError,
    discard_unsaved_text,
    keep_unsaved_text,
)
from papers.forms import PartForm
from papers.models import Paper, UnsavedText
from papers.views.form_pages import FormPage

TOO_LONG = "This is too long to be kept unsaved. Save it in shorter parts."


def place_of(request: HttpRequest) -> str:
    """Return the name of a form among the forms of one paper: `change-question 12`."""
    match = request.resolver_match
    assert match is not None  # noqa: S101 (a view runs for an address that was matched)
    ids = (str(value) for name, value in sorted(match.kwargs.items()) if name != "slug")
    return " ".join([str(match.url_name), *ids])[:60]


def offer_unsaved(request: HttpRequest, page: FormPage) -> dict[str, Any]:
    """Say what was kept of this form, or put it back into it when that was asked."""
    kept = _kept(request, page)
    if kept is None or not (differences := page.form.unsaved_differences(kept.fields)):
        return {}
    if request.GET.get("unsaved") == "restore":
        # On the draft it was typed on, so that what others saved since then is a conflict.
        page.form.begin_with({**kept.fields, "version": kept.version})
        return {"restored": kept}
    return {"unsaved": kept, "unsaved_differences": differences}


def answer_keeping(request: HttpRequest, page: FormPage) -> HttpResponse | None:
    """Keep what stands in the form, or forget what was kept; None when neither was asked."""
    if page.paper is None:
        return None
    if "discard" in request.POST:
        forget_unsaved(request, page)
        messages.info(request, "The unsaved text is discarded. This is what is saved.")
        return redirect(request.path)
    if "keep" in request.POST:
        return _keep(request, page, page.paper, quietly=request.POST["keep"] == "quietly")
    return None


def _keep(
    request: HttpRequest, page: FormPage, paper: Paper, *, quietly: bool
) -> HttpResponse | None:
    """Keep the text; `quietly` is the script's way, as one types."""
    try:
        kept = keep_unsaved_text(
            actor=signed_in(request),
            paper=paper,
            place=place_of(request),
            version=_version(page.form, paper),
            fields=page.form.typed(),
        )
    except TooLongToKeepError:
        if quietly:
            return JsonResponse({"problem": TOO_LONG}, status=413)
        messages.error(request, TOO_LONG)
        return None
    at = time_in_words(kept.typed_at)
    if quietly:
        return JsonResponse({"kept_at": at})
    messages.success(
        request,
        f"Your text is kept as it was at {at}, for you alone, for 30 days. Nothing is saved in the "
        "draft yet. Open the form again to go on.",
    )
    return redirect("papers:structure", paper.slug)


def forget_unsaved(request: HttpRequest, page: FormPage) -> None:
    """Forget what was kept of a form that was saved."""
    if page.paper is not None:
        discard_unsaved_text(actor=signed_in(request), paper=page.paper, place=place_of(request))


def preview_of(prose: str) -> SafeString:
    """Return staff's Markdown as readers will see it, or why it cannot be shown."""
    try:
        return render_prose(prose)
    except TextTooLongError as error:
        return render_prose(str(error))


@require_role(Role.EDITOR)
@require_POST
def prose_preview(request: HttpRequest) -> HttpResponse:
    """Give the rendered prose alone, for the pane below its field."""
    html = preview_of(request.POST.get("prose", "")) or "<p>Nothing is written yet.</p>"
    return HttpResponse(html, headers={"Cache-Control": "no-store"})


def _kept(request: HttpRequest, page: FormPage) -> UnsavedText | None:
    if page.paper is None:
        return None
    return UnsavedText.objects.filter(
        paper=page.paper, editor=signed_in(request), place=place_of(request)
    ).first()


def _version(form: PartForm, paper: Paper) -> int:
    """Return the draft that the form was opened on; a form for something new does not say."""
    try:
        return int(form.fields["version"].clean(form.data.get("version")))
    except (KeyError, ValidationError):
        return paper.draft_version
