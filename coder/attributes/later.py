"""What the next sentence tells of an event: *Rebels stormed a post. It happened on Monday*, *… Six soldiers died*.

The dead are of the only act of force that the sentence before tells, where that counts none itself and nothing says
that they are of another time, place or cause.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coder.attributes.casualties import NONE, Numbers, by_itself, dead_without_verb
from coder.attributes.casualty_phrases import load_casualty_words
from coder.attributes.dates import EventDate, event_date
from coder.attributes.harm import dies, done_by_nobody
from coder.attributes.paragraph import Circumstances
from coder.attributes.uncoded import is_told_apart
from coder.clauses.occasion import is_pluperfect
from coder.records import Clause, Sentence, Token
from coder.text.function_words import ANOTHER, DEFINITE, PAST

_WORD = re.compile(r"[^\W\d_]+")
# Before what was told of.
KNOWN = DEFINITE | {"these"}
# Where people die of what happened elsewhere.
THERE = frozenset({"in", "during", "by", "after"})
CAUSE = frozenset({"of", "from", "with"})
# Days that an act does not tell itself.
SUPPOSED = frozenset({"publication", "inferred"})


@dataclass(frozen=True, slots=True)
class Later:
    """The dead and hurt that a sentence counts for the act before it, in which clauses, and on which day they died."""

    numbers: Numbers = NONE
    clauses: frozenset[int] = frozenset()
    day: EventDate | None = None


NOTHING = Later()


def may_look_back(text: str) -> bool:
    """Whether a text has a word of those that tell more of the event before it, so that it is worth reading."""
    words = load_casualty_words()
    return not (words.looking_back | words.force_nouns | words.protest_nouns).isdisjoint(_WORD.findall(text.lower()))


def happening(sentence: Sentence, clauses: Sequence[Clause]) -> int | None:
    """The clause that tells when or where the event before took place: *the attack occurred on Monday in Goma*.

    So does what somebody said of it: *police said the attack took place in Goma*.
    """
    words, tokens = load_casualty_words(), sentence.tokens
    if not may_look_back(sentence.text):
        return None
    for k, clause in enumerate(clauses):
        is_main = clause.governor is None or _is_reported(sentence, clauses, clause)
        is_main = is_main and clause.status == "actual" and not clause.negated
        takes_place = clause.lemma == "take" and any(tokens[h].lemma == "place" for h in clause.heads("object"))
        goes_off = clause.lemma in words.go_off
        happens = takes_place or goes_off or clause.lemma in words.happen
        if not is_main or not happens or is_pluperfect(sentence, clause):
            continue
        subjects = [tokens[h] for h in clause.heads("subject")]
        if goes_off and len(subjects) == 1 and subjects[0].lemma in words.devices and _is_known(sentence, subjects[0]):
            return k
        events = {c.predicate for c in clauses if c.kind == "noun"}
        events |= {t.i for t in subjects if t.lemma in words.incidents}
        if len(subjects) == 1 and (subjects[0].lemma == "it" or _was_told(sentence, subjects[0], events)):
            return k
    return None


def told_later(
    sentence: Sentence, clauses: Sequence[Clause], day: EventDate, published: date, harms: Collection[int] | None = None
) -> Later:
    """The dead and hurt that a sentence counts for the act of force before it, which took place on `day`.

    *Six soldiers died*, *25 were injured*, *the blast killed six*, *the toll was 12* and *doctors counted 15 dead* have
    some; *six have died since May*, *six died in a crash* and *a storm killed six* have none. Dead of several kinds are
    added: *two guards died, and six gunmen were believed killed*. `harms` are the clauses that may count them, where
    the sentence tells events of its own.
    """
    if not may_look_back(sentence.text):
        return NOTHING
    counted = NOTHING
    for j, clause in enumerate(clauses):
        if harms is not None and j not in harms:
            continue
        if clause.kind == "noun" or not _goes_on(sentence, clauses, clause) or is_told_apart(sentence, clauses, j):
            continue
        found = by_itself(sentence, clauses, j)
        meant = event_date(sentence, clauses, j, published, day.date)
        is_then = meant.precision == "publication" or meant.date == day.date or _is_toll(sentence, clause)
        is_then = is_then or day.precision in SUPPOSED and _is_there(sentence, clauses, clause)
        if not (found.killed or found.injured) or found.toll != "event" or not is_then:
            continue
        if _is_of_another(sentence, clauses, clause, published, day.date):
            continue
        if not counted.clauses:
            numbers = Numbers(killed=found.killed, injured=found.injured, toll="event")
            counted = Later(numbers, frozenset([j]), meant if meant.precision == "day" else None)
        elif found.killed and _are_others(sentence, clauses, j, counted.clauses):
            numbers = replace(counted.numbers, killed=found.killed + (counted.numbers.killed or 0))
            counted = replace(counted, numbers=numbers, clauses=counted.clauses | {j})
    return counted if counted.clauses or harms is not None else Later(dead_without_verb(sentence, clauses))


def _is_of_another(
    sentence: Sentence, clauses: Sequence[Clause], clause: Clause, published: date, day: date
) -> bool:  # fmt: skip
    """Whether a relative clause tells of a new act or another day: *a raid [in which six died]*."""
    noun = clause.governor
    if clause.relation != "relative" or noun is None or clauses[noun].kind != "noun":
        return False
    meant = event_date(sentence, clauses, noun, published, day)
    is_other_day = meant.precision != "publication" and meant.date != day
    return is_other_day or not _is_known(sentence, sentence.tokens[clauses[noun].predicate])


def _is_there(sentence: Sentence, clauses: Sequence[Clause], clause: Clause) -> bool:
    """Whether people died where the act before was, or by it: *died there on Monday*, *in the raid on Monday*."""
    tokens = sentence.tokens
    if any(tokens[c].lemma == "there" and tokens[c].dep == "advmod" for c in sentence.children[clause.predicate]):
        return True
    events = {c.predicate for c in clauses if c.kind == "noun"}
    return any(_was_told(sentence, tokens[a.head], events) for a in clause.arguments if a.role in THERE)


def _are_others(sentence: Sentence, clauses: Sequence[Clause], j: int, counted: Collection[int]) -> bool:
    """Whether clause `j` counts others beside those `counted`: *two guards died, and [six gunmen] were killed*."""
    if any(_is_toll(sentence, clauses[k]) or _who(sentence, clauses[k]) & _who(sentence, clauses[j]) for k in counted):
        return False
    up: int | None = j
    for _ in range(len(clauses)):
        if up is None or up in counted or clauses[up].relation not in {"coordinate", "complement"}:
            break
        up = clauses[up].governor
    return up in counted


def _who(sentence: Sentence, clause: Clause) -> set[str]:
    """Nouns of those whom a clause of harm tells of."""
    return {sentence.tokens[h].lemma for h in clause.heads("object") or clause.heads("subject")}


def _is_toll(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause tells of a count of the dead, which may be of a later day: *the toll rose to 12 on Sunday*."""
    heads = (*clause.heads("subject"), *clause.heads("object"))
    return any(sentence.tokens[h].lemma in load_casualty_words().tolls for h in heads)


def _goes_on(sentence: Sentence, clauses: Sequence[Clause], clause: Clause) -> bool:
    """Whether a clause is told as done, in the simple past, of nothing that was not told before.

    What somebody said has the pluperfect for it: *police said six had died*.
    """
    tokens, words = sentence.tokens, load_casualty_words()
    verb = tokens[clause.predicate]
    below = [tokens[c] for c in sentence.children[verb.i]]
    is_past = verb.tag == "VBD" or any(t.text.lower() in PAST for t in below if t.dep in {"aux", "auxpass"})
    is_bare = verb.tag == "VBN" and all(t.dep not in {"aux", "auxpass"} for t in below)
    is_bare = is_bare and done_by_nobody(sentence, clause) and not dies(sentence, clause)
    if is_bare:  # *were believed [killed]*
        is_past = any(tokens[c].text.lower() in PAST for c in sentence.children[verb.head])
    if verb.tag in {"VB", "VBN"} and verb.dep == "xcomp" and any(t.text.lower() == "have" for t in below):
        said = tokens[verb.head]  # *were said to have [died]*
        is_past = said.lemma in words.counting and any(
            tokens[c].text.lower() in PAST for c in sentence.children[said.i]
        )
    if is_pluperfect(sentence, clause):
        is_past = _is_reported(sentence, clauses, clause)
    if clause.status != "actual" or clause.negated or not is_past:
        return False
    events = {c.predicate for c in clauses if c.kind == "noun"}
    kills = clause.lemma in words.kill and not clause.passive and not is_bare
    if any(not _was_told(sentence, tokens[h], events) for h in clause.heads("subject") if kills or clause.passive):
        return False
    obliques = (a for a in clause.arguments if a.role in THERE | CAUSE and tokens[tokens[a.head].head].head == verb.i)
    return all(_may_be_of_it(sentence, a.role, tokens[a.head], events) for a in obliques)


def _is_reported(sentence: Sentence, clauses: Sequence[Clause], clause: Clause) -> bool:
    """Whether a clause is what somebody said, in the simple past: *police said [six had died]*."""
    if clause.governor is None or clause.relation != "complement":
        return False
    above = clauses[clause.governor]
    is_saying = above.governor is None and above.lemma in load_casualty_words().counting
    return is_saying and sentence.tokens[above.predicate].tag == "VBD" and not above.negated


def _was_told(sentence: Sentence, noun: Token, events: set[int]) -> bool:
    """Whether a noun takes up what was told before: *the blast*, *this attack*, *Monday's raid*."""
    return noun.i in events and _is_known(sentence, noun)


def _is_known(sentence: Sentence, noun: Token) -> bool:
    below = [sentence.tokens[c] for c in sentence.children[noun.i]]
    return any(t.lemma in KNOWN or t.dep == "poss" for t in below)


def _may_be_of_it(sentence: Sentence, role: str, noun: Token, events: set[int]) -> bool:
    """Whether what people died of, in or by may be the event before: *in the shooting*, *of their wounds*."""
    if role in CAUSE:
        return noun.lemma in load_casualty_words().injuries or noun.lemma in load_casualty_words().wounds
    if noun.i in events:
        return _was_told(sentence, noun, events)
    is_new = any(sentence.tokens[c].lemma in ANOTHER for c in sentence.children[noun.i])
    return not is_new or noun.lemma in load_casualty_words().sickbeds


def harm_of(numbers: Numbers) -> tuple[int | None, int | None]:
    """How many were killed and hurt."""
    return numbers.killed, numbers.injured


def adds(before: Numbers, later: Numbers) -> bool:
    """Whether the dead and hurt of a later sentence are none that the act before it counts already."""
    pairs = zip(harm_of(before), harm_of(later), strict=True)
    return (
        later != NONE
        and (before.killed is None or later.killed is None)
        and any(known is None and new is not None for known, new in pairs)
    )


def with_dead(rows: Sequence[Circumstances], bare: int | None, dead: Numbers) -> list[Circumstances]:
    """The rows, that which lacks its dead with those of the next sentence."""
    if bare is None or not adds(rows[bare].numbers, dead):
        return list(rows)
    before = rows[bare].numbers
    injured = dead.injured if before.injured is None else before.injured
    killed = dead.killed if before.killed is None else before.killed
    numbers = replace(before, killed=killed, injured=injured, toll=dead.toll)
    return [replace(r, numbers=numbers) if n == bare else r for n, r in enumerate(rows)]
