"""The doorbell's rules, where a setting could break them unseen."""

import importlib
from types import SimpleNamespace

from config.celery_app import app, be_patient


def test_nothing_but_json_is_read_from_the_broker() -> None:
    assert list(app.conf.accept_content) == ["json"]
    assert app.conf.task_serializer == "json"


def test_no_result_no_late_acknowledgement_no_hoarding() -> None:
    assert app.conf.task_ignore_result is True
    assert app.conf.task_acks_late is False
    assert app.conf.worker_prefetch_multiplier == 1


def test_every_entry_of_the_clock_names_a_task_that_exists() -> None:
    tasks = {f"{name}.tasks" for name in ("correspondence", "reminders", "declines")}
    for module in tasks:
        importlib.import_module(module)
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)


def test_a_sweep_that_waited_too_long_is_dropped() -> None:
    for entry in app.conf.beat_schedule.values():
        assert entry["options"]["expires"] <= entry["schedule"]


def test_a_worker_waits_longer_for_the_broker_than_a_page_does() -> None:
    worker = SimpleNamespace(broker_transport_options=dict(app.conf.broker_transport_options))
    assert worker.broker_transport_options["socket_timeout"] <= 1
    be_patient(conf=worker)
    assert worker.broker_transport_options["socket_timeout"] >= 10
