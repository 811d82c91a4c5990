"""What event nouns say of themselves: what counts them, and whom they killed or hurt."""

from __future__ import annotations

from collections.abc import Mapping

from coder.actions.action import Action
from coder.actions.bases import Bases
from coder.cameo.kinds import code_kinds
from coder.clauses.grammar import Grammar
from coder.clauses.occasion import load_occasion_words
from coder.records import Clause, Sentence


def counted(sentence: Sentence, noun: int, grammar: Grammar) -> int:
    """What counts or times an event noun, or the noun itself: *in a [series] of raids*, *in [days] of shelling*."""
    tokens = sentence.tokens
    for _ in range(3):
        of = tokens[tokens[noun].head]
        if tokens[noun].dep != "pobj" or of.lemma != "of" or of.head == of.i:
            break
        above = tokens[of.head]
        if above.lemma not in grammar.transparent:
            break
        noun = above.i
    return noun


def hit_by(noun: Clause) -> tuple[int, ...]:
    """Whom an event noun says that it killed or hurt, among others: *the raid that killed [ten]*."""
    return noun.heads("object") + noun.heads("outcome")


def tells_its_harm(bases: Bases, found: Mapping[int, Action], f: int, harm: int | None = None) -> bool:
    """Whether an event noun says whom it killed or hurt and is a deed of its own; `harm` is the clause that says so.

    *the bombing of a mill that killed [ten]*, but not *battled rebels in fighting that killed ten*
    """
    tokens, clause = bases.sentence.tokens, bases.clauses[f]
    if not any(tokens[tokens[h].head].dep == "relcl" for h in hit_by(clause)):
        return False
    within = tokens[tokens[counted(bases.sentence, clause.predicate, bases.grammar)].head].lemma == "in"
    others = (a for k, a in found.items() if k not in {f, harm})
    return not (within and any(a.code[:2] in code_kinds().force for a in others))


def counts_its_dead(bases: Bases, f: int) -> bool:
    """Whether an event noun says how many it was done to: *the deaths of [six] sailors*, but not *jailed for the murder
    of two*, of which a court speaks.
    """
    tokens, children, clause = bases.sentence.tokens, bases.sentence.children, bases.clauses[f]
    about = tokens[tokens[clause.predicate].head].lemma in load_occasion_words().of_a_deed
    return not about and any(tokens[c].dep == "nummod" for h in clause.heads("of") for c in children[h])
