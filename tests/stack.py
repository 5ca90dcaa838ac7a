"""The whole program for tests: `manage.py up` with its own database, broker, worker, clock and mail catcher.

Nothing of it is replaced. A test looks at it from outside, by its pages and its caught mail; and into its
rows, where a day must pass in a second.
"""

from __future__ import annotations

import datetime as dt
import email
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from django.db import connections, models
from django.db.models import F

from accounts.models import User
from config import celery_app, valkey
from config.catcher import folder
from config.settings.base import database
from declines.models import Decline
from tests.house import House, free_port, opened


@dataclass(frozen=True)
class Mail:
    """One caught message and the envelope that it came in."""

    message: EmailMessage
    name: str = field(default="", compare=False)

    def __getitem__(self, header: str) -> str:
        return " ".join(str(self.message.get(header, "")).split())

    @property
    def recipients(self) -> list[str]:
        """The envelope's, not the header's."""
        return [str(each) for each in self.message.get_all("Delivered-To", [])]

    @property
    def is_nudge(self) -> bool:
        return self["Auto-Submitted"] == "auto-generated"

    @property
    def text(self) -> str:
        body = self.message.get_body(("plain",))
        return str(body.get_content()) if body is not None else ""


class Stack:
    """A running program; `alias` is its database for Model.objects.using(…)."""

    def __init__(self, house: House, database_url: str, alias: str) -> None:
        self.house, self.alias = house, alias
        self.url = f"http://localhost:{house.port}"
        whole: dict[str, Any] = {"ATOMIC_REQUESTS": False, "AUTOCOMMIT": True, "TIME_ZONE": None, "TEST": {}}
        default = connections.databases["default"] | {"OPTIONS": {}}
        connections.databases[alias] = default | whole | database(database_url)

    def rows(self, model: type[models.Model]) -> models.QuerySet[models.Model]:
        return model._default_manager.using(self.alias)

    def user(self, address: str) -> User:
        return User.objects.using(self.alias).get(email=address)

    def sweep(self) -> None:
        """Ring for the worker to look at what is due now, rather than in a few seconds."""
        broker = f"redis+socket://{valkey.socket_path(self.house.var)}"
        with celery_app.connection_for_write(broker) as connection:
            celery_app.send_task("reminders.tasks.sweep", connection=connection)

    def pass_hours(self, person: str, hours: float) -> None:
        """Let the person's decisions lie that much further back: hours gone by without waiting for them."""
        gone = dt.timedelta(hours=hours)
        mine = Decline.objects.using(self.alias).filter(owner__email=person)
        mine.update(decided_at=F("decided_at") - gone, send_by=F("send_by") - gone)

    # The mail catcher.

    def mails(self, since: str = "") -> list[Mail]:
        """What was caught after the mail of that name, oldest first."""
        names = sorted(name for name in folder.names(self.house.var / "mail") if name > since)
        return [Mail(self._parsed(name), name) for name in names]

    def newest_mail(self) -> str:
        return max(folder.names(self.house.var / "mail"), default="")

    def _parsed(self, name: str) -> EmailMessage:
        raw = (self.house.var / "mail" / f"{name}.eml").read_bytes()
        return email.message_from_bytes(raw, policy=default)

    def wait_for_mails(self, count: int, *, to: str, since: str = "", seconds: float = 20) -> list[Mail]:
        """The mails to that address, once there are so many; AssertionError if they do not come."""
        end = time.monotonic() + seconds
        while True:
            mine = [mail for mail in self.mails(since) if to in mail.recipients]
            if len(mine) >= count:
                return mine
            assert time.monotonic() < end, f"{len(mine)} of {count} mails to {to} after {seconds} s"
            time.sleep(0.05)


@contextmanager
def standing(var: Path, database_url: str = "", alias: str = "stack") -> Iterator[Stack]:
    """A stack that is up, on SQLite unless a database is given. All of it is gone afterwards."""
    var.mkdir(mode=0o700)
    # Two that start at the same moment must not both take the usual port.
    (var / "mail.port").write_text(str(free_port()))
    more = {"DATABASE_URL": database_url} if database_url else None
    with opened(var, more) as house:
        stack = Stack(house, database_url or f"sqlite:///{var / 'db.sqlite3'}", alias)
        try:
            yield stack
        finally:
            connections[alias].close()
            del connections[alias]
            del connections.databases[alias]
