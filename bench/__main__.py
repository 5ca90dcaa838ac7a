"""Measures everything on SQLite and on PostgreSQL, and says which limits were missed: python -m bench [--size 10000]

What is found stands on the last line as one JSON object; all before it is for reading. The status is 1 if a
figure misses its limit.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.grounds import DATABASES, Figures, Ground
from bench.limits import LIMITS, worst_of
from bench.processes import measured

SIZE = 2000
COUNTS = ("duplicates", "lost", "unsettled")  # of all parts together
PARTS = ("memory", "pages", "letters", "nudges")


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description="How fast the program is.")
    parser.add_argument("--size", type=int, default=SIZE, help="applications in the account (%(default)s)")
    parser.add_argument("--seconds", type=float, default=0.4, help="of load on one page at a time (%(default)s)")
    parser.add_argument("--letters", type=int, default=200, help="letters in each of three rounds (%(default)s)")
    parser.add_argument("--nudges", type=int, default=1000, help="nudges due at once (%(default)s)")
    parser.add_argument("--on", choices=DATABASES, nargs="+", default=list(DATABASES), help="the databases")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=list(PARTS), help="the parts")
    options = parser.parse_args(arguments)
    asked = {
        "memory": [],
        "pages": [str(options.size), str(options.seconds)],
        "letters": [str(options.letters)],
        "nudges": [str(options.nudges)],
    }
    started = time.monotonic()
    found: dict[str, Figures] = {}
    for database in options.on:
        with TemporaryDirectory(prefix="kr-bench-") as name, DATABASES[database](Path(name)) as ground:
            found[database] = measure(ground, {part: asked[part] for part in options.only})
    worst = worst_of(list(found.values()))
    missed = [name for name, limit in LIMITS.items() if name in worst and not limit.holds(worst[name])]
    show(found, worst)
    print(f"\n{time.monotonic() - started:.0f} s. Missed: {', '.join(missed) or 'none'}.\n", flush=True)
    print(json.dumps({"size": options.size, **worst, "missed": missed, **found}))
    return 1 if missed else 0


def measure(ground: Ground, parts: dict[str, list[str]]) -> Figures:
    """Everything asked for, on one database; each part in a process and with rows of its own."""
    ground.prepare()
    figures: Figures = {}
    for part, arguments in parts.items():
        print(f"{ground.name}: {part} ...", file=sys.stderr, flush=True)
        found = measured(part, arguments, ground.env(ground.copy(part)))
        figures |= {name: value + figures.get(name, 0) if name in COUNTS else value for name, value in found.items()}
    return figures


def show(found: dict[str, Figures], worst: Figures) -> None:
    """A table: a line for each figure, a column for each database, and the limit where there is one."""
    print(f"\n{'':32}" + "".join(f"{database:>12}" for database in found) + "   limit")
    for name in dict.fromkeys(name for figures in found.values() for name in figures):
        values = [figures.get(name, "") for figures in found.values()]
        limit = LIMITS.get(name)
        mark = "" if limit is None else f"{limit}" if limit.holds(worst[name]) else f"{limit}  MISSED"
        print(f"{name:32}" + "".join(f"{value:>12}" for value in values) + f"   {mark}".rstrip())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
