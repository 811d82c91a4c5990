"""Names that say where something happened, and not who did it: *was sentenced in Mali*, *the Mali blast*."""

from __future__ import annotations

from coder.clauses.occasion import load_occasion_words
from coder.events.sides import word_before
from coder.records import Actor, Clause, Sentence

PLACING = frozenset({"in", "at", "near"})


def is_where_it_was(actor: Actor, sentence: Sentence) -> bool:
    """Whether the name of a country before what happened says where that was: *the Mali blast*, not *the Malian blast*.

    Where another place is named the country may have done it: *Israel bombing kills two in Lebanon*.
    """
    tokens, words = sentence.tokens, load_occasion_words()
    name = next((t for t in tokens if actor.start <= t.start < actor.end and t.tag == "NNP"), None)
    if actor.roles or name is None or name.dep != "compound" or name.text.isupper() or name.text not in actor.entry:
        return False
    noun, behind = tokens[name.head], (t for t in tokens if t.dep == "pobj" and t.pos == "PROPN" and t.i > name.head)
    return noun.lemma in words.country_scenes and not any(tokens[t.head].lemma in words.elsewhere for t in behind)


def is_whereabouts(actor: Actor, clause: Clause, sentence: Sentence) -> bool:
    """Whether an actor's words only say where somebody was, or name a town: *a soldier in Mali was sentenced*.

    The country where somebody is arrested is who arrests him: *was detained in Syria*.
    """
    if actor.roles or word_before(actor, sentence) not in PLACING:
        return False
    named = next((t for t in sentence.tokens if actor.start <= t.start < actor.end and t.dep == "pobj"), None)
    if named is None:
        return False  # *in Turkish shelling*
    above = sentence.tokens[named.head].head
    return not _is_name_of(actor.text, actor.entry) or above not in {clause.predicate, clause.support}


def _is_name_of(text: str, country: str) -> bool:
    """Whether words name a country itself, and no town of it: *the Netherlands*, *the U.S.*."""
    name = text.removeprefix("the ").removeprefix("The ")
    initials = "".join(word[0] for word in country.split() if word[:1].isupper())
    return name in country or name.isupper() and initials.startswith(name.replace(".", ""))
