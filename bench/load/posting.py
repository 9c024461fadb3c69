"""The posts, sent when they are due, and the ledger of what their browsers were told."""

import http.client
import random
import threading
import time
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from bench.load.people import HOST, PATIENCE, Poster

HANDS: Final = 48  # posts that may be under way at once
REPLIES: Final = 0.75  # of the posts, so many answer another
TWICE: Final = 0.02  # and so many are sent a second time: a refresh, a second click
WORDS: Final = (
    "A plan written with the person works, and the same worker before and after release.",
    "What people ask us for first is *somewhere to live*.\n\n- Housing\n- Work\n- Health",
    "Small organisations hear of changes **last**. Please ask them before the end.",
)


@dataclass(frozen=True)
class Entry:
    """One post as its browser saw it; `public_id` is empty where it was not told of success."""

    token: str
    status: int
    public_id: str
    seconds: float  # since it was due: waiting for a free hand counts
    is_second: bool = False


@dataclass
class Ledger:
    """Every post that was sent."""

    entries: list[Entry] = field(default_factory=list)
    _door: threading.Lock = field(default_factory=threading.Lock)

    def note(self, entry: Entry) -> None:
        with self._door:
            self.entries.append(entry)

    @property
    def firsts(self) -> list[Entry]:
        return [entry for entry in self.entries if not entry.is_second]

    @property
    def seconds(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.is_second]


class Crowd:
    """People at their browsers: each post goes out when it is due, whether others wait or not."""

    def __init__(self, port: int, posters: Sequence[Poster]) -> None:
        self._port = port
        self._posters = posters
        self._own = threading.local()
        self._luck = random.Random(2026)  # noqa: S311  # the same run every time
        # One thread a question is long; beside it the newest responses are answered.
        self._first: dict[str, str] = {}
        self._latest: dict[str, str] = {}
        self.ledger = Ledger()

    def post(self, rate: float, seconds: float) -> Ledger:
        """Send `rate` posts a second for so long; return what came of each."""
        begun = time.monotonic()
        sent = []
        with ThreadPoolExecutor(HANDS) as hands:
            for number in range(int(rate * seconds)):
                due = begun + number / rate
                time.sleep(max(0.0, due - time.monotonic()))
                poster = self._posters[number % len(self._posters)]
                fields = self._written(poster, number)
                again = self._luck.random() < TWICE
                sent.append(hands.submit(self._send, poster, fields, due, again))
        for each in sent:
            each.result()  # raises what went wrong in its thread, which nobody else would see
        return self.ledger

    def _written(self, poster: Poster, number: int) -> dict[str, str]:
        parents = self._first if number % 2 else self._latest
        is_reply = poster.path in parents and self._luck.random() < REPLIES
        return {
            **poster.fields,
            # Each stands for a form opened anew.
            "token": str(uuid.UUID(int=self._luck.getrandbits(128), version=4)),
            "to": parents[poster.path] if is_reply else "",
            "body": f"{WORDS[number % len(WORDS)]} ({number})",
            # One person posts many, from one form.
            "as_well": "yes",
        }

    def _send(self, poster: Poster, fields: dict[str, str], due: float, again: bool) -> None:
        status, public_id = self._answer(poster, fields)
        self.ledger.note(Entry(fields["token"], status, public_id, time.monotonic() - due))
        if public_id and not fields["to"]:
            self._first.setdefault(poster.path, public_id)
            self._latest[poster.path] = public_id
        if again:
            begun = time.monotonic()
            status, public_id = self._answer(poster, fields)
            took = time.monotonic() - begun
            self.ledger.note(Entry(fields["token"], status, public_id, took, is_second=True))

    def _answer(self, poster: Poster, fields: dict[str, str]) -> tuple[int, str]:
        """Return the status, 0 where there was none, and the id that the browser is sent to."""
        headers = {
            "Cookie": poster.cookies,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            line = self._line()
            line.request("POST", poster.path, urlencode(fields), headers)
            answer = line.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            self._own.line = None
            return 0, ""
        place = (answer.getheader("Location") or "").rstrip("/")
        return answer.status, place.rpartition("/")[2] if "/responses/" in place else ""

    def _line(self) -> http.client.HTTPConnection:
        line: http.client.HTTPConnection | None = getattr(self._own, "line", None)
        if line is None:
            line = http.client.HTTPConnection(HOST, self._port, timeout=PATIENCE)
            self._own.line = line
        return line
