"""Participles behind a comma, and phrases in front of a verb, that parsers hang on the wrong verb.

*The rebels said troops had shelled a port, [denouncing] it* is what the rebels do, *the assembly voted to go, an aide
said, [ending] the session* what the assembly does; *was marred when deputies left, [accusing] him of fraud* what the
deputies do. *Men claiming to hold [two nurses] met the envoy* is not told of the nurses, and *three Danes, believed
to be tourists, [were seized]* of the Danes.
"""

from __future__ import annotations

from dataclasses import replace

from coder.mending.misread import changed
from coder.mending.words import load_telling
from coder.records import Sentence, Token

PARTICIPLE = "VBG"
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
VERBS = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN"})
COMPLEMENTS = frozenset({"xcomp", "ccomp"})
COMMA = ","


def with_participles(sentence: Sentence) -> Sentence:
    """The sentence with each of them where it belongs; as it was where it has none."""
    found = dict[int, Token]()
    for token in sentence.tokens:
        if token.tag == PARTICIPLE and token.dep == "advcl":
            head = _whose(sentence, token)
            if head is not None:
                found[token.i] = replace(token, head=head.i)
        elif token.dep == "acl" and token.tag == PARTICIPLE:
            found |= _held(sentence, token)
        elif token.dep in {"auxpass", "aux"}:
            found |= _believed(sentence, token)
    return changed(sentence, found)


def _whose(sentence: Sentence, participle: Token) -> Token | None:
    """The verb of who does what a participle behind a comma says, where parsers hang it on another."""
    tokens, words = sentence.tokens, load_telling()
    above = tokens[participle.head]
    if above.i > participle.i or above.pos not in VERBS or not _is_apart(sentence, participle):
        return None
    told = tokens[above.head]
    speaks = participle.lemma in words.speaking
    if above.dep == "ccomp" and told.lemma in words.tellers and told.i < above.i:
        own = {tokens[c].dep for c in sentence.children[above.i]}
        own_word = above.lemma in words.speaking or above.lemma in words.tellers
        by_others = "nsubj" in own and not own_word and _has_subject(sentence, told)
        return told if speaks and by_others else None
    if above.lemma in words.tellers and not speaks:
        said = [tokens[c] for c in sentence.children[above.i] if tokens[c].dep == "ccomp" and c < above.i]
        who = [tokens[c] for c in sentence.children[above.i] if tokens[c].dep == "nsubj"]
        aide = bool(who) and who[0].pos == "NOUN"  # *it will go, [Amina Diallo] said, reversing herself*
        if said and aide and tokens[min(sentence.subtree(who[0].i)) - 1].text == COMMA:
            return said[0]
        return None
    nearer = [tokens[c] for c in sentence.children[above.i] if tokens[c].dep == "advcl" and above.i < c < participle.i]
    if speaks and nearer and _is_passive(sentence, above) and _has_subject(sentence, nearer[-1]):
        return nearer[-1]
    return None


def _is_apart(sentence: Sentence, participle: Token) -> bool:
    """Whether a comma stands in front of a participle's clause, and nobody of its own in it."""
    below = [sentence.tokens[c] for c in sentence.children[participle.i]]
    if any(t.dep in SUBJECTS or t.dep in {"mark", "aux"} for t in below):
        return False
    first = min(sentence.subtree(participle.i))
    return first > 0 and sentence.tokens[first - 1].text == COMMA


def _has_subject(sentence: Sentence, verb: Token) -> bool:
    return any(sentence.tokens[c].dep in SUBJECTS for c in sentence.children[verb.i])


def _is_passive(sentence: Sentence, verb: Token) -> bool:
    return any(sentence.tokens[c].dep in {"auxpass", "nsubjpass"} for c in sentence.children[verb.i])


def _held(sentence: Sentence, participle: Token) -> dict[int, Token]:
    """The object of a participle that parsers make a second subject: *men holding [two nurses] met the envoy*."""
    tokens = sentence.tokens
    who = tokens[participle.head]
    verb = tokens[who.head]
    if who.dep != "nsubj" or verb.i < participle.i or participle.i != who.i + 1:
        return {}
    others = [tokens[c] for c in sentence.children[verb.i] if tokens[c].dep == "nsubj" and participle.i < c < verb.i]
    if len(others) != 1 or others[0].pos not in NOUNS:
        return {}
    first, last = min(sentence.subtree(others[0].i)), participle
    while inner := [tokens[c] for c in sentence.children[last.i] if tokens[c].dep in COMPLEMENTS]:
        last = inner[0]
    if first != last.i + 1 or any(tokens[c].dep == "dobj" for c in sentence.children[last.i]):
        return {}
    return {others[0].i: replace(others[0], dep="dobj", head=last.i)}


def _believed(sentence: Sentence, helping: Token) -> dict[int, Token]:
    """Of whom a verb tells, though parsers give him to what is set apart: *two men, [said] to be Danes, were shot*."""
    tokens = sentence.tokens
    verb = tokens[helping.head]
    if verb.pos not in VERBS or _has_subject(sentence, verb) or tokens[helping.i - 1].text != COMMA:
        return {}
    for aside in (tokens[c] for c in sentence.children[verb.i]):
        if aside.dep != "advcl" or aside.tag not in {"VBN", "VBD"} or aside.i > helping.i:
            continue
        below = [tokens[c] for c in sentence.children[aside.i]]
        who = [t for t in below if t.dep in {"nsubj", "nsubjpass"} and t.i < aside.i]
        if len(who) == 1 and not any(t.dep in {"aux", "auxpass", "mark", "dobj"} for t in below):
            if tokens[aside.i - 1].text == COMMA:
                dep = "nsubjpass" if helping.dep == "auxpass" else "nsubj"
                return {who[0].i: replace(who[0], dep=dep, head=verb.i), aside.i: _of(aside, who[0])}
    return {}


def _of(participle: Token, noun: Token) -> Token:
    return replace(participle, tag="VBN", dep="acl", head=noun.i)
