"""Keeps child processes alive: starts again what dies, with growing pauses, and ends all together."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import click

from nianlun.cli.serve.parts import Part

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
LONG_ENOUGH = 30.0
"""Seconds after which a part counts as healthy, and its next pause is short again."""
SECONDS_TO_END = 10.0
"""After which a part that was asked to end is killed."""
TICK = 0.2
PR_SET_PDEATHSIG = 1
ENDING = (signal.SIGTERM, signal.SIGINT)


def in_child() -> None:
    """In the child: hear the signals to end, even where the supervisor was started deaf to them.

    A shell that puts a command in the background lets it ignore SIGINT, and programs inherit that.
    On Linux the child also ends when the supervisor is killed, so that no part is left alone.
    """
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    for number in ENDING:
        signal.signal(number, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """A part and the process that carries it out at present."""

    part: Part
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    due: float = 0.0
    """When to start it; times are those of the monotonic clock."""
    pause: float = FIRST_PAUSE
    announced: bool = False


@dataclass
class Supervisor:
    """Runs parts until it is told to end."""

    parts: Sequence[Part]
    say: Callable[[str], None] = click.echo
    ending: bool = False
    children: list[Child] = field(default_factory=list)

    def run(self) -> int:
        """Keep the parts alive; returns the exit code once all have ended."""
        before = {number: signal.signal(number, self.end) for number in ENDING}
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
        self.children = [Child(part) for part in self.parts]
        try:
            while not self.ending:
                for child in self.children:
                    self.look_after(child)
                time.sleep(TICK)
        finally:
            self.end_all()
            for number, handler in before.items():
                signal.signal(number, handler)
        return 0

    def end(self, *_signal: object) -> None:
        """Leave the loop at its next turn."""
        self.ending = True

    def look_after(self, child: Child) -> None:
        """Start what is due, note what has died, announce what answers for the first time."""
        now = time.monotonic()
        if child.process is None:
            if child.due <= now:
                child.process = subprocess.Popen(child.part.command, preexec_fn=in_child)  # noqa: PLW1509, S603
                child.started = now
            return
        code = child.process.poll()
        if code is not None:
            self.put_off(child, code, now)
        elif child.part.answers and not child.announced and child.part.answers():
            child.announced = True
            self.say(f"Nianlun: {child.part.address}")

    def put_off(self, child: Child, code: int, now: float) -> None:
        """Plan the next start of a part that has ended; soon, where it had been working."""
        if code == 0 or now - child.started >= LONG_ENOUGH:
            child.pause = FIRST_PAUSE
        self.say(f"{child.part.name} ended with {code}; it starts again in {child.pause:.0f} s.")
        child.process, child.due = None, now + child.pause
        child.pause = min(child.pause * 2, LONGEST_PAUSE)

    def end_all(self) -> None:
        """Ask every part to end, and kill what does not."""
        running = [child.process for child in self.children if child.process and child.process.poll() is None]
        for process in running:
            process.terminate()
        end = time.monotonic() + SECONDS_TO_END
        for process in running:
            try:
                process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
