"""How many: killed, injured and arrested people and the size of crowds, as a text states them for an event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from coder.attributes.quantities import quantity, total
from coder.clauses.occasion import shares
from coder.files.words import load_words
from coder.records import Clause, Sentence

_YEAR = re.compile(r"^(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class CasualtyWords:
    """The lists of words/casualties.yaml, each explained there."""

    kill: frozenset[str]
    die: frozenset[str]
    injure: frozenset[str]
    harm: frozenset[str]
    arrest: frozenset[str]
    gather: frozenset[str]
    murders: frozenset[str]
    deaths: frozenset[str]
    injuries: frozenset[str]
    arrests: frozenset[str]
    crowds: frozenset[str]
    people_gathered: frozenset[str]
    streets: frozenset[str]
    to_streets: frozenset[str]
    signals: frozenset[str]


def load_casualty_words() -> CasualtyWords:
    """The words of harm, arrests and crowds."""
    return load_words("casualties", CasualtyWords)


@cache
def _harm() -> frozenset[str]:
    words = load_casualty_words()
    return words.kill | words.die | words.injure | words.harm


@cache
def _signals() -> frozenset[str]:
    """The words without which no sentence states any of these numbers."""
    words = load_casualty_words()
    lists = (words.die, words.injure, words.gather, words.deaths, words.injuries, words.arrests, words.crowds)
    verbs = frozenset(w.split()[0] for w in words.kill | words.arrest)
    return verbs.union(words.signals, *lists)


@dataclass(frozen=True, slots=True)
class Numbers:
    """People killed, injured, arrested and gathered; None where the text states no number, never 0 for that."""

    killed: int | None = None
    injured: int | None = None
    arrested: int | None = None
    crowd_size: int | None = None


NONE = Numbers()


def casualties(sentence: Sentence, clauses: Sequence[Clause], k: int) -> Numbers:
    """The numbers that the sentence states for the event of clause `k`.

    They come from its own clause, from the clauses that say how it went (*…, killing two*, *during which two were
    killed*, *a raid that killed two*) and, for a noun, from the verb that has it as its subject or setting. A clause
    that stands beside it as another action keeps its own. *Police raided a flat, killing two men* has 2 killed.
    """
    if _signals().isdisjoint([token.lemma for token in sentence.tokens]):
        return NONE
    found: dict[str, int] = {}
    for j in _telling(sentence, clauses, k):
        for what, number in _stated(sentence, clauses[j]):
            found.setdefault(what, number)
    return Numbers(**found) if found else NONE


def _telling(sentence: Sentence, clauses: Sequence[Clause], k: int) -> list[int]:
    """The clauses that may tell numbers for the event of clause `k`, itself first."""
    found = [k]
    event = clauses[k]
    if event.kind == "noun" and event.governor is not None and shares(sentence, clauses, k):
        above = clauses[event.governor]
        if above.kind != "noun":
            found.append(event.governor)
            if above.governor is not None and _goes_on(sentence, clauses[above.governor], above):
                found.append(above.governor)
    for j in found:
        for n, clause in enumerate(clauses):
            if clause.governor != j or n in found:
                continue
            told = shares(sentence, clauses, n) and clause.relation != "coordinate" or _leaves_dead(clauses[j], clause)
            if _goes_on(sentence, clauses[j], clause) or (
                told
                and not (
                    clause.lemma in load_casualty_words().arrests and clause.kind == "noun" and not clause.arguments
                )
            ):
                found.append(n)
    return found


def _goes_on(sentence: Sentence, first: Clause, second: Clause) -> bool:
    """Whether a clause beside another counts more of the same harm: *killed two and wounded five*."""
    if not {first.lemma, second.lemma} <= _harm():
        return False
    noun = sentence.tokens[sentence.tokens[second.predicate].head]
    return second.relation == "coordinate" or (
        second.relation == "relative" and noun.dep == "conj" and noun.head == first.predicate
    )


def _leaves_dead(above: Clause, clause: Clause) -> bool:
    return above.lemma in {"leave", "see", "find"} and clause.relation == "complement"


# --- what one clause states ---------------------------------------------------------------------------------------


def _stated(sentence: Sentence, clause: Clause) -> Iterable[tuple[str, int]]:
    if clause.negated or clause.status in {"hypothetical", "failed"}:
        return
    for what, heads in _counted(sentence, clause):
        number = total(sentence, heads)
        if number:
            yield what, number
    yield from _phrases(sentence, clause)


def _counted(sentence: Sentence, clause: Clause) -> Iterable[tuple[str, tuple[int, ...]]]:
    """Which column a clause fills, and the noun phrases that it counts."""
    lemma = (
        clause.lemma.split()[0]
        if clause.lemma not in load_casualty_words().kill | load_casualty_words().arrest
        else clause.lemma
    )
    tokens = sentence.tokens
    if clause.kind == "noun":
        yield from _counted_by_noun(sentence, clause)
    elif lemma in load_casualty_words().kill or (
        lemma == "shoot" and any(tokens[c].lemma in {"dead", "death"} for c in _near(sentence, clause.predicate))
    ):
        yield "killed", _over(sentence, clause) or clause.heads("object") or _bare_passive(sentence, clause)
    elif lemma in load_casualty_words().injure or (
        lemma == "shoot"
        and not any(
            tokens[c].dep == "conj" and tokens[c].lemma in load_casualty_words().kill
            for c in sentence.children[clause.predicate]
        )
    ):
        yield "injured", _over(sentence, clause) or clause.heads("object") or _bare_passive(sentence, clause)
    elif lemma in load_casualty_words().arrest or (
        lemma == "take" and any(t.lemma == "custody" for t in _below(sentence, clause.predicate))
    ):
        yield "arrested", clause.heads("object")
    elif lemma in load_casualty_words().die or (
        lemma == "lose" and any(tokens[h].lemma == "life" for h in clause.heads("object"))
    ):
        yield "killed", clause.heads("subject")
    elif lemma in {"dead"}:
        yield "killed", clause.heads("subject")
    elif lemma in load_casualty_words().gather:
        yield "crowd_size", clause.heads("object") if clause.passive and lemma != "attend" else clause.heads("subject")
    elif lemma in load_casualty_words().to_streets and any(
        t.lemma in load_casualty_words().streets for t in _below(sentence, clause.predicate)
    ):
        yield "crowd_size", clause.heads("subject")
    elif lemma in {"draw", "attract", "bring"} and any(
        tokens[h].lemma in load_casualty_words().people_gathered for h in clause.heads("object")
    ):
        yield "crowd_size", clause.heads("object")
    elif lemma in {"claim", "cost", "take"} and any(tokens[h].lemma == "life" for h in clause.heads("object")):
        yield "killed", tuple(h for h in clause.heads("object") if tokens[h].lemma == "life")


def _over(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """The count that stands as a phrase of its own: *47 died and [over 120] were injured*."""
    if any(a.role == "object" and not a.shared for a in clause.arguments):
        return ()
    return tuple(
        a.head
        for a in clause.arguments
        if a.role in {"over", "around", "about"} and sentence.tokens[a.head].tag == "CD" and a.head < clause.predicate
    )


def _bare_passive(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """Who is counted where the auxiliary is left out: *three killed and [17 others] injured*."""
    verb = sentence.tokens[clause.predicate]
    return clause.heads("subject") if verb.dep == "conj" and verb.tag in {"VBN", "VBD"} and not clause.passive else ()


def _counted_by_noun(sentence: Sentence, clause: Clause) -> Iterable[tuple[str, tuple[int, ...]]]:
    plural = sentence.tokens[clause.predicate].tag.endswith("S")
    own = (clause.predicate,) if plural else ()
    if clause.lemma in load_casualty_words().deaths or clause.lemma in load_casualty_words().murders:
        yield "killed", clause.heads("of") or own
    elif clause.lemma in load_casualty_words().arrests:
        yield "arrested", clause.heads("of") or own
    elif clause.lemma in load_casualty_words().injuries:
        yield "injured", clause.heads("of") or own
    elif clause.lemma in load_casualty_words().crowds:
        following = sentence.tokens[clause.predicate + 1 : clause.predicate + 2]
        behind = tuple(c for t in following if t.lemma in {"by", "of"} for c in sentence.children[t.i])
        yield "crowd_size", clause.heads("subject") or clause.heads("of") or behind


def _phrases(sentence: Sentence, clause: Clause) -> Iterable[tuple[str, int]]:
    """Numbers in phrases of a clause that no predicate counts: *left 12 dead*, *a toll of 12*, *with 40 arrests*."""
    tokens = sentence.tokens
    for i in _own(sentence, clause.predicate):
        token = tokens[i]
        if (
            token.lemma == "dead"
            and token.i != clause.predicate
            or token.text.lower() in {"wounded", "injured"}
            and token.pos in {"NOUN", "ADJ"}
        ):
            number = _beside(sentence, i)
            if number:
                yield ("killed" if token.lemma == "dead" else "injured"), number
        elif (
            token.lemma in load_casualty_words().deaths | load_casualty_words().arrests | load_casualty_words().injuries
            and token.tag == "NNS"
            and not _YEAR.match(tokens[i - 1].text)
            and (number := quantity(sentence, i))
        ):
            yield (
                (
                    "killed"
                    if token.lemma in load_casualty_words().deaths
                    else "arrested"
                    if token.lemma in load_casualty_words().arrests
                    else "injured"
                ),
                number,
            )
        elif token.lemma in {"toll", "crowd"}:
            heads = [
                h
                for c in sentence.children[i]
                if tokens[c].lemma in {"of", "at", "to"}
                for h in sentence.children[c]
                if tokens[h].dep == "pobj"
            ]
            if number := total(sentence, heads):
                yield ("killed" if token.lemma == "toll" else "crowd_size"), number


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
        and tokens[before].pos in {"NOUN", "NUM", "PRON"}
        and up.i == i
    ):
        heads.append(before)
    for head in heads:
        if number := quantity(sentence, head, alone=False):
            return number
    return None


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


def _near(sentence: Sentence, verb: int) -> Iterable[int]:
    yield from sentence.children[verb]
    for c in sentence.children[verb]:
        yield from sentence.children[c]


def _below(sentence: Sentence, verb: int) -> Iterable:
    return [sentence.tokens[c] for c in _near(sentence, verb)]
