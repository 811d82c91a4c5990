"""Who says it at the end of a sentence, and who acts where a participle stands between him and his verb.

*It will send monitors, [the bloc's chairman] said* is what he says, though parsers coordinate *said* with it or take
him for another name of what stands before him; *the raids [killed] six, officials said* is what the raids did; and
*[rebels] holding a driver agreed to free him* is what they agreed.
"""

from __future__ import annotations

from dataclasses import replace

from coder.mending.words import load_telling
from coder.records import Sentence, Token

PAST = frozenset({"VBD", "VBZ"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
SAID = frozenset({"ccomp", "xcomp", "dobj"})
NAMES = frozenset({"NOUN", "PROPN"})
WHO = frozenset({"WDT", "WP", "WP$"})
HELPING = frozenset({"aux", "auxpass", "mark"})


def with_tellers(sentence: Sentence) -> Sentence:
    """The sentence with what is said below who says it; as it was where parsers have that right."""
    tellers, quotes = load_telling().tellers, load_telling().quotes
    for token in sentence.tokens:
        if token.i and token.tag in PAST and token.lemma in tellers:
            tokens = (
                _coordinated(sentence, token)
                or _behind_name(sentence, token)
                or _of_name(sentence, token)
                or _reduced(sentence, token)
            )
        elif token.tag == "VBN" and token.dep == "acl" and token.lemma in tellers & quotes and _ends(sentence, token):
            tokens = _of_name(sentence, token)
        else:
            tokens = {}
        if not tokens and token.dep == "csubj" and token.tag == "VBG":
            tokens = _doing(sentence, token)
        if tokens:
            return replace(sentence, tokens=tuple(tokens.get(t.i, t) for t in sentence.tokens))
    return sentence


def _coordinated(sentence: Sentence, verb: Token) -> dict[int, Token]:
    """*It will go on, the envoy [said]*, where nothing joins the two and no more is said behind.

    A clause that tells more of a noun has a comma and no pronoun nowhere else: *food for Chad, the envoy [said]*.
    """
    above = _what_is_said(sentence, verb)
    if above is None:
        return {}
    below = [sentence.tokens[c] for c in sentence.children[verb.i]]
    subjects = [t for t in below if t.dep == "nsubj" and t.i < verb.i]
    beside = (sentence.tokens[c] for c in sentence.children[above.i])
    if not subjects or any(t.dep in SAID for t in below) or any(t.dep == "cc" and t.i < verb.i for t in beside):
        return {}
    phrase = sentence.subtree(subjects[0].i)
    if (
        phrase[0] == 0
        or sentence.tokens[phrase[0] - 1].text != ","
        or any(sentence.tokens[i].tag in WHO for i in phrase)
    ):
        return {}
    top = verb.i if above.head == above.i else above.head
    return {verb.i: replace(verb, dep=above.dep, head=top), above.i: replace(above, dep="ccomp", head=verb.i)}


def _what_is_said(sentence: Sentence, verb: Token) -> Token | None:
    """The verb that tells what is said, in front of the verb of saying."""
    above = sentence.tokens[verb.head]
    if verb.dep == "relcl":
        while above.head != above.i:
            above = sentence.tokens[above.head]
    elif verb.dep != "conj":
        return None
    return above if above.i < verb.i and above.pos in {"VERB", "AUX"} else None


def _behind_name(sentence: Sentence, verb: Token) -> dict[int, Token]:
    """*It will send food to Chad, its chief [said]*, where the chief is taken for another name of Chad."""
    below = [sentence.tokens[c] for c in sentence.children[verb.i]]
    told = [t for t in below if t.dep == "ccomp" and t.i < verb.i]
    if not told or any(t.dep in SUBJECTS for t in below):
        return {}
    for token in reversed(sentence.tokens[: verb.i]):
        if token.dep != "appos" or token.pos not in NAMES:
            continue
        phrase = sentence.subtree(token.i)
        if max(phrase) == verb.i - 1 and sentence.tokens[min(phrase) - 1].text == "," and token.i > told[0].i:
            outer = sentence.tokens[token.head]
            if outer.dep != "appos" or sentence.tokens[outer.i - 1].dep in {"prep", "dobj"}:
                return {token.i: replace(token, dep="nsubj", head=verb.i)}
    return {}


def _of_name(sentence: Sentence, verb: Token) -> dict[int, Token]:
    """*Nurses will go to Chad, the president of the charity [said]*, where he is taken for another name of Chad.

    The parser tells the verb of him, or coordinates it with what is said.
    """
    tokens, children = sentence.tokens, sentence.children
    below = [tokens[c] for c in children[verb.i]]
    who = tokens[verb.head] if verb.dep in {"acl", "relcl"} else _appos_before(sentence, verb)
    if who is None or who.dep != "appos" or any(t.dep in SUBJECTS | SAID or t.i < verb.i for t in below):
        return {}
    first, above = min(sentence.subtree(who.i)), tokens[who.head]
    while above.head != above.i:
        above = tokens[above.head]
    joined = any(tokens[c].dep == "cc" and tokens[c].i > first for c in children[above.i])
    if joined or above.pos not in {"VERB", "AUX"} or not first or tokens[first - 1].text != ",":
        return {}
    return {
        verb.i: replace(verb, tag="VBD", dep="ROOT", head=verb.i),
        above.i: replace(above, dep="ccomp", head=verb.i),
        who.i: replace(who, dep="nsubj", head=verb.i),
    }


def _reduced(sentence: Sentence, verb: Token) -> dict[int, Token]:
    """*The raids [killed] six guards, officials said*, where the killing is taken for what the raids underwent.

    Then the verb of saying has two subjects, and what the first did has an object.
    """
    tokens = sentence.tokens
    doers = [tokens[c] for c in sentence.children[verb.i] if tokens[c].dep == "nsubj" and c < verb.i]
    if len(doers) != 2:
        return {}
    done = [tokens[c] for c in sentence.children[doers[0].i] if tokens[c].dep == "acl" and tokens[c].tag == "VBN"]
    if len(done) != 1 or not any(tokens[c].dep == "dobj" for c in sentence.children[done[0].i]):
        return {}
    last = max(sentence.subtree(done[0].i))
    if min(sentence.subtree(doers[1].i)) != last + 2 or tokens[last + 1].text != ",":
        return {}
    return {
        done[0].i: replace(done[0], tag="VBD", dep="ccomp", head=verb.i),
        doers[0].i: replace(doers[0], head=done[0].i),
    }


def _ends(sentence: Sentence, verb: Token) -> bool:
    """Whether only when and where something was said stands behind a participle: *a newspaper [reported] on Monday*."""
    below = [sentence.tokens[c] for c in sentence.children[verb.i]]
    behind = {i for t in below if t.dep in {"prep", "npadvmod"} for i in sentence.subtree(t.i)}
    rest = (t for t in sentence.tokens[verb.i + 1 :] if t.i not in behind)
    return all(t.pos == "PUNCT" for t in rest) and len(below) == sum(t.dep in {"prep", "npadvmod"} for t in below)


def _appos_before(sentence: Sentence, verb: Token) -> Token | None:
    """What right before a coordinated verb is taken for another name of something."""
    if verb.dep != "conj":
        return None
    aside = (t for t in sentence.tokens[: verb.i] if t.dep == "appos" and t.pos in NAMES | {"ADJ"})
    return next((t for t in aside if max(sentence.subtree(t.i)) == verb.i - 1), None)


def _doing(sentence: Sentence, participle: Token) -> dict[int, Token]:
    return _held_by(sentence, participle) or _after_participle(sentence, participle)


def _after_participle(sentence: Sentence, participle: Token) -> dict[int, Token]:
    """*Promising aid to Chad, [the Omani premier] left*, where he is taken for another name of Chad."""
    verb = sentence.tokens[participle.head]
    before = [t for t in sentence.tokens[participle.i : verb.i] if t.dep == "appos" and t.pos in NAMES]
    own = [t for t in before if max(sentence.subtree(t.i)) == verb.i - 1]
    if not own or participle.i > verb.i or any(t.dep == "nsubj" and t.head == verb.i for t in sentence.tokens):
        return {}
    first = min(sentence.subtree(own[0].i))
    if sentence.tokens[first - 1].text != ",":
        return {}
    return {
        own[0].i: replace(own[0], dep="nsubj", head=verb.i),
        participle.i: replace(participle, dep="advcl"),
    }


def _held_by(sentence: Sentence, participle: Token) -> dict[int, Token]:
    """*[Rebels] holding a driver agreed*, where the holding is taken for what agreed."""
    below = [sentence.tokens[c] for c in sentence.children[participle.i]]
    doers = [t for t in below if t.dep == "nsubj" and t.pos in NAMES and t.i == participle.i - 1]
    if len(doers) != 1 or any(t.dep in HELPING for t in below):
        return {}
    doer = doers[0]
    return {
        doer.i: replace(doer, dep="nsubj", head=participle.head),
        participle.i: replace(participle, dep="acl", head=doer.i),
    }
