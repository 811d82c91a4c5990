"""Gleditsch–Ward and Correlates-of-War numbers of whole columns of countries and days."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import numpy as np
import pyarrow as pa

from coder.cameo.states import States, load_states

Column: TypeAlias = "pa.Array | pa.ChunkedArray"
_EPOCH = date(1970, 1, 1).toordinal()
_SPAN = 2**24  # days in a lane of the search: more than the calendar has


class StateNumbers:
    """Looks up the numbers of many countries, each on its own day."""

    def __init__(self, states: States | None = None) -> None:
        spells = [s for found in (states or load_states()).spells.values() for s in found]
        self.lanes = {iso3: n for n, iso3 in enumerate(dict.fromkeys(s.iso3 for s in spells))}
        self._starts = np.array([self.lanes[s.iso3] * _SPAN + s.start.toordinal() for s in spells])
        self._ends = np.array([self.lanes[s.iso3] * _SPAN + s.end.toordinal() for s in spells])
        self._numbers = [np.array([getattr(s, name) or 0 for s in spells], np.int16) for name in ("gwcode", "cowcode")]

    def of(self, countries: Column, days: Column) -> tuple[pa.Array, pa.Array]:
        """The two numbers of each row, as Int16: null where there is no country, or it was no state on that day."""
        found = encoded(countries)
        lanes = np.array([self.lanes.get(c, -1) for c in found.dictionary.to_pylist()] + [-1])
        rows = lanes[found.indices.fill_null(len(lanes) - 1).to_numpy(zero_copy_only=False)]
        key = rows * _SPAN + days.cast(pa.int32()).to_numpy(zero_copy_only=False) + _EPOCH
        spell = np.searchsorted(self._starts, key, side="right") - 1
        inside = (rows >= 0) & (spell >= 0) & (key <= self._ends[spell])
        gwcodes, cowcodes = (np.where(inside, numbers[spell], 0).astype(np.int16) for numbers in self._numbers)
        return pa.array(gwcodes, mask=gwcodes == 0), pa.array(cowcodes, mask=cowcodes == 0)


def encoded(values: Column) -> pa.DictionaryArray:
    """A column of text as one array of numbers, and a dictionary of what they stand for."""
    if not pa.types.is_dictionary(values.type):
        values = values.dictionary_encode()
    return values.unify_dictionaries().combine_chunks() if isinstance(values, pa.ChunkedArray) else values
