"""What the whole program takes of the machine's memory while nobody does anything."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import psutil

from bench.grounds import Figures
from tests.house import House, opened

SETTLED = 7.0  # seconds; every sweep has run by then
MEGABYTE = 1024 * 1024


def measure() -> Figures:
    """Memory of `manage.py up` in MB: the proportional share (PSS), so that what processes share counts once."""
    with (
        tempfile.TemporaryDirectory(prefix="kr-bench-") as name,
        opened(Path(name) / "var", {"DATABASE_URL": os.environ["DATABASE_URL"]}) as house,
    ):
        house.status()
        time.sleep(SETTLED)
        parts = {name: pss(processes) for name, processes in parts_of(house).items()}
    return {"stack_pss_mb": round(sum(parts.values())), **{f"{name}_pss_mb": round(mb) for name, mb in parts.items()}}


def parts_of(house: House) -> dict[str, list[psutil.Process]]:
    parts: dict[str, list[psutil.Process]] = {"supervisor": [house.supervisor]}
    for child in house.supervisor.children():
        words = " ".join(child.cmdline())
        named = (name for name in ("gunicorn", "worker", "beat", "catcher", "valkey") if name in words)
        parts.setdefault(next(named, "other"), []).extend([child, *child.children(recursive=True)])
    return parts


def pss(processes: list[psutil.Process]) -> float:
    return sum(process.memory_full_info().pss for process in processes) / MEGABYTE
