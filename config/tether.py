"""Runs a command that never outlives the process that started it, however that one ends.

    python config/tether.py PARENT_PID command argument…

On Linux the kernel sees to it: it kills the command as soon as the parent is gone, and this program becomes
the command. Elsewhere this program stays beside the command and watches a pipe, its standard input, that
closes when the parent ends. Standard library only, so that it starts at once.
"""

import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def die_with(parent: int) -> None:
    """Asks Linux to kill this process when `parent`, its direct parent, ends. A no-op elsewhere."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it was gone before we could ask
        os.kill(os.getpid(), signal.SIGKILL)


def tethered(command: Sequence[str]) -> list[str]:
    """The command line to start `command` with, from the main thread and with a pipe as standard input."""
    return [sys.executable, "-I", __file__, str(os.getpid()), *command]


def watch(command: Sequence[str]) -> int:
    """Runs `command` until it ends or standard input closes; returns its exit status.

    The parent gave us a process group of our own: at the end of the file all of it is killed, and we with it.
    """
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603

    def kill_at_end_of_file() -> None:
        while os.read(0, 1):
            pass
        os.killpg(0, signal.SIGKILL)

    threading.Thread(target=kill_at_end_of_file, daemon=True).start()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda received, _frame: child.send_signal(received))
    return child.wait()


def main() -> None:
    parent, command = int(sys.argv[1]), sys.argv[2:]
    if sys.platform == "linux":
        die_with(parent)
        os.execvp(command[0], command)  # noqa: S606
    sys.exit(watch(command))


if __name__ == "__main__":
    main()
