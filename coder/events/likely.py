"""How likely it is that one of several is meant where a clause does not say: candidates, and weights of what speaks for
each.

The weights come from `coder train --sides`; docs/sides.md is their model card.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from coder.actors.remote import is_by_border
from coder.errors import DataFileError
from coder.events.sides import Resolver
from coder.files.package import KNOWLEDGE
from coder.files.tables import shown
from coder.records import Actor, Clause, Sentence

SIDES_FILE = KNOWLEDGE / "sides.json"
SIDES = ("source", "target")
# Weights are whole numbers of hundredths, so that every machine computes the same.
SCALE = 100
# Parts of speech whose words may name somebody.
NAMING = frozenset({"NOUN", "PROPN", "PRON", "ADJ"})
# The last number of words of each distance.
DISTANCES = (2, 5, 10, 20)
MOST_COUNTED = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor who may be the one that a clause leaves unsaid, and what speaks for or against it."""

    actor: Actor
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """What the event `number` of a sentence leaves open of a side: who it is, or, of an `actor` with a role, of which
    country; who may be meant, and what is known of the event.
    """

    number: int
    side: str
    actor: Actor | None
    candidates: tuple[Candidate, ...]
    event: tuple[str, ...]

    @property
    def asks_country(self) -> bool:
        """Whether it is the country alone that is open."""
        return self.actor is not None and bool(self.actor.code)


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights (hundredths) of features: that one is meant, and that nobody (no country) need be named."""

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
    """The weights for who a source or target is, and for the country of either. One is taken where it is likelier than
    nobody by `margin`.
    """

    source: Weights
    target: Weights
    country: Weights
    margin: float
    checksum: str = ""

    def of(self, missing: Missing) -> Weights:
        """The weights for what is missing."""
        if missing.asks_country:
            return self.country
        return self.source if missing.side == "source" else self.target


def likelihood(weights: Mapping[str, int], features: Iterable[str], best: float = 0.0) -> float:
    """The logistic function of the features' weights; `best` is the value of the feature of that name."""
    total = weights.get("bias", 0) + sum(filter(None, map(weights.get, features))) + weights.get("best", 0) * best
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
        source, target, country = (
            Weights(dict(raw[s]["somebody"]), dict(raw[s]["nobody"])) for s in ("source", "target", "country")
        )
        return Sides(source, target, country, float(raw["margin"]), hashlib.sha256(content).hexdigest()[:16])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        problem = f"{shown(path)}:1: no weights of sides ({type(error).__name__}: {error})"
        raise DataFileError(
            [f"{problem}. Make them with `coder train --sides`, or leave the step out: --without sides"]
        ) from None


def place_in_clauses(head: int, k: int, clauses: Sequence[Clause]) -> str:
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


# --- what candidates are told by --------------------------------------------------------------------------------------


def named_here(resolver: Resolver) -> Iterator[tuple[int, str, Actor]]:
    """The actors with a code that a sentence names: the word, whether that is the actor *itself* or his thing, who.

    Not who only tells the news of it: *…, China's Xinhua news agency said*; nor by whose border it was.
    """
    tellers = resolver.tellers
    for token in resolver.sentence.tokens:
        if token.pos in NAMING and token.i not in tellers and not is_by_border(resolver.sentence, token.i):
            for how, actor in (("itself", resolver.resolve(token.i)), ("owner", resolver.within(token.i))):
                if actor is not None and actor.code:
                    yield token.i, how, actor


def place_of_word(word: int, seen_from: int, sentence: Sentence) -> set[str]:
    """How far from another word one stands, on which side of it, and by which label and preposition it hangs."""
    token = sentence.tokens[word]
    far = sum(abs(word - seen_from) > last for last in DISTANCES)
    found = {f"label={token.dep}", f"far={far}", "in front" if word < seen_from else "behind"}
    if token.dep == "pobj":
        found.add(f"preposition={sentence.tokens[token.head].lemma}")
    return found
