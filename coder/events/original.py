"""Events found in a clean text, told of the original: what a user sees is cut out of what the user has."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache
from typing import Any

from coder.records import Event
from coder.text.clean import CleanText


@cache
def _spans() -> tuple[str, ...]:
    """The parts of an event that have a text, a start and an end: 'source', 'target', 'trigger'."""
    names = {f.name for f in fields(Event)}
    starts = (name.removesuffix("_start") for name in names if name.endswith("_start"))
    return tuple(sorted(part for part in starts if {f"{part}_end", f"{part}_text"} <= names))


def in_original(event: Event, original: str, text: CleanText) -> Event:
    """The event with its sentence, and the words and offsets of its parts, as they stand in `original`."""
    values: dict[str, Any] = {}
    for part in _spans():
        if getattr(event, f"{part}_start") is not None:
            start, end = text.original(getattr(event, f"{part}_start"), getattr(event, f"{part}_end"))
            values |= {f"{part}_start": start, f"{part}_end": end, f"{part}_text": original[start:end]}
    if event.sentence is not None:
        start, end = text.original(event.sentence_start, event.sentence_start + len(event.sentence))
        values |= {"sentence_start": start, "sentence": original[start:end]}
    return event if all(getattr(event, name) == value for name, value in values.items()) else replace(event, **values)
