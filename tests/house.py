"""One running `manage.py up`, to be looked at from outside."""

from __future__ import annotations

import http.client
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import psutil
from django.conf import settings

T = TypeVar("T")
TAKEN_AWAY = ("DATABASE_URL", "TEST_DATABASE_URL", "REDIS_URL", "EMAIL_URL", "MAIL_CATCHER", "SITE_URL")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(look: Callable[[], T], seconds: float = 60) -> T:
    """What `look` gives, as soon as it is true."""
    end = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)
    return found


class House:
    """One running `manage.py up`, in a folder and on a port of its own."""

    def __init__(self, var: Path, more: Mapping[str, str] | None = None) -> None:
        """`more` is added to its environment: DATABASE_URL, for one."""
        self.var, self.port, self.more = var, free_port(), dict(more or {})
        self.log = var.with_suffix(".log")
        var.mkdir(mode=0o700, exist_ok=True)
        (var / "mail.port").write_text(str(free_port()))  # several may be tested at once
        with self.log.open("wb") as log:
            self.supervisor = psutil.Popen(
                [sys.executable, "manage.py", "up"],
                env=self.env,
                cwd=settings.BASE_DIR,
                stdout=log,
                stderr=log,
            )

    @property
    def env(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name not in TAKEN_AWAY}
        own = {
            "KR_VAR": str(self.var),
            "PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        }
        return inherited | own | {"PYTHONDEVMODE": ""} | self.more

    def said(self) -> str:
        return self.log.read_text()

    def is_up(self) -> bool:
        assert self.supervisor.poll() is None, self.said()
        return "Kind Regards is at" in self.said()

    def status(self, path: str = "/") -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path, headers={"Host": f"localhost:{self.port}"})
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def processes(self) -> list[psutil.Process]:
        return [self.supervisor, *self.supervisor.children(recursive=True)]

    def part(self, word: str) -> list[psutil.Process]:
        """The direct children whose command line holds the word."""
        return [child for child in self.supervisor.children() if word in child.cmdline()]

    def pool(self) -> list[psutil.Process]:
        return [process for worker in self.part("worker") for process in worker.children()]


@contextmanager
def opened(var: Path, more: Mapping[str, str] | None = None) -> Iterator[House]:
    """A house that is up; none of its processes is left afterwards."""
    house = House(var, more)
    everyone: list[psutil.Process] = [house.supervisor]
    try:
        until(house.is_up)
        everyone = house.processes()
        yield house
    finally:
        for process in everyone:
            if process.is_running():
                process.kill()
        house.supervisor.wait()
