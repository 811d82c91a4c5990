"""Who is meant where a clause names no source or no target: a linear model over the other actors of its text.

*Three men were arrested after the raid, police in Chad said* does not say by whom. Asked last, of what is an event by
then, so that no decision rests on it; what it adds is marked as inferred. The weights come from `coder train --sides`;
docs/sides.md is their model card.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import exp
from pathlib import Path

from coder.errors import DataFileError
from coder.events.dyads import Dyad
from coder.events.sides import Resolver, same_place
from coder.files.package import KNOWLEDGE
from coder.files.tables import shown
from coder.records import Actor, Clause, Sentence

SIDES_FILE = KNOWLEDGE / "sides.json"
SIDES = ("source", "target")
# Weights are whole numbers of hundredths, so that every machine computes the same.
SCALE = 100
NAMING = frozenset({"NOUN", "PROPN", "PRON", "ADJ"})
# The last number of words of each distance from the predicate.
DISTANCES = (2, 5, 10, 20)
MOST_STEPS = 8
SHOWN_STEPS = 4
MOST_COUNTED = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor who may be the one that a clause leaves unsaid, and what speaks for or against it."""

    actor: Actor
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A side that the event `number` of a sentence does not name, who may be meant, and what is known of the event."""

    number: int
    side: str
    candidates: tuple[Candidate, ...]
    event: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights (hundredths) of features for one side: that an actor is meant, and that nobody need be named."""

    somebody: Mapping[str, int]
    nobody: Mapping[str, int]

    def chances(self, missing: Missing) -> tuple[Candidate, float, float]:
        """The likeliest of the candidates, the probability that it is meant, and that nobody need be named."""
        found = [(likelihood(self.somebody, c.features), -n) for n, c in enumerate(missing.candidates)]
        best, n = max(found)
        candidate = missing.candidates[-n]
        return candidate, best, likelihood(self.nobody, of_nobody(missing, candidate), best)


@dataclass(frozen=True, slots=True)
class Sides:
    """The weights for both sides. An actor is taken where it is likelier than nobody by `margin`."""

    source: Weights
    target: Weights
    margin: float
    checksum: str = ""


def likelihood(weights: Mapping[str, int], features: Iterable[str], best: float = 0.0) -> float:
    """The logistic function of the features' weights; `best` is the value of the feature of that name."""
    total = weights.get("bias", 0) + sum(weights.get(f, 0) for f in features) + weights.get("best", 0) * best
    return 1 / (1 + exp(-total / SCALE))


def of_nobody(missing: Missing, best: Candidate) -> tuple[str, ...]:
    """What tells whether nobody need be named: of the event, and of the likeliest candidate."""
    return (*missing.event, *best.features)


@cache
def load_sides(path: Path = SIDES_FILE) -> Sides:
    """The weights of a file. Raises DataFileError where it is missing or none that `coder train --sides` wrote."""
    try:
        content = path.read_bytes()
        raw = json.loads(content)
        source, target = (Weights(dict(raw[s]["somebody"]), dict(raw[s]["nobody"])) for s in SIDES)
        return Sides(source, target, float(raw["margin"]), hashlib.sha256(content).hexdigest()[:16])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        problem = f"{shown(path)}:1: no weights of sides ({type(error).__name__}: {error})"
        raise DataFileError(
            [f"{problem}. Make them with `coder train --sides`, or leave the step out: --without sides"]
        ) from None


def with_meant(
    dyads: Sequence[Dyad], clauses: Sequence[Clause], resolver: Resolver, sides: Sides
) -> tuple[list[Dyad], list[tuple[int, str]]]:
    """The events of a sentence, with the actor that is meant for each side that they do not name, and notes of it."""
    found = list(dyads)
    notes: list[tuple[int, str]] = []
    for missing in missing_sides(dyads, clauses, resolver):
        weights = sides.source if missing.side == "source" else sides.target
        candidate, likely, nobody = weights.chances(missing)
        dyad = found[missing.number]
        if likely - nobody <= sides.margin or is_side(candidate.actor, dyad):
            continue
        found[missing.number] = filled(dyad, missing.side, candidate.actor, likely)
        notes.append((dyad.action.clause, in_words(missing.side, candidate, weights, likely, nobody)))
    return found, notes


def filled(dyad: Dyad, side: str, actor: Actor, likely: float) -> Dyad:
    """The dyad with an actor for a side. A thing that stands there keeps its words: *a village* [of Mali]."""
    thing: Actor | None = getattr(dyad, side)
    meant = replace(actor, inferred=True)
    if thing is not None and thing.text:
        meant = replace(
            thing, code=actor.code, country=actor.country, roles=actor.roles, inferred=True, entity_type=None
        )
    made = (*dyad.meant, (side, likely))
    return replace(dyad, source=meant, meant=made) if side == "source" else replace(dyad, target=meant, meant=made)


def is_side(actor: Actor, dyad: Dyad) -> bool:
    """Whether an actor is a side of the event already."""
    known = [a for a in (dyad.source, dyad.target) if a is not None and a.code]
    return same_place(actor, known) or any(a.code == actor.code for a in known)


def in_words(side: str, candidate: Candidate, weights: Weights, likely: float, nobody: float) -> str:
    """What `explain` tells of a side that is meant, with the features that speak most for it."""
    told = sorted(
        ((weights.somebody.get(f, 0) / SCALE, f) for f in candidate.features), key=lambda p: (-abs(p[0]), p[1])
    )
    words = ", ".join(f"{feature} {weight:+.2f}" for weight, feature in told[:4] if weight)
    actor = candidate.actor
    return f"no {side} is named; {actor.code} “{actor.text}” is meant ({likely:.0%}, nobody {nobody:.0%}) by {words}"


# --- who may be meant -------------------------------------------------------------------------------------------------


def missing_sides(dyads: Sequence[Dyad], clauses: Sequence[Clause], resolver: Resolver) -> Iterator[Missing]:
    """The sides that the events of a sentence do not name and that somebody of the text may be."""
    known: list[_Named] | None = None
    for n, dyad in enumerate(dyads):
        for side in SIDES:
            actor: Actor | None = getattr(dyad, side)
            if actor is not None and actor.code:
                continue
            known = named(resolver) if known is None else known
            found = candidates(known, n, side, dyads, clauses, resolver.sentence)
            if found:
                yield Missing(n, side, found, event_features(dyad, clauses, actor, len(found)))


@dataclass(frozen=True, slots=True)
class _Named:
    """An actor of the text: the word that names it (None in the sentence before) and how it is known."""

    actor: Actor
    head: int | None
    how: str


def named(resolver: Resolver) -> list[_Named]:
    """The actors with a code that the words of a sentence name, or that the one before told something of."""
    found: dict[tuple[str, int, int], _Named] = {}
    for token in resolver.sentence.tokens:
        if token.pos not in NAMING:
            continue
        for how, actor in (("itself", resolver.resolve(token.i)), ("owner", resolver.within(token.i))):
            if actor is None or not actor.code:
                continue
            key = (actor.code, actor.start, actor.end)
            if key not in found or (how == "itself" and found[key].how == "owner"):
                found[key] = _Named(actor, token.i, how)
    before = [
        _Named(actor, None, f"{side} before")
        for deed in reversed(resolver.deeds_before)
        for side, actor in (("source", deed.source), ("target", deed.target))
        if actor is not None and actor.code
    ]
    return [*found.values(), *before]


def candidates(
    known: Sequence[_Named],
    number: int,
    side: str,
    dyads: Sequence[Dyad],
    clauses: Sequence[Clause],
    sentence: Sentence,
) -> tuple[Candidate, ...]:
    """The actors that may be a side of an event: all but those who are its other side."""
    dyad = dyads[number]
    other = dyad.target if side == "source" else dyad.source
    others = [other] if other is not None and other.code else []
    return tuple(
        Candidate(one.actor, _features(one, number, other, dyads, clauses, sentence))
        for one in known
        if not any((one.actor.start, one.actor.end) == (o.start, o.end) for o in others)
    )


def event_features(dyad: Dyad, clauses: Sequence[Clause], thing: Actor | None, n: int) -> tuple[str, ...]:
    """What is looked at in an event of which a side is missing, whoever may be meant."""
    clause = clauses[dyad.action.clause]
    return (
        f"predicate={clause.lemma}", f"code={dyad.action.code}", f"candidates={min(n, MOST_COUNTED)}",
        f"stance={dyad.action.stance}", "thing" if thing is not None and thing.text else "nothing",
    )  # fmt: skip


def _features(
    one: _Named, number: int, other: Actor | None, dyads: Sequence[Dyad], clauses: Sequence[Clause], sentence: Sentence
) -> tuple[str, ...]:
    dyad = dyads[number]
    clause, root = clauses[dyad.action.clause], dyad.action.code[:2]
    found = {f"known as={one.how}", *_of_actor(one.actor, other), *_of_others(one.actor, number, dyads)}
    if one.head is not None:
        found |= _of_place(one.head, dyad, clauses, sentence)
    found |= {f"{root} {f}" for f in found}
    found |= {f"root={root}", f"kind={clause.kind}", f"relation={clause.relation}"}
    found.add("doubted" if dyad.doubted else "by rule")
    if clause.passive:
        found.add("passive")
    return tuple(sorted(found))


def _of_actor(actor: Actor, other: Actor | None) -> set[str]:
    """What an actor is, and beside the other side of the event."""
    role = actor.roles[0] if actor.roles else "none"
    found = {f"role={role}", "country" if actor.country else "no country"}
    if actor.inferred:
        found.add("inferred")
    if other is None or not other.code:
        found.add("no other side")
    else:
        if other.country and other.country == actor.country:
            found.add("compatriot")
        if other.code == actor.code:
            found.add("same code")
        if other.roles:
            found.add(f"roles={other.roles[0]} {role}")
    return found


def _of_others(actor: Actor, number: int, dyads: Sequence[Dyad]) -> set[str]:
    """What an actor is in the other events of the sentence."""
    found: set[str] = set()
    action = dyads[number].action
    for dyad in (d for n, d in enumerate(dyads) if n != number):
        for side in SIDES:
            told: Actor | None = getattr(dyad, side)
            if told is None or not told.code or (told.start, told.end) != (actor.start, actor.end):
                continue
            found.add(f"{side} of another")
            if dyad.action.code[:2] == action.code[:2]:
                found.add(f"{side} of another of its root")
            if dyad.action.clause == action.clause:
                found.add(f"{side} of another of its clause")
    return found


def _of_place(head: int, dyad: Dyad, clauses: Sequence[Clause], sentence: Sentence) -> set[str]:
    """Where the word that names an actor stands, seen from the predicate."""
    tokens, clause = sentence.tokens, clauses[dyad.action.clause]
    word, predicate = tokens[head], clause.predicate
    far = sum(abs(head - predicate) > last for last in DISTANCES)
    found = {f"label={word.dep}", f"far={far}", "in front" if head < predicate else "behind"}
    if word.dep == "pobj":
        preposition = tokens[word.head]
        of = "predicate" if preposition.head == predicate else tokens[preposition.head].pos
        found |= {f"preposition={preposition.lemma}", f"preposition of={of}"}
    path = path_up(head, predicate, sentence)
    found.add("elsewhere" if path is None else f"path={'>'.join(path[:SHOWN_STEPS])}")
    nominal = "noun" if dyad.action.nominal or clause.kind == "noun" else "verb"
    found.add(f"{nominal} {'elsewhere' if path is None else 'below'} {word.dep}")
    return found | {_of_clause(head, dyad.action.clause, clauses)}


def _of_clause(head: int, k: int, clauses: Sequence[Clause]) -> str:
    """The place of a word among the arguments of the clauses, seen from clause `k`."""
    for n, clause in enumerate(clauses):
        for argument in clause.arguments:
            if argument.head != head:
                continue
            if n == k:
                return f"own {argument.role}"
            if clauses[k].governor == n:
                return f"{argument.role} of the clause above, {clauses[k].relation}"
            return f"{argument.role} of {'the clause below' if clause.governor == k else 'another clause'}"
    return "no argument"


def path_up(head: int, predicate: int, sentence: Sentence) -> list[str] | None:
    """The labels on the way from a word up to the predicate; None where it does not depend on it."""
    tokens = sentence.tokens
    found: list[str] = []
    while head != predicate and len(found) < MOST_STEPS and tokens[head].head != head:
        found.append(tokens[head].dep)
        head = tokens[head].head
    return found if head == predicate else None
