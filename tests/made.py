"""Datasets made by hand: valid in every relation, without a parser, the same on every call."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from coder.attributes.gazetteer import load_gazetteer
from coder.cameo.ontology import load_ontology
from coder.dataset.parts import PartWriter
from coder.dataset.write import write_manifest
from coder.schema import TABLES, codebook, load_schema, to_table

COUNTRIES = {
    "France": "FRA",
    "Ghana": "GHA",
    "Togo": "TGO",
    "Germany": "DEU",
    "Serbia": "SRB",
    "Yemen": "YEM",
    "Peru": "PER",
    "Japan": "JPN",
}
CODES = (
    "010",
    "036",
    "040",
    "042",
    "043",
    "046",
    "057",
    "0253",
    "112",
    "1223",
    "141",
    "155",
    "163",
    "171",
    "176",
    "1834",
    "190",
    "1951",
    "1952",
)
TOWNS = ("Paris", "Accra", "Berlin", "Belgrade", "Lima", "Tokyo")
FIRST = date(2012, 8, 1)


@dataclass(frozen=True)
class Made:
    """An input file, as manifests list them."""

    path: Path
    sha256: str = hashlib.sha256(b"").hexdigest()
    encoding: str | None = "utf-8"


def event(number: int, doc_id: str = "doc", **given: Any) -> dict[str, Any]:
    """A row of events that holds in every relation; what is `given` is set last."""
    draw = random.Random(number)
    source, target = draw.sample(sorted(COUNTRIES), 2)
    return (
        told(
            number,
            doc_id,
            source,
            draw.choice(CODES),
            target,
            FIRST + timedelta(days=draw.randrange(60)),
            draw.choice(TOWNS),
        )
        | given
    )


def told(
    number: int, doc_id: str, source: str, code: str, target: str | None, day: date, town: str | None
) -> dict[str, Any]:
    """The row of *SOURCE acted TARGET.*, with its spans, codes and place."""
    found = load_ontology().events[code]
    start = 100 * number
    sentence = f"{source} acted{' ' + target if target else ''}."
    row = dict(_empty())
    row |= {
        "event_id": hashlib.sha256(str(number).encode()).hexdigest()[:16], "doc_id": doc_id, "sentence_index": number,
        "sentence": sentence,
        "sentence_start": start, "publication_date": day + timedelta(days=1), "event_date": day,
        "event_date_precision": "day",
        "source_code": COUNTRIES[source], "source_country": COUNTRIES[source], "source_roles": [],
        "source_text": source, "source_start": start,
        "source_end": start + len(source), "event_code": code, "event_base_code": found.base,
        "event_root_code": found.root,
        "event_name": found.name, "quad_class": found.quad_class, "goldstein": found.goldstein,
        "plover_event": found.plover_event,
        "plover_mode": found.plover_mode, "plover_contexts": [], "trigger_text": "acted",
        "trigger_start": start + len(source) + 1,
        "trigger_end": start + len(source) + 6, "stance": "actual", "rule_id": "fight.attack", "confidence": 0.75,
        "mention_count": 1,
        "source_inferred": False, "target_roles": [], "coded_by": "rule",
    }  # fmt: skip
    if target:
        at = start + len(source) + 7
        row |= {
            "target_code": COUNTRIES[target],
            "target_country": COUNTRIES[target],
            "target_text": target,
            "target_start": at,
        }
        row |= {"target_end": at + len(target), "target_inferred": False}
    if town:
        row |= _places()[town]
    return row


@cache
def _places() -> dict[str, dict[str, Any]]:
    gazetteer = load_gazetteer()
    names = ("place_name", "place_country", "place_admin1", "latitude", "longitude", "geonames_id")
    rows = {town: next(r for r, main in gazetteer.find(town) if main and r[7] == "city" and r[8]) for town in TOWNS}
    return {town: dict(zip(names, row, strict=False)) | {"place_precision": "city"} for town, row in rows.items()}


@cache
def _empty() -> dict[str, Any]:
    columns = load_schema("events").columns
    return {c.name: (c.min or 0) if not c.nullable and c.type.startswith(("int", "float")) else None for c in columns}


def document(doc_id: str, events: int, day: date = FIRST, **given: Any) -> dict[str, Any]:
    """A row of documents."""
    row: dict[str, Any] = dict.fromkeys(load_schema("documents").arrow().names)
    row |= {
        "doc_id": doc_id,
        "publication_date": day,
        "characters": 5000,
        "sentences": 40,
        "screened_sentences": 4,
        "events": events,
    }
    for column in load_schema("documents").columns:
        if not column.nullable and row[column.name] is None:
            row[column.name] = hashlib.sha256(doc_id.encode()).hexdigest() if column.type == "string" else 0
    return row | given


def write(
    folder: Path,
    events: Iterable[dict[str, Any]],
    documents: Sequence[dict[str, Any]] | None = None,
    **others: Sequence[Any],
) -> Path:
    """Writes a dataset with these rows; documents are made to fit where none are given."""
    rows = list(events)
    if documents is None:
        count: dict[str, int] = {}
        last: dict[str, date] = {}
        for row in rows:
            count[row["doc_id"]] = count.get(row["doc_id"], 0) + 1
            last[row["doc_id"]] = row["publication_date"]
        documents = [document(d, n, last[d]) for d, n in sorted(count.items())]
    tables: dict[str, Sequence[Any]] = {"events": rows, "documents": documents, **others}
    write_tables(folder, tables)
    (folder / "codebook.md").write_text(codebook(), encoding="utf8")
    counts = {
        "documents": len(documents),
        **{n: sum(d[n] for d in documents) for n in ("sentences", "screened_sentences")},
    }
    counts |= {"events": len(rows), "rejects": len(tables.get("rejects", ()))}
    write_manifest(
        folder,
        [Made(Path("in.jsonl"))],
        {"rulebook": "x", "lexicon": "x", "model": "x"},
        counts,
        {"text": True, "folding": []},
    )
    return folder


def write_tables(folder: Path, tables: dict[str, Sequence[Any]]) -> None:
    """Writes the parts of these tables."""
    for name in TABLES:
        with PartWriter(folder / name, load_schema(name)) as writer:
            given = tables.get(name, ())
            for start in range(0, len(given), 20_000):
                writer.add(to_table(given[start : start + 20_000], load_schema(name)))


def dataset(folder: Path, count: int = 50, **given: Any) -> Path:
    """A dataset of so many made events, ten a document."""
    return write(folder, (event(n, f"doc-{n // 10:06d}", **given) for n in range(count)))
