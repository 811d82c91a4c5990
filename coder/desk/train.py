"""Training the second reader: what gold standard records and the rules' own examples say of clauses, as weights.

Needs scikit-learn (coder[train]); coding does not. The same files give the same bytes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coder.cameo.kinds import code_kinds
from coder.cameo.ontology import Ontology
from coder.desk.gold import GoldEvent, GoldText
from coder.desk.measures import Calibration, calibration
from coder.desk.pairing import actors_fit, find_pairs
from coder.desk.phrases import shares_word
from coder.errors import CoderError
from coder.events.dyads import Dyad, trigger_span
from coder.events.facts import Facts
from coder.events.reader import NONE, SCALE, UNCODED, Reader, coded, confidence_features, doubt_features, features

if TYPE_CHECKING:
    from coder.pipeline import Coder, Coding

# Features of fewer examples are dropped: no rare word, and so no text, is in the weights.
LEAST = 3
ROOTS = tuple(f"{n:02d}" for n in range(1, 21))
STRENGTH = 0.5
SURE_STRENGTH = 0.05
FOLDS = 5
# What a report whose roots alone are known, and a sentence with one fact, count beside a text with all its events.
REPORT, SENTENCE = 0.3, 0.5
# What is doubted in a text that tells nothing counts more: such texts are few in a gold standard, and many in use.
QUIET = 2.0
# How often the texts are divided anew to judge confidence: the figures are means, since a division moves them.
DIVISIONS = 4
TOLERANCE = 1e-8


@dataclass(frozen=True, slots=True)
class Example:
    """One dyad of a text: what the model sees, the root that the gold gives it (or 'none'), the text it is of."""

    text_id: str
    features: tuple[str, ...]
    root: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A coded event with whether its root is right, and root, source and target (None where only roots are known).

    `weight` is what it counts beside an event of a text with all its events.
    """

    text_id: str
    coding: Coding
    dyad: Dyad
    facts: Facts
    root: bool
    full: bool | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Doubted:
    """A dyad that a decision doubts (`doubt` is its id) or no rule codes, and the gold event at its words, if any."""

    text_id: str
    coding: Coding
    dyad: Dyad
    facts: Facts
    doubt: str
    gold: GoldEvent | None = None
    weight: float = 1.0

    def as_event(self, reader: Reader) -> Dyad:
        """The event that the reader may take it for: of the reader's likeliest root where no rule codes it."""
        dyad = replace(self.dyad, doubted=True)
        if self.doubt != UNCODED:
            return dyad
        root = reader.likeliest_root(features(self.coding.sentence, self.coding.clauses, dyad, self.facts))
        return coded(dyad, f"{root}0")

    def is_right(self, dyad: Dyad) -> bool:
        """Whether a coder would write that event, its actors left aside."""
        return self.gold is not None and dyad.action.code[:2] in {c[:2] for c in self.gold.codes}


@dataclass
class Known:
    """What gold standard texts say: examples of classes, coded events judged, and what is doubted."""

    examples: list[Example]
    judged: list[Judged]
    doubted: list[Doubted]


def known_of(coder: Coder, texts: Sequence[GoldText], ontology: Ontology) -> Known:
    """What gold texts say. Texts with spans of actors only say nothing of classes."""
    known = Known([], [], [])
    for text in texts:
        if text.kind == "spans":
            continue
        codings = coder.trace(text.text, str(text.published), near=False)
        if text.kind == "events":
            known.examples += _of_events(text, codings, known)
        elif text.kind == "roots":
            known.examples += _of_report(text, codings, known)
        else:
            known.examples += _of_sentence(text, codings, known.judged, ontology)
    return known


@dataclass(frozen=True, slots=True)
class _Found:
    """A dyad that was looked at; it was kept, or is doubted by a decision or for want of a rule, or neither."""

    coding: Coding
    dyad: Dyad
    facts: Facts
    kept: bool
    doubt: str = ""


def _dyads(codings: Sequence[Coding]) -> Iterator[_Found]:
    """Every dyad that was looked at."""
    for coding in codings:
        for v in coding.verdicts:
            yield _Found(coding, v.dyad, v.facts, v.kept, v.decision.id if v.doubted else "")
        yield from (_Found(coding, d, f, False, UNCODED) for d, f in coding.unread)


def _row(coding: Coding, dyad: Dyad) -> dict[str, Any]:
    start, end = trigger_span(coding.sentence, coding.clauses[dyad.action.clause])
    return {
        "source_code": dyad.source.code if dyad.source else None,
        "target_code": dyad.target.code if dyad.target else None,
        "source_text": dyad.source.text if dyad.source else None,
        "target_text": dyad.target.text if dyad.target else None,
        "event_code": dyad.action.code,
        "event_root_code": dyad.action.code[:2],
        "trigger_start": start,
        "trigger_end": end,
    }


def _example(text: GoldText, found: _Found, root: str, weight: float = 1.0) -> Example:
    seen = features(found.coding.sentence, found.coding.clauses, found.dyad, found.facts)
    return Example(text.text_id, seen, root, weight)


def _of_events(text: GoldText, codings: Sequence[Coding], known: Known) -> Iterator[Example]:
    """A text with all its events: dyads at a gold trigger have its root, all others none."""
    found = list(_dyads(codings))
    rows = [_row(f.coding, f.dyad) for f in found]
    kept = [k for k, f in enumerate(found) if f.kept]
    pairs = find_pairs(text.events, [rows[k] for k in kept], text.text, _same_root)
    partner = {kept[k]: text.events[j] for j, k in pairs.items()}
    for k, f in enumerate(found):
        gold = partner.get(k) or _at_trigger(text.events, rows[k])
        here = (text.text_id, f.coding, f.dyad, f.facts)
        if f.kept:
            known.judged.append(Judged(*here, k in partner, k in partner and actors_fit(partner[k], rows[k])))
        elif f.doubt:
            known.doubted.append(Doubted(*here, f.doubt, gold))
        if gold is None:
            yield _example(text, f, NONE)
        elif gold.codes:
            yield _example(text, f, f.dyad.action.code[:2] if _same_root(gold, rows[k]) else gold.codes[0][:2])


def _of_report(text: GoldText, codings: Sequence[Coding], known: Known) -> Iterator[Example]:
    """A report of which only roots are known: its events of these are right, and nothing is told in a quiet one."""
    for f in _dyads(codings):
        root = f.dyad.action.code[:2]
        here = (text.text_id, f.coding, f.dyad, f.facts)
        if f.kept:
            known.judged.append(Judged(*here, root in text.roots, weight=REPORT))
        elif f.doubt and not text.roots:
            known.doubted.append(Doubted(*here, f.doubt, weight=QUIET))
        if f.kept and root in text.roots:
            yield _example(text, f, root, REPORT)
        elif not text.roots:
            yield _example(text, f, NONE, REPORT)


def _same_root(gold: GoldEvent, row: Mapping[str, Any]) -> bool:
    return row["event_root_code"] in {c[:2] for c in gold.codes}


def _at_trigger(events: Sequence[GoldEvent], row: Mapping[str, Any]) -> GoldEvent | None:
    return next(
        (
            g
            for g in events
            if g.start is not None
            and g.end is not None
            and g.start < row["trigger_end"]
            and row["trigger_start"] < g.end
        ),
        None,
    )


def _of_sentence(
    text: GoldText, codings: Sequence[Coding], judged: list[Judged], ontology: Ontology
) -> Iterator[Example]:
    """A sentence with one fact: the dyad that fits its spans (or code) best has its root; of the others nothing is
    known.
    """
    found = list(_dyads(codings))
    if not found:
        return

    def fit(f: _Found) -> tuple[float, bool]:
        row = _row(f.coding, f.dyad)
        score = 2 * shares_word(row["source_text"], text.source) + shares_word(row["target_text"], text.target)
        agrees = row["event_root_code"] in _roots(text, row["event_code"], ontology)
        return score + 0.5 * agrees if text.kind == "relation" else float(agrees), f.kept

    best = max(found, key=fit)
    roots = _roots(text, best.dyad.action.code, ontology)
    if text.kind == "relation" and fit(best)[0] < 2:
        return
    root = best.dyad.action.code[:2]
    if best.kept and (text.kind == "relation" or sum(f.kept for f in found) == 1):
        here = (text.text_id, best.coding, best.dyad, best.facts)
        judged.append(Judged(*here, root in roots, weight=SENTENCE))
    yield _example(text, best, root if root in roots else roots[0])


def _roots(text: GoldText, code: str, ontology: Ontology) -> tuple[str, ...]:
    """The roots that a sentence's class or code allows, the commonest of a class first."""
    if text.kind == "code":
        return (text.code[:2],)
    kinds = code_kinds()
    if text.plover == "COERCE" and code.startswith(kinds.imposed):
        return kinds.sanctions
    found = [r for r in ROOTS if ontology.require(r).plover_event == text.plover]
    return tuple(sorted(found, key=lambda r: r in kinds.rarer)) or (NONE,)


def rule_examples(coder: Coder) -> Iterator[Example]:
    """The rules' own examples: what a rule says of its example is the root of that dyad."""
    for rule in coder.rulebook.rules:
        for n, sentence in enumerate(rule.examples):
            for coding in coder.trace(sentence, "2020-06-15", near=False):
                for verdict in coding.verdicts:
                    if verdict.kept and rule.id in verdict.dyad.action.path:
                        seen = features(coding.sentence, coding.clauses, verdict.dyad, verdict.facts)
                        yield Example(f"{rule.id}-{n}", seen, verdict.dyad.action.code[:2], 0.5)


# --- fitting ----------------------------------------------------------------------------------------------------------


def fit_classes(
    examples: Sequence[Example], strength: float = STRENGTH
) -> tuple[tuple[str, ...], list[int], dict[str, tuple[tuple[int, int], ...]]]:
    """Classes, bias and weights (hundredths) of a multinomial logistic regression on the examples."""
    try:
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression
    except ImportError:
        raise CoderError("training needs more packages: pip install 'coder[train]'") from None
    counts = Counter(f for e in examples for f in e.features)
    common = {f for f, n in counts.items() if n >= LEAST}
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform([dict.fromkeys((f for f in e.features if f in common), 1.0) for e in examples])
    model = LogisticRegression(C=strength, max_iter=3000, tol=TOLERANCE)
    model.fit(x, [e.root for e in examples], sample_weight=[e.weight for e in examples])
    classes = tuple(str(c) for c in model.classes_)
    # Of two classes scikit-learn gives the weights of the second only.
    both = len(classes) == 2
    bias = [round(SCALE * b) for b in ([-model.intercept_[0], model.intercept_[0]] if both else model.intercept_)]
    rows = [-model.coef_[0], model.coef_[0]] if both else model.coef_
    words = {}
    for feature, *column in zip(vectorizer.get_feature_names_out(), *rows, strict=True):
        pairs = tuple((k, w) for k, v in enumerate(column) if (w := round(SCALE * v)))
        if pairs:
            words[str(feature)] = pairs
    return classes, bias, words


def fit_sure(judged: Sequence[Judged], values: Sequence[Mapping[str, float]]) -> dict[str, int]:
    """Weights (hundredths) of confidence, the probability that root, source and target are right.

    First whether the root is right, on all that was judged; then, on events whose actors were judged too, what that
    probability and the sides say of all three. Both are linear in the log odds, and so is their sum.
    """
    root = _logistic(values, [j.root for j in judged], [j.weight for j in judged])
    whole = [n for n, j in enumerate(judged) if j.full is not None]
    sides = [{"root": _sum(root, values[n]), **_of_sides(values[n])} for n in whole]
    full = _logistic(sides, [bool(judged[n].full) for n in whole], [1.0] * len(whole))
    scale = full.pop("root", 0.0)
    names = root.keys() | full.keys()
    return _hundredths({name: scale * root.get(name, 0.0) + full.get(name, 0.0) for name in names})


def _of_sides(values: Mapping[str, float]) -> dict[str, float]:
    return {name: v for name, v in values.items() if name.startswith(("source", "target"))}


def _sum(weights: Mapping[str, float], values: Mapping[str, float]) -> float:
    return weights["bias"] + sum(weights.get(name, 0.0) * v for name, v in values.items())


def _logistic(
    values: Sequence[Mapping[str, float]], right: Sequence[bool], weight: Sequence[float]
) -> dict[str, float]:
    """The weights of a logistic regression, with 'bias'; features of fewer than ten rows are dropped."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    counts = Counter(f for v in values for f, x in v.items() if x)
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform([{f: n for f, n in v.items() if counts[f] >= 10} for v in values])
    model = LogisticRegression(C=SURE_STRENGTH, max_iter=5000, tol=TOLERANCE)
    model.fit(x, right, sample_weight=weight)
    names = map(str, vectorizer.get_feature_names_out())
    return {"bias": float(model.intercept_[0]), **dict(zip(names, map(float, model.coef_[0]), strict=True))}


def sure_values(reader: Reader, judged: Judged) -> dict[str, float]:
    """The confidence features of a judged event."""
    return confidence_features(reader, judged.coding.sentence, judged.coding.clauses, judged.dyad, judged.facts)


def write_reader(
    path: Path,
    classes: Sequence[str],
    bias: Sequence[int],
    words: Mapping[str, Any],
    threshold: float,
    event: Mapping[str, int],
    sure: Mapping[str, int],
) -> None:
    """Writes a weights file, a feature a line, in the order of the alphabet."""
    lines = [
        f"  {json.dumps(f, ensure_ascii=False)}: {json.dumps(words[f], separators=(',', ':'))}" for f in sorted(words)
    ]
    head = {
        "classes": list(classes), "bias": list(bias), "threshold": threshold, "event": dict(sorted(event.items())),
        "sure": dict(sorted(sure.items())),
    }  # fmt: skip
    text = json.dumps(head, ensure_ascii=False)[:-1] + ', "words": {\n' + ",\n".join(lines) + "\n}}\n"
    path.write_text(text, encoding="utf8")


def folds(text_ids: Iterable[str], n: int = FOLDS, salt: str = "") -> dict[str, int]:
    """The fold of each text: neighbours in the alphabet of their hashes apart, the same each time; others by `salt`."""
    from hashlib import sha256

    ordered = sorted(set(text_ids), key=lambda t: sha256(f"{salt}{t}".encode()).hexdigest())
    return {t: k % n for k, t in enumerate(ordered)}


def train(
    coder: Coder, texts: Sequence[GoldText], output: Path, threshold: float, progress: Callable[[str], None]
) -> Trained:
    """Trains on gold standard texts and the rules' own examples, and writes the weights to `output`.

    `coder` codes without the reader. `progress` is told what is being done. The figures of what is returned are
    cross-validated by text: no text is judged by weights that it helped to fit.
    """
    progress("coding the gold standard")
    known = known_of(coder, texts, coder.ontology)
    examples, judged = known.examples, known.judged
    if not any(e.root != NONE for e in examples) or len({j.full for j in judged} - {None}) < 2:
        raise CoderError("the gold standard holds too few events to train on: it must have texts with all their events")
    own = list(rule_examples(coder))
    fold = folds([e.text_id for e in examples] + [j.text_id for j in judged] + [d.text_id for d in known.doubted])
    opinions: dict[int, Reader] = {}
    for k in range(FOLDS):
        progress(f"fitting part {k + 1} of {FOLDS}")
        made = fit_classes([e for e in examples if fold[e.text_id] != k] + own)
        opinions[k] = _reader(made, threshold)
    progress("judging what is doubted")
    event, taken = fit_event(known.doubted, opinions, fold, threshold)
    judged = judged + taken
    values = [sure_values(opinions[fold[j.text_id]], j) for j in judged]
    progress("judging confidence")
    full, root = _confidence_judged(judged, values)
    progress("fitting all")
    classes, bias, words = fit_classes(examples + own)
    # Fitted on opinions of readers that had not seen the text: what confidence meets in use.
    sure = fit_sure(judged, values)
    write_reader(output, classes, bias, words, threshold, event, sure)
    right = [opinions[fold[e.text_id]].likeliest(e.features) == e.root for e in examples]
    return Trained(len(examples), len(own), len(words), sum(right) / len(right), full, root, _share_right(taken))


def fit_event(
    doubted: Sequence[Doubted], opinions: Mapping[int, Reader], fold: Mapping[str, int], threshold: float
) -> tuple[dict[str, int], list[Judged]]:
    """Weights (hundredths) of whether a coder would write what is doubted, and the events that would be taken from it,
    judged: each by weights that its text did not help to fit.
    """
    dyads = [d.as_event(opinions[fold[d.text_id]]) for d in doubted]
    right = [d.is_right(dyad) for d, dyad in zip(doubted, dyads, strict=True)]
    if len(set(right)) < 2:
        return {"bias": -10 * SCALE}, []
    values = [
        doubt_features(opinions[fold[d.text_id]], d.coding.sentence, d.coding.clauses, dyad, d.facts, d.doubt)
        for d, dyad in zip(doubted, dyads, strict=True)
    ]
    weight = [d.weight for d in doubted]
    taken = []
    for k in range(FOLDS):
        rest = [n for n, d in enumerate(doubted) if fold[d.text_id] != k]
        event = _hundredths(_logistic([values[n] for n in rest], [right[n] for n in rest], [weight[n] for n in rest]))
        reader = replace(opinions[k], event=event)
        for n, d in enumerate(doubted):
            if fold[d.text_id] == k and d.weight <= 1 and reader.likelihood(values[n]) >= threshold:
                full = right[n] and d.gold is not None and actors_fit(d.gold, _row(d.coding, dyads[n]))
                taken.append(Judged(d.text_id, d.coding, dyads[n], d.facts, right[n], full))
    return _hundredths(_logistic(values, right, weight)), taken


def _hundredths(weights: Mapping[str, float]) -> dict[str, int]:
    return {name: w for name, weight in weights.items() if (w := round(SCALE * weight))}


def _share_right(taken: Sequence[Judged]) -> tuple[int, float]:
    return len(taken), sum(j.root for j in taken) / max(len(taken), 1)


def _confidence_judged(
    judged: Sequence[Judged], values: Sequence[Mapping[str, float]]
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
            sure = fit_sure([judged[n] for n in rest], [values[n] for n in rest])
            reader = replace(_reader(((), [], {}), 1.0), sure=sure)
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
    of them that a coder would write.
    """

    examples: int
    rule_examples: int
    words: int
    accuracy: float
    full: tuple[Calibration, ...]
    root: tuple[Calibration, ...]
    taken: tuple[int, float]


def _reader(made: tuple[Sequence[str], Sequence[int], Mapping[str, Any]], threshold: float) -> Reader:
    classes, bias, words = made
    return Reader(tuple(classes), tuple(bias), words, threshold, {}, {}, "")
