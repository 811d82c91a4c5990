"""A dataset at a glance: one page with what it is, what is in it, how complete it is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coder.dataset.claim import sha256
from coder.dataset.read import MANIFEST, read_manifest, read_table, table_parts
from coder.desk.charts import bar_chart, heat_chart, line_chart, map_chart, quad_chart, root_chart
from coder.desk.page import Section, data_table, esc, folded, tiles, write_page
from coder.desk.report_figures import DYADS, Aggregates, aggregate, periods, read_events
from coder.errors import DatasetError

if TYPE_CHECKING:
    import pyarrow as pa

REASONS, PUBLISHERS = 10, 8


def write_report(folder: Path, output: Path, merged: Path | None = None) -> None:
    """Writes the page about the dataset in `folder`; `merged` is a folder that `coder merge` made of it.

    A million events take seconds. Raises DatasetError where there is no dataset, CoderError where coder[report] is
    not installed.
    """
    manifest = read_manifest(folder)
    found = aggregate(read_events(folder))
    sections = [_what(folder, manifest), *_over_time(found), _roots(folder, found), *_dyads(found)]
    sections += [*_places(found), *_tone_and_deaths(found), _coverage(found), _screening(folder, manifest)]
    if merged is not None:
        sections.append(_overlap(folder, merged))
    counts = manifest["counts"]
    head = {"events": f"{found.events:,}", "documents": f"{counts['documents']:,}", "rejects": f"{counts['rejects']:,}"}
    if found.events:
        head |= {"from": found.first, "to": found.last}
    lead = f'<p class="dim">Political events coded from news text by coder {esc(manifest["coder"])}.</p>{tiles(head)}'
    name = folder.resolve().name
    write_page(output, "Dataset" if name.lower() == "dataset" else f"Dataset {name}", sections, lead)


# --- sections ---------------------------------------------------------------------------------------------------------


TOLD_FIRST = ("coder", "model", "command", "credits")


def _what(folder: Path, manifest: Mapping[str, Any]) -> Section:
    """What the dataset is of and what made it, as its documents and its manifest tell."""
    rows = [*_texts(folder), *([k, str(manifest[k])] for k in TOLD_FIRST if k in manifest)]
    more = [[k, str(v)] for k, v in manifest.items() if isinstance(v, (str, int, float)) and k not in TOLD_FIRST]
    more += [[f"library {k}", str(v)] for k, v in manifest.get("libraries", {}).items()]
    more += [[f"option {k}", json.dumps(v, ensure_ascii=False)] for k, v in manifest.get("options", {}).items() if v]
    inputs = [[i["name"], i["sha256"][:16]] for i in manifest.get("inputs", [])]
    files = f"{len(inputs):,} input file{'s' if len(inputs) != 1 else ''}"
    return Section(
        "What it is",
        data_table(["what", "value"], rows)
        + folded("versions and checksums", data_table(["of", "value"], more))
        + folded(files, data_table(["file", "SHA-256 begins"], inputs)),
    )


def _texts(folder: Path) -> list[list[str]]:
    """When the texts were published, and by whom: the publishers with most of them."""
    import pyarrow.compute as pc

    documents = read_table(folder, "documents", ["publication_date", "source_name"])
    if not documents.num_rows:
        return []
    first, last = (str(f(documents["publication_date"]).as_py()) for f in (pc.min, pc.max))
    counted = documents["source_name"].drop_null().value_counts().to_pylist()
    ranked = sorted(counted, key=lambda c: (-c["counts"], c["values"]))
    told = ", ".join(f"{c['values']} ({c['counts']:,})" for c in ranked[:PUBLISHERS])
    more = f" and {len(ranked) - PUBLISHERS:,} more" if len(ranked) > PUBLISHERS else ""
    return [["published", f"{first} to {last}"], *([["publishers", told + more]] if told else [])]


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
    return [
        Section(
            "Events over time",
            "",
            quad_chart(found.quads, found.unit, (found.first, found.last)),
            shows,
            folded("as a table", table),
        )
    ]


def _roots(folder: Path, found: Aggregates) -> Section:
    if not found.roots:
        return Section("What happened", "<p>No event.</p>")
    examples = _examples(folder, [r["code"] for r in found.roots])
    rows = [[r["root"], f"{r['events']:,}", *examples.get(r["code"], ("", ""))] for r in found.roots]
    table = data_table(["root code", "events", "example", "sentence"], rows, (1,), stacked=True)
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
    shows = f"Events by {found.heat_unit} of the {len(found.dyads)} dyads of countries with most events."
    return [
        Section(
            "Who to whom",
            "",
            heat_chart(found.heat, periods(found.first, found.last, found.heat_unit)),
            shows,
            folded("as a table", table),
        )
    ]


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
        chart = line_chart(found.tone, "goldstein", "mean Goldstein scale", found.unit, (found.first, found.last))
        made.append(Section("Conflict and cooperation", "", chart, shows))
    if found.deaths:
        total = sum(r["killed"] for r in found.deaths)
        shows = (
            f"People killed in events by {found.unit}: {total:,} in all. "
            f"Reports of one event that were not folded count each; totals of wars are left out."
        )
        chart = bar_chart(found.deaths, "killed", "killed", found.unit, (found.first, found.last))
        made.append(Section("Deaths", "", chart, shows))
    return made


def _coverage(found: Aggregates) -> Section:
    rows = [[name, f"{share:.1%}"] for name, share in found.coverage]
    return Section("How complete it is", data_table(["of the events", "share"], rows, (1,)))


def _screening(folder: Path, manifest: Mapping[str, Any]) -> Section:
    """Sentences set aside, records turned away, and what validation said."""
    counts = manifest["counts"]
    rows = [[name.replace("_", " "), f"{n:,}"] for name, n in counts.items() if isinstance(n, int)]
    reasons = reject_reasons(folder)
    content = data_table(["of", "number"], rows, (1,))
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


def _overlap(folder: Path, merged: Path) -> Section:
    """How many events of a merged dataset both sources have, and how many would match by chance. Raises DatasetError
    where `merged` is not of the dataset in `folder`.
    """
    manifest, own = read_manifest(merged), sha256(folder / MANIFEST)
    if "tables" not in manifest or own not in {i["sha256"] for i in manifest["inputs"]}:
        raise DatasetError(
            f"{merged}: it was not merged from {folder} as it is now; give what `coder merge {folder} FILE... "
            f"--output DIR` wrote"
        )
    found = read_table(merged, "events", ["origin", "match_id"]).group_by("origin")
    counted = found.aggregate([([], "count_all"), ("match_id", "count")]).sort_by("origin").to_pylist()
    cells = [
        [r["origin"], f"{r['count_all']:,}", f"{r['match_id_count']:,}", f"{r['match_id_count'] / r['count_all']:.1%}"]
        for r in counted
    ]
    chance = f"<p>By chance {manifest['counts']['by_chance']:,.0f} rows of others would match.</p>"
    table = data_table(["origin", "events", "matched", "share"], cells, (1, 2, 3))
    return Section("Overlap with other sources", table + chance)
