"""What a sentence counts in clauses that are no events: it is of the only act of force that the sentence tells.

*An explosion rocked a police station, and first reports said two had died* has one event, the explosion, and its dead
stand in another clause, on which nothing but the sentence joins them.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import date

from coder.attributes.casualties import NONE, Numbers, by_itself, dead_without_verb
from coder.attributes.dates import event_date
from coder.clauses.occasion import is_pluperfect, load_occasion_words
from coder.records import Clause, Sentence


def with_uncoded(
    sentence: Sentence, clauses: Sequence[Clause], k: int, coded: Container[int], own: Numbers, published: date
) -> Numbers:
    """The numbers `own` of clause `k`, the only act of force of its sentence, with the dead that the rest counts.

    `coded` are the clauses that are events. What is of another time, had happened before or is the total of a war is
    of no event here.
    """
    for j in range(len(clauses)):
        if j == k or j in coded or not _is_of_same(sentence, clauses, j, k):
            continue
        found = by_itself(sentence, clauses, j)
        if found.killed is None or found.toll == "cumulative":
            continue
        days = {event_date(sentence, clauses, n, published) for n in (j, k)}
        if len({d for d in days if d.precision != "publication"}) > 1:
            continue
        return _joined(own, found)
    verbless = dead_without_verb(sentence, clauses)
    return own if verbless == NONE else _joined(own, verbless)


def _joined(own: Numbers, found: Numbers) -> Numbers:
    injured = found.injured if own.injured is None else own.injured
    return replace(own, killed=found.killed, injured=injured, toll=own.toll or found.toll)


def _is_of_same(sentence: Sentence, clauses: Sequence[Clause], j: int, k: int) -> bool:
    """Whether a clause may count the dead of clause `k`: no cause of it, nothing past, no condition, no other's."""
    clause = clauses[j]
    if clause.status != "actual" or clause.negated or is_pluperfect(sentence, clause):
        return False
    events = {c.predicate for n, c in enumerate(clauses) if c.kind == "noun" and n != k}
    if clause.kind == "noun" or not events.isdisjoint(clause.heads("subject")):
        return False
    up, seen = j, {j}
    while up != k:
        governor = clauses[up].governor
        if _is_apart(sentence, clauses[up]):
            return False
        if governor is None or governor in seen:
            break
        if clauses[governor].predicate in events:
            return False
        seen.add(governor)
        up = governor
    return True


def _is_apart(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause tells of another time or place than the one above it: *after*, *where*, *if*."""
    tokens = sentence.tokens
    token = tokens[clause.predicate]
    below = (tokens[c] for c in sentence.children[token.i] if c < token.i)
    marks = {t.lemma for t in below if t.dep in {"mark", "advmod", "prep"}}
    for _ in range(3):  # *after an attack [that] killed ten*, which the parser hangs on *attack*
        marks |= {token.lemma} if token.pos in {"ADP", "SCONJ"} else set()
        token = tokens[token.head]
        if token.pos in {"VERB", "AUX"}:
            break
    return bool(marks & (load_occasion_words().other_time - {"that"} | {"where"}))
