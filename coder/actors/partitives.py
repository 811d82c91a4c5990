"""Some of those who were told of before: *[one of the rebels] shot him*, *[some of the police] beat a reporter*."""

from __future__ import annotations

from dataclasses import replace

from coder.actors.belongings import Phrases
from coder.actors.words import actor_words
from coder.clauses.phrases import text_span
from coder.records import Actor, Sentence

_DEFINITE = frozenset({"the", "these", "those"})


def counts_people(sentence: Sentence, head: int) -> bool:
    """Whether a number counts some of those behind *of*, who are no best of their kind: *one of the largest miners*."""
    tokens, children = sentence.tokens, sentence.children
    if tokens[head].pos != "NUM":
        return False
    links = (c for c in children[head] if tokens[c].text.lower() == "of")
    among = [n for c in links for n in children[c]]
    return bool(among) and not any(tokens[i].tag in {"JJS", "RBS"} for n in among for i in sentence.subtree(n))


def some_of(phrases: Phrases, head: int) -> Actor | None:
    """Whom *of* names behind a count or *some*, as who they are; None where they are nobody."""
    tokens, children = phrases.sentence.tokens, phrases.sentence.children
    if tokens[head].tag != "CD" and tokens[head].text.lower() not in actor_words().some:
        return None
    links = (c for c in children[head] if tokens[c].text.lower() == "of")
    among = next((n for c in links for n in children[c] if tokens[n].dep == "pobj" and tokens[n].pos == "NOUN"), None)
    found = phrases.resolve(among) if among is not None and _is_told_of(phrases, among) else None
    if found is None or not found.code or not found.country:
        return None
    text, start, stop = text_span(phrases.sentence, *phrases.span(head))
    return replace(found, text=text, start=start, end=stop)


def _is_told_of(phrases: Phrases, head: int) -> bool:
    """Whether a phrase takes up who was told of: *the rebels*, *their officers*, but not *the largest miners*."""
    tokens, first = phrases.sentence.tokens, phrases.span(head)[0]
    below = [tokens[c] for c in phrases.sentence.children[head] if c < head]
    taken_up = any(t.dep == "det" and t.text.lower() in _DEFINITE or t.tag == "PRP$" for t in below)
    return taken_up and not any(t.tag in {"JJS", "RBS"} for t in tokens[first:head])
