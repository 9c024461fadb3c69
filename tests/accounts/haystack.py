"""All that a running site keeps, to look for somebody in it."""

import base64
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import redis
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from consultation.embedded.paths import POSTGRES, postgres_program, service_folder


def haystack(*folders: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what is kept anywhere, each with the name of its place."""
    yield "pg_dump", _dump()
    for session in Session.objects.all():
        yield f"session {session.session_key}", str(session.get_decoded()).encode()
    for name, url in (("cache", settings.CACHES["default"]["LOCATION"]), ("queue", _queue_url())):
        yield from _valkey(name, url)
    data = service_folder(settings.VAR, POSTGRES) / "data"
    for folder in (settings.VAR, *folders):
        for path in Path(folder).rglob("*"):
            if path.is_file() and not path.is_relative_to(data):
                yield str(path), path.read_bytes()


def finds(content: bytes, needle: str) -> bool:
    """Say whether the content holds the needle: plain, percent-encoded, in base64 or in hex."""
    plain = needle.encode()
    forms = [plain, plain.hex().encode(), *_in_base64(plain)]
    return any(form in content for form in forms) or plain in content.lower()


def _in_base64(plain: bytes) -> list[bytes]:
    """Return the middle of the needle's base64 at each of the three places it can begin."""
    forms = []
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + plain)
        forms.append(encoded[4 if shift else 0 : len(encoded) // 4 * 4 - 4])
    return forms


def _dump() -> bytes:
    """Return the whole database as `pg_dump` writes it, large objects and sequences included."""
    wanted: dict[str, Any] = connection.get_connection_params()
    words = [str(postgres_program("pg_dump")), "--large-objects", "--dbname", wanted["dbname"]]
    environment = {
        **os.environ,
        "PGHOST": str(wanted.get("host", "")),
        "PGPORT": str(wanted.get("port", "")),
        "PGUSER": str(wanted.get("user", "")),
    }
    return subprocess.run(words, env=environment, capture_output=True, check=True).stdout


def _queue_url() -> str:
    socket, _, number = settings.CELERY_BROKER_URL.removeprefix("redis+socket://").partition("?")
    return f"unix://{socket}?db={number.partition('=')[2]}"


def _valkey(name: str, url: str) -> Iterator[tuple[str, bytes]]:
    client = redis.Redis.from_url(url)
    for key in client.scan_iter(count=1_000):
        yield f"{name} {key!r}", bytes(key) + (client.dump(key) or b"")
    client.close()
