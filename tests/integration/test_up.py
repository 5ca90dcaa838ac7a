"""`manage.py up` for real: its first page, its parts, and that nothing survives it."""

from __future__ import annotations

import os
import signal
import smtplib
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from django.conf import settings

from tests.house import TAKEN_AWAY, House, opened, until

pytestmark = [pytest.mark.services, pytest.mark.timeout(180)]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path / "var") as house:
        yield house


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_nothing_survives_it(house: House, number: signal.Signals) -> None:
    until(lambda: len(house.pool()) == 2)
    everyone = house.processes()
    assert len(everyone) == 9  # itself; gunicorn, 2; catcher; valkey; Celery's worker, 3; beat
    house.supervisor.send_signal(number)
    _, alive = psutil.wait_procs(everyone, timeout=40)
    assert [process.cmdline() for process in alive] == []
    if number != signal.SIGKILL:
        assert house.supervisor.returncode == 0


def test_the_pages_answer_and_mail_is_caught(house: House) -> None:
    assert house.status("/account/signup/") == 200
    assert house.status("/static/bootstrap/css/bootstrap.min.css") == 200
    assert house.status("/health/") == 200
    assert oct(house.var.stat().st_mode)[-3:] == "700"
    (catcher,) = house.part("config.catcher.server")
    with smtplib.SMTP("127.0.0.1", int(catcher.cmdline()[-1]), timeout=5) as smtp:
        smtp.sendmail("a@example.com", ["b@example.com"], "Subject: Hello\r\n\r\nYou there.")
    assert len(list((house.var / "mail").glob("*.eml"))) == 1
    assert house.status("/dev/mail/") == 200


def test_a_part_that_dies_is_started_again_and_leaves_nothing(house: House) -> None:
    until(lambda: len(house.pool()) == 2)
    (worker,), pool = house.part("worker"), house.pool()
    worker.kill()
    assert psutil.wait_procs(pool, timeout=5)[1] == []  # its pool went with it
    again = until(lambda: [found for found in house.part("worker") if found.pid != worker.pid])
    until(lambda: len(again[0].children()) == 2)
    assert "worker ended (status -9); starting it again" in house.said()


def test_pages_work_while_redis_is_down_and_the_worker_finds_it_again(house: House) -> None:
    until(lambda: len(house.pool()) == 2)
    (valkey,) = [child for child in house.supervisor.children() if "valkey-server" in child.name()]
    valkey.suspend()
    assert house.status("/account/login/") == 200
    valkey.kill()
    assert house.status("/account/login/") == 200
    until(lambda: [child for child in house.supervisor.children() if "valkey-server" in child.name()])
    ping = [sys.executable, "-m", "celery", "--app", "config", "inspect", "ping", "--timeout", "2"]
    env = house.env | {"REDIS_URL": f"redis+socket://{house.var / 'valkey' / 'socket'}"}
    until(lambda: subprocess.run(ping, env=env, cwd=settings.BASE_DIR, capture_output=True).returncode == 0)


def test_a_second_one_says_that_it_is_running(house: House) -> None:
    second = subprocess.run(
        [sys.executable, "manage.py", "up"],
        env=house.env,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )
    assert second.returncode == 1
    assert second.stderr.startswith("Kind Regards cannot start: it is already running")
    assert second.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("env", "line"),
    [
        ({"PORT": "70000"}, "there is no port 70000"),
        ({"KR_VAR": "/proc/nowhere"}, "cannot be written"),
        ({"PORT": "many"}, "PORT must be a whole number"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, env: dict[str, str], line: str) -> None:
    said = refused({"KR_VAR": str(tmp_path / "var")} | env)
    assert line in said


def test_a_taken_port_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"port {port} is taken" in refused({"KR_VAR": str(tmp_path / "var"), "PORT": port})


def refused(env: dict[str, str]) -> str:
    """The one line with which `up` refuses to start in such an environment."""
    inherited = {name: value for name, value in os.environ.items() if name not in TAKEN_AWAY}
    done = subprocess.run(
        [sys.executable, "manage.py", "up"],
        env=inherited | {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "PYTHONDEVMODE": ""} | env,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr
