"""By whom and of whom it is asked, where parsers hang that on something else.

*Libya was told to free the crew [by Chad]* names who told it, and *added its voice to calls on Libya [to free the
crew]* what the calls are for.
"""

from __future__ import annotations

from dataclasses import replace

from coder.mending.below import TIMES, below
from coder.mending.misread import as_verb, changed
from coder.mending.words import load_mistaken, load_telling
from coder.records import Sentence, Token

PASTS = frozenset({"VBN", "VBD"})
INFINITIVES = frozenset({"xcomp", "ccomp", "advcl"})
OF_BE = frozenset({"attr", "advmod", "nsubj"})
HUNG = INFINITIVES | {"acl", "relcl"}
BY, BE, FOR, THAT = "by", "be", "for", "that"
ASKERS = frozenset({BY, "from"})


def with_requests(sentence: Sentence) -> Sentence:
    """The sentence with who asks below his verb, and what is asked below its noun; as it was where it has none."""
    words, found = load_telling(), dict[int, Token]()
    for token in sentence.tokens:
        if token.lemma in words.requested and token.tag in PASTS:
            found |= _asker(sentence, token)
        elif token.tag == "NNS" and token.dep == "conj" and token.lemma in words.requests:
            found |= _demands(sentence, token)
        elif token.lemma in words.requests and token.pos == "NOUN":
            found |= _asked(sentence, token) or _asked_by(sentence, token)
        elif token.lemma in words.due and token.dep in OF_BE:
            found |= _due(sentence, token)
        elif token.tag == "TO" and token.dep == "prep":
            found |= _to_do(sentence, token)
        elif token.dep == "prep" and token.tag == "RP" and not sentence.children[token.i]:
            found |= _called_on(sentence, token)
    return changed(sentence, found)


def _asker(sentence: Sentence, verb: Token) -> dict[int, Token]:
    """*Was told to free the crew [by Chad]*: a name behind *by* that an infinitive with an object of its own has."""
    passive = below(sentence, verb, {"auxpass"})
    if not passive and verb.dep != "ROOT" or below(sentence, verb, {"agent", "dobj"}):
        return {}
    for wanted in below(sentence, verb, INFINITIVES):
        if not any(t.tag == "TO" for t in below(sentence, wanted, {"aux"})) or below(sentence, wanted, {"auxpass"}):
            continue
        objects = below(sentence, wanted, {"dobj"})
        for above in (wanted, *objects):
            for by in below(sentence, above, {"prep", "agent"}):
                named = below(sentence, by, {"pobj"})
                if by.lemma == BY and objects and named and named[0].pos == "PROPN" and named[0].text not in TIMES:
                    told = {t.i: replace(t, dep="nsubjpass") for t in below(sentence, verb, {"nsubj"})}
                    return told | {
                        verb.i: replace(verb, tag="VBN"),
                        by.i: replace(by, dep="agent", head=verb.i),
                    }
    return {}


def _asked(sentence: Sentence, noun: Token) -> dict[int, Token]:
    """*Calls on Libya [to free the crew]*, which parsers hang on the verb above, when it follows at once."""
    for link in below(sentence, noun, {"prep"}):
        of_whom = below(sentence, link, {"pobj"})
        if link.lemma not in load_telling().asked_of or not of_whom:
            continue
        last = sentence.subtree(of_whom[0].i)[-1]
        for above in (sentence.tokens[i] for i in (noun.head, sentence.tokens[noun.head].head)):
            for wanted in below(sentence, above, INFINITIVES):
                to = below(sentence, wanted, {"aux"})
                if above.pos == "VERB" and to and to[0].tag == "TO" and to[0].i == last + 1:
                    return {wanted.i: replace(wanted, dep="acl", head=noun.i)}
    return {}


def _asked_by(sentence: Sentence, noun: Token) -> dict[int, Token]:
    """*Calls from the clergy for the king [to abdicate]*, which parsers hang on who calls or on the verb above."""
    for link in below(sentence, noun, {"prep"}):
        askers = below(sentence, link, {"pobj"}) if link.lemma in ASKERS else []
        for above in (*askers, sentence.tokens[noun.head]) if askers else ():
            for wanted in below(sentence, above, HUNG):
                first = sentence.subtree(wanted.i)[0]
                to = any(t.tag == "TO" for t in below(sentence, wanted, {"aux"}))
                if to and first > link.i and sentence.tokens[first].text == FOR and wanted.i != above.head:
                    return {wanted.i: replace(wanted, dep="acl", head=noun.i)}
    return {}


def _demands(sentence: Sentence, noun: Token) -> dict[int, Token]:
    """*Opposes the drill and [demands] that it end*, which parsers take for one more thing that is opposed."""
    above = sentence.tokens[noun.head]
    verb = sentence.tokens[above.head]
    that = sentence.tokens[noun.i + 1] if noun.i + 1 < len(sentence.tokens) else noun
    if verb.pos != "VERB" or that.lemma != THAT or below(sentence, noun, {"det", "amod", "poss", "compound"}):
        return {}
    below_noun = below(sentence, noun, {"acl", "relcl", "ccomp"})
    hung = (*below(sentence, verb, {"ccomp"}), *below(sentence, above, {"relcl"}), *below_noun)
    wanted = [t for t in hung if t.i > noun.i]
    if not wanted:
        return {}
    told = {wanted[0].i: replace(wanted[0], dep="ccomp", head=noun.i)}
    joint = {t.i: replace(t, head=verb.i) for t in below(sentence, above, {"cc"})}
    return told | joint | {noun.i: as_verb(noun, "VBZ", "conj", verb.i)}


def _due(sentence: Sentence, word: Token) -> dict[int, Token]:
    """*It was time for Chad [to go]*, *the onus is on Chad [to go]*: what the copula says."""
    copula = sentence.tokens[word.head]
    if copula.lemma != BE or (word.dep == "advmod" and not below(sentence, word, {"prep"})):
        return {}
    for wanted in (*below(sentence, word, {"relcl", "acl"}), *below(sentence, copula, {"advcl"})):
        if any(t.tag == "TO" for t in below(sentence, wanted, {"aux"})) and wanted.i > word.i:
            return {wanted.i: replace(wanted, dep="ccomp", head=copula.i)}
    return {}


def _called_on(sentence: Sentence, particle: Token) -> dict[int, Token]:
    """*Called [on] the rebels to go*, where parsers tag a particle and take whom it is said of for an object."""
    verb = sentence.tokens[particle.head]
    said_of = [t for t in below(sentence, verb, {"dobj"}) if t.i > particle.i]
    if verb.pos != "VERB" or particle.i != verb.i + 1 or not said_of:
        return {}
    return {particle.i: replace(particle, dep="prt")}


def _to_do(sentence: Sentence, to: Token) -> dict[int, Token]:
    """*Calls on Chad to [free] pilots*, where parsers take a verb for what such pilots are."""
    verb, done_to = sentence.tokens[to.head], below(sentence, to, {"pobj"})
    first = sentence.tokens[to.i + 1] if to.i + 1 < len(sentence.tokens) else to
    if verb.pos != "VERB" or not done_to or first.head != done_to[0].i or first.dep != "amod":
        return {}
    if first.lemma not in load_mistaken().adjectives_too:
        return {}
    return {
        first.i: as_verb(first, "VB", "xcomp", verb.i),
        to.i: replace(to, dep="aux", pos="PART", head=first.i),
        done_to[0].i: replace(done_to[0], dep="dobj", head=first.i),
    }
