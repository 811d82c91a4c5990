"""Processes that code: how they start and end."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from coder.dataset import workers
from coder.records import Document

# Run by the worker too, which is interrupted while it does so; the parent tells whether it lived through that.
INTERRUPTED = """
import os, signal, sys, time
from pathlib import Path
from coder.dataset import workers

loading = Path(sys.argv[1])
workers.make = lambda options: time.sleep(60)
if __name__ == "__mp_main__":
    loading.touch()
    time.sleep(0.5)
if __name__ == "__main__":
    came = []
    signal.signal(signal.SIGINT, lambda *_: came.append("interrupted"))
    with workers.Workers({}, 1) as given:
        while not loading.exists():
            time.sleep(0.01)
        os.killpg(0, signal.SIGINT)
        time.sleep(1)
        print(came, given._workers[0].process.is_alive(), flush=True)
"""


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs groups of processes")
def test_a_worker_that_is_interrupted_while_it_loads_says_nothing(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(INTERRUPTED, encoding="utf8")
    ran = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "loading")],
        capture_output=True, text=True, start_new_session=True, timeout=60,
        cwd=Path(__file__).parents[2],
        env={"PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    assert (ran.stdout, ran.stderr) == ("['interrupted'] True\n", "")


def test_the_connection_of_a_lost_worker_is_closed_when_nothing_is_sent_through_it_any_more() -> None:
    """Else the connection of the next worker has its number, and gets what was meant for the first."""
    did: list[str] = []
    killed = threading.Event()

    def send(records: object) -> None:
        killed.wait(5)
        did.append("sent")

    worker = object.__new__(workers._Worker)
    worker.process = SimpleNamespace(kill=killed.set, join=lambda: None)
    worker.connection = SimpleNamespace(send=send, close=lambda: did.append("closed"))
    document = Document("a", date(2024, 3, 27), "x")
    worker.give(workers._Task(workers._Chunk([document]), [document]))
    worker.end()
    assert did == ["sent", "closed"]
