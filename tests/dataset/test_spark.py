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
    pytest.mark.skipif("CODER_SPARK" not in os.environ, reason="takes minutes: set CODER_SPARK=1 to run Spark"),
    pytest.mark.parser,
    pytest.mark.skipif(not shutil.which("java") and "JAVA_HOME" not in os.environ, reason="needs Java 17 or newer"),
]


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("news") / "in.jsonl"
    path.write_text("\n".join([*SAMPLE.read_text(encoding="utf8").splitlines()[:20], "{broken"]), encoding="utf8")
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
    """Kills a Python worker of Spark as soon as there is one."""

    def __init__(self) -> None:
        self.killed = 0
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def _watch(self) -> None:
        deadline = time.monotonic() + 120
        while not self.killed and time.monotonic() < deadline:
            time.sleep(0.1)
            for pid in [int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit()]:
                with suppress(OSError, ValueError):
                    above = int(Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[1])
                    lines = [Path(f"/proc/{p}/cmdline").read_bytes() for p in (pid, above)]
                    # The daemon forks the workers: a worker is a child of the same name, and below this process.
                    if all(b"pyspark.daemon" in line for line in lines) and is_below(above, os.getpid()):
                        os.kill(pid, signal.SIGKILL)
                        self.killed = pid
                        return


def is_below(pid: int, top: int) -> bool:
    while pid > 1 and pid != top:
        pid = int(Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[1])
    return pid == top


@pytest.mark.parametrize("kill", [False, True], ids=["undisturbed", "worker killed"])
def test_spark_gives_the_bytes_of_local_workers(
    kill: bool, news: Path, master: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coder.dataset.chunk.CHUNK_RECORDS", 4)
    killer = KillOne()
    if kill:
        killer.thread.start()
    write_dataset([news], tmp_path / "out", engine="spark", master=master)
    if kill:
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
