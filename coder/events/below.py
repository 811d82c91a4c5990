"""Whom an action is directed at below its clause, where its slots hold nobody; what is its own is no target."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from coder.actions.action import Action
from coder.actors.mentioned import is_in_passing
from coder.actors.remote import is_by_border
from coder.actors.words import actor_words
from coder.cameo.kinds import code_kinds
from coder.clauses.grammar import load_grammar
from coder.events.authors import phrases_below
from coder.events.home import FIGHTERS, OFFICIAL
from coder.events.relevance import politics_words
from coder.events.sides import Resolver, is_located, is_other
from coder.records import Actor, Clause, Sentence, Token

COUNTRY_NOUNS = frozenset({"country", "nation", "state", "homeland"})
# Who recalls envoys and lifts sanctions.
STATES = frozenset({"GOV", "MIL", "LEG"})
# Where somebody speaks: *[from] exile, he denounced the vote*.
SPOKEN_AT = frozenset({"at", "from", "in"})
# Where the one who is asked stands.
ASKED = ("object", "dative", "on", "to")
WORLDWIDE = frozenset({"IGO", "MNC"})


def is_ones_own(action: Action, target: Actor, sources: Sequence[Actor], resolver: Resolver) -> bool:
    """Whether a target is what belongs to who acts, at which he does not direct what he does."""
    if is_own_envoy(action, target, sources, resolver):
        return True
    against = action.code[:2] in code_kinds().against
    return is_its_own(target, sources, resolver) if against else is_own_country(target, sources, resolver)


def is_matter(target: Actor, sentence: Sentence) -> bool:
    """Whether a name only says what others deal with each other about: *a row over a [French] mine*."""
    tokens = sentence.tokens
    head = next((t for t in tokens if target.start <= t.start < target.end and t.end == target.end), None)
    up = head
    while up is not None and up.pos not in {"VERB", "AUX"} and up.head != up.i:
        if up.dep == "prep" and up.text.lower() in politics_words().matters:
            return True
        up = tokens[up.head]
    return head is not None and is_in_passing(sentence, head.i)


def is_own_envoy(action: Action, target: Actor, sources: Sequence[Actor], resolver: Resolver) -> bool:
    """Whether a target is a state's own envoy or measure, by which it acts on others: *recalled [its envoy]*."""
    owner = first_word(target, resolver)
    if owner is None or owner.dep != "poss" or owner.pos != "PRON" or target.code is None:
        return False
    return target.code[:3] == sending_state(action, sources)


def sending_state(action: Action, sources: Sequence[Actor | None]) -> str:
    """The first letters of the code of the state or body that acts on others by its envoys; '' for other actions."""
    if not action.code.startswith(code_kinds().by_envoys):
        return ""
    states = (s for s in sources if s is not None and s.code)
    return next((s.code[:3] for s in states if s.code and (not s.country or STATES.issuperset(s.roles))), "")


def is_own_country(target: Actor, sources: Sequence[Actor], resolver: Resolver) -> bool:
    """Whether a target is the country of who acts, named as his: *voiced concern that [their country] has lost*."""
    tokens, first = resolver.sentence.tokens, first_word(target, resolver)
    owned = first is not None and first.dep == "poss" and first.pos == "PRON"
    if first is None or not owned or tokens[first.head].lemma not in COUNTRY_NOUNS:
        return False
    return target.code is not None and any(s.code == target.code for s in sources)


def is_its_own(target: Actor, sources: Sequence[Actor], resolver: Resolver) -> bool:
    """Whether a target would be who acts by a deed of *its*, which he is not against: *fined Mali over [its raids]*.

    Nor does a state act against itself: *the Malians oppose new mines in [northern Mali]*.
    """
    first = first_word(target, resolver)
    owned = first is not None and first.dep == "poss" and first.pos == "PRON" and resolver.resolve(first.head) is None
    bare = target.country is not None and not target.roles
    return (owned or bare) and any(s.code == target.code for s in sources)


def first_word(actor: Actor, resolver: Resolver) -> Token | None:
    """The first word of an actor's phrase; None where that is in another sentence."""
    return next((t for t in resolver.sentence.tokens if t.start == actor.start), None)


def asks_everybody(action: Action, clause: Clause, resolver: Resolver) -> bool:
    """Whether somebody is asked who is no one actor, so that nobody else is meant: *urged [the world] to help Chad*."""
    if action.nominal or action.code[:2] not in code_kinds().asked:
        return False
    tokens, children = resolver.sentence.tokens, resolver.sentence.children
    heads = [h for slot in ASKED for h in clause.heads(slot)]
    asked = (tokens[h].text.lower() in politics_words().addressed for h in heads)
    if not any(asked) or any(tokens[c].lemma == "a" for h in heads for c in children[h]):
        return False  # *demanded [a state]*
    return not any(a.code for h in heads for a in resolver.resolve_all(h))


def is_own_matter(action: Action, clause: Clause, sources: Sequence[Actor], resolver: Resolver) -> bool:
    """Whether what is acted upon is one's own: *defended [Germany's decision] to take people from Greece*."""
    countries = {source.country for source in sources if source.country}
    objects = (h for h in clause.heads("object") if h not in action.used)
    owned = (resolver.within(h) for h in objects)
    return any(owner is not None and owner.country in countries for owner in owned)


def is_author(i: int, sentence: Sentence) -> bool:
    """Whether a word names who did what a participle says: *flew in tents donated by [Norway]*."""
    while sentence.tokens[i].dep in {"compound", "conj", "appos"}:
        i = sentence.tokens[i].head
    return sentence.tokens[i].dep == "pobj" and sentence.tokens[sentence.tokens[i].head].dep == "agent"


def actors_below(action: Action, clause: Clause, sources: Sequence[Actor], resolver: Resolver) -> list[Actor]:
    """The first actor with a code below a clause, where its slots hold none: *announced a plan to pull out of Lebanon*.

    Who acts or speaks is none, nor anybody of the country that acts.
    """
    sentence = resolver.sentence
    countries = {source.country for source in sources if source.country}
    giving, comments = action.code[:2] in code_kinds().aid, action.code.startswith(code_kinds().comments)
    harming = action.code[:2] in code_kinds().harm
    for i in phrases_below(clause, sentence):
        if (harming and is_aired(i, clause.predicate, sentence)) or is_done_to(i, action, clause.predicate, sentence):
            continue
        if is_apart(i, action, clause.predicate, sentence):
            continue
        if i in resolver.tellers or is_meeting_place(i, sentence) or (giving and is_author(i, sentence)):
            continue
        for actor in (resolver.resolve(i), resolver.within(i)):
            if actor is None or actor.code is None or not is_other(actor, sources, resolver):
                continue
            if comments and is_matter(actor, sentence):
                continue  # *said that talks on a [Korean] mine had failed*
            if actor.country is None and is_worldwide(actor):
                return [actor]
            if actor.country is not None and (actor.country not in countries or is_opposed(actor, sources)):
                return [actor]
    return []


def is_apart(i: int, action: Action, predicate: int, sentence: Sentence) -> bool:
    """Whether a name is only of the land by which something is done, or of who did something upon an action."""
    harming = action.code[:2] in code_kinds().harm
    by = is_by_border(sentence, i) or (harming and is_by(i, predicate, sentence))
    return by or is_outcome(i, predicate, sentence)


def is_by(i: int, predicate: int, sentence: Sentence) -> bool:
    """Whether a name only tells by whose land something is done: *sank a trawler off the coast of [Oman]*.

    What is done to a border itself concerns who lives beyond it: *closed its border with [Oman]*.
    """
    tokens, words = sentence.tokens, actor_words()
    while i != predicate and tokens[i].head != i:
        link = tokens[i]
        above = tokens[link.head]
        if link.dep == "prep" and link.text.lower() in words.beside:
            return True
        edge = above.lemma.lower() in words.edges and above.dep == "pobj" and link.dep == "prep"
        if edge and above.i != predicate and tokens[above.head].text.lower() in words.locative:
            return True
        i = above.i
    return False


def is_outcome(i: int, predicate: int, sentence: Sentence) -> bool:
    """Whether a word is part of what others did upon it: *set off a device, drawing from [Chad] a freeze on loans*."""
    tokens, grammar = sentence.tokens, load_grammar()
    while i != predicate and tokens[i].head != i:
        i = tokens[i].head
        leads = tokens[i].lemma in grammar.leads_to or tokens[i].lemma in grammar.causes
        if i != predicate and leads and tokens[i].tag == "VBG" and tokens[i].dep in {"advcl", "acl"}:
            return tokens[min(sentence.subtree(i)) - 1].text == ","
    return False


def is_aired(i: int, predicate: int, sentence: Sentence) -> bool:
    """Whether a word is part of what others protest or mourn: *broke up a march to protest the killing of [nuns]*."""
    tokens, aired = sentence.tokens, politics_words().judging | politics_words().aired
    while i != predicate and tokens[i].head != i:
        i = tokens[i].head
        if i != predicate and tokens[i].pos == "VERB" and tokens[i].lemma in aired:
            return True
    return False


def is_done_to(i: int, action: Action, predicate: int, sentence: Sentence) -> bool:
    """Whether somebody is only whom what is judged is to be done to: *condemned an attempt to kill [Mali's premier]*.

    Of whom a claim is, is another: *rejected the idea that [Chad] would go*.
    """
    if action.nominal or action.base not in {"", action.code} or not action.code.startswith(code_kinds().answers):
        return False
    tokens, children = sentence.tokens, sentence.children
    below, i = i, tokens[i].head
    while i != predicate and tokens[i].head != i:
        noun = tokens[tokens[i].head]
        if tokens[i].pos in {"VERB", "AUX"} and tokens[i].dep in {"acl", "ccomp"} and noun.pos == "NOUN":
            told = [tokens[c] for c in children[i]]
            content = any(t.tag == "TO" or (t.dep == "mark" and t.lemma == "that") for t in told)
            if content and tokens[below].dep not in {"nsubj", "nsubjpass"} and noun.dep == "dobj":
                own = any(tokens[c].tag == "PRP$" for c in children[noun.i])  # *reiterated [its] vow to help Mali*
                return noun.head == predicate and not own
        below, i = i, tokens[i].head
    return False


def is_where_said(i: int, action: Action, clause: Clause, resolver: Resolver) -> bool:
    """Whether a word in front of who speaks says where: *in [San José], ministers condemned the coup*.

    A country in which something is asked or judged may be whom that is about: *in [Chad], the UN called for talks*.
    """
    kinds, tokens = code_kinds(), resolver.sentence.tokens
    while tokens[i].dep in {"appos", "compound"} or (tokens[i].dep == "conj" and tokens[i - 1].text == ","):
        i = tokens[i].head  # *in San José, [Costa Rica]*
    if not action.code.startswith(kinds.said + kinds.comments) or tokens[i].dep != "pobj":
        return False
    link = tokens[tokens[i].head]
    in_front = link.i < min(clause.heads("subject"), default=-1)
    if link.lemma not in SPOKEN_AT or link.head != clause.predicate or not in_front:
        return False
    return link.lemma != "in" or "#state" not in resolver.facts(i)


def is_meeting_place(i: int, sentence: Sentence) -> bool:
    """Whether a word names where others met or agreed: *pulled out of talks in [Cairo]*."""
    words, tokens = actor_words(), sentence.tokens
    while tokens[i].dep == "compound" and tokens[i].head != i:
        i = tokens[i].head
    link = tokens[tokens[i].head]
    located = tokens[i].dep == "pobj" and tokens[i].pos == "PROPN" and link.lemma in words.locative
    return located and tokens[link.head].lemma.lower() in words.held_in_towns


def partners_below(
    action: Action, clauses: Sequence[Clause], sources: Sequence[Actor], resolver: Resolver
) -> list[Actor]:
    """With whom two do what stands below a clause that names no partner: *failed to reach a deal with [Chile]*."""
    above, within, found = clauses[action.clause].heads("subject"), {action.clause}, []
    for k, clause in enumerate(clauses):
        same = clause.relation == "complement" and clause.heads("subject") == above
        if clause.governor in within and (same or (clause.relation == "nominal" and clause.governor != action.clause)):
            within.add(k)
            found += [a for h in clause.heads("with") for a in resolver.resolve_all(h)]
    known = {source.code for source in sources}
    return [a for a in found if a.code and a.code not in known and is_other(a, sources, resolver)]


def is_worldwide(actor: Actor) -> bool:
    """Whether somebody is of no one country: the United Nations, a firm."""
    return (actor.code or "")[:3] in WORLDWIDE


def is_opposed(actor: Actor, sources: Sequence[Actor]) -> bool:
    """Whether somebody stands against those who act in their own country: rebels to a government."""
    rebels = not FIGHTERS.isdisjoint(actor.roles[:1])
    against = OFFICIAL if rebels else FIGHTERS
    known = rebels or not OFFICIAL.isdisjoint(actor.roles[:1])
    return known and all(not against.isdisjoint(s.roles[:1]) for s in sources)


def besides(heads: Sequence[int], named: Sequence[Actor], other: Sequence[Actor], resolver: Resolver) -> list[Actor]:
    """Whose things stand behind *and*: *bombed Syrian troops and [an Iranian depot]*, of a country not yet named."""
    tokens = resolver.sentence.tokens
    joined_to = {i for h in heads if tokens[h].dep == "conj" and tokens[h].head in heads for i in (h, tokens[h].head)}
    for h, later in pairwise(h for h in heads if tokens[h].dep == "pobj"):
        if tokens[tokens[h].head].text == tokens[tokens[later].head].text:  # *on Chad and [on] ten Malian firms*
            between = tokens[h:later]
            if any(t.dep == "cc" for t in between) and not any(t.pos == "VERB" for t in between):
                joined_to |= {h, later}
    rest = (h for h in heads if h in joined_to and resolver.resolve(h) is None)
    owned = [a for h in rest if (a := resolver.within(h)) is not None and not is_located(a, resolver.sentence)]
    # Whose country is only inferred may harm people of that country.
    of_states = (a for a in named if FIGHTERS.isdisjoint(a.roles[:1]))  # *bombed rebels and [a Malian village]*
    countries = {a.country for a in (*of_states, *(o for o in other if not o.inferred))}
    codes = {a.code for a in (*named, *other)} | {None}
    return [a for a in owned if (a.country not in countries if a.country is not None else a.code not in codes)]
