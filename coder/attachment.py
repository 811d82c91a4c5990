"""To which clause a word belongs: what dates, places and numbers are attached by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coder.records import Clause, Sentence

# Clauses that share the circumstances of the one that they hang on.
SHARING = frozenset({"coordinate", "adverbial", "nominal"})


def owner(sentence: Sentence, i: int, predicates: frozenset[int]) -> int:
    """The predicate above token `i` that is nearest in the tree; the token itself where it is one."""
    while i not in predicates and sentence.tokens[i].head != i:
        i = sentence.tokens[i].head
    return i


def predicates(clauses: Sequence[Clause]) -> frozenset[int]:
    """The tokens at which clauses stand: their predicates and the light verbs that carry them."""
    return frozenset(c.predicate for c in clauses) | frozenset(c.support for c in clauses if c.support is not None)


def circles(clauses: Sequence[Clause], k: int) -> Iterator[frozenset[int]]:
    """The predicates whose circumstances are those of clause `k`, the nearest first: its own, then of clauses that share theirs."""
    seen: set[int] = set()
    up: int | None = k
    while up is not None and up not in seen:
        seen.add(up)
        clause = clauses[up]
        yield frozenset(p for p in (clause.predicate, clause.support) if p is not None)
        up = clause.governor if clause.relation in SHARING or clause.support is not None else None
