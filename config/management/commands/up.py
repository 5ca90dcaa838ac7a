"""`manage.py up`: everything a person needs, in the foreground, and nothing left when it ends."""

import fcntl
import http.client
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from config import env, valkey
from config.catalogs import compile_catalogs
from config.preflight import NotReadyError, private_folder
from config.supervisor import Child, Supervisor

HOST = "127.0.0.1"
MAIL_PORT = 2525  # of the catcher, the first time
PATIENCE = 60.0  # seconds until a part answers; slow disks take some
PYTHON = sys.executable
CELERY = [PYTHON, "-m", "celery", "--quiet", "--app", "config"]
QUIET = ["--loglevel=WARNING", "--without-gossip", "--without-mingle", "--without-heartbeat"]


class Command(BaseCommand):
    help = (
        "Runs Kind Regards: the web server, the worker, the clock, and, unless REDIS_URL and EMAIL_URL "
        "name real ones, a broker and a mail catcher of its own. PORT chooses the port; Ctrl-C stops it all."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        var: Path = private_folder(settings.VAR_DIR)
        port = env.number("PORT", 8000)
        with alone(var):
            require_free(port)
            prepare()
            run(var, port, self.say)

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


@contextmanager
def alone(var: Path) -> Iterator[None]:
    """Lets one supervisor at a time work in a folder: two clocks would do everything twice."""
    with (var / "up.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotReadyError(f"it is already running from {var}.") from None
        yield


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def require_free(port: int) -> None:
    if not 0 < port < 65536:
        raise NotReadyError(f"there is no port {port}; PORT is a number from 1 to 65535.")
    if port < 1024 and os.geteuid() != 0:
        raise NotReadyError(f"port {port} is for the administrator; choose one above 1023, for example PORT=8000.")
    if not is_free(port):
        raise NotReadyError(f"port {port} is taken. Choose another one: PORT={port + 1} make run")


def kept_mail_port(var: Path) -> int:
    """The catcher's port: that of the last time if it is free, for people's mailboxes name it."""
    note = var / "mail.port"
    last = int(note.read_text()) if note.exists() else MAIL_PORT
    port = last if is_free(last) else any_port()
    note.write_text(str(port))
    return port


def any_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def prepare() -> None:
    """Brings the translations and the database up to date; quick when they are."""
    compile_catalogs(settings.BASE_DIR / "locale")
    call_command("migrate", interactive=False, verbosity=0)
    connections.close_all()


def run(var: Path, port: int, say: Callable[[str], None]) -> None:
    """Starts everything, says the address, and tends it until a signal comes."""
    has_broker, has_mail = bool(env.text("REDIS_URL")), bool(env.text("EMAIL_URL"))
    mail_port = kept_mail_port(var)
    shared = {
        "PYTHONUNBUFFERED": "1",
        # Celery's advice not to run as root is for servers; here it is whoever typed the command.
        "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges",
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        "SITE_URL": env.text("SITE_URL") or f"http://localhost:{port}",
        "WEB_BIND": f"{HOST}:{port}",
        "WEB_PROCESSES": "1",
        "WEB_THREADS": "8",
    }
    if not has_broker:
        shared["REDIS_URL"] = f"redis+socket://{valkey.socket_path(var)}"
    if not has_mail:
        shared |= {"MAIL_CATCHER": "1", "EMAIL_URL": f"smtp://{HOST}:{mail_port}"}

    supervisor = Supervisor(say)
    supervisor.listen_to_signals()
    try:
        supervisor.add(Child("web", [PYTHON, "-m", "gunicorn", "--config", "python:config.web"], shared))
        if not has_mail:
            folder = str(settings.MAIL_CATCHER_DIR)
            supervisor.add(Child("mail", [PYTHON, "-m", "config.catcher.server", folder, str(mail_port)]))
        if not has_broker:
            supervisor.add(Child("valkey", valkey.command(var)))
            supervisor.wait_until(lambda: valkey.answers(var), PATIENCE, "the embedded Redis")
        supervisor.add(Child("worker", [*CELERY, "worker", "--concurrency=2", *QUIET], shared))
        supervisor.add(Child("beat", [*CELERY, "beat", "--loglevel=WARNING", "--pidfile="], shared))
        if supervisor.wait_until(lambda: page_answers(port), PATIENCE, "the web server"):
            say(f"\n  Kind Regards is at http://localhost:{port}/  (Ctrl-C stops it)\n")
            supervisor.run()
    finally:
        supervisor.stop(["web", "beat"], ["worker"])


def page_answers(port: int) -> bool:
    """True once the first page comes, whatever it says of the person."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()
