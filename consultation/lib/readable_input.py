"""Refuses what no form, cookie, path or database can hold, in words, before anything reads it.

Stands before the session in MIDDLEWARE. What was typed goes back to the person who typed it.
"""

import logging
from collections.abc import Callable, Iterable
from urllib.parse import unquote_to_bytes

from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.template import loader

from consultation.lib.raw_input import (
    Typed,
    UnreadableJsonError,
    form_texts,
    json_texts,
    multipart_texts,
    text_of,
)
from consultation.lib.text import in_words, unstorable_characters, without_unstorable

logger = logging.getLogger("django.request")

TOO_BIG = "What you sent is larger than this site can take. Please send less at once."
TOO_MANY = "What you sent has more fields or files than this site can take."
BROKEN_FORM = "The form reached us in pieces that do not fit together. Please send it again."
CUT_OFF = "The connection ended before all of it reached us. Please send it again."
ENCODINGS = {"utf-8", "utf8", "us-ascii", "ascii"}
NOT_UTF_8 = "What you sent says that it is not UTF-8, the only kind of text this site reads."

LONG_ENOUGH_TO_KEEP = 40
MOST_KEPT = 50
# Nobody typed these, or nobody wants them on the screen.
NEVER_KEPT = ("token", "password", "secret", "csrf")
# Fields of ours that a page fills in, which can be as long as a sentence.
FILLED_IN = {"carried_from", "left_out", "next", "seen", "writer"}


def is_worth_keeping(name: str, text: str) -> bool:
    """Say whether a field of a refused form is given back: what was written, never a secret.

    Anything of two words was written; a single word is kept when it is long.
    """
    if name in FILLED_IN or any(word in name.lower() for word in NEVER_KEPT):
        return False
    return len(text.split()) > 1 or len(text) > LONG_ENOUGH_TO_KEEP


class UnreadableInputError(ValueError):
    """The request holds what cannot be read; its text is the sentence to show."""


class RefuseUnreadableInput:
    """Answers 400 (413 when too large) through `400.html`, with `reason` and `kept`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        typed: list[Typed] = []
        try:
            _check(request, typed)
        except (UnreadableInputError, UnreadableJsonError) as problem:
            return _answer(str(problem), typed)
        except RequestDataTooBig:
            return _answer(TOO_BIG, typed, status=413)
        except (TooManyFieldsSent, TooManyFilesSent):
            return _answer(TOO_MANY, typed)
        except UnreadablePostError:
            return _answer(CUT_OFF, typed)
        except (MultiPartParserError, SuspiciousOperation, BadRequest):
            return _answer(BROKEN_FORM, typed)
        return self.get_response(request)


def _check(request: HttpRequest, typed: list[Typed]) -> None:
    """Fill `typed` first, so that a bad header does not cost anyone their text."""
    _check_framing(request)
    typed.extend(_body(request))
    _check_headers(request)
    _check_address(request)
    for name, value in request.COOKIES.items():
        # A cookie's quoted `\000` is a null character once Django has read it.
        _refuse(f"{name}={value}", "A cookie", multiline=False)
    for field in typed:
        _refuse(field.name, "The name of a field", multiline=False)
        where = field.where or f"The field “{field.name[:60]}”"
        _refuse(field.text, where, multiline=not field.where)


def _check_framing(request: HttpRequest) -> None:
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    if not (length.isascii() and length.isdigit() and len(length) < 16):
        raise UnreadableInputError("The header Content-Length is not a number.")
    # A charset such as UTF-16 would have Django read the query and the form by it.
    charset = (request.content_params or {}).get("charset", "utf-8")
    if charset.lower() not in ENCODINGS:
        raise UnreadableInputError(NOT_UTF_8)
    request.encoding = "utf-8"


def _body(request: HttpRequest) -> Iterable[Typed]:
    kind = request.content_type or ""
    if kind == "application/json" or kind.endswith("+json"):
        # A GET or HEAD may name a type and yet have no body.
        return json_texts(request.body) if request.body or request.method == "POST" else ()
    if request.method != "POST":
        return ()
    if kind == "application/x-www-form-urlencoded":
        if len(request.body) < int(request.META.get("CONTENT_LENGTH") or 0):
            raise UnreadableInputError(CUT_OFF)
        return form_texts(request.body)
    return multipart_texts(request) if kind == "multipart/form-data" else ()


def _check_headers(request: HttpRequest) -> None:
    """RFC 9110, 5.5: Latin-1 bytes may stand in a header, control characters may not."""
    for key, value in request.META.items():
        if not isinstance(value, str) or not key.startswith(("HTTP_", "CONTENT_")):
            continue
        if any(c < " " or c == "\x7f" or c > "\xff" for c in value):
            name = key.removeprefix("HTTP_").replace("_", "-").title()
            raise UnreadableInputError(f"The header {name} holds a control character.")


def _check_address(request: HttpRequest) -> None:
    path = request.path_info
    _refuse(path, "The address", multiline=False, tab=False)
    # Django puts bytes that are not UTF-8 back as `%FF`; only those still fail to decode.
    again = text_of(unquote_to_bytes(path))
    if any("\ud800" <= c <= "\udfff" for c in again):
        _refuse(again, "The address", multiline=False)
    query = str(request.META.get("QUERY_STRING", ""))
    if any(c > "\xff" for c in query):
        raise UnreadableInputError("The address holds a character that was not encoded.")
    for field in form_texts(query.encode("latin-1")):
        _refuse(field.name + field.text, "The address after its “?”", multiline=False, tab=False)
    _ = request.GET, request.POST  # counts their fields


def _refuse(text: str, where: str, *, multiline: bool, tab: bool = True) -> None:
    found = unstorable_characters(text, multiline=multiline)
    if not tab and "\t" in text:
        found.append("\t")
    if found:
        where = without_unstorable(where)
        raise UnreadableInputError(f"{where} holds {in_words(found[:5])}, which cannot be kept.")


def _answer(reason: str, typed: Iterable[Typed], status: int = 400) -> HttpResponse:
    kept = [
        without_unstorable(field.text)
        for field in typed
        if not field.where and is_worth_keeping(field.name, field.text)
    ][:MOST_KEPT]
    logger.warning("Refused unreadable input: %s", reason, extra={"status_code": status})
    response = _page(reason, kept, is_too_large=status == 413)
    response.status_code = status
    response["Cache-Control"] = "no-store"
    return response


def _page(reason: str, kept: list[str], *, is_too_large: bool) -> HttpResponse:
    """No request goes to the template: its context processors would open the session."""
    try:
        said = {"reason": reason, "kept": kept, "is_too_large": is_too_large}
        page = loader.get_template("400.html").render(said)
    except Exception:
        # An answer in words matters more than its dress.
        logger.warning("400.html cannot be shown.", exc_info=True)
        return HttpResponse("\n\n".join([reason, *kept]), content_type="text/plain; charset=utf-8")
    return HttpResponse(page)
