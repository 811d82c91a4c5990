"""Where an event took place: the location of the action, never the home of its actors.

Asked in this order: the event's own clause, the clauses about the same occasion, those above it in the sentence that do
not report it, the dateline. *in Homs* is a location, and so is what is raided, shelled or visited; *Russia's* and
*Russian police* are not. Of places with one name, the one is taken that the country beside it (*Tripoli, Lebanon*), in
the sentence, of the actors or of the dateline speaks for; population and rank decide last.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from coder.attributes.gazetteer import Gazetteer, Place, Row, fold, load_gazetteer, place_of
from coder.clauses.occasion import load_occasion_words, occasion, owners
from coder.records import Clause, Sentence, Token
from coder.text.dateline import DATELINE

__all__ = ["Gazetteer", "Place", "dateline", "event_place", "load_gazetteer"]

LOCATIVE = frozenset("in at near outside inside across around throughout within along off above over amid aboard beside through".split())
# *to Beijing*, *on Gaza*, *from Homs* are where it happened after these only.
ARRIVING = frozenset(
    """visit travel arrive fly go come deploy send return march advance move head dispatch trip visitor journey enter
    bring deliver transport rush airlift drive sail""".split()
)
LEAVING = frozenset("withdraw retreat evacuate flee expel escape leave deport withdrawal retreat evacuation pullout escape flight remove evict drive expulsion".split())
STRIKING = frozenset(
    """attack assault raid strike airstrike offensive bombardment shelling bombing siege incursion invasion march advance
    operation crackdown fire ambush blockade onslaught push drone missile rocket mission tour""".split()
)
REACHED = frozenset(
    """visit enter invade shell bomb attack capture seize storm raid besiege occupy liberate retake recapture reach leave
    hit strike target pound bombard overrun encircle surround control blockade rock shake patrol cross evacuate flee
    tour infiltrate loot sack burn siege take blast annex penetrate free defend""".split()
)
VISITED_ONLY = frozenset("visit enter invade occupy leave flee tour reach annex".split())
# Parts and kinds of places: *the city of Homs*, *the outskirts of Kabul*, *Helmand province*.
KINDS = frozenset(
    """city town village province region district capital port state suburb municipality county governorate island area
    neighbourhood neighborhood outskirt street centre center north south east west northeast northwest southeast southwest
    northern part coast border edge side settlement camp hamlet quarter valley peninsula enclave territory republic oblast
    prefecture canton department division commune township borough downtown heart vicinity countryside soil airspace water
    stronghold bastion slum shantytown hotspot hub resort base territory mile kilometre kilometer km airport square university hospital prison""".split()
)
DIVISIONS = frozenset("province governorate state oblast prefecture canton department region".split())
TOWNS = frozenset("city town village port municipality".split())
COMPASS = frozenset("north south east west northeast northwest southeast southwest outside inside northern".split())
PUBLIC = frozenset("airport square university hospital prison jail market hotel mosque church cathedral embassy consulate stadium court courthouse palace station checkpoint base school office headquarters building port campus museum park bridge theatre theater mall".split())
# *interest in Iran*, *the ambassador to Moscow*: what stands after these nouns is not where something happened.
ABSTRACT = frozenset("interest confidence trust belief faith stake investment role ambassador envoy expert specialist influence part share pride analyst researcher change president war conflict".split())
DOUBTFUL = frozenset(
    """reading mobile of march bath split police university best man most orange union liberty victoria enterprise hope
    independence clinton lincoln jackson central eagle along buy bar sale male can san santa sunday monday friday may
    date same hit mission battle liberal congress senate parliament justice freedom democrat republican church general
    bush obama trump putin modi macron merkel king prince queen early black white green young long banks martin lebanon
    israel jordan chad ali hama media asia europe africa america western eastern northern southern west east north south
    nations security council ministry army force navy guard house court bank street park lake hill valley bay spring
    troy normal usa gulf delta coast capital""".split()
) - {"lebanon", "israel", "jordan", "chad", "hama"}
SMALL_TOWN = 15_000
RANK_WEIGHT = {"city": 0.0, "admin1": 0.0, "country": 1.0}
ACTED = frozenset(range(6))
STATED = frozenset({0, 4})
SPEAKER = frozenset({4})
PRECISIONS = ("city", "admin1", "country")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named in a sentence: its tokens, the places that it may be, and the country or division named beside it."""

    first: int
    last: int
    head: int
    rows: tuple[tuple[Row, bool], ...]
    within: Row | None = None


def dateline(text: str, gazetteer: Gazetteer) -> Place | None:
    """The place at the head of a report: *GENEVA, Nov 24 — …*, *BEIRUT (AP) -- …*, *TRIPOLI, Lebanon — …*; None without one."""
    match = DATELINE.match(text)
    if match is None:
        return None
    within = max((r for r, _ in gazetteer.find(match.group("within").strip())), key=lambda r: r[6], default=None) if match.group("within") else None
    row = _best(gazetteer.find(match.group("place").strip()), within, (), (), None) or within
    return place_of(row) if row else None


def event_place(
    sentence: Sentence, clauses: Sequence[Clause], k: int, line: Place | None, gazetteer: Gazetteer, countries: Sequence[str] = ()
) -> Place | None:
    """Where the event of clause `k` took place; None where nothing says so.

    `line` is the place of the dateline; `countries` are the actors' (alpha-3), which tell places of one name apart.
    *Police raided a club in Tripoli, Lebanon* gives Tripoli in Lebanon.
    """
    found = mentions(sentence, gazetteer)
    if not found:
        return line
    named = _countries_named(sentence, gazetteer)
    ranked = [(m, *_rank(sentence, clauses, m)) for m in found]
    own = owners(sentence, clauses)
    for j, ranks in _in_order(sentence, clauses, k):
        here = [(rank, m) for m, rank, at in ranked if rank in ranks and own[at] == j]
        if place := _choose(here, named, countries, line):
            return place
    return line


def _in_order(sentence: Sentence, clauses: Sequence[Clause], k: int) -> Iterator[tuple[int, frozenset[int]]]:
    """The clauses that may say where clause `k` took place, the likeliest first, each with the ranks that count there."""
    # What a statement is about has a place of its own.
    reports = clauses[k].lemma in load_occasion_words().reporting and clauses[k].kind != "noun"
    ranks = STATED if reports else ACTED
    for j in occasion(sentence, clauses, k):
        yield j, ranks
    if not reports:
        yield from ((n, ACTED) for n in _settings(sentence, clauses, k))
    seen, up = {k}, clauses[k].governor
    while up is not None and up not in seen:
        if clauses[up].lemma in load_occasion_words().reporting:
            if not reports:
                yield up, SPEAKER  # *officials in Iraq say that ten were killed*
            return
        yield up, ranks
        seen.add(up)
        up = clauses[up].governor


def _settings(sentence: Sentence, clauses: Sequence[Clause], k: int) -> Iterator[int]:
    """The clauses below clause `k` that tell what went on: *killed when they tried to cross a checkpoint in Ghazni*."""
    below = [k]
    for j in below:
        for n, clause in enumerate(clauses):
            if clause.governor == j and n not in below and clause.relation in {"adverbial", "complement"}:
                marks = {sentence.tokens[c].lemma for c in sentence.children[clause.predicate] if sentence.tokens[c].dep in {"mark", "advmod"}}
                if marks & {"when", "as", "while", "where"} or (clause.relation == "complement" and j != k):
                    below.append(n)
    yield from below[1:]


def _choose(here: Sequence[tuple[int, Mention]], named: frozenset[str], countries: Sequence[str], line: Place | None) -> Place | None:
    """The closest of the places of one clause; a nearer name of the same country that is finer goes before."""
    rows = [(rank, row) for rank, m in here if (row := _best(m.rows, m.within, named, countries, line))]
    if not rows:
        return None
    rank, best = min(rows, key=lambda r: (r[0] if r[0] > 2 else 0, PRECISIONS.index(r[1][7])))
    return place_of(best)


# --- names ----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=2)
def mentions(sentence: Sentence, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The places named in a sentence, from left to right, the longest name where several begin at one word."""
    tokens, found, i = sentence.tokens, [], 0
    while i < len(tokens):
        if tokens[i].text[:1].isupper() and tokens[i].pos in {"PROPN", "NOUN", "ADJ", "X", "VERB", "INTJ", "DET"}:
            mention = _longest(sentence, i, gazetteer)
            if mention is not None:
                found.append(mention)
                i = mention.last
        i += 1
    return tuple(_contained(sentence, found, gazetteer))


def _longest(sentence: Sentence, i: int, gazetteer: Gazetteer) -> Mention | None:
    tokens, last = sentence.tokens, i
    while last + 1 < len(tokens) and last - i < 6 and (tokens[last + 1].text[:1].isupper() or _joins(tokens, last)):
        last += 1
    for end in range(last, i - 1, -1):
        rows = gazetteer.find(sentence.text[tokens[i].start - sentence.start : tokens[end].end - sentence.start])
        if rows and (end > i or tokens[i].tag not in {"JJ", "DT"}) and _is_name(sentence, i, end, rows, gazetteer.peoples):
            head = next((t for t in range(end, i - 1, -1) if not i <= tokens[t].head <= end or tokens[t].head == t), end)
            return Mention(i, end, head, rows)
    return None


def _joins(tokens: Sequence[Token], last: int) -> bool:
    """Whether the next token is inside a name: the hyphens of *Mazar-i-Sharif*, the particle of *Rio de Janeiro*."""
    word = tokens[last + 1].text
    return last + 2 < len(tokens) and word in {"-", "i", "e", "al", "el", "de", "del", "da", "do", "la", "ed", "ez", "es", "as", "ash", "and", "of", "sur", "y", "am", "au", "aux", "le", "les", "the"}


def _is_name(sentence: Sentence, first: int, last: int, rows: Sequence[tuple[Row, bool]], peoples: Mapping[str, str]) -> bool:
    """Whether a name of a place names one here, not a part of another name: not *the Berlin Wall*, *Paris Hilton*, *Mr Jordan*."""
    tokens = sentence.tokens
    before = tokens[first - 1] if first else None
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if before is not None and before.pos == "PROPN" and before.dep == "compound" and before.head in range(first, last + 1) and before.text[:1].isupper():
        if fold(before.text) not in COMPASS and before.lemma not in {"central", "downtown", "greater", "northern", "southern", "eastern", "western"}:
            return False
    if after is not None and after.pos == "PROPN" and after.text[:1].isupper() and tokens[last].dep == "compound" and tokens[last].head > last:
        head = tokens[tokens[last].head]
        if head.lemma.lower() not in KINDS | PUBLIC:
            return False
    name = fold(tokens[first].text)
    if first == last and (name in DOUBTFUL or (len(name) <= 3 and not any(r[7] == "country" for r, _ in rows))):  # *UN*, *Mr*
        return False
    return first < last or name not in peoples or any(main and r[1] == peoples[name] for r, main in rows)


def _contained(sentence: Sentence, found: list[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """Each place with the country or division beside it: *Homs, Syria*, *Syria's Homs*, *the Syrian city of Homs*."""
    tokens, result = sentence.tokens, []
    for n, m in enumerate(found):
        within = None
        after = found[n + 1] if n + 1 < len(found) else None
        if after is not None and after.first == m.last + 2 and tokens[m.last + 1].text == ",":
            within = _container(after, m)
        for before in reversed(found[:n]):
            if within is None and tokens[before.head].dep in {"poss", "nmod", "compound"} and m.first <= _geo_head(sentence, tokens[before.head].head, m) <= m.last + 1:
                within = _container(before, m)
        within = within or _by_people(sentence, m, gazetteer)
        if within is None and after is not None and tokens[after.first - 1].lemma in {"in", "of"} and tokens[after.head].dep == "pobj" and after.first - m.last <= 4:
            within = _container(after, m)
        result.append(replace(m, within=within, rows=_of_kind(sentence, m)))
    return result


def _of_kind(sentence: Sentence, m: Mention) -> tuple[tuple[Row, bool], ...]:
    """The places that are what the text calls them: *Homs province*, *the city of Homs*."""
    kind = _kind_above(sentence, m.head)
    word = sentence.tokens[kind].lemma.lower() if kind is not None else ""
    precision = "admin1" if word in DIVISIONS else "city" if word in TOWNS else ""
    return tuple(r for r in m.rows if r[0][7] == precision) or m.rows


def _geo_head(sentence: Sentence, i: int, m: Mention) -> int:
    """The place that *Syria's* goes with, in *Syria's Homs*, *Syria's Homs province*, *Syria's city of Homs*."""
    tokens = sentence.tokens
    if tokens[i].lemma.lower() in KINDS:
        if tokens[m.head].head == i:
            return m.last
        for c in sentence.children[i]:
            if tokens[c].lemma == "of" and m.head in sentence.children[c]:
                return m.last
    return i


def _container(other: Mention, m: Mention) -> Row | None:
    rows = [r for r, _ in other.rows if r[7] in {"country", "admin1"}]
    fitting = [r for r in rows if any(_lies_in(x, r) for x, _ in m.rows)]
    return max(fitting or [r for r in rows if r[7] == "country"], key=lambda r: (r[7] == "country", r[6]), default=None)


def _lies_in(row: Row, container: Row) -> bool:
    return row is not container and row[1] == container[1] and row[7] != "country" and (container[7] == "country" or row[2] == container[2])


def _by_people(sentence: Sentence, m: Mention, gazetteer: Gazetteer) -> Row | None:
    """The country of *the Syrian city of Homs*."""
    tokens = sentence.tokens
    kind = _kind_above(sentence, m.head)
    heads = [m.head] if kind is None else [m.head, kind]
    for head in heads:
        for c in sentence.children[head]:
            if tokens[c].dep in {"amod", "compound", "nmod", "poss"} and (code := gazetteer.peoples.get(fold(tokens[c].text))):
                return next((r for r in gazetteer.rows[:300] if r[1] == code and r[7] == "country"), None)
    return None


def _kind_above(sentence: Sentence, i: int) -> int | None:
    """The noun that says what a place is: *city* in *the city of Homs* and *Homs city*."""
    tokens = sentence.tokens
    above = tokens[tokens[i].head]
    if tokens[i].dep in {"compound", "nmod", "poss", "amod", "appos"} and above.lemma.lower() in KINDS:
        return above.i
    if tokens[i].dep == "pobj" and above.lemma == "of" and tokens[above.head].lemma.lower() in KINDS:
        return above.head
    return None


def _countries_named(sentence: Sentence, gazetteer: Gazetteer) -> frozenset[str]:
    """The countries that a sentence names, as nouns or adjectives."""
    return frozenset(code for t in sentence.tokens if t.text[:1].isupper() and (code := gazetteer.peoples.get(fold(t.text))))


def _best(
    rows: Sequence[tuple[Row, bool]], within: Row | None, named: Sequence[str] | frozenset[str], countries: Sequence[str], line: Place | None
) -> Row | None:
    """The likeliest of the places of one name; the place that it lies in, where the name itself is none that lies there."""
    if not rows:
        return None
    if within is not None:
        inside = [r for r in rows if _lies_in(r[0], within)]
        if not inside:
            return within if not any(r[7] == "country" or r[6] > 1_000_000 for r, _ in rows) else max(rows, key=lambda r: r[0][6])[0]
        rows = inside
    # A division is mostly named with what it is (*Homs province*): the name alone is the town's.
    towns = {r[1]: r[6] for r, _ in reversed(rows) if r[7] == "city"}
    known_by_town = [r[7] == "admin1" and 50 * towns.get(r[1], 0) > r[6] for r, _ in rows]
    weights = [_weight(r, main, named, countries, line) - 2.0 * town for (r, main), town in zip(rows, known_by_town, strict=True)]
    best = max(zip(weights, rows, strict=True), key=lambda pair: (pair[0], pair[1][0][6]))[1][0]
    if best[7] == "country":  # a city that is a state
        best = next((r for r, _ in rows if r[7] == "city" and r[1] == best[1] and 2 * r[6] > best[6]), best)
    known = best[1] in named or best[1] in countries or within is not None or (line is not None and line.country == best[1])
    return best if known or best[6] >= SMALL_TOWN or best[7] != "city" else None


def _weight(row: Row, main: bool, named: Sequence[str] | frozenset[str], countries: Sequence[str], line: Place | None) -> float:
    """How likely a name means a place: the logarithm of its population with bonuses for rank and for what is said beside it."""
    # The name itself is no reason to take the country: *Georgia* for American police.
    near = (row[1] in named and row[7] != "country") or row[1] in countries or (line is not None and line.country == row[1])
    return math.log10(row[6] + 1) + RANK_WEIGHT[row[7]] - 1.2 * (not main) + 0.5 * row[8] + 1.4 * near


# --- roles ----------------------------------------------------------------------------------------------------------


def _rank(sentence: Sentence, clauses: Sequence[Clause], m: Mention) -> tuple[int, int]:
    """How surely a named place is where a clause happened, and the token through which it hangs on that clause.

    0 a place phrase of the predicate, 1 one of another noun, 2 what is raided or visited, 3 a building's place, 4 a place
    phrase of the subject; 9 no location.
    """
    tokens = sentence.tokens
    head = m.head
    while (kind := _kind_above(sentence, head)) is not None and kind != head:
        head = kind
    token = tokens[head]
    for _ in range(4):
        if token.dep not in {"conj", "appos"} or tokens[token.head].pos not in {"PROPN", "NOUN"}:
            break
        token = tokens[token.head]
    above = tokens[token.head]
    if token.dep == "pobj":
        return _phrase_rank(sentence, clauses, token, above), head
    if token.dep in {"dobj", "nsubjpass"} and _is_reached(above, m):
        return 2, head
    if token.dep in {"advmod", "npadvmod"} and token.lemma.lower() in COMPASS:
        return 1, head
    if token.dep == "poss" and above.dep == "pobj" and above.pos == "PROPN":  # *in Baghdad's Green Zone*
        return _phrase_rank(sentence, clauses, above, tokens[above.head]), above.i
    if token.dep == "compound" and above.lemma.lower() == "court" and above.dep == "nsubj":
        return 4, head
    if token.dep in {"compound", "nmod", "amod"} and above.lemma.lower() in PUBLIC and above.dep in {"pobj", "dobj", "nsubjpass", "conj"}:
        return (9 if any(r[7] == "country" for r, _ in m.rows) and not any(r[8] for r, _ in m.rows) else 3), head  # not *the US embassy*
    if token.dep in {"compound", "nmod", "amod", "poss"} and any(above.i == c.predicate and c.kind == "noun" for c in clauses):
        return (3 if m.rows[0][0][7] != "country" and token.dep != "poss" else 9), head
    return 9, head


def _is_reached(verb: Token, m: Mention) -> bool:
    if verb.lemma not in REACHED:
        return False
    return verb.lemma in VISITED_ONLY or any(r[7] != "country" for r, _ in m.rows)


def _phrase_rank(sentence: Sentence, clauses: Sequence[Clause], token: Token, preposition: Token) -> int:
    tokens = sentence.tokens
    word, at = preposition.text.lower(), preposition
    while tokens[at.head].pos == "ADP" and at.head != at.i:
        at = tokens[at.head]
    above = tokens[at.head]
    if word == "of" and above.lemma.lower() in COMPASS:
        return 1
    if word not in LOCATIVE and not _leads_there(sentence, word, above):
        return 9
    event = any(c.predicate == above.i for c in clauses)
    noun = tokens[preposition.i - 1] if not event or above.i != preposition.i - 1 else None
    if word in {"in", "over"} and noun is not None and (noun.lemma in ABSTRACT or (not event and above.lemma in ABSTRACT)):
        return 9
    if above.pos in {"NOUN", "PROPN", "NUM", "PRON"} and not event:
        venue = above.dep == "pobj" and tokens[above.head].text.lower() in LOCATIVE and tokens[tokens[above.head].head].pos == "VERB"
        return 4 if _is_subject(sentence, above) else 0 if venue else 1
    return 0 if word in LOCATIVE else 2


def _leads_there(sentence: Sentence, word: str, above: Token) -> bool:
    if word in {"to", "into", "toward", "towards"}:
        return above.lemma in ARRIVING or word == "into" or above.lemma in STRIKING & {"advance", "march", "mission", "tour"}
    if word in {"from", "out"}:
        return above.lemma in LEAVING
    if word in {"on", "against", "of", "upon"}:
        nouns = {above.lemma, *(sentence.tokens[c].lemma for c in sentence.children[above.i] if sentence.tokens[c].dep in {"dobj", "nsubjpass"} and word == "on")}
        return bool(nouns & STRIKING) or above.lemma in {"capture", "seizure", "occupation", "siege", "visit", "close", "land"}
    return False


def _is_subject(sentence: Sentence, noun: Token) -> bool:
    for _ in range(5):
        if noun.dep in {"nsubj"}:
            return True
        above = sentence.tokens[noun.head]
        if above.pos not in {"NOUN", "PROPN", "ADP"} or above.i == noun.i:
            return False
        noun = above
    return False
