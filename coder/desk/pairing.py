"""Which coded event is which event of the gold standard.

A pair agrees on the level that is asked about (root code, code, quad class …) and is told by the same words, has the
same actors, or at least stands in the same sentence. Each event is in one pair at most. Events that must be coded are
paired first, among them those that agree on most; a pair gives way to another only for one that is as good.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from coder.desk.gold import GoldEvent

Row = Mapping[str, Any]
Level = Callable[[str], str]

# Codes of these belong to no country: the group that follows says whose they are.
INTERNATIONAL = frozenset({"IGO", "IMG", "NGO", "NGM", "MNC", "INT"})
FAITHS = frozenset({"MOS", "MUS", "SHI", "SUN", "CHR", "JEW"})
# From the best kind of pair to the least: words and actors to the letter, words and actors, one of them, the sentence.
STRENGTHS = (2.5, 2, 1, 0)
ALIKE = 0.8
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+[\"“‘(]*[A-Z]")
_WORD = re.compile(r"[^\W_]+")


def same_actor(code: str, accepted: str) -> bool:
    """Whether two actor codes mean the same party: one country whatever the roles, or one sort of international actor.

    Two international actors differ where both name a group and share none (IGOUNO and IGONAT).
    """
    if code[:3] != accepted[:3]:
        return False
    if code[:3] not in INTERNATIONAL:
        return True
    groups, others = ({c[k : k + 3] for k in range(3, len(c), 3)} - FAITHS for c in (code, accepted))
    return not groups or not others or bool(groups & others)


def actor_fits(code: str | None, accepted: Sequence[str | None], strict: bool = False) -> bool:
    """Whether a coded actor is one of the accepted ones; None fits where the gold allows none."""
    if strict or not code:
        return (code or None) in accepted
    return any(a is not None and same_actor(code, a) for a in accepted)


def actors_fit(gold: GoldEvent, row: Row, strict: bool = False) -> bool:
    """Whether source and target are right; `strict`: to the letter, and the event code too."""
    actors = actor_fits(row["source_code"], gold.sources, strict) and actor_fits(
        row["target_code"], gold.targets, strict
    )
    return actors and (not strict or row["event_code"] in gold.codes)


def overlaps(gold: GoldEvent, row: Row) -> bool:
    """Whether the triggers share a character; never where the gold does not mark its own."""
    if gold.start is None or gold.end is None:
        return False
    return bool(gold.start < row["trigger_end"] and row["trigger_start"] < gold.end)


def same_sentence(gold: GoldEvent, row: Row, text: str) -> bool:
    """Whether no sentence ends between the triggers; true where the gold marks none."""
    if gold.start is None or gold.end is None:
        return True
    first, second = sorted([(gold.start, gold.end), (row["trigger_start"], row["trigger_end"])])
    return _SENTENCE_END.search(text[first[1] : second[0] + 1]) is None


def same_place(name: str | None, other: str | None) -> bool:
    """Whether two place names share a word, or nearly: *Douma* and *Dūmā*."""
    return any(SequenceMatcher(None, a, b).ratio() >= ALIKE for a in _plain_words(name) for b in _plain_words(other))


def _plain_words(name: str | None) -> set[str]:
    letters = unicodedata.normalize("NFKD", name or "")
    return set(_WORD.findall("".join(c for c in letters if not unicodedata.combining(c)).lower()))


def strength(gold: GoldEvent, row: Row) -> float:
    """How much a pair agrees on: trigger and actors a point each, half a point if all is right to the letter."""
    return overlaps(gold, row) + actors_fit(gold, row) + actors_fit(gold, row, strict=True) / 2


def find_pairs(
    gold: Sequence[GoldEvent], rows: Sequence[Row], text: str, accepts: Callable[[GoldEvent, Row], bool]
) -> dict[int, int]:
    """The coded event of each gold event that has one, both by position; `accepts` says whether the level agrees."""
    possible: list[dict[int, float]] = []
    for event in gold:
        agreed = {k: strength(event, row) for k, row in enumerate(rows) if accepts(event, row)}
        possible.append({k: s for k, s in agreed.items() if s or same_sentence(event, rows[k], text)})
    holder: dict[int, int] = {}
    for optional in (False, True):
        for least in STRENGTHS:
            for j, event in enumerate(gold):
                if event.optional == optional and j not in holder.values():
                    _assign(j, least, possible, holder, set())
    return {j: k for k, j in holder.items()}


def _assign(
    j: int, least: float, possible: Sequence[Mapping[int, float]], holder: dict[int, int], seen: set[int]
) -> bool:
    """Finds gold event `j` a coded one at least so strong; who holds it moves on if it can (an augmenting path)."""
    order = sorted((k for k, s in possible[j].items() if s >= least), key=lambda k: (-possible[j][k], k in holder))
    for k in order:
        if k in seen:
            continue
        seen.add(k)
        other = holder.get(k)
        if other is None or _assign(other, max(least, possible[other][k]), possible, holder, seen):
            holder[k] = j
            return True
    return False
