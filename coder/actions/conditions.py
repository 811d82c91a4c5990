"""Clauses that say on what condition something is done, *unless it is dropped*, or to whom its purpose is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from coder.actions.bases import Base, Bases, Heads
from coder.actions.reports import are_of_one, has_owner
from coder.actions.words import load_action_words
from coder.records import Clause

# Who is told something as the side that it is for; reporters, parliaments and one's own people are not.
TOLD = frozenset({"#state", "#rebel"})
CONDITIONS = frozenset({"if", "unless", "until"})
# What has to come first: *won't lift it until Chad pays*, *only when Chad pays will it be lifted*.
AWAITED = frozenset({"unless", "until", "till", "only"})
# Stances of what somebody would do himself.
OWN_WORDS = frozenset({"intended", "threatened", "refused"})
# Where a clause names to whom it is said.
_ADDRESSED = ("object", "dative", "on", "to", "with", "against")


def by_message(bases: Bases, clause: Clause, targets: Heads) -> Heads:
    """The targets, and to whom a message is in which something is said: *in a letter [to Rabat], Mali pledged aid*.

    It comes last, but before a thing that is only asked for: *in a note [to Lima], Chile asked for the men*.
    """
    tokens, children = bases.sentence.tokens, bases.sentence.children
    verb = clause.predicate if clause.support is None else clause.support
    words = load_action_words()
    links = (c for c in children[verb] if tokens[c].dep == "prep" and tokens[c].lemma.lower() in words.message_links)
    notes = (n for c in links for n in children[c] if tokens[n].lemma.lower() in words.messages)
    to = (t for n in notes for t in children[n] if t > n and tokens[t].lemma.lower() in words.message_goals)
    found = tuple(h for t in to for h in children[t] if tokens[h].dep == "pobj")
    if not found:
        return targets
    named = any("#actor" in bases.matcher.facts(h) for slot in _ADDRESSED for h in clause.heads(slot))
    return (*targets, found) if named else (found, *targets)


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


def with_told(bases: Bases, clause: Clause, targets: Heads) -> Heads:
    """The targets of what somebody will do, with whom he tells so: *told [Chad] that flights would be suspended*.

    Who is told comes first, but for others whom it says to be of another side: *told Chad it would shell [the rebels]*.
    """
    above = _saying(bases, clause)
    if above is None or above.status != "actual":
        return targets
    facts = bases.matcher.facts
    own = frozenset(f for h in above.heads("subject") for f in facts(h))
    named = (h for heads in bases.slots(above, ("object", "dative", "to")) for h in heads)
    told = tuple((h,) for h in named if not facts(h).isdisjoint(TOLD) and not are_of_one(facts(h), own))
    others = [facts(h) - own for heads in targets for h in heads]
    is_other = any("#rebel" in of or any(not fact.startswith("#") for fact in of) for of in others)
    return targets + told if is_other else told + targets


def addressed(bases: Bases, clause: Clause, contacts: Mapping[str, frozenset[str]]) -> Heads:
    """To whom the clause above a purpose is directed: *sent a note [to X] to congratulate him*, *rang [X] asking*."""
    above = bases.clauses[clause.governor] if clause.governor is not None else None
    if above is None or clause.relation != "adverbial" or clause.kind != "verb" or above.kind != "verb":
        return ()
    tokens, below = bases.sentence.tokens, bases.sentence.children[clause.predicate]
    contacted = sorted(contacts.get(above.lemma.partition(" ")[0], ()))
    slots = ("dative", "to", "with", *contacted)
    asks = tokens[clause.predicate].tag == "VBG" and (bool(contacted) or above.lemma in load_action_words().writing)
    return bases.slots(above, slots) if asks or any(tokens[c].tag == "TO" for c in below) else ()


def who_tells(bases: Bases, coded: Base, clause: Clause, is_own: Callable[[int, Clause], bool]) -> Heads:
    """Who tells a state what he will do, and does it, before others: *[Fiji] told Chad that it would send troops*."""
    above = _saying(bases, clause)
    if above is None or above.kind != "verb" or coded.stance not in OWN_WORDS:
        return coded.sources
    told = tuple(h for h in bases.slots(above, ("object", "dative")) if bases.are_of_state(h))
    speakers = clause.heads("speaker")
    own = not clause.passive and any(is_own(head, clause) for head in clause.heads("subject"))
    return (speakers, *coded.sources) if told and own and speakers else coded.sources


def must_be_told(bases: Bases, clause: Clause) -> Heads:
    """To whom it is said that something must happen: *the fighting must stop, [he] told [Chad]*."""
    above = bases.clauses[clause.governor] if clause.governor is not None else None
    if above is not None and above.lemma in bases.grammar.obliges:  # *told [Chad] that it needed to leave*
        above = bases.clauses[above.governor] if above.governor is not None else None
    return bases.slots(above, ("object", "dative", "to")) if above is not None and above.kind == "verb" else ()


def says_above(bases: Bases, clause: Clause) -> tuple[int, ...]:
    """Who says what the verb above says: *has to [leave], [Chad] said*."""
    return bases.clauses[clause.governor].heads("speaker") if clause.governor is not None else ()


def _saying(bases: Bases, clause: Clause) -> Clause | None:
    """The clause of speech whose words a clause is: *[told Chad] that flights would be suspended*; else None."""
    above = bases.clauses[clause.governor] if clause.governor is not None else None
    is_said = above is not None and clause.relation == "complement" and above.lemma in bases.grammar.speech
    return above if is_said else None
