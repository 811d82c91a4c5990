"""What the second reader looks at in a dyad: words of its clause by their place, and what is known of its sides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from coder.events.dyads import Dyad
from coder.events.facts import NOTHING, Facts
from coder.records import Actor, Clause, Sentence

CONTENT = frozenset({"VERB", "NOUN", "ADJ", "ADV"})
NEAR = 12


def features(sentence: Sentence, clauses: Sequence[Clause], dyad: Dyad, facts: Facts) -> tuple[str, ...]:
    """What the model looks at in a dyad: words of its clause by their place, pairs of them, facts of the sides.

    Proper names are never looked at, so that no country is taken for warlike.
    """
    told = of_clause(sentence, clauses, dyad.action.clause, dyad.action.asks, dyad.action.near)
    return tuple(sorted(told | of_sides(dyad, facts)))


def of_clause(sentence: Sentence, clauses: Sequence[Clause], k: int, asks: str, near: frozenset[str]) -> set[str]:
    """The features of a clause, whoever its sides are."""
    clause = clauses[k]
    found = {f"predicate={clause.lemma}", f"kind={clause.kind}", f"status={clause.status}"}
    if clause.negated:
        found.add("negated")
    if clause.passive:
        found.add("passive")
    if asks:
        found.add(f"asks={asks}")
    found.update(f"near={root}" for root in near)
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
        if abs(i - clause.predicate) <= NEAR and tokens[i].pos in CONTENT and (word := _word(sentence, i)):
            found.add(f"word={word}")
    return found


def _word(sentence: Sentence, i: int) -> str:
    """The lemma of a word that is no name (nor has a capital within its sentence) and no number; '' for those."""
    token = sentence.tokens[i]
    if token.pos in {"PROPN", "NUM", "PUNCT", "SYM"} or not token.lemma.isalpha():
        return ""
    return "" if i and token.text[0].isupper() else token.lemma


# Facts, by how the features begin that tell of them.
Told = tuple[str, frozenset[str]]


def of_sides(dyad: Dyad, facts: Facts) -> set[str]:
    """The features of the sides of a dyad, its action and its sentence."""
    return {feature for beginning, some in told_of(dyad, facts) for feature in named(beginning, some)}


def told_of(dyad: Dyad, facts: Facts) -> tuple[Told, ...]:
    """What `of_sides` makes features of: no word of a clause begins as they do."""
    source, target = dyad.source, dyad.target
    return (
        ("source:", facts.source), ("target:", facts.target), ("action:", facts.action), ("sentence:", facts.sentence),
        ("source role=", frozenset(source.roles) if source is not None else NOTHING),
        ("target role=", frozenset(target.roles) if target is not None else NOTHING),
    )  # fmt: skip


@lru_cache(maxsize=10_000)
def named(beginning: str, facts: frozenset[str]) -> tuple[str, ...]:
    """Facts as features. Kept: the same few sets of facts come again and again."""
    return tuple([f"{beginning}{fact}" for fact in facts])


# --- what confidence is made of ---------------------------------------------------------------------------------------

MOST_COUNTRIES = 4


def of_countries(facts: Facts) -> dict[str, float]:
    """How many countries the sentence names, and how many of them act or hold what happens: pages of sport and trade
    name fewer.
    """
    known, lending = (min(n, MOST_COUNTRIES) for n in facts.countries)
    return {f"countries={known}": 1.0, f"lending={lending}": 1.0}


def side_values(side: str, actor: Actor | None, clause: Clause, sentence: Sentence) -> dict[str, float]:
    """What is known of the words of a side: how many, how far from the predicate, whether they are inferred."""
    if actor is None:
        return {}
    far = min(abs(actor.start - sentence.tokens[clause.predicate].start), 200) / 100
    return {
        f"{side} inferred": float(actor.inferred),
        f"{side} words": float(min(len(actor.text.split()), 8)),
        f"{side} far": far,
    }
