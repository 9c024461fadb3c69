"""Organisations from a spreadsheet: sent, looked at, applied or discarded."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import require_role, signed_in
from accounts.actions.importing import (
    ImportGoneError,
    RegisterChangedError,
    apply_register_import,
    comparison_of,
    discard_register_import,
    keep_register_import,
)
from accounts.forms.register_import import RegisterFileForm
from accounts.models import RegisterImport
from accounts.organisations.profiles import KEEPERS
from accounts.register.columns import COLUMNS
from accounts.register.comparing import Comparison
from accounts.register.previewing import preview_of
from accounts.register.shapes import RefusedLine
from accounts.register.writing import refused_lines, template
from consultation.lib.uploads import refused_file

EARLIER_SHOWN: Final = 20
CHANGED: Final = (
    "The register was changed meanwhile, so the file does something else now. Nothing has been "
    "applied. This is what it would do now."
)
GONE: Final = "That import was discarded meanwhile. Nothing has been applied."


@require_role(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def import_register(request: HttpRequest) -> HttpResponse:
    """Read a file in; what is refused of it says why, and nothing is in the register yet."""
    form = RegisterFileForm()
    if request.method == "POST":
        refused = refused_file(request, "file")
        form = RegisterFileForm(request.POST, request.FILES, refused=refused)
        if form.is_valid():
            kept = keep_register_import(
                actor=signed_in(request), file_name=form.file_name, read=form.read
            )
            return redirect("register:review-import", kept.pk)
    earlier = RegisterImport.objects.defer("lines", "refused").select_related("created_by")
    context = {
        "form": form,
        "columns": COLUMNS,
        "earlier": earlier.order_by("-pk")[:EARLIER_SHOWN],
        "crumbs": _crumbs(inside=False),
        "nav": "desk",
    }
    status = 422 if form.is_bound else 200
    return render(request, "accounts/register_import.html", context, status=status)


@require_role(*KEEPERS)
@require_safe
def import_template(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return HttpResponse(template(), **_download("organisations.csv"))


@require_role(*KEEPERS)
@require_safe
def review_import(request: HttpRequest, import_id: int) -> HttpResponse:
    """Show what applying would do now, or what it did."""
    kept = get_object_or_404(RegisterImport, pk=import_id)
    if kept.applied_at is None:
        return _show_preview(request, kept)
    refused = [RefusedLine.from_json(line) for line in kept.refused]
    comparison = Comparison(refused=refused)
    return _show(request, kept, comparison, show="refused")


@require_role(*KEEPERS)
@require_POST
def apply_import(request: HttpRequest, import_id: int) -> HttpResponse:
    """Do what was shown, or show what it would be now (409)."""
    kept = get_object_or_404(RegisterImport, pk=import_id)
    try:
        kept = apply_register_import(
            actor=signed_in(request), register_import=kept, shown=request.POST.get("seen", "")
        )
    except ImportGoneError:
        messages.error(request, GONE)
        return redirect("register:import")
    except RegisterChangedError:
        return _show_preview(request, kept, refusal=CHANGED, status=409)
    messages.success(request, f"“{kept.file_name}” is applied.")
    return redirect("register:review-import", kept.pk)


@require_role(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def discard_import(request: HttpRequest, import_id: int) -> HttpResponse:
    kept = get_object_or_404(RegisterImport, pk=import_id)
    if kept.applied_at is not None:
        return redirect("register:review-import", kept.pk)
    if request.method == "POST":
        discard_register_import(actor=signed_in(request), register_import=kept)
        messages.success(request, f"“{kept.file_name}” is discarded.")
        return redirect("register:import")
    context = {"kept": kept, "crumbs": _crumbs(kept=kept), "nav": "desk"}
    return render(request, "accounts/register_import_discard.html", context)


@require_role(*KEEPERS)
@require_safe
def refused_of_import(request: HttpRequest, import_id: int) -> HttpResponse:
    """Give the refused lines back, each with what is wrong, to be put right and sent again."""
    kept = get_object_or_404(RegisterImport, pk=import_id)
    if kept.applied_at is None:
        refused = comparison_of(kept, actor=signed_in(request)).refused
    else:
        refused = [RefusedLine.from_json(line) for line in kept.refused]
    return HttpResponse(refused_lines(refused), **_download(f"refused-{kept.pk}.csv"))


def _show_preview(
    request: HttpRequest, kept: RegisterImport, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    comparison = comparison_of(kept, actor=signed_in(request))
    seen = request.GET.get("seen")
    if seen is not None and seen != comparison.fingerprint:
        refusal = CHANGED
    show = request.GET.get("show", "")
    return _show(request, kept, comparison, show=show, refusal=refusal, status=status)


def _show(
    request: HttpRequest,
    kept: RegisterImport,
    comparison: Comparison,
    *,
    show: str,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "kept": kept,
        "comparison": comparison,
        "preview": preview_of(comparison, show=show, number=request.GET.get("page", "")),
        "refusal": refusal,
        "crumbs": _crumbs(),
        "nav": "desk",
    }
    return render(request, "accounts/register_import_review.html", context, status=status)


def _crumbs(*, inside: bool = True, kept: RegisterImport | None = None) -> list[dict[str, str]]:
    way = [{"title": "Organisations", "url": reverse("register:list")}]
    if inside:
        way.append({"title": "From a spreadsheet", "url": reverse("register:import")})
    if kept is not None:
        url = reverse("register:review-import", args=[kept.pk])
        way.append({"title": kept.file_name, "url": url})
    return way


def _download(name: str) -> dict[str, Any]:
    return {
        "content_type": "text/csv; charset=utf-8",
        "headers": {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    }
