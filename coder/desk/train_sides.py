"""Training who is meant where a clause names no source or no target: weights from gold standard texts."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from coder.desk.fitting import FOLDS, WORD, folds, hundredths, logistic
from coder.desk.lessons import Unnamed
from coder.errors import CoderError
from coder.events.likely import Sides, Weights, likelihood, of_nobody

# By how much somebody must be likelier than nobody.
MARGIN = 0.1
STRENGTH = 0.1
# Features of fewer candidates are dropped.
LEAST = 5
FEWEST = 20
PARTS = ("source", "target", "country")


def fit_sides(unnamed: Sequence[Unnamed], names: Collection[str] = (), margin: float = MARGIN) -> Sides:
    """The weights for both sides; no feature with a predicate among `names` has any.

    Raises CoderError where too few events of the gold name no source, or no target.
    """
    parts: dict[str, list[Unnamed]] = {name: [] for name in PARTS}
    for u in unnamed:
        parts["country" if u.missing.asks_country else u.missing.side].append(u)
    source, target, country = (_fit_side(parts[name], names) for name in PARTS)
    return Sides(source, target, country, margin)


def _fit_side(unnamed: Sequence[Unnamed], names: Collection[str]) -> Weights:
    if len(unnamed) < FEWEST or len({u.needs_nobody for u in unnamed}) < 2:
        raise CoderError("the gold standard holds too few events that leave a side or its country open")
    somebody = _fit_somebody(unnamed)
    # Whether nobody need be named is asked beside how likely the likeliest is, of weights that have not seen the text.
    fold = folds(u.text_id for u in unnamed)
    best: dict[int, tuple[float, int]] = {}
    for k in range(FOLDS):
        apart = _fit_somebody([u for u in unnamed if fold[u.text_id] != k])
        for m, u in enumerate(unnamed):
            if fold[u.text_id] == k:
                chances = [(likelihood(apart, c.features), -n) for n, c in enumerate(u.missing.candidates)]
                best[m] = max(chances)
    values = [
        {**dict.fromkeys(of_nobody(u.missing, u.missing.candidates[-best[m][1]]), 1.0), "best": best[m][0]}
        for m, u in enumerate(unnamed)
    ]
    nobody = hundredths(logistic(values, [u.needs_nobody for u in unnamed], [1.0] * len(unnamed), STRENGTH, LEAST))
    kept = {f: w for f, w in nobody.items() if f.partition("=")[0] != "predicate" or _is_no_name(f, names)}
    return Weights(somebody, kept)


def _is_no_name(feature: str, names: Collection[str]) -> bool:
    return not set(names) & set(WORD.findall(feature.partition("=")[2].lower()))


def _fit_somebody(unnamed: Sequence[Unnamed]) -> dict[str, int]:
    values = [dict.fromkeys(c.features, 1.0) for u in unnamed for c in u.missing.candidates]
    meant = [u.is_meant(n) for u in unnamed for n in range(len(u.missing.candidates))]
    return hundredths(logistic(values, meant, [1.0] * len(values), STRENGTH, LEAST))


@dataclass(frozen=True, slots=True)
class SidesJudged:
    """How often somebody was named for a side that no word names, and in how many of these source or target was right
    before (nobody) and is right now.
    """

    unnamed: int
    named: int
    right_before: int
    right: int


def judge_sides(unnamed: Sequence[Unnamed], sides_of: Sequence[Sides], fold: dict[str, int]) -> SidesJudged:
    """What weights that have not seen a text (`sides_of` its fold) make of the sides that it does not name."""
    named = before = right = 0
    for u in unnamed:
        sides = sides_of[fold[u.text_id]]
        candidate, likely, nobody = sides.of(u.missing).chances(u.missing)
        if likely - nobody > sides.margin:
            named += 1
            before += u.accepts(None)
            right += u.accepts(u.missing.candidates.index(candidate))
    return SidesJudged(len(unnamed), named, before, right)


def write_sides(path: Path, sides: Sides) -> None:
    """Writes a weights file, a feature a line, in the order of the alphabet."""
    parts = [f'"margin": {json.dumps(sides.margin)}']
    for side, weights in zip(PARTS, (sides.source, sides.target, sides.country), strict=True):
        tables = [
            f"{json.dumps(name)}: {json.dumps(dict(sorted(table.items())), indent=0, ensure_ascii=False)}"
            for name, table in (("somebody", weights.somebody), ("nobody", weights.nobody))
        ]
        parts.append(f"{json.dumps(side)}: {{\n" + ",\n".join(tables) + "}")
    path.write_text("{" + ",\n".join(parts) + "}\n", encoding="utf8")
