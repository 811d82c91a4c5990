"""What the second of two verbs is taken for, and who stands before what is set apart at the head of a sentence.

*The king rejected criticism and [dissolved] parliament*: parsers take the second verb for a participle of its object,
which they join to the first; *denied it and [rang] Rome* has an infinitive then. And of *[Jordan], in a move that
surprised many, agreed* they make Jordan tell when it was. In
*took those who could not pay and [shot] six* the past form goes on behind what nobody told as past: who took them shot.
"""

from __future__ import annotations

from dataclasses import replace

from coder.mending.misread import as_verb, changed
from coder.mending.words import load_mistaken
from coder.records import Sentence, Token
from coder.text.dateline import dateline_words

FINITE = frozenset({"VBD", "VBZ", "VBP"})
PARTICIPLES = frozenset({"VBN", "VBD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
HELPING = frozenset({"aux", "auxpass"})
# The tags of auxiliaries beside which nothing is told as past.
UNREAL = frozenset({"MD", "TO"})
# What belongs to a thing that a participle is before; all else behind it goes with the verb.
OF_THING = frozenset({"compound", "amod", "nmod", "poss", "det", "nummod", "appos", "acl", "relcl", "conj", "cc"})


def with_joined_deeds(sentence: Sentence) -> Sentence:
    """The sentence with such verbs as the second deed of who did the first; as it was where it has none."""
    for verb in sentence.tokens[2:-1]:
        if verb.dep == "amod" and verb.tag in PARTICIPLES and (above := _first_deed(sentence, verb)) is not None:
            return with_joined_deeds(changed(sentence, _mended(sentence, verb, above)))
    return sentence


def _first_deed(sentence: Sentence, verb: Token) -> Token | None:
    """The verb whose subject does what a participle tells too: *[rejected] criticism and dissolved parliament*."""
    tokens, children = sentence.tokens, sentence.children
    thing, joint = tokens[verb.head], tokens[verb.i - 1]
    above = tokens[thing.head]
    if thing.dep != "conj" or joint.dep != "cc" or joint.head != above.i or thing.i < verb.i:
        return None
    if above.tag not in FINITE | {"VBN"} or min(sentence.subtree(thing.i)) != verb.i:
        return None
    is_active = not any(tokens[c].dep in {"auxpass", "nsubjpass"} for c in children[above.i])
    if not is_active or verb.lemma in load_mistaken().is_so:
        return None
    # *rejected it, and exiled leaders urged a boycott*
    later = (t for t in tokens[thing.i + 1 :] if t.tag in FINITE and t.dep in {"conj", "ccomp", "ROOT"})
    goes_on = any(not any(tokens[c].dep in SUBJECTS for c in children[t.i]) for t in later)
    return None if goes_on else above


def _mended(sentence: Sentence, verb: Token, above: Token) -> dict[int, Token]:
    tokens, thing = sentence.tokens, sentence.tokens[verb.head]
    found = {verb.i: as_verb(verb, "VBD", "conj", above.i), thing.i: replace(thing, dep="dobj", head=verb.i)}
    for c in sentence.children[thing.i]:
        if c > thing.i and tokens[c].dep not in OF_THING and tokens[c].text != "of":
            found[c] = replace(tokens[c], head=verb.i)
    # What parsers hang on the first verb behind the thing is told of the second.
    for c in sentence.children[above.i]:
        if c > thing.i and tokens[c].dep in {"prep", "advcl", "advmod", "npadvmod", "prt"}:
            found[c] = replace(tokens[c], head=verb.i)
    return found


def with_pasts(sentence: Sentence) -> Sentence:
    """The sentence with past forms that are nothing else as such: *denied it and [rang] Rome*."""
    tokens, pasts, found = sentence.tokens, load_mistaken().pasts, {}
    for token in tokens:
        if token.tag == "VB" and token.text in pasts:
            if not any(tokens[c].dep in HELPING for c in sentence.children[token.i]):
                found[token.i] = replace(token, tag="VBD", lemma=pasts[token.text])
    return changed(sentence, found)


def with_raised(sentence: Sentence) -> Sentence:
    """The sentence with past forms joined to *could*, *would* or *to* and a verb as told of who did what is past above.

    Example: *took those who could not pay and [shot] six*.
    """
    tokens, children, found = sentence.tokens, sentence.children, dict[int, Token]()
    for verb in tokens[3:]:
        beside = tokens[verb.head]
        if verb.tag != "VBD" or verb.dep != "conj" or verb.text == verb.lemma or beside.tag != "VB":
            continue
        unreal = any(tokens[c].dep == "aux" and tokens[c].tag in UNREAL for c in children[beside.i])
        if not unreal or any(tokens[c].dep in SUBJECTS | HELPING for c in children[verb.i]):
            continue
        above = _past_above(sentence, beside)
        if above is not None:
            found[verb.i] = replace(verb, head=above.i)
            found |= {c: replace(tokens[c], head=above.i) for c in children[beside.i] if _joins(tokens[c], verb)}
    return changed(sentence, found)


def _joins(token: Token, verb: Token) -> bool:
    return token.dep == "cc" and token.i < verb.i


def _past_above(sentence: Sentence, verb: Token) -> Token | None:
    """The next verb above that is told as past, and of somebody; None where what stands above is no such verb."""
    above = sentence.tokens[verb.head]
    while above.head != above.i and above.tag != "VBD":
        above = sentence.tokens[above.head]
    passive = any(sentence.tokens[c].dep == "auxpass" for c in sentence.children[above.i])
    return above if above.tag == "VBD" and above.i < verb.i and not passive else None


def with_doers_in_front(sentence: Sentence) -> Sentence:
    """The sentence with who stands at its head, parted by commas from a verb without a subject, as its subject."""
    tokens = sentence.tokens
    for doer in tokens[:-3]:
        verb = tokens[doer.head]
        if doer.dep != "npadvmod" or doer.pos != "PROPN" or verb.dep != "ROOT" or verb.tag not in FINITE | {"VBN"}:
            continue
        if min(sentence.subtree(doer.i)) != 0 or tokens[doer.i + 1].text != "," or tokens[verb.i - 1].text != ",":
            continue
        if any(tokens[c].dep in SUBJECTS | HELPING for c in sentence.children[verb.i]) or _is_time(doer):
            continue
        return changed(
            sentence, {doer.i: replace(doer, dep="nsubj"), verb.i: as_verb(verb, _told(verb), "ROOT", verb.i)}
        )
    return sentence


def _told(verb: Token) -> str:
    return "VBD" if verb.tag == "VBN" else verb.tag


def _is_time(token: Token) -> bool:
    return token.lemma in dateline_words().weekdays
