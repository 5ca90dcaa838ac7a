"""A page rings the worker when it has committed. A broker that is not there must not show."""

import socket
import time
from collections.abc import Iterator

import pytest
from celery import Celery
from django.db import transaction
from kombu.exceptions import OperationalError
from pytest_django import DjangoCaptureOnCommitCallbacks

from config.celery_app import Doorbell


@pytest.fixture(autouse=True)
def _rested(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Doorbell, "rests_until", 0.0)


def bell(broker: str) -> Doorbell:
    """A task of an application that is ours in everything but the broker."""
    app = Celery("test", task_cls=Doorbell, broker=broker, set_as_current=False)
    app.config_from_object("django.conf:settings", namespace="CELERY")
    app.conf["broker_url"] = broker

    @app.task(name="look")
    def look() -> None: ...

    return look


@pytest.fixture
def deaf() -> Iterator[str]:
    """A broker that takes the connection and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"


@pytest.mark.django_db
def test_it_rings_only_after_the_commit(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    rung: list[object] = []
    monkeypatch.setattr(Doorbell, "delay", lambda _self, *args: rung.append(args))
    with django_capture_on_commit_callbacks(execute=True):
        bell("redis://127.0.0.1:1/0").delay_on_commit(7)
        assert rung == []
    assert rung == [(7,)]


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_costs_a_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with transaction.atomic():
        bell("redis://127.0.0.1:1/0").delay_on_commit()
    assert "the broker did not take look" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_hangs_costs_one_page_a_second_and_not_every_page(deaf: str) -> None:
    task = bell(deaf)
    waits = []
    for _ in range(5):
        started = time.monotonic()
        task.delay_on_commit()
        waits.append(time.monotonic() - started)
    assert waits[0] < 10
    assert sum(waits[1:]) < 0.5


def test_it_is_tried_again_after_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []

    def in_vain(_self: Doorbell) -> None:
        tried.append(1)
        raise OperationalError

    monkeypatch.setattr(Doorbell, "delay", in_vain)
    task = bell("redis://127.0.0.1:1/0")
    task.ring()
    task.ring()
    assert len(tried) == 1
    monkeypatch.setattr(Doorbell, "rests_until", time.monotonic())
    task.ring()
    assert len(tried) == 2
