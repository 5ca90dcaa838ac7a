"""Where it is measured: a private folder, an empty database of either kind, and settings of a server."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from cryptography.fernet import Fernet
from psycopg import sql

from bench.processes import ROOT
from tests.house import TAKEN_AWAY, free_port
from tests.postgres import cluster

Figures = dict[str, float]
NOBODY = "redis://127.0.0.1:1/0"  # bells are not what is measured: nothing listens there


@dataclass
class Ground:
    """`empty` is the address of a database with the tables and nothing in them, once it is prepared."""

    name: str
    folder: Path
    empty: str
    copy: Callable[[str], str]  # makes another database like the empty one, and gives its address
    keys: dict[str, str] = field(
        default_factory=lambda: {
            "SECRET_KEY": secrets.token_urlsafe(50),
            "FIELD_KEYS": Fernet.generate_key().decode(),
        }
    )

    def env(self, url: str) -> dict[str, str]:
        """The whole environment of a process that is to work with the database at `url`."""
        inherited = {name: value for name, value in os.environ.items() if name not in TAKEN_AWAY}
        return (
            inherited
            | self.keys
            | {
                "DJANGO_SETTINGS_MODULE": "config.settings.prod",
                "PYTHONDEVMODE": "",
                "KR_VAR": str(self.folder),
                "DATABASE_URL": url,
                "REDIS_URL": NOBODY,
                "EMAIL_URL": f"smtp://127.0.0.1:{free_port()}",
                "MAIL_ALLOW_PRIVATE_HOSTS": "1",
                "SITE_URL": "http://localhost",
            }
        )

    def prepare(self) -> None:
        """What is done once on a server: tables, the cache's too, and the front end's files."""
        for command in (["migrate"], ["createcachetable"], ["collectstatic", "--no-input"]):
            subprocess.run(
                [sys.executable, "manage.py", *command, "--verbosity=0"],
                env=self.env(self.empty),
                cwd=ROOT,
                check=True,
            )


@contextmanager
def sqlite(folder: Path) -> Iterator[Ground]:
    def copy(name: str) -> str:
        shutil.copy(folder / "empty.sqlite3", folder / f"{name}.sqlite3")
        return f"sqlite:///{folder / name}.sqlite3"

    yield Ground("sqlite", folder, f"sqlite:///{folder / 'empty'}.sqlite3", copy)


@contextmanager
def postgres(folder: Path) -> Iterator[Ground]:
    with cluster() as url:
        server = url.rpartition("/")[0]

        def create(name: str, template: str) -> str:
            with psycopg.connect(url, autocommit=True) as connection:
                make = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
                connection.execute(make.format(sql.Identifier(name), sql.Identifier(template)))
            return f"{server}/{name}"

        yield Ground("postgres", folder, create("empty", "template1"), lambda name: create(name, "empty"))


DATABASES: dict[str, Callable[[Path], AbstractContextManager[Ground]]] = {"sqlite": sqlite, "postgres": postgres}
