"""Several coders of a gold standard, several codings of it: how far they agree, what changed, and why events were
missed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coder.desk.evaluate import Evaluation, Outcome, class_of
from coder.desk.gold import GoldText
from coder.desk.measures import Interval, bootstrap, krippendorff_alpha, mcnemar

if TYPE_CHECKING:
    from coder.pipeline import Coder


def agreement(gold: Sequence[GoldText]) -> dict[str, float | None]:
    """Krippendorff's alpha between the coders of the gold; empty where no text has two.

    For texts with events a unit is a root code that some coder found in the text, its value whether a coder did; for
    sentences with a class or code it is the sentence.
    """
    by_text: defaultdict[str, dict[str, GoldText]] = defaultdict(dict)
    for text in gold:
        if text.coder:
            by_text[text.text_id][text.coder] = text
    several = [coders for coders in by_text.values() if len(coders) > 1]
    if not several:
        return {}
    units: defaultdict[str, list[Mapping[str, Hashable]]] = defaultdict(list)
    for coders in several:
        kind = next(iter(coders.values())).kind
        if kind == "events":
            roots = {c: {class_of(e) for e in t.events} for c, t in coders.items()}
            for root in sorted(set().union(*roots.values())):
                units["root codes in a text"].append({c: root in found for c, found in roots.items()})
        elif kind == "relation":
            units["class"].append({c: t.plover for c, t in coders.items()})
        elif kind == "code":
            units["code"].append({c: t.code for c, t in coders.items()})
    return {name: krippendorff_alpha(found) for name, found in units.items()}


# What a gold event may be right in, from the least to the most, and the field of its outcome that says so.
LEVELS = {"root": "root", "root and actors": "full", "to the letter": "letter"}


@dataclass(frozen=True, slots=True)
class Change:
    """Two codings of one gold standard on one level: gold events that only one of them has right, and the chance of
    such a difference.

    `gains` are right now and were wrong in the other, `losses` the reverse; `p_value` is McNemar's, exact and
    two-sided.
    """

    gains: tuple[Outcome, ...]
    losses: tuple[Outcome, ...]
    both: int
    neither: int
    p_value: float
    difference: Interval


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed against another coding: on each level of LEVELS, and the false events (text_id, event, text) that
    are `gone` or `new`.
    """

    changes: Mapping[str, Change]
    gone: tuple[tuple[str, str, str], ...]
    new: tuple[tuple[str, str, str], ...]

    def rows(self) -> list[tuple[str, str, Outcome]]:
        """Gains ('+') and losses ('−'), each gold event once, with the least level on which it changed."""
        seen: set[tuple[str, int]] = set()
        found: list[tuple[str, str, Outcome]] = []
        for level, change in self.changes.items():
            for sign, outcomes in (("+", change.gains), ("−", change.losses)):
                fresh = [o for o in outcomes if (o.text_id, o.number) not in seen]
                seen |= {(o.text_id, o.number) for o in fresh}
                found += [(sign, level, o) for o in fresh]
        return sorted(found, key=lambda row: row[0] != "+")


def compare(now: Evaluation, other: Evaluation) -> Comparison:
    """What changed between two evaluations of the same gold standard.

    The differences in recall have paired bootstrap intervals over texts. Raises ValueError where they are of other
    gold.
    """
    changes = {name: _change(now.outcomes, other.outcomes, field) for name, field in LEVELS.items()}
    return Comparison(changes, _only(other, now), _only(now, other))


def _only(one: Evaluation, other: Evaluation) -> tuple[tuple[str, str, str], ...]:
    """The false events that only `one` has, whatever rule coded them."""

    def key(false: tuple[str, str, str]) -> tuple[str, str]:
        return false[0], false[1].rpartition(";")[0]

    left, found = Counter(map(key, other.extra)), []
    for false in one.extra:
        left[key(false)] -= 1
        if left[key(false)] < 0:
            found.append(false)
    return tuple(found)


def _change(now: Sequence[Outcome], other: Sequence[Outcome], level: str) -> Change:
    mine = {(o.text_id, o.number): o for o in now if o.required}
    theirs = {(o.text_id, o.number): o for o in other if o.required}
    if mine.keys() != theirs.keys():
        odd = sorted(mine.keys() ^ theirs.keys())[0]
        raise ValueError(
            f"the two evaluations are not of the same gold standard: only one has event {odd[1]} of text {odd[0]!r}"
        )
    is_right = {key: (getattr(o, level), getattr(theirs[key], level)) for key, o in mine.items()}
    gains = tuple(mine[k] for k, (a, b) in is_right.items() if a and not b)
    losses = tuple(mine[k] for k, (a, b) in is_right.items() if b and not a)
    both = sum(a and b for a, b in is_right.values())
    difference = _difference(is_right)
    neither = len(mine) - both - len(gains) - len(losses)
    return Change(gains, losses, both, neither, mcnemar(len(gains), len(losses)), difference)


def _difference(is_right: Mapping[tuple[str, int], tuple[bool, bool]]) -> Interval:
    import numpy as np

    texts = sorted({text_id for text_id, _ in is_right})
    row = {text_id: n for n, text_id in enumerate(texts)}
    table = np.zeros((len(texts), 2))
    for (text_id, _), (a, b) in is_right.items():
        table[row[text_id]] += (1, int(a) - int(b))

    def statistic(weights: np.ndarray[Any, Any]) -> float:
        total, gained = weights @ table
        return float(gained / total) if total else 0.0

    return bootstrap(statistic, len(texts))


def reason_for(coder: Coder, outcome: Outcome, published: str) -> str:
    """Why a gold event was not coded, from the trace of its sentence: the notes on the clause that its
    trigger is in.
    """
    notes: list[str] = []
    for coding in coder.trace(outcome.text, published):
        end = coding.sentence.start + len(coding.sentence.text)
        if outcome.start is not None and not coding.sentence.start <= outcome.start < end:
            continue
        near = [k for k, c in enumerate(coding.clauses) if _holds(coding.sentence.tokens[c.predicate], outcome.start)]
        notes += [text for k, text in coding.notes if not near or k in near]
    return "; ".join(dict.fromkeys(notes)) or "no rule knows the words that tell it"


def _holds(token: Any, start: int | None) -> bool:
    return start is not None and bool(token.start <= start < token.end)
