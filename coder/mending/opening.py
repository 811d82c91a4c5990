"""A date that opens a sentence, taken off the noun behind it, which the parser often joins to it.

Of *On 5 May gunmen shelled the depot* the parser makes *5 May gunmen* what stands behind *on*, and so nobody
attacks. The month gets back its preposition, and the noun its verb.
"""

from __future__ import annotations

import re
from dataclasses import replace

from coder.records import Sentence, Token
from coder.text.dateline import dateline_words

# What a date opens with: *on the night of 2 March* has the two of them.
OPENING = frozenset({"on", "in", "since", "late", "early", "during"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "VBN"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
# The month stands at this word at the latest.
LAST = 6
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


def with_date_apart(sentence: Sentence) -> Sentence:
    """The sentence with the noun behind its opening date as the subject of its verb; as it was where it has none.

    *On 5 May gunmen attacked Goma* gives *gunmen* as the subject of *attacked*.
    """
    tokens = sentence.tokens
    if len(tokens) < 4 or tokens[0].text.lower() not in OPENING:
        return sentence
    month = next((t for t in tokens[1 : LAST + 1] if _is_month(t)), None)
    if month is None or month.dep not in {"compound", "nmod", "nummod", "npadvmod"}:
        return sentence
    noun = tokens[month.head]
    if noun.i > month.i and noun.dep in SUBJECTS:
        return _taken_off(sentence, month, noun)
    before = tokens[noun.head]
    if noun.i <= month.i or noun.dep != "pobj" or before.i > month.i or noun.pos not in {"NOUN", "PROPN"}:
        return sentence
    verb = _verb(sentence, noun)
    return sentence if verb is None else _mended(sentence, month, noun, verb)


def _taken_off(sentence: Sentence, month: Token, noun: Token) -> Sentence:
    """*On the night of 3 May gunmen came*, where the month stands with the subject and nothing behind *of*."""
    tokens = list(sentence.tokens)
    link = next((t for t in reversed(tokens[: month.i]) if t.pos == "ADP"), None)
    if link is None or any(tokens[c].dep == "pobj" for c in sentence.children[link.i]):
        return sentence
    tokens[month.i] = replace(month, dep="pobj", head=link.i)
    for c in sentence.children[noun.i]:
        if link.i < c < month.i:
            tokens[c] = replace(tokens[c], head=month.i)
    return replace(sentence, tokens=tuple(tokens))


def _is_month(token: Token) -> bool:
    """Whether a word is a month, or the year right behind *in*: *In [1935] Italian troops invaded Ethiopia*."""
    words = dateline_words()
    if token.i == 1 and token.tag == "CD":
        return _YEAR.fullmatch(token.text) is not None
    return token.pos == "PROPN" and token.text.istitle() and token.text[:3].lower() in words.months


def _verb(sentence: Sentence, noun: Token) -> Token | None:
    """The verb that a noun behind the opening date is the subject of: one without a subject of its own."""
    tokens = sentence.tokens
    if tokens[0].head == 0:  # the preposition is the root, the verb hangs on the noun
        below = (tokens[c] for c in sentence.children[noun.i] if tokens[c].dep in {"acl", "relcl"})
        verb = next((t for t in below if t.tag in FINITE and t.i > noun.i), None)
    else:
        verb = tokens[tokens[0].head]
        if verb.tag not in FINITE and not any(tokens[c].tag == "MD" for c in sentence.children[verb.i]):
            return None  # *in May Cuba [will] send rice* is finite too
    if verb is None or verb.i < noun.i or any(tokens[c].dep in SUBJECTS for c in sentence.children[verb.i]):
        return None
    return verb


def _mended(sentence: Sentence, month: Token, noun: Token, verb: Token) -> Sentence:
    tokens = list(sentence.tokens)
    is_passive = any(tokens[c].dep == "auxpass" for c in sentence.children[verb.i])
    tokens[noun.i] = replace(noun, dep="nsubjpass" if is_passive else "nsubj", head=verb.i)
    tokens[month.i] = replace(month, dep="pobj", head=noun.head)
    for c in sentence.children[noun.i]:
        if c < month.i:  # *11* of *11 March students*
            tokens[c] = replace(tokens[c], head=month.i)
    if tokens[0].head == 0:
        tokens[verb.i] = replace(verb, dep="ROOT", head=verb.i)
        tokens[0] = replace(tokens[0], dep="prep", head=verb.i)
        for c in sentence.children[0]:
            if tokens[c].dep == "punct":
                tokens[c] = replace(tokens[c], head=verb.i)
    return replace(sentence, tokens=tuple(tokens))
