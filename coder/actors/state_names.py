"""Which names of countries mean a state of the United States that has the same name: *Georgia's governor*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coder.actors.dictionaries import Entry
from coder.actors.lexicon import Mention
from coder.actors.words import actor_words
from coder.records import Sentence
from coder.text.states import find_state, state_names

# Countries that have the name of a state, and states whose name is also another's: a town's, a man's, a country's.
NAMESAKES = frozenset({"Georgia"})
UNCLEAR = frozenset({"Georgia", "Washington", "New York", "Virginia", "Maine"})
_LINKS = frozenset({"compound", "nmod", "flat", "amod"})


def printed_name(sentence: Sentence, m: Mention) -> str:
    """A name as the text prints it."""
    return " ".join(t.text for t in sentence.tokens[m.start : m.end])


def is_namesake(sentence: Sentence, m: Mention) -> bool:
    """Whether a state is named that has the name of a country too."""
    return m.entries[0].name == printed_name(sentence, m) in NAMESAKES


def is_american(m: Mention) -> bool:
    """Whether somebody named is of the United States and seldom abroad: its police and most of its towns."""
    if m.kind == "place":
        return m.entries[0].code == "USA" and m.entries[0].name not in UNCLEAR
    return m.kind == "organisation" and m.entries[0].code.startswith("USACOP")


def is_sued_at_home(sentence: Sentence, mentions: Sequence[Mention], named: Sequence[int]) -> bool:
    """Whether one of the words `named` is whom a body of the United States sued: *the Biden administration sued …*."""
    tokens = sentence.tokens
    suits = {tokens[i].head for i in named if tokens[i].dep == "dobj"}
    suits = {i for i in suits if tokens[i].lemma in actor_words().suing}
    doers = {i for k in suits for c in sentence.children[k] if tokens[c].dep == "nsubj" for i in sentence.subtree(c)}
    return any(m.entries[0].code.startswith("USA") and not doers.isdisjoint(range(m.start, m.end)) for m in mentions)


def names_states(sentence: Sentence) -> bool:
    """Whether a sentence names another state of the same country in full, a county or who acts there: *Alabama*."""
    texts, words = [t.text for t in sentence.tokens], actor_words()
    whole = f" {' '.join(texts).lower()} "
    if not words.american_divisions.isdisjoint(texts) or any(f" {scene} " in whole for scene in words.american_scenes):
        return True
    names = [*texts, *map(" ".join, zip(texts, texts[1:], strict=False))]
    return not (state_names() - UNCLEAR).isdisjoint(names)


def as_meant(sentence: Sentence, m: Mention, american: bool) -> Mention:
    """Georgia the state, by its towns and neighbours in the sentence and the offices beside it."""
    printed = printed_name(sentence, m)
    if m.kind != "country" or printed not in NAMESAKES or (state := find_state(printed)) is None:
        return m
    offices = actor_words().state_offices
    behind = [t for t in sentence.tokens[m.end : m.end + 5] if t.tag != "CD"]  # *Georgia's two senators*
    after = " ".join(t.text.lower() for t in behind[:4]).removeprefix("'s ")
    if m.start == 1 and sentence.tokens[0].text == "In":
        after = after.removeprefix(", ")  # *In Georgia, Gov. Ana Lima …*
    before = " ".join(t.text.lower() for t in sentence.tokens[max(0, m.start - 4) : m.start])
    beside = any(
        f"{after} ".startswith(f"{office} ") or f" {before}".endswith((f" {office} of", f" {office} from"))
        for office in offices
    )
    inside = any(f" {before}".endswith(f" {office} in") for office in actor_words().american_offices)
    bare = sentence.tokens[m.end - 1].dep in _LINKS and sentence.tokens[m.end - 1].dep != "amod"
    beside = beside or bare and any(f"{after} ".startswith(f"{noun} ") for noun in actor_words().state_people)
    beside = beside or _is_of_member(sentence, m) or _is_around(sentence, m)
    if american or beside or inside or before.endswith((" state of", "state of", "county ,", "county in")):
        return replace(m, entries=(Entry(m.entries[0].name, "place", state.country, "", "", 0),))
    return m


def _is_around(sentence: Sentence, m: Mention) -> bool:
    """Whether a state is told by its part or what stands before or behind its comma: *north Georgia*, *Georgia, US*."""
    words, tokens = actor_words(), sentence.tokens
    before, after = [t.text for t in tokens[max(0, m.start - 3) : m.start]], [t.text for t in tokens[m.end : m.end + 3]]
    if before and before[-1] in words.american_parts:
        return True
    ends = not after or after[0] in {",", ".", ")"}
    if ends and before[-1:] == [","] and not words.english_towns.isdisjoint(before):
        return True
    return after[:1] == [","] and after[1:2] in (["US"], ["U.S."], ["USA"]) and after[2:] in ([], [","], ["."], [")"])


def _is_of_member(sentence: Sentence, m: Mention) -> bool:
    """Whether somebody named sits for a state: *Representative Ana Lima of [Georgia]*."""
    words, tokens = actor_words(), sentence.tokens
    if m.start < 2 or tokens[m.start - 1].text not in {"of", "from"}:
        return False
    k, title = m.start - 2, ""
    while k >= 0 and (tokens[k].text[:1].isupper() or tokens[k].text == "and") and not title:
        title = tokens[k].text.lower() if tokens[k].text.lower() in words.state_members else ""
        k -= 1
    before = tokens[k].text.lower() if k >= 0 else ""
    return bool(title) and k < m.start - 3 and before not in words.no_members
