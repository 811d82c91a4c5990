"""Which countries a document and its sentences name, and how: as those that act, where it happens, or in passing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from coder.actors.evidence import is_shared, is_turned
from coder.actors.lexicon import Mention
from coder.actors.mentioned import is_blamed, is_dealt_with, is_in_passing, is_things
from coder.actors.remote import is_beyond, is_by_border
from coder.actors.words import actor_words
from coder.cameo.ontology import Ontology
from coder.clauses.outlets import outlets, outlets_by_name
from coder.clauses.phrases import clause_of_whose
from coder.records import Actor, Sentence, Token

# Roles of the state: of whichever country the document is about.
STATE_ROLES = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "OPP", "SPY"})
# Roles of those who are mostly at home where they act.
AT_HOME = STATE_ROLES | {"REB", "SEP", "INS", "UAF", "CRM", "CVL", "LAB", "EDU", "PTY", "HLH", "AGR", "SET", "BUS"}
OFFICIAL = frozenset({"GOV", "LEG", "MIL"})
ARMED = frozenset({"MIL", "REB", "SEP", "INS", "UAF"})
_KINDS = frozenset({"country", "place", "organisation", "person", "group"})
_BEYOND = frozenset({"IGO", "IMG", "NGO", "NGM", "MNC", "INT", "UIS"})
_ACTING = frozenset({"nsubj", "nsubjpass", "agent", "ROOT"})
_MODIFYING = frozenset({"amod", "compound", "nmod", "poss"})


class Setting:
    """Where a report and its events are. Countries are alpha-3 codes, '' where nothing says so.

    Officials seldom act for the country where a body of many countries has its seat (*GENEVA*). This setting is that
    of a sentence by itself, of which nothing says where it is.
    """

    @property
    def before(self) -> str:
        """What stands in the text right before the sentence."""
        return ""

    @property
    def line(self) -> str:
        """The country of the dateline."""
        return ""

    @property
    def is_seat(self) -> bool:
        """Whether it is written from the seat of a body of many countries."""
        return False

    def towns_at(self, head: int) -> Collection[str]:
        """The countries that have a town of the name that a word is of."""
        return ()

    def place_at(self, clause: int) -> str:
        """The country where the event of a clause is, as far as the sentence says."""
        return ""

    def place_of(self, head: int) -> str:
        """The country of the event in which the phrase of a head takes part."""
        return ""

    def told_by(self, head: int) -> str:
        """The country of the event that it tells of: *police said a man was killed in Goma*."""
        return ""

    def abroad(self, head: int) -> bool:
        """Whether officials do there what they do in other countries too: *said*."""
        return False

    def met(self, head: int) -> bool:
        """Whether it is with whom others meet."""
        return False

    def from_afar(self, head: int) -> bool:
        """Whether it does what is done from elsewhere: *fired rockets*."""
        return False

    def of_town(self, i: int) -> str:
        """The country of the town that stands before word `i` and a comma: *Augusta, [Georgia]*."""
        return ""


NOWHERE = Setting()


@dataclass(frozen=True, slots=True)
class Naming:
    """How often a document has named each country; how often as one that acts or in which something happens (lending),
    how often as that of somebody or something (*a Thai camp*, *Jeremy Corbyn*), and how often other than as one that
    others deal with (scenes).
    """

    named: Mapping[str, int] = field(default_factory=dict)
    lending: Mapping[str, int] = field(default_factory=dict)
    owning: Mapping[str, int] = field(default_factory=dict)
    scenes: Mapping[str, int] = field(default_factory=dict)

    def plus(self, other: Naming) -> Naming:
        """Both together."""
        if not other.named or not self.named:
            return self if self.named else other
        mine = self.named, self.lending, self.owning, self.scenes
        theirs = other.named, other.lending, other.owning, other.scenes
        return Naming(*(Counter(a) + Counter(b) for a, b in zip(mine, theirs, strict=True)))

    @property
    def about(self) -> str:
        """The country that the document is about: one that lends, named twice as often as any other; '' for none."""
        ranked = sorted(self.named.items(), key=lambda pair: (-pair[1], pair[0]))
        if not ranked or not self.lending.get(ranked[0][0]):
            return ""
        return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1] else ""


def country_of(m: Mention) -> str:
    """The country, or region, of a mention; '' for an international body, a role or a faith."""
    code = m.entries[0].code
    return code[:3] if m.kind in _KINDS and code and code[0] != "~" and code[:3] not in _BEYOND else ""


def naming(sentence: Sentence, mentions: Sequence[Mention]) -> Naming:
    """The countries that one sentence names, media left out."""
    named: Counter[str] = Counter()
    lending: Counter[str] = Counter()
    owning: Counter[str] = Counter()
    scenes: Counter[str] = Counter()
    tellers = tellers_of(sentence, mentions)
    for m in mentions:
        country = country_of(m) if m.start not in tellers else ""
        if not country or "MED" in m.entries[0].code or _is_ambiguous(m, sentence) or is_turned(sentence.tokens, m):
            continue
        if is_by_border(sentence, m.end - 1):
            continue
        named[country] += 1
        lends, word = _lends(sentence, m, mentions), outer(sentence, m)
        lending[country] += lends
        blamed = m.kind == "organisation" and is_blamed(sentence, word)
        suffers = is_things(sentence, word, mentions)
        met = not lends and (where := _location(sentence, m, mentions)) is not None and _is_met_in(sentence, where)
        passing = (
            suffers
            or met
            or clause_of_whose(sentence, m.start) >= 0
            or (is_in_passing if lends else is_dealt_with)(sentence, word.i)
        )
        scenes[country] += blamed or not passing
        owning[country] += m.kind not in {"country", "place"} or outer(sentence, m).dep in _MODIFYING
    return Naming(named, +lending, +owning, +scenes)


def so_far(sentence: Sentence, head: int, mentions: Sequence[Mention], before: Naming) -> Naming | None:
    """What the text before has named, where a sentence names countries only in clauses of time or reason behind a word.

    *The army was put on alert [after a Chinese plane crossed the zone]*: that lends the army no country. Else None.
    """
    tokens = sentence.tokens
    clauses = (t.i for t in tokens if t.i > head and t.dep == "advcl" and tokens[t.head].dep == "ROOT")
    finite = (c for c in clauses if any(tokens[t].dep == "mark" for t in sentence.children[c]))
    below = {i for c in finite for i in sentence.subtree(c)}
    named = [m for m in mentions if country_of(m)]
    return before if named and head not in below and all(m.start in below for m in named) else None


def tellers_of(sentence: Sentence, mentions: Sequence[Mention]) -> frozenset[int]:
    """The words that name who only tells the news, or to whom it was told, with whose that is."""
    known = {k for m in mentions for k in range(m.start, m.end)}
    of_media = (m for m in mentions if m.kind == "organisation" and "MED" in m.entries[0].code)
    media = {k for m in of_media for k in range(m.start, m.end)}
    return outlets(sentence) | outlets_by_name(sentence, media, known)


def _is_ambiguous(m: Mention, sentence: Sentence) -> bool:
    """Whether an institution's name is, or may be, that of several countries: it takes its country from others."""
    several = len({entry.code[:3] for entry in m.entries}) > 1
    return m.kind == "organisation" and (several or is_shared(sentence.tokens, m))


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says of countries: the one in which all happens, '' for none; whose people are named; all; whose
    soldiers are (*the Israeli army*), each with the word for them; whether that one is only where others `met`, the
    last word that tells it, and where each is printed, by its first word.
    """

    located: str
    peoples: frozenset[str]
    named: frozenset[str]
    armies: frozenset[tuple[str, int]] = frozenset()
    met: bool = False
    word: int = -1
    printed: frozenset[tuple[int, str]] = frozenset()


def said(sentence: Sentence, mentions: Sequence[Mention]) -> Said:
    """The country of the places of a sentence, if it is one (*in the Salvadoran town*), and the peoples in it."""
    located, peoples, met, word = set[str](), set[str](), list[bool](), -1
    tellers = tellers_of(sentence, mentions)
    mentions = [m for m in mentions if m.start not in tellers] if tellers else mentions
    for m in mentions:
        country = country_of(m)
        if country and m.kind == "country" and _is_people(sentence, outer(sentence, m), m):
            peoples.add(country)
        if country and (where := _location(sentence, m, mentions)) is not None:
            located.add(country)
            word = m.start
            met.append(_is_of_talks(sentence, where.head))
    printed = frozenset((m.start, country) for m in mentions if (country := country_of(m)))
    named = frozenset(country for _, country in printed)
    soldiers = {k for m in mentions if m.kind == "role" and m.entries[0].code == "MIL" for k in range(m.start, m.end)}
    armies = frozenset(
        (country, above.head)
        for m in mentions
        if (country := country_of(m)) and (above := outer(sentence, m)).dep in _MODIFYING and above.head in soldiers
    )
    return Said(
        located.pop() if len(located) == 1 else "", frozenset(peoples), named, armies, bool(met) and all(met), word,
        printed,
    )  # fmt: skip


def _is_of_talks(sentence: Sentence, i: int) -> bool:
    """Whether what happens somewhere is that others meet: *[talks] in Bern*, *[held] talks*, *X, [meeting] in Bern*."""
    words, tokens = actor_words().held_in_towns, sentence.tokens
    if tokens[i].tag == "VBG" and tokens[i - 1].text == "," and tokens[i].lemma in actor_words().meetings:
        return True
    below = (
        tokens[c] for c in sentence.children[i] if tokens[i].pos == "VERB" and tokens[c].dep in {"dobj", "nsubjpass"}
    )
    return tokens[i].lemma.lower() in words or any(t.lemma.lower() in words for t in below)


def _location(sentence: Sentence, m: Mention, mentions: Sequence[Mention]) -> Token | None:
    """The preposition by which a mention, or the place that it modifies, says where: *in the Salvadoran town of X*."""
    if is_beyond(sentence, m) or clause_of_whose(sentence, m.start) >= 0:
        return None
    token = outer(sentence, m)
    while token.dep in {"conj", "appos"} and token.head != token.i:
        token = sentence.tokens[token.head]
    above = sentence.tokens[token.head]
    if token.dep in _MODIFYING and _is_town(sentence, token, above, mentions):
        token, above = above, sentence.tokens[above.head]
    if above.text == "of" and _is_place(above.head, mentions):
        token = sentence.tokens[above.head]
        above = sentence.tokens[token.head]
    return above if token.dep == "pobj" and above.text.lower() in actor_words().locative else None


def _is_town(sentence: Sentence, token: Token, above: Token, mentions: Sequence[Mention]) -> bool:
    """Whether what a country's name modifies has a name too, or is the country's: *the Salvadoran [hamlet] of X*."""
    if token.dep == "poss" or above.pos == "PROPN" or _is_place(above.i, mentions):
        return True
    return any(sentence.tokens[c].text == "of" for c in sentence.children[above.i])


def _is_place(i: int, mentions: Sequence[Mention]) -> bool:
    """Whether a word is part of a place's name in the dictionaries."""
    return any(m.start <= i < m.end and m.kind == "place" for m in mentions)


def _is_people(sentence: Sentence, token: Token, m: Mention) -> bool:
    """Whether a country's name is that of some of its people: *two Israelis*, *a Palestinian*."""
    if token.dep in _MODIFYING or token.text in m.entries[0].name.split():
        return False
    counted = any(sentence.tokens[c].text.lower() in {"a", "an", "one"} for c in sentence.children[token.i])
    return counted or token.tag in {"NNS", "NNPS"}


def outer(sentence: Sentence, m: Mention) -> Token:
    """The token of a mention that hangs on one outside it."""
    tokens, start, end = sentence.tokens, m.start, m.end
    for token in tokens[start:end]:
        if not start <= token.head < end:
            return token
    return tokens[start]


def _lends(sentence: Sentence, m: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a country acts, holds what happens, or says whose an actor is; not if it is only mentioned."""
    token = outer(sentence, m)
    while token.dep in {"conj", "appos"} and token.head != token.i:
        token = sentence.tokens[token.head]
    above = sentence.tokens[token.head]
    if token.dep in _ACTING:
        return True
    if token.dep == "pobj" and above.dep == "agent":
        return True
    if (preposition := _location(sentence, m, mentions)) is not None:
        return not _is_met_in(sentence, preposition)
    # *The Kenyan police said* lends, *condemned the Kenyan government* does not.
    return token.dep in _MODIFYING and above.dep in _ACTING


def _is_met_in(sentence: Sentence, preposition: Token) -> bool:
    """Whether it is the place of a meeting, which is nobody's home: *officials met in Geneva*, *talks began there*."""
    words, up = actor_words(), preposition
    while up.head != up.i:
        up = sentence.tokens[up.head]
        if up.lemma in words.meetings:
            return True
        if up.pos == "VERB":
            below = (sentence.tokens[c] for c in sentence.children[up.i])
            return any(t.dep in {"nsubj", "nsubjpass"} and t.lemma in words.meetings for t in below)
    return False


def place_code(actor: Actor | None) -> str:
    """The code of the country that an actor is of, '' without one: *TUN* of TUNOPP and of NGOTUNHRI."""
    if actor is None or actor.country is None or actor.code is None:
        return ""
    return actor.code[3:6] if actor.code[:3] in _BEYOND else actor.code[:3]


def code_of_country(country: str, ontology: Ontology) -> str:
    """The actor code of an alpha-3 country: KSV for XKX."""
    return _codes(ontology).get(country, "") if country else ""


@cache
def _codes(ontology: Ontology) -> Mapping[str, str]:
    return {p.country: p.code for p in ontology.places.values() if p.country and p.kind == "country"}
