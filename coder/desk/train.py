"""Training the second reader: what gold standard records and the rules' own examples say of clauses, as weights.

Needs scikit-learn (coder[train]); coding does not. The same files give the same bytes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coder.desk.fitting import FOLDS, WORD, folds, hundredths, logistic, need_scikit, regression
from coder.desk.gold import GoldText
from coder.desk.lessons import Doubted, Example, Judged, known_of, printed_as_names, row_of, rule_examples
from coder.desk.measures import Calibration, calibration
from coder.desk.pairing import actors_fit
from coder.desk.train_sides import SidesJudged, fit_sides, judge_sides, write_sides
from coder.errors import CoderError
from coder.events.likely import load_sides
from coder.events.reader import NONE, SCALE, Reader, confidence_features, doubt_features

if TYPE_CHECKING:
    from coder.pipeline import Coder

# Features of fewer examples are dropped: no rare word, and so no text, is in the weights.
LEAST = 3
# Weights of so many hundredths and fewer are left out: they move no probability, and are a third of the file.
LIGHTEST = 2
STRENGTH = 0.25
SURE_STRENGTH = 0.05
# How often the texts are divided anew to judge confidence: the figures are means, since a division moves them.
DIVISIONS = 4


def fit_classes(
    examples: Sequence[Example], strength: float = STRENGTH, start: Reader | None = None
) -> tuple[tuple[str, ...], list[int], dict[str, tuple[tuple[int, int], ...]]]:
    """Classes, bias and weights (hundredths) of a multinomial logistic regression on the examples.

    The weights of a reader to `start` with are gone on from, its classes stay the first.
    """
    need_scikit()
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer

    before, known = (start.classes, start.words) if start is not None else ((), {})
    classes = (*before, *sorted({e.root for e in examples}.difference(before)))
    counts = Counter(f for e in examples for f in e.features)
    common = {f for f, n in counts.items() if n >= LEAST or f in known}
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform([dict.fromkeys((f for f in e.features if f in common), 1.0) for e in examples])
    features = [str(f) for f in vectorizer.get_feature_names_out()]
    begin = np.zeros((len(features) + 1, len(classes)))
    begin[-1, : len(before)] = [b / SCALE for b in start.bias] if start is not None else 0.0
    for row, feature in enumerate(features):
        for k, weight in known.get(feature, ()):
            begin[row, k] = weight / SCALE
    right = np.array([[float(e.root == c) for c in classes] for e in examples])
    found = regression(x, right, [e.weight for e in examples], strength, begin)
    words = dict(known)
    for feature, row in zip(features, found, strict=False):
        words[feature] = tuple((k, w) for k, v in enumerate(row) if abs(w := round(SCALE * v)) > LIGHTEST)
    bias = [round(SCALE * b) for b in found[-1]]
    return classes, bias, {feature: pairs for feature, pairs in words.items() if pairs}


def fit_sure(
    judged: Sequence[Judged], values: Sequence[Mapping[str, float]], start: Reader | None = None
) -> dict[str, int]:
    """Weights (hundredths) of confidence, the probability that root, source and target are right.

    First whether the root is right, on all that was judged; then, on events whose actors were judged too, what that
    probability and the sides say of all three. Both are linear in the log odds, and so is their sum. With a reader to
    `start` with it is gone on from what that says of all three at once.
    """
    if start is not None:
        both = [(value, j) for value, j in zip(values, judged, strict=True) if j.full is not None]
        full = [bool(j.full) for _, j in both]
        begin = {name: w / SCALE for name, w in start.sure.items()}
        return hundredths(logistic([v for v, _ in both], full, [1.0] * len(both), SURE_STRENGTH, start=begin))
    root = logistic(values, [j.root for j in judged], [j.weight for j in judged], SURE_STRENGTH)
    whole = [n for n, j in enumerate(judged) if j.full is not None]
    sides = [{"root": _sum(root, values[n]), **_of_sides(values[n])} for n in whole]
    all_three = logistic(sides, [bool(judged[n].full) for n in whole], [1.0] * len(whole), SURE_STRENGTH)
    scale = all_three.pop("root", 0.0)
    names = root.keys() | all_three.keys()
    return hundredths({name: scale * root.get(name, 0.0) + all_three.get(name, 0.0) for name in names})


def _of_sides(values: Mapping[str, float]) -> dict[str, float]:
    return {name: v for name, v in values.items() if name.startswith(("source", "target"))}


def _sum(weights: Mapping[str, float], values: Mapping[str, float]) -> float:
    return weights["bias"] + sum(weights.get(name, 0.0) * v for name, v in values.items())


def sure_values(reader: Reader, judged: Judged) -> dict[str, float]:
    """The confidence features of a judged event."""
    return confidence_features(reader, judged.coding.sentence, judged.coding.clauses, judged.dyad, judged.facts)


def write_reader(
    path: Path,
    classes: Sequence[str],
    bias: Sequence[int],
    words: Mapping[str, Any],
    thresholds: tuple[float, float],
    event: Mapping[str, int],
    sure: Mapping[str, int],
) -> None:
    """Writes a weights file, a feature a line, in the order of the alphabet."""
    lines = [
        f"  {json.dumps(f, ensure_ascii=False)}: {json.dumps(words[f], separators=(',', ':'))}" for f in sorted(words)
    ]
    head = {
        "classes": list(classes), "bias": list(bias), "threshold": thresholds[0], "uncoded": thresholds[1],
        "event": dict(sorted(event.items())), "sure": dict(sorted(sure.items())),
    }  # fmt: skip
    text = json.dumps(head, ensure_ascii=False)[:-1] + ', "words": {\n' + ",\n".join(lines) + "\n}}\n"
    path.write_text(text, encoding="utf8")


def train(
    coder: Coder,
    texts: Sequence[GoldText],
    output: Path,
    thresholds: tuple[float, float],
    progress: Callable[[str], None],
    written: Collection[str] = (),
    sides_output: Path | None = None,
    start: Reader | None = None,
) -> Trained:
    """Trains on gold standard texts and the rules' own examples, and writes the weights to `output`; those of who is
    meant where a side is not named to `sides_output`. `thresholds` are those of a Reader: `threshold` and `uncoded`.

    `written` are ids of texts that were written as examples: they teach what an event is, but not how sure one is in
    news, and no figure is of them. `coder` codes without reader and sides. `progress` is told what is being done. With
    a reader to `start` with its weights are gone on from, and what it has learnt stays where nothing speaks against it.
    figures of what is returned are cross-validated by text: no text is judged by weights that it helped to fit.
    """
    progress("coding the gold standard")
    known = known_of(coder, texts, coder.ontology)
    examples, judged = known.examples, [j for j in known.judged if j.text_id not in written]
    if not any(e.root != NONE for e in examples) or len({j.full for j in judged} - {None}) < 2:
        raise CoderError("the gold standard holds too few events to train on: it must have texts with all their events")
    own = list(rule_examples(coder))
    fold = folds([e.text_id for e in examples] + [j.text_id for j in judged] + [d.text_id for d in known.doubted])
    opinions: dict[int, Reader] = {}
    for k in range(FOLDS):
        progress(f"fitting part {k + 1} of {FOLDS}")
        made = fit_classes([e for e in examples if fold[e.text_id] != k] + own, start=start)
        opinions[k] = _reader(made, thresholds)
    progress("judging what is doubted")
    event, taken = fit_event(known.doubted, opinions, fold, start)
    taken = [j for j in taken if j.text_id not in written]
    names = printed_as_names(text.text for text in texts)
    progress("judging sides that are not named")
    unnamed = [u for u in known.unnamed if u.text_id not in written]
    sides_of, sides = [load_sides()] * FOLDS, None
    if sides_output is not None:
        sides_of = [fit_sides([u for u in unnamed if fold[u.text_id] != k], names) for k in range(FOLDS)]
        sides = judge_sides(unnamed, sides_of, fold)
        write_sides(sides_output, fit_sides(unnamed, names))
    judged = [j.whole(sides_of[fold[j.text_id]]) for j in judged + taken]
    values = [sure_values(opinions[fold[j.text_id]], j) for j in judged]
    progress("judging confidence")
    full, root = _confidence_judged(judged, values, start)
    progress("fitting all")
    classes, bias, words = fit_classes(examples + own, start=start)
    words = {f: weights for f, weights in words.items() if names.isdisjoint(WORD.findall(f))}
    # Fitted on opinions of readers that had not seen the text: what confidence meets in use.
    sure = fit_sure(judged, values, start)
    write_reader(output, classes, bias, words, thresholds, event, sure)
    real = [e for e in examples if e.text_id not in written]
    right = [opinions[fold[e.text_id]].likeliest(e.features) == e.root for e in real]
    return Trained(len(examples), len(own), len(words), sum(right) / len(right), full, root, _share_right(taken), sides)


def fit_event(
    doubted: Sequence[Doubted],
    opinions: Mapping[int, Reader],
    fold: Mapping[str, int],
    start: Reader | None = None,
) -> tuple[dict[str, int], list[Judged]]:
    """Weights (hundredths) of whether a coder would write what is doubted, and the events that would be taken from it,
    judged: each by weights that its text did not help to fit.

    Those of a reader to `start` with are gone on from.
    """
    dyads = [d.as_event(opinions[fold[d.text_id]]) for d in doubted]
    right = [d.is_right(dyad) for d, dyad in zip(doubted, dyads, strict=True)]
    if start is None and len(set(right)) < 2:
        return {"bias": -10 * SCALE}, []
    values = [
        doubt_features(opinions[fold[d.text_id]], d.coding.sentence, d.coding.clauses, dyad, d.facts, d.doubt, d.kept)
        for d, dyad in zip(doubted, dyads, strict=True)
    ]
    weight = [d.weight for d in doubted]
    begin = {name: w / SCALE for name, w in start.event.items()} if start is not None else None

    def fitted(rows: Sequence[int]) -> dict[str, int]:
        told = [values[n] for n in rows], [right[n] for n in rows], [weight[n] for n in rows]
        return hundredths(logistic(*told, SURE_STRENGTH, start=begin))

    taken = []
    for k in range(FOLDS):
        reader = replace(opinions[k], event=fitted([n for n, d in enumerate(doubted) if fold[d.text_id] != k]))
        for n, d in enumerate(doubted):
            if fold[d.text_id] == k and d.weight <= 1 and reader.likelihood(values[n]) >= reader.asked_of(d.doubt):
                full = right[n] and d.gold is not None and actors_fit(d.gold, row_of(d.coding, dyads[n]))
                taken.append(Judged(d.text_id, d.coding, dyads[n], d.facts, right[n], full, gold=d.gold))
    return fitted(range(len(doubted))), taken


def _share_right(taken: Sequence[Judged]) -> tuple[int, float]:
    return len(taken), sum(j.root for j in taken) / max(len(taken), 1)


def _confidence_judged(
    judged: Sequence[Judged], values: Sequence[Mapping[str, float]], start: Reader | None
) -> tuple[tuple[Calibration, ...], tuple[Calibration, ...]]:
    """Confidence in events of texts that did not help to fit it, for each division of the texts: of all three, of the
    root alone.
    """
    whole = [n for n, j in enumerate(judged) if j.full is not None]
    full, root = [], []
    for division in range(DIVISIONS):
        fold = folds([j.text_id for j in judged], salt=str(division))
        predicted = [0.0] * len(judged)
        for k in range(FOLDS):
            rest = [n for n, j in enumerate(judged) if fold[j.text_id] != k]
            sure = fit_sure([judged[n] for n in rest], [values[n] for n in rest], start)
            reader = replace(_reader(((), [], {}), (1.0, 1.0)), sure=sure)
            for n in (n for n in whole if fold[judged[n].text_id] == k):
                predicted[n] = reader.confidence(values[n])
        told = [predicted[n] for n in whole]
        full.append(calibration(told, [bool(judged[n].full) for n in whole]))
        root.append(calibration(told, [judged[n].root for n in whole]))
    return tuple(full), tuple(root)


@dataclass(frozen=True, slots=True)
class Trained:
    """What training made: examples of gold and of rules, features with weight, and cross-validated figures.

    `accuracy` is the share of examples whose class is right; `full` the calibration of confidence on texts with all
    their events (root, source and target right), `root` that of the same events where the root alone has to be right,
    each once for each division of the texts; `taken` how many doubted dyads it would take for events, and the share
    of them that a coder would write; `sides` what became of sides that are not named, where these were trained.
    """

    examples: int
    rule_examples: int
    words: int
    accuracy: float
    full: tuple[Calibration, ...]
    root: tuple[Calibration, ...]
    taken: tuple[int, float]
    sides: SidesJudged | None = None


def _reader(made: tuple[Sequence[str], Sequence[int], Mapping[str, Any]], thresholds: tuple[float, float]) -> Reader:
    classes, bias, words = made
    return Reader(tuple(classes), tuple(bias), words, *thresholds, {}, {}, "")
