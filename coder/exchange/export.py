"""Events in the formats of others: GDELT 1.0 and 2.0, ICEWS, flat CSV, Stata. What we don't measure stays empty."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from coder.cameo.ontology import CODES_FOLDER, EventCode, load_ontology, split_actor_code
from coder.dataset.read import read_manifest, read_table, table_parts
from coder.errors import CoderError, DataFileError, DatasetError
from coder.exchange.countries import fips_codes, icews_names
from coder.exchange.formats import GDELT1, GDELT2, ICEWS
from coder.exchange.match import exported_id
from coder.files.outfile import check_file, whole_file
from coder.files.spreadsheet import harmless
from coder.files.tables import read_table as read_codes

Row = Mapping[str, Any]
FORMATS = ("gdelt1", "gdelt2", "icews", "csv", "stata")
STATA_NAME = 32
_PLAIN = str.maketrans("\t\r\n", "   ")


def export(folder: Path, format: str, output: Path, replace: bool = False) -> int:
    """Writes the events of a dataset to a file in another format, with a README beside it, and tells how many.

    Raises DatasetError where `folder` is no dataset or the file is there already, CoderError at an unknown format.
    """
    if format not in FORMATS:
        raise CoderError(f"there is no format '{format}'; formats are {', '.join(FORMATS)}")
    if "tables" in read_manifest(folder):
        raise DatasetError(f"{folder}: a merged dataset holds rows of others; export the dataset that it was made from")
    readme = output.with_name(f"{output.name}.README.md")
    for path in (output, readme):
        check_file(path, replace)
    with whole_file(output) as file, whole_file(readme) as about:
        count = _stata(folder, file) if format == "stata" else _text(folder, format, file)
        about.write_text(_readme(folder, format, output, count), encoding="utf8")
    return count


def _rows(folder: Path) -> Iterator[dict[str, Any]]:
    for path in table_parts(folder, "events"):
        with pq.ParquetFile(path) as part:
            for batch in part.iter_batches(5_000):
                yield from batch.to_pylist()


def _flat(value: Any, kind: str) -> Any:
    """A cell of the flat CSV: lists joined, formulas harmless, and of a number with single precision only the digits
    that it has (0.88, not 0.8799999952316284).
    """
    if isinstance(value, list):
        value = "|".join(value)
    if isinstance(value, str):
        return harmless(value)
    return float(str(np.float32(value))) if kind == "float" and value is not None else value


def _text(folder: Path, format: str, file: Path) -> int:
    count = 0
    with file.open("w", encoding="utf8", newline="") as handle:
        if format == "csv":
            writer = csv.writer(handle, lineterminator="\n")
            kinds = {f.name: str(f.type) for f in read_table(folder, "events", filters=[("event_id", "==", "")]).schema}
            writer.writerow(kinds)
            for row in _rows(folder):
                count += 1
                writer.writerow([_flat(row[name], kind) for name, kind in kinds.items()])
            return count
        columns, cells = _LAYOUTS[format]
        if format == "icews":
            handle.write("\t".join(columns) + "\n")
        for row in _rows(folder):
            count += 1
            found = cells(row)
            handle.write("\t".join(_cell(found.get(name)) for name in columns) + "\n")
    return count


def _cell(value: Any) -> str:
    return "" if value is None else harmless(str(value).translate(_PLAIN))


def _stata(folder: Path, file: Path) -> int:
    """Stata 118: names of 32 characters at most, days as %td, lists joined by |, missing numbers as missing."""
    import pandas as pd

    table = read_table(folder, "events")
    frame = pd.DataFrame(index=range(table.num_rows))
    days: dict[Any, Any] = {}
    for field in table.schema:
        name, values = field.name[:STATA_NAME], table[field.name].to_pylist()
        kind = str(field.type)
        if kind.startswith("date"):
            frame[name] = pd.to_datetime(pd.Series(values, dtype="object"))
            days[name] = "td"
        elif kind.startswith("list"):
            frame[name] = ["|".join(v or ()) for v in values]
        elif kind == "string":
            frame[name] = ["" if v is None else v for v in values]
        else:
            number = "float32" if kind == "float" else "float64"
            frame[name] = pd.Series([None if v is None else float(v) for v in values], dtype=number)
    long = [n for n in frame if frame[n].dtype == "object" and frame[n].str.len().max() > 2000]
    frame.to_stata(
        file,
        write_index=False,
        version=118,
        convert_dates=days,
        convert_strl=long,
        data_label="Events coded by coder",
        time_stamp=datetime(2000, 1, 1),
    )
    return len(frame)


# --- codes ----------------------------------------------------------------------------------------------------------


@cache
def _fallbacks() -> dict[str, str]:
    """The code that the tables of GDELT and ICEWS have in place of one that they lack."""
    problems: list[str] = []
    rows = read_codes(CODES_FOLDER / "export_codes.csv", ("code", "exported"), problems, key=("code",))
    known = load_ontology().events
    problems += [f"{r.place}: {c!r} is not a CAMEO code" for r in rows for c in r.cells.values() if c not in known]
    if problems:
        raise DataFileError(problems)
    return {row["code"]: row["exported"] for row in rows}


@cache
def _intensities() -> dict[str, str]:
    """The intensity of ICEWS where it departs from CAMEO's Goldstein scale: in three of the 122 codes of its data."""
    problems: list[str] = []
    rows = read_codes(CODES_FOLDER / "icews_intensity.csv", ("code", "intensity"), problems, key=("code",))
    if problems:
        raise DataFileError(problems)
    return {row["code"]: row["intensity"] for row in rows}


def _code(row: Row) -> EventCode:
    code: str = row["event_code"]
    return load_ontology().events[_fallbacks().get(code) or code]


@lru_cache(maxsize=100_000)
def _actor_parts(code: str | None) -> dict[str, str]:
    """GDELT's columns of an actor code: country, known group, ethnic group, up to two faiths and three types."""
    if code is None:
        return {}
    ontology = load_ontology()
    found = split_actor_code(code)
    parts: dict[str, list[str]] = {"types": [], "groups": [], "religions": [], "ethnic": []}
    for part in found.roles:
        table = next((t for t in parts if part in getattr(ontology, t)), None)
        if table is not None:
            parts[table].append(part)
    columns = {"Code": code, "CountryCode": found.country or found.region or ""}
    names = {
        "KnownGroupCode": ("groups", 0),
        "EthnicCode": ("ethnic", 0),
        "Religion1Code": ("religions", 0),
        "Religion2Code": ("religions", 1),
        "Type1Code": ("types", 0),
        "Type2Code": ("types", 1),
        "Type3Code": ("types", 2),
    }
    return columns | {name: parts[t][n] for name, (t, n) in names.items() if len(parts[t]) > n}


# --- layouts --------------------------------------------------------------------------------------------------------


def _gdelt(row: Row) -> dict[str, Any]:
    day: date = row["event_date"]
    code = _code(row)
    cells: dict[str, Any] = {
        "GLOBALEVENTID": exported_id(row["event_id"]),
        "SQLDATE": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": day.year,
        "FractionDate": f"{day.year + ((day.month - 1) * 30 + day.day) / 365:.4f}",
        "EventCode": code.code,
        "EventBaseCode": code.base,
        "EventRootCode": code.root,
        "QuadClass": code.quad_class,
        "GoldsteinScale": f"{code.goldstein:g}",
        "NumMentions": row["mention_count"],
        "Actor1Geo_Type": 0,
        "Actor2Geo_Type": 0,
        "ActionGeo_Type": 0,
        "DATEADDED": f"{row['publication_date']:%Y%m%d}",
        "SOURCEURL": row["url"],
    }
    for actor, side in (("Actor1", "source"), ("Actor2", "target")):
        cells |= {f"{actor}{name}": value for name, value in _actor_parts(row[f"{side}_code"]).items()}
        cells[f"{actor}Name"] = row[f"{side}_text"] and row[f"{side}_text"].upper()
        if row[f"{side}_country"]:
            cells[f"{actor}CountryCode"] = row[f"{side}_country"]
    if row["place_name"] is not None:
        cells |= {f"ActionGeo_{name}": value for name, value in _geo(row).items()}
    return cells


def _geo(row: Row) -> dict[str, Any]:
    """GDELT's columns of a place. Its FeatureID is of another gazetteer, and its division codes we don't have."""
    is_american = row["place_country"] == "USA"
    types = {"country": 1, "admin1": 2 if is_american else 5, "city": 3 if is_american else 4}
    types["named"] = types["city"]
    fips = fips_codes().get(row["place_country"], "")
    names = [row["place_name"], row["place_admin1"], icews_names().get(row["place_country"] or "")]
    return {
        "Type": types[row["place_precision"]],
        "FullName": ", ".join(dict.fromkeys(n for n in names if n)),
        "CountryCode": fips,
        "ADM1Code": fips if row["place_precision"] == "country" else "",
        "Lat": row["latitude"],
        "Long": row["longitude"],
    }


def _gdelt2(row: Row) -> dict[str, Any]:
    cells = _gdelt(row)
    return cells | {"DATEADDED": f"{cells['DATEADDED']}000000"}


def _icews(row: Row) -> dict[str, Any]:
    code, names = _code(row), icews_names()
    is_city = row["place_precision"] in {"city", "named"}
    cells: dict[str, Any] = {
        "Event ID": exported_id(row["event_id"]),
        "Event Date": row["event_date"],
        "Event Text": code.name,
        "CAMEO Code": code.code,
        "Intensity": _intensities().get(code.code, f"{code.goldstein:g}"),
        "Sentence Number": row["sentence_index"] + 1,
        "Publisher": row["source_name"],
        "City": row["place_name"] if is_city else None,
        "Province": row["place_admin1"],
        "Country": names.get(row["place_country"] or ""),
        "Latitude": row["latitude"],
        "Longitude": row["longitude"],
    }
    ontology = load_ontology()
    for side in ("source", "target"):
        title = side.title()
        labels = [ontology.label(part) or part for part in row[f"{side}_roles"] or ()]
        cells |= {f"{title} Name": row[f"{side}_text"], f"{title} Sectors": ",".join(labels)}
        cells[f"{title} Country"] = names.get(row[f"{side}_country"] or "")
    return {name: "NA" if value in (None, "") else value for name, value in cells.items()}


_LAYOUTS: dict[str, tuple[tuple[str, ...], Callable[[Row], dict[str, Any]]]] = {
    "gdelt1": (GDELT1, _gdelt),
    "gdelt2": (GDELT2, _gdelt2),
    "icews": (ICEWS, _icews),
}
_ABOUT = {
    "gdelt1": "GDELT 1.0: 58 columns with tabs between them, no header.",
    "gdelt2": "GDELT 2.0: 61 columns with tabs between them, no header.",
    "icews": "ICEWS: 20 columns with tabs between them, with a header; NA where there is nothing.",
    "csv": "The columns of `events` as CSV, with a header; the values of a list are joined by `|`.",
    "stata": "The columns of `events` for Stata (format 118); days are %td, the values of a list are joined by `|`.",
}
_UNMEASURED = (
    "What is not measured is empty: IsRootEvent, NumSources, NumArticles, AvgTone, the places of the actors, "
    "ADM1Code of towns, FeatureID (ours are GeoNames identifiers)."
)


def _readme(folder: Path, format: str, output: Path, count: int) -> str:
    manifest = read_manifest(folder)
    made = f"{count:,} events of `{folder.resolve().name}`, written by coder {manifest['coder']}."
    lines = [f"# {output.name}", "", made, "", _ABOUT[format]]
    if format != "stata":
        lines += ["", "Text that a spreadsheet would run as a formula has an apostrophe before it."]
    if format in _LAYOUTS:
        codes = ", ".join(f"{code} as {other}" for code, other in sorted(_fallbacks().items()))
        lines += ["", f"Codes that its table lacks are written as those that it has: {codes}."]
        lines += [
            "",
            "The identifier is the first 15 hexadecimal digits of `event_id`, as a number: `coder merge` knows it.",
        ]
    if format.startswith("gdelt"):
        lines += ["", _UNMEASURED, "DATEADDED is the day of publication; NumMentions is `mention_count`."]
    if format == "icews":
        lines += [
            "",
            "Intensity is that of ICEWS: CAMEO's Goldstein scale, but for 016, 022 and 164.",
            "Story ID and District are empty.",
        ]
    return "\n".join([*lines, "", "Places: GeoNames (https://www.geonames.org), CC BY 4.0.", ""])
