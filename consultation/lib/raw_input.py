"""What a request's body holds, text by text, with nothing replaced on the way.

Django decodes a form with replacement characters, which hide bad bytes and cannot be told from a
`�` that somebody pasted. Here each bad byte becomes a lone surrogate, which `text` then names.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn
from urllib.parse import unquote_to_bytes

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.utils.datastructures import MultiValueDict

LONGEST_PART_HEADER = 1100  # Django gives up at 1,024


class UnreadableJsonError(ValueError):
    """The body is no JSON text of RFC 8259."""


@dataclass(frozen=True)
class Typed:
    """One text of a body and the name of the field or key it stood under.

    `where` is set for what a browser wrote, not a person: a file's name, a part's header.
    """

    name: str
    text: str
    where: str = ""


def text_of(raw: bytes) -> str:
    """UTF-8, with a lone surrogate for each byte that is not."""
    return raw.decode("utf-8", "surrogateescape")


def form_texts(body: bytes) -> Iterator[Typed]:
    """The fields of an `application/x-www-form-urlencoded` body."""
    for pair in body.split(b"&"):
        name, _, value = pair.partition(b"=")
        yield Typed(_unquoted(name), _unquoted(value))


def json_texts(body: bytes) -> Iterator[Typed]:
    """Every string of a JSON body, and every key; raises `UnreadableJsonError`."""
    waiting: list[tuple[str, object]] = [("", _json(body))]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, str):
            yield Typed(name, value)
        elif isinstance(value, dict):
            for key, inner in value.items():
                yield Typed(key, "")
                waiting.append((key, inner))
        elif isinstance(value, list):
            waiting.extend((name, inner) for inner in value)


def multipart_texts(request: HttpRequest) -> Iterator[Typed]:
    """The fields, file names and unreadable part headers of a multipart body.

    Parses the body, so that `request.POST` and `request.FILES` hold its true text afterwards.
    """
    headers: list[Typed] = []

    def parse(
        meta: Mapping[str, Any], body: Any
    ) -> tuple[QueryDict, MultiValueDict[str, UploadedFile]]:
        parser = ByteTrueParser(meta, body, request.upload_handlers, "latin-1")
        post, files = parser.parse()
        # A form cut off in the middle of a text would otherwise be read as a shorter text.
        if parser.stream.received < int(meta.get("CONTENT_LENGTH") or 0):
            raise MultiPartParserError("The body ended before its length.")
        headers.extend(parser.headers)
        return _true_fields(post), _true_files(files)

    request.parse_file_upload = parse  # type: ignore[method-assign, assignment]
    for name, values in request.POST.lists():
        for value in values:
            yield Typed(name, value)
    for name in request.FILES:
        yield Typed(name, "")
    yield from headers


class ByteTrueParser(MultiPartParser):
    """Reads parts as Latin-1, in which every byte is a character and none is replaced."""

    def __init__(self, meta: Mapping[str, Any], body: Any, handlers: Any, encoding: str) -> None:
        super().__init__(meta, body, handlers, encoding)
        self.headers: list[Typed] = []
        boundary: bytes = self._boundary  # type: ignore[attr-defined]
        self.stream = PartHeaders(body, b"--" + boundary, self.headers)
        self._input_data = self.stream

    def sanitize_file_name(self, file_name: str) -> str | None:
        true_name = _true(file_name)
        self.headers.append(Typed("", true_name, where="The name of a file"))
        return super().sanitize_file_name(true_name)


class PartHeaders:
    """A body's stream that notes part headers which Django's parser would pass over in silence."""

    def __init__(self, body: Any, boundary: bytes, noted: list[Typed]) -> None:
        self._body = body
        self._boundary = boundary
        self._noted = noted
        self._tail = b""
        self.received = 0

    def read(self, size: int = -1) -> bytes:
        chunk: bytes = self._body.read(size)
        self.received += len(chunk)
        window = self._tail + chunk
        start = window.find(self._boundary)
        while start >= 0:
            start += len(self._boundary)
            end = window.find(b"\r\n\r\n", start, start + LONGEST_PART_HEADER)
            if end >= 0:
                text = text_of(window[start:end].replace(b"\r\n", b" "))
                self._noted.append(Typed("", text, where="The name of a field or file"))
            start = window.find(self._boundary, start)
        self._tail = window[-(LONGEST_PART_HEADER + len(self._boundary)) :]
        return chunk


def _unquoted(raw: bytes) -> str:
    return text_of(unquote_to_bytes(raw.replace(b"+", b" ")))


def _true(latin: str) -> str:
    return text_of(latin.encode("latin-1"))


def _true_fields(latin: QueryDict) -> QueryDict:
    fields = QueryDict(mutable=True)
    for name, values in latin.lists():
        fields.setlist(_true(name), [_true(value) for value in values])
    fields._mutable = False
    return fields


def _true_files(
    latin: MultiValueDict[str, UploadedFile],
) -> MultiValueDict[str, UploadedFile]:
    return MultiValueDict({_true(name): files for name, files in latin.lists()})


def _json(body: bytes) -> object:
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise UnreadableJsonError("The JSON is not UTF-8.") from error
    except RecursionError as error:
        raise UnreadableJsonError("The JSON is nested too deep to read.") from error
    except ValueError as error:
        raise UnreadableJsonError("The JSON cannot be read.") from error


def _refuse_constant(name: str) -> NoReturn:
    """NaN and Infinity are Python's own: neither RFC 8259 nor PostgreSQL's jsonb knows them."""
    raise ValueError(name)
