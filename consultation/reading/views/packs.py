"""The print pack as files, which hold the same for everybody."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from papers.access import get_published_paper_or_404
from papers.packs import PackUnavailableError, print_pack

RETRY_AFTER_SECONDS: Final = "60"


@require_safe
@cache_control(no_cache=True)
def download(request: HttpRequest, slug: str, file_format: str) -> HttpResponseBase:
    """Give the pack of the current edition, or say plainly that it cannot be made just now."""
    published = get_published_paper_or_404(slug)
    pack = print_pack(published, file_format)
    if pack is None:
        raise Http404("No such paper.")
    etag = f'"{pack.digest}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    try:
        content = pack.read()
    except PackUnavailableError:
        context = {"published": published, "file_format": file_format}
        answer = render(request, "reading/no_pack.html", context, status=503)
        answer["Retry-After"] = RETRY_AFTER_SECONDS
        return answer
    return HttpResponse(
        content,
        content_type=pack.content_type,
        headers={"ETag": etag, "Content-Disposition": f'attachment; filename="{pack.file_name}"'},
    )
