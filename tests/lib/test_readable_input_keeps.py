import json

import pytest
from django.http import HttpRequest, HttpResponse
from django.template.exceptions import TemplateDoesNotExist

from consultation.lib import readable_input
from tests.lib.sending import answer, multipart, part, post, words

LONG = "What would help most is a named person to ring after release."


def kept(monkeypatch: pytest.MonkeyPatch, request: HttpRequest) -> list[str]:
    """The long texts that the page gives back."""
    pages: list[list[str]] = []

    def note(reason: str, texts: list[str], *, is_too_large: bool) -> HttpResponse:
        assert not is_too_large
        pages.append(texts)
        return HttpResponse(reason)

    monkeypatch.setattr(readable_input, "_page", note)
    answer(request)
    return pages[0]


@pytest.mark.parametrize(
    "request_",
    [
        post(f"body={LONG}%00&other=short".encode()),
        post(f"body={LONG}%ff".encode()),
        post(f"body={LONG}&other=%00".encode()),
        post(f"body={LONG}".encode(), QUERY_STRING="q=%00"),
        post(f"body={LONG}".encode(), HTTP_ACCEPT="\x07"),
        post(json.dumps({"body": f"{LONG}\x00"}).encode(), "application/json"),
        multipart(part(LONG.encode() + b"\x00")),
        multipart(part(LONG.encode()), part(b"\xff", b"other")),
        multipart(part(LONG.encode()), part(b"a", b"other", b'; filename="\x01' + b"b" * 99)),
    ],
)
def test_what_was_typed_is_given_back(
    monkeypatch: pytest.MonkeyPatch, request_: HttpRequest
) -> None:
    assert kept(monkeypatch, request_) == [LONG]


@pytest.mark.parametrize("name", ["csrfmiddlewaretoken", "password1", "client_token", "writer"])
def test_what_nobody_typed_is_not_given_back(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert kept(monkeypatch, post(f"{name}={LONG}&q=%00".encode())) == []


def test_the_page_shows_what_was_typed_as_text_and_is_not_stored() -> None:
    response = answer(post(f"body=<script>{LONG}</script>%00".encode()))
    assert LONG in words(response)
    assert f"<script>{LONG}" not in words(response)
    assert response["Cache-Control"] == "no-store"


def test_without_its_template_the_answer_is_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise TemplateDoesNotExist(name)

    monkeypatch.setattr("django.template.loader.get_template", missing)
    response = answer(post(f"body={LONG}%00".encode()))
    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert LONG in words(response)
