"""The second reader: a linear model of the class of an event, by the words of its clause and what is known of its
sides.

It knows no rules. Where none fires between a political source and a target it may code the root itself; where one does,
its opinion tells how sure the event is. Each opinion is a sum of weights of words that a reader can check; they come
from `coder train`. docs/reader.md is its model card.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from math import exp, log
from pathlib import Path

from coder.actions.action import Action
from coder.actions.rule import Rule
from coder.cameo.kinds import code_kinds
from coder.errors import DataFileError
from coder.events.dyads import Dyad, find_dyads, source_actors
from coder.events.facts import ACTION_FACTS, Facts, facts_of
from coder.events.keep import Keep, Verdict, judge
from coder.events.relevance import is_political
from coder.events.sides import Resolver
from coder.files.package import KNOWLEDGE
from coder.files.tables import shown
from coder.memo import Answers
from coder.records import Actor, Clause, Sentence

READER_FILE = KNOWLEDGE / "reader.json"
READER = "reader"
NONE = "none"
# Weights are whole numbers of hundredths, so that every machine computes the same.
SCALE = 100
CONTENT = frozenset({"VERB", "NOUN", "ADJ", "ADV"})
NEAR = 12
SURE = 0.98


@dataclass(frozen=True)
class Reader:
    """The weights of the model.

    `classes` are CAMEO root codes and 'none'; `words` maps a feature to (class, weight) pairs, `bias` is the weight of
    each class without any; weights are hundredths. A root is coded where no rule fires and its probability is at least
    `threshold`. `sure` maps features of an event to their weight in its confidence (hundredths), see
    `confidence_features`.
    """

    classes: tuple[str, ...]
    bias: tuple[int, ...]
    words: Mapping[str, tuple[tuple[int, int], ...]]
    threshold: float
    sure: Mapping[str, int]
    checksum: str

    @cached_property
    def place(self) -> Mapping[str, int]:
        """The position of each class."""
        return {name: k for k, name in enumerate(self.classes)}

    @cached_property
    def rows(self) -> Answers[str, tuple[int, ...]]:
        """The weight of every class by feature: `words` with the noughts filled in, which are added up much faster."""
        return Answers(self._row)

    def _row(self, feature: str) -> tuple[int, ...]:
        row = [0] * len(self.classes)
        for k, weight in self.words[feature]:
            row[k] += weight
        return tuple(row)

    def probabilities(self, features: Iterable[str]) -> list[float]:
        """The probability of each class, in the order of `classes`."""
        rows, known = self.rows, self.words
        total = list(map(sum, zip(self.bias, *(rows[f] for f in features if f in known), strict=True)))
        top = max(total)
        scores = [exp((t - top) / SCALE) for t in total]
        whole = sum(scores)
        return [s / whole for s in scores]

    def likeliest(self, features: Iterable[str]) -> str:
        """The likeliest class."""
        found = self.probabilities(features)
        return self.classes[max(range(len(found)), key=lambda k: (found[k], -k))]

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
        total = self.sure.get("bias", 0) + sum(self.sure.get(name, 0) * value for name, value in features.items())
        return min(max(1 / (1 + exp(-total / SCALE)), 1 - SURE), SURE)


@cache
def load_reader(path: Path = READER_FILE) -> Reader:
    """The reader of a weights file. Raises DataFileError where the file is missing or none that `coder train` wrote."""
    try:
        content = path.read_bytes()
        raw = json.loads(content)
        words = {f: tuple((int(k), int(w)) for k, w in pairs) for f, pairs in raw["words"].items()}
        return Reader(
            tuple(raw["classes"]), tuple(raw["bias"]), words, float(raw["threshold"]), dict(raw["sure"]),
            hashlib.sha256(content).hexdigest()[:16],
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        problem = f"{shown(path)}:1: no weights of the reader ({type(error).__name__}: {error})"
        raise DataFileError(
            [f"{problem}. Make them with `coder train`, or leave the reader out: --without reader"]
        ) from None


# --- what it looks at -------------------------------------------------------------------------------------------------


def features(sentence: Sentence, clauses: Sequence[Clause], dyad: Dyad, facts: Facts) -> tuple[str, ...]:
    """What the model looks at in a dyad: words of its clause by their place, pairs of them, facts of the sides.

    Proper names are never looked at, so that no country is taken for warlike.
    """
    clause = clauses[dyad.action.clause]
    found = {f"predicate={clause.lemma}", f"kind={clause.kind}", f"status={clause.status}"}
    if clause.negated:
        found.add("negated")
    if clause.passive:
        found.add("passive")
    for argument in clause.arguments:
        word = _word(sentence, argument.head)
        found.add(f"{clause.lemma} {argument.role}")
        if word:
            found |= {f"{argument.role}={word}", f"{clause.lemma} {argument.role}={word}"}
        found.update(f"{argument.role} of {w}" for c in sentence.children[argument.head] if (w := _word(sentence, c)))
    if clause.governor is not None:
        found.add(f"under={clauses[clause.governor].lemma} {clause.relation}")
    tokens = sentence.tokens
    for i in sentence.subtree(clause.predicate):
        if abs(i - clause.predicate) <= NEAR and tokens[i].pos in CONTENT and tokens[i].lemma.isalpha():
            found.add(f"word={tokens[i].lemma}")
    return tuple(sorted(found | _sides(dyad, facts)))


def _word(sentence: Sentence, i: int) -> str:
    """The lemma of a word that is no name and no number; '' for those."""
    token = sentence.tokens[i]
    return "" if token.pos in {"PROPN", "NUM", "PUNCT", "SYM"} or not token.lemma.isalpha() else token.lemma


def _sides(dyad: Dyad, facts: Facts) -> set[str]:
    found = {f"source:{f}" for f in facts.source} | {f"target:{f}" for f in facts.target}
    found |= {f"action:{f}" for f in facts.action if f in ACTION_FACTS} | {f"sentence:{f}" for f in facts.sentence}
    for side, actor in (("source", dyad.source), ("target", dyad.target)):
        found.update(f"{side} role={role}" for role in (actor.roles if actor is not None else ()))
    return found


# --- where no rule fires ----------------------------------------------------------------------------------------------

_RULE = Rule(
    id=READER, code=None, operator=None, verbs=(), nouns=frozenset(), adjectives=frozenset(), where=(), unless=(),
    source=(), target=(), over=(), requires_base=False, reciprocal=False, alone=True, foreign=False,
    elsewhere=(), rank=0, statuses=frozenset({"actual"}), negated=None, examples=(), counterexamples=(), place=READER,
    order=0, definition="What the second reader takes a clause for that no rule knows.",
)  # fmt: skip


def candidates(clauses: Sequence[Clause], told: frozenset[int], resolver: Resolver) -> list[Dyad]:
    """The dyads of clauses that no rule had anything to say about (those in `told`), told as done by a political
    source, and with a coded target.
    """
    open_ = (k for k, clause in enumerate(clauses) if k not in told and _is_told(clause))
    unknown = (_action(k, clauses[k]) for k in open_ if clauses[k].heads("subject"))
    # Who acts is found first: with most clauses that is nobody in politics, and nothing more is asked.
    actions = [a for a in unknown if any(map(is_political, source_actors(a, clauses[a.clause], resolver)))]
    found = find_dyads(actions, clauses, resolver)
    return [d for d in found if is_political(d.source) and d.target is not None and d.target.code is not None]


def _is_told(clause: Clause) -> bool:
    return clause.kind == "verb" and clause.status == "actual" and not clause.negated and clause.relation != "relative"


def _action(k: int, clause: Clause) -> Action:
    sources = (clause.heads("subject"),)
    first = {"object": 0, "dative": 1, "against": 2, "to": 2, "with": 2, "on": 3}
    others = [a for a in clause.arguments if a.role not in {"subject", "speaker", "modifier", "complement"}]
    others.sort(key=lambda a: (first.get(a.role, 4), a.head))
    (code,) = code_kinds().unread  # until the reader gives one
    return Action(k, code, "actual", _RULE, (READER,), sources, tuple((a.head,) for a in others), False, 0)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader says of a dyad: the likeliest root (or 'none'), its probability, and the words that
    speak for it.
    """

    root: str
    probability: float
    reasons: tuple[tuple[str, float], ...]

    def __str__(self) -> str:
        """In words, for `explain`."""
        words = ", ".join(f"{feature} {weight:+.2f}" for feature, weight in self.reasons)
        return f"no rule knows it; the reader takes it for {self.root} ({self.probability:.0%}) by {words}"


def read(reader: Reader, sentence: Sentence, clauses: Sequence[Clause], dyad: Dyad, facts: Facts) -> Reading:
    """The reader's opinion of a dyad."""
    seen = features(sentence, clauses, dyad, facts)
    found = reader.probabilities(seen)
    k = max(range(len(found)), key=lambda j: (found[j], -j))
    return Reading(reader.classes[k], found[k], tuple(reader.reasons(seen, reader.classes[k])))


def between(clauses: Sequence[Clause], told: frozenset[int], resolver: Resolver) -> list[tuple[Dyad, Facts]]:
    """The dyads of clauses that no rule knows, with a political source and another coded actor as target."""
    dyads = candidates(clauses, told, resolver)
    return [(d, f) for d, f in zip(dyads, facts_of(dyads, clauses, resolver), strict=True) if is_between(f)]


def second_reading(
    reader: Reader,
    keep: Keep,
    resolver: Resolver,
    clauses: Sequence[Clause],
    verdicts: Sequence[Verdict],
    unread: Sequence[tuple[Dyad, Facts]],
) -> tuple[list[Dyad], list[tuple[int, str]]]:
    """The events of a sentence: those that rules and decisions keep, with the reader's confidence, and its own.

    Its own are those of `unread` (see `between`) whose likeliest class is a root, above the threshold, if the decisions
    keep them; one a clause, and only where the sentence has no event by rule. The notes tell of each clause what it
    takes it for, and the words that speak for it.
    """
    sentence = resolver.sentence
    kept = [(v.dyad, v.facts) for v in verdicts if v.kept]
    notes: list[tuple[int, str]] = []
    for dyad, facts in () if kept else unread:
        reading = read(reader, sentence, clauses, dyad, facts)
        k = dyad.action.clause
        if reading.root == NONE or reading.probability < reader.threshold or any(n == k for n, _ in notes):
            continue
        (verdict,) = judge([coded(dyad, f"{reading.root}0")], clauses, resolver, keep)
        if not verdict.kept:
            notes.append((k, f"left: {verdict.decision.reason} ({verdict.decision.id})"))
            continue
        kept.append((verdict.dyad, facts))
        notes.append((k, str(reading)))
    sure = [replace(d, confidence=reader.sure_of(sentence, clauses, d, facts)) for d, facts in kept]
    return sure, notes


def is_between(facts: Facts) -> bool:
    """Whether a political source meets a coded target that is not itself."""
    return "political" in facts.source and "coded" in facts.target and "own" not in facts.target


def coded(dyad: Dyad, code: str) -> Dyad:
    """The dyad with another event code."""
    return replace(dyad, action=replace(dyad.action, code=code))


# --- confidence -------------------------------------------------------------------------------------------------------


def confidence_features(
    reader: Reader, sentence: Sentence, clauses: Sequence[Clause], dyad: Dyad, facts: Facts
) -> dict[str, float]:
    """What confidence is made of: the reader's opinion, the rule's place and rank, sides, relation, length, status."""
    found = reader.probabilities(features(sentence, clauses, dyad, facts))
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
        "by reader": float(dyad.action.path == (READER,)),
        **{f"source:{f}": 1.0 for f in facts.source},
        **{f"target:{f}": 1.0 for f in facts.target},
        **{f"action:{f}": 1.0 for f in facts.action},
        **{f"sentence:{f}": 1.0 for f in facts.sentence},
    }
    for side, actor in (("source", dyad.source), ("target", dyad.target)):
        values |= _side(side, actor, clause, sentence)
    return values


def _side(side: str, actor: Actor | None, clause: Clause, sentence: Sentence) -> dict[str, float]:
    if actor is None:
        return {}
    far = min(abs(actor.start - sentence.tokens[clause.predicate].start), 200) / 100
    return {
        f"{side} inferred": float(actor.inferred),
        f"{side} words": float(min(len(actor.text.split()), 8)),
        f"{side} far": far,
    }


def _logit(p: float) -> float:
    p = min(max(p, 0.001), 0.999)
    return log(p / (1 - p))
