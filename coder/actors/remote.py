"""Names in a phrase that say nothing of whose its head is: *the leader of a revolt against [Bahrain]*, *militants near
the [Tajik] border*.

A name is the head's own only where it hangs on it or on what it is part of: not beyond a border, in what the head is
against or bound for, nor in what others did to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from coder.actors.lexicon import Mention
from coder.actors.words import actor_words
from coder.clauses.occasion import load_occasion_words
from coder.records import Sentence, Token

_MODIFYING = frozenset({"amod", "compound", "nmod"})


def is_remote(sentence: Sentence, head: int, m: Mention) -> bool:
    """Whether a name behind a head is that of somebody else: *a member of a delegation to [Oman]*."""
    words = actor_words()
    above = list(way_up(sentence, m.end - 1, head))
    inside = [t for t in above if not m.start <= t.i < m.end]
    nouns = [t for t in inside if t.pos in {"NOUN", "PROPN"}]
    if not nouns:
        return False  # it hangs on the head itself
    if is_beyond(sentence, m):
        return True
    if _is_doer(sentence, m, nouns[0]):
        return True
    links = [t for t in inside if t.dep == "prep"]
    if any(_is_opposite(sentence, t) for t in links[:-1]):
        return True  # *the organisers of a boycott against Oman*
    if not links or links[-1].text.lower() not in words.locative:
        return False
    led = any(t.lemma in words.guiding and t.pos in {"VERB", "ADJ"} for t in inside)  # *in the [French]-led mission*
    return led or nouns[0].lemma.lower() in words.wars  # *veterans in the [Korean] War*, *allies in the war in [Mali]*


def _is_doer(sentence: Sentence, m: Mention, deed: Token) -> bool:
    """Whether a name is that of who did what others suffered: *the victims of [rebel] attacks*.

    Where it was, the name of a country or town tells: *the victims of the [Madrid] bombings*.
    """
    token = sentence.tokens[m.end - 1]
    if token.dep not in _MODIFYING or token.head != deed.i or m.kind not in {"country", "group", "role"}:
        return False
    named = m.kind == "country" and token.text in m.entries[0].name.split()
    words = actor_words()
    return not named and deed.lemma.lower() in words.scenes | words.suffered | load_occasion_words().country_scenes


def is_beyond(sentence: Sentence, m: Mention) -> bool:
    """Whether a name is only that of a border by which something is: *near the [Tajik] border*, not *Oman's border*."""
    edge, link = _edge(sentence, m.end - 1)
    return edge is not None and (link == "with" or _is_by(sentence, edge))


def is_by_border(sentence: Sentence, i: int) -> bool:
    """Whether a word names a country only to say by whose border something is: *ten miles from the [Omani] border*.

    What is done to a border itself concerns who lives beyond it: *closed its border with [Oman]*.
    """
    edge, _ = _edge(sentence, i)
    return edge is not None and _is_by(sentence, edge)


def _edge(sentence: Sentence, i: int) -> tuple[Token | None, str]:
    """The border that a name is of, and the preposition between them; None for none."""
    words, tokens = actor_words(), sentence.tokens
    while tokens[i].dep in _MODIFYING and tokens[tokens[i].head].dep in _MODIFYING:  # *the [South] Korean border*
        i = tokens[i].head
    last, above = tokens[i], tokens[tokens[i].head]
    if last.dep in _MODIFYING and above.lemma.lower() in words.borders:
        return above, ""
    noun = tokens[above.head]
    bounded = last.dep == "pobj" and above.dep == "prep" and above.text.lower() == "with"
    return (noun, "with") if bounded and noun.lemma.lower() in words.borders else (None, "")


def _is_by(sentence: Sentence, edge: Token) -> bool:
    """Whether something is by a border: *near* or *along* it, *close to* it, *ten miles from* it."""
    words, tokens = actor_words(), sentence.tokens
    link = tokens[edge.head]
    if edge.dep != "pobj":
        return False
    if link.text.lower() in words.locative | words.bordering:
        return True
    before = tokens[link.i - 1] if link.i else link
    measured = before.lemma.lower() in words.distances
    return measured if link.lemma == "from" else link.lemma == "to" and before.lemma.lower() in words.near_to


def is_opposed(sentence: Sentence, i: int, head: int) -> bool:
    """Whether a word below a head is whom something about it is against: *the organisers of a rally against [Oman]*."""
    above = list(way_up(sentence, i, head))
    return bool(above) and above[-1].head == head and any(_is_opposite(sentence, t) for t in above[:-1])


def _is_opposite(sentence: Sentence, t: Token) -> bool:
    """Whether a preposition behind a noun is of whom that is against, or where that goes."""
    noun, words = sentence.tokens[t.head], actor_words()
    if t.dep != "prep" or noun.pos != "NOUN":
        return False
    return t.text.lower() in words.opposite or (t.text == "to" and noun.lemma in words.bound)


def way_up(sentence: Sentence, i: int, head: int) -> Iterator[Token]:
    """The words above one, up to a head without that, the nearest first."""
    tokens = sentence.tokens
    while tokens[i].head not in {i, head}:
        i = tokens[i].head
        yield tokens[i]
