"""Which actors no dictionary has: counted, with an example each, as a file to fill in and pass back with --actors."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coder.actors.dictionaries import UNKNOWN_COLUMNS
from coder.actors.entities import bare_name, is_unknown
from coder.files.spreadsheet import harmless

EXAMPLE_CHARACTERS = 300
_BODY = re.compile(
    r"\b(?:party|group|union|association|council|committee|agency|company|bank|army|front|movement|court|university|"
    r"inc|ltd|corp|foundation|network|league|federation|ministry|department|institute|organi[sz]ation)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class UnknownActor:
    """A name in the events that no dictionary has. `code` is what its words told: a role or type, or ''."""

    name: str
    kind: str
    code: str
    count: int
    example: str


def find_unknown(events: Iterable[Mapping[str, Any]], least: int = 1) -> list[UnknownActor]:
    """The named actors without a country or international type, at least `least` times in the events, frequent first.

    `events` are rows of a dataset's events. Plain words (*two men*) name nobody and are left out.
    """
    counts: Counter[str] = Counter()
    first: dict[str, tuple[str, str]] = {}
    types: dict[str, Counter[str]] = {}
    for event in events:
        for side in ("source", "target"):
            text, code = event[f"{side}_text"], event[f"{side}_code"] or ""
            if not is_unknown(text, code, event[f"{side}_country"], event["sentence"] or ""):
                continue
            name = bare_name(text)
            counts[name] += 1
            first.setdefault(name, (code, event["sentence"] or ""))
            if recognised := event.get(f"{side}_entity_type"):
                types.setdefault(name, Counter())[recognised] += 1
    ranked = sorted((n for n in counts if counts[n] >= least), key=lambda n: (-counts[n], n))
    return [UnknownActor(n, _kind(n, types.get(n)), first[n][0], counts[n], _example(first[n][1])) for n in ranked]


def _kind(name: str, recognised: Counter[str] | None) -> str:
    """A guess for the researcher to check: the commonest entity type, else organisations by their nouns and
    acronyms.
    """
    if recognised:
        return min(recognised, key=lambda kind: (-recognised[kind], kind))
    return "organisation" if _BODY.search(name) or name.isupper() else "person"


def _example(sentence: str) -> str:
    return " ".join(sentence.split())[:EXAMPLE_CHARACTERS]


def write_unknown(actors: Sequence[UnknownActor], path: Path) -> None:
    """Writes the actors in the format of --actors, plus the columns count and example.

    A line counts once its column code is filled in with a whole actor code; lines without a code are passed over.
    """
    with path.open("w", encoding="utf8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(UNKNOWN_COLUMNS)
        writer.writerows((harmless(a.name), "", a.kind, a.code, "", "", a.count, harmless(a.example)) for a in actors)
