"""A dataset at a glance: one page with what it is, what is in it, how complete it is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coder.cameo.ontology import load_ontology
from coder.dataset.read import read_manifest, read_table, table_parts
from coder.desk.charts import QUADS, bar_chart, heat_chart, line_chart, map_chart, quad_chart, root_chart
from coder.desk.page import Section, data_table, esc, folded, tiles, write_page

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
REASONS = 10
# The longest span, in days, that is drawn by day and by month.
BY_DAY, BY_MONTH = 120, 366 * 12
UNITS = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


@dataclass(frozen=True)
class Aggregates:
    """What a report shows, computed from the columns of the events; lists of plain values."""

    events: int
    unit: str
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


def write_report(folder: Path, output: Path, merged: Path | None = None) -> None:
    """Writes the page about the dataset in `folder`; `merged` is a folder that `coder merge` made of it.

    A million events take seconds. Raises DatasetError where there is no dataset, CoderError where coder[report] is
    not installed.
    """
    manifest = read_manifest(folder)
    found = aggregate(read_events(folder))
    sections = [_what(manifest), *_over_time(found), _roots(folder, found), *_dyads(found)]
    sections += [*_places(found), *_tone_and_deaths(found), _coverage(found), _screening(folder, manifest)]
    if merged is not None:
        sections.append(_overlap(merged))
    counts = manifest["counts"]
    head = {"events": f"{found.events:,}", "documents": f"{counts['documents']:,}", "rejects": f"{counts['rejects']:,}"}
    if found.events:
        head |= {"from": found.first, "to": found.last}
    lead = f'<p class="dim">Political events coded from news text by coder {esc(manifest["coder"])}.</p>{tiles(head)}'
    write_page(output, f"Dataset {folder.resolve().name}", sections, lead)


def read_events(folder: Path) -> pa.Table:
    """The columns that the report needs, of all parts."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    tables = []
    for path in table_parts(folder, "events"):
        part = pq.ParquetFile(path)
        tables.append(part.read(columns=[c for c in COLUMNS if c in part.schema_arrow.names]))
    return pa.concat_tables([t.replace_schema_metadata() for t in tables])


# --- figures ----------------------------------------------------------------------------------------------------------


def aggregate(events: pa.Table) -> Aggregates:
    """The figures of a report from the events' columns (those in COLUMNS; `toll` may be missing)."""
    import pyarrow.compute as pc

    if not events.num_rows:
        return Aggregates(0, "day", [], [], [], [], [], [], [], [], "", "")
    days = events["event_date"]
    first, last = pc.min(days).as_py(), pc.max(days).as_py()
    span = (last - first).days
    unit = "day" if span <= BY_DAY else "month" if span <= BY_MONTH else "year"
    table = events.append_column("period", pc.floor_temporal(days, unit=unit))
    quads = [
        {"period": str(r["period"]), "quad": QUADS[r["quad_class"]], "events": r["quad_class_count"]}
        for r in _grouped(table, ["period", "quad_class"], [("quad_class", "count")])
    ]
    tone = [
        {"period": str(r["period"]), "goldstein": round(r["goldstein_mean"], 3)}
        for r in _grouped(table, ["period"], [("goldstein", "mean")])
    ]
    top, heat = _dyad_figures(table, unit)
    return Aggregates(
        events.num_rows,
        unit,
        quads,
        _root_figures(table),
        top,
        heat,
        _place_figures(table),
        tone,
        _death_figures(table),
        _coverage_figures(table),
        str(first),
        str(last),
    )


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


def _death_figures(table: pa.Table) -> list[dict[str, Any]]:
    """Deaths by period: those of events, not the totals of wars."""
    import pyarrow.compute as pc

    counted = table.filter(pc.greater(table["killed"], 0))
    if "toll" in counted.column_names:
        counted = counted.filter(pc.equal(counted["toll"], "event"))
    return [
        {"period": str(r["period"]), "killed": r["killed_sum"]}
        for r in _grouped(counted, ["period"], [("killed", "sum")])
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


# --- sections ---------------------------------------------------------------------------------------------------------


def _what(manifest: Mapping[str, Any]) -> Section:
    """What made the dataset, as its manifest tells."""
    simple = {k: v for k, v in manifest.items() if isinstance(v, (str, int, float))}
    rows = [[k, str(v)] for k, v in simple.items()]
    rows += [[f"library {k}", str(v)] for k, v in manifest.get("libraries", {}).items()]
    rows += [[f"option {k}", json.dumps(v, ensure_ascii=False)] for k, v in manifest.get("options", {}).items() if v]
    inputs = [[i["name"], i["sha256"][:16]] for i in manifest.get("inputs", [])]
    return Section(
        "What it is",
        data_table(["of", "value"], rows)
        + folded(f"{len(inputs)} input files", data_table(["file", "SHA-256 begins"], inputs)),
    )


def _over_time(found: Aggregates) -> list[Section]:
    if not found.quads:
        return [Section("Events over time", "<p>The dataset holds no event.</p>")]
    totals: dict[str, int] = {}
    for r in found.quads:
        totals[r["quad"]] = totals.get(r["quad"], 0) + r["events"]
    table = data_table(
        ["class", "events", "share"], [[q, f"{n:,}", f"{n / found.events:.1%}"] for q, n in totals.items()], (1, 2)
    )
    shows = f"Events by {found.unit} and quad class, {found.first} to {found.last}."
    return [Section("Events over time", "", quad_chart(found.quads), shows, folded("as a table", table))]


def _roots(folder: Path, found: Aggregates) -> Section:
    if not found.roots:
        return Section("What happened", "<p>No event.</p>")
    examples = _examples(folder, [r["code"] for r in found.roots])
    rows = [[r["root"], f"{r['events']:,}", *examples.get(r["code"], ("", ""))] for r in found.roots]
    table = data_table(["root code", "events", "example", "sentence"], rows, (1,))
    return Section("What happened", "", root_chart(found.roots), "Events by CAMEO root code.", table)


def _examples(folder: Path, roots: Sequence[str]) -> dict[str, tuple[str, str]]:
    """For each root an event of the first rows that hold one, if possible with both actors, and the surest: in short,
    and its sentence.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    best: dict[str, tuple[float, str, str]] = {}
    names = ["event_root_code", "event_code", "source_code", "target_code", "sentence", "confidence"]
    for path in table_parts(folder, "events"):
        for batch in pq.ParquetFile(path).iter_batches(columns=names):
            for r in _surest(pa.Table.from_batches([batch])):
                if r["rank"] > best.get(r["event_root_code"], (-1.0, "", ""))[0]:
                    event = f"{r['source_code'] or '—'} {r['event_code']} {r['target_code'] or '—'}"
                    best[r["event_root_code"]] = (r["rank"], event, r["sentence"] or "")
            if len(best) == len(roots):
                return {root: (event, sentence) for root, (_, event, sentence) in best.items()}
    return {root: (event, sentence) for root, (_, event, sentence) in best.items()}


def _surest(events: pa.Table) -> list[dict[str, Any]]:
    """For each root the first of the rows with the most actors coded and the highest confidence."""
    import pyarrow.compute as pc

    coded = [pc.is_valid(events[f"{side}_code"]).cast("float32") for side in ("source", "target")]
    events = events.append_column("rank", pc.add(events["confidence"], pc.add(*coded)))
    order = pc.sort_indices(events, [("event_root_code", "ascending"), ("rank", "descending")])
    roots = events["event_root_code"].take(order).to_pylist()
    firsts = [n for n, root in enumerate(roots) if not n or root != roots[n - 1]]
    return list(events.take(order.take(firsts)).to_pylist())


def _dyads(found: Aggregates) -> list[Section]:
    if not found.dyads:
        return [Section("Who to whom", "<p>No event between two countries.</p>")]
    table = data_table(["source → target", "events"], [[d, f"{n:,}"] for d, n in found.dyads], (1,))
    shows = f"Events by {found.unit} of the {len(found.dyads)} dyads of countries with most events."
    return [Section("Who to whom", "", heat_chart(found.heat), shows, folded("as a table", table))]


def _places(found: Aggregates) -> list[Section]:
    if not found.places:
        return [Section("Where", "<p>No event has a town or division.</p>")]
    rows = [[p["place"], p["quad"], f"{p['events']:,}"] for p in found.places[:DYADS]]
    shows = "Towns and first-level divisions of events by quad class; the area of a dot is the number of events."
    return [
        Section(
            "Where",
            "",
            map_chart(found.places),
            shows,
            folded("the commonest places", data_table(["place", "class", "events"], rows, (2,))),
        )
    ]


def _tone_and_deaths(found: Aggregates) -> list[Section]:
    made = []
    if found.tone:
        shows = f"Mean Goldstein scale by {found.unit}, from −10 (conflict) to 10 (cooperation)."
        made.append(
            Section("Conflict and cooperation", "", line_chart(found.tone, "goldstein", "mean Goldstein scale"), shows)
        )
    if found.deaths:
        total = sum(r["killed"] for r in found.deaths)
        shows = (
            f"People killed in events by {found.unit}: {total:,} in all. "
            f"Reports of one event that were not folded count each; totals of wars are left out."
        )
        made.append(Section("Deaths", "", bar_chart(found.deaths, "killed", "killed"), shows))
    return made


def _coverage(found: Aggregates) -> Section:
    rows = [[name, f"{share:.1%}"] for name, share in found.coverage]
    return Section("How complete it is", data_table(["of the events", "share"], rows, (1,)))


def _screening(folder: Path, manifest: Mapping[str, Any]) -> Section:
    """Sentences set aside, records turned away, and what validation said."""
    counts = manifest["counts"]
    rows = [[name.replace("_", " "), f"{n:,}"] for name, n in counts.items() if isinstance(n, int)]
    reasons = reject_reasons(folder)
    content = data_table(["count", ""], rows, (1,))
    if reasons:
        content += "<h3>Why records were turned away</h3>" + data_table(
            ["reason", "records"], [[r, f"{n:,}"] for r, n in reasons], (1,)
        )
    results = sorted((folder / "validation").glob("*.json")) if (folder / "validation").is_dir() else []
    if results:
        verdicts = [[p.stem, _verdict(p)] for p in results]
        content += "<h3>Validation</h3>" + data_table(["table", "result"], verdicts)
    return Section("Screening, rejects, validation", content)


def reject_reasons(folder: Path) -> list[tuple[str, int]]:
    """The commonest reasons for rejects."""
    found = read_table(folder, "rejects", ["reason"]).group_by("reason").aggregate([("reason", "count")])
    counts = [(row["reason"], row["reason_count"]) for row in found.to_pylist()]
    return sorted(counts, key=lambda item: (-item[1], item[0]))[:REASONS]


def _verdict(path: Path) -> str:
    raw = json.loads(path.read_text(encoding="utf8"))
    is_right = raw.get("success")
    return "all expectations hold" if is_right else "some expectation fails" if is_right is False else "see the file"


def _overlap(merged: Path) -> Section:
    """How many events of a merged dataset both sources have."""
    found = read_table(merged, "events", ["origin", "match_id"]).group_by("origin")
    counted = found.aggregate([([], "count_all"), ("match_id", "count")]).sort_by("origin").to_pylist()
    cells = [
        [r["origin"], f"{r['count_all']:,}", f"{r['match_id_count']:,}", f"{r['match_id_count'] / r['count_all']:.1%}"]
        for r in counted
    ]
    return Section("Overlap with other sources", data_table(["origin", "events", "matched", "share"], cells, (1, 2, 3)))
