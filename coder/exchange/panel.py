"""Events counted by dyad, country or place and by day, month or year, with the numbers of states and denominators.

The sum of `events` over all rows is the number of events less those that were left out for a stated reason.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from coder.cameo.states import load_states
from coder.dataset.read import read_manifest, read_table
from coder.errors import CoderError, DatasetError
from coder.files.outfile import check_file, whole_file
from coder.schema import Column, Schema

UNITS = {"dyad": ("source_country", "target_country"), "country": ("source_country",), "place": ("place_country",)}
PERIODS = ("day", "month", "year")
CLASSES = {"root": "event_root_code", "quad": "quad_class", "plover": "plover_event"}
QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
# Rows that the filling with zeros may make.
MOST_ROWS = 50_000_000
_DENOMINATORS = ("documents", "sentences")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a panel counts. `clock` dates by the event or by publication; `fill` 'system' adds zeros; `by` a class."""

    unit: str = "dyad"
    period: str = "month"
    clock: str = "event"
    fill: str = "observed"
    undirected: bool = False
    min_confidence: float = 0.0
    stance: str | None = None
    by: str | None = None


@dataclass(frozen=True)
class Panel:
    """A panel, how many events it was made of, and how many were left out, by reason."""

    table: pa.Table
    events: int
    left_out: dict[str, int] = field(default_factory=dict)


def write_panel(folder: Path, output: Path, choice: Choice, replace: bool = False) -> Panel:
    """Writes the panel of a dataset as Parquet or CSV, by the ending of `output`, whole or not at all.

    Raises DatasetError where `folder` is no dataset or the file is there already, CoderError at another ending.
    """
    if output.suffix.lower() not in {".parquet", ".csv"}:
        raise CoderError(f"{output}: a panel is written as .parquet or .csv; end the name so")
    check_file(output, replace)
    panel = make_panel(folder, choice)
    with whole_file(output) as file:
        if output.suffix.lower() == ".csv":
            pyarrow.csv.write_csv(panel.table, file, pyarrow.csv.WriteOptions(quoting_style="needed"))
        else:
            pq.write_table(panel.table, file, compression="zstd")
    return panel


def make_panel(folder: Path, choice: Choice) -> Panel:
    """The panel of a dataset. Raises CoderError where its choices contradict each other."""
    _check(folder, choice)
    keys = UNITS[choice.unit]
    wanted = {*keys, "event_date", "publication_date", "quad_class", "goldstein", "killed", "stance", "confidence"}
    wanted |= {CLASSES[choice.by]} if choice.by else set()
    events = read_table(folder, "events", sorted(wanted | {"toll"}))
    kept, left_out = _kept(events, choice, keys)
    if choice.undirected:
        kept = _undirected(kept)
    kept = kept.append_column("period", _period(kept[f"{choice.clock}_date"], choice.period))
    documents = read_table(folder, "documents", ["publication_date", "sentences"])
    covered = _covered(documents, choice.period)
    table = _counted(kept, [*keys, *([CLASSES[choice.by]] if choice.by else []), "period"])
    if choice.fill == "system":
        table = _filled(table, keys, covered, choice)
    return Panel(_finished(table, keys, covered, choice), events.num_rows, left_out)


def _check(folder: Path, choice: Choice) -> None:
    if "tables" in read_manifest(folder):
        raise DatasetError(f"{folder}: a merged dataset counts events twice; make the panel of the original one")
    if choice.undirected and choice.unit != "dyad":
        raise CoderError("--undirected is for dyads; leave it out, or choose --unit dyad")
    if choice.fill == "system" and choice.by:
        raise CoderError(
            "--fill system counts all events of a state together; leave out --by, or choose --fill observed"
        )


def _kept(events: pa.Table, choice: Choice, keys: Sequence[str]) -> tuple[pa.Table, dict[str, int]]:
    """The events that count, and how many did not, by the first reason that holds."""
    reasons: list[tuple[str, Any]] = []
    if choice.stance:
        reasons.append((f"stance is not {choice.stance}", pc.not_equal(events["stance"], choice.stance)))
    if choice.min_confidence:
        low = pc.less(events["confidence"], pa.scalar(choice.min_confidence, pa.float32()))
        reasons.append((f"confidence is below {choice.min_confidence:g}", low))
    reasons += [(f"no {key.replace('_', ' ')}", pc.is_null(events[key])) for key in keys]
    if choice.by:
        reasons.append((f"no {CLASSES[choice.by].replace('_', ' ')}", pc.is_null(events[CLASSES[choice.by]])))
    out = pa.array([False] * events.num_rows, pa.bool_())
    left_out = {}
    for reason, mask in reasons:
        new = pc.and_(mask, pc.invert(out))
        left_out[reason] = pc.sum(new).as_py() or 0
        out = pc.or_(out, mask)
    return events.filter(pc.invert(out)), left_out


def _undirected(events: pa.Table) -> pa.Table:
    """Both directions of a dyad as one: the country that is first in the alphabet stands first."""
    source, target = events["source_country"], events["target_country"]
    turned = pc.greater(source, target)
    for name, one, other in (("source_country", target, source), ("target_country", source, target)):
        events = events.set_column(events.schema.names.index(name), name, pc.if_else(turned, one, other))
    return events


def _period(days: pa.ChunkedArray, period: str) -> pa.ChunkedArray:
    """The first day of the period of each day."""
    return pc.floor_temporal(days.cast(pa.timestamp("s")), unit=period).cast(pa.date32())


def _last(first: date, period: str) -> date:
    if period == "day":
        return first
    return date(first.year, 12, 31) if period == "year" else first.replace(day=monthrange(first.year, first.month)[1])


def _covered(documents: pa.Table, period: str) -> pa.Table:
    """Documents and sentences of each period, by publication."""
    with_period = documents.append_column("period", _period(documents["publication_date"], period))
    found = with_period.group_by("period").aggregate([("sentences", "count"), ("sentences", "sum")])
    return found.rename_columns(["period", *_DENOMINATORS])


def _counted(events: pa.Table, keys: Sequence[str]) -> pa.Table:
    for number, name in enumerate(QUADS, 1):
        events = events.append_column(name, pc.equal(events["quad_class"], number).cast(pa.int64()))
    # A running total is told again and again: only what is told of the event itself is added up.
    of_event = pc.fill_null(pc.not_equal(events["toll"], "cumulative"), True)
    nothing = pa.scalar(None, pa.int64())
    events = events.append_column("deaths", pc.if_else(of_event, events["killed"].cast(pa.int64()), nothing))
    events = events.append_column("scale", pc.round(events["goldstein"].cast(pa.float64()), 1))
    sums = [(name, "sum") for name in (*QUADS, "scale", "deaths")]
    found = events.group_by(list(keys), use_threads=False).aggregate([("period", "count"), *sums])
    names = {
        "period_count": "events",
        **{f"{q}_sum": q for q in QUADS},
        "scale_sum": "goldstein_sum",
        "deaths_sum": "killed",
    }
    found = found.rename_columns([names.get(name, name) for name in found.column_names])
    # The scale has one decimal, and so has a sum of it.
    total = pc.round(found["goldstein_sum"], 1)
    found = found.set_column(found.schema.names.index("goldstein_sum"), "goldstein_sum", total)
    mean = pc.divide(total, found["events"].cast(pa.float64()))
    found = found.append_column("goldstein_mean", mean)
    return found.set_column(found.schema.names.index("killed"), "killed", pc.fill_null(found["killed"], 0))


def _filled(table: pa.Table, keys: Sequence[str], covered: pa.Table, choice: Choice) -> pa.Table:
    """The panel with a row of zeros for each unit of states that exist in a period in which documents were
    published.
    """
    states, rows, total = load_states(), [], 0
    for first in sorted(covered["period"].to_pylist()):
        existing = list(states.existing(first, _last(first, choice.period)))
        pairs: list[tuple[str, ...]] = list(permutations(existing, len(keys)))
        pairs = [p for p in pairs if not choice.undirected or p[0] < p[-1]]
        total += len(pairs)
        if total > MOST_ROWS:
            raise CoderError(f"--fill system would make over {MOST_ROWS:,} rows; choose a longer --period")
        columns = {key: pa.array([p[k] for p in pairs], pa.string()) for k, key in enumerate(keys)}
        rows.append(pa.table(columns | {"period": pa.array([first] * len(pairs), pa.date32())}))
    system = pa.concat_tables(rows) if rows else table.select([*keys, "period"]).slice(0, 0)
    joined = table.join(system, [*keys, "period"], join_type="full outer", use_threads=False)
    for name in ("events", *QUADS, "killed"):
        joined = joined.set_column(joined.schema.names.index(name), name, pc.fill_null(joined[name], 0))
    zero = pc.fill_null(joined["goldstein_sum"], 0.0)
    return joined.set_column(joined.schema.names.index("goldstein_sum"), "goldstein_sum", zero)


def _finished(table: pa.Table, keys: Sequence[str], covered: pa.Table, choice: Choice) -> pa.Table:
    """The panel with numbers of states and denominators, its columns and rows in order."""
    joined = table.join(covered, "period", use_threads=False)
    schema = _schema(keys, choice)
    joined = joined.sort_by([(name, "ascending") for name in [*keys, "period", *_by(choice)]])
    states, known = load_states(), {}
    periods = joined["period"].to_pylist()
    for key in keys:
        numbers = []
        for country, first in zip(joined[key].to_pylist(), periods, strict=True):
            if (country, first) not in known:
                known[country, first] = states.numbers(country, first, _last(first, choice.period))
            numbers.append(known[country, first])
        side = key.removesuffix("_country")
        for k, name in enumerate(("gwcode", "cowcode")):
            joined = joined.append_column(f"{side}_{name}", pa.array([n[k] for n in numbers], pa.int16()))
    for name in _DENOMINATORS:
        joined = joined.set_column(joined.schema.names.index(name), name, pc.fill_null(joined[name], 0))
    return joined.select([c.name for c in schema.columns]).combine_chunks().cast(schema.arrow())


def _by(choice: Choice) -> list[str]:
    return [CLASSES[choice.by]] if choice.by else []


def _schema(keys: Sequence[str], choice: Choice) -> Schema:
    """The columns of a panel, with what they mean."""
    clock = "the event" if choice.clock == "event" else "publication"
    columns = []
    for key in keys:
        side = key.removesuffix("_country")
        columns.append(Column(key, "string", False, f"ISO 3166 alpha-3 code of the {side}'s country."))
        columns.append(
            Column(f"{side}_gwcode", "int16", True, "Its Gleditsch–Ward number; null where it was no state.")
        )
        columns.append(
            Column(f"{side}_cowcode", "int16", True, "Its Correlates-of-War number; null where it was no state.")
        )
    columns.append(Column("period", "date32", False, f"First day of the {choice.period}, by the date of {clock}."))
    columns += [
        Column(n, "int8" if n == "quad_class" else "string", False, "The class that is counted.") for n in _by(choice)
    ]
    columns.append(Column("events", "int64", False, "Events."))
    columns += [Column(q, "int64", False, f"Events of {q.replace('_', ' ')}.") for q in QUADS]
    columns.append(Column("goldstein_sum", "float64", False, "Sum of their Goldstein scale."))
    columns.append(Column("goldstein_mean", "float64", True, "Mean of their Goldstein scale; null without events."))
    columns.append(
        Column("killed", "int64", False, "People killed as told of the events themselves, without running totals.")
    )
    columns.append(Column("documents", "int64", False, "Documents published in the period, in the whole corpus."))
    columns.append(Column("sentences", "int64", False, "Sentences in them."))
    return Schema("panel", "1", "Events by unit and period.", tuple(columns))
