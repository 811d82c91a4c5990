"""A run that was stopped goes on where it was and ends with the same bytes."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from conftest import SAMPLE
from torture import Forks, checksums, tortured

from coder.dataset import chunk, workers
from coder.dataset.checkpoints import Checkpoints
from coder.dataset.claim import working_folder
from coder.dataset.run import write_dataset
from coder.errors import DatasetError, InputError
from coder.pipeline import Coder
from coder.records import Document

pytestmark = pytest.mark.parser
MAKE = workers.make


class Halt(Exception):
    """Stops a run from within."""


class HaltAfter:
    """A progress that stops the run when so many records are done."""

    def __init__(self, records: int) -> None:
        self.records, self.done, self.before = records, 0, 0

    def resumed(self, records: int) -> None:
        self.done = self.before = records

    def advance(self, records: int, sentences: int, events: int) -> None:
        self.done += records
        if self.done >= self.records:
            raise Halt


@pytest.fixture(autouse=True)
def one_coder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs that code in this process share coders of the same options: loading them is not what is looked at here."""
    monkeypatch.setattr(workers, "make", shared_coder)


def shared_coder(options: Mapping[str, object], made: dict[str, Coder] = {}) -> Coder:  # noqa: B006 - kept between runs
    name = repr(sorted(options.items()))
    return made.get(name) or made.setdefault(name, MAKE(options))


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus that no test changes."""
    return corpus(tmp_path_factory.mktemp("news"))


@pytest.fixture(scope="module")
def whole(news: Path) -> dict[str, str]:
    """The bytes of its dataset, made in one go."""
    write_dataset([news], news.parent / "out")
    return checksums(news.parent / "out")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Checkpoints of four records."""
    monkeypatch.setattr(chunk, "CHUNK_RECORDS", 2)
    monkeypatch.setattr("coder.dataset.run.CHECKPOINT_CHUNKS", 2)


def corpus(folder: Path) -> Path:
    path = folder / "in.jsonl"
    shortest = sorted(SAMPLE.read_text(encoding="utf8").splitlines(), key=len)[:12]
    path.write_text("\n".join([*shortest, "{broken"]), encoding="utf8")
    return path


def halted(path: Path, tmp_path: Path, options: dict[str, object] | None = None) -> Path:
    """The corpus, after a run over it that stopped behind the middle."""
    with pytest.raises(Halt):
        write_dataset([path], tmp_path / "out", options, progress=HaltAfter(10))
    return path


@pytest.mark.usefixtures("small")
def test_a_stopped_run_goes_on_to_the_same_bytes(news: Path, whole: dict[str, str], tmp_path: Path) -> None:
    path = halted(news, tmp_path)
    checkpoints = Checkpoints(working_folder(tmp_path / "out"))
    assert [c.records for c in checkpoints._read()] == [4, 4]
    watched = HaltAfter(1000)
    write_dataset([path], tmp_path / "out", progress=watched)
    assert (watched.before, watched.done) == (8, 13)
    assert checksums(tmp_path / "out") == whole
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.usefixtures("small")
def test_a_damaged_checkpoint_is_made_again(news: Path, whole: dict[str, str], tmp_path: Path) -> None:
    path = halted(news, tmp_path)
    part = working_folder(tmp_path / "out") / "finished" / "000001" / "events.parquet"
    part.write_bytes(part.read_bytes()[:-100])
    write_dataset([path], tmp_path / "out")
    assert checksums(tmp_path / "out") == whole


@pytest.mark.usefixtures("small")
def test_a_changed_run_is_refused_until_it_is_begun_again(tmp_path: Path) -> None:
    path = halted(corpus(tmp_path), tmp_path)
    with pytest.raises(DatasetError, match="had other options"):
        write_dataset([path], tmp_path / "out", {"without": ["dates"]})
    lines = path.read_text(encoding="utf8").splitlines()
    path.write_text("\n".join([lines[0].replace("2", "1"), *lines[1:]]), encoding="utf8")
    with pytest.raises(DatasetError, match="had other inputs.*--restart"):
        write_dataset([path], tmp_path / "out")
    write_dataset([path], tmp_path / "out", restart=True)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "out"]


@pytest.mark.usefixtures("small")
def test_an_earlier_dataset_stands_until_the_new_one_is_whole(news: Path, tmp_path: Path) -> None:
    write_dataset([news], tmp_path / "out")
    before = checksums(tmp_path / "out")
    halted(news, tmp_path, {"without": ["places"]})
    assert checksums(tmp_path / "out") == before


@pytest.mark.usefixtures("small")
def test_an_input_that_goes_away_ends_the_run(tmp_path: Path) -> None:
    path = corpus(tmp_path)

    class TakeAway(HaltAfter):
        def advance(self, records: int, sentences: int, events: int) -> None:
            path.rename(tmp_path / "elsewhere.jsonl")
            self.advance = super().advance  # type: ignore[method-assign]

    with pytest.raises(InputError, match="was taken away"):
        write_dataset([path], tmp_path / "out", progress=TakeAway(1000))


@pytest.mark.usefixtures("small")
def test_an_input_that_changes_under_the_hand_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Size and time stay as they were: only the bytes that were read tell."""
    monkeypatch.setattr("coder.text.streams._BUFFER", 1024)
    path = corpus(tmp_path)

    class Change(HaltAfter):
        def advance(self, records: int, sentences: int, events: int) -> None:
            before = path.stat()
            path.write_bytes(path.read_bytes()[:-1] + b"!")
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    with pytest.raises(InputError, match="was changed while it was read"):
        write_dataset([path], tmp_path / "out", progress=Change(1000))
    assert not (tmp_path / "out").exists()


def test_a_long_text_may_be_silent_for_longer() -> None:
    """While a pattern is looked for in a text of 64 MB, no thread of its worker can give a sign of life."""
    worker = object.__new__(workers._Worker)
    worker.has_spoken, worker.task = True, None
    assert worker.longest_silence == workers.SILENCE
    document = Document("a", date(2024, 3, 27), "x" * 10_000_000)
    worker.task = workers._Task(workers._Chunk([document]), [document])
    assert worker.longest_silence >= workers.SILENCE + 100


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")
def test_a_dozen_stops_at_random_moments_lose_nothing() -> None:
    summary = tortured(Forks, stops=12, seconds=600, seed=int(time.time()), records=6, coder="light.Light", silence=3.0)
    assert summary.lost == 0 and summary.tried == 12, summary
