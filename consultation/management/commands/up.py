import contextlib
import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Final, Never

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from consultation import embedded
from consultation.embedded.locks import FileLock
from consultation.embedded.neighbour import note_site, noted_site, site_lock
from consultation.embedded.processes import end_with_parent
from consultation.embedded.supervisor import Supervisor, python_words, run_once

FIRST_PAGE_SECONDS: Final = 60
LOOK_SECONDS: Final = 0.1


class EndAskedError(Exception):
    """Somebody pressed Ctrl-C or asked the process to end."""


class Command(BaseCommand):
    help = (
        "Run the whole site: database and queue (embedded unless DATABASE_URL and REDIS_URL are "
        "set), web server, worker, beat, and a catcher of outgoing mail unless EMAIL_URL is set. "
        "Ctrl-C ends everything."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000")
        parser.add_argument(
            "--end-with-parent",
            action="store_true",
            help="end when the program that started this one is killed (Linux)",
        )

    def handle(self, *, host: str, port: str, end_with_parent: bool, **_options: object) -> None:
        if end_with_parent:
            _end_with_parent()
        try:
            with _ending_on_signals():
                self._run(host, port)
        except EndAskedError:
            self._say("Everything has ended.")
        except embedded.ServiceError as error:
            self.stderr.write(str(error))
            sys.exit(1)

    def _run(self, host: str, port: str) -> None:
        address = f"http://{_named(host)}:{port}"
        with _alone(settings.VAR) as lock:
            refuse_taken_port(host, port)
            environment = _environment(address)
            note_site(lock, address, environment)
            addresses = {"DATABASE_URL": embedded.POSTGRES, "REDIS_URL": embedded.VALKEY}
            names = tuple(name for key, name in addresses.items() if not os.environ.get(key))
            self._say("Starting Soundings…")
            with embedded.running(settings.VAR, names) as services:
                accounts = self._fill(environment)
                supervisor = Supervisor(environment, Path(settings.ROOT), self._say)
                try:
                    self._start(supervisor, environment, host, port)
                    _await_first_page(supervisor, host, port)
                    self._announce(address, accounts, "SOUNDINGS_MAILBOX" in environment)
                    self._watch(supervisor, services)
                finally:
                    supervisor.end()

    def _fill(self, environment: dict[str, str]) -> str:
        """Bring the database up to date; return the sample sign-ins as `load_sample` lists them."""
        self._manage(environment, "migrate", "--no-input", "--verbosity", "0")
        if environment["SOUNDINGS_SAMPLE"].lower() not in {"true", "1", "yes"}:
            return ""
        return self._manage(environment, "load_sample", "--if-empty", "--print-accounts")

    def _manage(self, environment: dict[str, str], *words: str) -> str:
        log = embedded.log_file(settings.VAR, words[0])
        return run_once(python_words("manage.py", *words), environment, Path(settings.ROOT), log)

    def _start(
        self, supervisor: Supervisor, environment: dict[str, str], host: str, port: str
    ) -> None:
        """Start the programs in the order in which they end: web before worker."""
        celery = ("-m", "celery", "-A", "consultation")
        (settings.VAR / "beat").mkdir(exist_ok=True)
        schedule = str(settings.VAR / "beat" / "schedule")
        programs = {
            "web": [
                *("-m", "granian", "--interface", "wsgi", "--host", host, "--port", port),
                # Two processes: one alone answers fifty posts a second only just (make load).
                *("--no-ws", "--workers", "2", "--blocking-threads", "4"),
                *("--workers-kill-timeout", "3"),
                "consultation.wsgi:application",
            ],
            "beat": [*celery, "beat", "--loglevel", "WARNING", "--pidfile=", "-s", schedule],
            "worker": [
                *(*celery, "worker", "--loglevel", "WARNING", "--concurrency", "2"),
                *("--without-gossip", "--without-mingle"),
            ],
        }
        if "SOUNDINGS_MAILBOX" in environment:
            sink = environment["EMAIL_URL"].rpartition(":")[2]
            folder = environment["SOUNDINGS_MAILBOX"]
            programs["mail"] = ["manage.py", "mail_sink", "--port", sink, "--folder", folder]
        for name, words in programs.items():
            log = embedded.log_file(settings.VAR, name)
            # Mail can wait a second; whoever waits for a page should not wait for the mail.
            supervisor.start(name, python_words(*words), log, gives_way=name != "web")

    def _announce(self, address: str, accounts: str, caught: bool) -> None:
        self._say(f"\nSoundings is at {address}/")
        if accounts.strip():
            self._say("\nSample sign-ins (a code comes by mail):")
            self._say("\n".join(f"  {line}" for line in accounts.strip().splitlines()))
        if caught:
            self._say(f"\nOutgoing mail is caught and shown at {address}/mailbox/")
        if caught and accounts.strip():
            self._say("Staff type a second code when they sign in: the mailbox shows it as well.")
        self._say("\nCtrl-C ends everything.")

    def _watch(self, supervisor: Supervisor, services: embedded.Services) -> Never:
        for name in (embedded.POSTGRES, embedded.VALKEY):
            supervisor.listen_to(name, embedded.log_file(settings.VAR, name))
        while True:
            supervisor.look()
            for name in services.ensure():
                self._say(f"{name} was gone; it runs again")
            time.sleep(LOOK_SECONDS)

    def _say(self, line: str) -> None:
        with contextlib.suppress(BrokenPipeError):
            self.stdout.write(line)
            self.stdout.flush()


def refuse_taken_port(host: str, port: str) -> None:
    """Raise ServiceError with one line naming the port if we could not listen there."""
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise embedded.ServiceError(f"PORT is {port!r}: it must be a number from 1 to 65535.")
    try:
        family, kind, *_, target = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
    except OSError:
        raise embedded.ServiceError(f"HOST is {host!r}: no such address.") from None
    with socket.socket(family, kind) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(target)
            trial.listen()
        except OSError as error:
            reason = error.strerror.lower() if error.strerror else "cannot be used"
            raise embedded.ServiceError(
                f"Port {port} on {host} cannot be used ({reason}). "
                "Choose another: PORT=8001 make run"
            ) from None


@contextlib.contextmanager
def _alone(var: Path) -> Iterator[FileLock]:
    """Hold the one place per data folder."""
    place = site_lock(var)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(place)
    except OSError as error:
        raise embedded.ServiceError(f"{place} cannot be written: {error.strerror}.") from None
    try:
        if not lock.try_hold():
            raise embedded.ServiceError(
                f"Soundings already runs from this folder: {noted_site(lock)}"
            )
        yield lock
    finally:
        lock.close()


@contextlib.contextmanager
def _ending_on_signals() -> Iterator[None]:
    """Turn the first Ctrl-C, SIGTERM or closed terminal into one orderly end; ignore the rest."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def end(_number: int, _frame: FrameType | None) -> None:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        raise EndAskedError

    for number in numbers:
        signal.signal(number, end)
    yield


def _environment(address: str) -> dict[str, str]:
    """Return what every program of this run is told, mail being caught unless it has a server."""
    told = {
        **os.environ,
        "SOUNDINGS_VAR": str(settings.VAR.resolve()),
        "SITE_URL": os.environ.get("SITE_URL") or address,
        "SOUNDINGS_SAMPLE": os.environ.get("SOUNDINGS_SAMPLE") or "true",
        "PYTHONUNBUFFERED": "1",
    }
    if not os.environ.get("EMAIL_URL"):
        mailbox = settings.VAR.resolve() / "mailbox"
        mailbox.mkdir(parents=True, exist_ok=True)
        told |= {"EMAIL_URL": f"smtp://127.0.0.1:{_free_port()}", "SOUNDINGS_MAILBOX": str(mailbox)}
    return told


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104


def _named(host: str) -> str:
    """Return the host as people are told it: on a bare number no browser makes a passkey."""
    reachable = _reachable(host)
    return "localhost" if reachable == "127.0.0.1" else reachable


def _await_first_page(supervisor: Supervisor, host: str, port: str) -> None:
    """Return once the home page has answered; raise if it does not."""
    last = time.monotonic() + FIRST_PAGE_SECONDS
    answer, failures = "no answer", 0
    while time.monotonic() < last and failures < 3:
        supervisor.look()
        status = _status(_reachable(host).strip("[]"), int(port))
        if 0 < status < 400:
            return
        if status:
            answer, failures = f"it answers {status}", failures + 1
        time.sleep(LOOK_SECONDS)
    raise embedded.ServiceError(
        f"The first page did not come ({answer}); see {embedded.log_file(settings.VAR, 'web')}."
    )


def _status(host: str, port: int) -> int:
    """Return the status of the home page, or 0 while nobody answers."""
    line = http.client.HTTPConnection(host, port, timeout=10)
    try:
        line.request("GET", "/")
        return line.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        line.close()


def _end_with_parent() -> None:
    end_with_parent()
    if os.getppid() == 1:
        raise SystemExit(1)
