"""Processes that end with the one that started them, however that one ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from config.tether import tethered

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 300  # seconds that one part may take
GRACE = 30  # seconds to end when asked to: a stack ends its parts in their order


@contextmanager
def running(command: Sequence[str], env: Mapping[str, str] | None = None) -> Iterator[subprocess.Popen[str]]:
    """A process with its standard output as a pipe, asked to end and waited for afterwards."""
    process = subprocess.Popen(
        tethered([sys.executable, *command]),
        env=os.environ | (env or {}),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(GRACE)
            except subprocess.TimeoutExpired:
                process.kill()


def measured(part: str, arguments: Sequence[str], env: Mapping[str, str]) -> dict[str, Any]:
    """The figures that a part prints on its last line. Raises CalledProcessError or TimeoutExpired."""
    command = [sys.executable, "-m", "bench.part", part, *arguments]
    with subprocess.Popen(
        tethered(command), env=dict(env), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            said, _ = process.communicate(timeout=PATIENCE)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    figures: dict[str, Any] = json.loads(said.splitlines()[-1])
    return figures
