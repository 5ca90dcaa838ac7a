"""Requests at one address, as many as are answered: eight connections, each asking again at once."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

CONNECTIONS = 8
# A connection stays with one worker process; taking a new one now and then spreads them evenly.
ASKED_OVER_ONE = 25


class Refused(Exception):
    """The page did not answer 200; the first line says what it did answer."""


@dataclass(frozen=True)
class Target:
    port: int
    path: str
    session: str = ""

    @property
    def request(self) -> bytes:
        lines = [f"GET {self.path} HTTP/1.1", "Host: localhost", "Accept: text/html", "Accept-Encoding: gzip"]
        if self.session:
            lines.append(f"Cookie: sessionid={self.session}")
        return "\r\n".join([*lines, "", ""]).encode()


@dataclass(frozen=True)
class Rate:
    """Requests per second, and the seconds that each answer took, sorted."""

    per_s: float
    seconds: list[float]


@dataclass
class Line:
    """One connection, and the answer that is coming in."""

    target: Target
    asked: int = 0
    began: float = 0.0
    socket: socket.socket = field(init=False)
    came: bytearray = field(default_factory=bytearray)
    whole: int = 0  # bytes of the answer with its head; 0 until the head is in

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.target.port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self) -> None:
        self.came.clear()
        self.whole = 0
        self.asked += 1
        self.began = time.perf_counter()
        self.socket.sendall(self.target.request)

    def has_whole_answer(self) -> bool:
        """Take in what has come. Raises Refused."""
        more = self.socket.recv(262_144)
        if not more:
            raise Refused(f"{self.target.path}: the connection ended")
        self.came += more
        if not self.whole:
            head, found, _ = self.came.partition(b"\r\n\r\n")
            if not found:
                return False
            if not head.startswith(b"HTTP/1.1 200"):
                raise Refused(f"{self.target.path}: {head.splitlines()[0].decode()}")
            length = next(line for line in head.lower().splitlines() if line.startswith(b"content-length:"))
            self.whole = len(head) + 4 + int(length.partition(b":")[2])
        return len(self.came) >= self.whole


def rate_of(target: Target, seconds: float) -> Rate:
    """Ask for so long. Raises Refused for anything but 200, TimeoutError if nothing comes for half a minute."""
    lines = [Line(target) for _ in range(CONNECTIONS)]
    try:
        with selectors.DefaultSelector() as selector:
            began = time.perf_counter()
            taken = list(_answers(lines, selector, began + seconds))
            lasted = time.perf_counter() - began
    finally:
        for line in lines:
            line.socket.close()
    return Rate(len(taken) / lasted, sorted(taken))


def _answers(lines: list[Line], selector: selectors.BaseSelector, end: float) -> Iterator[float]:
    """The seconds of each answer, until all that was asked before `end` is answered."""
    for each in lines:
        each.ask()
        selector.register(each.socket, selectors.EVENT_READ, each)
    while selector.get_map():
        ready = selector.select(30)
        if not ready:
            raise TimeoutError(f"{lines[0].target.path}: no answer in 30 s")
        for key, _ in ready:
            line: Line = key.data
            if not line.has_whole_answer():
                continue
            now = time.perf_counter()
            yield now - line.began
            if now >= end or not line.asked % ASKED_OVER_ONE:
                selector.unregister(line.socket)
                line.socket.close()
                if now >= end:
                    continue
                line.open()
                selector.register(line.socket, selectors.EVENT_READ, line)
            line.ask()
