"""Actions to dyads: who is the source and who the target of each action, and the pairs that they make.

Whether a dyad is an event that a human coder would write is another question: see `coder.events.keep`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from coder.actions.action import Action
from coder.cameo.kinds import code_kinds
from coder.clauses.grammar import load_grammar
from coder.events.answers import answered, carried_on, judged_before
from coder.events.authors import adjunct_agents, called_to_account, claimants, is_charged, may_act, phrases_below
from coder.events.below import (
    actors_below,
    asks_everybody,
    besides,
    is_done_to,
    is_matter,
    is_ones_own,
    is_own_matter,
    is_where_said,
    partners_below,
)
from coder.events.confidence import confidence
from coder.events.home import at_home
from coder.events.let_go import at_holders
from coder.events.relevance import is_international, politics_words
from coder.events.sides import (
    Resolver,
    apposed,
    is_located,
    is_other,
    joined,
    name_each_other,
    same_place,
    stand_between,
    together,
)
from coder.events.whereabouts import is_where_it_was, is_whereabouts
from coder.records import Actor, Clause, Sentence

MOST_ACTORS = 6
SCENE = frozenset({"in", "at", "along", "across", "on", "against"})
ADDRESSED = ("object", "dative", "to", "at", "against", "with")
SPOKEN_OF = ("of", "about")
MOST_STEPS = 8


@dataclass(slots=True, unsafe_hash=True)
class Dyad:
    """An action between a source and a target, either of which may be missing, with its confidence from 0 to 1.

    The target is `carried` from another clause, or is who said or did before what the action is an `answer` to. Rules
    and decisions alone would have left what is `doubted`: the second reader takes it for an event. A side that the
    clause does not name and that is only `meant` stands there with the probability that it is. Who is `charged` with a
    deed is its source, as whoever does so, and not as what he is: a soldier charged with murder is at no war.
    """

    action: Action
    source: Actor | None
    target: Actor | None
    confidence: float
    carried: bool = False
    answer: bool = False
    doubted: bool = False
    meant: tuple[tuple[str, float], ...] = ()
    charged: bool = False


def with_sides(dyad: Dyad, source: Actor | None, target: Actor | None) -> Dyad:
    """The dyad between these, itself where they are its own: most often nothing is added to what a clause names."""
    if source is dyad.source and target is dyad.target:
        return dyad
    return replace(dyad, source=source, target=target)


# So many do something each with each; where more do, it is told of the first with each.
MOST_TOGETHER = 3
# An action with those who do it.
DoneBy = tuple[Action, list[Actor]]
Sides = tuple[Actor | None, Actor | None]


def find_dyads(actions: Sequence[Action], clauses: Sequence[Clause], resolver: Resolver) -> list[Dyad]:
    """One dyad for each pair of source and target of each action, known or not, in the order of the actions.

    *France and Italy expelled two Russian diplomats* gives two. A reciprocal action (*met*) gives both directions.
    An action without a target takes that of the clause that it is coordinated with: *summoned the Russian envoy and
    cancelled meetings*.
    """
    return dyads_of([(a, source_actors(a, clauses[a.clause], resolver)) for a in actions], clauses, resolver)


def dyads_of(done_by: Sequence[DoneBy], clauses: Sequence[Clause], resolver: Resolver) -> list[Dyad]:
    """One dyad for each pair of source and target of each action; see `find_dyads`."""
    found: list[Dyad] = []
    targets_of: dict[int, list[Actor]] = {}
    acting: dict[int, list[Actor]] = {}
    for action, sources in done_by:
        own = clauses[action.clause]
        targets = at_holders(action, own, sources, target_actors(action, own, sources, resolver), resolver)
        if action.reciprocal and len({s.code for s in sources}) > 1:
            targets = [t for t in targets if not is_located(t, resolver.sentence)]  # *A and B clashed in Chad*
        if are_together(action, own, sources, (), resolver.sentence):
            targets = [t for t in targets if not is_matter(t, resolver.sentence)]
        if not targets and action.reciprocal and not action.nominal:
            targets = partners_below(action, clauses, sources, resolver)
        carried, answer = False, False
        targets = [t for t in targets if not is_ones_own(action, t, sources, resolver)]
        if not any(t.code for t in targets):
            targets = _otherwise(action, clauses, sources, targets, resolver)
        if not targets and action.code[:2] in code_kinds().carried_over:
            targets = carried_targets(action, clauses, targets_of, acting, sources, resolver)
            carried = bool(targets)
        if (judged := judged_before(action, own, targets_of, clauses, sources, resolver)) and not targets:
            targets, carried = judged, True
        if not any(t.code for t in targets) and (before := answered(action, own, sources, resolver)):
            targets, answer = before, True
        mutual = action.reciprocal or are_together(action, own, sources, targets, resolver.sentence)
        if action.reciprocal or action.code[:2] in code_kinds().together:
            if len(targets) > 1 and not any(s.code for s in sources):
                if stand_between(targets, own, resolver.sentence):
                    sources, targets, mutual = targets, [], True  # *talks between A and B*: the modifier is no party
        if action.code[:2] in code_kinds().harm:
            targets = together(targets, resolver.sentence)
        targets_of[action.clause], acting[action.clause] = targets, sources
        targets = targets or things(action, own, sources, resolver)
        charged = is_charged(action, sources, own, resolver)
        found += _made(action, own, pairs(action, sources, targets, mutual), (carried, answer, charged), resolver)
    return found


def _made(
    action: Action, clause: Clause, sides: Iterable[Sides], told: tuple[bool, bool, bool], resolver: Resolver
) -> list[Dyad]:
    """A dyad for each of the pairs of sides; `told` says whether targets are carried, answered, sources charged."""
    carried, answer, charged = told
    found = []
    for source, target in sides:
        s, t = at_home(source, target, answer, action, resolver)
        sure = confidence(action, clause.relation, s, t, carried or answer)
        found.append(Dyad(action, s, t, sure, carried, answer, charged=charged))
    return found


def _otherwise(
    action: Action, clauses: Sequence[Clause], sources: Sequence[Actor], targets: list[Actor], resolver: Resolver
) -> list[Actor]:
    """To whom something is done where the slots of its rule name nobody: where force was used, of whom is spoken."""
    if not sources and not targets and action.code[:2] in code_kinds().force:  # *Mali clashes leave ten dead*
        return [a for a in first_actors(action.sources, resolver, ()) if is_where_it_was(a, resolver.sentence)]
    if action.code.startswith(code_kinds().answers):
        return spoken_of(clauses[action.clause], clauses, sources, resolver) or targets
    return targets


def whom_answered(dyads: Sequence[Dyad]) -> Actor | None:
    """Whom the answer of a sentence is directed at, an actor without a code where it judges a thing: who judges next
    (*condemned it too*) judges the same. None where the sentence answers nothing.
    """
    for dyad in dyads:
        if dyad.answer:
            return dyad.target
    judging = (
        d for d in dyads if d.action.code.startswith(code_kinds().judgements) and d.source is not None and d.source.code
    )
    of_a_thing = any(d.target is None or not d.target.code for d in judging)
    return Actor(None, None, (), "", 0, 0) if of_a_thing else None


def spoken_of(clause: Clause, clauses: Sequence[Clause], sources: Sequence[Actor], resolver: Resolver) -> list[Actor]:
    """Of whom somebody says what judges: *"We reject this," the envoy said of the [UN] vote*."""
    if clause.governor is None or clause.relation != "complement":
        return []
    said = clauses[clause.governor]
    if said.lemma.partition(" ")[0] not in load_grammar().speech:
        return []
    named = (resolver.instrument(h) or resolver.within(h) for slot in SPOKEN_OF for h in said.heads(slot))
    return [a for a in named if a is not None and a.code is not None and is_other(a, sources, resolver)][:1]


def are_together(
    action: Action, clause: Clause, sources: Sequence[Actor], targets: Sequence[Actor], sentence: Sentence
) -> bool:
    """Whether several do with each other what is said of them all: *[Chad] and [Niger] agreed to reopen the road*."""
    if any(t.code for t in targets) or len({s.code for s in sources if s.code}) < 2:
        return False
    verb, words = clause.lemma.partition(" ")[0], politics_words()
    if verb in words.exchanging or name_each_other(clause, sentence):
        return True
    return action.code[:2] in code_kinds().together and verb in words.together


def source_actors(action: Action, clause: Clause, resolver: Resolver) -> list[Actor]:
    """The actors that do an action: those of its slots, or whose weapons are named (*killed by Israeli tank fire*)."""
    found = first_actors(action.sources, resolver, ())
    if not any(a.code for a in found) and action.code[:2] in code_kinds().force | code_kinds().aid:
        whose = (resolver.instrument(head) for heads in action.sources for head in heads)
        owned = [a for a in whose if a is not None and a.code is not None and (a.country or is_international(a))]
        found = owned or found
    if not found and action.code[:2] in code_kinds().harm:
        found = adjunct_agents(clause, resolver) or claimants(clause, resolver)
    if clause.passive:
        found = [a for a in found if not is_whereabouts(a, clause, resolver.sentence)]
    found = [a for a in found if not is_where_it_was(a, resolver.sentence)]
    if not action.nominal and clause.kind != "noun":
        return found
    if not found and action.code[:2] in code_kinds().force:
        found = called_to_account(clause.predicate, resolver)
    # *the Marriott bombing*, *Gaza air strikes*: places and unknown names before an event noun say where.
    return [s for s in found if may_act(s, resolver.sentence, clause.predicate)]


def first_actors(
    slots: Sequence[Sequence[int]],
    resolver: Resolver,
    other: Sequence[Actor],
    within: bool = False,
    places: bool = True,
) -> list[Actor]:
    """The actors of the first slot that holds any that is not among `other`.

    With `within`, things count by their owners, but not by the side that acts: *expressed Egypt's solidarity with
    Jordan*, said of Egypt, is about Jordan. Without `places` what only says where or when is passed over.
    """
    passed: list[Actor] = []
    for heads in slots:
        named = [a for h in heads for a in those_of(resolver.resolve_all(h), other) if is_other(a, other, resolver)]
        named = joined(apposed(named, resolver.sentence), resolver.sentence)
        if within:
            named += besides(heads, named, other, resolver) if named else owners(heads, resolver, other, places)
        if named and within and not passed and all(is_what_is_theirs(a, other, resolver.sentence) for a in named):
            passed = named  # *pledged Mali a loan for [its roads]*
        elif named:
            return list({(a.start, a.end): a for a in named}.values())[:MOST_ACTORS]
    return passed


def is_what_is_theirs(actor: Actor, others: Sequence[Actor], sentence: Sentence) -> bool:
    """Whether an actor's words are what one of others has, by a pronoun: *its roads*."""
    owned = any(t.start == actor.start and t.dep == "poss" and t.pos == "PRON" for t in sentence.tokens)
    return owned and any(o.code == actor.code for o in others)


def is_other_body(owner: Actor, codes: set[str | None], resolver: Resolver) -> bool:
    """Whether an owner at home is another than who acts: parliament for *rejected the president's plan*."""
    return bool(owner.roles) and owner.code not in codes and not is_located(owner, resolver.sentence)


def owners(heads: Sequence[int], resolver: Resolver, other: Sequence[Actor], places: bool) -> list[Actor]:
    """The actors to whom the things of a slot belong, of another country than `other`, or of another body at home."""
    countries, codes = {o.country for o in other if o.country}, {o.code for o in other}
    known = any(o.code for o in other)  # else each of them might be taken for who acts on the others
    whose = (a for h in heads for a in resolver.within_all(h)[: None if known else 1])
    found = [a for a in whose if is_other(a, other, resolver)]
    if any(a.country and a.country not in countries for a in found):
        countries -= {o.country for o in other if o.inferred}  # may harm their own beside others: *a Thai and [a Lao]*
    return [
        a
        for a in found
        if (a.country is None or a.country not in countries or is_other_body(a, codes, resolver))
        and (places or not is_located(a, resolver.sentence))
    ]


def those_of(named: Sequence[Actor], other: Sequence[Actor]) -> Sequence[Actor]:
    """The actors of a phrase; of *the two leaders* none where one would be the other side: Annan met two others."""
    return named if len(named) < 2 or {a.code for a in named}.isdisjoint(o.code for o in other) else ()


def target_actors(action: Action, clause: Clause, sources: Sequence[Actor], resolver: Resolver) -> list[Actor]:
    """The actors that an action is directed at, by its slots in order; talks in Vienna are not held with Austria."""
    slots = [tuple(h for h in heads if not is_where_said(h, action, clause, resolver)) for heads in action.targets]
    found = first_actors(slots, resolver, sources, within=True, places=not action.reciprocal)
    if found and action.code.startswith(code_kinds().answers):
        ends = {t.end: t.i for t in resolver.sentence.tokens}
        words = [(a, ends.get(a.end, clause.predicate)) for a in found]
        found = [a for a, i in words if not is_done_to(i, action, clause.predicate, resolver.sentence)]
    if found or action.reciprocal or action.nominal or asks_everybody(action, clause, resolver):
        return found
    if action.code.startswith(code_kinds().no_other):
        return []
    if action.code.startswith(code_kinds().visits) and resolver.country_at(action.clause):
        return []  # *flew to Goma on UN planes*
    return [] if is_own_matter(action, clause, sources, resolver) else actors_below(action, clause, sources, resolver)


def things(action: Action, clause: Clause, sources: Sequence[Actor], resolver: Resolver) -> list[Actor]:
    """The thing that an action is directed at, without a code: the first in its slots.

    Of force, coercion and what is left of them, it is also where it was: *stayed on alert in [Manila]*.
    """
    roots = {action.code[:2], action.base[:2]}
    if roots.isdisjoint(code_kinds().thing_as_target | code_kinds().asked):
        return []
    tokens, where = resolver.sentence.tokens, politics_words().circumstance
    whole = not roots.isdisjoint(code_kinds().object_is_target) or action.base.startswith(code_kinds().releases)
    for head in (head for heads in action.targets for head in heads):
        if tokens[head].dep == "pobj" and tokens[tokens[head].head].lemma in where:
            continue
        if not whole and head in action.used:
            continue
        if roots.isdisjoint(code_kinds().thing_as_target) and tokens[head].pos != "PROPN":
            continue
        if (found := resolver.thing(head)) is not None and not same_place(found, sources):
            return [found]
    if roots.isdisjoint(code_kinds().done_somewhere) or action.nominal or action.reciprocal:
        return []
    return scene(clause, sources, resolver)


def scene(clause: Clause, sources: Sequence[Actor], resolver: Resolver) -> list[Actor]:
    """The first named place below a clause, without a code."""
    tokens = resolver.sentence.tokens
    for i in phrases_below(clause, resolver.sentence):
        located = tokens[i].dep == "pobj" and tokens[tokens[i].head].lemma in SCENE
        part = any(tokens[c].text == "of" for c in resolver.sentence.children[i]) and resolver.within(i) is not None
        if located and (tokens[i].pos == "PROPN" or "#place" in resolver.facts(i) or part):
            found = resolver.thing(i)
            if found is not None and not same_place(found, sources):
                return [found]
    return []


def carried_targets(
    action: Action, clauses: Sequence[Clause], targets_of: dict[int, list[Actor]], acting: dict[int, list[Actor]],
    sources: Sequence[Actor], resolver: Resolver,
) -> list[Actor]:  # fmt: skip
    """The target of the clause before, along coordination and with the same source.

    Of a clause that is no action it is who stands in its slots: *pointed the finger at [Chad] and cut ties*.
    """
    k: int | None = action.clause
    for _ in range(0 if asks_everybody(action, clauses[action.clause], resolver) else MOST_STEPS):
        clause = clauses[k]  # type: ignore[index]
        if clause.relation == "nominal" and clause.support is not None:
            k = clause.governor
        elif clause.relation == "coordinate":
            k = clause.governor
            own = clauses[action.clause].heads("subject")
            if k is not None and clauses[k].relation == "complement" and clauses[k].heads("subject") != own:
                k = clauses[k].governor  # *urged X [to talk] and called for reform*
        else:
            return []
        if k is None:
            return []
        if targets_of.get(k):
            return carried_on(targets_of[k], acting[k], sources)
        if k not in targets_of and (found := first_actors(slots_of(clauses[k]), resolver, sources, places=False)):
            return [t for t in found if t.country is not None][:1]
    return []


def slots_of(clause: Clause) -> list[tuple[int, ...]]:
    """Where a clause that is no action may name whom it is about."""
    return [clause.heads(slot) for slot in ADDRESSED]


def pairs(
    action: Action, sources: Sequence[Actor], targets: Sequence[Actor], mutual: bool
) -> Iterator[tuple[Actor | None, Actor | None]]:
    """Each source with each target, both ways where the action is mutual; None for a side that is missing.

    Of more than three who do something together no one is said to do it with each: the first stands for all.
    """
    if mutual and len(sources) > 1 and not any(t.code for t in targets):
        few = len(sources) <= MOST_TOGETHER
        yield from ((a, b) for a in sources for b in sources if a is not b and (few or sources[0] in (a, b)))
        return
    for source in sources or (None,):
        for target in targets or (None,):
            yield source, target
            # What one side intends is no intention of the other, but two meet: *Chad will seek better ties with Niger*.
            one_sided = action.stance == "intended"
            if action.reciprocal and not one_sided and source is not None and target is not None:
                yield target, source


def trigger_span(sentence: Sentence, clause: Clause) -> tuple[int, int]:
    """First and last characters (in the document) of the words that name the action, its light verb among them."""
    tokens = [sentence.tokens[clause.predicate]]
    if clause.support is not None and abs(clause.support - clause.predicate) <= 4:
        tokens.append(sentence.tokens[clause.support])
    return min(t.start for t in tokens), max(t.end for t in tokens)


def event_id(*parts: object) -> str:
    """A stable identifier: the first 16 hexadecimal digits of the SHA-256 of the parts."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]
