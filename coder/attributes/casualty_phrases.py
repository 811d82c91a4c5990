"""Numbers of people in phrases that no verb counts: *left 12 dead*, *a toll of 12*, *with 40 arrests*."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from coder.attributes.quantities import quantity, total
from coder.files.words import load_words
from coder.records import Clause, Sentence

_YEAR = re.compile(r"^(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class CasualtyWords:
    """The lists of words/casualties.yaml, each explained there."""

    kill: frozenset[str]
    die: frozenset[str]
    die_phrases: frozenset[str]
    succumb: frozenset[str]
    throat_cutting: frozenset[str]
    throats: frozenset[str]
    bodies: frozenset[str]
    recover: frozenset[str]
    carried: frozenset[str]
    morgues: frozenset[str]
    tolls: frozenset[str]
    looking_back: frozenset[str]
    happen: frozenset[str]
    incidents: frozenset[str]
    devices: frozenset[str]
    go_off: frozenset[str]
    counting: frozenset[str]
    force_nouns: frozenset[str]
    protest_nouns: frozenset[str]
    injure: frozenset[str]
    harm: frozenset[str]
    arrest: frozenset[str]
    gather: frozenset[str]
    murders: frozenset[str]
    deaths: frozenset[str]
    losses: frozenset[str]
    fallen: frozenset[str]
    injuries: frozenset[str]
    hold: frozenset[str]
    held: frozenset[str]
    custodians: frozenset[str]
    captive: frozenset[str]
    arrests: frozenset[str]
    wounds: frozenset[str]
    sickbeds: frozenset[str]
    crowds: frozenset[str]
    people_gathered: frozenset[str]
    streets: frozenset[str]
    to_streets: frozenset[str]
    signals: frozenset[str]
    kills_to_death: frozenset[str]
    dies_to_death: frozenset[str]
    to_death: frozenset[str]
    deadly: frozenset[str]
    toll_verbs: frozenset[str]
    toll_givers: frozenset[str]
    toll_prepositions: frozenset[str]
    resulting: frozenset[str]
    bursts: frozenset[str]
    found_dead: frozenset[str]
    convicting: frozenset[str]


@cache
def load_casualty_words() -> CasualtyWords:
    """The words of harm, arrests and crowds."""
    return load_words("casualties", CasualtyWords)


def phrases(sentence: Sentence, clause: Clause) -> Iterable[tuple[str, int]]:
    """Numbers in phrases of a clause that no predicate counts: *left 12 dead*, *a toll of 12*, *with 40 arrests*."""
    tokens, words = sentence.tokens, load_casualty_words()
    columns = {**dict.fromkeys(words.deaths, "killed"), **dict.fromkeys(words.arrests, "arrested")}
    columns |= dict.fromkeys(words.injuries, "injured")
    gone = {t.head for t in tokens if t.lemma == "already"}
    for i in _own(sentence, clause.predicate):
        token, number = tokens[i], None
        is_hurt = token.text.lower() in {"wounded", "injured"} and token.pos in {"NOUN", "ADJ"}
        if i in gone or token.head in gone and token.lemma == "dead":
            continue  # *shot a man who was already dead*
        if (token.lemma == "dead" and i != clause.predicate) or is_hurt:
            column, number = ("injured" if is_hurt else "killed"), _beside(sentence, i)
            if number is None and not is_hurt and token.dep in {"dobj", "nsubj", "nsubjpass"}:
                number = _toll(sentence, i)  # *put the dead at 12*
        elif token.lemma in words.losses:
            fallen = [h for h in _behind_of(sentence, i) if tokens[h].lemma in words.fallen]
            column, number = "killed", total(sentence, fallen) or _toll(sentence, i)
        elif token.lemma in columns and clause.lemma in words.resulting and (of := _behind_of(sentence, i)):
            column, number = columns[token.lemma], total(sentence, of)
        elif token.lemma in columns and token.tag == "NNS" and not _YEAR.match(tokens[i - 1].text):
            column, number = columns[token.lemma], quantity(sentence, i)
        elif token.lemma in {"toll", "crowd"}:
            column, number = ("killed" if token.lemma == "toll" else "crowd_size"), _toll(sentence, i)
        elif token.lemma == "number" and any(
            tokens[h].lemma in words.deaths | {"dead"} for h in _behind_of(sentence, i)
        ):
            column, number = "killed", _toll(sentence, i)
        if number:
            yield column, number


def _behind_of(sentence: Sentence, i: int) -> list[int]:
    """The nouns behind *of*: *the deaths of [a nurse] and [four guards]*."""
    tokens = sentence.tokens
    found = [h for c in sentence.children[i] if tokens[c].lemma == "of" for h in sentence.children[c]]
    for h in found:
        found.extend(c for c in sentence.children[h] if tokens[c].dep == "conj")
    return found


def _toll(sentence: Sentence, i: int) -> int | None:
    """The number of a toll or crowd: *a toll of 12*, *a crowd of 300*, *the toll rose to 12*, *put the toll at 12*."""
    tokens, words = sentence.tokens, load_casualty_words()
    verb = tokens[tokens[i].head]
    above = [i, verb.i] if verb.pos == "VERB" and (tokens[i].dep == "dobj" or verb.lemma in words.toll_verbs) else [i]
    below = [tokens[c] for j in above for c in sentence.children[j]]
    heads = [h for t in below if t.lemma in words.toll_prepositions for h in sentence.children[t.i]]
    direct = [t.i for t in below if t.dep in {"dobj", "attr"} and t.head == verb.i and t.i != i]
    heads = [h for h in heads if tokens[h].dep == "pobj"]
    kinds = ([h, *(c for c in sentence.children[h] if tokens[c].dep == "conj")] for h in heads)
    number = next((n for k in kinds if (n := total(sentence, k))), None)  # *put it at 88, and others at eight*
    if not heads:
        number = total(sentence, direct)
    is_given = tokens[i].dep == "dobj" and verb.lemma in words.toll_givers
    return number or (total(sentence, _further_on(sentence, verb.i)) if is_given else None)


def _further_on(sentence: Sentence, verb: int) -> list[int]:
    """The bare number that the parser hangs on another phrase: *put the number of dead in it since Monday at [53]*."""
    tokens, words = sentence.tokens, load_casualty_words()
    below = [
        tokens[j] for j in sentence.subtree(verb) if j > verb and tokens[j].tag == "CD" and tokens[j].dep == "pobj"
    ]
    return [t.i for t in below if tokens[t.head].lemma == "at" and "at" in words.toll_prepositions][-1:]


def _beside(sentence: Sentence, i: int) -> int | None:
    """The number that *dead* or *wounded* goes with: its own, that of its subject, or of the object before it."""
    tokens = sentence.tokens
    heads = [i, *(c for c in sentence.children[i] if tokens[c].dep in {"nsubj", "nsubjpass", "npadvmod", "dobj"})]
    up = tokens[i]
    while up.dep == "conj" and tokens[up.head].lemma in {"dead", "wounded", "injured", "wound", "injure"}:
        up = tokens[up.head]
    before = up.i - 1
    if (
        up.dep in {"oprd", "ccomp", "acomp", "amod", "advcl", "conj", "dobj", "xcomp", "acl"}
        and before >= 0
        and tokens[before].pos in {"NOUN", "NUM", "PRON", "PROPN"}
        and up.i == i
    ):
        before = _count_of(sentence, before)
        heads.append(before)
    if tokens[before].text == ",":  # *left six people, including a nurse, dead*
        if whom := [c for c in sentence.children[_left(sentence, up.i)] if tokens[c].dep == "dobj"]:
            return total(sentence, [whom[0], *_conjuncts(sentence, whom[0])])
    if up.dep in {"oprd", "acomp", "xcomp"} and tokens[up.head].lemma in load_casualty_words().found_dead:
        heads += [c for c in sentence.children[up.head] if tokens[c].dep in {"nsubj", "nsubjpass"}]
    if up.dep == "amod" and tokens[tokens[up.head].head].lemma == "leave":  # *left dead four soldiers*
        heads.append(up.head)
    for head in heads:
        # *left his wife dead*
        is_left = head == before and tokens[head].dep == "dobj" or tokens[head].dep == "nsubjpass" and up.i == i
        joined = _joined_to(sentence, head) if head == before else [head]
        number = quantity(sentence, head, alone=is_left) if len(joined) == 1 else total(sentence, joined)
        if number:
            return number + (_left_beside(sentence, i) or 0)
    return None


def _left(sentence: Sentence, dead: int) -> int:
    """The verb that leaves people dead, wherever the parser hangs *dead*; itself where no such verb is."""
    verbs = [t for t in sentence.tokens[:dead] if t.pos in {"VERB", "AUX"} and t.dep not in {"relcl", "acl", "prep"}]
    return verbs[-1].i if verbs and verbs[-1].lemma == "leave" else dead


def _conjuncts(sentence: Sentence, noun: int) -> list[int]:
    """The nouns joined to one: *two guards, [a nurse] and [a driver]*."""
    found = [c for c in sentence.children[noun] if sentence.tokens[c].dep == "conj"]
    return [i for c in found for i in (c, *_conjuncts(sentence, c))]


def _count_of(sentence: Sentence, noun: int) -> int:
    """The count in front of *of* and a noun, else the noun: *left [12] of the gunmen dead*."""
    tokens = sentence.tokens
    preposition = tokens[tokens[noun].head]
    count = tokens[preposition.head]
    is_part = tokens[noun].dep == "pobj" and preposition.lemma == "of" and count.dep == "dobj"
    return count.i if is_part and quantity(sentence, count.i, alone=False) else noun


def _joined_to(sentence: Sentence, last: int) -> list[int]:
    """A noun with those that it is joined to: *left [a nurse] and [two guards] dead*."""
    tokens, found = sentence.tokens, [last]
    while tokens[found[0]].dep in {"conj", "appos"} and tokens[tokens[found[0]].head].pos in {"NOUN", "PROPN", "NUM"}:
        found.insert(0, tokens[found[0]].head)
    return found


def _left_beside(sentence: Sentence, i: int) -> int | None:
    """Those whom the parser parts from *dead*: the guards of *leaving two guards and at least nine workers dead*."""
    tokens = sentence.tokens
    above = tokens[tokens[i].head]
    if tokens[i].dep != "conj":
        return None
    if above.dep == "dobj" and tokens[above.head].lemma == "leave":  # *left [a nurse] and one militant dead*
        return total(sentence, _joined_to(sentence, above.i))
    return total(
        sentence, [c for c in sentence.children[above.i] if tokens[c].dep == "dobj" and above.lemma == "leave"]
    )


def _own(sentence: Sentence, predicate: int) -> Iterable[int]:
    """Tokens below a predicate, not those of verbs with subjects of their own."""
    open_ = [predicate]
    while open_:
        i = open_.pop()
        yield i
        for c in sentence.children[i]:
            token = sentence.tokens[c]
            if token.dep not in {"relcl", "advcl", "ccomp", "parataxis", "acl"} or (
                token.lemma == "dead" and token.pos == "ADJ"
            ):
                if not (token.dep == "conj" and token.pos == "VERB"):
                    open_.append(c)
