"""Sheets for human coders: a stratified sample of a dataset's events, and what the filled-in sheet says of
the whole.
"""

from __future__ import annotations

import csv
import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from coder.desk.measures import Interval, stratified_precision
from coder.desk.phrases import evaluation_words
from coder.errors import CoderError, InputError
from coder.files.outfile import whole_file
from coder.files.spreadsheet import harmless

# What is to be judged, in this order.
QUESTIONS = ("right_event", "right_source", "right_target", "right_date", "right_place", "right_numbers")
SHOWN = (
    "sentence",
    "trigger_text",
    "event_code",
    "event_name",
    "source_text",
    "source_code",
    "target_text",
    "target_code",
    "stance",
    "event_date",
    "event_date_precision",
    "place_name",
    "place_country",
    "killed",
    "injured",
    "arrested",
)
COLUMNS = ("event_id", "doc_id", "stratum", "events_in_stratum", "weight", *SHOWN, *QUESTIONS, "comment")
# The columns that a sheet is drawn from.
DRAWN_FROM = ("event_id", "doc_id", "event_root_code", "source_name", "confidence", *SHOWN)
# Confidence is cut into this many ranges with equally many events.
RANGES = 5
UNNAMED = "(none)"
SEED = 17


@dataclass(frozen=True, slots=True)
class SheetResult:
    """What a filled-in sheet says of the whole dataset.

    `precision` gives the share of the dataset's events that is right by question, with a 95 % interval; 'all' is right
    in all that was answered. `judged` counts the rows answered, `strata` the share right of each stratum (of
    'right_event').
    """

    judged: int
    rows: int
    precision: dict[str, Interval]
    strata: dict[str, tuple[int, int]]


def strata_of(events: pa.Table, by: str) -> list[str]:
    """The stratum of each event: its root code, the publisher of its document, or a fifth of confidence."""
    if by == "code":
        return list(events["event_root_code"].to_pylist())
    if by == "source":
        return [name or UNNAMED for name in events["source_name"].to_pylist()]
    order = pc.sort_indices(events, [("confidence", "ascending"), ("event_id", "ascending")]).to_pylist()
    found = [""] * len(order)
    for place, i in enumerate(order):
        found[i] = f"confidence {place * RANGES // len(order) + 1} of {RANGES}"
    return found


def draw(events: pa.Table, by: str, n: int, seed: int = SEED) -> list[dict[str, Any]]:
    """The rows of a sheet of `n` events, the same for the same events (columns DRAWN_FROM) and seed.

    Each stratum gets its share, but at least two events where it has them. `weight` is how many events of the dataset a
    row stands for. Raises CoderError where there is no event.
    """
    if not events.num_rows:
        raise CoderError("the dataset has no events to draw from")
    members: defaultdict[str, list[int]] = defaultdict(list)
    strata, ids = strata_of(events, by), events["event_id"].to_pylist()
    for i in sorted(range(len(ids)), key=ids.__getitem__):
        members[strata[i]].append(i)
    sizes = {s: len(found) for s, found in members.items()}
    allotted = allocate(sizes, min(n, len(ids)))
    rng = random.Random(seed)
    drawn = [i for stratum in sorted(members) for i in rng.sample(members[stratum], allotted[stratum])]
    rows = []
    for i, event in zip(drawn, events.select(["event_id", "doc_id", *SHOWN]).take(drawn).to_pylist(), strict=True):
        size = sizes[strata[i]]
        fixed = {"stratum": strata[i], "events_in_stratum": size, "weight": f"{size / allotted[strata[i]]:.3f}"}
        rows.append(event | fixed | dict.fromkeys((*QUESTIONS, "comment"), ""))
    rng.shuffle(rows)
    return rows


def allocate(sizes: Mapping[str, int], n: int) -> dict[str, int]:
    """How many of `n` each stratum gets: in proportion, at least two (or all it has) while `n` allows, by
    largest rest.
    """
    least = 2 if n >= sum(min(2, size) for size in sizes.values()) else 1 if n >= len(sizes) else 0
    found = {s: min(size, least) for s, size in sizes.items()}
    total = sum(sizes.values())
    while (left := n - sum(found.values())) > 0:
        short = max(
            (s for s in sizes if found[s] < sizes[s]), key=lambda s: (n * sizes[s] / total - found[s], s), default=None
        )
        if short is None or left <= 0:
            break
        found[short] += 1
    return found


def write_sheet(rows: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Writes a sheet as CSV that opens in a spreadsheet: UTF-8 with a mark, no cell that would run as a formula."""
    with whole_file(path) as file, file.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(COLUMNS)
        writer.writerows([harmless("" if row[name] is None else str(row[name])) for name in COLUMNS] for row in rows)


def is_sheet(path: Path) -> bool:
    """Whether a file is a sheet that `coder sample` wrote."""
    if path.suffix != ".csv":
        return False
    with path.open(encoding="utf-8-sig", errors="replace") as handle:
        return {"event_id", "stratum", QUESTIONS[0]} <= set(
            handle.readline().strip().replace('"', "").replace(";", ",").split(",")
        )


def read_sheet(path: Path) -> SheetResult:
    """What a filled-in sheet says. Raises InputError with each cell that is neither yes, no nor empty, or if none is
    filled in.

    Spreadsheets that save with semicolons are understood.
    """
    content = path.read_text(encoding="utf-8-sig")
    delimiter = ";" if content.split("\n", 1)[0].count(";") > content.split("\n", 1)[0].count(",") else ","
    rows = list(csv.DictReader(content.splitlines(keepends=True), delimiter=delimiter))
    faults: list[str] = []
    answers = [_answers(path, number, row, faults) for number, row in enumerate(rows, 1)]
    if faults:
        raise InputError("\n".join(faults[:50]))
    sizes = {row["stratum"]: int(float(row["events_in_stratum"])) for row in rows}
    judged = sum(bool(a) for a in answers)
    if not judged:
        raise InputError(f"{path}: no cell of {', '.join(QUESTIONS)} is filled in; write yes or no")
    precision = {}
    for question in (*QUESTIONS, "all"):
        found = [
            (row["stratum"], a)
            for row, a in zip(rows, answers, strict=True)
            if a and (question == "all" or question in a)
        ]
        if found:
            drawn, right = Counter(s for s, _ in found), Counter[str]()
            right.update(s for s, a in found if (all(a.values()) if question == "all" else a[question]))
            precision[question] = stratified_precision([(sizes[s], drawn[s], right[s]) for s in sorted(drawn)])
    strata: dict[str, tuple[int, int]] = {}
    for row, a in zip(rows, answers, strict=True):
        if QUESTIONS[0] in a:
            right_so_far, n = strata.get(row["stratum"], (0, 0))
            strata[row["stratum"]] = (right_so_far + a[QUESTIONS[0]], n + 1)
    return SheetResult(judged, len(rows), precision, dict(sorted(strata.items())))


def _answers(path: Path, number: int, row: Mapping[str, str], faults: list[str]) -> dict[str, bool]:
    found, words = {}, evaluation_words()
    for question in QUESTIONS:
        cell = (row.get(question) or "").strip().lower()
        if cell in words.answers_yes or cell in words.answers_no:
            found[question] = cell in words.answers_yes
        elif cell:
            faults.append(f"{path}: row {number}, column {question}: {cell!r} is neither yes nor no")
    return found
