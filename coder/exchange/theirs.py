"""Rows of GDELT and ICEWS in our columns: dates, codes, countries and places; each value is translated once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from math import isfinite
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coder.cameo.ontology import load_ontology, split_actor_code
from coder.exchange.corpora import Batch
from coder.exchange.countries import cameo_country, fips_countries, icews_countries
from coder.exchange.formats import Format
from coder.records import Reject

WANTED = {
    "gdelt": (
        "GLOBALEVENTID", "SQLDATE", "EventCode", "NumMentions", "DATEADDED", "ActionGeo_Type", "ActionGeo_FullName",
        "ActionGeo_CountryCode", "ActionGeo_Lat", "ActionGeo_Long",
        *(f"Actor{n}{p}" for n in (1, 2) for p in ("Code", "Name", "CountryCode")),
    ),
    "icews": (
        "Event ID", "Event Date", "CAMEO Code", "Publisher", "City", "Province", "Country", "Latitude", "Longitude",
        *(f"{side} {p}" for side in ("Source", "Target") for p in ("Name", "Country")),
    ),
}  # fmt: skip
# GDELT's Geo_Type: country, state and city of the USA, city and state elsewhere.
PRECISIONS = {"1": "country", "2": "admin1", "3": "city", "4": "city", "5": "admin1"}
NOTHING = {"", "NA", "NULL", "NaN"}
_NONE = pa.scalar(None, pa.string())


def wanted(format: Format) -> tuple[str, ...]:
    """The columns of a format that are read."""
    columns = WANTED["icews" if format.name == "icews" else "gdelt"]
    return columns + (("SOURCEURL",) if "SOURCEURL" in format.columns else ())


@dataclass(frozen=True)
class Theirs:
    """Rows in the columns of the merged schema that they fill, and those that were turned away."""

    columns: dict[str, pa.Array]
    rejects: tuple[Reject, ...]


class _Reader:
    """Translates the columns of one batch, and notes the rows that hold a value that can't be."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.faults: dict[int, str] = {}

    def get(self, column: str, translate: Callable[[str], Any], type: pa.DataType) -> pa.Array:
        """A column with each of its values translated; where that raises ValueError, the row is turned away.

        Text comes as dictionaries, as it is read.
        """
        found = self.batch.columns[column]
        values: list[Any] = []
        for number, value in enumerate(found.dictionary.to_pylist()):
            try:
                values.append(translate(value))
            except ValueError as error:
                values.append(None)
                reason = f"{column} is {value!r}: {error}"
                for row in pc.indices_nonzero(pc.equal(found.indices, number)).to_pylist():
                    self.faults.setdefault(row, reason)
        translated = pa.array(values, type)
        if type != pa.string():
            return translated.take(found.indices)
        once = translated.dictionary_encode()
        # The numbers are right as they are made; looking at each again takes a twentieth of the time.
        return pa.DictionaryArray.from_arrays(once.indices.take(found.indices), once.dictionary, safe=False)

    def text(self, column: str) -> pa.Array:
        """A column of text, null where there is none."""
        return self.get(column, _text, pa.string())

    def country(self, column: str, translate: Callable[[str], str | None]) -> pa.Array:
        """A column of countries, as alpha-3 codes."""
        return self.get(column, translate, pa.string())

    def rejects(self) -> tuple[Reject, ...]:
        """The rows turned away, with what they held."""
        rows = sorted(self.faults)
        if not rows:
            return ()
        taken = [column.take(pa.array(rows, pa.int64())) for column in self.batch.columns.values()]
        held = zip(*(column.to_pylist() for column in taken), strict=True)
        return tuple(self._reject(row, cells) for row, cells in zip(rows, held, strict=True))

    def _reject(self, row: int, cells: tuple[str, ...]) -> Reject:
        reason = self.faults[row] if any(cells) else "the line is empty"
        return Reject("merge", reason, "\t".join(cells), f"{self.batch.place}:{self.batch.lines[row]}")


def translate(batch: Batch) -> Theirs:
    """The rows of a batch in our columns."""
    if not batch.lines:
        return Theirs({}, batch.rejects)
    reader = _Reader(batch)
    columns = (_icews if batch.format.name == "icews" else _gdelt)(reader)
    count = len(columns["event_code"])
    for name, type in _CODE_COLUMNS.items():
        columns[name] = reader.get(_CODE[batch.format.name], _of_code(name), type)
    columns["origin"] = pa.DictionaryArray.from_arrays(np.zeros(count, np.int32), [batch.format.name])
    columns["origin_id"] = batch.columns[batch.format.id]
    if reader.faults:
        keep = pa.array(~np.isin(np.arange(count), list(reader.faults)))
        columns = {name: column.filter(keep) for name, column in columns.items()}
    return Theirs(columns, batch.rejects + reader.rejects())


_CODE = {"gdelt1": "EventCode", "gdelt2": "EventCode", "icews": "CAMEO Code"}
_CODE_COLUMNS = {
    "event_base_code": pa.string(), "event_root_code": pa.string(), "event_name": pa.string(), "quad_class": pa.int8(),
    "goldstein": pa.float32(), "plover_event": pa.string(), "plover_mode": pa.string(),
}  # fmt: skip


def _gdelt(reader: _Reader) -> dict[str, pa.Array]:
    columns = {
        "event_date": reader.get("SQLDATE", compact_date, pa.date32()),
        "publication_date": reader.get("DATEADDED", compact_date, pa.date32()),
        "event_code": reader.get("EventCode", event_code, pa.string()),
        "mention_count": reader.get("NumMentions", _whole, pa.int32()),
        "place_precision": reader.get("ActionGeo_Type", PRECISIONS.get, pa.string()),
        "place_name": reader.get("ActionGeo_FullName", _first_part, pa.string()),
        "origin_place": reader.text("ActionGeo_FullName"),
        "place_country": reader.country("ActionGeo_CountryCode", fips_countries().get),
        "latitude": reader.get("ActionGeo_Lat", _degrees(90), pa.float64()),
        "longitude": reader.get("ActionGeo_Long", _degrees(180), pa.float64()),
    }
    for side, actor in (("source", "Actor1"), ("target", "Actor2")):
        columns[f"{side}_code"] = reader.get(f"{actor}Code", _actor_code, pa.string())
        columns[f"{side}_country"] = reader.country(f"{actor}CountryCode", cameo_country)
        columns[f"{side}_roles"] = reader.get(f"{actor}Code", _roles, pa.list_(pa.string()))
        columns[f"{side}_text"] = reader.text(f"{actor}Name")
    if "SOURCEURL" in reader.batch.columns:
        url = reader.batch.columns["SOURCEURL"]
        columns["url"] = pc.if_else(pc.equal(url, ""), _NONE, url)
    return columns


def _icews(reader: _Reader) -> dict[str, pa.Array]:
    place = [reader.text(name).dictionary_decode() for name in ("City", "Province", "Country")]
    city, province, country = place
    columns = {
        "event_date": reader.get("Event Date", iso_date, pa.date32()),
        "event_code": reader.get("CAMEO Code", event_code, pa.string()),
        "source_name": reader.text("Publisher"),
        "place_name": pc.coalesce(*place),
        "place_admin1": province,
        "place_precision": pc.case_when(
            pc.make_struct(pc.is_valid(city), pc.is_valid(province), pc.is_valid(country)),
            *map(pa.scalar, ("city", "admin1", "country")),
        ),
        "origin_place": _joined(place),
        "place_country": reader.country("Country", icews_countries().get),
        "latitude": reader.get("Latitude", _degrees(90), pa.float64()),
        "longitude": reader.get("Longitude", _degrees(180), pa.float64()),
    }
    for side, name in (("source", "Source"), ("target", "Target")):
        columns[f"{side}_country"] = reader.country(f"{name} Country", icews_countries().get)
        columns[f"{side}_text"] = reader.text(f"{name} Name")
    return columns


def _joined(parts: list[pa.Array]) -> pa.Array:
    """The parts that there are, with commas; null where there is none (Arrow would leave out such rows)."""
    nothing = pc.is_null(pc.coalesce(*parts))
    filled = [*parts[:-1], pc.if_else(nothing, pa.scalar(""), parts[-1])]
    joined = pc.binary_join_element_wise(*filled, pa.scalar(", "), null_handling="skip")
    return pc.if_else(nothing, _NONE, joined)


# --- values ---------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=100_000)
def compact_date(text: str) -> date:
    """A day from 20120801, or from 20120801123000 of GDELT 2.0."""
    if len(text) not in (8, 14) or not text.isascii() or not text.isdigit():
        raise ValueError("no date like 20120801")
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        raise ValueError("no day of the calendar") from None


@lru_cache(maxsize=100_000)
def iso_date(text: str) -> date:
    """A day from 2018-06-01, also with a time after it."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise ValueError("no date like 2018-06-01") from None


@lru_cache(maxsize=10_000)
def event_code(text: str) -> str:
    """A CAMEO code as text. A root alone is none: most likely a zero before it was lost."""
    if len(text) < 3 or not load_ontology().is_code(text):
        lost = load_ontology().is_code(f"0{text}")
        raise ValueError("no CAMEO code; a zero before it was lost: read codes as text" if lost else "no CAMEO code")
    return text


def _text(text: str) -> str | None:
    return None if text in NOTHING else text


def _actor_code(text: str) -> str | None:
    """GDELT's code of an actor; what is no row of parts (a few rows hold words) is left out."""
    return text if len(text) >= 3 and text.isascii() and text.isalnum() and text.isupper() else None


def _roles(text: str) -> list[str] | None:
    code = _actor_code(text)
    return None if code is None else list(split_actor_code(code).roles)


def _first_part(text: str) -> str | None:
    return None if text in NOTHING else text.split(",")[0].strip() or None


@lru_cache(maxsize=10_000)
def _whole(text: str) -> int | None:
    if text in NOTHING:
        return None
    try:
        return max(1, int(text))
    except ValueError:
        raise ValueError("no whole number") from None


@cache
def _degrees(most: int) -> Callable[[str], float | None]:
    @lru_cache(maxsize=100_000)
    def read(text: str) -> float | None:
        if text in NOTHING:
            return None
        try:
            value = float(text)
        except ValueError:
            raise ValueError("no number of degrees") from None
        if not isfinite(value) or abs(value) > most:
            raise ValueError(f"degrees run from -{most} to {most}")
        return value

    return read


@cache
def _of_code(column: str) -> Callable[[str], Any]:
    """What follows from an event code: its base, root, name and scales."""
    name = {"event_base_code": "base", "event_root_code": "root", "event_name": "name"}.get(column, column)
    events = load_ontology().events
    return lambda text: getattr(events[text], name) if text in events else None
