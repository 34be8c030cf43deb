"""Keeping processes alive."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from nianlun.cli.serve import supervisor as module
from nianlun.cli.serve.parts import Part, clock_part, wait_until, web_part, worker_part
from nianlun.cli.serve.supervisor import Child, Supervisor

SOURCE = Path(__file__).parents[3] / "src"
SLEEPS = (sys.executable, "-c", "import time; time.sleep(60)")


def note_then(folder: Path, then: str, first: str = "pass") -> Part:
    """A part that leaves a file for each of its starts."""
    touch = f"pathlib.Path({str(folder)!r}, str(os.getpid())).touch()"
    code = f"import os, signal, time, pathlib; {first}; {touch}; {then}"
    return Part("part", (sys.executable, "-c", code))


def run_for(seconds: float, supervisor: Supervisor) -> int:
    """Run a supervisor in this thread, and end it after a while."""
    timer = threading.Timer(seconds, supervisor.end)
    timer.start()
    try:
        return supervisor.run()
    finally:
        timer.cancel()


def test_part_that_dies_is_started_again(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "FIRST_PAUSE", 0.05)
    said = []
    supervisor = Supervisor([note_then(tmp_path, "raise SystemExit(3)")], say=said.append)
    threading.Thread(
        target=lambda: (wait_until(lambda: len(list(tmp_path.iterdir())) >= 2, seconds=20), supervisor.end())
    ).start()

    code = supervisor.run()

    assert code == 0
    assert len(list(tmp_path.iterdir())) >= 2
    assert said[0].startswith("part ended with 3; it starts again in")


def test_pause_grows_until_the_part_is_healthy():
    supervisor = Supervisor([], say=lambda _words: None)
    child = Child(Part("part", SLEEPS), started=0.0)

    pauses = []
    for _ in range(8):
        pauses.append(child.pause)
        supervisor.put_off(child, 1, now=1.0)
    supervisor.put_off(child, 1, now=module.LONG_ENOUGH + 1)

    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]
    assert child.due == module.LONG_ENOUGH + 1 + module.FIRST_PAUSE


@pytest.mark.parametrize(("code", "lived"), [(1, module.LONG_ENOUGH), (0, 1.0)])
def test_pause_is_short_again_after_work(code, lived):
    supervisor = Supervisor([], say=lambda _words: None)
    child = Child(Part("part", SLEEPS), started=100.0, pause=32.0)

    supervisor.put_off(child, code, now=100.0 + lived)

    assert child.due == 100.0 + lived + module.FIRST_PAUSE


def test_end_leaves_no_process_behind(tmp_path):
    supervisor = Supervisor([Part("a", SLEEPS), Part("b", SLEEPS)], say=lambda _words: None)

    run_for(0.6, supervisor)

    assert [child.process.poll() is not None for child in supervisor.children] == [True, True]


def test_part_that_will_not_end_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "SECONDS_TO_END", 0.3)
    deaf = note_then(tmp_path, "time.sleep(60)", "signal.signal(signal.SIGTERM, signal.SIG_IGN)")
    supervisor = Supervisor([deaf], say=lambda _words: None)
    threading.Thread(
        target=lambda: (
            wait_until(lambda: any(tmp_path.iterdir()), seconds=20),
            time.sleep(0.3),
            supervisor.end(),
        )
    ).start()

    supervisor.run()

    assert supervisor.children[0].process.returncode == -signal.SIGKILL


def test_answering_part_is_announced_once():
    said = []
    supervisor = Supervisor([Part("web", SLEEPS, "http://here/", lambda: True)], say=said.append)

    run_for(1.0, supervisor)

    assert said == ["Nianlun: http://here/"]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone tells children of their parent's death")
def test_parts_end_when_the_supervisor_is_killed(tmp_path):
    script = tmp_path / "supervise.py"
    started = tmp_path / "started"
    started.mkdir()
    part = note_then(started, "time.sleep(60)")
    script.write_text(
        "from nianlun.cli.serve.parts import Part\n"
        "from nianlun.cli.serve.supervisor import Supervisor\n"
        f"Supervisor([Part('part', {part.command!r})]).run()\n",
        encoding="utf-8",
    )
    parent = subprocess.Popen([sys.executable, script], env={**os.environ, "PYTHONPATH": str(SOURCE)})
    assert wait_until(lambda: any(started.iterdir()), seconds=20)
    child = int(next(started.iterdir()).name)

    parent.kill()
    parent.wait()

    assert wait_until(lambda: not is_running(child), seconds=10)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_parts_end_with_a_supervisor_started_deaf(tmp_path, number):
    started = tmp_path / "started"
    started.mkdir()
    part = note_then(started, "time.sleep(60)")
    script = tmp_path / "supervise.py"
    script.write_text(
        "import signal\n"
        "from nianlun.cli.serve.parts import Part\n"
        "from nianlun.cli.serve.supervisor import Supervisor\n"
        "for each in (signal.SIGINT, signal.SIGTERM):\n"
        "    signal.signal(each, signal.SIG_IGN)\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))\n"
        f"Supervisor([Part('part', {part.command!r})]).run()\n",
        encoding="utf-8",
    )
    parent = subprocess.Popen([sys.executable, script], env={**os.environ, "PYTHONPATH": str(SOURCE)})
    assert wait_until(lambda: any(started.iterdir()), seconds=20)
    child = int(next(started.iterdir()).name)

    heard = ended_by(child, number)
    parent.send_signal(number)

    assert heard
    assert parent.wait(timeout=20) == 0
    assert not is_running(child)


def ended_by(process: int, number: signal.Signals) -> bool:
    """Whether a process neither ignores nor blocks a signal."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    masks = [int(line.split()[1], 16) for line in lines if line.startswith(("SigIgn", "SigBlk"))]
    return not any(mask >> (number - 1) & 1 for mask in masks)


def is_running(number: int) -> bool:
    """Whether a process runs; one that ended and waits for its parent does not."""
    try:
        state = Path(f"/proc/{number}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_parts_are_commands_of_this_python():
    parts = [web_part(host="::1", port=8000, processes=2, threads=4), worker_part(1), clock_part()]

    assert all(part.command[0] == sys.executable for part in parts)
    assert "[::1]:8000" in parts[0].command
    assert parts[0].address == "http://[::1]:8000/"
    assert "--access-logfile" not in parts[0].command
    assert parts[0].command[parts[0].command.index("--limit-request-line") + 1] == "8190"
