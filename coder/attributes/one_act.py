"""Dead that a sentence tells beside an act, and by nobody: they are of that act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from coder.attributes.casualties import Numbers, tells_harm
from coder.attributes.casualty_phrases import load_casualty_words
from coder.attributes.counted import HARM, without
from coder.attributes.harm import done_by_nobody
from coder.attributes.told import Told
from coder.attributes.uncoded import died_there, with_uncoded
from coder.clauses.occasion import is_pluperfect, load_occasion_words
from coder.mending.words import load_force
from coder.records import Clause, Sentence
from coder.text.function_words import WHEN


def of_the_act(
    sentence: Sentence, clauses: Sequence[Clause], told: Sequence[Told], counted: Mapping[int, Numbers],
    published: date,
) -> tuple[dict[int, Numbers], frozenset[int]]:  # fmt: skip
    """The numbers that change where a sentence tells one act and, beside it, dead by nobody, which are of that act.

    With them the clauses of harm that the row of the act tells already.

    *A blast tore through a market, and doctors said ten had died*, *rebels attacked a village, and ten were killed*.
    """
    forces = {t.clause for t in told if t.is_force}
    named = {t.clause for t in told if t.is_blast or t.source is not None and not _is_victim(sentence, clauses, t)}
    harms = {k for k in forces - named if tells_harm(clauses[k]) and counted[k].killed is not None}
    acts = {t.clause for t in told if t.is_blast and not t.is_doubted} or {
        k for k in forces & named if all(_is_beside(sentence, clauses, harm, k) for harm in harms)
    }
    if len(acts) != 1 or len(harms) != 1:
        return {}, frozenset()
    (k,), (harm,) = acts, harms
    if forces - acts - harms and clauses[harm].governor != k:  # *stormed a jet; guards [fired], and ten were killed*
        return {}, frozenset()
    hurts = tells_harm(clauses[k]) and bool(clauses[k].heads("object"))  # *shot a nurse*, not *shot into the air*
    if hurts or counted[k].killed is not None:
        return {}, frozenset()
    if _is_meanwhile(sentence, clauses, harm, k):
        found = replace(counted[harm], crowd_size=counted[k].crowd_size, arrested=counted[k].arrested)
    else:
        found = with_uncoded(sentence, clauses, k, set(counted) - harms, counted[k], published)
    if found.killed != counted[harm].killed:
        return {}, frozenset()
    told_by_it = harms if not is_named(sentence, clauses[harm]) else ()
    return {k: found, harm: without(counted[harm], HARM)}, frozenset(told_by_it)


def _is_victim(sentence: Sentence, clauses: Sequence[Clause], t: Told) -> bool:
    """Whether who did it is only meant, as one of two sides that fell: *three guards and five rebels were killed*."""
    harm, source = clauses[t.clause], t.source
    victims = (sentence.tokens[h] for h in (*harm.heads("object"), *harm.heads("subject")))
    fell = source is not None and any(source.start <= v.start < source.end for v in victims)
    return fell and done_by_nobody(sentence, harm)


def _is_beside(sentence: Sentence, clauses: Sequence[Clause], harm: int, k: int) -> bool:
    """Whether a clause of harm is told behind an act and as its equal: *rebels attacked it, and [ten were killed]*.

    So is what somebody says beside it (*and doctors said [ten had died]*, *and ten were reported [killed]*), what
    stands behind a semicolon and who died there (*…, where [ten died]*).
    """
    clause = clauses[harm]
    if died_there(sentence, clauses, harm, k) or _is_meanwhile(sentence, clauses, harm, k):
        return True
    if clause.governor is not None and done_by_nobody(sentence, clause):
        above = clauses[clause.governor]
        is_said = above.lemma in load_casualty_words().counting and not above.negated
        is_said = is_said and (clause.relation == "complement" or above.passive and clause.relation == "adverbial")
        clause = above if is_said and not is_named(sentence, clause) else clause
    if clause.predicate < clauses[k].predicate or is_named(sentence, clause):
        return False
    if clause.governor is None:
        return _is_main(clauses, k) and all(_has_no_scene(sentence, c) for c in (clause, clauses[harm]))
    return clause.relation == "coordinate" and clause.governor in {k, clauses[k].governor}


def _is_meanwhile(sentence: Sentence, clauses: Sequence[Clause], harm: int, k: int) -> bool:
    """Whether a clause tells what was done while people died by nobody named: *six died as [miners fought police]*."""
    act, tokens = clauses[k], sentence.tokens
    marks = (tokens[c] for c in sentence.children[act.predicate] if tokens[c].dep in {"mark", "advmod"})
    is_below = act.governor == harm and act.relation == "adverbial" and any(t.lemma in WHEN for t in marks)
    may_kill = act.lemma.partition(" ")[0] in load_force().does_harm  # not so *when troops occupied a town*
    return is_below and may_kill and done_by_nobody(sentence, clauses[harm]) and not is_named(sentence, clauses[harm])


def _is_main(clauses: Sequence[Clause], k: int) -> bool:
    """Whether a clause is told on its own, or beside one that is."""
    while clauses[k].relation == "coordinate" and (above := clauses[k].governor) is not None:
        k = above
    return clauses[k].governor is None


def _has_no_scene(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause brings no time and no place of its own: *[in Oran], ten were killed* has one."""
    below = [sentence.tokens[c] for c in sentence.children[clause.predicate]]
    has_phrase = any(t.dep in {"prep", "npadvmod", "agent"} or t.lemma in load_occasion_words().another for t in below)
    return not has_phrase and not is_pluperfect(sentence, clause)


def is_named(sentence: Sentence, harm: Clause) -> bool:
    """Whether one of the dead is told by name: the row of the sentence before cannot stand for him."""
    return any(
        sentence.tokens[h].pos == "PROPN" and all(sentence.tokens[c].dep != "nummod" for c in sentence.children[h])
        for h in harm.heads("object")
    )
