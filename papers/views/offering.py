"""A paper's files, given to who may have them.

A file is downloaded and never shown by the browser: its type is what its bytes are, nothing is
sniffed, and were it opened all the same, the sandbox lets it run and load nothing.
"""

import logging
from typing import Final

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from papers.files.offering import (
    OfferedFile,
    get_attachment_or_404,
    get_cover_or_404,
    get_previewed_attachment_or_404,
    get_previewed_cover_or_404,
)

logger = logging.getLogger(__name__)

SANDBOX: Final = "default-src 'none'; frame-ancestors 'none'; sandbox"
# A file may leave with the next edition; a picture's address is never given to another picture.
FOR_A_WHILE: Final = "public, max-age=600"
FOR_EVER: Final = "public, max-age=31536000, immutable"
FOR_NOBODY_ELSE: Final = "private, no-store"


@require_safe
def attachment(request: HttpRequest, slug: str, public_id: str, file_name: str) -> HttpResponseBase:
    offered = get_attachment_or_404(request.user, slug, public_id, file_name)
    return _answer(request, offered, is_download=True, caching=FOR_A_WHILE)


@require_safe
def cover(request: HttpRequest, slug: str, public_id: str) -> HttpResponseBase:
    offered = get_cover_or_404(request.user, slug, public_id)
    return _answer(request, offered, is_download=False, caching=FOR_EVER)


@require_safe
def previewed_attachment(
    request: HttpRequest, secret: str, public_id: str, file_name: str
) -> HttpResponseBase:
    offered = get_previewed_attachment_or_404(secret, public_id, file_name)
    return _secretive(_answer(request, offered, is_download=True, caching=FOR_NOBODY_ELSE))


@require_safe
def previewed_cover(request: HttpRequest, secret: str, public_id: str) -> HttpResponseBase:
    offered = get_previewed_cover_or_404(secret, public_id)
    return _secretive(_answer(request, offered, is_download=False, caching=FOR_NOBODY_ELSE))


def _answer(
    request: HttpRequest, offered: OfferedFile, *, is_download: bool, caching: str
) -> HttpResponseBase:
    try:
        content = offered.file.open("rb")
    except OSError as error:
        logger.error("a file that a paper names cannot be read: %s", error)  # noqa: TRY400
        return _not_in_its_place(request)
    response = FileResponse(
        content,
        as_attachment=is_download,
        filename=offered.file_name,
        content_type=offered.content_type,
    )
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = caching if offered.is_public else FOR_NOBODY_ELSE
    return response


def _not_in_its_place(request: HttpRequest) -> HttpResponse:
    """Say that it is our fault; only who may have the file comes here."""
    response = render(request, "papers/file_missing.html", status=404)
    response["Cache-Control"] = FOR_NOBODY_ELSE
    return response


def _secretive(response: HttpResponseBase) -> HttpResponseBase:
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
