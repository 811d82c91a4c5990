"""What training shares: logistic regression, folds of texts, and weights in hundredths."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from coder.errors import CoderError
from coder.events.reader import SCALE

FOLDS = 5
TOLERANCE = 1e-8
# A word of a feature: *subject of troop*.
WORD = re.compile(r"[a-z]+")


def need_scikit() -> None:
    """Raises CoderError where scikit-learn is not installed."""
    try:
        import sklearn  # noqa: F401
    except ImportError:
        raise CoderError("training needs more packages: pip install 'coder[train]'") from None


def logistic(
    values: Sequence[Mapping[str, float]],
    right: Sequence[bool],
    weight: Sequence[float],
    strength: float,
    least: int = 10,
) -> dict[str, float]:
    """The weights of a logistic regression, with 'bias'; features of fewer than `least` rows are dropped."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    counts = Counter(f for v in values for f, x in v.items() if x)
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform([{f: n for f, n in v.items() if counts[f] >= least} for v in values])
    model = LogisticRegression(C=strength, max_iter=5000, tol=TOLERANCE)
    model.fit(x, right, sample_weight=weight)
    names = map(str, vectorizer.get_feature_names_out())
    return {"bias": float(model.intercept_[0]), **dict(zip(names, map(float, model.coef_[0]), strict=True))}


def folds(text_ids: Iterable[str], n: int = FOLDS, salt: str = "") -> dict[str, int]:
    """The fold of each text: neighbours in the alphabet of their hashes apart, the same each time; others by `salt`."""
    from hashlib import sha256

    ordered = sorted(set(text_ids), key=lambda t: sha256(f"{salt}{t}".encode()).hexdigest())
    return {t: k % n for k, t in enumerate(ordered)}


def hundredths(weights: Mapping[str, float]) -> dict[str, int]:
    """Weights as whole numbers of hundredths, those of nothing left out."""
    return {name: w for name, weight in weights.items() if (w := round(SCALE * weight))}
