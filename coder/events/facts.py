"""What decisions of keep.yaml may ask of a dyad: a closed vocabulary of facts about its sides, action and sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from coder.actions.action import Action
from coder.actions.rule import PAGES
from coder.actors.words import actor_words
from coder.attributes.bygone import is_decades_old, is_history, is_summed_up
from coder.clauses.grammar import load_grammar
from coder.clauses.nouns import acts
from coder.clauses.status import ORDINALS
from coder.events.authors import is_agent
from coder.events.dyads import Dyad
from coder.events.pages import pages_of, tells_of_games, tells_of_trade, tells_of_war
from coder.events.relevance import is_agency, is_business, is_for_gain, is_name, is_party, is_political
from coder.events.sides import Resolver
from coder.events.whereabouts import PLACING
from coder.files.words import load_words
from coder.memo import Answers, Once, for_last
from coder.mending.signs import bag_of_words
from coder.records import Actor, Clause, Sentence, Token

ARMS = frozenset({"COP", "CRM", "IMG", "INS", "MIL", "REB", "SEP", "SET", "UAF"})
LAW = frozenset({"COP", "JUD"})
# Professions that make demands on their governments.
PUBLIC = frozenset({"AGR", "CVL", "EDU", "HLH", "LAB", "MED", "REL"})
POLITICIANS = frozenset({"ELI", "LEG"})
PRIVATE_PEOPLE = frozenset({"BUS", "CVL", "DEV", "EDU", "HLH", "LAB", "MED", "REF"})
# Whose office-holders fight with words.
HOLDING = frozenset({("GOV",), ("LEG",), ("OPP",), ("PTY",), ("ELI",)})
NO_SIDE, NOTHING = frozenset({"nobody"}), frozenset[str]()
HOME, OWN = frozenset({"home"}), frozenset({"home", "own"})

# What may be asked of the source or the target, and what it means.
SIDE_FACTS: Mapping[str, str] = {
    "nobody": "the slots of the rule hold nobody and nothing",
    "uncoded": "there is a phrase, but no dictionary knows it",
    "name": "no dictionary knows it, but it is printed as a name",
    "nature": "no dictionary knows it, and it is a storm, a flood, a disease or the like",
    "people": "people in the plural or counted, without a name (*traders*, *over 40 persons*, *one person*)",
    "coded": "it has an actor code",
    "country": "its country is known",
    "bare": "it is a country, or people of one, without a role",
    "political": "a state, a part of one, or somebody who contends for power",
    "party": "a named party to politics: a government, a state, a movement",
    "namesake": "a firm, a team or one person of such, with a country as all that is known of it (*US Airways Group*)",
    "agency": "an agency of a state for trade, health, research or the like",
    "court": "a court or lawyers, and nothing else",
    "law": "police or a court",
    "armed": "soldiers, police, rebels or others with arms",
    "business": "a firm, or people of firms",
    "public": "professions that make demands on a government: doctors, farmers, churches, journalists",
    "press": "journalists, newspapers and their like, and nobody else",
    "private": "people of trades, professions or none, and no others",
    "adjective": "named by the adjective of a country, as who acts is (*Azerbaijani*, not *Iraq*)",
    "home": "it is of the country of the other side",
    "own": "it is the very country, or body of many countries, of the other side",
    "refugees": "refugees or migrants",
    "holder": "one person with an office in a state or party, and no body of them (*the minister*, not *the cabinet*)",
    "thing": "its country is all that is known, and its words say a thing or a trade (*Russian planes*)",
    "politician": "a member of a parliament, or somebody who had an office or runs for one",
}
# What may be asked of the action ...
ACTION_FACTS: Mapping[str, str] = {
    "noun": "it is named by a noun that no verb carries",
    "subject": "that noun is the subject of what is told as done (*a strike paralysed the port*)",
    "passive": "a passive tells it (*was accused*)",
    "mutual": "both sides do it to each other",
    "foreign": "the rule is for what others should do (`foreign`)",
    "local": "the rule looked at what is only a place",
    "aside": "a relative clause tells it, which says who somebody is",
    "passing": "a clause below a relative clause tells it",
    "history": "it is told of a time long past that has no first day (*centuries ago*)",
    "decades old": "it is told of a day or year ten years and more before the text (*in 1995*)",
    "summed up": "it is told of all that happened over weeks or longer (*since October*, *in the past year*)",
    "habit": "an adverb says that it is done again and again (*are often arrested*)",
    "unmeant": "an adverb says that nobody meant it (*accidentally*)",
    "figurative": "the weather, a price, a feeling or the like does it, or it is of that (*hail bombarded the town*)",
    "accident": "its verb, or the one of which it tells what came, is of accidents (*crashed, killing ten*)",
}
# ... and of the sentence.
SENTENCE_FACTS: Mapping[str, str] = {
    "politics": "it names a country, a government, a party or anybody else in politics",
    "world": "it, or the document so far, names a country, a place or anybody of one",
    "place": "a name follows a preposition of place (*in Jos*)",
    "war": "it has words that neither crime nor games have",
}
# What only the reader is told of a sentence: a topic sets no whole sentence aside, but pages do triggers.
TOPIC_FACTS: Mapping[str, str] = {
    "game": "it has words that only reports of games have, and none of violence",
    "trade": "it has two words of trade, firms and their goods",
}
PAGE_FACTS: Mapping[str, str] = {page: f"the words are of that page, and the trigger is too ({page})" for page in PAGES}


@dataclass(frozen=True, slots=True)
class FactWords:
    """The words of coder/knowledge/words/facts.yaml."""

    habitual: frozenset[str]
    unmeant: frozenset[str]
    accidents: frozenset[str]
    projectiles: frozenset[str]
    nature: frozenset[str]
    intangible: frozenset[str]


@cache
def fact_words() -> FactWords:
    """The words by which facts of actions are told, read once."""
    return load_words("facts", FactWords)


@dataclass(slots=True, unsafe_hash=True)
class Facts:
    """What is asked of one dyad. `base` is the code of the action below the stance: 042 of *plans to visit*;
    `countries` how many countries the sentence names, and how many of them act or hold what happens.
    """

    code: str
    base: str
    stance: str
    source: frozenset[str]
    target: frozenset[str]
    action: frozenset[str]
    sentence: frozenset[str]
    page: frozenset[str]
    countries: tuple[int, int] = (0, 0)


def facts_of(dyads: Sequence[Dyad], clauses: Sequence[Clause], resolver: Resolver) -> list[Facts]:
    """The facts of each dyad of a sentence."""
    if not dyads:
        return []
    known = _known_of(resolver, clauses)
    pages = known.pages() if any(dyad.action.elsewhere for dyad in dyads) else NOTHING
    # The dyads of one clause share their action.
    done: dict[int, frozenset[str]] = {}
    found = []
    for dyad in dyads:
        action, sides = dyad.action, (dyad.source, dyad.target)
        if action.clause not in done:
            done[action.clause] = action_facts(action, clauses, resolver) | known.clauses[action.clause]
        source, target = (
            NO_SIDE if actor is None else known.sides[actor] | beside(actor, other)
            for actor, other in zip(sides, reversed(sides), strict=True)
        )
        held = done[action.clause], known.sentence, pages & action.elsewhere, known.countries
        found.append(Facts(action.code, action.base, action.stance, source, target, *held))
    return found


class _Known:
    """The facts of one sentence, its clauses and its actors: they are asked for by the decisions, then by the reader
    for what no rule codes, and once more where the decisions judge what the reader reads.
    """

    def __init__(self, resolver: Resolver, clauses: Sequence[Clause]) -> None:
        sentence = resolver.sentence
        self.sentence = sentence_facts(resolver)
        self.countries = (len(resolver.naming_here.named), len(resolver.naming_here.lending))
        self.pages = Once(lambda: pages_of(sentence, resolver.setting.before))
        self.sides = Answers[Actor, frozenset[str]](lambda actor: side_facts(actor, sentence))
        self.clauses = Answers[int, frozenset[str]](lambda k: clause_facts(sentence, clauses, k, resolver.when))


@for_last
def _known_of(resolver: Resolver, clauses: Sequence[Clause]) -> _Known:
    return _Known(resolver, clauses)


def sentence_facts(resolver: Resolver) -> frozenset[str]:
    """Which of SENTENCE_FACTS and TOPIC_FACTS hold."""
    sentence = resolver.sentence
    held = {
        "politics": resolver.names_politics,
        "world": resolver.names_world,
        "place": names_place(sentence),
        "war": tells_of_war(sentence),
        "game": tells_of_games(sentence),
        "trade": tells_of_trade(sentence),
    }
    return frozenset(name for name, holds in held.items() if holds)


def names_place(sentence: Sentence) -> bool:
    """Whether a name stands after a preposition of place, be it in a dictionary or not: *near Kauriakandi*."""
    tokens = sentence.tokens
    return any(t.pos == "PROPN" and t.dep == "pobj" and tokens[t.head].lemma in PLACING for t in tokens)


def side_facts(actor: Actor, sentence: Sentence) -> frozenset[str]:
    """Which of SIDE_FACTS hold of one side of a dyad, whoever is on the other."""
    if actor.code is None:
        held = {
            "uncoded": True,
            "name": is_name(actor, sentence),
            "people": are_people(actor, sentence),
            "nature": is_nature(actor, sentence),
        }
        return frozenset(name for name, holds in held.items() if holds)
    roles, people = frozenset(actor.roles), are_people(actor, sentence)
    held = {
        "coded": True,
        "people": people,
        "country": bool(actor.country),
        "bare": bool(actor.country) and not roles,
        "political": is_political(actor),
        "party": is_party(actor),
        "namesake": not people and is_for_gain(actor),
        "agency": is_agency(actor),
        "court": actor.roles == ("JUD",),
        "law": not roles.isdisjoint(LAW),
        "armed": not roles.isdisjoint(ARMS),
        "business": is_business(actor),
        "public": bool(actor.country) and not roles.isdisjoint(PUBLIC),
        "press": actor.roles == ("MED",),
        "private": bool(roles) and roles <= PRIVATE_PEOPLE,
        "adjective": is_agent(actor),
        "refugees": "REF" in roles,
        "holder": not people and actor.roles[:1] in HOLDING and is_no_body(actor, sentence),
        "thing": bool(actor.country) and not roles and is_thing(actor, sentence),
        "politician": not roles.isdisjoint(POLITICIANS) and roles.isdisjoint(ARMS),
    }
    return frozenset(name for name, holds in held.items() if holds)


def beside(actor: Actor, other: Actor | None) -> frozenset[str]:
    """Which of SIDE_FACTS hold of one side of a dyad because of the other."""
    if other is None or actor.code is None or actor.country != other.country:
        return NOTHING
    own = not actor.roles or (actor.country is None and actor.code == other.code)  # a body of many countries
    return OWN if own else HOME


def is_nature(actor: Actor, sentence: Sentence) -> bool:
    """Whether the words of an actor begin or end with what no one does: *Hurricane Ivan*, *the floods*."""
    inside = [t.lemma.lower() for t in sentence.tokens if actor.start <= t.start < actor.end and t.dep != "det"]
    return not fact_words().nature.isdisjoint((*inside[:1], *inside[-1:]))


def is_thing(actor: Actor, sentence: Sentence) -> bool:
    """Whether the head of an actor's phrase is a common noun, no name: *the Thai customs*."""
    return any(t.pos == "NOUN" for t in _heads(_words_of(actor, sentence)))


def are_people(actor: Actor, sentence: Sentence) -> bool:
    """Whether the head of an actor's phrase is a common noun in the plural or counted: *several traders*."""
    inside = _words_of(actor, sentence)
    heads = _heads(inside)
    several = load_grammar().transparent
    heads += [t for h in heads if h.lemma in several for t in inside if is_of(t, h, sentence)]  # *a number of [men]*
    return any(t.tag == "NNS" or is_counted(t, inside) for t in heads)


def is_no_body(actor: Actor, sentence: Sentence) -> bool:
    """Whether the head of an actor's phrase is the word for a person or a name: *the minister*, *Ana Lima*."""
    inside = _words_of(actor, sentence)
    words = {t.i for t in inside}
    heads = [t for t in inside if t.pos in {"NOUN", "PROPN"} and t.head not in words]
    return bool(heads) and all(t.lemma.lower() not in actor_words().bodies for t in heads)


def _words_of(actor: Actor, sentence: Sentence) -> list[Token]:
    """The words of an actor's phrase."""
    return [t for t in sentence.tokens if actor.start <= t.start and t.end <= actor.end]


def _heads(inside: Sequence[Token]) -> list[Token]:
    """Those of some words that hang on none of the others."""
    words = {t.i for t in inside}
    return [t for t in inside if t.head == t.i or t.head not in words]


def is_of(noun: Token, head: Token, sentence: Sentence) -> bool:
    """Whether a noun stands after the *of* of another."""
    above = sentence.tokens[noun.head]
    return noun.dep == "pobj" and above.lemma == "of" and above.head == head.i


def is_counted(head: Token, inside: Sequence[Token]) -> bool:
    """Whether a number counts a noun, or stands for it: *one person was killed*, *two died*."""
    return head.pos == "NUM" or any(t.dep == "nummod" and t.head == head.i for t in inside)


def action_facts(action: Action, clauses: Sequence[Clause], resolver: Resolver) -> frozenset[str]:
    """Which of ACTION_FACTS hold of what a rule makes of a clause."""
    held = {
        "noun": action.nominal,
        "subject": action.nominal and acts(clauses, action.clause, resolver.sentence),
        "mutual": action.reciprocal,
        "foreign": action.rule.foreign,
        "local": any("#place" in resolver.facts(head) for head in action.used),
    }
    return frozenset(name for name, holds in held.items() if holds)


def clause_facts(sentence: Sentence, clauses: Sequence[Clause], k: int, when: date) -> frozenset[str]:
    """Which of ACTION_FACTS hold of a clause, whatever its action."""
    words, aside = fact_words(), is_aside(clauses, k, sentence)
    held = {
        "passive": clauses[k].passive,
        "aside": aside,
        "history": is_history(sentence, clauses, k),
        "decades old": is_decades_old(sentence, clauses, k, when),
        "summed up": is_summed_up(sentence, clauses, k, when),
        "habit": has_adverb(sentence, clauses, k, words.habitual),
        "unmeant": has_adverb(sentence, clauses, k, words.unmeant),
        "accident": is_accident(sentence, clauses, k, words),
        "figurative": is_figurative(sentence, clauses[k], words),
        "passing": aside and clauses[k].relation != "relative",
    }
    return frozenset(name for name, holds in held.items() if holds)


def has_adverb(sentence: Sentence, clauses: Sequence[Clause], k: int, adverbs: frozenset[str]) -> bool:
    """Whether one of these adverbs stands by the verb of a clause, or of one that it is coordinated with.

    *are [often] arrested and jailed* is both often.
    """
    if adverbs.isdisjoint(bag_of_words(sentence)):
        return False
    while True:
        support = clauses[k].support
        verbs = {clauses[k].predicate, clauses[k].predicate if support is None else support}
        below = (sentence.tokens[c] for verb in verbs for c in sentence.children[verb])
        if any(t.dep == "advmod" and t.lemma in adverbs for t in below):
            return True
        above = clauses[k].governor
        if above is None or clauses[k].relation != "coordinate" or clauses[k].status != clauses[above].status:
            return False
        k = above


def is_accident(sentence: Sentence, clauses: Sequence[Clause], k: int, words: FactWords) -> bool:
    """Whether a clause, or the one of which it tells what came, says that something crashed, by no one's hand.

    *A plane [crashed], [killing] ten*, but not *rebels crashed a lorry into a barracks*.
    """
    for j in (k, clauses[k].governor):
        if j is None or clauses[j].lemma.partition(" ")[0] not in words.accidents or clauses[j].heads("object"):
            continue
        if not any(sentence.tokens[h].lemma in words.projectiles for h in clauses[j].heads("subject")):
            return j == k or sentence.tokens[clauses[k].predicate].tag == "VBG"
    return False


def is_figurative(sentence: Sentence, clause: Clause, words: FactWords) -> bool:
    """Whether only what wields no weapon does it, or a noun is said to be of such: *hail pounded it*, *a blast of joy*.

    Of a wave or a hail it counts what that is of: *a hail of bullets* is no weather. *Inflation is on the march*
    is of its subject.
    """
    roles = (("of",) if clause.heads("of") else ("subject",)) if clause.kind == "noun" else ("subject", "by")
    heads = [h for role in roles for h in clause.heads(role)]
    return bool(heads) and all(is_untouchable(h, sentence, words) for h in heads)


def is_untouchable(head: int, sentence: Sentence, words: FactWords) -> bool:
    tokens = sentence.tokens
    of = (b for c in sentence.children[head] if tokens[c].lemma == "of" for b in sentence.children[c])
    inner = [b for b in of if tokens[b].dep == "pobj"] if tokens[head].lemma in load_grammar().transparent else []
    lemmas = [tokens[h].lemma.lower() for h in inner or (head,)]
    return all(lemma in words.nature or lemma in words.intangible for lemma in lemmas)


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
