"""Verbs that the parser takes for nouns, participles or prepositions, known by the words beside them.

*Soldiers [fire] rubber bullets*, *twelve states [back] it*, *the country [appeals] for help*, *the court [orders]
papers to print it*, *police [tear-gassed] 300 students*, *called on Chad to [free] a blogger* and *Akan separatists
[claim] to have won* have no verb, or the wrong one, as the parser reads them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from coder.mending.had_done import had_done
from coder.mending.misread import (
    DEAD,
    NOUNS,
    OF_VERBS,
    PARTS,
    TOLD,
    as_verb,
    by_whom,
    by_whom_owned,
    changed,
    claims,
    did,
    finite,
    goes_on,
    in_front,
    named_deeds,
    of_name,
    of_office,
    over_what,
    sent_off,
    told_of,
    went,
)  # fmt: skip
from coder.mending.only_verb import before_participle, only_verb
from coder.mending.prefixes import again
from coder.mending.shot_dead import dead_behind, left_dead, shot_and, shot_dead
from coder.mending.signs import Mend, labelled, mended_by
from coder.mending.words import load_force, load_mistaken, load_telling
from coder.records import Sentence, Token

CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "conj", "parataxis"})
APART = frozenset({"ROOT", "appos", "conj", "dep", "parataxis", "npadvmod"})
NAMING = frozenset({"compound", "nmod", "amod"})
# What only a noun has before it, and what a noun has below it.
OF_NOUNS = frozenset({"det", "poss", "amod", "compound", "nummod", "nmod", "case", "cop", "relcl", "appos"})
COUNTING = frozenset({"DT", "PRP$", "CD"})
PLURAL = frozenset({"NNS", "NNPS"})
LOOSE = frozenset({"npadvmod", "dep", "appos"})
# What parsers take a bare verb for.
BARE = frozenset({"NN", "NNS", "RP", "IN"})


def with_verbs(sentence: Sentence) -> Sentence:
    """The sentence with each such word as the verb that it is; as it was where it has none."""
    return mended_by(mends(), sentence, lambda _: True)


def _joined(sentence: Sentence) -> Sentence:
    """What a hyphen makes another verb, by its own name: *[tear-gassed] them*."""
    if "-" not in sentence.text:
        return sentence
    tokens, joined, found = sentence.tokens, load_mistaken().joined, {}
    for token in tokens[2:]:
        first = tokens[token.i - 2]
        if tokens[token.i - 1].text == "-" and token.pos == "VERB" and joined.get(first.text.lower()) == token.lemma:
            found[token.i] = replace(token, lemma=f"{first.text.lower()}-{token.lemma}")
    return changed(sentence, found)


def _counted(sentence: Sentence) -> Sentence:
    """A participle between a noun and what is counted is a verb: *police [gassed] 300 students*."""
    tokens = sentence.tokens
    for token in tokens[1:-1]:
        above = _whole(tokens, token)
        if token.dep != "amod" or token.tag not in {"VBN", "VBD"} or above.i < token.i:
            continue
        before = _before(sentence, token)
        named = _is_only_verb(sentence, token, before)
        counted = tokens[token.i + 1].tag in COUNTING and before.head == above.i
        if before.pos not in NOUNS or tokens[token.i + 1].head != above.i and tokens[token.i + 1] != above:
            continue
        if not (named or counted):
            continue
        found = {token.i: as_verb(token, "VBD", above.dep, above.head if above.head != above.i else token.i)}
        found[before.i] = replace(before, dep="nsubj", head=token.i)
        found[above.i] = replace(above, dep="dobj", head=token.i)
        for c in sentence.children[above.i]:
            if c < before.i:
                found[c] = replace(tokens[c], head=before.i if tokens[c].dep in OF_NOUNS else token.i)
            elif tokens[c].dep == "punct" or (named and tokens[c].dep == "prep"):
                found[c] = replace(tokens[c], head=token.i)
        return changed(sentence, found)
    return sentence


def _apposed(sentence: Sentence) -> Sentence:
    """A past form before what parsers put beside a noun is its verb: *the minister [dodged] questions*."""
    tokens = sentence.tokens
    for token in tokens[1:-1]:
        thing, noun = tokens[token.head], tokens[token.i - 1]
        if token.dep != "amod" or token.tag not in {"VBN", "VBD"} or thing.i < token.i or thing.dep != "appos":
            continue
        if noun.dep != "ROOT" or thing.head != noun.i or noun.pos not in NOUNS or sentence.children[token.i]:
            continue
        found = {
            token.i: as_verb(token, "VBD", "ROOT", token.i),
            noun.i: replace(noun, dep="nsubj", head=token.i),
            thing.i: replace(thing, dep="dobj", head=token.i),
        }
        loose = (c for c in sentence.children[noun.i] if c > thing.i and tokens[c].dep in {"prep", "punct", "advcl"})
        return changed(sentence, {**found, **{c: replace(tokens[c], head=token.i) for c in loose}})
    return sentence


def _whole(tokens: tuple[Token, ...], token: Token) -> Token:
    """The noun above a participle, or that of which it is a part: *mortar [rounds]*."""
    above = tokens[token.head]
    return tokens[above.head] if above.dep == "compound" else above


def _before(sentence: Sentence, token: Token) -> Token:
    """The word before a participle and what stands below it, or a name below it in front."""
    below = [sentence.tokens[c] for c in sentence.children[token.i] if c < token.i]
    if below and _is_name(below[-1]) and below[-1].i == token.i - 1:
        return below[-1]
    first = min((token.i, *sentence.children[token.i]))
    return sentence.tokens[first - 1] if first else token


def _is_name(token: Token) -> bool:
    """Whether a word is a name, or letters that stand for one: *[UNICEF] suspended deliveries*."""
    return token.pos == "PROPN" or (token.text.isupper() and len(token.text) > 1)


def _is_only_verb(sentence: Sentence, token: Token, before: Token) -> bool:
    """Whether a past form between a name and several things is the one verb: *Mali [lobbed] shells at it*."""
    thing = _whole(sentence.tokens, token)
    if not _is_name(before) or before.i != token.i - 1 or thing.tag != "NNS" or thing.dep != "ROOT":
        return False
    if before.head not in {token.i, token.head, thing.i} or not any(t.text == "." for t in sentence.tokens[-1:]):
        return False
    return not any(t.pos in {"VERB", "AUX"} and t.i != token.i for t in sentence.tokens)


def _with_subject(sentence: Sentence) -> Sentence:
    """A bare noun, particle or preposition with a subject before it is a verb: *the country [appeals] for help*."""
    tokens, found = sentence.tokens, {}
    for token in tokens[1:]:
        if token.dep not in CLAUSES or token.tag not in BARE:
            continue
        children = [tokens[c] for c in sentence.children[token.i]]
        subject = next((c for c in children if c.dep == "nsubj" and c.i < token.i), None)
        if subject is None or any(c.dep in OF_NOUNS for c in children):
            continue
        modal = any(c.tag == "MD" and c.dep == "aux" for c in children)  # *they will [down] tools*
        if not modal and not _agree(sentence, subject, token):
            continue
        if any(not (t.pos in {"ADV", "AUX"} or t.head == subject.i) for t in tokens[subject.i + 1 : token.i]):
            continue
        tag = "VB" if modal else "VBZ" if token.tag == "NNS" else "VBP"
        found[token.i] = as_verb(token, tag, token.dep, token.head)
        for c in children:
            if c.dep in LOOSE and c.i > token.i and c.pos in NOUNS and c.tag in PLURAL:
                found[c.i] = replace(c, dep="dobj")
    return changed(sentence, found)


def _agree(sentence: Sentence, subject: Token, verb: Token) -> bool:
    """Whether a verb of the present would have its form of such a subject: *troops [land]*, *Chad [appeals]*."""
    several = subject.tag in PLURAL or any(sentence.tokens[c].dep == "conj" for c in sentence.children[subject.i])
    return several != (verb.tag == "NNS")


def _of_doers(sentence: Sentence) -> Sentence:
    """A bare noun behind those who do, in a phrase that has no verb: *soldiers [fire] rubber bullets*."""
    tokens, words = sentence.tokens, load_mistaken()
    for doer in tokens[:-1]:
        verb = tokens[doer.i + 1]
        are_several = doer.tag in PLURAL or doer.lemma.lower() in words.always_several
        named = words.plurals_in_front.get(doer.text.lower(), doer.lemma.lower())  # *[Miners] block road*
        deed = verb.lemma.lower() in words.deeds and verb.text.islower()
        bare = verb.tag in {"NN", "NNP"} and deed and are_several and named in words.doers
        single = verb.tag == "NNS" and deed and doer.lemma.lower() in words.doers_alone  # *army [shells] town*
        is_past, in_front = verb.text in words.pasts, doer.i == 0 and doer.tag == "JJ"
        if doer.dep not in NAMING or not (doer.pos in NOUNS or (is_past and in_front)):
            continue
        is_present = verb.text in words.presents and doer.pos in NOUNS and verb.pos in NOUNS
        if not is_past and not is_present and (not (bare or single) or verb.pos not in NOUNS):
            continue
        top = verb if doer.head == verb.i and verb.dep in APART else tokens[verb.head]
        if doer.head not in {verb.i, top.i} or top.dep not in APART or (verb != top and verb.dep not in NAMING):
            continue
        if top.i < verb.i or any(tokens[c].dep in {"nsubj", "relcl", "acl"} for c in sentence.children[top.i]):
            continue
        head = verb.i if top.head == top.i else top.head
        found = {verb.i: as_verb(verb, "VBD" if is_past else "VBZ" if single else "VBP", top.dep, head)}
        if single and (top.dep != "ROOT" or any(t.pos in {"VERB", "AUX"} for t in tokens)):
            continue
        if is_past:
            found[verb.i] = replace(found[verb.i], lemma=words.pasts[verb.text])
        found[doer.i] = replace(doer, dep="nsubj", head=verb.i)
        if in_front:
            found[doer.i] = replace(found[doer.i], pos="PROPN", tag="NNP")
        elif doer.i == 0 and named in words.doers:
            found[doer.i] = replace(found[doer.i], pos="NOUN", tag="NNS", lemma=named)
        for c in sentence.children[top.i]:
            if c < doer.i:
                found[c] = replace(tokens[c], head=doer.i)
            elif tokens[c].dep == "punct":
                found[c] = replace(tokens[c], head=verb.i)
            elif single and top == verb and tokens[c].dep == "appos" and c > verb.i:
                found[c] = replace(tokens[c], dep="dobj")
        if top != verb:
            found[top.i] = replace(top, dep="dobj", head=verb.i)
        return changed(sentence, found)
    return sentence


def _orders(sentence: Sentence) -> Sentence:
    """Who is asked, below a bare infinitive of a sentence without a verb: *the court [orders] papers to print it*."""
    tokens, children = sentence.tokens, sentence.children
    for infinitive in tokens:
        below = children[infinitive.i]
        if infinitive.dep != "ROOT" or infinitive.tag != "VB" or not any(tokens[c].tag == "TO" for c in below):
            continue
        asked = next((tokens[c] for c in below if tokens[c].dep == "nsubj"), None)
        modifiers = [tokens[c] for c in children[asked.i] if c < asked.i] if asked is not None else []
        asks = load_telling().asks
        verb = next((m for m in modifiers if m.tag == "NNS" and m.dep == "compound" and m.lemma in asks), None)
        if asked is None or verb is None or not verb.i or tokens[verb.i - 1].tag not in {"NN", "NNP"}:
            continue
        asker = tokens[verb.i - 1]
        found = {verb.i: as_verb(verb, "VBZ", "ROOT", verb.i), asker.i: replace(asker, dep="nsubj", head=verb.i)}
        found[asked.i] = replace(asked, dep="dobj", head=verb.i)
        found[infinitive.i] = replace(infinitive, dep="xcomp", head=verb.i)
        for m in modifiers:
            if m.i < asker.i:
                found[m.i] = replace(m, head=asker.i)
        for c in below:
            if c < asked.i:
                found[c] = replace(tokens[c], head=verb.i)
        for c in children[verb.i]:
            if c < asker.i:
                found[c] = replace(tokens[c], head=asker.i)
        return changed(sentence, found)
    return sentence


def _to_free(sentence: Sentence) -> Sentence:
    """A verb behind *to* that the parser takes for an adjective: *called on Chad to [free] a blogger*."""
    tokens, asks = sentence.tokens, load_telling().asks
    for to in tokens[:-2]:
        verb, above = tokens[to.i + 1], tokens[to.head]
        if to.dep != "prep" or verb.tag != "VB" or verb.dep != "amod" or above.lemma not in asks:
            continue
        noun = tokens[verb.head]
        if noun.head == to.i and noun.dep == "pobj":
            found = {to.i: replace(to, tag="TO", pos="PART", dep="aux", head=verb.i)}
            found[verb.i] = as_verb(verb, "VB", "xcomp", above.i)
            found[noun.i] = replace(noun, dep="dobj", head=verb.i)
            return changed(sentence, found)
    return sentence


def _plural_before(sentence: Sentence) -> Sentence:
    """A plural taken for a verb before the verb: *Akan [separatists] claim to have won*."""
    tokens = sentence.tokens
    for noun in tokens[:-1]:
        verb = tokens[noun.i + 1]
        if noun.tag != "VBZ" or verb.tag != "VBP" or verb.head != noun.i or verb.dep not in {"dobj", "ccomp", "xcomp"}:
            continue
        head = verb.i if noun.head == noun.i else noun.head
        found = {verb.i: as_verb(verb, "VBP", noun.dep, head)}
        found[noun.i] = replace(noun, pos="NOUN", tag="NNS", dep="nsubj", head=verb.i)
        for c in sentence.children[noun.i]:
            if c != verb.i:
                dep = "compound" if tokens[c].dep == "nsubj" else tokens[c].dep
                found[c] = replace(tokens[c], dep=dep, head=noun.i if c < noun.i else verb.i)
        return changed(sentence, found)
    return sentence


def _at_once(sentence: Sentence) -> Sentence:
    """What is done without delay, as if it were told plainly: *lost no time in [blaming] them*."""
    tokens, children, delays = sentence.tokens, sentence.children, load_mistaken().delays
    for time in tokens:
        above = tokens[time.head]
        if time.dep != "dobj" or delays.get(above.lemma) != time.lemma or tokens[time.i - 1].text.lower() != "no":
            continue
        near = [*children[time.i], *children[above.i]]
        near += [c for p in near if tokens[p].dep == "prep" for c in children[p]]
        deed = next((tokens[c] for c in near if tokens[c].tag == "VBG" and c > time.i), None)
        if deed is None:
            continue
        head = deed.i if above.head == above.i else above.head
        found = {deed.i: replace(deed, tag=above.tag, dep=above.dep, head=head)}
        found[above.i] = replace(above, pos="ADV", tag="RB", dep="advmod", head=deed.i)
        for c in children[above.i]:
            if c < above.i:
                found[c] = replace(tokens[c], head=deed.i)
        return changed(sentence, found)
    return sentence


@cache
def mends() -> tuple[Mend, ...]:
    """The steps with their signs, in this order: one reads what those before it have mended."""
    words = load_mistaken()
    past = {"VBN", "VBD"}
    done = labelled(TOLD, {"VBN"})
    return (
        Mend(again, {"re"}),
        Mend(of_name, {"aux"}, {"NNP"}),
        Mend(of_office, {"HYPH"}),
        Mend(named_deeds, labelled(OF_VERBS, {"VBZ"})),
        Mend(in_front),
        Mend(_joined, {"-"}, words.joined),
        Mend(_counted, labelled({"amod"}, past)),
        Mend(_apposed, labelled({"amod"}, past)),
        Mend(only_verb, labelled({"amod"}, past)),
        Mend(before_participle, labelled({"ROOT"}, {"VBG"}), labelled({"acl"}, past)),
        Mend(went, words.goes, labelled({"acl"}, {"VBN"})),
        Mend(_with_subject, labelled(CLAUSES, BARE)),
        Mend(_of_doers, words.deeds | words.pasts.keys() | words.presents),
        Mend(_orders, labelled({"ROOT"}, {"VB"})),
        Mend(_to_free, labelled({"amod"}, {"VB"})),
        Mend(_plural_before, {"VBZ"}, labelled({"dobj", "ccomp", "xcomp"}, {"VBP"})),
        Mend(_at_once, words.delays, words.delays.values()),
        Mend(had_done, words.has_done, labelled({"ccomp", "acl"}, past)),
        Mend(claims, labelled({"ROOT", "ccomp"}, {"NNS", "VBZ"}), done),
        Mend(did, labelled({"acl"}, {"VBN"})),
        Mend(goes_on, words.goes_on, labelled({"pobj", "pcomp"}, {"VBG"})),
        Mend(over_what, words.over_what, {"prt"}),
        Mend(told_of, words.told_of, labelled({"ROOT"}, past)),
        Mend(sent_off, words.sent_off, words.sent_off.values()),
        Mend(left_dead, load_force().leaves_dead, {DEAD}),
        Mend(shot_and, load_force().leaves_dead, {"conj VBD", "conj VBN"}),
        Mend(shot_dead, {DEAD}),
        Mend(dead_behind, load_force().leaves_dead, {DEAD}),
        Mend(finite, labelled(PARTS, {"VBZ"})),
        Mend(by_whom, {"by"}, {"auxpass"}),
        Mend(by_whom_owned, {"by"}, {"poss"}),
    )
