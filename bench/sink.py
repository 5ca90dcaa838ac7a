"""A mail server in a process of its own: python -m bench.sink PORT. Says what it accepted when it is stopped."""

from __future__ import annotations

import json
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from bench.processes import running
from tests.smtp_sink import SmtpSink

RAW = "<raw."  # what the comparison sends begins so


class Sink:
    """A running sink: its `port`, and after it was stopped `accepted`, Message-ID to copies."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.accepted: dict[str, int] = {}


@contextmanager
def sink(port: int = 0) -> Iterator[Sink]:
    with running(["-m", "bench.sink", str(port)]) as process:
        if process.stdout is None:
            raise RuntimeError("the sink has no voice")
        found = Sink(int(process.stdout.readline()))
        try:
            yield found
        finally:
            process.terminate()
            found.accepted = json.loads(process.stdout.readline() or "{}")


def judged(sinks: Iterable[Sink], expected: int) -> dict[str, int]:
    """What the servers' own count says of `expected` messages of ours: `duplicates` and `lost`."""
    counts: Counter[str] = Counter()
    for each in sinks:
        counts.update(each.accepted)
    ours = {name: count for name, count in counts.items() if not name.startswith(RAW)}
    return {"duplicates": sum(ours.values()) - len(ours), "lost": expected - len(ours)}


def main(port: int) -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    with SmtpSink(port=port, fsync=False) as server:
        print(server.port, flush=True)
        signal.sigwait({signal.SIGTERM, signal.SIGINT})
        print(json.dumps(server.counts()), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
