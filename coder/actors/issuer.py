"""Who issued a document, as its heading tells: *MINUSTAH – Daily report*, *Hong Kong Police: press release*.

Further on the report calls its issuer *the Mission*, *our patrol*, *we*, and says *the Minister*, *the Government*
without telling whose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from coder.actors.countries import AT_HOME, STATE_ROLES, Naming, outer
from coder.actors.evidence import BODIES
from coder.actors.lexicon import Mention
from coder.actors.reference import Context
from coder.actors.words import actor_words
from coder.cameo.ontology import Ontology
from coder.memo import lazy
from coder.records import Actor, Sentence
from coder.text.sentences import text_words

FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
MOST_WORDS = 40
# What stands before another's: *its team*.
OTHERS = frozenset({"another", "any", "no", "his", "her", "its"})


class Heading(Protocol):
    """The noun phrases of a heading."""

    sentence: Sentence

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The dictionary names in it."""

    @property
    def naming_here(self) -> Naming:
        """The countries that it names."""

    def resolve(self, head: int, within: bool = False, refer: bool = True) -> Actor | None:
        """The actor that the phrase of `head` names."""


class Title:
    """What the title of a document tells; each answer is looked for when it is first asked for."""

    def __init__(self, lines: Sequence[Heading], ontology: Ontology) -> None:
        self.lines, self.ontology = lines, ontology

    @lazy
    def country(self) -> str:
        """The code of the only country that it names; '' for none or several."""
        named = {country for line in self.lines for country in line.naming_here.named}
        country = named.pop() if len(named) == 1 else ""
        return country if country and self.ontology.places[country].kind != "region" else ""

    @lazy
    def issuer(self) -> Actor | None:
        """Who issued the document; None where it does not tell."""
        told = (
            issuer_of(line.resolve(outer(line.sentence, m).i, refer=False), self.country, self.ontology)
            for line in self.lines
            for m in line.mentions
            if may_issue(line.sentence, m, line.mentions)
        )
        return next((actor for actor in told if actor is not None), None)

    def whose(self, role: str, line: str) -> str:
        """The code of the country of a role that nothing else tells, unless the entry is of another (`line`, alpha-3).

        In *Kenya: month in brief*, the protesters are Kenya's.
        """
        if role not in AT_HOME or not self.country:
            return ""
        return self.country if line in {"", self.ontology.places[self.country].country} else ""


def headings(context: Context) -> Iterator[Context]:
    """The first lines of a document that are no sentences: at most two."""
    for link in context.first:
        if link.sentence is None or not is_heading(link.sentence):
            return
        yield link


def is_heading(sentence: Sentence) -> bool:
    """Whether a line is a heading: short, nobody does anything in it, and no full stop ends it but behind a number or
    in one that says what it is: *Press release of the ministry.*
    """
    tokens = sentence.tokens
    if not tokens or len(tokens) > MOST_WORDS:
        return False
    if tokens[-1].text in {".", "!", "?"} and not (len(tokens) > 1 and tokens[-2].text.isdigit()):
        if tokens[-1].text != "." or text_words().heading_words.isdisjoint(t.text.lower() for t in tokens):
            return False
    acting = {t.head for t in tokens if t.dep in SUBJECTS}
    return not any(t.tag in FINITE and t.i in acting for t in tokens)


def may_issue(sentence: Sentence, m: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a name in a heading stands where the issuer's does: first, or behind a dash, a bar or *statement by*.

    *Talks with the Ministry of Trade* names another. Of roles only bodies issue reports: *the Ministry of Trade*.
    """
    tokens, words = sentence.tokens, actor_words()
    if m.kind == "role":
        if words.bodies.isdisjoint(t.lemma.lower() for t in tokens[m.start : m.end]):
            return False
    elif m.kind not in BODIES:
        return False
    whose = {k for n in mentions if n.kind in {"country", "place", "ethnic"} for k in range(n.start, n.end)}
    told = text_words().heading_words | actor_words().kinds_of_heading
    before = [t for t in tokens[: m.start] if t.i not in whose and t.pos not in {"ADJ", "DET", "SPACE"}]
    before = [t for t in before if t.text.lower() not in told]
    if len(before) == 1 and before[0].i and before[0].text.lower() in {"of", "from"}:  # *Press release of …*
        return True
    return not before or before[-1].pos in {"PUNCT", "SYM"} or before[-1].text.lower() == "by"


def issuer_of(actor: Actor | None, country: str, ontology: Ontology) -> Actor | None:
    """The actor of a name in a heading as the one that issued it; None where it is none.

    A ministry or police without a country is that of the only `country` (a code) that the heading names.
    """
    if actor is None or not actor.code or "MED" in actor.code:
        return None
    if actor.country and (not actor.roles or actor.roles[0] not in STATE_ROLES - {"OPP"}):
        return None  # *Republic of Slovenia*, *Yemeni opposition website*
    if actor.country or not actor.roles or actor.roles[0] not in STATE_ROLES:
        return actor
    if not country or actor.roles[0] == "OPP":
        return None
    return replace(actor, code=country + actor.code, country=ontology.places[country].country, inferred=True)


def names_issuer(sentence: Sentence, head: int, issuer: Actor) -> bool:
    """Whether a phrase without a name is what a report calls its issuer: *the Mission*, *a joint patrol*."""
    token, words = sentence.tokens[head], actor_words()
    lemma = token.lemma.lower()
    if lemma not in words.issuing and (issuer.country or lemma not in words.issuing_missions):
        return False
    before = {sentence.tokens[c].text.lower() for c in sentence.children[head] if c < head}
    named = (sentence.tokens[c] for c in sentence.children[head])
    if any(t.dep in {"compound", "nmod", "poss"} and t.pos == "PROPN" for t in named):
        return False
    if lemma in words.patrols and OTHERS.isdisjoint(before):
        return True
    return token.text[:1].isupper() and "the" in before
