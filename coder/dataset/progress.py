"""Progress of a run: how far, how fast, what remains. A bar on a terminal, else a line to the log now and then."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from coder.text.corpus import PLAIN, Reading, find_files

# Seconds between two lines of the log.
EVERY = 30.0
BLOCK = 1 << 20


class Meter:
    """Counts what is done and passes on how far it is, at most every `every` seconds."""

    def __init__(self, total: int | None, show: Callable[[int, str], None], every: float) -> None:
        self.total, self.show, self.every = total, show, every
        self.began = self.shown = time.monotonic()
        self.before = self.records = self.sentences = self.events = 0

    def resumed(self, records: int) -> None:
        """An earlier run finished so many records."""
        self.before = self.records = records

    def advance(self, records: int, sentences: int, events: int) -> None:
        """So many more are done."""
        self.records, self.sentences, self.events = (
            self.records + records,
            self.sentences + sentences,
            self.events + events,
        )
        now = time.monotonic()
        if now - self.shown >= self.every:
            self.shown = now
            self.show(self.records, self.told(now - self.began))

    def told(self, seconds: float) -> str:
        """Documents, sentences and events a second."""
        rates = ((self.records - self.before, "documents"), (self.sentences, "sentences"), (self.events, "events"))
        return ", ".join(f"{number / max(seconds, 0.001):,.0f} {name}/s" for number, name in rates)

    def left(self, seconds: float) -> str:
        """The time that remains, as far as it is known."""
        done = self.records - self.before
        if self.total is None or not done:
            return ""
        remaining = int(seconds * max(0, self.total - self.records) / done)
        return f", {remaining // 3600}:{remaining // 60 % 60:02}:{remaining % 60:02} left"


@contextmanager
def run_progress(inputs: Sequence[Path], quiet: bool = False, reading: Reading = PLAIN) -> Iterator[Meter | None]:
    """What a run tells its progress: a bar where standard error is a terminal, else log lines; None where `quiet`."""
    if quiet:
        yield None
        return
    console = Console(stderr=True)
    total = count_records(find_files(inputs, reading))
    if not console.is_terminal:
        meter = Meter(total, lambda records, rates: _log(console, meter, records, rates), EVERY)
        yield meter
        return
    columns = (
        TextColumn("coding"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rates]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("coding", total=total, rates="")
        yield Meter(total, lambda records, rates: bar.update(task, completed=records, rates=rates), 0.2)


def _log(console: Console, meter: Meter, records: int, rates: str) -> None:
    # What a folder holds beside its records is told among the rejects too.
    of = "" if meter.total is None else f" of {max(meter.total, records):,}"
    console.print(
        f"coder: {records:,}{of} documents, {rates}{meter.left(time.monotonic() - meter.began)}",
        highlight=False,
        soft_wrap=True,
    )


def count_records(files: Sequence[Path]) -> int | None:
    """How many records the files hold, by counting lines; None where that would take reading them whole."""
    total = 0
    for path in files:
        if path.suffix == ".txt":
            total += 1
        elif path.suffix == ".parquet":
            import pyarrow as pa
            import pyarrow.parquet as pq

            with suppress(OSError, pa.ArrowException):  # what can't be read counts as one reject
                total += pq.read_metadata(path).num_rows
        elif path.suffix in {".jsonl", ".ndjson"}:
            with suppress(OSError), path.open("rb") as handle:
                # By blocks: a line may be as long as the file.
                last = b"\n"
                for block in iter(partial(handle.read, BLOCK), b""):
                    total, last = total + block.count(b"\n"), block
                total += not last.endswith(b"\n")
        else:
            return None
    return total
