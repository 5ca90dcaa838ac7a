"""A page rings the worker when it has committed. A broker that is not there must not show."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import cast

import pytest
from django.conf import settings
from kombu.exceptions import OperationalError
from pytest_django import DjangoCaptureOnCommitCallbacks

from config.celery_app import Doorbell
from correspondence import tasks

sweep = cast(Doorbell, tasks.sweep)
RING_FIVE_TIMES = """
import django, json, time
django.setup()
from correspondence.tasks import sweep
waits = []
for _ in range(5):
    started = time.monotonic()
    sweep.delay_on_commit()
    waits.append(time.monotonic() - started)
print(json.dumps(waits))
"""


def ring_five_times(broker: str) -> tuple[list[float], str]:
    """Seconds that each of five rings took, and the log, in a process that knows this broker alone."""
    done = subprocess.run(
        [sys.executable, "-c", RING_FIVE_TIMES],
        env=os.environ | {"REDIS_URL": broker, "DJANGO_SETTINGS_MODULE": "config.settings.test"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout), done.stderr


@pytest.fixture
def deaf() -> Iterator[str]:
    """A broker that takes the connection and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"


def test_a_broker_that_is_down_costs_one_line_in_the_log() -> None:
    _, log = ring_five_times("redis://127.0.0.1:1/0")
    assert log.count("the broker did not take correspondence.tasks.sweep") == 1
    assert "Traceback" not in log


def test_a_broker_that_hangs_costs_one_page_a_second_and_not_every_page(deaf: str) -> None:
    waits, _ = ring_five_times(deaf)
    assert waits[0] < 10
    assert sum(waits[1:]) < 0.5


@pytest.mark.django_db
def test_it_rings_only_after_the_commit(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    rung: list[object] = []
    monkeypatch.setattr(Doorbell, "ring", lambda _self, *args: rung.append(args))
    with django_capture_on_commit_callbacks(execute=True):
        sweep.delay_on_commit(7)
        assert rung == []
    assert rung == [(7,)]


def test_it_is_tried_again_after_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []

    def in_vain(_self: Doorbell) -> None:
        tried.append(1)
        raise OperationalError

    monkeypatch.setattr(Doorbell, "delay", in_vain)
    monkeypatch.setattr(Doorbell, "rests_until", 0.0)
    sweep.ring()
    sweep.ring()
    assert len(tried) == 1
    monkeypatch.setattr(Doorbell, "rests_until", time.monotonic())
    sweep.ring()
    assert len(tried) == 2
