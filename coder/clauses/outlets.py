"""Who only tells the news: newspapers, agencies and broadcasters. Their country is nobody else's.

*…, China's Xinhua news agency said* and *according to the French daily Le Monde* say nothing of where it happened.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from coder.clauses.grammar import load_grammar
from coder.files.words import load_words
from coder.memo import for_last
from coder.records import Sentence, Token

_NAMING = frozenset({"det", "amod", "compound", "nmod", "poss", "appos", "npadvmod"})
TOLD_BY = frozenset({"with", "to", "on", "by", "over"})
_TOLD = frozenset({"dative", "dobj"})


@dataclass(frozen=True, slots=True)
class OutletWords:
    """The lists of words/outlets.yaml, each explained there."""

    outlets: frozenset[str]
    telling: frozenset[str]
    reporting: frozenset[str]
    quoting: frozenset[str]
    told_in: frozenset[str]


@cache
def outlet_words() -> OutletWords:
    """The words of those who tell the news, read once."""
    return load_words("outlets", OutletWords)


@for_last
def outlets(sentence: Sentence) -> frozenset[int]:
    """The words of each phrase that is called a newspaper's, an agency's or the like and tells or is told something.

    With them stand those that say whose it is: all of *China's Xinhua news agency*.
    """
    words = outlet_words()
    named = (
        phrase
        for head, phrase in _tellers(sentence)
        if _quotes(sentence, head) or any(sentence.tokens[k].lemma.lower() in words.outlets for k in phrase)
    )
    return frozenset(i for phrase in named for i in phrase)


def _quotes(sentence: Sentence, head: Token) -> bool:
    """Whether an acronym quotes somebody as saying something, as only agencies do: *[KPA] quoted aides as saying*."""
    above = sentence.tokens[head.head]
    if not (head.text.isupper() and len(head.text) > 1 and above.lemma in outlet_words().quoting):
        return False
    return any(sentence.tokens[c].text == "as" for c in sentence.children[above.i])


def outlets_by_name(sentence: Sentence, media: Collection[int], known: Collection[int]) -> frozenset[int]:
    """The words of each phrase that tells the news and is known to, or is a name that *reported*: *Chad's Echo*.

    `media` are the words of names of media, `known` those of all names that are known.
    """
    words = outlet_words()
    found: set[int] = set()
    for head, phrase in _tellers(sentence):
        is_new = head.pos == "PROPN" and head.i not in known and sentence.tokens[head.head].lemma in words.reporting
        if head.i in media or is_new and any(sentence.tokens[i].dep == "poss" for i in phrase):
            found.update(phrase)
    return frozenset(found)


@for_last
def _tellers(sentence: Sentence) -> list[tuple[Token, Sequence[int]]]:
    """Those who say or write something, those to whom it is told, and those according to whom it is so: the noun, and
    the words of its phrase without what is behind a preposition or in a clause.
    """
    tokens, telling = sentence.tokens, outlet_words().telling
    attributing = load_grammar().attributing
    found: list[tuple[Token, Sequence[int]]] = []
    for token in tokens:
        above = tokens[token.head]
        is_teller = token.dep == "nsubj" and above.lemma in telling or token.dep in _TOLD and above.lemma == "tell"
        if token.dep == "pobj" and above.lemma in {"by", "to"}:
            beyond = tokens[above.head]
            is_teller = beyond.lemma in telling if above.lemma == "by" else beyond.text.lower() in attributing
        if token.dep == "pobj" and above.lemma in TOLD_BY:
            is_teller = is_teller or tokens[above.head].lemma in outlet_words().told_in
        if is_teller:
            phrase = [token.i]
            for i in phrase:
                phrase += (c for c in sentence.children[i] if tokens[c].dep in _NAMING)
            found.append((token, phrase))
    return found
