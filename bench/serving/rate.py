"""The anonymous question page in requests a second, and the same bytes as a constant."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Final
from urllib.parse import quote

from django.db import connection

from bench.lines import Line
from bench.load.started import free_port
from bench.question_pages import page_url
from bench.serving.asking import Asker, requests_a_second
from bench.talk import Talk

GOAL: Final = 0.7
ROUNDS: Final = 3
SECONDS: Final = 2.0
START_SECONDS: Final = 60
ROOT: Final = Path(__file__).resolve().parents[2]
# As `manage.py up` starts it.
GRANIAN: Final = ("-m", "granian", "--interface", "wsgi", "--no-ws", "--blocking-threads", "4")


def rate(talk: Talk) -> Iterator[Line]:
    """Yield requests a second of the page, of a view with its bytes, and of nothing but these."""
    path = page_url(talk.flat[1_000])
    page = Path(os.environ["SOUNDINGS_VAR"]) / "bench-constant.html"
    page.write_bytes(b"")
    with _serving("consultation.wsgi:application", page) as port:
        page.write_bytes(Asker(port, path).ask())
    with (
        _serving("consultation.wsgi:application", page) as site,
        _serving("bench.serving.bare:application", page) as bare,
    ):
        asked = {"page": (site, path), "view": (site, "/constant/"), "bare": (bare, "/")}
        rates: dict[str, list[float]] = {name: [] for name in asked}
        for _ in range(ROUNDS):
            for name, (port, address) in asked.items():
                rates[name].append(requests_a_second(port, address, SECONDS))
    reached = {name: median(each) for name, each in rates.items()}
    size = f"1,000 responses, {page.stat().st_size / 1_000:.0f} kB"
    for name, words, goal in (
        ("view", "the same bytes from a view of the same site", GOAL),
        ("bare", "the same bytes from the server alone, without Django", None),
    ):
        ratio = reached["page"] / reached[name]
        yield Line(
            work="question page, signed out, requests a second",
            size=size,
            figure=f"{reached['page']:,.0f}",
            against=f"{words}, {reached[name]:,.0f}",
            ratio=f"{ratio:.2f}",
            goal=f"at least {goal}" if goal else "",
            met=ratio >= goal if goal else None,
        )


@contextmanager
def _serving(application: str, page: Path) -> Iterator[int]:
    """Run the web server that the product runs, on loopback; yield its port."""
    port = free_port()
    told = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench.serving.settings",
        "BENCH_CONSTANT": str(page),
        "DATABASE_URL": _database_url(),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "LOG_LEVEL": "ERROR",
    }
    words = [sys.executable, *GRANIAN, "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(  # noqa: S603
        [*words, application],
        cwd=ROOT,
        env=told,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def _await(port: int, server: "subprocess.Popen[bytes]") -> None:
    last = time.monotonic() + START_SECONDS
    while time.monotonic() < last and server.poll() is None:
        try:
            Asker(port, "/").close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the web server did not start")


def _database_url() -> str:
    ours = connection.settings_dict
    host = quote(str(ours["HOST"]), safe="")
    user, password = quote(str(ours["USER"])), quote(str(ours["PASSWORD"]))
    return f"postgresql://{user}:{password}@/{ours['NAME']}?host={host}&port={ours['PORT']}"
