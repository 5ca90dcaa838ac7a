"""Keeps a handful of processes running, and leaves none behind."""

import contextlib
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

from config.preflight import NotReadyError
from config.tether import tethered

GRACE = 20.0  # seconds to finish what is in hand: a letter on its way, a page half answered
STEADY = 30.0  # a process that ran this long gets its next restart at once
SLOWEST = 30.0  # seconds between restarts at most
HOPELESS = 4  # deaths in a row before the first page answers


class Process:
    """One run of a command: its process, and the pipe that carries what it prints."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str]) -> None:
        self.output, theirs = os.pipe()
        os.set_blocking(self.output, False)
        # Their standard input is the end of a pipe that we hold: where there is no parent-death signal, its
        # end is the sign. A session of their own keeps Ctrl-C to us, and we stop things in their order.
        input_, self.lifeline = os.pipe()
        try:
            self.popen = subprocess.Popen(  # noqa: S603
                tethered(command),
                env=os.environ | env,
                stdin=input_,
                stdout=theirs,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        finally:
            os.close(input_)
            os.close(theirs)
        self.started_at = time.monotonic()
        self._half_line = b""

    def has_ended(self) -> bool:
        return self.popen.poll() is not None

    def lines(self) -> list[str]:
        """The whole lines printed since the last call, without the blank ones."""
        try:
            chunk = os.read(self.output, 65536)
        except BlockingIOError:
            return []
        *lines, self._half_line = (self._half_line + chunk).split(b"\n")
        return [text for line in lines if (text := line.decode(errors="replace").rstrip())]

    def kill(self) -> None:
        """Ends the process and everything it started, and lets go of it."""
        with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS says the latter of the dead
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait()
        os.close(self.lifeline)
        os.close(self.output)


class Child:
    """A command that is to run all the time."""

    def __init__(self, name: str, command: Sequence[str], env: Mapping[str, str] | None = None) -> None:
        self.name = name
        self.command = command
        self.env = env or {}
        self.process: Process | None = None
        self.start_at = 0.0  # monotonic seconds; when it is not running
        self.deaths = 0  # in a row, without a steady run between them


class Supervisor:
    """Starts children in order, restarts the dead with growing pauses, stops all in waves."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.children: list[Child] = []
        self.stop_asked = 0
        self.is_up = False
        self._selector = selectors.DefaultSelector()

    def listen_to_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stop_asked += 1

    def add(self, child: Child) -> None:
        self.children.append(child)
        self._start(child)

    def wait_until(self, ready: Callable[[], bool], seconds: float, what: str) -> bool:
        """Runs the children until `ready()`; False when asked to stop first.

        Raises NotReadyError when it takes longer than `seconds`, or when a child keeps ending.
        """
        end = time.monotonic() + seconds
        while not self.stop_asked:
            if ready():
                return True
            if time.monotonic() > end:
                raise NotReadyError(f"{what} did not answer within {seconds:.0f} seconds.")
            self.tend(0.05)
        return False

    def run(self) -> None:
        """Tends the children until a signal asks to stop."""
        self.is_up = True
        while not self.stop_asked:
            self.tend(0.5)

    def tend(self, seconds: float) -> None:
        """Passes on what the children print for up to `seconds`, then looks after those that ended."""
        self._print_output(seconds)
        for child in self.children:
            if child.process is None:
                if time.monotonic() >= child.start_at:
                    self._start(child)
            elif child.process.has_ended():
                self._bury(child, child.process)

    def stop(self, *waves: Sequence[str]) -> None:
        """Ends all children: first those named in the first wave, and so on, the unnamed last.

        Each wave is asked politely; after GRACE seconds, or on a second signal, it is killed.
        """
        named = {name for wave in waves for name in wave}
        rest = [child.name for child in self.children if child.name not in named]
        for wave in (*waves, rest):
            self._stop_wave([child for child in self.children if child.name in wave])
        self.children.clear()
        self._selector.close()

    def _start(self, child: Child) -> None:
        child.process = Process(child.command, child.env)
        self._selector.register(child.process.output, selectors.EVENT_READ, child)

    def _bury(self, child: Child, process: Process) -> None:
        lived = time.monotonic() - process.started_at
        child.deaths = 1 if lived > STEADY else child.deaths + 1
        child.start_at = time.monotonic() + min(SLOWEST, 0.5 * 2 ** (child.deaths - 1))
        self._let_go(child, process)
        status = process.popen.returncode
        if not self.is_up and child.deaths >= HOPELESS:
            raise NotReadyError(f"{child.name} keeps ending (status {status}); the lines above say why.")
        self.say(f"{child.name} ended (status {status}); starting it again")

    def _stop_wave(self, wave: Sequence[Child]) -> None:
        end, asked = time.monotonic() + GRACE, self.stop_asked
        running = [(child, child.process) for child in wave if child.process is not None]
        for _, process in running:
            process.popen.terminate()
        while not all(process.has_ended() for _, process in running):
            if time.monotonic() > end or self.stop_asked > max(asked, 1):
                break
            self._print_output(0.05)
        for child, process in running:
            self._let_go(child, process)

    def _let_go(self, child: Child, process: Process) -> None:
        self._print(child, process)
        self._selector.unregister(process.output)
        process.kill()
        child.process = None

    def _print_output(self, seconds: float) -> None:
        for key, _ in self._selector.select(seconds):
            child: Child = key.data
            if child.process is not None:
                self._print(child, child.process)

    def _print(self, child: Child, process: Process) -> None:
        for line in process.lines():
            self.say(f"{child.name:6} | {line}")
