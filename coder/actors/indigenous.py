"""Mentions of the first peoples of the Americas, which the dictionaries take for people of India."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from coder.actors.lexicon import Mention
from coder.records import Sentence
from coder.text.indigenous import INDIA, MODIFYING, indigenous_words, is_of_india, names_indigenous


def without_indians(sentence: Sentence, mentions: Sequence[Mention], countries: Collection[str]) -> Sequence[Mention]:
    """The mentions with *Peruvian [Indians]* as people of a village, and nobody by *an [Indian] hamlet in Peru*."""
    words = indigenous_words()
    so_called = [m for m in mentions if m.kind == "country" and sentence.tokens[m.start].text in words.names]
    if not so_called:
        return mentions
    others = [m for m in mentions if m not in so_called]
    named = {m.entries[0].code[:3] for m in others if m.kind in {"country", "place"}} | set(countries)
    if any(is_of_india(sentence.tokens, m.start) for m in so_called):
        named |= {INDIA}
    nations = {m.end for m in others if m.entries[0].code[:3] in words.with_indians}
    first = [m for m in so_called if m.start in nations or names_indigenous(sentence.tokens, m.start, named)]
    people = [as_villagers(m) for m in first if sentence.tokens[m.start].dep not in MODIFYING]
    return sorted([*(m for m in mentions if m not in first), *people], key=lambda m: m.start)


def as_villagers(m: Mention) -> Mention:
    """A people told as those of a village are, of the country that other words tell."""
    return replace(m, entries=(m.entries[0]._replace(name="indigenous people", kind="role", code="CVL"),))
