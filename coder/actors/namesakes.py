"""Somebody who has the full name of another whom the dictionaries know, as his title and country tell.

*Foreign Minister Mahmoud Abbas of Tunisia*, *Kuwaiti lawmaker Hassan Nasrallah*, *Angela Merkel, the Namibian health
minister*: the country in the words wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coder.actors.countries import outer
from coder.actors.lexicon import Mention
from coder.actors.words import actor_words
from coder.cameo.actor_codes import WEAK
from coder.cameo.ontology import load_ontology, split_actor_code
from coder.records import Sentence, Token
from coder.text.function_words import ARTICLES, OWNING

# Who fights is called by where he comes from as well as by where he fights; only an office makes him another.
FIGHTERS = frozenset({"REB", "SEP", "INS", "UAF", "RAD", "CRM"})
OFFICES = frozenset({"GOV", "LEG", "JUD", "MIL", "COP"})
_MODIFYING = frozenset({"amod", "compound", "nmod", "poss", "case", "punct"})
_OWNING = OWNING | {"'", "’"}


def is_another(sentence: Sentence, m: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a person's full name is that of somebody of another country than the dictionary's.

    Nationalities in front of a title, *of* a country behind the name, and an office in apposition tell; a country that
    is only the title's matter does not (*Syria envoy*, *Ukraine ally*).
    """
    printed = {t.text for t in sentence.tokens[m.start : m.end]}
    if m.kind != "person" or not any(len(printed.intersection(e.name.split())) > 1 for e in m.entries):
        return False  # *Prime Minister Rao* is read with his title
    known = [split_actor_code(e.code) for e in m.entries]
    own = {e.code[:3] for e, code in zip(m.entries, known, strict=True) if code.country}
    if len(own) < len({e.code[:3] for e in m.entries}):
        return False
    fights = any(not FIGHTERS.isdisjoint(code.roles) for code in known)
    told = set(_countries(sentence, m, mentions, fights))
    return len(told) == 1 and told.isdisjoint(own)


def _countries(sentence: Sentence, m: Mention, mentions: Sequence[Mention], fights: bool) -> Iterator[str]:
    """The countries of which the words around a name say that he is."""
    before = _title_before(sentence.tokens, m.start, mentions)
    if before is not None and _is_office(sentence, before, fights):
        yield from _whose(sentence, before, mentions)
    if not fights:
        yield from _behind(sentence, m, mentions)
    for r in _asides(sentence, m, mentions):
        if _is_office(sentence, r, fights) and not r.entries[0].code.startswith(WEAK):
            yield from _whose(sentence, r, mentions)
            yield from _behind(sentence, r, mentions)


def _title_before(tokens: Sequence[Token], end: int, mentions: Sequence[Mention]) -> Mention | None:
    """The title that ends right before a word."""
    return next((r for r in mentions if r.kind == "role" and r.end == end), None)


def _is_office(sentence: Sentence, title: Mention, fights: bool) -> bool:
    """Whether a title can be somebody's own: *ally* and *critic* are what he is to others."""
    words, lemma = actor_words(), sentence.tokens[title.end - 1].lemma.lower()
    if lemma in words.others | words.opponents | words.backers:
        return False
    return not fights or not OFFICES.isdisjoint(split_actor_code(title.entries[0].code).roles)


def _asides(sentence: Sentence, m: Mention, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The offices in apposition behind a name, between commas: not those of others in a list."""
    tokens, children = sentence.tokens, sentence.children
    behind = tokens[m.end].text if m.end < len(tokens) else ""
    for c in children[outer(sentence, m).i] if behind in {",", "("} else ():
        if tokens[c].dep == "appos" and c > m.end and not any(tokens[k].dep == "cc" for k in children[c]):
            yield from (r for r in mentions if r.kind == "role" and r.start <= c < r.end)


def _whose(sentence: Sentence, title: Mention, mentions: Sequence[Mention]) -> Iterator[str]:
    """The countries before a title: *Kuwaiti*, *Kuwait's*, and not *Kuwait* alone, nor *Iraq's envoy X*."""
    tokens, at = sentence.tokens, {m.end - 1: m for m in mentions if m.kind == "country"}
    named = (t.lemma.lower() for t in tokens[title.start : title.end])
    is_posted = tokens[title.end - 1].dep in _MODIFYING and not actor_words().diplomats.isdisjoint(named)
    k = title.start - 1
    while k >= 0 and (k in at or tokens[k].dep in _MODIFYING and tokens[k].pos not in {"VERB", "PUNCT"}):
        if (m := at.get(k)) is not None:
            is_people = tokens[m.start].text not in m.entries[0].name.split()
            owns = tokens[m.end].text in _OWNING and not is_posted
            if _is_country(code := m.entries[0].code[:3]) and (is_people or owns):
                yield code
        k -= 1


def _behind(sentence: Sentence, m: Mention, mentions: Sequence[Mention]) -> Iterator[str]:
    """The country behind a name or title and *of*."""
    tokens = sentence.tokens
    if m.end + 1 >= len(tokens) or tokens[m.end].text.lower() != "of":
        return
    begins = m.end + 1 + (tokens[m.end + 1].text.lower() in ARTICLES)
    for n in mentions:
        if n.kind == "country" and n.start == begins and _is_country(code := n.entries[0].code[:3]):
            yield code


def _is_country(code: str) -> bool:
    """Whether a code is that of a country of today and not of a part of the world or of a state that was."""
    place = load_ontology().places.get(code)
    return place is not None and place.kind == "country"
