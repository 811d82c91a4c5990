"""What somebody makes known by several words, as what he tells: *let it be known [that it would leave]*.

Parsers hang what is told on *known, clear* or on whom it is told to: *made it clear [to Mali] that*, *let [Mali] know
that*, *put it [to Mali] that*, *told visiting [Malian envoys] that*.
"""

from __future__ import annotations

from dataclasses import replace

from coder.mending.misread import changed
from coder.mending.words import load_telling
from coder.records import Sentence, Token

FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
LOOSE = frozenset({"prep", "npadvmod", "advmod", "punct"})
TELL, ANNOUNCE, THAT, IT = "tell", "announce", "that", "it"
# So far behind the verb stands what it is that he makes known.
NEAR = 14


def with_known(sentence: Sentence) -> Sentence:
    """The sentence with each such verb as one of telling, and what is told below it; as it was where it has none."""
    words, found = load_telling(), dict[int, Token]()
    for verb in sentence.tokens[:-3]:
        if verb.pos == "VERB" and (beside := words.made_known.get(verb.lemma)):
            found |= _made_known(sentence, verb, beside)
        elif verb.text in words.on_a_visit and verb.dep == "xcomp":
            found |= _visitors(sentence, verb)
    return changed(sentence, found)


def _made_known(sentence: Sentence, verb: Token, beside: frozenset[str]) -> dict[int, Token]:
    """*Made [it] clear to Mali that*: whom it is told, if it says so, and what."""
    tokens = sentence.tokens
    near = tokens[verb.i + 1 : verb.i + NEAR]
    word = next((t for t in near if t.text in beside), None)
    that = next((t for t in near if t.text == THAT and word is not None and t.i > word.i), None)
    if word is None or that is None or any(t.tag in FINITE for t in tokens[verb.i + 1 : that.i]):
        return {}
    clause, between = tokens[that.head], tokens[verb.i + 1 : word.i]
    first = next(
        (t for t in between if t.text != IT and t.head in {verb.i, word.i} and t.dep in {"nsubj", "dobj"}), None
    )
    link = next((t for t in tokens[word.i : that.i] if t.tag in {"IN", "TO"} and t.text == "to"), None)
    named = [tokens[c] for c in sentence.children[link.i] if tokens[c].dep == "pobj"] if link is not None else []
    whom = named[0] if named and named[0].i < that.i else first
    if clause.pos not in {"VERB", "AUX"} or clause.i < that.i or (whom is None and IT not in {t.text for t in between}):
        return {}
    found = {t.i: replace(t, head=verb.i) for t in _below(sentence, word) if t.i > word.i and t.dep in LOOSE}
    found |= {t.i: replace(t, dep="expl", head=verb.i) for t in between if t.text == IT}
    found[verb.i] = replace(verb, lemma=TELL if whom is not None else ANNOUNCE)
    if word.text == IT:
        found[word.i] = replace(word, dep="expl", head=verb.i)
    else:
        found[word.i] = replace(word, pos="ADJ", tag="JJ", dep="acomp", head=verb.i)
    if whom is not None:
        found[whom.i] = replace(whom, dep="dobj", head=verb.i)
        if link is not None and whom is not first:
            found[link.i] = replace(link, dep="dep", head=whom.i)
    found[that.i] = replace(that, tag="IN", dep="mark")
    found[clause.i] = replace(clause, dep="ccomp", head=verb.i)
    return found


def _visitors(sentence: Sentence, visiting: Token) -> dict[int, Token]:
    """*Told visiting [Malian envoys] that*: a participle of who is told, which is taken for a verb."""
    tokens = sentence.tokens
    below, told = _below(sentence, visiting), tokens[visiting.head]
    who = next((t for t in below if t.dep == "dobj" and t.i > visiting.i), None)
    if who is None or told.i != visiting.i - 1:
        return {}
    found = {t.i: replace(t, head=told.i) for t in below}
    found[visiting.i] = replace(visiting, pos="ADJ", tag="JJ", dep="amod", head=who.i)
    found[who.i] = replace(who, head=told.i)
    return found


def _below(sentence: Sentence, token: Token) -> list[Token]:
    return [sentence.tokens[c] for c in sentence.children[token.i]]
