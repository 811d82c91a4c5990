"""Real runs that are killed, stopped, starved of disk or robbed of their input: one clear line, nothing left behind,
the earlier dataset whole, and the next run ends with the bytes of one that was never stopped.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from torture import Forks, Process, alive, checksums, children

from coder.dataset.claim import claim, working_folder
from coder.dataset.read import read_manifest, read_table
from coder.dataset.run import write_dataset
from coder.errors import DatasetError

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")
GOOD = "Ghana left."
LONGEST = 45


class Place:
    """A corpus whose seventh document holds up its run until the file `gate` is there, and an output."""

    def __init__(self, folder: Path, runs: Forks, gate: Path) -> None:
        self.folder, self.runs, self.gate = folder, runs, gate
        self.input, self.output = folder / "in.jsonl", folder / "out"
        self.working = working_folder(self.output)
        # So long that it may take twenty seconds.
        self.write(*[GOOD] * 6, f"wait {self.gate}\n{'x' * 10_000}", GOOD)

    def write(self, *texts: str) -> None:
        rows = ({"doc_id": f"d{n}", "date": "2024-03-27", "text": text} for n, text in enumerate(texts))
        self.input.write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf8")

    def start(self, limit: int | None = None) -> Process:
        given = ["dataset", str(self.input), "--output", str(self.output), "--workers", "1", "--quiet"]
        return self.runs.start(given, limit)

    def held(self) -> tuple[Process, int]:
        """A run in the midst of its seventh document, one checkpoint done, and its worker."""
        sign = Path(f"{self.gate}.held")
        sign.unlink(missing_ok=True)
        process = self.start()
        wait_for(lambda: sign.exists() and (self.working / "finished" / "000000").is_dir())
        (worker,) = children(process.pid, b"")
        return process, worker

    def end(self, process: Process) -> tuple[int, str]:
        """The exit code of a run, and what it printed."""
        told, _ = process.communicate(timeout=LONGEST)
        return process.returncode, told


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Place, Path]]:
    """A place whose run was never stopped, and an earlier dataset of another corpus. Its coder needs no loading, and
    codes a chunk of two documents at a time, a checkpoint each four.
    """
    folder = tmp_path_factory.mktemp("whole")
    runs = Forks(folder, "light.Light", beat=0.2, silence=3.0, limit=1.0)
    made = Place(folder, runs, folder / "gate")
    made.gate.touch()
    assert made.end(made.start()) == (0, "")
    earlier = Place(tmp_path_factory.mktemp("earlier"), runs, made.gate)
    earlier.write(GOOD)
    assert earlier.end(earlier.start()) == (0, "")
    yield made, earlier.output
    runs.close()


@pytest.fixture
def place(whole: tuple[Place, Path], tmp_path: Path) -> Place:
    """A place of the same corpus, with the earlier dataset in its output."""
    made, earlier = whole
    made.gate.unlink(missing_ok=True)
    shutil.copytree(earlier, tmp_path / "out")
    return Place(tmp_path, made.runs, made.gate)


@pytest.fixture
def goes_on(whole: tuple[Place, Path], place: Place) -> Callable[[], None]:
    """Checks that the earlier dataset stands, and that the next run ends as one that was never stopped."""

    def check() -> None:
        assert checksums(place.output) == checksums(whole[1])
        place.gate.touch()
        assert place.end(place.start()) == (0, "")
        assert checksums(place.output) == checksums(whole[0].output)
        assert sorted(p.name for p in place.folder.iterdir()) == ["in.jsonl", "out"]

    return check


def wait_for(what: Callable[[], object], seconds: float = LONGEST) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


@pytest.mark.parametrize(("number", "exit_code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_a_run_with_one_line(
    number: int, exit_code: int, place: Place, goes_on: Callable[[], None]
) -> None:
    process, worker = place.held()
    os.killpg(process.pid, number) if number == signal.SIGINT else os.kill(process.pid, number)
    code, told = place.end(process)
    assert code == exit_code and told.count("\n") == 1 and "the same command goes on from there" in told, told
    wait_for(lambda: not alive(worker), 10)
    goes_on()


def test_workers_of_a_killed_run_end_within_seconds(place: Place, goes_on: Callable[[], None]) -> None:
    process, worker = place.held()
    os.kill(process.pid, signal.SIGKILL)
    wait_for(lambda: not alive(worker), 10)
    assert place.end(process)[0] == -signal.SIGKILL
    goes_on()


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "frozen"])
def test_a_worker_that_is_lost_changes_nothing(blow: int, place: Place, whole: tuple[Place, Path]) -> None:
    process, worker = place.held()
    os.kill(worker, blow)
    place.gate.touch()
    wait_for(lambda: not alive(worker), 20)
    assert place.end(process) == (0, "")
    assert checksums(place.output) == checksums(whole[0].output)
    assert read_table(place.output, "documents").num_rows == 8


def test_documents_that_end_fail_or_hold_up_a_worker_are_turned_away(place: Place) -> None:
    place.write(GOOD, "fail", GOOD, "end", f"wait {place.gate}")
    assert place.end(place.start()) == (0, "")
    reasons = {r["doc_id"]: r["reason"] for r in read_table(place.output, "rejects").to_pylist()}
    assert "ValueError: no such thing" in reasons["d1"] and "SIGABRT" in reasons["d3"]
    assert "took more than 1 seconds" in reasons["d4"]
    assert read_table(place.output, "documents")["doc_id"].to_pylist() == ["d0", "d2"]


@pytest.mark.parametrize("kibibytes", [1, 4, 12])
def test_a_full_disk_ends_a_run_with_one_line(kibibytes: int, place: Place, goes_on: Callable[[], None]) -> None:
    place.gate.touch()
    code, told = place.end(place.start(limit=1024 * kibibytes))
    assert (
        code == 6 and told.count("\n") == 1 and "can't be written" in told and "run the same command" in told.lower()
    ), told
    goes_on()


def test_an_input_that_is_removed_or_changed_ends_a_run_with_one_line(
    place: Place, goes_on: Callable[[], None]
) -> None:
    for n, (change, reason) in enumerate(((remove, "was taken away"), (edit, "was changed while it was read"))):
        process, _ = place.held()
        kept = place.input.read_bytes()
        change(place.input)
        place.gate.touch()
        code, told = place.end(process)
        assert code == 3 and told.count("\n") == 1 and reason in told and "again" in told, (n, told)
        place.input.write_bytes(kept)
        place.gate.unlink()
    goes_on()


def remove(path: Path) -> None:
    path.unlink()


def edit(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"left", b"came"))


def test_a_second_run_into_one_output_is_refused_and_a_dead_one_s_place_taken(
    place: Place, goes_on: Callable[[], None]
) -> None:
    process, _ = place.held()
    with pytest.raises(DatasetError, match=rf"another run is writing it \(process {process.pid} on .*wait for it"):
        write_dataset([place.input], place.output)
    os.kill(process.pid, signal.SIGKILL)
    place.end(process)
    with claim(place.output):
        assert (place.working / "finished" / "000000").is_dir()
    goes_on()


def test_what_a_killed_run_left_of_texts_is_cleared_and_what_it_moved_aside_is_put_back(
    place: Place, goes_on: Callable[[], None]
) -> None:
    process, _ = place.held()
    os.kill(process.pid, signal.SIGKILL)
    place.end(process)
    (place.working / "coder-x7").mkdir()
    (place.working / "coder-x7" / "0.jsonl").write_text("A sentence of the text.", encoding="utf8")
    place.output.rename(place.working / "replaced")
    process = place.start()
    wait_for(lambda: place.output.is_dir() and not (place.working / "coder-x7").exists(), 20)
    os.kill(process.pid, signal.SIGTERM)
    assert place.end(process)[0] == 143
    goes_on()


def test_an_input_of_any_name_is_in_the_manifest(place: Place) -> None:
    place.gate.touch()
    odd = Path(os.fsdecode(os.fsencode(place.folder) + b"/caf\xe9.jsonl"))
    place.input = place.input.rename(odd)
    assert place.end(place.start()) == (0, "")
    assert [told["name"] for told in read_manifest(place.output)["inputs"]] == ["caf\\xe9.jsonl"]
