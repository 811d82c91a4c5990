"""The figures of a report: what a dataset holds, counted from the columns of its events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coder.cameo.ontology import load_ontology
from coder.dataset.read import table_parts
from coder.desk.charts import QUADS

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = (
    "event_date",
    "event_date_precision",
    "event_root_code",
    "quad_class",
    "goldstein",
    "source_code",
    "target_code",
    "source_country",
    "target_country",
    "place_name",
    "place_precision",
    "latitude",
    "longitude",
    "killed",
    "toll",
)
DYADS = 15
PLACES = 4000
# The longest span, in days, that is drawn by day and by month.
BY_DAY, BY_MONTH = 120, 366 * 12
# The longest span, in days, of which dyads are shown by day.
BY_DAY_CELLS = 45
UNITS = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


@dataclass(frozen=True)
class Aggregates:
    """What a report shows, computed from the columns of the events; lists of plain values."""

    events: int
    unit: str
    heat_unit: str
    quads: list[dict[str, Any]]
    roots: list[dict[str, Any]]
    dyads: list[tuple[str, int]]
    heat: list[dict[str, Any]]
    places: list[dict[str, Any]]
    tone: list[dict[str, Any]]
    deaths: list[dict[str, Any]]
    coverage: list[tuple[str, float]]
    first: str
    last: str


def read_events(folder: Path) -> pa.Table:
    """The columns that the report needs, of all parts."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    tables = []
    for path in table_parts(folder, "events"):
        part = pq.ParquetFile(path)
        tables.append(part.read(columns=[c for c in COLUMNS if c in part.schema_arrow.names]))
    return pa.concat_tables([t.replace_schema_metadata() for t in tables])


def aggregate(events: pa.Table) -> Aggregates:
    """The figures of a report from the events' columns (those in COLUMNS; `toll` may be missing)."""
    import pyarrow.compute as pc

    if not events.num_rows:
        return Aggregates(0, "day", "day", [], [], [], [], [], [], [], [], "", "")
    days = events["event_date"]
    first, last = pc.min(days).as_py(), pc.max(days).as_py()
    span = (last - first).days
    unit = "day" if span <= BY_DAY else "month" if span <= BY_MONTH else "year"
    table = events.append_column("period", pc.floor_temporal(days, unit=unit))
    quads = [
        _at(r["period"], unit) | {"quad": QUADS[r["quad_class"]], "events": r["quad_class_count"]}
        for r in _grouped(table, ["period", "quad_class"], [("quad_class", "count")])
    ]
    tone = [
        _at(r["period"], unit) | {"goldstein": round(r["goldstein_mean"], 3)}
        for r in _grouped(table, ["period"], [("goldstein", "mean")])
    ]
    heat_unit = "month" if unit == "day" and span > BY_DAY_CELLS else unit
    top, heat = _dyad_figures(
        table.set_column(table.num_columns - 1, "period", pc.floor_temporal(days, unit=heat_unit)), heat_unit
    )
    return Aggregates(
        events.num_rows,
        unit,
        heat_unit,
        quads,
        _root_figures(table),
        top,
        heat,
        _place_figures(table),
        tone,
        _death_figures(table, unit),
        _coverage_figures(table),
        str(first),
        str(last),
    )


def _at(period: date, unit: str) -> dict[str, Any]:
    """A period as charts place it and as they print it."""
    return {"period": str(period), "when": period.strftime(UNITS[unit])}


def periods(first: str, last: str, unit: str) -> list[str]:
    """All periods from one day to another, as printed."""
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days
    all_days = (date.fromisoformat(first) + timedelta(n) for n in range(days + 1))
    return list(dict.fromkeys(day.strftime(UNITS[unit]) for day in all_days))


def _grouped(table: pa.Table, by: Sequence[str], what: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = (
        table.group_by(list(by)).aggregate(list(what)).sort_by([(b, "ascending") for b in by]).to_pylist()
    )
    return rows


def _root_figures(table: pa.Table) -> list[dict[str, Any]]:
    ontology = load_ontology()
    return [
        {
            "root": f"{r['event_root_code']} {ontology.require(r['event_root_code']).name}",
            "code": r["event_root_code"],
            "quad": QUADS[ontology.require(r["event_root_code"]).quad_class],
            "events": r["event_root_code_count"],
        }
        for r in _grouped(table, ["event_root_code"], [("event_root_code", "count")])
    ]


def _dyad_figures(table: pa.Table, unit: str) -> tuple[list[tuple[str, int]], list[dict[str, Any]]]:
    """The dyads of countries with most events, and their events by period."""
    import pyarrow as pa
    import pyarrow.compute as pc

    both = table.filter(pc.and_(pc.is_valid(table["source_country"]), pc.is_valid(table["target_country"])))
    both = both.filter(pc.not_equal(both["source_country"], both["target_country"]))
    if not both.num_rows:
        return [], []
    names = pc.binary_join_element_wise(both["source_country"], both["target_country"], "→")
    both = both.append_column("dyad", names)
    ranked = sorted(_grouped(both, ["dyad"], [("dyad", "count")]), key=lambda r: (-r["dyad_count"], r["dyad"]))[:DYADS]
    top = [(r["dyad"], r["dyad_count"]) for r in ranked]
    shown = both.filter(pc.is_in(both["dyad"], pa.array([d for d, _ in top])))
    cells = {
        (r["dyad"], r["period"]): r["dyad_count"] for r in _grouped(shown, ["dyad", "period"], [("dyad", "count")])
    }
    periods = sorted({p for _, p in cells})
    heat = [
        {"dyad": d, "period": p.strftime(UNITS[unit]), "events": cells[d, p]}
        for d, _ in top
        for p in periods
        if (d, p) in cells
    ]
    return top, heat


def _place_figures(table: pa.Table) -> list[dict[str, Any]]:
    """Towns and divisions with coordinates, most events first; countries' centres would mislead."""
    import pyarrow.compute as pc

    placed = table.filter(pc.and_(pc.is_valid(table["latitude"]), pc.not_equal(table["place_precision"], "country")))
    by = ["place_name", "latitude", "longitude", "quad_class"]
    ranked = sorted(_grouped(placed, by, [("quad_class", "count")]), key=lambda r: -r["quad_class_count"])[:PLACES]
    return [
        {
            "place": r["place_name"],
            "latitude": round(r["latitude"], 3),
            "longitude": round(r["longitude"], 3),
            "quad": QUADS[r["quad_class"]],
            "events": r["quad_class_count"],
        }
        for r in ranked
    ]


def _death_figures(table: pa.Table, unit: str) -> list[dict[str, Any]]:
    """Deaths by period: those of events, not the totals of wars."""
    import pyarrow.compute as pc

    counted = table.filter(pc.greater(table["killed"], 0))
    if "toll" in counted.column_names:
        counted = counted.filter(pc.equal(counted["toll"], "event"))
    return [
        _at(r["period"], unit) | {"killed": r["killed_sum"]} for r in _grouped(counted, ["period"], [("killed", "sum")])
    ]


def _coverage_figures(table: pa.Table) -> list[tuple[str, float]]:
    import pyarrow.compute as pc

    n = table.num_rows

    def share(mask: Any) -> float:
        return float((pc.sum(mask).as_py() or 0) / n)

    return [
        ("source coded", share(pc.is_valid(table["source_code"]))),
        ("target coded", share(pc.is_valid(table["target_code"]))),
        ("source with a country", share(pc.is_valid(table["source_country"]))),
        ("target with a country", share(pc.is_valid(table["target_country"]))),
        ("dated by the text, to the day", share(pc.equal(table["event_date_precision"], "day"))),
        ("dated by publication only", share(pc.equal(table["event_date_precision"], "publication"))),
        ("with a place", share(pc.is_valid(table["place_name"]))),
        ("with a town", share(pc.fill_null(pc.equal(table["place_precision"], "city"), False))),
        ("with a number of deaths", share(pc.is_valid(table["killed"]))),
    ]
