"""Whether people tell by the place that they are of, or that their phrase names, where something happened.

*Homs residents protested* did so in Homs; *its envoy in Homs was recalled* tells of where he is kept, and *freed one,
a former inmate of a camp in Homs* of where he once was.
"""

from __future__ import annotations

from coder.attributes.place_names import Mention
from coder.attributes.place_words import load_place_words
from coder.records import Sentence, Token
from coder.text.figures import load_quantity_words


def is_hearer(sentence: Sentence, person: Token) -> bool:
    """Whether somebody is named whom somebody tells something, or the press: it is told where he is then."""
    is_told = person.dep in {"dobj", "dative"} and sentence.tokens[person.head].lemma in load_place_words().telling
    return is_told and (person.pos == "PROPN" or person.lemma in load_place_words().hearers)


def act_there(m: Mention, people: Token, verb: Token) -> bool:
    """Whether authorities of a place act, who do so in that place: *Mumbai customs officials arrested two men*.

    Officials of a capital may be those of the state.
    """
    words = load_place_words()
    if people.dep != "nsubj" or people.lemma.lower() not in words.authorities:
        return False
    if people.lemma.lower() in words.courts:  # *a Lyon court backed the claim*
        return True
    if people.lemma.lower() in words.posts and any(r[8] for r, _ in m.rows):
        return False
    return verb.lemma in words.on_the_spot | words.reached | words.striking | words.sentencing


def at_home(sentence: Sentence, token: Token, preposition: Token) -> bool:
    """Whether a place is that of people who take to their own streets: *residents of Homs protested*."""
    return preposition.lemma in {"of", "from"} and are_at_home(sentence, sentence.tokens[preposition.head])


def are_at_home(sentence: Sentence, people: Token) -> bool:
    """Whether people take to their own streets: *Homs residents protested*, *hundreds of Homs residents marched*."""
    words = load_place_words()
    if people.lemma.lower() not in words.inhabitants | words.posts:
        return False
    is_post = people.lemma.lower() in words.posts
    above = sentence.tokens[people.head]
    if people.dep == "pobj" and above.lemma == "of" and sentence.tokens[above.head].dep in {"nsubj", "nsubjpass"}:
        people = sentence.tokens[above.head]
    verb = sentence.tokens[people.head].lemma
    if people.dep == "nsubjpass":
        return verb in words.at_home | words.on_the_spot | words.reached
    return people.dep == "nsubj" and not is_post and verb in words.at_home


def is_hurt(somebody: Token, verb: Token) -> bool:
    """Whether something is done to one of a town, mostly there: *beat up a [Homs] baker*."""
    is_person = somebody.dep in {"dobj", "nsubjpass"} and somebody.lemma in load_quantity_words().persons
    return is_person and somebody.pos == "NOUN" and verb.lemma in load_place_words().on_the_spot


def is_of_the_past(sentence: Sentence, person: Token) -> bool:
    """Whether a phrase says where somebody once was: *freed ten, one of them a former [inmate] of a camp in Homs*."""
    words = load_place_words().former
    for _ in range(2):
        if any(sentence.tokens[c].lemma.lower() in words for c in sentence.children[person.i] if c < person.i):
            return person.pos == "NOUN" and person.dep not in {"dobj", "nsubj", "nsubjpass"}
        person = sentence.tokens[sentence.tokens[person.head].head]  # *of [a camp] in Homs*
    return False


def is_posted(sentence: Sentence, noun: Token) -> bool:
    """Whether the *in* behind somebody says where he is kept: *recalled its envoy in Rome*, but not *met* him there."""
    words, verb = load_place_words(), noun
    if noun.lemma not in words.posted:
        return False
    while verb.pos != "VERB" and verb.head != verb.i:
        verb = sentence.tokens[verb.head]
    acts = noun.dep == "nsubj" and noun.head == verb.i  # *the envoy in Homs said*
    return not acts and verb.lemma not in words.meeting | words.on_the_spot | words.reached | words.wrecking


def is_faced_elsewhere(sentence: Sentence, foe: Token) -> bool:
    """Whether what is done in one place is against somebody in another: *marched in Rome against those [in Homs]*."""
    tokens = sentence.tokens
    against = tokens[foe.head]
    if foe.dep != "pobj" or against.text != "against":
        return False
    beside = (c for c in sentence.children[against.head] if tokens[c].text in load_place_words().locative)
    return any(tokens[b].pos == "PROPN" for c in beside for b in sentence.children[c] if tokens[b].dep == "pobj")
