"""Names, participles and agents that parsers hang on the wrong word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coder.mending.words import load_mistaken
from coder.records import Sentence, Token

NOUNS = frozenset({"NOUN", "PROPN"})
# How the parts of a name hang on its head.
PARTS = frozenset({"compound", "nmod", "amod"})
# What says who somebody is behind a participle, and what a verb with a subject of its own has below it.
SAYS_WHO = frozenset({"to", "as", "by", "with"})
# How parsers hang what somebody claims to have done on *claims*.
TOLD = frozenset({"xcomp", "acl", "relcl"})
WITH_SUBJECT = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "mark", "aux"})
DEAD = "dead"
# How a noun hangs on a verb or preposition.
OF_VERBS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})


def changed(sentence: Sentence, tokens: Mapping[int, Token]) -> Sentence:
    return replace(sentence, tokens=tuple(tokens.get(t.i, t) for t in sentence.tokens)) if tokens else sentence


def as_verb(token: Token, tag: str, dep: str, head: int) -> Token:
    return replace(token, pos="VERB", tag=tag, dep=dep, head=head)


def of_name(sentence: Sentence) -> Sentence:
    """A name that is also an auxiliary verb, within a sentence, is part of the name before: *Theresa [May] rang*."""
    tokens, found = sentence.tokens, {}
    for token in tokens[1:]:
        first = tokens[token.i - 1]
        if token.dep != "aux" or not token.text.istitle() or first.tag != "NNP" or first.head != token.head:
            continue
        found[first.i] = replace(first, dep="compound", head=token.i)
        found[token.i] = replace(token, pos="PROPN", tag="NNP", dep=first.dep)
        for c in sentence.children[first.i]:
            found[c] = replace(tokens[c], head=token.i)
    return changed(sentence, found)


def of_office(sentence: Sentence) -> Sentence:
    """What an office of two words with a hyphen is of hangs on its first: *the secretary-general [of NATO]*."""
    tokens = sentence.tokens
    for last in tokens[2:]:
        first, hyphen = tokens[last.i - 2], tokens[last.i - 1]
        if hyphen.tag != "HYPH" or last.dep != "appos" or last.head != first.i or first.end != hyphen.start:
            continue
        if first.pos != "NOUN" or last.pos not in {"NOUN", "ADJ"}:
            continue
        below = {c: replace(tokens[c], head=first.i) for c in sentence.children[last.i]}
        return changed(sentence, {**below, last.i: replace(last, dep="amod")})
    return sentence


def went(sentence: Sentence) -> Sentence:
    """The participle of a verb of going behind a noun that has no verb: *soldiers from Mali [landed] in Juba*."""
    tokens = sentence.tokens
    for verb in tokens[1:]:
        noun = tokens[verb.head]
        if verb.tag != "VBN" or verb.dep != "acl" or verb.lemma not in load_mistaken().goes or noun.dep != "ROOT":
            continue
        below = [tokens[c] for c in sentence.children[verb.i]]
        if noun.pos not in NOUNS or tokens[-1].text not in {".", "”", '"'} or any(t.dep == "agent" for t in below):
            continue
        found = {verb.i: as_verb(verb, "VBD", "ROOT", verb.i), noun.i: replace(noun, dep="nsubj", head=verb.i)}
        for c in sentence.children[noun.i]:
            if c > verb.i:
                found[c] = replace(tokens[c], head=verb.i)
        return changed(sentence, found)
    return sentence


def in_front(sentence: Sentence) -> Sentence:
    """The first word as what it is: *[Pensioners] marched* is no name, and a subject is no infinitive.

    *[Denmark] froze it*
    """
    if not sentence.tokens:
        return sentence
    first = sentence.tokens[0]
    if first.dep not in {"nsubj", "nsubjpass"} or not first.text[:1].isupper():
        return sentence
    if first.tag in {"VB", "RB", "VBP", "UH"}:
        return changed(sentence, {0: replace(first, pos="PROPN", tag="NNP")})
    lemma = load_mistaken().plurals_in_front.get(first.text.lower()) if first.pos == "PROPN" else None
    return changed(sentence, {0: replace(first, pos="NOUN", tag="NNS", lemma=lemma)}) if lemma else sentence


def named_deeds(sentence: Sentence) -> Sentence:
    """A subject or object that parsers take for a verb in the present, with a name before it: *NATO [airstrikes] hit*.

    Nothing finite stands there.
    """
    tokens, found = sentence.tokens, {}
    for token in tokens[1:]:
        before = tokens[token.i - 1]
        if token.tag == "VBZ" and token.dep in OF_VERBS and before.head == token.i and before.dep == "compound":
            found[token.i] = replace(token, pos="NOUN", tag="NNS")
    return changed(sentence, found)


def goes_on(sentence: Sentence) -> Sentence:
    """What somebody goes on doing, though parsers take *on* for a preposition: *will go on [lending] to Chad*."""
    tokens, goes_on, found = sentence.tokens, load_mistaken().goes_on, {}
    for doing in tokens[2:]:
        link, verb = tokens[doing.i - 1], tokens[doing.i - 2]
        hangs = doing.tag == "VBG" and doing.dep in {"pobj", "pcomp"} and doing.head == link.i
        if hangs and link.text == "on" and link.head == verb.i and verb.lemma in goes_on:
            found[link.i] = replace(link, pos="ADP", tag="RP", dep="prt")
            found[doing.i] = as_verb(doing, "VBG", "xcomp", verb.i)
    return changed(sentence, found)


def over_what(sentence: Sentence) -> Sentence:
    """What people protest over, though parsers take *over* for a particle: *doctors strike [over] pay*."""
    tokens, found = sentence.tokens, {}
    for over in tokens[1:-1]:
        verb = tokens[over.head]
        if over.text != "over" or over.dep != "prt" or verb.lemma not in load_mistaken().over_what:
            continue
        what = next((tokens[c] for c in sentence.children[verb.i] if tokens[c].dep == "dobj" and c > over.i), None)
        if what is not None:
            found[over.i] = replace(over, pos="ADP", tag="IN", dep="prep")
            found[what.i] = replace(what, dep="pobj", head=over.i)
    return changed(sentence, found)


def told_of(sentence: Sentence) -> Sentence:
    """The verb behind a participle that only says who the subject is: *men thought to be rebels [raked] it*."""
    tokens, children = sentence.tokens, sentence.children
    for told in tokens[1:]:
        if told.dep != "ROOT" or told.tag not in {"VBN", "VBD"} or told.lemma not in load_mistaken().told_of:
            continue
        subject, below = tokens[told.i - 1], [tokens[c] for c in children[told.i]]
        if subject.head != told.i or subject.dep != "nsubj" or any(t.dep in {"aux", "auxpass", "cc"} for t in below):
            continue
        verb = next((t for t in below if t.i > told.i + 1 and t.tag == "VBD" and t.dep in {"ccomp", "dep"}), None)
        own = {tokens[c].dep for c in children[verb.i]} if verb is not None else set()
        if verb is None or tokens[told.i + 1].text not in SAYS_WHO or not own.isdisjoint(WITH_SUBJECT):
            continue
        found = {t.i: replace(t, head=verb.i) for t in below if t.i > verb.i or t.i < subject.i}
        found[verb.i] = replace(verb, dep="ROOT", head=verb.i)
        found[subject.i] = replace(subject, head=verb.i)
        found[told.i] = replace(told, tag="VBN", dep="acl", head=subject.i)
        return changed(sentence, found)
    return sentence


def sent_off(sentence: Sentence) -> Sentence:
    """Who is sent away, as the object of that: *sent [the envoy] packing*."""
    tokens, children, sent = sentence.tokens, sentence.children, load_mistaken().sent_off
    for off in tokens[2:]:
        above = tokens[off.head]
        if sent.get(above.lemma) != off.text.lower() or off.dep not in {"ccomp", "dobj"}:
            continue
        whom = next((tokens[c] for c in children[off.i] if tokens[c].dep in {"nsubj", "compound"}), None)
        if whom is None or not above.i < whom.i < off.i:
            continue
        found = {off.i: as_verb(off, "VBG", "xcomp", above.i), whom.i: replace(whom, dep="dobj", head=above.i)}
        for c in children[off.i]:
            if c < whom.i:
                found[c] = replace(tokens[c], head=whom.i)
        return changed(sentence, found)
    return sentence


def claims(sentence: Sentence) -> Sentence:
    """A verb of the present that is a noun too, before what was done: *the Kenyan military [claims] to have won*."""
    tokens, children = sentence.tokens, sentence.children
    for verb in tokens[1:-3]:
        done = next((tokens[c] for c in children[verb.i] if tokens[c].dep in TOLD and c > verb.i), None)
        if verb.tag not in {"NNS", "VBZ"} or verb.dep not in {"ROOT", "ccomp"} or done is None or done.tag != "VBN":
            continue
        before, words = tokens[verb.i - 1], [t.text.lower() for t in tokens[verb.i + 1 : verb.i + 3]]
        if words != ["to", "have"] or before.head != verb.i or before.dep not in {"amod", "compound", "nmod"}:
            continue
        if any(tokens[c].dep in WITH_SUBJECT for c in children[verb.i]):
            continue
        found = {verb.i: as_verb(verb, "VBZ", verb.dep, verb.head)}
        found[before.i] = replace(before, pos="NOUN", tag="NN", dep="nsubj")
        found[done.i] = replace(done, dep="xcomp")
        for c in children[verb.i]:
            if c < before.i and tokens[c].dep in {"det", "amod", "compound", "nmod", "poss", "nummod"}:
                found[c] = replace(tokens[c], head=before.i)
        return changed(sentence, found)
    return sentence


def finite(sentence: Sentence) -> Sentence:
    """A verb that is taken for part of a name: *two killed as bomb [hits] bus*, *Hezbollah [swore] revenge*."""
    tokens, children = sentence.tokens, sentence.children
    for verb in tokens[1:-1]:
        doer, thing = tokens[verb.i - 1], tokens[verb.head]
        past = verb.tag == "VBD" and doer.pos == "PROPN" and thing.dep == "ROOT"
        within = (past or verb.tag == "VBZ") and verb.dep in PARTS and thing.i > verb.i and thing.pos in NOUNS
        if not within or doer.pos not in NOUNS or doer.head not in {verb.i, thing.i} or doer.dep not in PARTS:
            continue
        link, found = tokens[thing.head], {}
        if thing.dep == "ROOT":
            dep, head = "ROOT", verb.i
        elif thing.dep == "pobj" and link.lemma in load_mistaken().tells_when:
            found[link.i] = replace(link, pos="SCONJ", dep="mark", head=verb.i)
            dep, head = "advcl", link.head
        else:
            continue
        found[verb.i] = as_verb(verb, verb.tag, dep, head)
        found[doer.i] = replace(doer, dep="nsubj", head=verb.i)
        found[thing.i] = replace(thing, dep="dobj", head=verb.i)
        below = (c for c in (*children[verb.i], *children[thing.i]) if c < doer.i and c not in found)
        return changed(sentence, found | {c: replace(tokens[c], head=doer.i) for c in below})
    return sentence


def did(sentence: Sentence) -> Sentence:
    """The verb of what a noun did, taken for a participle that tells who did it: *a strike by nurses [shut] it*."""
    tokens, children = sentence.tokens, sentence.children
    root = next((t for t in tokens if t.dep == "ROOT"), None)
    if root is None or root.pos not in NOUNS or sentence.headline or tokens[-1].text != ".":
        return sentence
    if any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in tokens):
        return sentence
    for verb in tokens[root.i + 1 :]:
        below = [tokens[c] for c in children[verb.i]]
        if verb.tag != "VBN" or verb.dep != "acl" or not any(t.dep == "dobj" and t.pos == "PROPN" for t in below):
            continue
        if any(t.dep == "agent" for t in below) or sentence.subtree(root.i)[0] > verb.i:
            continue
        found = {verb.i: as_verb(verb, "VBD", "ROOT", verb.i), root.i: replace(root, dep="nsubj", head=verb.i)}
        for c in children[root.i]:
            if c > verb.i:
                found[c] = replace(tokens[c], head=verb.i)
        return changed(sentence, found)
    return sentence


def by_whom_owned(sentence: Sentence) -> Sentence:
    """By whom somebody's undergoing is, where parsers hang it on the verb: *deplored Mali's [invasion] by rebels*."""
    tokens, children = sentence.tokens, sentence.children
    for by in tokens[3:-1]:
        verb, noun = tokens[by.head], tokens[by.i - 1]
        if by.text != "by" or by.dep != "prep" or verb.pos != "VERB" or noun.pos != "NOUN" or verb.i > noun.i:
            continue
        owned = any(tokens[c].dep == "poss" and tokens[c].pos != "PRON" for c in children[noun.i])
        passive = verb.tag == "VBN" and any(tokens[c].dep == "auxpass" for c in children[verb.i])
        if owned and not passive:
            return changed(sentence, {by.i: replace(by, head=noun.i)})
    return sentence


def by_whom(sentence: Sentence) -> Sentence:
    """By whom something is done, where parsers hang it on what is said of the object: *declared unwelcome by Chad*."""
    tokens, children = sentence.tokens, sentence.children
    for by in tokens[3:-1]:
        noun = tokens[by.head]
        if by.text != "by" or by.dep != "prep" or noun.dep not in {"oprd", "attr", "dobj"} or noun.i > by.i:
            continue
        while tokens[noun.head].pos in NOUNS and noun.head != noun.i:
            noun = tokens[noun.head]
        verb = tokens[noun.head]
        if noun.pos == "VERB" or any(tokens[c].dep == "agent" for c in children[verb.i]):
            continue
        named = any(tokens[c].pos == "PROPN" and tokens[c].dep == "pobj" for c in children[by.i])
        if named and any(tokens[c].dep == "auxpass" for c in children[verb.i]):
            return changed(sentence, {by.i: replace(by, dep="agent", head=verb.i)})
    return sentence


def with_laying(sentence: Sentence) -> Sentence:
    """A verb that has an object as the verb that may have one: *ordered that they [lay] down their arms*, not *lie*."""
    tokens, verbs = sentence.tokens, load_mistaken().with_object
    having = {t.head for t in tokens if t.dep == "dobj"}
    found = {t.i: verbs[t.text.lower()] for t in tokens if t.i in having and t.text.lower() in verbs}
    return changed(sentence, {i: replace(tokens[i], lemma=v) for i, v in found.items() if tokens[i].lemma != v})
