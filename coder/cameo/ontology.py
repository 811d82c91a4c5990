"""The CAMEO ontology: event codes with what each means, and how actor codes are built.

The tables are in coder/knowledge/codes. Source: P. A. Schrodt, *CAMEO: Conflict and Mediation Event Observations, Event
and Actor Codebook* 1.1b3; the Goldstein scale and the quad class are those that GDELT applies, PLOVER's classes those
of the conversion table of PLOVER 0.8. docs/codes.md says where this project departs from them and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from coder.errors import CoderError, DataFileError
from coder.files.package import KNOWLEDGE
from coder.files.tables import Row, read_table

CODES_FOLDER = KNOWLEDGE / "codes"
QUAD_CLASSES = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
TIERS = ("international", "primary", "secondary", "tertiary")
PLACE_KINDS = ("country", "historic", "territory", "region")


@dataclass(frozen=True, slots=True)
class EventCode:
    """One event code of CAMEO. `base` has three digits (a root's own is the root), `root` two.

    `quad_class` is 1 to 4 as in GDELT's data; `goldstein` runs from -10 (conflict) to 10 (cooperation). The PLOVER
    event is None for root 01, which PLOVER does not code.
    """

    code: str
    name: str
    definition: str
    base: str
    root: str
    quad_class: int
    goldstein: float
    plover_event: str | None
    plover_mode: str | None
    plover_contexts: tuple[str, ...] = ()

    @property
    def parent(self) -> str | None:
        """The code one digit shorter, None for a root: 0253 → 025 → 02."""
        return self.code[:-1] if len(self.code) > 2 else None


@dataclass(frozen=True, slots=True)
class ActorType:
    """A role (primary, secondary or tertiary, in CAMEO's order) or a type of international actor."""

    code: str
    label: str
    tier: str


@dataclass(frozen=True, slots=True)
class Place:
    """A code that can stand first in an actor code: a country, a state of the past, a territory or a region.

    `country` is the ISO 3166 alpha-3 code that the dataset's country columns get (None for regions).
    """

    code: str
    label: str
    kind: str
    country: str | None


@dataclass(frozen=True, slots=True)
class ActorCode:
    """An actor code in its parts: ISO country, region, and everything else in order (types, roles, groups, faiths).

    `unknown` lists the parts that no table has; they are in `roles` too, so nothing is lost.
    """

    code: str
    country: str | None
    roles: tuple[str, ...]
    region: str | None = None
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Ontology:
    """All codes by table. Read-only: load it with `load_ontology` and hand it on."""

    events: Mapping[str, EventCode]
    types: Mapping[str, ActorType]
    places: Mapping[str, Place]
    groups: Mapping[str, str]
    religions: Mapping[str, str]
    ethnic: Mapping[str, str]
    _children: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        below: dict[str, tuple[str, ...]] = {}
        for event in self.events.values():
            if event.parent:
                below[event.parent] = (*below.get(event.parent, ()), event.code)
        object.__setattr__(self, "_children", below)

    def get(self, code: str) -> EventCode | None:
        """The event code, or None where CAMEO has no such code."""
        return self.events.get(code)

    def codes(self) -> tuple[str, ...]:
        """All event codes, sorted as text, so each root is followed by what is under it."""
        return tuple(self.events)

    def is_code(self, code: object) -> bool:
        """Whether this is an event code of CAMEO. Numbers never are: 020 is not 20."""
        return isinstance(code, str) and code in self.events

    def children(self, code: str) -> tuple[str, ...]:
        """The codes one digit longer: 025 → 0251 … 0256."""
        return self._children.get(code, ())

    def suggest(self, code: object) -> tuple[str, ...]:
        """Up to three event codes that resemble a wrong one, best first: '1833x' → '1833', …"""
        text = str(code)
        padded = f"0{text}"  # a spreadsheet or YAML has eaten the leading zero
        near = get_close_matches(text, self.events, n=3, cutoff=0.6)
        return tuple(dict.fromkeys(([padded] if padded in self.events else []) + near))[:3]

    def require(self, code: str) -> EventCode:
        """The event code; raises CoderError with suggestions where CAMEO has no such code."""
        event = self.events.get(code)
        if event is None:
            raise CoderError(f"{code!r} is not a CAMEO code.{did_you_mean(self.suggest(code))}")
        return event

    def knows_part(self, part: str) -> bool:
        """Whether a three-letter part of an actor code is in any table."""
        tables = (self.types, self.places, self.groups, self.religions, self.ethnic)
        return any(part in table for table in tables)

    def label(self, part: str) -> str | None:
        """What a part of an actor code stands for: type or role, group, faith, place or ethnic group, in this order."""
        if part in self.types:
            return self.types[part].label
        place = self.places[part].label if part in self.places else None
        return self.groups.get(part) or self.religions.get(part) or place or self.ethnic.get(part)

    def split(self, code: str) -> ActorCode:
        """The parts of an actor code: RUSCOP → country RUS, roles (COP,); IGOUNO → no country, roles (IGO, UNO).

        A place is read as such where it comes first or after types of international actors and faiths (NGOUSAHRI,
        IMGMUSRUS); further on the same letters are an ethnic group or a faith (SRBALB: Albanians of Serbia). The
        faith MUS is a faith in IMGMUS and Mauritius at the beginning. A leading '~' (a role that still needs its
        country) is left out. A rest of fewer than three letters is one unknown part.
        """
        text = code.removeprefix("~")
        country = region = None
        roles: list[str] = []
        unknown: list[str] = []
        open_ = True
        for start in range(0, len(text), 3):
            part = text[start : start + 3]
            place = self.places.get(part) if open_ else None
            faith = start > 0 and part in self.religions
            if place and not faith:
                country, region = place.country, part if place.kind == "region" else None
                open_ = False
                continue
            open_ = open_ and (faith or (part in self.types and self.types[part].tier == "international"))
            roles.append(part)
            if not self.knows_part(part):
                unknown.append(part)
        return ActorCode(code, country, tuple(roles), region, tuple(unknown))

    def join(self, place: str | None, roles: tuple[str, ...]) -> str:
        """An actor code in CAMEO's order: international types, place, then primary, secondary and tertiary roles.

        Groups, faiths and ethnic groups keep their position among the roles: PSE + (MIL, HMS) → PSEMILHMS,
        RUS + (RAD, GOV) → RUSGOVRAD, USA + (NGO, HRI) → NGOUSAHRI. A role given twice is written once.
        """
        unique = tuple(dict.fromkeys(roles))
        leading = [role for role in unique if role in self.types and self.types[role].tier == "international"]
        ranked = iter(sorted((r for r in unique if r in self.types and r not in leading), key=self._rank))
        rest = [next(ranked) if role in self.types else role for role in unique if role not in leading]
        return "".join((*leading, place or "", *rest))

    def _rank(self, role: str) -> int:
        return TIERS.index(self.types[role].tier)


def did_you_mean(candidates: tuple[str, ...]) -> str:
    """The end of an error message: " Did you mean '183' or '1833'?", empty without candidates."""
    quoted = [repr(candidate) for candidate in candidates]
    if not quoted:
        return ""
    return f" Did you mean {' or '.join([', '.join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)}?"


def quad_class(code: str) -> int:
    """GDELT's quad class of an event code: 1 for roots 01–05, 2 for 06–09, 3 for 10–14, 4 for 15–20."""
    root = int(code[:2])
    return 1 if root <= 5 else 2 if root <= 9 else 3 if root <= 14 else 4


@lru_cache(maxsize=8)
def load_ontology(folder: Path = CODES_FOLDER) -> Ontology:
    """The ontology, read once per folder. Raises DataFileError that lists every fault of every table."""
    problems: list[str] = []
    events = _load_events(folder, problems)
    ontology = Ontology(
        events=events,
        types=_load_types(folder, problems),
        places=_load_places(folder, problems),
        groups=_load_labels(folder / "known_groups.csv", problems),
        religions=_load_labels(folder / "religion.csv", problems),
        ethnic=_load_labels(folder / "ethnic.csv", problems),
    )
    if problems:
        raise DataFileError(problems)
    return ontology


@lru_cache(maxsize=4096)
def split_actor_code(code: str) -> ActorCode:
    """The parts of an actor code by the ontology that comes with the package; see Ontology.split."""
    return load_ontology().split(code)


def describe(code: str, ontology: Ontology) -> str:
    """Markdown on one event code and all codes under it: name, definition, scales, PLOVER. Raises CoderError.

    Example: describe('0253', …) begins '## 0253 Appeal for release of persons or property'.
    """
    event = ontology.require(code)
    plover = ", ".join(filter(None, (event.plover_event, event.plover_mode))) or "none"
    lines = [
        f"## {event.code} {event.name}",
        "",
        event.definition,
        "",
        f"- Goldstein scale: {event.goldstein:+.1f}",
        f"- Quad class: {event.quad_class} ({QUAD_CLASSES[event.quad_class]})",
        f"- PLOVER: {plover}",
    ]
    if event.plover_contexts:
        lines.append(f"- PLOVER contexts: {', '.join(event.plover_contexts)}")
    below = [other for other in ontology.codes() if other.startswith(code) and other != code]
    if below:
        lines += ["", "| code | name | definition | Goldstein |", "| --- | --- | --- | --- |"]
        lines += [_table_line(ontology.events[other]) for other in below]
    return "\n".join(lines) + "\n"


def describe_all(ontology: Ontology) -> str:
    """Markdown on the whole codebook, root by root."""
    return "\n".join(describe(code, ontology) for code in ontology.codes() if len(code) == 2)


def _table_line(event: EventCode) -> str:
    return f"| {event.code} | {event.name} | {event.definition} | {event.goldstein:+.1f} |"


def _load_events(folder: Path, problems: list[str]) -> dict[str, EventCode]:
    rows = read_table(folder / "events.csv", ("code", "name", "goldstein", "definition"), problems, key=("code",))
    plover = read_table(folder / "plover.csv", ("code", "event", "mode", "contexts"), problems, key=("code",))
    by_code = {row["code"]: row for row in rows}
    classes = {row["code"]: row for row in plover}
    problems += [f"{row.place}: {code!r} is not in events.csv" for code, row in classes.items() if code not in by_code]
    events: dict[str, EventCode] = {}
    for code in sorted(by_code):
        fault = _event_fault(by_code[code], by_code, classes)
        if fault:
            problems.append(f"{by_code[code].place}: {fault}")
        else:
            events[code] = _event(by_code[code], by_code, classes[code])
    return events


def _event_fault(row: Row, rows: Mapping[str, Row], classes: Mapping[str, Row]) -> str | None:
    code = row["code"]
    if not (code.isascii() and code.isdigit() and 2 <= len(code) <= 4):
        return f"{code!r} is not an event code. A code has two to four digits"
    if not 1 <= int(code[:2]) <= 20:
        return f"code {code!r} is under no root. Roots run from 01 to 20"
    if len(code) > 2 and code[:-1] not in rows:
        return f"code {code!r} has no parent. Add a line for {code[:-1]!r}"
    if not row["name"] or not row["definition"]:
        return f"code {code!r} needs a name and a definition"
    if code not in classes:
        return f"code {code!r} has no line in plover.csv. Add one, with empty cells if PLOVER does not code it"
    try:
        value = float(_goldstein(code, rows))
    except ValueError:
        return f"goldstein {row['goldstein']!r} of code {code!r} is not a number, and no shorter code has one"
    return None if -10 <= value <= 10 else f"goldstein {value} of code {code!r} is outside -10 to 10"


def _goldstein(code: str, rows: Mapping[str, Row]) -> str:
    """The cell of the code itself, or, where that is empty, of its nearest ancestor."""
    for length in range(len(code), 1, -1):
        row = rows.get(code[:length])
        if row and row["goldstein"]:
            return row["goldstein"]
    return ""


def _event(row: Row, rows: Mapping[str, Row], plover: Row) -> EventCode:
    code = row["code"]
    return EventCode(
        code=code,
        name=row["name"],
        definition=row["definition"],
        base=code[:3],
        root=code[:2],
        quad_class=quad_class(code),
        goldstein=float(_goldstein(code, rows)),
        plover_event=plover["event"] or None,
        plover_mode=plover["mode"] or None,
        plover_contexts=tuple(sorted(filter(None, plover["contexts"].split("|")))),
    )


def _load_types(folder: Path, problems: list[str]) -> dict[str, ActorType]:
    types = {}
    for row in read_table(folder / "actor_types.csv", ("code", "label", "tier"), problems, key=("code",)):
        if row["tier"] not in TIERS:
            problems.append(f"{row.place}: tier {row['tier']!r} is none of {', '.join(TIERS)}")
        if _is_part(row, problems):
            types[row["code"]] = ActorType(row["code"], row["label"], row["tier"])
    return types


def _load_places(folder: Path, problems: list[str]) -> dict[str, Place]:
    places = {}
    for row in read_table(folder / "countries.csv", ("code", "label", "kind", "country"), problems, key=("code",)):
        if row["kind"] not in PLACE_KINDS:
            problems.append(f"{row.place}: kind {row['kind']!r} is none of {', '.join(PLACE_KINDS)}")
        elif (row["kind"] == "region") == bool(row["country"]):
            problems.append(f"{row.place}: every kind but a region needs a country, and a region has none")
        if _is_part(row, problems):
            places[row["code"]] = Place(row["code"], row["label"], row["kind"], row["country"] or None)
    return places


def _load_labels(path: Path, problems: list[str]) -> dict[str, str]:
    rows = read_table(path, ("code", "label"), problems, key=("code",))
    return {row["code"]: row["label"] for row in rows if _is_part(row, problems)}


def _is_part(row: Row, problems: list[str]) -> bool:
    code = row["code"]
    if len(code) == 3 and code.isascii() and code.isalpha() and code.isupper():
        return True
    problems.append(f"{row.place}: {code!r} is not a part of an actor code. A part is three capital letters")
    return False
