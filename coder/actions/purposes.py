"""What somebody did something for, where a sentence tells nothing else: *flew to Haiti to deliver food*."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from coder.actions.action import Action
from coder.cameo.kinds import code_kinds
from coder.clauses.grammar import Grammar
from coder.records import Clause, Sentence


def with_purposes(
    found: Mapping[int, Action],
    clauses: Sequence[Clause],
    sentence: Sentence,
    grammar: Grammar,
    purpose: Callable[[int], Action | None],
) -> dict[int, Action]:
    """The actions by clause, with those that are only meant, which `purpose` gives, where less than them is told.

    What an event noun below a purpose mentions (*to sue them over [the blockade]*) is no more than it, and what talks
    are held for (*met to end the row*) no more than the talks.
    """
    kinds, wanted = code_kinds(), dict[int, Action]()
    for k, clause in enumerate(clauses):
        if clause.status != "possible":
            continue
        below = set(sentence.subtree(clause.predicate))
        beside = [a.code for j, a in found.items() if not (a.nominal and clauses[j].predicate in below)]
        lesser = kinds.less_than_purpose + (kinds.gatherings if clause.relation == "adverbial" else ())
        if not all(code.startswith(lesser) for code in beside) or (action := purpose(k)) is None:
            continue
        dealt = any(code.startswith(kinds.gatherings + kinds.visits) for code in beside)
        if dealt and action.base.startswith(kinds.outcomes) and clause.lemma not in grammar.concluded_there:
            continue
        helps = action.code[:2] in kinds.aid and all(code.startswith(kinds.less_than_purpose) for code in beside)
        if helps or action.base.startswith(kinds.said) or all(code.startswith(kinds.comments) for code in beside):
            wanted[k] = action
    # *hopes to sign a treaty* is no mere comment
    above = {clauses[k].governor for k in wanted}
    return {k: action for k, action in found.items() if k not in above} | wanted
