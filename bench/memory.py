"""What the whole program takes of the machine's memory while nobody does anything."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from bench.grounds import Figures
from bench.processes import running
from tests.house import free_port

SETTLED = 7.0  # seconds; every sweep has run by then
MEGABYTE = 1024 * 1024
PARTS = ("gunicorn", "worker", "beat", "catcher", "valkey")


def measure() -> Figures:
    """Memory of `manage.py up` in MB: the proportional share (PSS), so that what processes share counts once."""
    with up() as supervisor:
        time.sleep(SETTLED)
        parts = {name: pss(processes) for name, processes in parts_of(supervisor).items()}
    return {"stack_pss_mb": round(sum(parts.values())), **{f"{name}_pss_mb": round(mb) for name, mb in parts.items()}}


@contextmanager
def up() -> Iterator[psutil.Process]:
    """The program as `make run` starts it, on the database of the environment, once its first page has come."""
    with tempfile.TemporaryDirectory(prefix="kr-bench-") as var:
        (Path(var) / "mail.port").write_text(str(free_port()))
        env = {
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "KR_VAR": var,
            "PORT": str(free_port()),
            **dict.fromkeys(("REDIS_URL", "EMAIL_URL", "SITE_URL"), ""),
        }
        with running(["manage.py", "up"], env) as process:
            if not any("Kind Regards is at" in line for line in process.stdout or ()):
                raise RuntimeError("manage.py up did not come up")
            yield psutil.Process(process.pid)


def parts_of(supervisor: psutil.Process) -> dict[str, list[psutil.Process]]:
    parts = {"supervisor": [supervisor]}
    for child in supervisor.children():
        words = " ".join(child.cmdline())
        name = next((name for name in PARTS if name in words), "other")
        parts.setdefault(name, []).extend([child, *child.children(recursive=True)])
    return parts


def pss(processes: list[psutil.Process]) -> float:
    return sum(process.memory_full_info().pss for process in processes) / MEGABYTE
