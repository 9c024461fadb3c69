"""Requests as a browser, or an attacker, would send them to the middleware."""

from io import BytesIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from consultation.lib.readable_input import RefuseUnreadableInput

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=edge"

rf = RequestFactory()


def answer(request: HttpRequest) -> HttpResponse:
    """What the middleware answers; a request let through is answered `read`."""

    def read(request: HttpRequest) -> HttpResponse:
        return HttpResponse("read")

    response = RefuseUnreadableInput(read)(request)
    assert isinstance(response, HttpResponse)
    return response


def words(response: HttpResponse) -> str:
    return response.content.decode()


def post(body: bytes, content_type: str = FORM, **more: Any) -> HttpRequest:
    return rf.generic("POST", "/", body, content_type=content_type, **more)


def part(value: bytes, name: bytes = b"body", more: bytes = b"") -> bytes:
    head = b'Content-Disposition: form-data; name="' + name + b'"' + more
    return b"--edge\r\n" + head + b"\r\n\r\n" + value + b"\r\n"


def multipart(*parts: bytes) -> HttpRequest:
    return post(b"".join(parts) + b"--edge--\r\n", MULTIPART)


def cut_off(body: bytes) -> dict[str, Any]:
    """The environment of a connection that ended 40 bytes too soon."""
    return {"CONTENT_LENGTH": str(len(body) + 40), "wsgi.input": BytesIO(body)}
