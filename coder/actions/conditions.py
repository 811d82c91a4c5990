"""Clauses that say on what condition something is done: *unless it is dropped*."""

from __future__ import annotations

from collections.abc import Iterator

from coder.actions.bases import Bases

CONDITIONS = frozenset({"if", "unless", "until"})


def conditional(bases: Bases, above: set[int], marks: frozenset[str]) -> Iterator[int]:
    """The clauses that say on what condition something is done, with one of these conjunctions."""
    tokens, children = bases.sentence.tokens, bases.sentence.children
    for j, clause in enumerate(bases.clauses):
        if clause.governor in above and clause.relation == "adverbial" and clause.kind != "noun":
            verb = clause.predicate if clause.support is None else clause.support
            if any(tokens[c].dep in {"mark", "advmod", "prep"} and tokens[c].lemma in marks for c in children[verb]):
                yield j
