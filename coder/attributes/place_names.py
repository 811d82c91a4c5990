"""The places that a sentence names, each with the country or division that stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from coder.attributes.gazetteer import Gazetteer, Row
from coder.attributes.name_words import glued_end, load_name_words
from coder.attributes.namesakes import lies_in
from coder.attributes.place_kinds import is_direction, kind_above
from coder.attributes.whole_names import is_half, is_landscape, is_name
from coder.records import Sentence, Token
from coder.text.states import find_state

AWAY = "from"
# ... and where it goes on to.
INTO = frozenset({"to", "into", "through"})
WITHIN = frozenset({"in", "inside", "across", "within"})


@cache
def _settled() -> frozenset[str]:
    """What towns and divisions are called."""
    words = load_name_words()
    return words.towns | words.divisions


@dataclass(slots=True, eq=False)
class Mention:
    """A place named in a sentence: its tokens, the places that it may be, and the country or division beside it."""

    first: int
    last: int
    head: int
    rows: tuple[tuple[Row, bool], ...]
    within: Row | None = None


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
    named = _contained(sentence, found, gazetteer)
    return tuple(sorted([*named, *_unnamed(sentence, named, gazetteer)], key=lambda m: m.first))


def called(sentence: Sentence, m: Mention, row: Row) -> str:
    """How a sentence calls a place by another of its names; '' where it has its first name, or is only described."""
    is_other = any(r is row and not main for r, main in m.rows)
    first, last = sentence.tokens[m.first], sentence.tokens[m.last]
    words = sentence.text[first.start - sentence.start : last.end - sentence.start]
    return words if is_other and not words.islower() else ""


def _unnamed(sentence: Sentence, found: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Mention]:
    """The countries of places that no gazetteer has: *in the Salvadoran town of Perquin*."""
    tokens, settled = sentence.tokens, _settled()
    for token in tokens:
        if token.pos == "NOUN" and (row := _country_around(sentence, token, found, gazetteer)) is not None:
            yield Mention(token.i, token.i, token.i, ((row, True),))
        if token.pos != "NOUN" or token.lemma.lower() not in settled:
            continue
        below = set(sentence.subtree(token.i))
        behind = [
            tokens[h] for c in sentence.children[token.i] if tokens[c].lemma == "of" for h in sentence.children[c]
        ]
        if not any(t.pos == "PROPN" for t in behind) or any(m.head in below for m in found):
            continue
        for c in sentence.children[token.i]:
            code = gazetteer.people_of(sentence.tokens, c) if tokens[c].dep == "amod" else None
            row = gazetteer.country(code)
            if row is not None:
                yield Mention(token.i, token.i, token.i, ((row, True),))


def _country_around(sentence: Sentence, noun: Token, found: Sequence[Mention], gazetteer: Gazetteer) -> Row | None:
    """The country whose ground something happens on: *in the Colombian jungle*, *spread to two Afghan villages*."""
    words, tokens = load_name_words(), sentence.tokens
    if noun.lemma.lower() not in words.ground:
        return None
    is_inside = noun.dep == "pobj" and tokens[noun.head].lemma in words.inside
    is_hit = noun.tag == "NNS" and (noun.dep == "dobj" or noun.dep == "pobj" and tokens[noun.head].lemma in INTO)
    if not is_inside and (not is_hit or noun.lemma.lower() in words.edges):
        return None
    if noun.lemma.lower() in words.edges and tokens[noun.head].lemma not in WITHIN:
        return None  # *near the Afghan border* may be on either side
    below = set(sentence.subtree(noun.i))
    if any(m.head in below for m in found) or any(tokens[i].pos == "PROPN" for i in below if i > noun.i):
        return None
    before = (c for c in sentence.children[noun.i] if c < noun.i and tokens[c].dep in {"amod", "compound", "nmod"})
    codes = {code for c in before if (code := gazetteer.people_of(tokens, c))}
    return gazetteer.country(codes.pop()) if len(codes) == 1 else None


def _longest(sentence: Sentence, i: int, gazetteer: Gazetteer) -> Mention | None:
    tokens, last = sentence.tokens, i
    while last + 1 < len(tokens) and last - i < 6 and (tokens[last + 1].text[:1].isupper() or _joins(tokens, last)):
        last += 1
    last = max(last, glued_end(tokens, i))  # *Rostov-on-Don*
    for end in range(last, i - 1, -1):
        if tokens[end].tag == "POS":
            continue  # no other language's name is meant by *Nairobi's*
        name = sentence.text[tokens[i].start - sentence.start : tokens[end].end - sentence.start]
        rows = gazetteer.find(name) or (_without_article(tokens, i, end, name, gazetteer) if end > i + 1 else ())
        is_word = end == i and tokens[i].tag in {"JJ", "DT"} and not _is_called_so(tokens, i)
        may_name = rows and not is_word and not is_half(tokens, end, gazetteer)
        may_name = may_name and not is_landscape(sentence, i, end, rows, gazetteer)
        if may_name and is_name(sentence, i, end, rows, gazetteer.peoples):
            head = next(
                (t for t in range(end, i - 1, -1) if not i <= tokens[t].head <= end or tokens[t].head == t), end
            )
            return Mention(i, end, head, rows)
    return None


def _is_called_so(tokens: Sequence[Token], i: int) -> bool:
    """Whether a name that looks like an adjective is that of a town or district: *[Shopian] town*."""
    behind = tokens[i + 1 : i + 2]
    return tokens[i].text.istitle() and any(t.lemma in load_name_words().settled for t in behind)


def _without_article(
    tokens: Sequence[Token], first: int, last: int, name: str, gazetteer: Gazetteer
) -> tuple[tuple[Row, bool], ...]:
    """The places of a name that the gazetteer has without the article before it: *Al-Anbar*."""
    if tokens[first].text.lower() not in load_name_words().articles or tokens[first + 1].text != "-":
        return ()
    found = gazetteer.find(name[tokens[first + 2].start - tokens[first].start :])
    return tuple((r, main) for r, main in found if r[1] in load_name_words().arabic)


def _joins(tokens: Sequence[Token], last: int) -> bool:
    """Whether the next token is inside a name: the hyphens of *Mazar-i-Sharif*, the particle of *Rio de Janeiro*."""
    word, words = tokens[last + 1].text, load_name_words()
    return last + 2 < len(tokens) and (word in words.name_particles or word in words.linking)


def _contained(sentence: Sentence, found: list[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """Each place with the country or division beside it: *Homs, Syria*, *Syria's Homs*, *the Syrian city of Homs*."""
    tokens, result = sentence.tokens, []
    for n, m in enumerate(found):
        if (state := _state_after(sentence, m, gazetteer)) is not None:
            inside = tuple(r for r in m.rows if lies_in(r[0], state))
            result.append(replace(m, within=state if inside else None, rows=inside or ((state, True),)))
            continue
        within = None
        after = found[n + 1] if n + 1 < len(found) else None
        if after is not None and after.first == m.last + 2 and tokens[m.last + 1].text == ",":
            within = _container(after, m) if _may_contain(sentence, m, after) else None
        for before in reversed(found[:n]):
            if (
                within is None
                and tokens[before.head].dep in {"poss", "nmod", "compound"}
                and m.first <= _geo_head(sentence, tokens[before.head].head, m) <= m.last + 1
            ):
                within = _container(before, m)
        within = within or _by_people(sentence, m, gazetteer) or _described(sentence, found, m)
        if (
            within is None
            and after is not None
            and tokens[after.first - 1].lemma in {"in", "of"}
            and "pobj" in {tokens[after.head].dep, tokens[_kind_or_head(sentence, after)].dep}
            and after.first - m.last <= 4
            and not any(is_direction(t.lemma.lower()) for t in tokens[m.last + 1 : after.first])
        ):  # Samarra lies in nothing by *in Samarra, north of Baghdad*
            within = _container(after, m) or _town_around(sentence, after, m)
        if within is None and after is not None and _is_near(sentence, m, after):
            within = _country_of_other(after, m, gazetteer)
        rows = _of_kind(sentence, m)
        result.append(m if within is None and rows is m.rows else Mention(m.first, m.last, m.head, rows, within))
    return result


def _is_near(sentence: Sentence, m: Mention, other: Mention) -> bool:
    between = [t.text for t in sentence.tokens[m.last + 1 : other.first]]
    return between[-1:] in (["near"], ["outside"]) and between[:-1] in ([], [","])


def _country_of_other(other: Mention, m: Mention, gazetteer: Gazetteer) -> Row | None:
    """The country of a place, where one called `m` lies there too: *Madaya, near Damascus*."""
    best = max((r for r, main in other.rows if main), key=lambda r: r[6], default=None)
    country = gazetteer.country(best[1]) if best is not None else None
    return country if country is not None and any(lies_in(r, country) for r, _ in m.rows) else None


def _state_after(sentence: Sentence, m: Mention, gazetteer: Gazetteer) -> Row | None:
    """The state or province that an abbreviation after a town means: *Athens, Ga.*, *Paris, TX*; None without one."""
    after = sentence.tokens[m.last + 1 : m.last + 3]
    if len(after) < 2 or after[0].text != ",":
        return None
    state = find_state(after[1].text)
    if state is None or state.name == after[1].text:
        return None
    rows = (r for r, main in gazetteer.find(state.name) if r[1] == state.country and r[7] == "admin1" and main)
    return next(rows, None)


def _described(sentence: Sentence, found: Sequence[Mention], m: Mention) -> Row | None:
    """What a place lies in by what is said of it: *Solhan, a town in Burkina Faso*, *Homs, capital of the province*."""
    tokens = sentence.tokens
    for c in sentence.children[m.head]:
        kind = tokens[c].lemma.lower()
        if tokens[c].dep == "appos" and kind in load_name_words().kinds and not is_direction(kind):
            inside = set(sentence.subtree(c))
            beside = next((o for o in found if o.head in inside and o is not m), None)
            if beside is not None and not _is_apart(sentence, c, beside):
                rows = [r for r, _ in beside.rows if r[7] in {"country", "admin1"}]
                return _container(beside, m) or max(rows, key=lambda r: r[6], default=None)
    return None


def _is_apart(sentence: Sentence, kind: int, other: Mention) -> bool:
    """Whether what is said of a place only says by what it lies: *a town 40 km south of Homs*, *a hamlet near Homs*."""
    words = load_name_words()
    between = {t.lemma.lower() for t in sentence.tokens[kind + 1 : other.first]}
    return not between.isdisjoint(words.compass | words.beside | {AWAY})


def _of_kind(sentence: Sentence, m: Mention) -> tuple[tuple[Row, bool], ...]:
    """The places that are what the text calls them: *Homs province*, *the city of Homs*."""
    kind = kind_above(sentence, m.head) if sentence.tokens[m.head].dep != "poss" else None
    word = sentence.tokens[kind].lemma.lower() if kind is not None else ""
    if (countries := load_name_words().divisions_of.get(word)) is not None:
        return tuple(r for r in m.rows if r[0][1] in countries)  # *Kamber upazila* is in Bangladesh or on no map
    precision = "admin1" if word in load_name_words().divisions else "city" if word in load_name_words().towns else ""
    return (tuple(r for r in m.rows if r[0][7] == precision) or m.rows) if precision else m.rows


def _geo_head(sentence: Sentence, i: int, m: Mention) -> int:
    """The place that *Syria's* goes with, in *Syria's Homs*, *Syria's Homs province*, *Syria's city of Homs*."""
    tokens = sentence.tokens
    if tokens[i].lemma.lower() in load_name_words().kinds:
        if tokens[m.head].head == i:
            return m.last
        for c in sentence.children[i]:
            if tokens[c].lemma == "of" and m.head in sentence.children[c]:
                return m.last
    return i


def _may_contain(sentence: Sentence, m: Mention, other: Mention) -> bool:
    """Whether a name behind a comma may be what a place lies in: not *near Raqqa, [US]-backed fighters*."""
    tokens = sentence.tokens
    if other.last + 1 < len(tokens) and tokens[other.last + 1].text in {"-", "'s", "’s"}:
        return False
    return tokens[other.head].dep != "nsubj" or any(lies_in(x, r) for r, _ in other.rows for x, _ in m.rows)


def _container(other: Mention, m: Mention) -> Row | None:
    rows = [r for r, _ in other.rows if r[7] in {"country", "admin1"}]
    fitting = [r for r in rows if any(lies_in(x, r) for x, _ in m.rows)]
    return max(fitting or [r for r in rows if r[7] == "country"], key=lambda r: (r[7] == "country", r[6]), default=None)


def _town_around(sentence: Sentence, other: Mention, m: Mention) -> Row | None:
    """The town that a quarter lies in: Aden in *the Crater area of Aden*; None where no word says it is a quarter."""
    kind = kind_above(sentence, m.head)
    rows = [r for r, main in other.rows if r[7] == "city" and main]
    return max(rows, key=lambda r: r[6], default=None) if kind is not None and kind < other.first else None


def _by_people(sentence: Sentence, m: Mention, gazetteer: Gazetteer) -> Row | None:
    """The country of *the Syrian city of Homs*."""
    tokens = sentence.tokens
    kind = kind_above(sentence, m.head)
    heads = [m.head] if kind is None else [m.head, kind]
    for head in heads:
        for c in sentence.children[head]:
            if m.first <= c <= m.last:
                continue
            if tokens[c].dep in {"amod", "compound", "nmod", "poss"} and (
                code := gazetteer.people_of(sentence.tokens, c)
            ):
                return gazetteer.country(code)
    return None


def _kind_or_head(sentence: Sentence, m: Mention) -> int:
    """The word that a place hangs by: *province* in *of Homs province*."""
    kind = kind_above(sentence, m.head)
    return m.head if kind is None else kind
