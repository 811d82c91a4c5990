"""Stops runs at random moments, in every way that there is, and goes on with them: `make torture`.

Each run must end with the bytes of one that was never stopped, leave nothing behind and no process alive.
"""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "coder" / "knowledge" / "sample" / "articles.jsonl"
# The command line with checkpoints of a few records, so that there is something to go on from.
COMMAND = (
    "import sys; from coder.dataset import chunk, run; chunk.CHUNK_RECORDS = 3; run.CHECKPOINT_CHUNKS = 2; from "
    "coder.cli import main; "
    "main() if __name__ == '__main__' else None"
)
WAYS = ("parent killed", "worker killed", "group killed", "terminated", "interrupted")
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


class Torture:
    """Runs over `records` documents of the sample corpus in `folder`."""

    def __init__(self, folder: Path, records: int, seed: int) -> None:
        self.folder, self.draw, self.seed = folder, random.Random(seed), seed
        self.input = folder / "in.jsonl"
        self.input.write_text("\n".join(SAMPLE.read_text(encoding="utf8").splitlines()[:records]), encoding="utf8")
        (folder / "script.py").write_text(COMMAND, encoding="utf8")
        began = time.monotonic()
        self.finish(folder / "whole")
        self.seconds, self.wanted = time.monotonic() - began, checksums(folder / "whole")

    def start(self, output: Path, before: str = "") -> subprocess.Popen[str]:
        coding = f"{self.folder / 'script.py'} dataset {self.input} --output {output} --workers 2 --quiet"
        command = f"{before} exec {sys.executable} {coding}"
        return subprocess.Popen(
            ["bash", "-c", command], start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def finish(self, output: Path) -> None:
        process = self.start(output)
        told, _ = process.communicate(timeout=LONGEST)
        if process.returncode != 0:
            raise RuntimeError(f"a run ended with {process.returncode}: {told}")

    def run(self, stops: int, full_disks: int) -> Summary:
        """Stops runs so often; each is gone on with until it is done."""
        summary, output = Summary(), self.folder / "out"
        plan = [self.draw.choice(WAYS) for _ in range(stops)] + ["full disk"] * full_disks
        self.draw.shuffle(plan)
        for n, way in enumerate(plan):
            summary.tried += 1
            fault = self.stop(output, way) or (self.compare(output) if n % 3 == 2 or n == len(plan) - 1 else "")
            summary.faults += f"seed {self.seed}, stop {n}, {way}: {fault}\n" if fault else ""
            summary.lost += bool(fault)
            summary.survived += not fault
        return summary

    def stop(self, output: Path, way: str) -> str:
        """What is wrong after a run was stopped in this way; '' where nothing is."""
        if way == "full disk":
            process = self.start(output, f"ulimit -f {self.draw.choice((0, 4, 8, 24))};")
            told, _ = process.communicate(timeout=LONGEST)
            good = process.returncode == 0 or (
                process.returncode == 6 and "can't be written" in told and "Traceback" not in told
            )
            return "" if good else f"exit code {process.returncode}: {told}"
        process = self.start(output)
        time.sleep(self.draw.uniform(0.3, 1.0) * self.seconds)
        workers = children(process.pid)
        wanted = {"terminated": 143, "interrupted": 130, "worker killed": 0}.get(way, -9)
        self.hit(process, way, workers)
        told, _ = process.communicate(timeout=LONGEST)
        deadline = time.monotonic() + 30
        while any(alive(pid) for pid in workers) and time.monotonic() < deadline:
            time.sleep(0.2)
        if orphans := [pid for pid in workers if alive(pid)]:
            return f"processes are left: {orphans}"
        # A run that was done before the blow is none the worse; one that was hit before it could listen ends as any
        # program.
        early = {"terminated": -15, "interrupted": -2}.get(way, wanted)
        clean = process.returncode in {0, wanted, early} and (process.returncode == early or "Traceback" not in told)
        return "" if clean else f"exit code {process.returncode}: {told}"

    def hit(self, process: subprocess.Popen[str], way: str, workers: list[int]) -> None:
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


def main(stops: int) -> int:
    seed = int(time.time())
    with tempfile.TemporaryDirectory() as folder:
        summary = Torture(Path(folder), records=60, seed=seed).run(stops * 9 // 10, stops - stops * 9 // 10)
    print(
        f"seed {seed}: {summary.tried} tried, {summary.survived} survived, {summary.lost} lost\n{summary.faults}",
        end="",
    )
    return int(summary.lost > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
