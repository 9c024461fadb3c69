"""A real SMTP server in this process, which answers as the test tells it to."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings


@dataclass(frozen=True)
class Caught:
    """One mail the server said 250 to."""

    recipients: list[str]
    mail: EmailMessage


@dataclass
class SmtpSink:
    """Keeps what it accepts; `answers` scripts RCPT by address, `data_answers` the next DATAs."""

    caught: list[Caught] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    data_answers: list[str] = field(default_factory=list)
    before_250: Callable[[], None] | None = None
    connections: int = 0
    is_silent: bool = False

    @property
    def mails(self) -> list[EmailMessage]:
        return [caught.mail for caught in self.caught]

    async def handle_EHLO(  # noqa: N802
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, lines: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return lines

    async def handle_RCPT(  # noqa: N802
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.is_silent:
            await asyncio.Event().wait()
        answer = self.data_answers.pop(0) if self.data_answers else "250 OK"
        if answer.startswith("250"):
            if self.before_250:
                await asyncio.to_thread(self.before_250)
            mail = message_from_bytes(envelope.original_content or b"", policy=policy.default)
            assert isinstance(mail, EmailMessage)
            self.caught.append(Caught(list(envelope.rcpt_tos), mail))
        return answer


def serve_handler(handler: object) -> Iterator[int]:
    """Serve an aiosmtpd handler on a free port; yields the port, and stops when closed."""
    loop = asyncio.new_event_loop()
    listener = socket.create_server(("127.0.0.1", 0))
    making = loop.create_server(
        lambda: SMTP(handler, enable_SMTPUTF8=True, hostname="sink", loop=loop), sock=listener
    )
    server = loop.run_until_complete(making)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        loop.call_soon_threadsafe(server.close)
        asyncio.run_coroutine_threadsafe(_cancel_all(), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _cancel_all() -> None:
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


@pytest.fixture
def smtp_sink(settings: Settings) -> Iterator[SmtpSink]:
    """Return a running server; Django's mail goes to it for the length of the test."""
    sink = SmtpSink()
    for port in serve_handler(sink):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield sink
