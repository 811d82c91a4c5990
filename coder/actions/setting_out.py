"""Who sets out to do something, where to, and what somebody does no longer or must do."""

from __future__ import annotations

from coder.actions.bases import Base, Bases
from coder.cameo.kinds import code_kinds
from coder.clauses.grammar import Grammar
from coder.records import Clause, Sentence


def is_setting_out(clause: Clause, sentence: Sentence, grammar: Grammar) -> bool:
    """Whether somebody sets out to do something: *flew*, *opened fire to break up a march*, *is on its way*."""
    lemma = clause.lemma.partition(" ")[0]
    beside = (h for slot in ("object", "on", "en", "to") for h in clause.heads(slot))
    pairs = (f"{lemma} {sentence.tokens[h].lemma}" for h in beside)
    return not grammar.sets_out.isdisjoint((lemma, clause.lemma, *pairs))


def is_task(clause: Clause, above: Clause, sentence: Sentence) -> bool:
    """Whether an infinitive hangs on whom a verb sends or names: *set up a squad [to hunt] the killers*."""
    tokens, verb = sentence.tokens, clause.predicate
    named = clause.relation == "relative" and tokens[verb].head in above.heads("object")
    return named and any(tokens[c].tag == "TO" for c in sentence.children[verb])


def on_the_way(clause: Clause, sentence: Sentence) -> tuple[tuple[int, ...], ...]:
    """Where somebody is on his way to: *are on their way [to Peru]*."""
    tokens, children = sentence.tokens, sentence.children
    links = (c for h in clause.heads("on") for c in children[h] if tokens[c].text == "to")
    goals = (tuple(h for h in children[c] if tokens[h].dep == "pobj") for c in links)
    return tuple(heads for heads in goals if heads)


def is_past(clause: Clause, sentence: Sentence) -> bool:
    """Whether what is denied was so before: *[no longer] gives aid*."""
    verb = clause.predicate if clause.support is None else clause.support
    words = [t.text.lower() for t in sentence.tokens]
    return any(words[c] == "longer" and words[c - 1] == "no" for c in sentence.children[verb] if c)


def is_must(clause: Clause, sentence: Sentence, grammar: Grammar) -> bool:
    """Whether what should happen has to: *[must] leave*, *is [obliged] to leave*."""
    verb = clause.predicate if clause.support is None else clause.support
    tokens = sentence.tokens
    obliged = tokens[tokens[verb].head].lemma in grammar.done_when_past
    return obliged or any(tokens[c].text.lower() == "must" for c in sentence.children[verb])


def is_set_out(bases: Bases, base: Base, clause: Clause) -> bool:
    """Whether force or an inquiry is the purpose of what somebody does.

    *sent troops to crush the revolt*, *tried to storm it*
    """
    above = bases.clauses[clause.governor] if clause.governor is not None else None
    if above is None or above.kind != "verb" or above.status != "actual" or above.negated:
        return False
    kinds = code_kinds()
    lemma, root = above.lemma.partition(" ")[0], base.code[:2]
    task = root in kinds.inquiries and is_task(clause, above, bases.sentence)
    if not task and clause.relation not in {"adverbial", "complement"}:
        return False
    tried = lemma in bases.grammar.tries and root in kinds.tried
    sets_out = is_setting_out(above, bases.sentence, bases.grammar)
    # *set up a team to look into it*
    charged = root in kinds.inquiries and above.lemma in bases.grammar.charges
    return tried or charged or (sets_out and root in kinds.purposes)
