"""What a sentence counts in clauses that are no events: it is of the only act of force that the sentence tells.

*An explosion rocked a police station, and first reports said two had died* has one event, the explosion, and its dead
stand in another clause, on which nothing but the sentence joins them.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence
from dataclasses import replace
from datetime import date

from coder.attributes.casualties import NONE, Numbers, by_itself, dead_without_verb
from coder.attributes.casualty_phrases import load_casualty_words
from coder.attributes.dates import event_date
from coder.attributes.harm import done_by_nobody
from coder.attributes.times import expressions
from coder.attributes.tolls import is_perfect
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
        is_new = found.killed is not None and own.killed is None or found.injured is not None and own.injured is None
        if not is_new or found.toll == "cumulative":
            continue
        days = {event_date(sentence, clauses, n, published) for n in (j, k)}
        if len({d for d in days if d.precision != "publication"}) > 1:
            continue
        return _joined(own, found)
    verbless = dead_without_verb(sentence, clauses)
    return own if verbless == NONE else _joined(own, verbless)


def done_now(sentence: Sentence, clauses: Sequence[Clause], forces: Collection[int]) -> frozenset[int]:
    """Of several acts of force those that the sentence is about, without what had gone before or came of them.

    *Guards [shot] at youths who had stoned them*, *gunners [shelled] the port, breaking a truce*.
    """
    now = frozenset(k for k in forces if not is_pluperfect(sentence, clauses[k])) or frozenset(forces)
    return frozenset(k for k in now if not is_way_of(sentence, clauses, k, now))


def is_way_of(sentence: Sentence, clauses: Sequence[Clause], k: int, others: Container[int]) -> bool:
    """Whether a participle tells how one of the others was done: *stormed a camp, [firing] at a crowd and killing*."""
    clause, above = clauses[k], clauses[k].governor
    is_participle = clause.relation == "adverbial" and sentence.tokens[clause.predicate].tag == "VBG"
    while is_participle and above is not None and above not in others and clauses[above].relation == "adverbial":
        above = clauses[above].governor
    return is_participle and above in others and clause.heads("subject") == clauses[above or 0].heads("subject")


def whose_dead(
    sentence: Sentence, clauses: Sequence[Clause], forces: Container[int], coded: Container[int], published: date
) -> int | None:
    """Of several acts of force the one whose dead a clause that is no event counts; None where two may be.

    Only one of them stands before it, or is what they died in: *a convoy was ambushed; a driver died and two men were
    abducted*, *avenged a bombing in which a driver died*.
    """
    for j in range(len(clauses)):
        if j in coded or by_itself(sentence, clauses, j).killed is None:
            continue
        meant = [k for k in range(len(clauses)) if k in forces and _is_where_they_died(sentence, clauses, j, k)]
        if len(meant) == 1:
            return meant[0]
        before = [k for k, c in enumerate(clauses) if k in forces and c.predicate < clauses[j].predicate]
        return before[0] if len(before) == 1 else None
    return None


def _joined(own: Numbers, found: Numbers) -> Numbers:
    killed = found.killed if own.killed is None else own.killed
    injured = found.injured if own.injured is None else own.injured
    return replace(own, killed=killed, injured=injured, toll=own.toll or found.toll)


def _is_of_same(sentence: Sentence, clauses: Sequence[Clause], j: int, k: int) -> bool:
    """Whether a clause may count the dead of clause `k`: no cause of it, nothing past, no condition, no other's."""
    clause = clauses[j]
    if clause.status != "actual" or clause.negated:
        return False
    if _is_where_they_died(sentence, clauses, j, k):
        return True
    if is_pluperfect(sentence, clause):
        return False
    if clause.relation == "relative" and is_perfect(sentence, clause):  # *a war that has cost 650 lives*
        return False
    events = {c.predicate for n, c in enumerate(clauses) if c.kind == "noun" and n != k}
    if clause.kind == "noun" or not events.isdisjoint(clause.heads("subject")):
        return False
    return not is_told_apart(sentence, clauses, j, _above(clauses, k), events)


def _is_where_they_died(sentence: Sentence, clauses: Sequence[Clause], j: int, k: int) -> bool:
    """Whether clause `j` says who died in the act of clause `k`, or where it was: *… [in which six died]*."""
    return died_there(sentence, clauses, j, k) or _died_in_it(sentence, clauses, j, k)


def died_there(sentence: Sentence, clauses: Sequence[Clause], j: int, k: int) -> bool:
    """Whether a clause tells who died where an act was, at no time of its own: *raided a post, [where six died]*."""
    clause = clauses[j]
    tells = done_by_nobody(sentence, clause) or clause.lemma in load_casualty_words().counting
    if clause.relation != "relative" or clause.governor != k or not tells:
        return False
    below = [sentence.tokens[i] for i in sentence.subtree(clause.predicate)]
    spans = expressions(sentence.text)
    has_time = any(e.start <= t.start - sentence.start < e.end for t in below for e in spans)
    return (
        below[0].lemma == "where"
        and not has_time
        and not is_pluperfect(sentence, clause)
        and not (is_perfect(sentence, clause))
    )


def _died_in_it(sentence: Sentence, clauses: Sequence[Clause], j: int, k: int) -> bool:
    """Whether a clause tells who died in an act that a noun names, wherever the parser hangs it.

    *The bombing of a bus that took nurses to a clinic near Gouma, [in which two died]*.
    """
    clause, nouns = clauses[j], load_casualty_words().force_nouns
    if clause.relation != "relative" or clauses[k].kind != "noun" or not done_by_nobody(sentence, clause):
        return False
    first = [sentence.tokens[i] for i in sentence.subtree(clause.predicate)[:2]]
    if [t.lemma for t in first] not in (["in", "which"], ["during", "which"]):
        return False
    up = clause.governor
    for _ in clauses:
        if up is None or up == k or clauses[up].kind == "noun" and clauses[up].lemma in nouns:
            break
        up = clauses[up].governor
    return up == k and clauses[k].lemma in nouns


def is_told_apart(
    sentence: Sentence, clauses: Sequence[Clause], j: int, around: Container[int] = (), events: Container[int] = ()
) -> bool:
    """Whether clause `j`, or one above it up to those `around`, tells of another time, or hangs on one of `events`."""
    up, seen = j, {j}
    while up not in around:
        governor = clauses[up].governor
        if _is_apart(sentence, clauses[up]):
            return True
        if governor is None or governor in seen:
            break
        if clauses[governor].predicate in events:
            return True
        seen.add(governor)
        up = governor
    return False


def _above(clauses: Sequence[Clause], k: int) -> Container[int]:
    """A clause and all that it hangs on: what is told under one of them is no further off than the clause itself."""
    found = [k]
    while (governor := clauses[found[-1]].governor) is not None and governor not in found:
        found.append(governor)
    return frozenset(found)


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
