"""Where a sentence that tells no event of its own sets what the next ones tell."""

from __future__ import annotations

from collections.abc import Sequence

from coder.attributes.gazetteer import Gazetteer, Place
from coder.attributes.places import event_place
from coder.clauses.occasion import load_occasion_words
from coder.records import Clause, Sentence


def _is_report(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause says what somebody says; what is heard somewhere is told of that place."""
    below = {sentence.tokens[c].dep for c in sentence.children[clause.predicate]}
    return clause.lemma in load_occasion_words().reporting and below.isdisjoint({"auxpass", "acomp"})


def _is_told_first(clauses: Sequence[Clause], k: int) -> bool:
    """Whether a clause is told before it is said by whom: *ten bodies [lay] in Homs, police said*."""
    clause = clauses[k]
    is_before = clause.governor is not None and clause.predicate < clauses[clause.governor].predicate
    return is_before and clause.relation == "complement" and clause.kind != "noun"


def scene(
    sentence: Sentence, clauses: Sequence[Clause], gazetteer: Gazetteer, countries: Sequence[str]
) -> Place | None:
    """Where a sentence without events of its own sets what follows it: *Shots were heard in Homs*; None for nowhere."""
    said = {k for k, c in enumerate(clauses) if c.governor is None and _is_report(sentence, c)}
    told = [
        k
        for k, c in enumerate(clauses)
        if (c.governor is None or c.governor in said and _is_told_first(clauses, k))
        and (c.status == "actual" or c.kind == "noun")
    ]
    main = next((k for k in told if k not in said and not clauses[k].negated), None)
    if main is None:
        return None
    place = event_place(sentence, clauses, main, None, gazetteer, countries)
    return place if place is not None and place.precision != "country" else None
