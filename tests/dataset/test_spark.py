"""On Spark the dataset has the same bytes as with local workers, also where a worker of Spark is killed."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import SAMPLE
from torture import checksums

from coder.dataset.read import read_table
from coder.dataset.run import write_dataset

pytest.importorskip("pyspark", reason="needs pyspark: pip install 'coder[spark]'")
pytestmark = [
    pytest.mark.parser,
    pytest.mark.skipif(not shutil.which("java") and "JAVA_HOME" not in os.environ, reason="needs Java 17 or newer"),
]


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("news") / "in.jsonl"
    path.write_text("\n".join([*SAMPLE.read_text(encoding="utf8").splitlines()[:12], "{broken"]), encoding="utf8")
    write_dataset([path], path.parent / "local")
    return path


@pytest.fixture(scope="module")
def master() -> Iterator[str]:
    from coder.dataset.spark import session

    spark = session("local[2]")
    spark.sparkContext.setLogLevel("OFF")
    yield "local[2]"
    spark.stop()


class KillOne:
    """Kills a Python worker of Spark that is at work: one that has used processor time since this began."""

    def __init__(self) -> None:
        self.killed = 0
        self.idle = dict(workers())
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def _watch(self) -> None:
        deadline = time.monotonic() + 240
        while not self.killed and time.monotonic() < deadline:
            time.sleep(0.02)
            busy = [pid for pid, ticks in workers() if ticks > self.idle.get(pid, 0) + 2]
            for pid in busy[:1]:
                os.kill(pid, signal.SIGKILL)
                self.killed = pid


def workers() -> Iterator[tuple[int, int]]:
    """The Python workers of Spark below this process, and the processor time that each has used, in ticks."""
    for pid in [int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit()]:
        with suppress(OSError, ValueError, IndexError):
            above, ticks = stat(pid)
            lines = [Path(f"/proc/{p}/cmdline").read_bytes() for p in (pid, above)]
            # The daemon forks the workers: a worker is a child of the same name.
            if all(b"pyspark.daemon" in line for line in lines) and is_below(above, os.getpid()):
                yield pid, ticks


def stat(pid: int) -> tuple[int, int]:
    """The parent of a process, and the ticks that it has used."""
    cells = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return int(cells[1]), int(cells[11]) + int(cells[12])


def is_below(pid: int, top: int) -> bool:
    while pid > 1 and pid != top:
        pid = stat(pid)[0]
    return pid == top


def test_spark_gives_the_bytes_of_local_workers_though_a_worker_is_killed(
    news: Path, master: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coder.dataset.chunk.CHUNK_RECORDS", 4)
    killer = KillOne()
    killer.thread.start()
    write_dataset([news], tmp_path / "out", engine="spark", master=master)
    killer.thread.join()
    assert killer.killed
    assert checksums(tmp_path / "out") == checksums(news.parent / "local")


def test_a_frame_of_documents_gives_a_frame_of_events(news: Path, master: str) -> None:
    from coder.dataset.spark import session
    from coder.spark import code

    frame = session().read.json(str(news)).select("doc_id", "date", "text", "title", "source")
    wanted = read_table(news.parent / "local", "events")
    found = code(frame).toArrow()
    columns = ["event_id", "doc_id", "event_code", "source_code", "target_code", "event_date"]
    assert sorted(found.select(columns).to_pylist(), key=str) == sorted(wanted.select(columns).to_pylist(), key=str)
    (reject,) = code(frame, "rejects").collect()
    assert "no doc_id" in reject["reason"]
