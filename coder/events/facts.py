"""What decisions of keep.yaml may ask of a dyad: a closed vocabulary of facts about its sides, action and sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coder.actions.rule import PAGES
from coder.attributes.dates import is_history
from coder.clauses.status import ORDINALS
from coder.events.dyads import PLACING, Dyad, is_agent
from coder.events.pages import pages_of, tells_of_war
from coder.events.relevance import is_agency, is_business, is_name, is_party, is_political
from coder.events.sides import Resolver
from coder.records import Actor, Clause, Sentence, Token

ARMS = frozenset({"COP", "CRM", "IMG", "INS", "MIL", "REB", "SEP", "SET", "UAF"})
LAW = frozenset({"COP", "JUD"})
# Professions that make demands on their governments.
PUBLIC = frozenset({"AGR", "CVL", "EDU", "HLH", "LAB", "MED", "REL"})
PRIVATE_PEOPLE = frozenset({"BUS", "CVL", "DEV", "EDU", "HLH", "LAB", "MED", "REF"})
NO_SIDE, NOTHING = frozenset({"nobody"}), frozenset[str]()
HOME, OWN = frozenset({"home"}), frozenset({"home", "own"})

# What may be asked of the source or the target, and what it means.
SIDE_FACTS: Mapping[str, str] = {
    "nobody": "the slots of the rule hold nobody and nothing",
    "uncoded": "there is a phrase, but no dictionary knows it",
    "name": "no dictionary knows it, but it is printed as a name",
    "people": "people in the plural or counted, without a name (*traders*, *over 40 persons*, *one person*)",
    "coded": "it has an actor code",
    "country": "its country is known",
    "bare": "it is a country, or people of one, without a role",
    "political": "a state, a part of one, or somebody who contends for power",
    "party": "a named party to politics: a government, a state, a movement",
    "agency": "an agency of a state for trade, health, research or the like",
    "court": "a court or lawyers, and nothing else",
    "law": "police or a court",
    "armed": "soldiers, police, rebels or others with arms",
    "business": "a firm, or people of firms",
    "public": "professions that make demands on a government: doctors, farmers, churches, journalists",
    "private": "people of trades, professions or none, and no others",
    "adjective": "named by the adjective of a country, as who acts is (*Azerbaijani*, not *Iraq*)",
    "home": "it is of the country of the other side",
    "own": "it is the very country of the other side",
}
# What may be asked of the action ...
ACTION_FACTS: Mapping[str, str] = {
    "noun": "it is named by a noun that no verb carries",
    "subject": "that noun is the subject of what is told as done (*a strike paralysed the port*)",
    "mutual": "both sides do it to each other",
    "foreign": "the rule is for what others should do (`foreign`)",
    "local": "the rule looked at what is only a place",
    "aside": "a relative clause tells it, which says who somebody is",
    "passing": "a clause below a relative clause tells it",
    "history": "it is told of a time long past that has no first day (*centuries ago*)",
}
# ... and of the sentence.
SENTENCE_FACTS: Mapping[str, str] = {
    "politics": "it names a country, a government, a party or anybody else in politics",
    "world": "it, or the document so far, names a country, a place or anybody of one",
    "place": "a name follows a preposition of place (*in Jos*)",
    "war": "it has words that neither crime nor games have",
}
PAGE_FACTS: Mapping[str, str] = {page: f"the words are of that page, and the trigger is too ({page})" for page in PAGES}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is asked of one dyad. `base` is the code of the action below the stance: 042 of *plans to visit*."""

    code: str
    base: str
    stance: str
    source: frozenset[str]
    target: frozenset[str]
    action: frozenset[str]
    sentence: frozenset[str]
    page: frozenset[str]


def facts_of(dyads: Sequence[Dyad], clauses: Sequence[Clause], resolver: Resolver) -> list[Facts]:
    """The facts of each dyad of a sentence."""
    if not dyads:
        return []
    sentence = resolver.sentence
    told = sentence_facts(resolver)
    pages = pages_of(sentence) if any(dyad.action.elsewhere for dyad in dyads) else frozenset()
    # Many dyads of a sentence share an actor, and those of one clause their action.
    alone: dict[Actor, frozenset[str]] = {}
    done: dict[int, frozenset[str]] = {}
    found = []
    for dyad in dyads:
        action, sides = dyad.action, (dyad.source, dyad.target)
        for actor in sides:
            if actor is not None and actor not in alone:
                alone[actor] = side_facts(actor, sentence)
        if action.clause not in done:
            done[action.clause] = action_facts(dyad, clauses, resolver)
        source, target = (
            NO_SIDE if actor is None else alone[actor] | beside(actor, other)
            for actor, other in zip(sides, reversed(sides), strict=True)
        )
        held = done[action.clause], told, pages & action.elsewhere
        found.append(Facts(action.code, action.base, action.stance, source, target, *held))
    return found


def sentence_facts(resolver: Resolver) -> frozenset[str]:
    """Which of SENTENCE_FACTS hold."""
    sentence = resolver.sentence
    held = {
        "politics": resolver.names_politics,
        "world": resolver.names_world,
        "place": names_place(sentence),
        "war": tells_of_war(sentence),
    }
    return frozenset(name for name, holds in held.items() if holds)


def names_place(sentence: Sentence) -> bool:
    """Whether a name stands after a preposition of place, be it in a dictionary or not: *near Kauriakandi*."""
    tokens = sentence.tokens
    return any(t.pos == "PROPN" and t.dep == "pobj" and tokens[t.head].lemma in PLACING for t in tokens)


def side_facts(actor: Actor, sentence: Sentence) -> frozenset[str]:
    """Which of SIDE_FACTS hold of one side of a dyad, whoever is on the other."""
    if actor.code is None:
        held = {"uncoded": True, "name": is_name(actor, sentence), "people": are_people(actor, sentence)}
        return frozenset(name for name, holds in held.items() if holds)
    roles = frozenset(actor.roles)
    held = {
        "coded": True,
        "people": are_people(actor, sentence),
        "country": bool(actor.country),
        "bare": bool(actor.country) and not roles,
        "political": is_political(actor),
        "party": is_party(actor),
        "agency": is_agency(actor),
        "court": actor.roles == ("JUD",),
        "law": not roles.isdisjoint(LAW),
        "armed": not roles.isdisjoint(ARMS),
        "business": is_business(actor),
        "public": bool(actor.country) and not roles.isdisjoint(PUBLIC),
        "private": bool(roles) and roles <= PRIVATE_PEOPLE,
        "adjective": is_agent(actor),
    }
    return frozenset(name for name, holds in held.items() if holds)


def beside(actor: Actor, other: Actor | None) -> frozenset[str]:
    """Which of SIDE_FACTS hold of one side of a dyad because of the other."""
    if other is None or actor.code is None or actor.country != other.country:
        return NOTHING
    return OWN if not actor.roles else HOME


def are_people(actor: Actor, sentence: Sentence) -> bool:
    """Whether the head of an actor's phrase is a common noun in the plural or counted: *several traders*."""
    start, end = actor.start, actor.end
    inside = [t for t in sentence.tokens if start <= t.start and t.end <= end]
    words = {t.i for t in inside}
    heads = [t for t in inside if t.head == t.i or t.head not in words]
    return any(t.tag == "NNS" or is_counted(t, inside) for t in heads)


def is_counted(head: Token, inside: Sequence[Token]) -> bool:
    """Whether a number counts a noun, or stands for it: *one person was killed*, *two died*."""
    return head.pos == "NUM" or any(t.dep == "nummod" and t.head == head.i for t in inside)


def action_facts(dyad: Dyad, clauses: Sequence[Clause], resolver: Resolver) -> frozenset[str]:
    """Which of ACTION_FACTS hold."""
    action = dyad.action
    aside = is_aside(clauses, action.clause, resolver.sentence)
    held = {
        "noun": action.nominal,
        "subject": action.nominal and acts(clauses, action.clause, resolver.sentence),
        "mutual": action.reciprocal,
        "foreign": action.rule.foreign,
        "local": any("#place" in resolver.facts(head) for head in action.used),
        "aside": aside,
        "history": is_history(resolver.sentence, clauses, action.clause),
        "passing": aside and clauses[action.clause].relation != "relative",
    }
    return frozenset(name for name, holds in held.items() if holds)


def acts(clauses: Sequence[Clause], k: int, sentence: Sentence) -> bool:
    """Whether the noun of clause `k` is the subject of a verb, no copula, that tells what was done."""
    noun = sentence.tokens[clauses[k].predicate]
    if noun.head == noun.i:
        return True  # a headline, or a verb that the parser took for a participle
    if noun.dep not in {"nsubj", "nsubjpass"} or sentence.tokens[noun.head].lemma == "be":
        return False
    return any(c.predicate == noun.head and c.status == "actual" and not c.negated for c in clauses)


def is_listed(participle: Token, sentence: Sentence) -> bool:
    """Whether a sentence says no more than who is among those of a participle: *among the [detained] was a priest*."""
    noun = sentence.tokens[participle.head]
    above = sentence.tokens[noun.head]
    if participle.dep != "acl" or participle.tag != "VBN":
        return False
    return (above.lemma == "among" and noun.dep == "pobj") or (above.lemma == "include" and noun.dep == "nsubj")


def is_aside(clauses: Sequence[Clause], k: int, sentence: Sentence) -> bool:
    """Whether a relative clause tells it: most often that says who somebody is, and is not the news.

    *A sailor who was killed last year* is told in passing. Where the sentence has no verb above it, it is a headline
    or a fragment that the parser took for a phrase.
    """
    clause = clauses[k]
    below = {"adverbial", "complement", "coordinate"}
    while clause.relation in below and clause.kind != "noun" and clause.governor is not None:
        clause = clauses[clause.governor]
    if clause.relation != "relative" or clause.kind == "noun":
        return False
    up = sentence.tokens[clause.predicate]
    if any(sentence.tokens[c].text.lower() in ORDINALS for c in sentence.children[up.head]):
        return False  # *the first state to recognise it*
    if is_listed(up, sentence):
        return False
    while up.head != up.i:
        up = sentence.tokens[up.head]
    return up.pos in {"VERB", "AUX"}
