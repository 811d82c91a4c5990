"""Actions to events: the source and target of each action, the pairs that they make, and how sure the coder is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from coder.actions.compose import Action
from coder.clauses.status import ORDINALS
from coder.events.relevance import (
    OF_COUNTRY,
    PRIVATE,
    any_political,
    is_business,
    is_political,
    is_regulator,
    tells_of_war,
    topic,
)
from coder.records import Actor, Clause, Sentence

MOST_ACTORS = 6
# Coercion, violence, aid and promises are coded where the other side is named and who did it is not (*a minister was arrested*).
SOURCE_OPTIONAL = frozenset({"03", "07", "0813", "0814", "0841", "09", "116", "14", "16", "17", "18", "19", "20"})
# Roots whose target may be a thing or a place that is no actor (*shelled the village*, *rejected the results*).
THING_AS_TARGET = frozenset({"01", "05", "07", "08", "09", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20"})
# ... and where that is what the rule itself looks at: *rejected [the results]*, but not *signed [an agreement]*.
OBJECT_IS_TARGET = frozenset({"09", "11", "12", "17", "18", "19", "20"})
CIRCUMSTANCE = frozenset({"in", "at", "near", "during", "since", "after", "before", "by", "amid", "over"})
# How sure a clause is by its place in the sentence: what is asserted before what is brought in.
CERTAINTY = {"root": 0.78, "complement": 0.7, "nominal": 0.7, "coordinate": 0.4, "adverbial": 0.45, "relative": 0.45}
STANCE_CERTAINTY = {"refused": 0.05, "demanded": 0.05, "intended": -0.06, "appealed": -0.06, "threatened": -0.04}
CARRY_OVER = frozenset({"10", "11", "12", "13", "16", "17"})
# Violence and arrests are events whoever takes part; words and deals only where a political actor does.
ANYBODY = frozenset({"14", "17", "18", "19", "20"})
# ... and so are the end of a protest and the refusal to end it.
FORCE = frozenset({"15", "18", "19", "20"})
# Force without bloodshed, of which a sentence may tell without a word of violence: blockades, shows of force, abductions, expulsions.
BLOODLESS = ("15", "181", "191", "201")
LAW = frozenset({"COP", "JUD"})
# To force somebody is an event where nobody is said to do it only beside violence.
NEEDS_SOURCE = frozenset({"170", "174"})
# Only somebody armed or a state fights, as against beating and killing.
ARMED = frozenset({"15", "19", "20"})
ARMS = frozenset({"COP", "CRM", "IMG", "INS", "MIL", "REB", "SEP", "SET", "UAF"})
# What is coded of named actors whom no dictionary has: demands, threats, refusals, protests, force.
UNKNOWN_MAY = frozenset({"02", "10", "12", "13", "14", "17", "18", "19", "20"})
# Words and deals are an event where a state, a party or somebody armed takes part, not only its lawyers or workers.
COOPERATION = frozenset({"04", "05", "06"})
WORDS = frozenset({"01", "02", "03", "05", "08", "10", "12"})
# Professions that make demands on their governments.
PUBLIC = frozenset({"AGR", "CVL", "EDU", "HLH", "LAB", "MED", "REL"})
# Whose travels are no visits.
VISITS = frozenset({"042", "043"})
PRIVATE_PEOPLE = frozenset({"BUS", "CVL", "DEV", "EDU", "HLH", "LAB", "MED", "REF"})
ANYBODY_CODES = frozenset({"082", "0252", "0352", "1052", "1242"})


class Resolver(Protocol):
    """What the actors of one sentence are asked for."""

    sentence: Sentence

    def resolve(self, head: int) -> Actor | None:
        """The actor that a noun phrase names, the first of two."""

    def resolve_all(self, head: int) -> tuple[Actor, ...]:
        """The actors that a noun phrase names: two for *the two countries*."""

    def within(self, head: int) -> Actor | None:
        """The actor to whom a thing belongs: *Seoul* for *Seoul's efforts*."""

    def instrument(self, head: int) -> Actor | None:
        """The actor whose weapon or attack a phrase names: *Israeli* for *Israeli tank fire*."""

    def thing(self, head: int) -> Actor | None:
        """The phrase itself, without a code."""

    @property
    def names_politics(self) -> bool:
        """Whether the sentence names anybody in politics."""

    @property
    def names_world(self) -> bool:
        """Whether the document names any country, place or anybody of one so far."""

    def facts(self, head: int) -> frozenset[str]:
        """What rules may ask of a phrase: '#actor', '#state', '#person', '#time'."""


@dataclass(slots=True, unsafe_hash=True)
class Dyad:
    """An action between a source and a target, either of which may be missing, with its confidence from 0 to 1."""

    action: Action
    source: Actor | None
    target: Actor | None
    confidence: float
    carried: bool = False


def find_dyads(actions: Sequence[Action], clauses: Sequence[Clause], resolver: Resolver, note: Callable[[int, str], None]) -> list[Dyad]:
    """One dyad for each pair of source and target of each action; actions between nobody known are left out.

    *France and Italy expelled two Russian diplomats* gives two. A reciprocal action (*met*) gives both directions.
    An action without a target takes that of the clause that it is coordinated with: *summoned the Russian envoy and
    cancelled meetings*.
    """
    found: list[Dyad] = []
    nameless: list[Dyad] = []
    targets_of: dict[int, list[Actor]] = {}
    about = topic(resolver.sentence) if actions else ""
    for action in actions:
        sources = first_actors(action.sources, resolver, ())
        if not sources and action.code[:2] in FORCE:
            # *killed by Israeli tank fire*: whose weapons they are
            sources = [a for heads in action.sources for h in heads if (a := resolver.instrument(h)) is not None and a.code is not None and a.country is not None]
        if action.nominal or clauses[action.clause].kind == "noun":
            # *the Marriott bombing*, *Gaza air strikes*: places and unknown names before an event noun say where.
            noun = resolver.sentence.tokens[clauses[action.clause].predicate]
            sources = [s for s in sources if s.end > noun.end or (s.code is not None and (s.roles or is_agent(s) or is_owner(s, resolver.sentence, noun.start)))]
        targets = target_actors(action, sources, resolver)
        carried = False
        if not targets and action.code[:2] in CARRY_OVER:
            targets = carried_targets(action, clauses, targets_of, sources)
            carried = bool(targets)
        if action.reciprocal and len(targets) > 1 and not any(s.code for s in sources) and word_before(targets[0], resolver.sentence) == "between":
            sources, targets = targets, []  # *coalition talks between A and B*: the modifier is no party
        targets_of[action.clause] = targets
        targets = targets or things(action, sources, resolver)
        dyads = [Dyad(action, s, t, confidence(action, clauses[action.clause].relation, s, t, carried), carried) for s, t in pairs(action, sources, targets)]
        if (action.code in VISITS or action.travel) and not any(t.code for t in targets) and any("#place" in resolver.facts(head) for head in action.used):
            dyads = []  # who travels at home pays nobody a visit
        # Who harms whom, both unnamed and in no country, is told of the home and of films.
        if action.code[:2] in FORCE and not (resolver.names_world or tells_of_war(resolver.sentence) or any_political((*sources, *targets))):
            dyads = []
        kept = [d for d in dyads if is_event(d, about) or (resolver.names_politics and is_of_unknown(d, about, resolver.sentence.tokens[0].start))]
        if not kept:
            nameless += [d for d in dyads if resolver.names_world and is_nameless(d, about, resolver.sentence)]
            note(action.clause, "left: nobody who is known does it" if not sources else "left: neither side is a known actor")
        found += kept
    if any(d.action.code != "010" for d in found):
        # That somebody spoke is the news only where nothing else is.
        found = [d for d in found if d.action.code != "010"]
    aside = [d for d in found if is_aside(clauses, d.action.clause, resolver.sentence)]
    told = [d for d in found if d not in aside]
    for dyad in aside:
        passing = clauses[dyad.action.clause].relation != "relative" and dyad.action.code[:2] in FORCE
        if told or passing or dyad.source is None or dyad.action.code[:2] in COOPERATION:
            note(dyad.action.clause, "left: it is told in passing, of somebody who is named for another reason")
        else:
            told.append(dyad)
    return told or nameless[:1]


def is_nameless(dyad: Dyad, about: str, sentence: Sentence) -> bool:
    """Whether nobody is named in what is news all the same where a sentence tells nothing else: *a blast tore through a market in Jos*."""
    source = dyad.source
    if dyad.action.nominal or (source is not None and is_business(source)):
        return False
    if dyad.action.code.startswith("18"):
        return (source is None or source.code is None) and dyad.target is not None and not about and tells_of_war(sentence)
    return dyad.action.code.startswith("14") and about in {"", "peace"}


def is_aside(clauses: Sequence[Clause], k: int, sentence: Sentence) -> bool:
    """Whether a relative clause tells it: most often that says who somebody is, not the news (*a sailor who was killed last year*).

    Where the sentence has no verb above it, it is a headline or a fragment that the parser took for a phrase.
    """
    clause = clauses[k]
    while clause.relation in {"adverbial", "complement", "coordinate"} and clause.kind != "noun" and clause.governor is not None:
        clause = clauses[clause.governor]
    if clause.relation != "relative" or clause.kind == "noun":
        return False
    up = sentence.tokens[clause.predicate]
    if any(sentence.tokens[c].text.lower() in ORDINALS for c in sentence.children[up.head]):
        return False  # *the first state to recognise it*
    while up.head != up.i:
        up = sentence.tokens[up.head]
    return up.pos in {"VERB", "AUX"}


def first_actors(slots: Sequence[Sequence[int]], resolver: Resolver, other: Sequence[Actor], within: bool = False, places: bool = True) -> list[Actor]:
    """The actors of the first slot that holds any that is not among `other`.

    With `within`, things count by their owners, but not by the side that acts: *expressed Egypt's solidarity with
    Jordan*, said of Egypt, is about Jordan. Without `places` what only says where or when is passed over.
    """
    countries = {o.country for o in other if o.country}
    for heads in slots:
        named = [a for h in heads for a in those_of(resolver.resolve_all(h), other) if not is_currency(a, resolver.sentence) and not same_place(a, other)]
        if not named and within:
            owners = [a for h in heads if (a := resolver.within(h)) is not None and not is_currency(a, resolver.sentence) and not same_place(a, other)]
            named = [a for a in owners if (a.country not in countries or a.country is None) and (places or not is_located(a, resolver.sentence))]
        if named:
            return list({(a.start, a.end): a for a in named}.values())[:MOST_ACTORS]
    return []


def those_of(named: Sequence[Actor], other: Sequence[Actor]) -> Sequence[Actor]:
    """The actors of a phrase; of *the two leaders* none where one would be the other side: Annan met two others."""
    return named if len(named) < 2 or {a.code for a in named}.isdisjoint(o.code for o in other) else ()


def is_currency(actor: Actor, sentence: Sentence) -> bool:
    """*US* in *US $3 million* is no country."""
    return sentence.text[actor.end - sentence.start :].lstrip()[:1] in {"$", "€", "£"}


def is_located(actor: Actor, sentence: Sentence) -> bool:
    """Whether an actor's words only say where or when: *in Vienna*."""
    return word_before(actor, sentence) in CIRCUMSTANCE


def word_before(actor: Actor, sentence: Sentence) -> str:
    return sentence.text[: actor.start - sentence.start].rstrip().rpartition(" ")[2].lower()


def same_place(actor: Actor, others: Sequence[Actor]) -> bool:
    return any(actor.start < o.end and o.start < actor.end for o in others)


def target_actors(action: Action, sources: Sequence[Actor], resolver: Resolver) -> list[Actor]:
    """The actors that an action is directed at, by its slots in order; talks in Vienna are not held with Austria."""
    return first_actors(action.targets, resolver, sources, within=True, places=not action.reciprocal)


def things(action: Action, sources: Sequence[Actor], resolver: Resolver) -> list[Actor]:
    """The thing that an action is directed at, for the first slot that holds one, without a code; not where or when it was."""
    tokens = resolver.sentence.tokens
    if action.code[:2] not in THING_AS_TARGET:
        return []
    for heads in action.targets:
        for head in heads:
            if tokens[head].dep == "pobj" and tokens[tokens[head].head].lemma in CIRCUMSTANCE:
                continue
            if (action.code[:2] in OBJECT_IS_TARGET or head not in action.used) and (found := resolver.thing(head)) is not None and not same_place(found, sources):
                return [found]
    return []


def carried_targets(action: Action, clauses: Sequence[Clause], targets_of: dict[int, list[Actor]], sources: Sequence[Actor]) -> list[Actor]:
    """The target of the clause before, along coordination and with the same source."""
    k: int | None = action.clause
    for _ in range(8):
        clause = clauses[k]  # type: ignore[index]
        if clause.relation == "nominal" and clause.support is not None:
            k = clause.governor
        elif clause.relation == "coordinate":
            k = clause.governor
        else:
            return []
        if k is None:
            return []
        if targets_of.get(k):
            return [t for t in targets_of[k] if not same_place(t, sources)]
    return []


def pairs(action: Action, sources: Sequence[Actor], targets: Sequence[Actor]) -> Iterator[tuple[Actor | None, Actor | None]]:
    if action.reciprocal and len(sources) > 1 and not any(t.code for t in targets):
        yield from ((a, b) for a in sources for b in sources if a is not b)
        return
    for source in sources or (None,):
        for target in targets or (None,):
            yield source, target
            if action.reciprocal and source is not None and target is not None:
                yield target, source


def is_event(dyad: Dyad, about: str = "") -> bool:
    """Whether a human coder would write the row: someone political must take part, and somebody must act or suffer.

    `about` is what the sentence is about (see `coder.events.relevance.topic`). In a report of a game only what officials and
    the police do counts; a storm kills nobody in CAMEO's sense, and on a market nobody is shot.
    """
    source, target, root = dyad.source, dyad.target, dyad.action.code[:2]
    armed = source is not None and bool(ARMS.intersection(source.roles))
    if about == "sport" and not (source is not None and LAW.intersection(source.roles) and root in {"09", "17", "18", "19"}) and (dyad.action.code[:3] != "173" or source is not None):
        return False
    if about and root in FORCE and not dyad.action.code.startswith(BLOODLESS) and not armed and not (about == "peace" and is_land_taken(dyad)):
        return False
    if about == "disaster" and source is None and root == "17":
        return False
    if about == "market" and root not in ANYBODY and not (is_political(source) and (root in {"10", "11", "12", "13", "15", "16"} or is_political(target))):
        return False
    if root in COOPERATION and any(actor is not None and (is_business(actor) or actor.code is None) for actor in (source, target)) and not any_state((source, target)):
        return False
    if dyad.action.rule.foreign and source is not None and target is not None and source.country == target.country and not target.roles:
        return False  # what one's own country must do
    if is_domestic(source, target, root):
        return False
    if source is None and root in {"03", "07"} and not is_political(target):
        return False
    if root == "14" and source is not None and (source.code is None or is_business(source)):
        return False
    if dyad.action.code in VISITS and source is not None and (source.roles and PRIVATE_PEOPLE.issuperset(source.roles) or (target is not None and source.country == target.country)):
        return False
    if source is None and dyad.action.code in NEEDS_SOURCE and (about or not is_political(target)):
        return False
    if root in ANYBODY and source is not None and not any_political((source, target)) and (is_business(source) or (source.country and not source.roles)):
        return False
    if root in ARMED and source is not None and source.code is not None and not ARMS.intersection(source.roles) and not any_political((source, target)):
        return False
    if dyad.action.code == "173" and source is None and not is_political(target):  # the crime page
        return False
    if dyad.action.reciprocal and root in FORCE and (source is None or target is None):
        return target is not None and target.code is not None
    if dyad.action.nominal and target is None and root in FORCE and source is not None and LAW.intersection(source.roles):
        return False
    if dyad.action.nominal and target is None and not (root in FORCE and not about and is_agent(source)):
        return False
    if dyad.action.reciprocal and source is not None and source.code is None and source.text.islower():
        return False
    if root not in ANYBODY and dyad.action.code not in ANYBODY_CODES and not any_political((source, target)) and not is_public_demand(dyad, about):
        return False
    if source is None:
        return target is not None and target.code is not None and not SOURCE_OPTIONAL.isdisjoint((root, dyad.action.code))
    return source.code is not None or (target is not None and target.code is not None)


def is_of_unknown(dyad: Dyad, about: str, start: int) -> bool:
    """Whether somebody by a name that no dictionary has does, in a sentence about politics, what is seldom done elsewhere."""
    source, target = dyad.source, dyad.target
    if source is None or source.code is not None or about in {"sport", "market", "disaster"}:
        return False
    if dyad.action.nominal or (target is not None and is_business(target)) or dyad.action.code[:2] not in UNKNOWN_MAY:
        return False
    if dyad.action.code[:2] in (ANYBODY | {"12"}) - {"14"} and not is_political(target):
        return False
    # The first word of a sentence is printed like a name, whatever it is: *Bombs exploded*.
    capitals = sum(word[:1].isupper() for word in source.text.split()) - (source.start == start)
    return capitals > 0 and PRIVATE.isdisjoint(source.text.lower().split())


def is_public_demand(dyad: Dyad, about: str) -> bool:
    """Whether doctors, teachers, farmers or churches of a country ask for something in public, or somebody is sentenced there."""
    source = dyad.source
    if dyad.action.code == "116" and dyad.target is not None and dyad.target.country and PUBLIC.intersection(dyad.target.roles) - {"CVL"}:
        return about in {"peace", ""}  # *an editor was sentenced*
    return source is not None and bool(source.country) and bool(PUBLIC.intersection(source.roles)) and (dyad.action.code[:2] in {"02", "10"} or dyad.action.code == "133") and about == "peace"


def any_state(actors: tuple[Actor | None, ...]) -> bool:
    return any(is_state(actor) for actor in actors)


def is_domestic(source: Actor | None, target: Actor | None, root: str) -> bool:
    """Whether a regulator speaks to nobody in politics, or a court to a company: *the FDA approved a drug*."""
    if root in {"02", "03", "05", "10", "12"} and source is not None and source.roles == ("JUD",) and target is not None and is_business(target):
        return True
    apart = [actor for actor in (source, target) if actor is not None and is_regulator(actor)]
    return root in WORDS and bool(apart) and not any(is_political(actor) for actor in (source, target) if actor not in apart)


def is_state(actor: Actor | None) -> bool:
    """Whether an actor is a named party to politics: *the Kenyan government*, not *Californian lawyers* or *a charity*."""
    if actor is None or not is_political(actor) or not (actor.country or len(actor.code or "") > 3):
        return False
    return (not actor.roles or any(role not in OF_COUNTRY for role in actor.roles))


def is_land_taken(dyad: Dyad) -> bool:
    """Whether a state or party takes land, which needs no word of violence (*annexed the peninsula*), or somebody armed is attacked."""
    target = dyad.target
    return is_political(dyad.source) and (dyad.action.code == "192" or (target is not None and bool(ARMS.intersection(target.roles))))


def is_agent(source: Actor | None) -> bool:
    """Whether the modifier of an event noun acts, as *Azerbaijani* in *Azerbaijani incursions*, and is no place as in *the Iraq war*."""
    return source is not None and source.country is not None and source.text not in source.entry


def is_owner(source: Actor, sentence: Sentence, before: int) -> bool:
    """Whether a name owns the event noun at `before`, as in *Israel's attack*, or stands elsewhere in the sentence."""
    between = sentence.text[source.end - sentence.start : before - sentence.start]
    return between.lstrip().startswith(("'", "’")) or any(t.pos in {"VERB", "AUX"} for t in sentence.tokens if source.end <= t.start < before)


def confidence(action: Action, relation: str, source: Actor | None, target: Actor | None, carried: bool) -> float:
    """How sure the event is, from 0.05 to 0.95; it orders events and is no probability.

    What the main clause asserts is right more often than what a subordinate clause brings in as background, a noun that
    no verb carries least often. Rules that give way to others (of a rank below the default) and actors that are missing, unknown
    or inferred lower it, a refusal or demand raises it, a plan or appeal lowers it. The weights follow the shares found right on development sentences.
    """
    score = CERTAINTY.get(relation, 0.5) - 0.25 * action.nominal - 0.1 * carried
    score += 0.02 * min(action.specificity, 3) - 0.07 * action.rule.gives_way + STANCE_CERTAINTY.get(action.stance, 0.0)
    for actor in (source, target):
        score += 0.0 if actor is None else 0.04 if actor.country or (actor.code or "").startswith(("IGO", "IMG")) else 0.0 if actor.code else -0.04
        score -= 0.03 * (actor is not None and actor.inferred)
    return round(min(max(score - 0.1 * (source is None), 0.05), 0.95), 2)


def trigger_span(sentence: Sentence, clause: Clause) -> tuple[int, int]:
    """First and last characters (in the document) of the words that name the action: the predicate and its light verb."""
    tokens = [sentence.tokens[clause.predicate]]
    if clause.support is not None and abs(clause.support - clause.predicate) <= 4:
        tokens.append(sentence.tokens[clause.support])
    return min(t.start for t in tokens), max(t.end for t in tokens)


def event_id(*parts: object) -> str:
    """A stable identifier: the first 16 hexadecimal digits of the SHA-256 of the parts."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]
