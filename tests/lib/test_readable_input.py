import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.http import HttpRequest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pytest_django import Settings

from tests.lib.sending import FORM, MULTIPART, answer, cut_off, multipart, part, post, rf, words

NUL, BAD_BYTES, SURROGATE = b"%00", b"%ff%fe", b"%ed%a0%80"
BAD = [NUL, BAD_BYTES, SURROGATE, b"%07", b"%1b", b"%7f", b"%c2%80", b"%ef%bf%bf", b"\x00", b"\xff"]


@pytest.mark.parametrize(
    "request_",
    [
        rf.get("/papers/?q=caf%C3%A9+a&page=2"),
        rf.get("/caf%C3%A9/"),
        rf.get("/", headers={"x-name": "caf\xe9"}),
        rf.post("/", {"body": "a\tb\r\nc é 👩🏽‍⚖️ �"}),
        rf.post("/", {"file": SimpleUploadedFile("année.txt", b"\x00\xff")}),
        post(b"body=a%0D%0Ab&empty=&bare"),
        post(b'{"a": ["b\\n", 1, null, {"c": true}]}', "application/json"),
        post(b"\x00\xff", "application/octet-stream"),
        rf.get("/", content_type="application/json"),
        rf.put("/", b"", content_type=FORM),
    ],
)
def test_what_can_be_read_is_let_through(request_: HttpRequest) -> None:
    assert words(answer(request_)) == "read"


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_form_value_is_refused(bad: bytes) -> None:
    response = answer(post(b"body=a" + bad))
    assert response.status_code == 400
    assert "The field “body” holds" in words(response)


@pytest.mark.parametrize("bad", [*BAD, b"%0A"])
def test_a_bad_field_name_is_refused(bad: bytes) -> None:
    response = answer(post(b"bo" + bad + b"dy=a"))
    assert response.status_code == 400
    assert "The name of a field holds" in words(response)


@pytest.mark.parametrize("bad", [b"%00", b"%ff", b"%ed%a0%80", b"%09", b"%0a", b"%1b", b"%7f"])
def test_a_bad_query_is_refused(bad: bytes) -> None:
    request = rf.get("/", QUERY_STRING="q=" + bad.decode())
    assert answer(request).status_code == 400


@pytest.mark.parametrize("bad", ["%00", "%ff", "%ed%a0%80", "%09", "%0a", "%1b", "%c2%85"])
def test_a_bad_path_is_refused(bad: str) -> None:
    response = answer(rf.get(f"/papers/{bad}/"))
    assert response.status_code == 400
    assert "The address holds" in words(response)


@pytest.mark.parametrize("bad", ["\x00", "\x07", "\t", "\x7f", "\r\n", "\ud800"])
def test_a_bad_header_is_refused(bad: str) -> None:
    response = answer(rf.get("/", HTTP_ACCEPT_LANGUAGE=f"en{bad}"))
    assert response.status_code == 400
    assert "The header Accept-Language holds" in words(response)


@pytest.mark.parametrize("bad", ['sessionid="a\\000b"', 'a="\\012"', "a=\xc2\x80"])
def test_a_bad_cookie_is_refused(bad: str) -> None:
    response = answer(rf.get("/", HTTP_COOKIE=bad))
    assert response.status_code == 400
    assert "A cookie holds" in words(response)


@pytest.mark.parametrize("bad", [b"\x00", b"\xff", b"\xed\xa0\x80", b"\x1b", b"\xef\xbf\xbe"])
def test_a_bad_multipart_value_is_refused(bad: bytes) -> None:
    response = answer(multipart(part(b"good", b"other"), part(b"a" + bad)))
    assert response.status_code == 400
    assert "The field “body” holds" in words(response)


@pytest.mark.parametrize("bad", [b"\x00", b"\xff", b"\xed\xa0\x80", b"\x1b", b"\n", b"\r"])
def test_a_bad_multipart_name_is_refused(bad: bytes) -> None:
    assert answer(multipart(part(b"a", b"bo" + bad))).status_code == 400


@pytest.mark.parametrize("bad", [b"\x00", b"\xff", b"\xed\xa0\x80", b"\x1b", b"\n"])
def test_a_bad_file_name_is_refused(bad: bytes) -> None:
    response = answer(multipart(part(b"a", more=b'; filename="a' + bad + b'.txt"')))
    assert response.status_code == 400
    assert "The name of a f" in words(response)


def test_a_bad_part_header_across_two_chunks_is_refused() -> None:
    filler = part(b"x" * (64 * 1024 - 120), b"file", b'; filename="x"')
    assert answer(multipart(filler, part(b"a", b"bo\xff"))).status_code == 400


def test_multipart_text_reaches_the_view_as_it_was_typed() -> None:
    request = multipart(
        part("é � 👩🏽‍⚖️".encode(), "naïve".encode()),
        part(b"\xff\x00", b"paper", ';filename="année.pdf"'.encode()),
    )
    assert words(answer(request)) == "read"
    assert request.POST["naïve"] == "é � 👩🏽‍⚖️"
    upload = request.FILES["paper"]
    assert isinstance(upload, InMemoryUploadedFile)
    assert upload.name == "année.pdf"
    assert upload.read() == b"\xff\x00"


@pytest.mark.parametrize(
    "body",
    [
        b" ",
        b"{",
        b"\xff",
        b"\xff\xfe{\x00}\x00",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"NaN",
        b"[Infinity]",
        b"9" * 5_000,
        b'"\\u0000"',
        b'{"a\\u0000": 1}',
        b'["\\ud800"]',
        b'{"a": [{"b": "\\u001b"}]}',
        b'"\\uffff"',
        b"'a'",
    ],
)
@pytest.mark.parametrize("kind", ["application/json", "application/ld+json; charset=utf-8"])
def test_bad_json_is_refused(body: bytes, kind: str) -> None:
    assert answer(post(body, kind)).status_code == 400


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "latin-1", "idna"])
@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=edge", "text/plain"])
def test_another_charset_is_refused(kind: str, charset: str) -> None:
    response = answer(post(b"a=b", f"{kind}; charset={charset}"))
    assert response.status_code == 400
    assert "UTF-8" in words(response)


@pytest.mark.parametrize("length", ["-1", "many", "1e3", "9" * 5_000])
def test_a_length_that_is_no_number_is_refused(length: str) -> None:
    assert answer(post(b"a=b", CONTENT_LENGTH=length)).status_code == 400


@pytest.mark.parametrize(
    ("body", "kind"), [(b"body=Cut off in the mid", FORM), (part(b"Cut off in the mid"), MULTIPART)]
)
def test_a_text_cut_off_on_its_way_is_refused(body: bytes, kind: str) -> None:
    response = answer(post(body, kind, **cut_off(body)))
    assert response.status_code == 400
    assert "Please send it again." in words(response)


def test_a_body_too_big_is_refused_with_words(settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    for request in (post(b"a=" + b"b" * 200), multipart(part(b"b" * 200))):
        response = answer(request)
        assert response.status_code == 413
        assert "larger than this site can take" in words(response)
        assert "looks odd" not in words(response)


def test_too_many_fields_are_refused_with_words(settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    query = rf.get("/?" + "a=b&" * 9)
    for request in (post(b"a=b&" * 9), multipart(*[part(b"a")] * 9), query):
        response = answer(request)
        assert response.status_code == 400
        assert "more fields or files" in words(response)


@pytest.mark.parametrize(
    "content_type",
    ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=é"],
)
def test_a_broken_multipart_form_is_refused_with_words(content_type: str) -> None:
    response = answer(post(b"a", content_type))
    assert response.status_code == 400
    assert "pieces that do not fit" in words(response)


def test_broken_base64_in_a_file_is_refused_with_words() -> None:
    encoded = part(b"a", more=b'; filename="a"\r\nContent-Transfer-Encoding: base64')
    assert "pieces that do not fit" in words(answer(multipart(encoded)))


@examples(deadline=None, max_examples=50)
@given(st.binary(max_size=200))
def test_any_bytes_as_a_form_are_read_or_refused(body: bytes) -> None:
    assert answer(post(body)).status_code in (200, 400)


@examples(deadline=None, max_examples=50)
@given(st.binary(max_size=200))
def test_any_bytes_as_json_are_read_or_refused(body: bytes) -> None:
    assert answer(post(body, "application/json")).status_code in (200, 400)


@examples(deadline=None, max_examples=50)
@given(st.binary(max_size=100), st.binary(max_size=100))
def test_any_bytes_in_a_multipart_form_are_read_or_refused(name: bytes, value: bytes) -> None:
    assert answer(multipart(part(value, name), part(b"a", more=name))).status_code in (200, 400)


@examples(deadline=None, max_examples=50)
@given(st.binary(max_size=60), st.text(st.characters(max_codepoint=255), max_size=60))
def test_any_address_and_header_are_read_or_refused(path: bytes, header: str) -> None:
    latin = path.decode("latin-1")
    request = rf.get("/", QUERY_STRING=latin, HTTP_X=header, HTTP_COOKIE=header)
    assert answer(request).status_code in (200, 400)


@examples(deadline=None, max_examples=50)
@given(st.binary(max_size=60))
def test_what_is_let_through_decodes_whole(body: bytes) -> None:
    request = post(b"a=" + body)
    if answer(request).status_code == 200 and "�".encode() not in body:
        assert not any("�" in v for _, vs in request.POST.lists() for v in vs if "%" not in v)
