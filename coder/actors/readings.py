"""Which dictionary names in a sentence name what the dictionary says: not *Jim Jordan*, *Real Madrid* or *Athens, Ga.*

Named-entity recognition may say no where the dictionary says yes. It is asked only where a name stands beside another
name that no dictionary has.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coder.actors.dictionaries import Entry
from coder.actors.given_names import PLACES, GivenNames
from coder.actors.indigenous import without_indians
from coder.actors.lexicon import Mention
from coder.actors.namesakes import is_another
from coder.actors.senses import in_sense
from coder.actors.state_names import (
    NAMESAKES,
    as_meant,
    is_american,
    is_namesake,
    is_sued_at_home,
    names_states,
    printed_name,
)
from coder.actors.words import actor_words
from coder.records import Entity, Sentence, Token
from coder.text.function_words import INDEFINITE, OWNING
from coder.text.states import State, find_state

# The half that has the name of the whole: a text that names it alone may mean a part of it by *the South*.
WHOLES = frozenset({"SDN"})
_LINKS = frozenset({"compound", "nmod", "flat", "amod"})
# Bodies of one country: the letters of a party abroad may be another's.
_DOMESTIC = frozenset({"PTY", "LAB", "LEG", "OPP", "BUS", "EDU"})
# What a code begins with whose bodies are of no one country.
_WORLDWIDE = frozenset({"IGO", "IMG", "MNC", "NGM", "NGO"})


@dataclass(frozen=True, slots=True)
class Names:
    """The names that hold, the last names of people that are also places, and states that are named as countries.

    *Jordan* after *Jim Jordan* is a person, and *Georgia* after *Georgia's governor* the state.
    """

    mentions: tuple[Mention, ...]
    people: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()


def read_names(
    sentence: Sentence, mentions: Sequence[Mention], known: Collection[str], countries: Collection[str],
    entities: Callable[[], Sequence[Entity]], states: Collection[str], of_town: Callable[[int], str],
) -> Names:  # fmt: skip
    """The mentions of a sentence without those that are part of another name, each with the entries that fit.

    `known` are the last names of people that the document has told to be no places; `countries` those that it has
    named; `entities` recognises the named entities of the sentence, and is called only when needed; `states` are names
    that the document has used of a state and not of the country (*Georgia*); `of_town` gives the country of the town
    before a word.
    """
    reader = _Reader(sentence, mentions, entities)
    people = {word for m in mentions if (word := reader.person(m))}
    known = people | set(known)
    kept = [m for m in mentions if not (reader.is_other(m) or reader.is_known(m, known))]
    found = _in_context(sentence, kept, countries, states, of_town)
    namesakes = {printed_name(sentence, m) for m in found if m.kind == "place" and is_namesake(sentence, m)}
    return Names(tuple(found), frozenset(people), frozenset(namesakes))


def asks_entities(sentence: Sentence, mentions: Sequence[Mention]) -> bool:
    """Whether `read_names` will ask for the named entities of a sentence."""
    asked: list[bool] = []

    def entities() -> tuple[Entity, ...]:
        asked.append(True)
        return ()

    reader = _Reader(sentence, mentions, entities)
    return any(asked for m in mentions if reader.is_other(m) or asked)


class _Reader:
    """Asks of each mention of one sentence whether it is part of another name."""

    def __init__(
        self, sentence: Sentence, mentions: Sequence[Mention], entities: Callable[[], Sequence[Entity]]
    ) -> None:
        self.sentence, self.tokens, self.entities = sentence, sentence.tokens, entities
        self.words, self.mentions = actor_words(), mentions
        self._people: dict[int, str] = {}
        self.taken = {k for m in mentions for k in range(m.start, m.end)}
        self._given = GivenNames(sentence, mentions, self.entities)

    def person(self, m: Mention) -> str:
        """The last name of the person that a place's name is part of; '' where it is not."""
        if m.kind not in PLACES or m.end - m.start > 1 or not self.tokens[m.start].text[:1].isupper():
            return ""
        if m.start not in self._people:
            self._people[m.start] = self._find_person(m)
        return self._people[m.start]

    def _find_person(self, m: Mention) -> str:
        if self._titled(m) or self._is_called_somebody(m):
            return self.tokens[m.start].text
        beside = self._beside(m)
        if beside and (self._entity(m, beside) == "person" or self._is_titled_name(m, beside)):
            return self.tokens[max(m.start, *beside)].text
        if self._given.begins_name(m):
            return self.tokens[m.end].text
        before = [k for k in beside if k < m.start]
        # A name before a country is a first name or a firm's (*Air France*): what follows one may be its own.
        return self.tokens[m.start].text if before and self._entity(m, before) == "organisation" else ""

    def _is_titled_name(self, m: Mention, beside: Sequence[int]) -> bool:
        """Whether a country's name and an unknown one are somebody's behind a title, or the last is a people's.

        *lawmaker Israel Lopez*, *Sergeant Ana Chile*, *Dawn French*: a country's people stand before what they are.
        """
        token, first = self.tokens[m.start], min(m.start, *beside)
        if m.kind != "country":
            return False
        if token.text not in m.entries[0].name.split():
            children = self.sentence.children[m.start]
            bare = not any(self.tokens[c].dep == "det" for c in children)
            return max(beside) < m.start and token.pos == "PROPN" and token.dep not in _LINKS and bare
        role = next((r for r in self.mentions if r.kind == "role" and r.end == first), None)
        return role is not None and self.tokens[first - 1].text.lower() not in self.words.adjectival_roles

    def is_other(self, m: Mention) -> bool:
        """Whether a place's name is part of the name of a person, club, street, university or sea."""
        if m.kind == "person" and is_another(self.sentence, m, self.mentions):
            return True
        first = self._given.before(m)
        if first is not None and self.person(first):
            return True
        if m.kind not in PLACES:
            return False
        before = self.tokens[m.start - 1] if m.start else None
        after = self.tokens[m.end] if m.end < len(self.tokens) else None
        if self.person(m):
            return True
        if after is not None and self._begins_name(m, after):
            return True
        is_town = m.kind == "place"
        if before is not None and is_town and before.text[:1].isupper():
            if before.text.lower() in self.words.clubs_before and before.dep in _LINKS:
                return True
        if before is not None and before.text.lower() == "of" and m.start > 1:
            governor = self.tokens[m.start - 2].text
            if governor[:1].isupper() and governor.lower() in self.words.waters_and_capes:
                return True
        if before is not None and before.text.lower() == "of" and m.start > 1 and m.kind == "country":
            if self.tokens[m.start - 2].lemma.lower() in self.words.hamlets:
                return True
        if after is None or not is_town:
            return False
        if self._is_held_there(m, after):
            return True
        if not after.text[:1].isupper() or after.text.isupper():
            return False
        if after.lemma.lower() in self.words.named_after_towns:
            return True
        beside = [k for k in self._beside(m) if k > m.start]
        return bool(beside) and self._entity(m, beside) in {"person", "organisation"}

    def _begins_name(self, m: Mention, after: Token) -> bool:
        """Whether a word for a part of the world begins the name of a place: *[West] Garo Hills*."""
        token = self.tokens[m.start]
        is_direction = m.end - m.start == 1 and token.text.lower() in self.words.compass
        is_name = after.pos == "PROPN" and after.text[:1].isupper() and m.end not in self.taken
        return is_direction and is_name and token.dep in _LINKS

    def _is_held_there(self, m: Mention, after: Token) -> bool:
        """Whether a town only says where others met or agreed: *the Minsk talks*, but not *Chad-Cairo talks*."""
        alone = m.start == 0 or self.tokens[m.start - 1].text not in {"-", "–", "/", "and"}
        linked = self.tokens[m.end - 1].dep in _LINKS and self.tokens[m.end - 1].head == after.i
        return alone and linked and after.lemma.lower() in self.words.held_in_towns

    def is_known(self, m: Mention, known: Collection[str]) -> bool:
        """Whether a place's name alone is the last name of somebody whom the document has named in full."""
        return m.kind in PLACES and m.end - m.start == 1 and self.tokens[m.start].text in known

    def _titled(self, m: Mention) -> bool:
        before = self.tokens[m.start - 1] if m.start else None
        if before is None or before.dep not in _LINKS or before.head < m.start:
            return False
        return before.text[:1].isupper() and before.text.lower().rstrip(".") in self.words.personal_titles

    def _is_called_somebody(self, m: Mention) -> bool:
        """Whether the words after a country's name say that it is a person: *Jordan, a Republican from Ohio*."""
        for c in self.sentence.children[m.start]:
            if self.tokens[c].dep == "appos" and self.tokens[c].tag in {"NN", "NNP"} and m.kind == "country":
                one = any(self.tokens[d].text.lower() in INDEFINITE for d in self.sentence.children[c])
                kinds = {"role", "organisation"} if one else {"role"}  # *a Republican* is one of them
                role = next((r for r in self.mentions if r.kind in kinds and r.start <= c < r.end), None)
                bodies = self.words.bodies | self.words.others | self.words.stately
                told = role is not None and role.entries[0].code[0] != "~"
                elected = one and self.tokens[c].text.lower() in self.words.state_offices
                if (told or elected) and self.tokens[c].lemma not in bodies:
                    return True
        return False

    def _beside(self, m: Mention) -> list[int]:
        """The tokens next to a mention that are names no dictionary has and form one name with it."""
        found = []
        for k in (m.start - 1, m.end):
            if not 0 <= k < len(self.tokens) or k in self.taken:
                continue
            token = self.tokens[k]
            if token.pos != "PROPN" or not token.text[:1].isupper() or token.text.lower() in self.words.compass:
                continue
            inner, outer = self.tokens[m.end - 1], token
            joined = (inner.head == k and inner.dep in _LINKS) or (outer.head == inner.i and outer.dep in _LINKS)
            if joined or (inner.head == outer.head and inner.dep in _LINKS and outer.dep in _LINKS):
                found.append(k)
        return found

    def _entity(self, m: Mention, beside: Sequence[int]) -> str:
        """The type of the named entity that covers a mention and a name beside it; '' for none."""
        for k in beside:
            first, last = self.tokens[min(m.start, k)], self.tokens[max(m.end - 1, k)]
            for entity in self.entities():
                if entity.start <= first.start and last.end <= entity.end:
                    return entity.type
        return ""


def _in_context(
    sentence: Sentence, mentions: Sequence[Mention], countries: Collection[str], states: Collection[str],
    of_town: Callable[[int], str],
) -> list[Mention]:  # fmt: skip
    """The mentions with the entries that their neighbours speak for: *Athens, Ga.*, *Georgia's governor*."""
    roles = {k for m in mentions if m.kind == "role" for k in range(m.start, m.end)}
    found = [known for m in mentions if (known := _as_party(sentence, m, roles)) is not None]
    found = [_state_after(sentence, meant) for m in found if (meant := in_sense(sentence, m)) is not None]
    found = list(without_indians(sentence, found, countries))
    named = [m.start for m in found if m.kind == "country" and printed_name(sentence, m) in NAMESAKES]
    if named:
        american = any(is_american(m) for m in found) or names_states(sentence) or "USA" in map(of_town, named)
        american = american or is_sued_at_home(sentence, found, named)
        found = [as_meant(sentence, m, american or printed_name(sentence, m) in states) for m in found]
    found = [_within(sentence, m, found[k + 1 : k + 2], roles) for k, m in enumerate(found)]
    placed = {_code(m) for m in found if m.kind in {"country", "place"}} | set(countries)
    for halves in (actor_words().korean_halves, actor_words().sudanese_halves):
        parted = {code for codes in halves.values() for code in codes} - WHOLES
        if not placed.isdisjoint(parted):
            found = sorted([*found, *_halves(sentence, found, halves)], key=lambda m: m.start)
    return [m for m in found if not _is_foreign_acronym(sentence, m, placed)]


def _halves(sentence: Sentence, mentions: Sequence[Mention], halves: Mapping[str, frozenset[str]]) -> Iterator[Mention]:
    """*The South* and *the flood-hit North* in a text that names one of two countries that are called so."""
    tokens = sentence.tokens
    taken = {k for m in mentions for k in range(m.start, m.end)}
    for t in tokens[1:]:
        if not t.text.istitle() or t.text.lower() not in halves or t.i in taken:
            continue
        below = [tokens[c] for c in sentence.children[t.i] if c < t.i]
        definite = tokens[t.i - 1].text.lower() == "the" or any(b.text.lower() == "the" for b in below)
        if definite and (t.dep not in _LINKS or tokens[t.head].pos != "PROPN"):
            for code in halves[t.text.lower()]:
                yield Mention(t.i, t.i + 1, (Entry(t.text, "country", code, "", "", 0),))


def _as_party(sentence: Sentence, m: Mention, roles: Collection[int]) -> Mention | None:
    """A party named by one word that is a common one too, where it names a party: *Labour said*, *Democratic senators*.

    Elsewhere it is what the other entries say (*labour costs*), or nothing (*Democratic elections*).
    """
    words, token = actor_words(), sentence.tokens[m.start]
    if m.kind != "organisation" or m.end - m.start > 1 or token.text.lower() not in words.party_words:
        return m
    after = sentence.tokens[m.end] if m.end < len(sentence.tokens) else None
    if token.dep not in _LINKS or after is None:
        return m if token.pos in {"NOUN", "PROPN"} else None
    if after.text in {"-", "–"} or (after.text.istitle() and after.lemma.lower() in words.led):
        return None  # *the Republican-led Senate*, *the Syria Solidarity Movement*
    if after.i in roles or after.lemma.lower() in words.party_nouns:
        return m
    others = tuple(e for e in m.entries if e.kind != "organisation")
    return Mention(m.start, m.end, others) if others else None


def _code(m: Mention) -> str:
    return m.entries[0].code


def _moved(m: Mention, country: str) -> Mention:
    """A town with the country that the text gives it."""
    return replace(m, entries=(Entry(m.entries[0].name, "place", country, "", "", 0),))


def _state_after(sentence: Sentence, m: Mention) -> Mention:
    """A town before the abbreviation or name of a state: *Paris, TX*, *Athens, Ga.*, *London, Ontario*, *Peru, Ind.*"""
    after = sentence.tokens[m.end : m.end + 2]
    if m.kind not in {"place", "country"} or len(after) < 2 or after[0].text != ",":
        return m
    state = find_state(after[1].text)
    if state is None or (after[1].text == state.name and state.name == "Georgia" and _code(m)[:3] == "GEO"):
        return m
    if m.kind == "country" and not _is_town_of_state(sentence, m, after[1], state):
        return m
    return _moved(m, state.country)


def _is_town_of_state(sentence: Sentence, m: Mention, after: Token, state: State) -> bool:
    """Whether a country's name is that of a town, with a state's abbreviation behind it: *Poland, Me.*, *Peru, Ind.*

    Not *Japan, OR* or *Russia, India*: the abbreviation has a stop, or a comma stands behind it.
    """
    follows = sentence.tokens[after.i + 1].text if after.i + 1 < len(sentence.tokens) else "."
    is_short = after.text != state.name and (after.text.endswith(".") or follows in {",", "."})
    return is_short and state.name != printed_name(sentence, m)


def _within(sentence: Sentence, m: Mention, following: Sequence[Mention], roles: Collection[int]) -> Mention:
    """A town before a comma and another country than the dictionary's: *Tripoli, Lebanon*, *Tripoli, Lebanon's port*.

    Not *freed in Darfur, Russia's Itar-Tass agency said*, nor *in Kandahar, Kenya's envoy said*.
    """
    if m.kind != "place" or not _code(m) or not following:
        return m
    other = following[0]
    if other.start != m.end + 1 or sentence.tokens[m.end].text != "," or other.kind not in {"country", "place"}:
        return m
    name, code = other.entries[0].name, _code(other)
    printed = " ".join(t.text for t in sentence.tokens[other.start : other.end])
    is_container = other.kind == "country" and printed == name and len(code) == 3
    after = sentence.tokens[other.end].text if other.end < len(sentence.tokens) else "."
    if not is_container or after in {"and", "or"} or code == _code(m)[:3]:
        return m
    owned = sentence.tokens[sentence.tokens[other.start].head]
    if after in OWNING and (owned.dep != "appos" or owned.i in roles):
        return m
    return _moved(m, code)


def _is_foreign_acronym(sentence: Sentence, m: Mention, placed: Collection[str]) -> bool:
    """Whether the letters of a party or union of one country stand in news of another: *the APC* in Freetown."""
    if m.kind != "organisation" or m.end - m.start > 1 or not sentence.tokens[m.start].text.isupper():
        return False
    entry = m.entries[0]
    country = entry.code[:3]
    parts = {entry.code[k : k + 3] for k in range(3, len(entry.code), 3)}
    here = {code[:3] for code in placed if code}
    return country not in _WORLDWIDE and bool(parts & _DOMESTIC) and bool(here) and country not in here


def after_dateline(sentence: Sentence, mention: Callable[[int], Mention | None], head: int) -> int:
    """Where a phrase begins that the parser joined to the dateline before it; 0 for none.

    `mention` gives the dictionary name of a word. *FLORENCE Interior ministers* begins at 1.
    """
    lead, tokens = mention(0), sentence.tokens
    if (
        lead is None
        or lead.end > head
        or not any(e.kind == "place" for e in lead.entries)
        or (tokens[lead.end].text.isupper() and not mention(lead.end))
    ):
        return 0
    return lead.end if all(t.text.isupper() and len(t.text) > 3 for t in tokens[: lead.end]) else 0
