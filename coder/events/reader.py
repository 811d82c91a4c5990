"""The second reader: a linear model of the class of an event, by the words of its clause and what is known of its
sides.

It knows no rules. A clause of a political source that no rule codes it may code itself; of what a rule codes and a
decision doubts it tells whether a coder would write it; and of every event how sure it is. Each opinion is a sum of
weights of words that a reader can check; they come from `coder train`. docs/reader.md is its model card.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import exp, log
from pathlib import Path
from struct import unpack
from typing import Any

from coder.errors import DataFileError
from coder.events.dyads import Dyad
from coder.events.facts import Facts
from coder.events.features import Told, named, of_clause, of_countries, side_values, told_of
from coder.files.cache import compiled
from coder.files.package import KNOWLEDGE
from coder.files.tables import shown
from coder.memo import Answers, OwnAnswers, for_last
from coder.records import Actor, Clause, Sentence

READER_FILE = KNOWLEDGE / "reader.json"
READER = "reader"
NONE = "none"
# Weights are whole numbers of hundredths, so that every machine computes the same.
SCALE = 100
SURE = 0.98
# So many bits hold the weight of a class, and half of the numbers that they hold.
BITS, HALF = 32, 1 << 31
# What is kept of facts; when it is full it begins anew, so that long runs stay small.
MOST_TOLD = 10_000


@dataclass(frozen=True)
class Reader:
    """The weights of the model.

    `classes` are CAMEO root codes and 'none'; `words` maps a feature to (class, weight) pairs, `bias` is the weight of
    each class without any; weights are hundredths. `event` maps features of what is doubted to their weight in whether
    a coder would write it (`doubt_features`): it is an event from the probability `threshold` on, and from `uncoded` on
    where no rule codes it. `sure` maps features of an event to their weight in its confidence (`confidence_features`).
    """

    classes: tuple[str, ...]
    bias: tuple[int, ...]
    words: Mapping[str, tuple[tuple[int, int], ...]]
    threshold: float
    uncoded: float
    event: Mapping[str, int]
    sure: Mapping[str, int]
    checksum: str

    @cached_property
    def place(self) -> Mapping[str, int]:
        """The position of each class."""
        return {name: k for k, name in enumerate(self.classes)}

    @cached_property
    def rows(self) -> Answers[str, int]:
        """The weights of all classes by feature, packed in one whole number, of which each class has `BITS` bits: one
        addition adds them all up.
        """
        return Answers(lambda feature: _packed(self.words[feature]))

    @cached_property
    def start(self) -> int:
        """The packed weight of each class without any feature."""
        return _packed(enumerate(self.bias))

    @cached_property
    def halves(self) -> int:
        """Half of the range of each class, packed: with it no weight is negative and borrows from its neighbour."""
        return _packed((k, HALF) for k in range(len(self.classes)))

    def weigh(self, features: Iterable[str], weights: int) -> int:
        """These packed weights of the classes with those of features added."""
        return sum(map(self.rows.__getitem__, filter(self.words.__contains__, features)), weights)

    @cached_property
    def told(self) -> Answers[Told, int]:
        """The packed weights of what is known of a side, an action or a sentence: the same comes again and again."""
        return Answers(lambda told: self.weigh(named(*told), 0), MOST_TOLD)

    def shares(self, packed: int) -> list[float]:
        """The probability of each class by the packed weights."""
        count = len(self.classes)
        content = (packed + self.halves).to_bytes(count * BITS // 8, "little")
        weights = [weight - HALF for weight in unpack(f"<{count}I", content)]
        top = max(weights)
        scores = [exp((w - top) / SCALE) for w in weights]
        whole = sum(scores)
        return [s / whole for s in scores]

    def probabilities(self, features: Iterable[str]) -> list[float]:
        """The probability of each class, in the order of `classes`."""
        return self.shares(self.weigh(features, self.start))

    def likeliest(self, features: Iterable[str]) -> str:
        """The likeliest class."""
        return _likeliest(self.classes, self.probabilities(features))

    def likeliest_root(self, probabilities: Sequence[float]) -> str:
        """The likeliest root: what it is if it is an event."""
        none = self.place[NONE]
        roots = (*self.classes[:none], *self.classes[none + 1 :])
        return _likeliest(roots, (*probabilities[:none], *probabilities[none + 1 :]))

    def reasons(self, features: Iterable[str], name: str, most: int = 6) -> list[tuple[str, float]]:
        """The features that speak most for (or against) a class, with their weights: what `explain` shows."""
        k = self.place[name]
        found = [(f, weight / SCALE) for f in features for j, weight in self.words.get(f, ()) if j == k]
        return sorted(found, key=lambda pair: (-abs(pair[1]), pair[0]))[:most]

    def sure_of(self, sentence: Sentence, clauses: Sequence[Clause], dyad: Dyad, facts: Facts) -> float:
        """The confidence of an event, rounded to hundredths."""
        return round(self.confidence(confidence_features(self, sentence, clauses, dyad, facts)), 2)

    def confidence(self, features: Mapping[str, float]) -> float:
        """The probability that root, source and target of an event are right, of its `confidence_features`."""
        return min(max(_logistic(self.sure, features), 1 - SURE), SURE)

    def asked_of(self, doubt: str) -> float:
        """How probable an event must be for this doubt (the name of a decision, or UNCODED)."""
        return self.uncoded if doubt == UNCODED else self.threshold

    def likelihood(self, features: Mapping[str, float]) -> float:
        """The probability that a coder would write an event, of its `doubt_features`."""
        return _logistic(self.event, features)


def _likeliest(classes: Sequence[str], probabilities: Sequence[float]) -> str:
    """The class of the highest probability, the first of equals."""
    return classes[probabilities.index(max(probabilities))]


def _packed(weights: Iterable[tuple[int, int]]) -> int:
    return sum(weight << BITS * k for k, weight in weights)


def _logistic(weights: Mapping[str, int], features: Mapping[str, float]) -> float:
    total = weights.get("bias", 0) + sum([weights[name] * value for name, value in features.items() if name in weights])
    return 1 / (1 + exp(-total / SCALE))


@cache
def load_reader(path: Path = READER_FILE) -> Reader:
    """The reader of a weights file. Raises DataFileError where the file is missing or none that `coder train` wrote."""
    try:
        content = path.read_bytes()
        checksum = hashlib.sha256(content).hexdigest()[:16]
        return Reader(*compiled("reader", [checksum], lambda: _read(content, checksum)))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        problem = f"{shown(path)}:1: no weights of the reader ({type(error).__name__}: {error})"
        raise DataFileError(
            [f"{problem}. Make them with `coder train`, or leave the reader out: --without reader"]
        ) from None


def _read(content: bytes, checksum: str) -> tuple[Any, ...]:
    """The fields of a Reader, in their order, of the content of its file."""
    raw = json.loads(content)
    words = {f: tuple((int(k), int(w)) for k, w in pairs) for f, pairs in raw["words"].items()}
    threshold = float(raw["threshold"])
    uncoded = float(raw.get("uncoded", threshold))  # weights from before ask the same of both
    return (
        tuple(raw["classes"]), tuple(raw["bias"]), words, threshold, uncoded, dict(raw["event"]), dict(raw["sure"]),
        checksum,
    )  # fmt: skip


# --- opinions ---------------------------------------------------------------------------------------------------------


# A clause, the stance of a rule without an action to be about, and the roots of rules that came close.
_About = tuple[int, str, frozenset[str]]


class _Opinion:
    """What a reader thinks of the dyads of one sentence. It is asked for a root, for a doubt and for the confidence of
    one dyad, and of one clause with one side and another, so each sum is made once.
    """

    def __init__(self, reader: Reader, sentence: Sentence, clauses: Sequence[Clause]) -> None:
        self.reader, self.sentence, self.clauses = reader, sentence, clauses
        self._clauses = OwnAnswers(self, _Opinion._weigh_clause)
        self._found: dict[tuple[_About, tuple[Told, ...]], list[float]] = {}

    def _weigh_clause(self, about: _About) -> int:
        return self.reader.weigh(of_clause(self.sentence, self.clauses, *about), self.reader.start)

    def probabilities(self, dyad: Dyad, facts: Facts) -> list[float]:
        """The probability of each class by the `features` of a dyad."""
        about, sides = (dyad.action.clause, dyad.action.asks, dyad.action.near), told_of(dyad, facts)
        found = self._found.get((about, sides))
        if found is None:
            weights = sum(map(self.reader.told.__getitem__, sides), self._clauses[about])
            found = self._found[about, sides] = self.reader.shares(weights)
        return found


@for_last
def _opinion_of(reader: Reader, sentence: Sentence, clauses: Sequence[Clause]) -> _Opinion:
    return _Opinion(reader, sentence, clauses)


def likeliest_root(reader: Reader, sentence: Sentence, clauses: Sequence[Clause], dyad: Dyad, facts: Facts) -> str:
    """The root that a dyad has most likely, if it is an event."""
    return reader.likeliest_root(_opinion_of(reader, sentence, clauses).probabilities(dyad, facts))


# --- confidence, and doubts -------------------------------------------------------------------------------------------

# What is doubted since no rule codes it, as others are by a decision with a name.
UNCODED = "no rule"


def confidence_features(
    reader: Reader, sentence: Sentence, clauses: Sequence[Clause], dyad: Dyad, facts: Facts
) -> dict[str, float]:
    """What confidence is made of: the reader's opinion, the rule's place and rank, sides, relation, length, status."""
    found = _opinion_of(reader, sentence, clauses).probabilities(dyad, facts)
    root = dyad.action.code[:2]
    own = found[reader.place[root]] if root in reader.place else 0.0
    clause = clauses[dyad.action.clause]
    values = {
        "reader": _logit(own),
        "reader none": _logit(found[reader.place[NONE]]),
        f"relation={clause.relation}": 1.0,
        f"kind={clause.kind}": 1.0,
        f"stance={dyad.action.stance}": 1.0,
        f"status={clause.status}": 1.0,
        f"root={root}": 1.0,
        "constraints": float(min(dyad.action.specificity, 4)),
        "gives way": float(dyad.action.rule.gives_way),
        "composed": float(len(dyad.action.path) > 1),
        "carried": float(dyad.carried),
        "noun": float(dyad.action.nominal),
        "mutual": float(dyad.action.reciprocal),
        "words": log(1 + len(sentence.tokens)),
        "headline": float(sentence.headline),
        "doubted": float(dyad.doubted),
        "by reader": float(dyad.action.path == (READER,)),
        **of_countries(facts),
        **dict.fromkeys(named("source:", facts.source), 1.0),
        **dict.fromkeys(named("target:", facts.target), 1.0),
        **dict.fromkeys(named("action:", facts.action), 1.0),
        **dict.fromkeys(named("sentence:", facts.sentence), 1.0),
    }
    for side, actor in (("source", dyad.source), ("target", dyad.target)):
        values |= side_values(side, actor, clause, sentence)
    for side, likely in dyad.meant:
        values |= {f"{side} meant": 1.0, f"{side} meant surely": _logit(likely)}
    return values


def doubt_features(
    reader: Reader,
    sentence: Sentence,
    clauses: Sequence[Clause],
    dyad: Dyad,
    facts: Facts,
    doubt: str,
    kept: Sequence[Dyad],
) -> dict[str, float]:
    """What is asked of a dyad that a decision (by its name) or the want of a rule makes doubtful:
    `confidence_features`, the doubt, and what the events that the sentence tells for sure (`kept`) have in common
    with it.
    """
    values = confidence_features(reader, sentence, clauses, dyad, facts)
    kind = "no rule" if doubt == UNCODED else "decision"
    return values | {f"doubt={doubt}": 1.0, f"{kind} reader": values["reader"], **_told_already(dyad, kept)}


def _told_already(dyad: Dyad, kept: Sequence[Dyad]) -> dict[str, float]:
    """Whether other clauses tell the root, the source or the target of a dyad: one act is often told twice."""
    others = [o for o in kept if o.action.clause != dyad.action.clause]
    held = {
        "root told": any(o.action.code[:2] == dyad.action.code[:2] for o in others),
        "source told": any(_is_same(o.source, dyad.source) for o in others),
        "target told": any(_is_same(o.target, dyad.target) for o in others),
    }
    return {name: 1.0 for name, holds in held.items() if holds}


def _is_same(actor: Actor | None, other: Actor | None) -> bool:
    return actor is not None and other is not None and actor.code == other.code


def _logit(p: float) -> float:
    p = min(max(p, 0.001), 0.999)
    return log(p / (1 - p))
