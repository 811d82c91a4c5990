"""Who may be meant where a clause names no source or no target: the other actors of its text, and what speaks for each.

*Three men were arrested after the raid, police in Chad said* does not say by whom.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coder.actions.action import Action
from coder.actors.countries import place_code
from coder.actors.remote import is_opposed
from coder.cameo.kinds import code_kinds
from coder.clauses.grammar import load_grammar
from coder.events.answers import is_about_thing, sums_up
from coder.events.below import (
    asks_everybody,
    is_apart,
    is_author,
    is_done_to,
    is_meeting_place,
    is_where_said,
    sending_state,
)
from coder.events.dyads import Dyad
from coder.events.home import FIGHTERS
from coder.events.let_go import is_to_be_let_go
from coder.events.likely import MOST_COUNTED, SIDES, Candidate, Missing, named_here, place_in_clauses, place_of_word
from coder.events.relevance import politics_words
from coder.events.sides import Resolver, same_place
from coder.events.unsaid import is_name
from coder.records import Actor, Clause, Sentence

MOST_STEPS = 8
SHOWN_STEPS = 4
STATE = "GOV"
WORLD = ("IGO", "IMG")
PERSON = "person"
INCLUDING = "including"


def missing_actors(dyads: Sequence[Dyad], clauses: Sequence[Clause], resolver: Resolver) -> Iterator[Missing]:
    """The sides that the events of a sentence do not name and that somebody of the text may be."""
    known: list[_Named] | None = None
    for n, dyad in enumerate(dyads):
        for side in SIDES:
            actor: Actor | None = getattr(dyad, side)
            if actor is not None and actor.code:
                continue
            if side == "source" and are_unnamed_states(clauses[dyad.action.clause], resolver):
                continue
            if side == "target" and is_nobodys(dyad.action, clauses[dyad.action.clause], resolver):
                continue
            if side == "source" and actor is not None and actor.entity_type == PERSON and is_name(actor, resolver):
                continue  # *Ana Lima met Johnson after French police attacked a march* is none of them
            known = named(resolver) if known is None else known
            found = candidates(known, n, side, dyads, clauses, resolver)
            if found:
                yield Missing(n, side, actor, found, event_features(dyad, clauses, actor, len(found)))


def are_unnamed_states(clause: Clause, resolver: Resolver) -> bool:
    """Whether those who act are several of which none is named: *[nineteen countries] forgave Iraq's debt*.

    Of *France and nineteen countries* one is.
    """
    tokens = resolver.sentence.tokens
    subjects = clause.heads("subject")
    unnamed = [h for h in subjects if tokens[h].tag == "NNS" and tokens[h].text.lower() in politics_words().addressed]
    return bool(unnamed) and len(unnamed) == len(subjects) and all(tokens[h].dep != "conj" for h in unnamed)


def is_bygone(head: int, clause: Clause, sentence: Sentence) -> bool:
    """Whether a word names whose end came before: *after the fall of [Mobutu]*, *since [Arafat's] death*."""
    tokens = sentence.tokens
    while tokens[head].dep in {"compound", "appos", "conj"} and tokens[head].head != head:
        head = tokens[head].head
    link = tokens[tokens[head].head]
    noun = tokens[link.head] if tokens[head].dep == "pobj" and link.lemma == "of" else link
    owned = tokens[head].dep == "poss" or noun is not link
    return owned and noun.lemma in politics_words().bygone and noun.i != clause.predicate and noun.dep == "pobj"


def is_one_of_them(head: int, clause: Clause, sentence: Sentence) -> bool:
    """Whether a word names one of those who act: *six bishops, including [the primate], condemned the raid*."""
    tokens = sentence.tokens
    while tokens[head].dep in {"compound", "appos", "conj"} and tokens[head].head != head:
        head = tokens[head].head
    link = tokens[tokens[head].head]
    return link.text.lower() == INCLUDING and link.dep == "prep" and link.head in clause.heads("subject")


def is_nobodys(action: Action, clause: Clause, resolver: Resolver) -> bool:
    """Whether an event is directed at a thing, at all, or at who did what no one named did.

    *Shelled [it]*, *urged [the world] to act*, *a shell hit Goma, [an attack] that Mali condemned*.
    """
    unnamed = is_about_thing(action, clause, resolver) or asks_everybody(action, clause, resolver)
    return unnamed or sums_up(action, clause, resolver.sentence)


def is_none(actor: Actor, side: str, dyad: Dyad, clauses: Sequence[Clause], resolver: Resolver) -> bool:
    """Whether somebody is not whom an event is directed at, nor its author.

    Not directed at who judges with its source, its own government, or, of what is done to others, its own country; not
    by who died of force.
    """
    action, clause = dyad.action, clauses[dyad.action.clause]
    if side == "source":
        return action.code[:2] in code_kinds().force and is_victim(actor, clauses, resolver)
    if action.rule.foreign and not actor.roles and dyad.source is not None and actor.country == dyad.source.country:
        return actor.country is not None
    own = sending_state(action, [dyad.source]) or talking_state(dyad, resolver)
    if own and (actor.code or "").startswith(f"{own}{STATE}"):
        return True
    if own and actor.country is None and not (actor.code or "").startswith(WORLD):
        return True  # states break with states
    judges = action.code.startswith(code_kinds().judgements)
    return judges and same_place(actor, beside(clause, clauses, resolver))


def is_victim(actor: Actor, clauses: Sequence[Clause], resolver: Resolver) -> bool:
    """Whether the sentence says of somebody, no fighter, that he was killed or hurt, or died."""
    if not FIGHTERS.isdisjoint(actor.roles):
        return False
    grammar, tokens = load_grammar(), resolver.sentence.tokens
    hurt = [h for c in clauses if c.lemma in grammar.harming for h in c.heads("object")]
    dead = [h for c in clauses if c.lemma in grammar.perish for h in c.heads("subject")]
    return any(actor.start <= tokens[h].start < actor.end for h in (*hurt, *dead))


def is_beside_point(head: int, side: str, action: Action, clause: Clause, resolver: Resolver) -> bool:
    """Whether a word only names where somebody speaks, who gave what another hands on, or whom others are against.

    *The organisers of a rally against [Chad]* are not Chad.
    """
    if is_bygone(head, clause, resolver.sentence):
        return True
    if side == "target" and is_one_of_them(head, clause, resolver.sentence):
        return True
    if side == "target" and is_done_to(head, action, clause.predicate, resolver.sentence):
        return True
    if side == "target" and is_apart(head, action, clause.predicate, resolver.sentence):
        return True
    if side == "target" and clause.passive and head in clause.heads("speaker"):
        return action.code[:2] in code_kinds().harm  # *some men were detained, [officials] said*
    gave = side == "target" and action.code[:2] in code_kinds().aid and is_author(head, resolver.sentence)
    if side == "target" and action.code.startswith(code_kinds().calls_to_let_go):
        gave = gave or is_to_be_let_go(head, clause.predicate, resolver.sentence)
    if any(is_opposed(resolver.sentence, head, h) for h in clause.heads("subject" if side == "source" else "object")):
        return True
    return gave or is_where_said(head, action, clause, resolver)


def talking_state(dyad: Dyad, resolver: Resolver) -> str:
    """The country that says something to others or meets them, which is not its own government; '' for others.

    Its people may: *South Africans defied the curfew*.
    """
    source = dyad.source
    if source is None or source.country is None or source.roles or source.code is None:
        return ""
    people = any(t.end == source.end and "#person" in resolver.facts(t.i) for t in resolver.sentence.tokens)
    return place_code(source) if not people and dyad.action.code.startswith(code_kinds().words_alone) else ""


def beside(clause: Clause, clauses: Sequence[Clause], resolver: Resolver) -> list[Actor]:
    """Who judges the same thing: *Chad supports the plan, while [Niger] opposes it*."""
    objects = {resolver.sentence.tokens[h] for h in clause.heads("object")}
    same = (c for c in clauses if any((it := resolver.taken_up(h)) and it[0] in objects for h in c.heads("object")))
    heads = (h for c in same for h in c.heads("subject") if h not in clause.heads("subject"))
    return [a for h in heads if (a := resolver.resolve(h)) is not None]


@dataclass(frozen=True, slots=True)
class _Named:
    """An actor of the text: the word that names it (None in the sentence before) and how it is known."""

    actor: Actor
    head: int | None
    how: str


def named(resolver: Resolver) -> list[_Named]:
    """The actors with a code that the words of a sentence name, or that the one before told something of."""
    found: dict[tuple[str, int, int], _Named] = {}
    for word, how, actor in named_here(resolver):
        if how == "owner" and is_meeting_place(word, resolver.sentence):
            continue
        key = (actor.code or "", actor.start, actor.end)
        if key not in found or (how == "itself" and found[key].how == "owner"):
            found[key] = _Named(actor, word, how)
    before = [
        _Named(actor, None, f"{side} before")
        for deed in reversed(resolver.deeds_before)
        for side, actor in (("source", deed.source), ("target", deed.target))
        if actor is not None and actor.code
    ]
    return [*found.values(), *before]


def candidates(
    known: Sequence[_Named],
    number: int,
    side: str,
    dyads: Sequence[Dyad],
    clauses: Sequence[Clause],
    resolver: Resolver,
) -> tuple[Candidate, ...]:
    """The actors that may be a side of an event: all but those who are its other side or only where it is told."""
    dyad = dyads[number]
    clause, other = clauses[dyad.action.clause], dyad.target if side == "source" else dyad.source
    others = [o for o in (other, *_beside(dyad, side, other, dyads)) if o.code] if other is not None else []
    return tuple(
        Candidate(one.actor, _features(one, number, other, dyads, clauses, resolver.sentence))
        for one in known
        if not any((one.actor.start, one.actor.end) == (o.start, o.end) for o in others)
        and (one.head is None or not is_beside_point(one.head, side, dyad.action, clause, resolver))
        and not is_none(one.actor, side, dyad, clauses, resolver)
    )


def _beside(dyad: Dyad, side: str, other: Actor, dyads: Sequence[Dyad]) -> Iterator[Actor]:
    """Who does the same, or to whom it is done too: who urges both is neither. Two countries may fire at each other."""
    fights = dyad.action.code[:2] in code_kinds().together & code_kinds().force
    same = (d.target if side == "source" else d.source for d in dyads if d.action is dyad.action)
    yield from (o for o in same if o is not None and not (fights and o.country != other.country))


def event_features(dyad: Dyad, clauses: Sequence[Clause], thing: Actor | None, n: int) -> tuple[str, ...]:
    """What is looked at in an event of which a side is missing, whoever may be meant."""
    clause = clauses[dyad.action.clause]
    return (
        f"predicate={clause.lemma}", f"code={dyad.action.code}", f"candidates={min(n, MOST_COUNTED)}",
        f"stance={dyad.action.stance}", "thing" if thing is not None and thing.text else "nothing",
    )  # fmt: skip


def _features(
    one: _Named, number: int, other: Actor | None, dyads: Sequence[Dyad], clauses: Sequence[Clause], sentence: Sentence
) -> tuple[str, ...]:
    dyad = dyads[number]
    clause, root = clauses[dyad.action.clause], dyad.action.code[:2]
    found = {f"known as={one.how}", *_of_actor(one.actor, other), *_of_others(one.actor, number, dyads)}
    if one.head is not None:
        found |= _of_place(one.head, dyad, clauses, sentence)
    found |= {f"{root} {f}" for f in found}
    found |= {f"root={root}", f"kind={clause.kind}", f"relation={clause.relation}"}
    found.add("doubted" if dyad.doubted else "by rule")
    if clause.passive:
        found.add("passive")
    return tuple(sorted(found))


def _of_actor(actor: Actor, other: Actor | None) -> set[str]:
    """What an actor is, and beside the other side of the event."""
    role = actor.roles[0] if actor.roles else "none"
    found = {f"role={role}", "country" if actor.country else "no country"}
    if actor.inferred:
        found.add("inferred")
    if other is None or not other.code:
        found.add("no other side")
    else:
        if other.country and other.country == actor.country:
            found.add("compatriot")
        if other.code == actor.code:
            found.add("same code")
        if other.roles:
            found.add(f"roles={other.roles[0]} {role}")
    return found


def _of_others(actor: Actor, number: int, dyads: Sequence[Dyad]) -> set[str]:
    """What an actor is in the other events of the sentence."""
    found: set[str] = set()
    action = dyads[number].action
    for dyad in (d for n, d in enumerate(dyads) if n != number):
        for side in SIDES:
            told: Actor | None = getattr(dyad, side)
            if told is None or not told.code or (told.start, told.end) != (actor.start, actor.end):
                continue
            found.add(f"{side} of another")
            if dyad.action.code[:2] == action.code[:2]:
                found.add(f"{side} of another of its root")
            if dyad.action.clause == action.clause:
                found.add(f"{side} of another of its clause")
    return found


def _of_place(head: int, dyad: Dyad, clauses: Sequence[Clause], sentence: Sentence) -> set[str]:
    """Where the word that names an actor stands, seen from the predicate."""
    tokens, clause = sentence.tokens, clauses[dyad.action.clause]
    word, predicate = tokens[head], clause.predicate
    found = place_of_word(head, predicate, sentence)
    if word.dep == "pobj":
        above = tokens[word.head].head
        found.add(f"preposition of={'predicate' if above == predicate else tokens[above].pos}")
    path = path_up(head, predicate, sentence)
    found.add("elsewhere" if path is None else f"path={'>'.join(path[:SHOWN_STEPS])}")
    nominal = "noun" if dyad.action.nominal or clause.kind == "noun" else "verb"
    found.add(f"{nominal} {'elsewhere' if path is None else 'below'} {word.dep}")
    return found | {place_in_clauses(head, dyad.action.clause, clauses)}


def path_up(head: int, predicate: int, sentence: Sentence) -> list[str] | None:
    """The labels on the way from a word up to the predicate; None where it does not depend on it."""
    tokens = sentence.tokens
    found: list[str] = []
    while head != predicate and len(found) < MOST_STEPS and tokens[head].head != head:
        found.append(tokens[head].dep)
        head = tokens[head].head
    return found if head == predicate else None
