"""Progress of long work on the terminal: how far, how fast, what remains. Silent where nobody looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from coder.records import Document, Reject
from coder.text.corpus import find_files

Tick = Callable[[Document | Reject], None]


@contextmanager
def document_progress(inputs: Sequence[Path]) -> Iterator[Tick | None]:
    """A function to call after each record, which moves the bar; None where standard error is no terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    total = count_records(find_files(inputs))
    columns = (TextColumn("coding"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]} documents/s"), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("coding", total=total, rate="–")

        def tick(record: Document | Reject) -> None:
            speed = bar.tasks[0].speed
            bar.update(task, advance=1, rate=f"{speed:,.0f}" if speed else "–")

        yield tick


def count_records(files: Sequence[Path]) -> int | None:
    """How many records the files hold, by counting lines; None where that would take reading them whole."""
    total = 0
    for path in files:
        if path.suffix == ".txt":
            total += 1
        elif path.suffix == ".parquet":
            import pyarrow.parquet as pq

            total += pq.read_metadata(path).num_rows
        elif path.suffix in {".jsonl", ".ndjson"}:
            with path.open("rb") as handle:
                total += sum(1 for line in handle if line.strip())
        else:
            return None
    return total
