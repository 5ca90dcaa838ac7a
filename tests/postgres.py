"""A PostgreSQL of its own for the length of one command: python -m tests.postgres COMMAND ARGUMENT…

It listens on a socket in a private folder alone, and forgets everything. The command finds it in
TEST_DATABASE_URL.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from config.tether import die_with

# Nothing here need survive a crash.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


def binaries() -> Path:
    """The folder of the newest PostgreSQL on this machine; FileNotFoundError where there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = str(debian[-1]) if debian else shutil.which("initdb")
    if found is None:
        raise FileNotFoundError("PostgreSQL is not installed: no initdb")
    return Path(found).parent


def unprivileged() -> dict[str, Any]:
    """Popen's arguments to run as somebody who is not root: PostgreSQL refuses to serve root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@contextmanager
def cluster() -> Iterator[str]:
    """A running server with an empty database; gives its URL, and stops and removes it afterwards."""
    bin_, identity = binaries(), unprivileged()
    with tempfile.TemporaryDirectory(prefix="kr-pg-") as name:
        folder = Path(name)
        if identity:
            os.chown(folder, identity["user"], identity["group"])
        data = str(folder / "data")
        initdb = [
            str(bin_ / "initdb"),
            "-D",
            data,
            "-U",
            "kr",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N",
        ]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=folder, **identity)
        options = [word for key, value in FAST.items() for word in ("-c", f"{key}={value}")]
        listen = ["-c", "listen_addresses=", "-k", name]
        me = os.getpid()
        with (
            (folder / "log").open("wb") as log,
            subprocess.Popen(
                [str(bin_ / "postgres"), "-D", data, *listen, *options],
                stdout=log,
                stderr=log,
                cwd=folder,
                preexec_fn=lambda: die_with(me),
                **identity,
            ) as server,
        ):
            try:
                wait_for(bin_, folder, server)
                yield f"postgres://kr@{quote(name, safe='')}/postgres"
            finally:
                server.terminate()


def wait_for(bin_: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        ready = subprocess.run([bin_ / "pg_isready", "-q", "-h", folder], check=False)
        if ready.returncode == 0:
            return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text()[-2000:]}")


def main(command: Sequence[str]) -> int:
    # Importing config has named the settings of development, which know nothing of this database.
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
    with cluster() as url:
        env = os.environ | settings | {"TEST_DATABASE_URL": url}
        return subprocess.run(command, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
