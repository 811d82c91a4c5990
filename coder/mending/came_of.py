"""What harm came of, hung on the harm, and who did it, on the deed, where parsers mix the two up.

*died [as a result of] shelling* is *died from shelling*; *died of wounds suffered [in a raid]* is *died in a raid*; and
in *died in combat [against rebels]*, *was hurt in a bombardment [by rebels]* the rebels belong to the combat.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.mending.misread import changed
from coder.mending.signs import bag_of_words
from coder.mending.words import load_force
from coder.records import Sentence, Token

NOUNS = frozenset({"NOUN", "PROPN"})
BY_WHOM = frozenset({"by", "against", "with", "from"})
LINKS = frozenset({"prep", "agent"})
OUTER = frozenset({"advcl", "xcomp"})
FOLLOWING = "following"


def with_causes(sentence: Sentence) -> Sentence:
    """The sentence with each such phrase in its place; as it was where nobody comes to harm in it."""
    words = load_force()
    harms = words.undergone | words.dying
    harmed = frozenset(t.i for t in sentence.tokens if t.lemma in harms)
    if not harmed:
        return sentence
    seen = bag_of_words(sentence)
    sentence = changed(sentence, dict(_results(sentence, harmed)))
    for places, signs in ((_following, {FOLLOWING}), (_wounds, words.wounds), (_against, BY_WHOM)):
        if not seen.isdisjoint(signs):
            sentence = changed(sentence, dict(places(sentence, harmed)))
    return sentence


def _results(sentence: Sentence, harmed: frozenset[int]) -> Iterator[tuple[int, Token]]:
    """A preposition of several words as the one that means as much: *died [as a result of] it*."""
    tokens, words = sentence.tokens, load_force()
    for of in tokens[3:]:
        first, noun = tokens[of.i - 3], tokens[of.i - 1]
        if first.head not in harmed or of.head != noun.i:
            continue
        link = words.as_one.get(" ".join(t.text.lower() for t in tokens[of.i - 3 : of.i + 1]))
        if link is None:
            continue
        yield of.i, replace(of, lemma=link, head=first.head)
        yield first.i, replace(first, dep="advmod", head=of.i)
        yield noun.i, replace(noun, pos="ADP", tag="IN", dep="advmod", head=of.i)


def _following(sentence: Sentence, harmed: frozenset[int]) -> Iterator[tuple[int, Token]]:
    """*following* as the preposition that it is, though parsers take it for a deed: *died [following] a beating*."""
    for verb in sentence.tokens[1:]:
        if verb.head not in harmed or verb.dep not in OUTER or verb.text.lower() != FOLLOWING:
            continue
        nouns = [t for c in sentence.children[verb.i] if (t := sentence.tokens[c]).dep == "dobj"]
        if len(nouns) == 1 and sentence.tokens[verb.i - 1].text != ",":
            yield verb.i, replace(verb, lemma=FOLLOWING, pos="ADP", tag="IN", dep="prep")
            yield nouns[0].i, replace(nouns[0], dep="pobj")


def _wounds(sentence: Sentence, harmed: frozenset[int]) -> Iterator[tuple[int, Token]]:
    """In what those were wounded who died of it: *died of wounds [suffered in] a raid*."""
    tokens, words = sentence.tokens, load_force()
    for wound in tokens[2:]:
        link = tokens[wound.head]
        if wound.lemma not in words.wounds or wound.dep != "pobj" or link.head not in harmed:
            continue
        for told in (tokens[c] for c in sentence.children[wound.i] if tokens[c].dep == "acl"):
            if told.lemma in words.suffering:
                yield from ((c, replace(tokens[c], head=link.head)) for c in _phrases(sentence, told.i))


def _phrases(sentence: Sentence, verb: int) -> Iterator[int]:
    yield from (c for c in sentence.children[verb] if sentence.tokens[c].dep in LINKS and c > verb)


def _against(sentence: Sentence, harmed: frozenset[int]) -> Iterator[tuple[int, Token]]:
    """Who did a deed, or fought in it, on that deed: *died in combat [against rebels]*, *in a raid [by rebels]*."""
    tokens, words = sentence.tokens, load_force()
    for link in tokens[2:]:
        if link.dep not in LINKS or link.text.lower() not in BY_WHOM:
            continue
        verb = link.head if tokens[link.head].dep != "prep" else tokens[link.head].head  # *following fire [from them]*
        if verb not in harmed:
            continue
        deeds = words.contests if link.text.lower() == "against" else words.affrays
        before = [p for p in sentence.children[verb] if p < link.i and tokens[p].text.lower() != "by"]
        within = [d for p in before for d in sentence.children[p] if tokens[d].dep in {"pobj", "pcomp"}]
        # *in a raid on their camp [by rebels]*
        deed = next((d for d in within if tokens[d].lemma in deeds and sentence.subtree(d)[-1] == link.i - 1), None)
        if deed is not None:
            yield link.i, replace(link, dep="prep", head=deed)
