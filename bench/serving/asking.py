"""As many requests as a server answers, over a few connections that stay open."""

import socket
import threading
import time
from typing import Final

CONNECTIONS: Final = 8
HOST: Final = "127.0.0.1"


class Asker:
    """One connection that asks for one address again and again."""

    def __init__(self, port: int, path: str) -> None:
        self._socket = socket.create_connection((HOST, port), timeout=30)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._words = f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode()
        self.answered = 0

    def ask(self) -> bytes:
        """Return the answer's bytes; raise if it is not 200."""
        self._socket.sendall(self._words)
        got = self._socket.recv(262_144)
        while b"\r\n\r\n" not in got:
            got += self._more()
        head, _, body = got.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode(errors="replace"))
        parts = [body]
        left = _length(head) - len(body)
        while left > 0:
            parts.append(self._more())
            left -= len(parts[-1])
        self.answered += 1
        return b"".join(parts)

    def ask_until(self, end: float) -> None:
        while time.monotonic() < end:
            self.ask()

    def close(self) -> None:
        self._socket.close()

    def _more(self) -> bytes:
        got = self._socket.recv(262_144)
        if not got:
            raise ConnectionError("the server closed the connection")
        return got


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise RuntimeError("an answer without its length")


def requests_a_second(port: int, path: str, seconds: float) -> float:
    """Return how many requests were answered in a second, by a server that is kept busy."""
    askers = [Asker(port, path) for _ in range(CONNECTIONS)]
    begun = time.monotonic()
    hands = [threading.Thread(target=one.ask_until, args=(begun + seconds,)) for one in askers]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    took = time.monotonic() - begun
    for one in askers:
        one.close()
    return sum(one.answered for one in askers) / took
