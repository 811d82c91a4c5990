"""The statistics of an evaluation: precision and recall, intervals, agreement, calibration. Plain functions
of counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

RESAMPLES = 2000
LEVEL = 0.95
SEED = 20200615


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 (0 to 1), from the events that had to be found, were coded, and were right.

    `right_required` of `required` gold events were found; `right` of `coded` events were right (they may also be
    optional ones, which count as neither missed nor false).
    """

    required: float
    coded: float
    right_required: float
    right: float

    @property
    def recall(self) -> float:
        return self.right_required / self.required if self.required else 0.0

    @property
    def precision(self) -> float:
        return self.right / self.coded if self.coded else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with the 95 % interval of a bootstrap over texts."""

    value: float
    low: float
    high: float


def bootstrap(statistic: Callable[[np.ndarray[Any, Any]], float], n: int) -> Interval:
    """The interval of a statistic of texts: `statistic` is given how often each of the `n` texts is drawn.

    Percentile bootstrap of 2,000 resamples with a fixed seed, so that figures repeat.
    """
    import numpy as np

    rng = np.random.default_rng(SEED)
    value = statistic(np.ones(n))
    if n < 2:
        return Interval(value, value, value)
    drawn = [statistic(np.bincount(rng.integers(0, n, n), minlength=n).astype(float)) for _ in range(RESAMPLES)]
    low, high = np.percentile(drawn, [100 * (1 - LEVEL) / 2, 100 * (1 + LEVEL) / 2])
    return Interval(value, float(low), float(high))


def score_interval(counts: Sequence[Score], figure: str) -> Interval:
    """The interval of 'precision', 'recall' or 'f1' over the scores of single texts."""
    import numpy as np

    table = np.array([(c.required, c.coded, c.right_required, c.right) for c in counts], dtype=float).reshape(-1, 4)
    return bootstrap(lambda weights: float(getattr(Score(*(weights @ table)), figure)), len(table))


def macro_f1(gold: Sequence[Hashable], coded: Sequence[Hashable]) -> float:
    """The mean F1 over the classes of the gold standard, one label a text."""
    both = Counter((g, c) for g, c in zip(gold, coded, strict=True))
    in_gold, in_coded = Counter(gold), Counter(coded)
    scores = [2 * both[k, k] / (in_gold[k] + in_coded[k]) for k in in_gold]
    return sum(scores) / len(scores) if scores else 0.0


def macro_interval(gold: Sequence[str], coded: Sequence[str]) -> Interval:
    """The interval of `macro_f1` over texts."""
    import numpy as np

    classes = sorted(set(gold))
    is_gold = np.array([[g == k for k in classes] for g in gold], dtype=float)
    is_coded = np.array([[c == k for k in classes] for c in coded], dtype=float)

    def statistic(weights: np.ndarray[Any, Any]) -> float:
        total = weights @ is_gold + weights @ is_coded
        present = weights @ is_gold > 0
        f1 = 2 * (weights @ (is_gold * is_coded))[present] / total[present]
        return float(f1.mean()) if present.any() else 0.0

    return bootstrap(statistic, len(gold))


def mcnemar(gains: int, losses: int) -> float:
    """The exact two-sided p-value of McNemar's test for `gains` and `losses` between two coders of the same events."""
    from scipy.stats import binomtest

    return float(binomtest(gains, gains + losses, 0.5).pvalue) if gains + losses else 1.0


def krippendorff_alpha(units: Iterable[Mapping[str, Hashable]]) -> float | None:
    """Krippendorff's alpha for nominal values: what each coder (by name) gave to each unit.

    None where nothing can be compared: no unit has two coders, or all values are the same. Source: Krippendorff (2011),
    *Computing Krippendorff's alpha-reliability*.
    """
    coincidences: defaultdict[tuple[Hashable, Hashable], float] = defaultdict(float)
    for unit in units:
        values = list(unit.values())
        if len(values) < 2:
            continue
        for i, a in enumerate(values):
            for k, b in enumerate(values):
                if i != k:
                    coincidences[a, b] += 1 / (len(values) - 1)
    totals: defaultdict[Hashable, float] = defaultdict(float)
    for (a, _), n in coincidences.items():
        totals[a] += n
    pairable = sum(totals.values())
    observed = sum(n for (a, b), n in coincidences.items() if a != b)
    expected = sum(totals[a] * totals[b] for a in totals for b in totals if a != b)
    return 1 - (pairable - 1) * observed / expected if expected else None


@dataclass(frozen=True, slots=True)
class Bin:
    """The events whose confidence lies in one range: how many, their mean confidence, the share that is right."""

    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Whether confidence means what it says.

    `auc`: the chance that a right event has more confidence than a wrong one (0.5: it orders nothing); None where
    all events are right or all wrong. `error`: expected calibration error, the mean distance of confidence from the
    share that is right. `thirds`: the share right in the upper third by confidence less that in the lower third.
    """

    bins: tuple[Bin, ...]
    auc: float | None
    error: float
    thirds: float = 0.0


def calibration(confidence: Sequence[float], right: Sequence[bool], bins: int = 10) -> Calibration:
    """The reliability of confidence, in bins of equal width from 0 to 1 (Guo et al. 2017, On calibration of modern
    neural networks); empty ones are left out.
    """
    ordered = sorted(zip(confidence, right, strict=True))
    n = len(ordered)
    parts = [[p for p in ordered if min(int(p[0] * bins), bins - 1) == k] for k in range(bins)]
    made = tuple(Bin(len(p), sum(c for c, _ in p) / len(p), sum(r for _, r in p) / len(p)) for p in parts if p)
    error = sum(b.count * abs(b.confidence - b.right) for b in made) / n if n else 0.0
    third = n // 3
    upper, lower = ordered[n - third :], ordered[:third]
    thirds = (sum(r for _, r in upper) - sum(r for _, r in lower)) / third if third else 0.0
    return Calibration(made, _auc(ordered), error, thirds)


def mean_figures(found: Sequence[Calibration]) -> tuple[float | None, float, float]:
    """The means of area under the curve, calibration error and difference of thirds of several calibrations."""
    areas = [c.auc for c in found if c.auc is not None]
    n = len(found)
    area = sum(areas) / len(areas) if areas else None
    return area, sum(c.error for c in found) / n, sum(c.thirds for c in found) / n


def _auc(ordered: Sequence[tuple[float, bool]]) -> float | None:
    from scipy.stats import rankdata

    positives = sum(r for _, r in ordered)
    negatives = len(ordered) - positives
    if not positives or not negatives:
        return None
    ranks = rankdata([c for c, _ in ordered])
    total = sum(rank for rank, (_, r) in zip(ranks, ordered, strict=True) if r)
    return float((total - positives * (positives + 1) / 2) / (positives * negatives))


def stratified_precision(strata: Sequence[tuple[float, int, int]]) -> Interval:
    """The share of a whole dataset that is right, from samples of its strata: (events in it, drawn, right) of each.

    The interval is exact for a share (Clopper and Pearson 1934) at the size that a plain random sample as telling as
    this one would have (Korn and Graubard 1998): strata weigh by their size, and what was drawn whole is known. Where
    the strata differ much it is wider than need be.
    """
    from scipy.special import betaincinv

    used = [s for s in strata if s[1]]
    total = sum(size for size, _, _ in used)
    value = sum(size / total * right / drawn for size, drawn, right in used)
    spread = sum((size / total) ** 2 * (1 - drawn / size) / drawn for size, drawn, _ in used)
    if spread <= 0:
        return Interval(value, value, value)
    outside, right, wrong = (1 - LEVEL) / 2, value / spread, (1 - value) / spread
    low = betaincinv(right, wrong + 1, outside) if right > 0 else 0.0
    high = betaincinv(right + 1, wrong, 1 - outside) if wrong > 0 else 1.0
    return Interval(value, float(low), float(high))
