"""What is said of what will be done: harm that somebody says he will not do, and what others say of him."""

from __future__ import annotations

from coder.actions.bases import Base, Bases
from coder.actions.reports import has_owner
from coder.cameo.kinds import code_kinds
from coder.records import Clause

# Stances that are somebody's own: *Fiji said that Tonga would not pay* refuses nothing.
OWN = frozenset({"refused", "threatened"})


def spared(bases: Bases, base: Base, clause: Clause, speakers: tuple[int, ...]) -> str | None:
    """What is promised by who says that he will not do harm: *will not expel the envoys*; None where nothing is.

    Who has no plans to do harm promises nothing.
    """
    tokens, children = bases.sentence.tokens, bases.sentence.children
    verb = clause.predicate if clause.support is None else clause.support
    modals = bases.grammar.modals
    will = any(modals.get(tokens[c].text.lower()) in {"future", "conditional"} for c in children[verb])
    if not will or base.stance != "actual" or not base.sources or not base.code.startswith(code_kinds().spared):
        return None
    above = bases.clauses[clause.governor] if clause.governor is not None else None
    if (above is not None and above.negated) or is_foretold(bases, base, speakers):
        return None  # *was not assured that they would not be jailed*
    ended = bases.composition.outer("reversed", base.code)
    return ended[0] if ended is not None else None


def is_foretold(bases: Bases, base: Base, speakers: tuple[int, ...]) -> bool:
    """Whether it is said by another state what somebody will not do, or will do to others."""
    said = [facts for h in speakers if "#state" in (facts := bases.matcher.facts(h))]
    # A pronoun, or *its army*, is the speaker's own side more often than another's.
    heads = [h for h in (base.sources[0] if base.sources else ()) if bases.sentence.tokens[h].pos != "PRON"]
    done = [bases.matcher.facts(h) for h in heads if not has_owner(bases.sentence, h)]
    of_speakers, of_doers = (frozenset(f for facts in side for f in facts if f[0] != "#") for side in (said, done))
    return bool(of_speakers) and bool(of_doers) and of_speakers.isdisjoint(of_doers)
