"""Stops runs at random moments, in every way that there is, and goes on with them: `make torture`.

Each run must end with the bytes of one that was never stopped, leave nothing behind and no process alive. Runs are
commands of their own with two workers, as a user starts them; or, for a quick test, processes that one process forks
which has everything loaded, and that code without workers.

python tests/torture.py [STOPS] [SECONDS] [commands|forks]
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol

SAMPLE = Path(__file__).parent.parent / "coder" / "knowledge" / "sample" / "articles.jsonl"
# The command line with checkpoints of a few records, so that there is something to go on from.
COMMAND = (
    "import sys; from coder.dataset import chunk, run; chunk.CHUNK_RECORDS = 3; run.CHECKPOINT_CHUNKS = 2; from "
    "coder.cli import main; "
    "main() if __name__ == '__main__' else None"
)
# Loads all that coding takes; then, for each line of JSON that it gets, forks a process that runs the command in it.
FORKS = """
import json, os, resource, sys
from coder.cli import main
from coder.dataset import chunk, expectations, run, workers
from coder.pipeline import Coder

chunk.CHUNK_RECORDS, run.CHECKPOINT_CHUNKS = 3, 2
coder = Coder()
coder.code("Ghana expelled two envoys of Togo on Monday.", date="2024-01-01")
expectations._great_expectations()
run.workers_for, workers.make = lambda files: 0, lambda options: coder
for line in sys.stdin:
    told = json.loads(line)
    ours, its = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(ours), os.dup2(its, 1), os.dup2(its, 2), os.close(its)
        if told["limit"] is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (told["limit"], told["limit"]))
        code = 1
        try:
            main(told["command"], "coder")
        except SystemExit as end:
            code = end.code or 0
        finally:
            sys.stdout.flush(), sys.stderr.flush(), os._exit(code)
    os.close(its)
    os.setpgid(pid, pid)
    print(pid, flush=True)
    with open(ours, encoding="utf8") as log:
        printed = log.read()
    print(json.dumps([os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), printed]), flush=True)
"""
WAYS = ("parent killed", "worker killed", "group killed", "terminated", "interrupted")
FORKED_WAYS = tuple(way for way in WAYS if way != "worker killed")
LONGEST = 600


def checksums(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file in a folder."""
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file()
    }


@dataclass(slots=True)
class Summary:
    """How many stops were tried, and how many runs came through them or were lost; with what went wrong."""

    tried: int = 0
    survived: int = 0
    lost: int = 0
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

    def __init__(self, pid: int, ends: IO[str]) -> None:
        self.pid, self.returncode, self._ends = pid, 0, ends

    def communicate(self, *, timeout: float | None = None) -> tuple[str, str | None]:
        self.returncode, printed = json.loads(self._ends.readline())
        return printed, None


class Commands:
    """Runs as a user starts them, with two workers."""

    ways = WAYS

    def __init__(self, folder: Path) -> None:
        self.script = folder / "script.py"
        self.script.write_text(COMMAND, encoding="utf8")

    def start(self, arguments: list[str], limit: int | None) -> Process:
        before = "" if limit is None else f"ulimit -f {limit // 1024};"
        coding = " ".join([str(self.script), *arguments, "--workers", "2"])
        command = f"{before} exec {sys.executable} {coding}"
        return subprocess.Popen(
            ["bash", "-c", command], start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def close(self) -> None:
        """Nothing is left of them."""


class Forks:
    """Runs that one process forks; quick, since all is loaded."""

    ways = FORKED_WAYS

    def __init__(self) -> None:
        self.parent = subprocess.Popen(
            [sys.executable, "-c", FORKS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def start(self, arguments: list[str], limit: int | None) -> Process:
        stdin, stdout = self.parent.stdin, self.parent.stdout
        assert stdin is not None and stdout is not None
        stdin.write(json.dumps({"command": arguments, "limit": limit}) + "\n")
        stdin.flush()
        return Forked(int(stdout.readline()), stdout)

    def close(self) -> None:
        """Ends the process that forks."""
        self.parent.communicate()


class Torture:
    """Runs over `records` documents of the sample corpus in `folder`; `runs` starts them."""

    def __init__(self, folder: Path, records: int, seed: int, runs: Commands | Forks) -> None:
        self.folder, self.draw, self.seed, self.runs = folder, random.Random(seed), seed, runs
        self.input = folder / "in.jsonl"
        self.input.write_text("\n".join(SAMPLE.read_text(encoding="utf8").splitlines()[:records]), encoding="utf8")
        self.finish(folder / "warm")
        began = time.monotonic()
        self.finish(folder / "whole")
        self.seconds, self.wanted = time.monotonic() - began, checksums(folder / "whole")

    def start(self, output: Path, limit: int | None = None) -> Process:
        return self.runs.start(["dataset", str(self.input), "--output", str(output), "--quiet"], limit)

    def finish(self, output: Path) -> None:
        process = self.start(output)
        told, _ = process.communicate(timeout=LONGEST)
        if process.returncode != 0:
            raise RuntimeError(f"a run ended with {process.returncode}: {told}")

    def run(self, stops: int, full_disks: int, seconds: float = LONGEST) -> Summary:
        """Stops runs so often, or for so long; each is gone on with until it is done."""
        summary, output, until = Summary(), self.folder / "out", time.monotonic() + seconds
        plan = [self.draw.choice(self.runs.ways) for _ in range(stops)] + ["full disk"] * full_disks
        self.draw.shuffle(plan)
        for n, way in enumerate(plan):
            is_last = n == len(plan) - 1 or time.monotonic() > until
            summary.tried += 1
            fault = self.stop(output, way) or (self.compare(output) if n % 3 == 2 or is_last else "")
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
            process = self.start(output, 1024 * self.draw.choice((0, 4, 8, 24)))
            told, _ = process.communicate(timeout=LONGEST)
            good = process.returncode == 0 or (
                process.returncode == 6 and "can't be written" in told and "Traceback" not in told
            )
            return "" if good else f"exit code {process.returncode}: {told}"
        process = self.start(output)
        time.sleep(self.draw.uniform(0.05, 1.0) * self.seconds)
        workers = children(process.pid)
        wanted = {"terminated": 143, "interrupted": 130, "worker killed": 0}.get(way, -9)
        self.hit(process, way, workers)
        told, _ = process.communicate(timeout=LONGEST)
        # A worker that is still starting looks for its parent once it has started: that takes as long as the machine is
        # slow.
        deadline = time.monotonic() + max(30.0, self.seconds)
        while any(alive(pid) for pid in workers) and time.monotonic() < deadline:
            time.sleep(0.2)
        if orphans := [pid for pid in workers if alive(pid)]:
            return f"processes are left: {orphans}"
        # A run that was done before the blow is none the worse; one that was hit before it could listen ends as any
        # program.
        early = {"terminated": -15, "interrupted": -2}.get(way, wanted)
        clean = process.returncode in {0, wanted, early} and (process.returncode == early or "Traceback" not in told)
        return "" if clean else f"exit code {process.returncode}: {told}"

    def hit(self, process: Process, way: str, workers: list[int]) -> None:
        with suppress(ProcessLookupError):
            if way == "worker killed":
                os.kill(self.draw.choice(workers), signal.SIGKILL) if workers else None
            elif way == "group killed":
                os.killpg(process.pid, signal.SIGKILL)
            elif way == "interrupted":
                os.killpg(process.pid, signal.SIGINT)
            else:
                os.kill(process.pid, signal.SIGTERM if way == "terminated" else signal.SIGKILL)

    def compare(self, output: Path) -> str:
        """Goes on to the end; what differs from a run that was never stopped."""
        try:
            self.finish(output)
        except RuntimeError as error:
            return str(error)
        found, left = checksums(output), sorted(p.name for p in self.folder.iterdir() if p.name.startswith("."))
        return ("other bytes" if found != self.wanted else "") + (f"left behind: {left}" if left else "")


def children(pid: int) -> list[int]:
    """The worker processes of a process, from /proc."""
    try:
        found = [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
        return [n for n in found if b"spawn_main" in Path(f"/proc/{n}/cmdline").read_bytes()]
    except (OSError, ValueError):
        return []


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def main(stops: int = 200, seconds: float = 7200, kind: str = "commands") -> int:
    seed = int(time.time())
    with tempfile.TemporaryDirectory() as folder:
        runs = Forks() if kind == "forks" else Commands(Path(folder))
        try:
            torture = Torture(Path(folder), records=60 if kind == "commands" else 8, seed=seed, runs=runs)
            summary = torture.run(stops * 9 // 10, stops - stops * 9 // 10, seconds)
        finally:
            runs.close()
    print(
        f"seed {seed}: {summary.tried} tried, {summary.survived} survived, {summary.lost} lost; "
        f"{dict(summary.ways)}\n{summary.faults}",
        end="",
    )
    return int(summary.lost > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3]), *sys.argv[3:4]))
