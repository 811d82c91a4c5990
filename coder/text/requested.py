"""By whom and of whom it is asked, where parsers hang that on something else.

*Libya was told to free the crew [by Chad]* names who told it, and *added its voice to calls on Libya [to free the
crew]* what the calls are for.
"""

from __future__ import annotations

from calendar import day_name, month_name
from dataclasses import replace

from coder.records import Sentence, Token
from coder.text.below import below
from coder.text.misread import changed, load_mistaken

PASTS = frozenset({"VBN", "VBD"})
INFINITIVES = frozenset({"xcomp", "ccomp", "advcl"})
BY = "by"
TIMES = frozenset((*day_name, *month_name))


def with_requests(sentence: Sentence) -> Sentence:
    """The sentence with who asks below his verb, and what is asked below its noun; as it was where it has none."""
    words, found = load_mistaken(), dict[int, Token]()
    for token in sentence.tokens:
        if token.lemma in words.requested and token.tag in PASTS:
            found |= _asker(sentence, token)
        elif token.lemma in words.requests and token.pos == "NOUN":
            found |= _asked(sentence, token)
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
        if link.lemma not in load_mistaken().asked_of or not of_whom:
            continue
        last = sentence.subtree(of_whom[0].i)[-1]
        for above in (sentence.tokens[i] for i in (noun.head, sentence.tokens[noun.head].head)):
            for wanted in below(sentence, above, INFINITIVES):
                to = below(sentence, wanted, {"aux"})
                if above.pos == "VERB" and to and to[0].tag == "TO" and to[0].i == last + 1:
                    return {wanted.i: replace(wanted, dep="acl", head=noun.i)}
    return {}
