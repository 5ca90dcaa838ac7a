"""How quick the pages and the sweeps are, on SQLite and on PostgreSQL: python -m bench [APPLICATIONS]

Each database is measured by a process of its own, with rows in proportion to a very long search.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import cluster

APPLICATIONS = "1000"


@contextmanager
def sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="kr-bench-") as folder:
        yield f"sqlite:///{Path(folder) / 'db.sqlite3'}"


def main(applications: str) -> None:
    for name, database in (("SQLite", sqlite), ("PostgreSQL", cluster)):
        with database() as url:
            print(f"\n{name}, {applications} applications", flush=True)
            env = os.environ | {"TEST_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
            subprocess.run([sys.executable, "-m", "bench.measure", applications], env=env, check=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else APPLICATIONS)
