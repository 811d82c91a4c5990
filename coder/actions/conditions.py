"""Clauses that say on what condition something is done: *unless it is dropped*."""

from __future__ import annotations

from collections.abc import Iterator

from coder.actions.bases import Bases
from coder.actions.reports import has_owner

CONDITIONS = frozenset({"if", "unless", "until"})
# What has to come first: *won't lift it until Chad pays*, *only when Chad pays will it be lifted*.
AWAITED = frozenset({"unless", "until", "till", "only"})


def conditional(bases: Bases, above: set[int], marks: frozenset[str]) -> Iterator[int]:
    """The clauses that say on what condition something is done, with one of these conjunctions."""
    tokens, children = bases.sentence.tokens, bases.sentence.children
    for j, clause in enumerate(bases.clauses):
        if clause.governor in above and clause.relation == "adverbial" and clause.kind != "noun":
            verb = clause.predicate if clause.support is None else clause.support
            below = [c for c in children[verb] if tokens[c].dep in {"mark", "advmod", "prep"}]
            below += [inner for c in below if tokens[c].dep == "advmod" for inner in children[c]]  # *[only] when*
            if any(tokens[c].lemma.lower() in marks for c in below):
                yield j


def awaited(bases: Bases, above: set[int]) -> tuple[tuple[int, ...], ...]:
    """Whoever named has to do something first: *won't lift it until [Chad] pays*, but not *until they pay*."""
    tokens = bases.sentence.tokens
    said = {h for k in above for role in ("speaker", "subject") for h in bases.clauses[k].heads(role)}
    heads = (h for j in conditional(bases, above, AWAITED) for h in bases.clauses[j].heads("subject") if h not in said)
    named = (h for h in heads if tokens[h].pos != "PRON" and not has_owner(bases.sentence, h))
    return tuple((h,) for h in named if "#actor" in bases.matcher.facts(h))
