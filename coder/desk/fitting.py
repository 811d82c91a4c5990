"""What training shares: logistic regression, folds of texts, and weights in hundredths."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coder.errors import CoderError
from coder.events.reader import SCALE

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOLDS = 5
# How near the least loss the search ends.
SEARCH: Any = {"maxiter": 2000, "maxfun": 4000, "maxcor": 20, "ftol": 1e-12, "gtol": 1e-4}
# A word of a feature: *subject of troop*.
WORD = re.compile(r"[a-z]+")


def need_scikit() -> None:
    """Raises CoderError where scikit-learn is not installed."""
    try:
        import sklearn  # noqa: F401
    except ImportError:
        raise CoderError("training needs more packages: pip install 'coder[train]'") from None


def regression(
    x: Any, right: NDArray[Any], weight: Sequence[float], strength: float, start: NDArray[Any] | None = None
) -> NDArray[Any]:
    """The weights of a logistic regression, a row a feature and one more, the last, for the bias.

    `x` is a sparse matrix, a row an example; `right` has the true class of each as 1 among 0, a column a class, or one
    column for yes and no. The further weights are from `start` (nothing by default) the dearer they are (by `strength`,
    as scikit-learn's C): so a model that has learnt much goes on with few examples.
    """
    import numpy as np
    from scipy.optimize import minimize

    begin = np.zeros((x.shape[1] + 1, right.shape[1])) if start is None else start
    given, many = np.asarray(weight)[:, None], right.shape[1] > 1
    base = x @ begin[:-1] + begin[-1]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        moved = flat.reshape(begin.shape)
        scores = base + x @ moved[:-1] + moved[-1]
        if many:
            top = scores.max(axis=1, keepdims=True)
            powers = np.exp(scores - top)
            whole = powers.sum(axis=1, keepdims=True)
            told, missed = powers / whole, ((np.log(whole) + top) - scores) * right
        else:
            told, missed = 1 / (1 + np.exp(-scores)), np.logaddexp(0, scores) - right * scores
        apart = (told - right) * given
        slope = np.vstack([x.T @ apart + moved[:-1] / strength, apart.sum(axis=0)])
        return float((missed * given).sum() + (moved[:-1] ** 2).sum() / (2 * strength)), slope.ravel()

    found: NDArray[Any] = minimize(loss, np.zeros(begin.size), jac=True, method="L-BFGS-B", options=SEARCH).x
    further: NDArray[Any] = begin + found.reshape(begin.shape)
    return further


def logistic(
    values: Sequence[Mapping[str, float]],
    right: Sequence[bool],
    weight: Sequence[float],
    strength: float,
    least: int = 10,
    start: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """The weights of a logistic regression, with 'bias'; features of fewer than `least` rows are dropped, or stay as
    they are in `start`, towards which all are drawn.
    """
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer

    known = start or {}
    counts = Counter(f for v in values for f, x in v.items() if x)
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform([{f: n for f, n in v.items() if counts[f] >= least or f in known} for v in values])
    names = [*map(str, vectorizer.get_feature_names_out()), "bias"]
    begin = np.array([[known.get(name, 0.0)] for name in names])
    found = regression(x, np.array(right, dtype=float)[:, None], weight, strength, begin)
    return {**known, **dict(zip(names, map(float, found[:, 0]), strict=True))}


def folds(text_ids: Iterable[str], n: int = FOLDS, salt: str = "") -> dict[str, int]:
    """The fold of each text: neighbours in the alphabet of their hashes apart, the same each time; others by `salt`."""
    from hashlib import sha256

    ordered = sorted(set(text_ids), key=lambda t: sha256(f"{salt}{t}".encode()).hexdigest())
    return {t: k % n for k, t in enumerate(ordered)}


def hundredths(weights: Mapping[str, float]) -> dict[str, int]:
    """Weights as whole numbers of hundredths, those of nothing left out."""
    return {name: w for name, weight in weights.items() if (w := round(SCALE * weight))}
