"""A real SMTP server that delivers nothing: each mail becomes one file in a folder."""

import asyncio
import logging
import secrets
import signal
from datetime import UTC, datetime
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session  # noqa: TID251 (the one module that catches mail)

MOST_KEPT = 1000


class FolderHandler:
    """Writes each mail as `<time>-<random>.eml`, whole or not at all, and keeps the newest."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(  # noqa: N802 (aiosmtpd's name)
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        content = envelope.original_content or b""
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}-{secrets.token_hex(8)}.eml"
        unfinished = self.folder / f".{name}"
        unfinished.write_bytes(content)
        unfinished.replace(self.folder / name)
        self._forget_oldest()
        return "250 Kept in the mailbox"

    def _forget_oldest(self) -> None:
        for old in sorted(self.folder.glob("*.eml"), reverse=True)[MOST_KEPT:]:
            old.unlink(missing_ok=True)


async def serve(folder: Path, port: int, host: str = "127.0.0.1") -> None:
    """Catch mail until SIGTERM or SIGINT; raises OSError when the port is taken."""
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd tells every command
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    handler = FolderHandler(folder)
    server = await loop.create_server(
        lambda: SMTP(handler, enable_SMTPUTF8=True, hostname="mailbox", loop=loop), host, port
    )
    async with server:
        await ended.wait()
