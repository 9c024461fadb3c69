"""The embedded Valkey: queue, cache and rate limits, on a unix socket alone."""

import os
import signal
import socket
import subprocess
from pathlib import Path
from typing import IO

from .paths import (
    VALKEY,
    make_private_folder,
    service_folder,
    socket_folder,
    valkey_program,
    valkey_socket,
)
from .processes import end_with_parent


class Valkey:
    """One server; what is queued survives a clean stop, and nothing more is promised of it."""

    name = VALKEY
    stop_signal = signal.SIGTERM
    kill_signal = signal.SIGKILL

    def __init__(self, var: Path, *, fast: bool) -> None:
        self._data = service_folder(var, VALKEY) / "data"
        self._sockets = socket_folder(var, VALKEY)
        self._socket = valkey_socket(var)
        self._fast = fast

    def start(self, log: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start the server on its socket."""
        for folder in (self._data, self._sockets):
            make_private_folder(folder, (os.geteuid(),))
        self._socket.unlink(missing_ok=True)
        options = {
            "port": "0",
            "unixsocket": str(self._socket),
            "unixsocketperm": "700",
            "dir": str(self._data),
            "daemonize": "no",
            "appendonly": "no",
            "save": "",
            "shutdown-on-sigterm": "nosave" if self._fast else "save",
            "maxmemory": "0",
            "loglevel": "warning",
        }
        words = [word for name, value in options.items() for word in (f"--{name}", value)]
        return subprocess.Popen(  # noqa: S603
            [str(valkey_program()), *words],
            preexec_fn=lambda: end_with_parent(signal.SIGTERM),  # noqa: PLW1509 one thread
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )

    def is_ready(self) -> bool:
        """Return whether the server answers, having read what it had saved."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            try:
                line.connect(str(self._socket))
                line.sendall(b"PING\r\n")
                return line.recv(64).startswith(b"+PONG")
            except OSError:
                return False
