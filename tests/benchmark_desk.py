"""How a million events are reported, counted and sampled, as part of `make benchmark`: the sample, multiplied.

Processor time and the most memory of each command are measured in a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from made import Made

from coder.dataset.parts import PartWriter
from coder.dataset.read import read_manifest, read_table
from coder.dataset.run import write_dataset
from coder.dataset.write import write_manifest
from coder.desk.report_figures import aggregate, read_events
from coder.schema import TABLES, codebook, load_schema

SAMPLE = Path(__file__).parents[1] / "coder" / "knowledge" / "sample" / "articles.jsonl"
EVENTS, DAYS = 1_000_000, 3_000
COMMANDS = {
    "report": ("report", "--output", "report.html"),
    "panel of dyads and months": ("panel", "--output", "panel.parquet"),
    "panel with zeros": ("panel", "--unit", "country", "--fill", "system", "--output", "zeros.parquet"),
    "sample of 200": ("sample", "--output", "sheet.csv"),
}


def multiplied(dataset: Path, folder: Path, events: int) -> Path:
    """The dataset so often that it has so many events, each time on other days and with other identifiers."""
    rows = {name: read_table(dataset, name) for name in TABLES}
    times = -(-events // rows["events"].num_rows)
    for name in TABLES:
        with PartWriter(folder / name, load_schema(name)) as writer:
            for number in range(times):
                writer.add(_copy(rows[name], number))
    (folder / "codebook.md").write_text(codebook(), encoding="utf8")
    counts = {name: n * times for name, n in read_manifest(dataset)["counts"].items()}
    versions = {"rulebook": "x", "lexicon": "x", "model": "x"}
    write_manifest(folder, [Made(Path("in.jsonl"))], versions, counts, {"text": True, "folding": []})
    return folder


def _copy(table: pa.Table, number: int) -> pa.Table:
    """The same rows with identifiers and days of their own."""
    for name in table.column_names:
        values = table[name]
        if name in {"event_id", "folded_event_id"}:
            values = pc.binary_join_element_wise(pc.utf8_slice_codeunits(values, 0, 11), f"{number:05x}", "")
        elif name == "doc_id":
            values = pc.binary_join_element_wise(values.cast(pa.string()), f"{number:05d}", "-")
        elif name in {"event_date", "publication_date"}:
            values = pc.subtract(values.cast(pa.int32()), pa.scalar(number * 7 % DAYS, pa.int32())).cast(pa.date32())
        table = table.set_column(table.column_names.index(name), table.schema.field(name), values.combine_chunks())
    return table


# Runs a command from a small process: a child begins with the most memory that its parent has had.
MEASURE = """
import resource, subprocess, sys
status = subprocess.run([sys.executable, "-m", "coder", *sys.argv[1:]], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(status, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)
"""


def measured(arguments: list[str], folder: Path) -> tuple[float, float, float]:
    """Processor time and time in seconds, and the most memory in megabytes, of a command."""
    begun = time.monotonic()
    command = [sys.executable, "-c", MEASURE, *arguments]
    told = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.split()
    if int(told[0]):
        raise SystemExit(f"{' '.join(arguments)}: ended with {told[0]}")
    return float(told[1]), time.monotonic() - begun, float(told[2])


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_dataset([SAMPLE], folder / "sample")
        many = multiplied(folder / "sample", folder / "many", EVENTS)
        begun = time.process_time()
        aggregate(read_events(many))
        print(f"figures of a report of {EVENTS:,} events: {time.process_time() - begun:.1f} s of processor time")
        for what, (command, *options) in COMMANDS.items():
            used, took, memory = measured([command, str(many), *options], folder)
            print(f"{what}: {used:.1f} s of processor time, {took:.1f} s, {memory:,.0f} MB")
    print("wanted: a report under 60 s and 1,000 MB, its figures under 10 s, panels in seconds")


if __name__ == "__main__":
    main()
