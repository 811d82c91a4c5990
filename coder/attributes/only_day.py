"""Whether the only day that a sentence names is that of its news, wherever the parser hangs it."""

from __future__ import annotations

from collections.abc import Sequence

from coder.attributes.dated import Found, load_date_words
from coder.attributes.place_words import load_place_words
from coder.clauses.occasion import is_pluperfect, load_occasion_words
from coder.records import Clause, Sentence

POINTS = frozenset({"weekday", "relative", "slash"})


def is_only_day(sentence: Sentence, clauses: Sequence[Clause], k: int, f: Found) -> bool:
    """Whether the only time that a sentence names is a day of news, which its main event took place on.

    The parser hangs what trails a sentence on the nearest word: *barred crowds from coming home on Monday*. What is
    still to be done has its own day: *urged them to come home on Monday*.
    """
    clause = clauses[k]
    points = POINTS | {"calendar"} if clause.lemma in load_date_words().harm else POINTS
    if f.expression.kind not in points or f.rank >= 9 or f.since or f.expression.get("which") == "next":
        return False
    above = None if clause.governor is None else clauses[clause.governor]
    is_news = above is None or (above.lemma in load_occasion_words().reporting and clause.predicate < above.predicate)
    if not is_news or clause.status != "actual" or clause.negated or is_pluperfect(sentence, clause):
        return False
    if f.owner < 0:
        return True
    owner = clauses[f.owner]
    while owner.relation == "coordinate" and owner.governor is not None:
        owner = clauses[owner.governor]
    if clause.lemma in load_date_words().harm and owner.relation == "nominal":
        noun = sentence.tokens[
            owner.predicate
        ]  # *were killed in strikes on 18 June*, not *jailed for a raid on 18 June*
        return noun.dep != "pobj" or sentence.tokens[noun.head].lemma not in load_date_words().reasons
    if is_aside(sentence, owner):
        return True
    is_gone = (f.expression.get("word") or "").startswith(("yesterday", "overnight", "last"))
    below = {sentence.tokens[c].dep for c in sentence.children[owner.predicate]}
    is_caused = clause.lemma in load_date_words().harm and below.isdisjoint({"nsubj", "nsubjpass"})
    if owner.relation in {"complement", "relative"} and is_caused:
        return True  # *were hurt in a blast thought to have been triggered on 27 May*
    is_participle = sentence.tokens[owner.predicate].tag == "VBG"
    return owner.relation in {"complement", "relative"} and (is_gone or is_participle)


def is_aside(sentence: Sentence, owner: Clause) -> bool:
    """Whether a clause is a purpose, whose day is rather that of what serves it.

    *Passed a bill [to remove] the limit on Friday*, *asked them to send envoys [to discuss] it on Friday*; but *asked
    them [to come] on Friday*, *has a plan [to march] on Friday*.
    """
    token = sentence.tokens[owner.predicate]
    if owner.status != "possible" or token.tag not in {"VB", "VBN"} or owner.lemma in load_date_words().beginning:
        return False
    if owner.relation == "adverbial":
        return True
    return owner.relation == "relative" and sentence.tokens[token.head].lemma not in load_date_words().planned


def is_proclaimed(sentence: Sentence, clause: Clause, above: Clause) -> bool:
    """Whether a decision is made known behind it, so mostly made then: *barred a party, [it announced] on Monday*.

    What happened to people has a day of its own.
    """
    is_behind = clause.predicate < above.predicate and above.lemma in load_date_words().proclaiming
    words = load_date_words().harm | load_place_words().on_the_spot
    return is_behind and clause.kind == "verb" and clause.lemma not in words
