"""What a row leaves unsaid and its text makes plain: the country of a side, and to whom something was done.

Asked once it is decided which actions are events, so that no decision rests on it. All of it is marked as inferred.
Unresolved is better than wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from coder.actors.countries import place_code
from coder.actors.descriptions import of_several_lands
from coder.actors.words import actor_words
from coder.cameo.kinds import code_kinds
from coder.events.answers import is_about_thing, sums_up, takes_up
from coder.events.below import sending_state
from coder.events.dyads import Dyad, with_sides
from coder.events.home import FIGHTERS, NEAR, OFFICIAL, fights_own, is_guest
from coder.events.relevance import politics_words
from coder.events.sides import Resolver
from coder.records import Actor, Clause, Deed, Sentence

# Whom the police, courts and officials of a country deal with at home.
AUTHORITIES = frozenset({"COP", "JUD", "GOV", "LEG"})
ARMED = FIGHTERS | {"MIL", "GOV"}
TROOPS = frozenset({"MIL", "COP"})
# Who fires and is fired at.
FIRING = FIGHTERS | TROOPS | {"CRM"}
BEYOND = ("IGO", "NGO", "IMG")
PRIVATE = frozenset({"MED", "ELI", "BUS", "REL", "CRM", "CHR", "MOS", "JEW", "HIN", "BUD"})


def directed(dyads: Sequence[Dyad], clauses: Sequence[Clause], resolver: Resolver) -> list[Dyad]:
    """The events of a sentence; those that name nobody to whom something is done, as done to who was told of before.

    *Rebels shelled the port. The minister vowed to strike back* is directed at the rebels. What nobody is said to have
    done is done by those who died on the other side.
    """
    found = [answering(dyad, clauses, resolver) for dyad in each_other(dyads)]
    told = list(resolver.deeds_before)
    order = sorted(range(len(found)), key=lambda n: clauses[found[n].action.clause].predicate)
    waiting: list[Dyad] = []
    for n in order:
        if waiting and waiting[0].action is not found[n].action:
            told += map(deed_of, waiting)
            waiting = []
        if lacks_target(found[n], clauses, resolver):
            whom = next(at_whom(found[n], told, names_deed(found[n], resolver)), None)
            if whom is not None:
                found[n] = replace(found[n], target=replace(whom, inferred=True))
        waiting.append(found[n])
    return found


def each_other(dyads: Sequence[Dyad]) -> list[Dyad]:
    """The events, those in which the armed of a state and who fights it died by nobody as done by the other side.

    *Six soldiers and 14 rebels were killed in clashes*: the soldiers by the rebels, the rebels by the soldiers.
    """
    found = list(dyads)
    for n, dyad in enumerate(dyads):
        action = dyad.action
        if dyad.source is not None or dyad.target is None or action.stance != "actual":
            continue
        if not action.code.startswith(code_kinds().fought):
            continue
        hurt = [d.target for d in dyads if d.action is action and d.target is not None]
        if len(hurt) == 2 and {troops_or_fighters(a) for a in hurt} == {TROOPS, FIGHTERS}:
            other = hurt[1] if dyad.target is hurt[0] else hurt[0]
            found[n] = with_sides(dyad, replace(other, inferred=True), dyad.target)
    return found


def answering(dyad: Dyad, clauses: Sequence[Clause], resolver: Resolver) -> Dyad:
    """Fire at nobody named, as at those who fire in the clause beside it: *shot back when [Malian rebels] fired*."""
    action, source = dyad.action, dyad.source
    hit = dyad.target
    has_target = hit is not None and (hit.code is not None or bool(resolver.country_at(action.clause)))
    if has_target or source is None or action.nominal or action.stance != "actual":
        return dyad
    if not action.code.startswith(code_kinds().fought) or FIRING.isdisjoint(source.roles):
        return dyad
    own = clauses[action.clause]
    for k, other in enumerate(clauses):
        below = other.relation == "adverbial" and other.governor == action.clause
        above = own.relation == "adverbial" and own.governor == k
        if other.kind == "verb" and (below or above):
            named = (a for head in other.heads("subject") for a in resolver.resolve_all(head))
            for actor in named:
                if not FIRING.isdisjoint(actor.roles) and is_another(actor, source):
                    return with_sides(dyad, source, replace(actor, inferred=True))
    return dyad


def troops_or_fighters(actor: Actor) -> frozenset[str] | None:
    """On which side somebody fights, in a war within a country; None for whom neither is known of."""
    return next((side for side in (FIGHTERS, TROOPS) if not side.isdisjoint(actor.roles)), None)


def deed_of(dyad: Dyad) -> Deed:
    """What an event leaves behind for those told after it."""
    return Deed(dyad.action.code, dyad.source, dyad.target)


def deeds_of(dyads: Sequence[Dyad], clauses: Sequence[Clause]) -> tuple[Deed, ...]:
    """What the events of a sentence leave behind for the next, in the order of their words."""
    return tuple(map(deed_of, sorted(dyads, key=lambda d: clauses[d.action.clause].predicate)))


def lacks_target(dyad: Dyad, clauses: Sequence[Clause], resolver: Resolver) -> bool:
    """Whether an event is directed at somebody whom it does not name, or only by what he did: *rejected the offer*."""
    action, source, kinds = dyad.action, dyad.source, code_kinds()
    if action.nominal or source is None or source.code is None or not action.code.startswith(kinds.directed):
        return False
    if action.code.startswith(kinds.own_affairs):
        return False
    if action.code.startswith(kinds.protests_at_home) and source.country and ARMED.isdisjoint(source.roles):
        return False
    if sums_up(action, clauses[action.clause], resolver.sentence):
        return dyad.target is None or dyad.target.code is None
    if dyad.target is None:
        if is_about_thing(action, clauses[action.clause], resolver):
            return False
        objects = clauses[action.clause].heads("object") if action.code.startswith(kinds.judgements) else ()
        return all(takes_up(h, resolver, politics_words().done) for h in objects)
    return dyad.target.code is None and any(
        takes_up(t.i, resolver, politics_words().done)
        for t in resolver.sentence.tokens
        if dyad.target.start <= t.start < dyad.target.end and t.end == dyad.target.end
    )


def names_deed(dyad: Dyad, resolver: Resolver) -> bool:
    """Whether an event is directed at what somebody did and not said: *deplored the raid*."""
    whom = dyad.target
    inside = (t for t in resolver.sentence.tokens if whom is not None and whom.start <= t.start < whom.end)
    return any(t.lemma in politics_words().done for t in inside)


def at_whom(dyad: Dyad, told: Sequence[Deed], done: bool) -> Iterator[Actor]:
    """Whom what was told before offers as the target of an event, the nearest first; with `done` none by mere words."""
    source, parallel = dyad.source, code_kinds().parallel
    root, sending = dyad.action.code[:2], sending_state(dyad.action, [source])
    for deed in reversed(told):
        goes_on = deed.source is not None and source is not None and deed.source.code == source.code
        beside = deed.code[:2] == root and root in parallel
        judged = dyad.action.code.startswith(code_kinds().judgements) and deed.code.startswith(code_kinds().judgements)
        if done and deed.code.startswith(code_kinds().comments):
            continue
        sides = (deed.target,) if goes_on or beside or judged else (deed.source,)
        others = [side for side in sides if side is not None and is_another(side, source)]
        # States break with states: *recalled its envoy* is directed at no faith.
        yield from (a for a in others if not sending or a.country is not None or (a.code or "").startswith(BEYOND))


def is_another(actor: Actor, other: Actor | None) -> bool:
    """Whether somebody is of another country than who acts, or on the other side at home: a minister and strikers."""
    if actor.code is None or len(actor.code) < 3 or other is None or actor.code == other.code:
        return False
    if actor.roles == other.roles and not (actor.country and other.country):
        return False
    if actor.code[:3] != (other.code or "")[:3]:
        return True
    official = [not OFFICIAL.isdisjoint(a.roles[:1]) for a in (actor, other) if a.roles]
    return len(official) == 2 and official[0] is not official[1]


def settled(dyad: Dyad, resolver: Resolver, typed: Callable[[Actor | None], Actor | None]) -> Dyad:
    """The dyad with what its text makes plain of its sides; `typed` says what sort of thing an unknown name is.

    *Jailed several critics*, in a report on Togo alone: of Togo. *Shelled two villages in Mali*: Mali. *The Haitian
    cabinet declared a curfew*: for Haiti. *Thousands of Chileans marched*: directed at their government.
    """
    source, target = typed(dyad.source), typed(dyad.target)
    dyad = with_sides(dyad, in_office(source, target, resolver), in_office(target, source, resolver))
    source = at_issue(dyad.source, dyad.target, dyad, resolver)
    target = at_issue(dyad.target, dyad.source, dyad, resolver)
    if target is None or target.code is None:
        target = undergone(with_sides(dyad, source, dyad.target), target, resolver)
    return with_sides(dyad, source, target)


def in_office(actor: Actor | None, other: Actor | None, resolver: Resolver) -> Actor | None:
    """A counterpart with the office of whose counterpart he is: *the Thai premier met his [Lao counterpart]*."""
    left_office = ("ELI",)  # as the dictionary has it, and the text does not
    is_bare = actor is not None and actor.country is not None and actor.roles in {(), left_office}
    if actor is None or other is None or not is_bare or OFFICIAL.isdisjoint(other.roles[:1]):
        return actor
    lemmas = {t.lemma for t in resolver.sentence.tokens if actor.start <= t.start < actor.end}
    if actor_words().equals.isdisjoint(lemmas):
        return actor
    return replace(actor, code=place_code(actor) + other.roles[0], roles=other.roles[:1])


def at_issue(actor: Actor | None, other: Actor | None, dyad: Dyad, resolver: Resolver) -> Actor | None:
    """A side with a role and no country, as of the only country that the text is about."""
    if actor is None or actor.code is None or actor.country or "".join(actor.roles) != actor.code:
        return actor
    if partner := partner_state(actor, other, dyad, resolver):
        return resolver.of_country(actor, partner)
    country = resolver.only_country
    if not country or of_several_lands([t for t in resolver.sentence.tokens if actor.start <= t.start < actor.end]):
        return actor
    if actor.roles[0] not in NEAR | PRIVATE or not politics_words().abroad.isdisjoint(actor.text.lower().split()):
        return actor
    compatriot = other if other is not None and (other.code or "").startswith(country) else None
    if compatriot is not None and actor is dyad.source and is_guest(compatriot, actor, resolver.sentence):
        return actor  # *denied a Kenyan poet a visa*
    unknown = compatriot is None and actor.roles[0] == "UAF"  # *gunmen* come from anywhere, *rebels* are somebody's
    abroad = compatriot is not None and OFFICIAL.isdisjoint(compatriot.roles)
    if actor.roles[0] in FIGHTERS and (unknown or abroad):
        return actor  # whoever kidnaps a Briton is mostly of another country
    if actor.roles[0] == "MIL" and compatriot is not None and not compatriot.roles:
        return actor  # *soldiers killed two Palestinians*
    if compatriot is not None and fights_own(actor, compatriot, country, dyad.action.code):
        return actor
    mere = may_be_of_mentioned(actor, other, dyad)
    return resolver.of_country(actor, country) if resolver.is_told_of(country, mere) else actor


def partner_state(actor: Actor, other: Actor | None, dyad: Dyad, resolver: Resolver) -> str:
    """Whose a government is with which another does something: of the other country that its sentence names, or else
    of the dateline's.

    *The British envoy left for [Sudan] to meet President X*, *[BEIRUT] … Britain's minister praised the cabinet*; ''
    where several are named, or the guest is named last.
    """
    if other is None or not other.country or {actor.roles[:1], other.roles[:1]} != {("GOV",)}:
        return ""
    if actor.start < other.start:
        return ""  # *the president met the Polish premier in Berlin*
    if code_kinds().cooperative.isdisjoint((dyad.action.code[:2], dyad.action.base[:2])) or not is_one(actor, resolver):
        return ""
    own = place_code(other)
    named = resolver.naming_here.named.keys() - {own} or {resolver.line_country} - {own, ""}
    return named.pop() if len(named) == 1 else ""


def is_one(actor: Actor, resolver: Resolver) -> bool:
    """Whether an actor is one by his name or office, or stands beside a name, and not *diplomats*."""
    tokens = resolver.sentence.tokens
    last = next((t for t in tokens if t.end == actor.end), None)
    beside = last is not None and last.dep == "conj" and tokens[last.head].tag == "NNP"
    return last is not None and (last.tag in {"NN", "NNP"} or beside)


def may_be_of_mentioned(actor: Actor, other: Actor | None, dyad: Dyad) -> bool:
    """Whether a side may be of a country that is only mentioned: *villagers besieged a Thai camp*.

    *The federal government welcomed the charges against the Malian cleric* is not Mali's.
    """
    if actor.roles[0] in FIGHTERS:
        return False
    if actor is dyad.source and is_army(actor) and dyad.action.code[:2] in code_kinds().force:
        return True  # *the air force bombed the Tamil Tigers' camp*
    if actor is dyad.source:
        return actor.roles[0] not in OFFICIAL and not dyad.action.code.startswith(code_kinds().words_alone)
    return actor.roles[0] not in OFFICIAL or other is None or other.country is None


def is_army(actor: Actor) -> bool:
    """Whether a side is the army of somewhere: *the air force*, and not *soldiers*."""
    return actor.roles[:1] == ("MIL",) and actor.text.lower().startswith("the ")


def undergone(dyad: Dyad, target: Actor | None, resolver: Resolver) -> Actor | None:
    """To whom something was done that names nobody, by its code; `target` is a thing, or nothing at all."""
    source, code = dyad.source, dyad.action.code
    own = place_code(source)
    if own and source is not None and code.startswith(code_kinds().protests_at_home) and ARMED.isdisjoint(source.roles):
        return resolver.of_country(Actor("GOV", None, ("GOV",), "", 0, 0), own)
    if own and code.startswith(code_kinds().own_affairs) and target is None:
        return resolver.of_country(None, own)
    if target is not None and is_name(target, resolver):
        return as_citizen(target, dyad, resolver)
    country = next(scenes(dyad, own, resolver), "") or titled_at(dyad, own, resolver)
    return resolver.of_country(target, country) if country else target


def protested(dyad: Dyad, resolver: Resolver) -> Dyad:
    """A protest of which no one is named who made it, as one of the people of where it was: *a rally in Sanaa*.

    Whoever the text may mean is asked for before.
    """
    action = dyad.action
    if dyad.source is not None or action.stance != "actual" or not action.code.startswith(code_kinds().by_the_people):
        return dyad
    if not (country := resolver.country_at(action.clause)):
        return dyad
    people = resolver.of_country(Actor("CVL", None, ("CVL",), "", 0, 0), country)
    found = with_sides(dyad, people, dyad.target)
    return with_sides(found, people, dyad.target or undergone(found, None, resolver))


def scenes(dyad: Dyad, own: str, resolver: Resolver) -> Iterator[str]:
    """The countries in which force or coercion may be that hits a place or a thing, the likeliest first."""
    code, kinds = dyad.action.code, code_kinds()
    roles = dyad.source.roles if dyad.source is not None else ()
    at_home = code.startswith(kinds.coerced_at_home)
    if own and at_home and AUTHORITIES.intersection(roles[:1]):
        yield own
    if code.startswith(kinds.done_to_places) or at_home:
        here = resolver.country_at(dyad.action.clause)
        if here and not stands_off(resolver.sentence):
            yield here
    if own and at_home:
        yield own


def stands_off(sentence: Sentence) -> bool:
    """Whether something is told to be near a coast and on no land: *sank a trawler [off] Oman*."""
    return any(t.dep == "prep" and t.text.lower() in actor_words().beside for t in sentence.tokens)


def titled_at(dyad: Dyad, own: str, resolver: Resolver) -> str:
    """The country that the title of a text is about, at which another's deed is directed that names nobody.

    In *Comoros: chronology*, *France suspended aid* is directed at the Comoros; so is *France recalled its envoy* where
    the dateline is there.
    """
    source = dyad.source
    about = resolver.titled_country or (resolver.line_country if sending_state(dyad.action, [source]) else "")
    if not about or about == own or source is None or source.code is None or dyad.action.nominal:
        return ""
    if not (own or source.code.startswith(BEYOND)) or not dyad.action.code.startswith(code_kinds().directed):
        return ""
    return "" if resolver.naming_here.named.keys() - {own, about} else about


def as_citizen(name: Actor, dyad: Dyad, resolver: Resolver) -> Actor:
    """Somebody of whom a text tells the name alone, as one of the people of where he is held, tried or hurt."""
    kinds, code, source = code_kinds(), dyad.action.code, dyad.source
    # Recognition takes many an Asian or African name for that of a firm, which nobody arrests.
    is_person = name.entity_type in ({"person", "organisation"} if code.startswith(kinds.taken_at_home) else {"person"})
    if not (is_person and code.startswith(kinds.done_to_people)):
        return name
    official = source is not None and source.country and not OFFICIAL.isdisjoint(source.roles[:1] or ("GOV",))
    own = place_code(source) if official else ""
    line = "" if resolver.naming.scenes.keys() - {resolver.line_country} else resolver.line_country
    country = own or resolver.country_at(dyad.action.clause) or line
    return resolver.of_country(replace(name, code="CVL", roles=("CVL",)), country) if country else name


def is_name(thing: Actor, resolver: Resolver) -> bool:
    """Whether a side without a code has a name of its own: *Ana Lima*, but neither *a village* nor *Goma*."""
    inside = [t for t in resolver.sentence.tokens if thing.start <= t.start < thing.end]
    head = next((t for t in inside if not thing.start <= resolver.sentence.tokens[t.head].start < thing.end), None)
    return head is not None and head.pos == "PROPN" and "#place" not in resolver.facts(head.i)
