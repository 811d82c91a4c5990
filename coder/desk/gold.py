"""Gold standard records: texts with the events that trained coders found in them, in the formats the field uses.

Read are JSON lines of texts with all their events, JSON lines of sentences with one fact each (a class between two
spans, a code, spans of actors), PLOVER's gold standard records and CSV with a line an event. docs/evaluating.md shows
an example of each.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from coder.cameo.ontology import load_ontology
from coder.errors import InputError

# The day of publication of gold texts that have none.
UNDATED = date(2020, 6, 15)
NUMBERS = ("killed", "injured", "arrested")
# PLOVER's event types of earlier versions, as the present ones.
OLDER_CLASSES = {
    "YIELD": "CONCEDE",
    "COOP": "COOPERATE",
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "EXHIBIT": "MOBILIZE",
    "REDUCE": "SANCTION",
    "FIGHT": "ASSAULT",
    "MASSV": "ASSAULT",
}


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event of a gold standard record.

    `codes`, `sources` and `targets` are what a trained coder could choose, best first; None stands for no actor.
    `classes` holds PLOVER event types where the gold has these instead of codes. `start` and `end` are the trigger's
    characters in the text, where marked. An `optional` event may be left out by a coder. `counted` names the numbers
    that its coders looked for: of these None means that the text gives none.
    """

    codes: tuple[str, ...]
    sources: tuple[str | None, ...]
    targets: tuple[str | None, ...]
    classes: tuple[str, ...] = ()
    trigger: str = ""
    start: int | None = None
    end: int | None = None
    optional: bool = False
    event_date: str | None = None
    place: str | None = None
    killed: int | None = None
    injured: int | None = None
    arrested: int | None = None
    counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with its events, or, for sentences with one fact each, with that fact.

    `kind` is 'events', 'relation' (the PLOVER class `plover` between the spans `source` and `target`), 'code' (the
    sentence's event has the code `code`), 'roots' (it tells of an event with one of the codes `roots`, or of none) or
    'spans' (`sources` and `targets` are the words of actors). `coder` names
    who coded it, where several did.
    """

    text_id: str
    published: date
    text: str
    kind: str
    events: tuple[GoldEvent, ...] = ()
    source: str = ""
    target: str = ""
    plover: str = ""
    code: str = ""
    roots: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    coder: str | None = None


def read_gold(path: Path) -> list[GoldText]:
    """The gold standard records in a file (.jsonl, .json, .csv). Raises InputError with each fault by line or
    record.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: can't be read as UTF-8 text ({error})") from None
    faults: list[str] = []
    if path.suffix == ".csv":
        texts = _from_csv(path, content, faults)
    else:
        texts = _from_records(path, _json_records(path, content, faults), faults)
    if faults:
        raise InputError("\n".join(faults[:50]))
    if not texts:
        raise InputError(f"{path}: it holds no gold standard record; docs/evaluating.md shows the formats")
    return texts


def _json_records(path: Path, content: str, faults: list[str]) -> Iterator[tuple[str, Any]]:
    """The JSON values of a file, each with its place: a line each, one array, or objects one after the other.

    PLOVER's own file has commas after its last fields and its records, which JSON does not allow.
    """
    lines = content.splitlines()
    if path.suffix == ".jsonl" or all(
        not line.strip() or line.strip().endswith("}") and line.lstrip().startswith("{") for line in lines
    ):
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield f"{path}:{number}", json.loads(line)
                except (ValueError, RecursionError) as error:
                    faults.append(f"{path}:{number}: no JSON ({error})")
        return
    plain = re.sub(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])', lambda m: m.group(1) or "", content).strip().rstrip(",")
    try:
        value = json.loads(plain if plain.startswith("[") else f"[{plain}]")
    except (ValueError, RecursionError) as error:
        faults.append(f"{path}: no JSON records ({error})")
        return
    for number, record in enumerate(value, 1):
        yield f"{path}: record {number}", record


def _from_records(path: Path, records: Iterator[tuple[str, Any]], faults: list[str]) -> list[GoldText]:
    texts: list[GoldText] = []
    for place, record in records:
        if not isinstance(record, dict):
            faults.append(f"{place}: a record is an object in braces, not {type(record).__name__}")
            continue
        text_id = str(record.get("doc_id") or record.get("id") or f"{path.stem}-{len(texts)}")
        try:
            read = next((make for field, make in READERS.items() if field in record), None)
            if read is None:
                raise ValueError(f"none of the fields {', '.join(READERS)} says what is gold here")
            made = read(record)
            published = _day(record.get("date"))
            made = replace(made, text_id=text_id, published=published, coder=record.get("coder") or None)
            texts += list(_parts(made, record))
        except (KeyError, ValueError, TypeError) as error:
            what = f"the field {error} is missing" if isinstance(error, KeyError) else str(error)
            faults.append(f"{place} ({text_id}): {what}")
    return texts


def _day(value: Any) -> date:
    """The day of publication; UNDATED where the gold has none."""
    try:
        return date.fromisoformat(str(value)) if value else UNDATED
    except ValueError:
        raise ValueError(f"'date' must be a day as 2024-03-05, not {value!r}") from None


def _parts(text: GoldText, record: Mapping[str, Any]) -> Iterator[GoldText]:
    """The text itself, or its labelled stretches where only `parts` of it are labelled."""
    parts = record.get("parts")
    if not parts:
        yield text
        return
    for n, part in enumerate(parts):
        start, end = part["span"]
        roots = () if part.get("quiet") else tuple(_strings(part["want"]))
        yield replace(text, text_id=f"{text.text_id}-{n}", text=text.text[start:end], roots=roots)


def _text(record: Mapping[str, Any], kind: str, **fields: Any) -> GoldText:
    text = record["text"] if "text" in record else join_tokens(record["tokens"])
    return GoldText("", UNDATED, text, kind, **fields)


def join_tokens(tokens: Sequence[str]) -> str:
    """Tokens as running text: no space before punctuation and the possessive ending."""
    return re.sub(r" ([.,;:!?)])", r"\1", " ".join(tokens)).replace(" 's", "'s")


def _events(record: Mapping[str, Any]) -> GoldText:
    return _text(record, "events", events=tuple(_event(e) for e in record["events"]))


def _event(raw: Mapping[str, Any]) -> GoldEvent:
    codes = tuple(_strings(raw["codes"]))
    ontology = load_ontology()
    if not codes or any(ontology.get(c) is None for c in codes):
        raise ValueError(f"'codes' must be CAMEO codes in quotes, best first, not {raw['codes']!r}")
    return GoldEvent(
        codes,
        _actors(raw.get("source")),
        _actors(raw.get("target")),
        (),
        str(raw.get("trigger") or ""),
        raw.get("start"),
        raw.get("end"),
        bool(raw.get("optional", False)),
        raw.get("event_date"),
        raw.get("place"),
        raw.get("killed"),
        raw.get("injured"),
        raw.get("arrested"),
        tuple(name for name in NUMBERS if name in raw),
    )


def _strings(value: Any) -> list[str]:
    return [str(v) for v in (value if isinstance(value, list) else [value])]


def _actors(value: Any) -> tuple[str | None, ...]:
    return tuple(v or None for v in (value if isinstance(value, list) else [value])) or (None,)


def _plover_record(record: Mapping[str, Any]) -> GoldText:
    """One of PLOVER's gold standard records: an event with all its sources and targets; no targets: among the
    sources.
    """
    source, target = (
        [f"{a.get('code', '')}{a.get('sector', '')}" or None for a in record.get(side) or () if isinstance(a, dict)]
        for side in ("source", "target")
    )
    pairs = [(s, t) for s in source or [None] for t in target or [None]]
    if len(source) > 1 and not target:
        pairs = [(s, t) for s in source for t in source if s != t]
    events = tuple(
        GoldEvent((), (s,), (t,), (plover_class(record["event"]),), str(record.get("eventText") or ""))
        for s, t in pairs
    )
    return _text(record, "events", events=events)


def _relation(record: Mapping[str, Any]) -> GoldText:
    return _text(
        record, "relation", source=record["source"], target=record["target"], plover=plover_class(record["plover"])
    )


def plover_class(name: Any) -> str:
    """A PLOVER event type by its present name. Raises ValueError where there is none of this name."""
    found = OLDER_CLASSES.get(str(name).upper(), str(name).upper())
    known = {e.plover_event for e in load_ontology().events.values() if e.plover_event}
    if found not in known:
        raise ValueError(f"{name!r} is no PLOVER event type; they are {', '.join(sorted(known))}")
    return found


def _code(record: Mapping[str, Any]) -> GoldText:
    return _text(record, "code", code=str(record["code"]))


def _roots(record: Mapping[str, Any]) -> GoldText:
    return _text(record, "roots", roots=() if record.get("quiet") else tuple(_strings(record.get("want", []))))


def _spans(record: Mapping[str, Any]) -> GoldText:
    return _text(record, "spans", sources=_tagged(record, "SR"), targets=_tagged(record, "TR"))


def _tagged(record: Mapping[str, Any], kinds: str) -> tuple[str, ...]:
    """The spans of the tags B-S, I-S (source), -T (target) and -R (both)."""
    found: list[list[str]] = []
    inside = False
    for word, tag in zip(record["tokens"], record["tags"], strict=True):
        is_kind = tag != "O" and tag[2:] in kinds
        if is_kind and (not inside or tag[0] == "B"):
            found.append([])
        if is_kind:
            found[-1].append(word)
        inside = is_kind
    return tuple(" ".join(words) for words in found)


# The field that tells which kind of gold a record is, and what reads it.
READERS: dict[str, Callable[[Mapping[str, Any]], GoldText]] = {
    "events": _events,
    "tags": _spans,
    "plover": _relation,
    "code": _code,
    "want": _roots,
    "parts": _roots,
    "event": _plover_record,
}


# --- CSV ------------------------------------------------------------------------------------------------------------

CSV_COLUMNS = ("text", "event_code")


def _from_csv(path: Path, content: str, faults: list[str]) -> list[GoldText]:
    """A line an event; lines with the same doc_id (or text) and coder are one text; no event_code: a text without
    event.
    """
    rows = list(csv.DictReader(content.splitlines(keepends=True)))
    if not rows or not set(CSV_COLUMNS) <= rows[0].keys():
        faults.append(f"{path}:1: the header must name the columns {' and '.join(CSV_COLUMNS)}")
        return []
    texts: dict[tuple[str, str], GoldText] = {}
    for number, row in enumerate(rows, 2):
        key = (row.get("doc_id") or row["text"], row.get("coder") or "")
        try:
            events = (_csv_event(row),) if row["event_code"] else ()
            published = _day(row.get("date"))
        except ValueError as error:
            faults.append(f"{path}: record {number}: {error}")
            continue
        known = texts.get(key)
        made = known or GoldText(row.get("doc_id") or f"{path.stem}-{len(texts)}", published, row["text"], "events")
        texts[key] = replace(made, events=(*made.events, *events), coder=key[1] or None)
    return list(texts.values())


def _csv_event(row: Mapping[str, str]) -> GoldEvent:
    cells: dict[str, Any] = {
        "codes": row["event_code"].split("|"),
        "source": (row.get("source_code") or "").split("|"),
        "target": (row.get("target_code") or "").split("|"),
        "trigger": row.get("trigger_text") or "",
        "event_date": row.get("event_date") or None,
        "place": row.get("place_name") or None,
        "optional": (row.get("optional") or "").lower() in {"yes", "true", "1"},
    }
    return _event(cells | {name: _number(name, row[name]) for name in NUMBERS if name in row})


def _number(name: str, cell: str | None) -> int | None:
    if cell and not cell.strip().isdecimal():
        raise ValueError(f"{name!r} must be a whole number or empty, not {cell!r}")
    return int(cell) if cell else None
