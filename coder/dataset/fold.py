"""One row for one event: folds the reports of an event, and filters to one event a day for each dyad and code.

Two events are reports of one when source, target and code are the same, they come from different documents, their
dates lie within a window, their places do not contradict each other, and their sentences are near-identical: at least
half of their words are the same, and nearly all of their characters in the same order. The earliest by day of
publication, then document, is kept. What is found depends on the rows, never on their order.
Rows are sorted into files by dyad and code first, so that one such group at a time is in memory.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zlib import crc32

from rapidfuzz import fuzz

from coder.records import Event

WINDOW_DAYS = 3
# Of 100: *killed three* for *killed at least five*, a day named or left out, and a new end of a sentence stay above it.
SIMILARITY = 80.0
BUCKETS = 64
SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Fold:
    """A report that was folded into an event: a row of `mentions`."""

    event_id: str
    folded_event_id: str
    doc_id: str
    sentence_index: int


@dataclass(frozen=True, slots=True)
class _Report:
    """What of an event decides whether it is a report of another."""

    key: str
    day: str
    published: str
    doc_id: str
    sentence_index: int
    event_id: str
    place: int | None
    words: str

    def order(self) -> tuple[str, str, int, str]:
        """Earliest first; the document's name breaks ties."""
        return (self.published, self.doc_id, self.sentence_index, self.event_id)


def fold(
    rows: Iterable[Mapping[str, Any] | Event],
    scratch: Path | None = None,
    window: int = WINDOW_DAYS,
    similarity: float = SIMILARITY,
) -> Iterator[Fold]:
    """The reports among `rows` (events, or rows of the events table) that are folded, each with the event that is kept.

    `window` is in days between event dates; `similarity` from 0 to 100 is that of the sentences' characters (normalised
    Indel similarity, without case and punctuation). Rows without a sentence are never folded. `scratch` is a folder for
    rows that wait, the system's by default.
    """
    yield from _by_group(
        (_report(r) for r in rows), scratch, lambda group: _fold_group(group, timedelta(days=window), similarity)
    )


def one_a_day(rows: Iterable[Mapping[str, Any] | Event], scratch: Path | None = None) -> Iterator[Fold]:
    """The events that the field's one-a-day filter takes away: all but the earliest report of source, target, code and
    day.
    """
    yield from _by_group((_report(r) for r in rows), scratch, _one_a_day)


def apply(rows: Iterable[Mapping[str, Any]], folds: Iterable[Fold]) -> Iterator[dict[str, Any]]:
    """The rows that are kept, in their order, with `mention_count` raised by the reports folded into each.

    `rows` are read once more; of the folds only identifiers are held in memory. Folds of several rounds may be given
    together: what was folded into an event that is itself folded counts for the one that is kept.
    """
    into = {f.folded_event_id: f.event_id for f in folds}
    count: Counter[str] = Counter()
    for folded in into:
        kept = folded
        while kept in into:
            kept = into[kept]
        count[kept] += 1
    for row in rows:
        if row["event_id"] not in into:
            yield {**row, "mention_count": row["mention_count"] + count[row["event_id"]]}


# --- groups ---------------------------------------------------------------------------------------------------------


def _report(row: Mapping[str, Any] | Event) -> _Report:
    get: Callable[[str], Any] = row.__getitem__ if isinstance(row, Mapping) else lambda name: getattr(row, name)
    source, target = (
        get(f"{side}_code") or "text:" + (get(f"{side}_text") or "").lower() for side in ("source", "target")
    )
    city = get("geonames_id") if get("place_precision") == "city" else None
    words = " ".join(_WORD.findall((get("sentence") or "").lower().replace(SOFT_HYPHEN, "")))
    key = f"{source}|{target}|{get('event_code')}"
    return _Report(
        key,
        _iso(get("event_date")),
        _iso(get("publication_date")),
        get("doc_id"),
        get("sentence_index"),
        get("event_id"),
        city,
        words,
    )


def _iso(day: date | str) -> str:
    return str(day)[:10]


def _by_group(
    reports: Iterable[_Report], scratch: Path | None, work: Callable[[list[_Report]], Iterator[Fold]]
) -> Iterator[Fold]:
    """What `work` finds in each group of one source, target and code, the groups in the order of their keys within
    files.
    """
    with tempfile.TemporaryDirectory(prefix="coder-", dir=scratch) as name, ExitStack() as files:
        paths = [Path(name, f"{n}.jsonl") for n in range(BUCKETS)]
        handles = [files.enter_context(path.open("w", encoding="utf8")) for path in paths]
        for report in reports:
            handles[crc32(report.key.encode()) % BUCKETS].write(json.dumps([*asdict(report).values()]) + "\n")
        files.close()
        for path in paths:
            groups: dict[str, list[_Report]] = {}
            with path.open(encoding="utf8") as file:
                for line in file:
                    report = _Report(*json.loads(line))
                    groups.setdefault(report.key, []).append(report)
            for key in sorted(groups):
                yield from work(sorted(groups[key], key=_Report.order))


class _Kept:
    """The events that reports can be folded into, to be found by their rare words.

    Of two sets of words that share half, a word is among those of each that come first in any order, half of the set
    and one: so with the rare words first few others are looked at. `frequency` tells how many reports have a word.
    """

    def __init__(self, frequency: Mapping[str, int]) -> None:
        self.frequency = frequency
        self.events: list[tuple[_Report, date, frozenset[str]]] = []
        self.by_word: defaultdict[str, list[int]] = defaultdict(list)

    def first(self, words: frozenset[str]) -> list[str]:
        """The rare half of the words, and one."""
        return sorted(words, key=lambda w: (self.frequency[w], w))[: len(words) // 2 + 1]

    def add(self, report: _Report, day: date, words: frozenset[str]) -> None:
        """Takes an event that was folded into none."""
        for word in self.first(words):
            self.by_word[word].append(len(self.events))
        self.events.append((report, day, words))

    def near(self, day: date, words: frozenset[str], window: timedelta) -> Iterator[_Report]:
        """The events within the window that share half of the words."""
        for k in {k for word in self.first(words) for k in self.by_word.get(word, ())}:
            report, other, own = self.events[k]
            if abs(other - day) <= window and 2 * len(own & words) >= max(len(own), len(words)):
                yield report


def _fold_group(group: list[_Report], window: timedelta, similarity: float) -> Iterator[Fold]:
    """Takes reports in the order of publication; each is folded into the most similar event kept before it."""
    sets = [frozenset(report.words.split()) for report in group]
    kept = _Kept(Counter(word for words in sets for word in words))
    for report, words in zip(group, sets, strict=True):
        day, best, most = date.fromisoformat(report.day), None, similarity
        for other in kept.near(day, words, window):
            alike = fuzz.ratio(report.words, other.words, score_cutoff=most)
            if alike >= most and alike and _may_be_one(report, other):
                if alike > most or best is None or other.order() < best.order():
                    best, most = other, alike
        if best is None:
            kept.add(report, day, words)
        else:
            yield Fold(best.event_id, report.event_id, report.doc_id, report.sentence_index)


def _may_be_one(report: _Report, other: _Report) -> bool:
    return (
        report.doc_id != other.doc_id
        and bool(report.words)
        and (report.place is None or other.place is None or report.place == other.place)
    )


def _one_a_day(group: list[_Report]) -> Iterator[Fold]:
    first: dict[str, _Report] = {}
    for report in group:
        kept = first.setdefault(report.day, report)
        if kept is not report:
            yield Fold(kept.event_id, report.event_id, report.doc_id, report.sentence_index)
