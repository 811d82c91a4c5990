"""Stops runs at random moments, in every way that there is, and goes on with them: `make torture`.

Each run must end with the bytes of one that was never stopped, leave nothing behind and no process alive. A fifth of
the runs are commands of their own, as a user starts them. As these spend most of their time on loading, the other runs
are processes that one process forks which has everything loaded: they do all that the command does, in processes and
with workers of their own, and are stopped while they code and write.

python tests/torture.py [STOPS] [SECONDS]
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Protocol

SAMPLE = Path(__file__).parent.parent / "coder" / "knowledge" / "sample" / "articles.jsonl"
# The command line with checkpoints of a few records, so that there is something to go on from.
COMMAND = (
    "import sys; from coder.dataset import chunk, run; chunk.CHUNK_RECORDS = 2; run.CHECKPOINT_CHUNKS = 2; from "
    "coder.cli import main; "
    "main() if __name__ == '__main__' else None"
)
# Loads the coder that it is told, and all that coding takes; then, for each line of JSON that it gets, forks a process
# that runs the command in it, whose workers are forks of it. Told are its process and then how it ended.
FORKS = """
import datetime, importlib, json, multiprocessing.resource_tracker, os, resource, signal, sys, traceback, types
from coder.cli import main
from coder.dataset import chunk, progress, run, workers
from coder.records import Document

chunk.CHUNK_RECORDS, run.CHECKPOINT_CHUNKS = 2, 2
given = json.loads(sys.argv[1])
module, _, name = given["coder"].rpartition(".")
coder = getattr(importlib.import_module(module), name)()
text = "Ghana expelled two envoys of Togo on Monday."
list(coder.code_documents([Document("first", datetime.date(2024, 1, 1), text)]))
# Else each run started one, which would count as a worker.
multiprocessing.resource_tracker.ensure_running()
forking = multiprocessing.get_context("fork")
serve = workers._serve

def serve_as_spawned(connection, options):
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    # A process of its own has neither the parent's end of its pipe nor the parent's lock.
    os.closerange(3, connection.fileno()), os.closerange(connection.fileno() + 1, 1024)
    serve(connection, options)

workers._serve, workers.make = serve_as_spawned, lambda options: coder
workers.multiprocessing = types.SimpleNamespace(get_context=lambda kind: forking)
workers.BEAT, workers.SILENCE, workers.TIME_LIMIT = given["beat"], given["silence"], given["limit"]
# They need no loading: one that freezes before it speaks is waited for as long only.
workers.START = 10 * given["silence"]
for line in sys.stdin:
    told = json.loads(line)
    pid = os.fork()
    if pid == 0:
        log = os.open(told["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(log, 1), os.dup2(log, 2), os.close(log)
        # What was started in the background would ignore it.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if told["limit"] is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (told["limit"], told["limit"]))
        code = 1
        try:
            main(told["command"], "coder")
        except SystemExit as end:
            code = end.code or 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush(), sys.stderr.flush(), os._exit(code)
    os.setpgid(pid, pid)
    print(pid, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""
WAYS = ("parent killed", "worker killed", "group killed", "terminated", "interrupted", "input removed")
# A worker that freezes while it loads is waited for longer than a test may.
FORKED_WAYS = (*WAYS, "worker frozen")
# The exit code that a stop must give, beside 0 where the run was done before it; of those not named, that of SIGKILL.
EXIT_CODES = {"terminated": 143, "interrupted": 130, "worker killed": 0, "worker frozen": 0, "input removed": 3}
# What a signal ends that comes before the program can listen.
EARLY = {"terminated": -15, "interrupted": -2}
LONGEST = 600
# Characters of each document: so few that a run writes about as long as it codes, and is stopped there as often.
CHARACTERS = 300
# The bytes of the disk that is filled up, and of what is left of it for the dataset.
DISK, LEFT = 8_000_000, (0, 20_000, 60_000, 120_000, 250_000)


def checksums(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file in a folder."""
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file()
    }


@dataclass(slots=True)
class Summary:
    """How many stops were tried, how many runs came through them or were lost, and how many were done before the stop;
    with what went wrong.
    """

    tried: int = 0
    survived: int = 0
    lost: int = 0
    done_before: int = 0
    faults: str = ""
    ways: Counter[str] = field(default_factory=Counter)


class Process(Protocol):
    """A run that was started."""

    pid: int
    returncode: int

    def communicate(self, *, timeout: float | None = None) -> tuple[str, str | None]:
        """Waits for its end; what it printed."""


class Forked:
    """A run that `Forks` started."""

    def __init__(self, pid: int, ends: IO[str], log: Path) -> None:
        self.pid, self.returncode, self._ends, self._log = pid, 0, ends, log

    def communicate(self, *, timeout: float | None = None) -> tuple[str, str | None]:
        """As of a `Popen`, save that a run that takes longer is killed."""
        timer = threading.Timer(timeout or LONGEST, self.kill)
        timer.start()
        self.returncode = int(self._ends.readline())
        timer.cancel()
        return self._log.read_text(encoding="utf8", errors="replace"), None

    def kill(self) -> None:
        """Kills the run and its workers."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)


class Commands:
    """Runs as a user starts them."""

    ways, worker_name = WAYS, b"spawn_main"

    def __init__(self, folder: Path) -> None:
        self.script = folder / "script.py"
        self.script.write_text(COMMAND, encoding="utf8")

    def start(self, arguments: list[str], limit: int | None) -> Process:
        before = "" if limit is None else f"ulimit -f {limit // 1024};"
        coding = " ".join([str(self.script), *arguments])
        command = f"{before} exec {sys.executable} {coding}"
        return subprocess.Popen(
            ["bash", "-c", command], start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def close(self) -> None:
        """Nothing is left of them."""


class Forks:
    """Runs that one process forks; quick, since all is loaded."""

    ways, worker_name = FORKED_WAYS, b""

    def __init__(self, folder: Path, coder: str = "coder.pipeline.Coder", **seconds: float) -> None:
        """`coder` is the class that codes; `seconds` are the bounds of workers: beat, silence, limit."""
        self.log = folder / "log"
        given = {"coder": coder, "beat": 0.5, "silence": 8.0, "limit": 300.0, **seconds}
        self.parent = subprocess.Popen(
            [sys.executable, "-c", FORKS, json.dumps(given)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )

    def start(self, arguments: list[str], limit: int | None) -> Process:
        stdin, stdout = self.parent.stdin, self.parent.stdout
        assert stdin is not None and stdout is not None
        stdin.write(json.dumps({"command": arguments, "limit": limit, "log": str(self.log)}) + "\n")
        stdin.flush()
        return Forked(int(stdout.readline()), stdout, self.log)

    def close(self) -> None:
        """Ends the process that forks."""
        self.parent.communicate()


class Torture:
    """Runs over the beginnings of `records` documents of the sample corpus in `folder`; `runs` starts them."""

    def __init__(self, folder: Path, records: int, seed: int, runs: Commands | Forks) -> None:
        self.folder, self.draw, self.seed, self.runs = folder, random.Random(seed), seed, runs
        self.input, self.workers, self.disk = folder / "in.jsonl", 1, folder / "disk"
        self.summary = Summary()
        documents = map(json.loads, SAMPLE.read_text(encoding="utf8").splitlines()[:records])
        rows = [json.dumps(document | {"text": document["text"][:CHARACTERS]}) for document in documents]
        self.input.write_text("\n".join(rows), encoding="utf8")
        self.finish(folder / "warm")
        began = time.monotonic()
        self.finish(folder / "whole")
        self.seconds, self.wanted = time.monotonic() - began, checksums(folder / "whole")

    def start(self, output: Path, limit: int | None = None) -> Process:
        given = ["dataset", str(self.input), "--output", str(output), "--quiet", "--workers", str(self.workers)]
        return self.runs.start(given, limit)

    def finish(self, output: Path) -> None:
        process = self.start(output)
        told, _ = process.communicate(timeout=LONGEST)
        if process.returncode != 0:
            raise RuntimeError(f"a run ended with {process.returncode}: {told}")

    def run(self, stops: int, full_disks: int, seconds: float = LONGEST) -> Summary:
        """Stops runs so often, or for so long; each third is gone on with until it is done."""
        summary, output, until = self.summary, self.folder / "out", time.monotonic() + seconds
        plan = list(itertools.islice(itertools.cycle(self.runs.ways), stops)) + ["full disk"] * full_disks
        self.draw.shuffle(plan)
        for n, way in enumerate(plan):
            is_last = n == len(plan) - 1 or time.monotonic() > until
            self.workers = self.draw.choice((1, 1, 2))
            fault = self.stop(output, way) or (self.compare(output) if n % 3 == 2 or is_last else "")
            summary.tried += 1
            summary.faults += f"seed {self.seed}, stop {n}, {way}: {fault}\n" if fault else ""
            summary.lost += bool(fault)
            summary.survived += not fault
            summary.ways[way] += 1
            print(f"stop {n}, {way}: {fault or 'survived'}", file=sys.stderr, flush=True)
            if is_last:
                break
        return summary

    def stop(self, output: Path, way: str) -> str:
        """What is wrong after a run was stopped in this way; '' where nothing is."""
        if way == "full disk":
            return self.fill_disk() if small_disk(self.disk) else self.limit_files(output)
        process = self.start(output)
        time.sleep(self.draw.uniform(0.02, 1.0) * self.seconds)
        workers = children(process.pid, self.runs.worker_name)
        self.hit(process, way, workers)
        told, _ = process.communicate(timeout=LONGEST)
        with suppress(FileNotFoundError):
            aside(self.input).rename(self.input)
        # A worker that is still starting looks for its parent once it has started: that takes as long as the machine is
        # slow.
        deadline = time.monotonic() + max(30.0, self.seconds)
        while any(alive(pid) for pid in workers) and time.monotonic() < deadline:
            time.sleep(0.1)
        if orphans := [pid for pid in workers if alive(pid)]:
            return f"processes are left: {orphans}"
        if process.returncode == EARLY.get(way):
            return ""
        self.summary.done_before += process.returncode == 0 != EXIT_CODES.get(way)
        is_clean = process.returncode in {0, EXIT_CODES.get(way, -9)} and "Traceback" not in told
        return "" if is_clean else f"exit code {process.returncode}: {told}"

    def hit(self, process: Process, way: str, workers: list[int]) -> None:
        with suppress(ProcessLookupError):
            if way in {"worker killed", "worker frozen"}:
                blow = signal.SIGKILL if way == "worker killed" else signal.SIGSTOP
                os.kill(self.draw.choice(workers), blow) if workers else None
            elif way == "input removed":
                self.input.rename(aside(self.input))
            elif way == "group killed":
                os.killpg(process.pid, signal.SIGKILL)
            elif way == "interrupted":
                os.killpg(process.pid, signal.SIGINT)
            else:
                os.kill(process.pid, signal.SIGTERM if way == "terminated" else signal.SIGKILL)

    def limit_files(self, output: Path) -> str:
        """A run whose files may not grow beyond a size, as where the disk is full."""
        process = self.start(output, 1024 * self.draw.choice((1, 4, 8, 24)))
        return no_room(process)

    def fill_disk(self) -> str:
        """A run on a disk that is full but for a little, and one that goes on once there is room."""
        filler, output = self.disk / "filler", self.disk / "out"
        with filler.open("wb") as handle:
            handle.write(b"0" * (DISK - self.draw.choice(LEFT)))
        fault = no_room(self.start(output))
        filler.unlink()
        fault = fault or self.compare(output)
        shutil.rmtree(output, ignore_errors=True)
        return fault

    def compare(self, output: Path) -> str:
        """Goes on to the end; what differs from a run that was never stopped."""
        try:
            self.finish(output)
        except RuntimeError as error:
            return str(error)
        found, left = checksums(output), sorted(p.name for p in output.parent.iterdir() if p.name.startswith("."))
        return ("other bytes" if found != self.wanted else "") + (f"left behind: {left}" if left else "")

    def close(self) -> None:
        """Takes the disk away that was filled up."""
        if os.path.ismount(self.disk):
            subprocess.run(["umount", str(self.disk)], check=False)


def aside(path: Path) -> Path:
    """Where an input is while it is away."""
    return path.with_name(f"{path.name}.away")


def no_room(process: Process) -> str:
    """What is wrong with the end of a run that had no room; '' where it was done or said so in one line."""
    told, _ = process.communicate(timeout=LONGEST)
    is_told = process.returncode == 6 and "can't be written" in told and "Traceback" not in told
    return "" if process.returncode == 0 or is_told else f"exit code {process.returncode}: {told}"


def small_disk(folder: Path) -> bool:
    """Whether a disk of a few megabytes is mounted on the folder; mounts it, which takes a superuser on Linux."""
    folder.mkdir(exist_ok=True)
    if os.path.ismount(folder):
        return True
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(folder)]
    try:
        return os.geteuid() == 0 and subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode == 0
    except (AttributeError, OSError):
        return False


def children(pid: int, name: bytes) -> list[int]:
    """The worker processes of a process, from /proc: those that have `name` in their command."""
    try:
        found = [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
        return [n for n in found if name in Path(f"/proc/{n}/cmdline").read_bytes()]
    except (OSError, ValueError):
        return []


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def tortured(
    kind: type[Commands] | type[Forks], stops: int, seconds: float, seed: int, records: int = 12, **given: Any
) -> Summary:
    """Stops runs of a kind so often; a tenth of the moments are full disks. What is `given` is for `Forks`."""
    with tempfile.TemporaryDirectory() as folder:
        runs = kind(Path(folder), **given)
        torture = None
        try:
            torture = Torture(Path(folder), records, seed, runs)
            return torture.run(stops - stops // 10, stops // 10, seconds)
        finally:
            runs.close()
            if torture is not None:
                torture.close()


def main(stops: int = 200, seconds: float = 3600) -> int:
    began, seed = time.monotonic(), int(time.time())
    forked = tortured(Forks, stops - stops // 5, seconds * 0.6, seed)
    # What time is left is theirs.
    both = [forked, tortured(Commands, stops // 5, seconds - (time.monotonic() - began), seed)]
    ways = both[0].ways + both[1].ways
    tried, survived, lost, done_before = (
        sum(getattr(s, name) for s in both) for name in ("tried", "survived", "lost", "done_before")
    )
    print(
        f"seed {seed}: {tried} of {stops} tried ({both[1].tried} with commands, {both[0].tried} with forked runs), "
        f"{survived} survived, {lost} lost, {done_before} done before the stop; {dict(ways)}; "
        f"{time.monotonic() - began:.0f} seconds\n"
        f"{both[0].faults}{both[1].faults}",
        end="",
        flush=True,
    )
    return int(lost > 0 or tried < stops)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
