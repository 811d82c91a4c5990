"""The countries and provinces that a sentence speaks for: they tell places of one name apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from coder.attributes.gazetteer import REGION_WEIGHT, Gazetteer, fold
from coder.attributes.name_words import load_name_words
from coder.attributes.namesakes import LARGE_TOWN
from coder.attributes.place_names import Mention, mentions
from coder.clauses.outlets import outlets
from coder.memo import for_last
from coder.records import Sentence
from coder.text.indigenous import indigenous_words, names_indigenous


@lru_cache(maxsize=2)
def countries_named(sentence: Sentence, gazetteer: Gazetteer) -> frozenset[str]:
    """The countries that a sentence names, as nouns or adjectives, but for those of who tells the news.

    Of *Guinea-Bissau* that, and not Guinea; none in *the Indian Ocean*.
    """
    tellers = outlets(sentence)
    long = [m for m in mentions(sentence, gazetteer) if m.first < m.last and m.first not in tellers]
    within = frozenset(i for m in long for i in range(m.first, m.last + 1))
    names = (t for t in sentence.tokens if t.text[:1].isupper() and t.i not in within | tellers)
    words = {
        t.i: code for t in names if (code := gazetteer.peoples.get(fold(t.text))) and not _is_of_water(sentence, t.i)
    }
    others = frozenset(code for i, code in words.items() if sentence.tokens[i].text not in indigenous_words().names)
    single = frozenset(code for i, code in words.items() if not names_indigenous(sentence.tokens, i, others))
    return single.union(r[1] for m in long for r, main in m.rows if main and r[7] == "country")


def _is_of_water(sentence: Sentence, i: int) -> bool:
    """Whether a word begins the name of a water: *the [Indian] Ocean*, *the South [China] Sea*."""
    after = sentence.tokens[i + 1 : i + 2]
    return any(t.text[:1].isupper() and t.text.lower() in load_name_words().waters for t in after)


@for_last
def countries_placed(sentence: Sentence, found: Sequence[Mention]) -> frozenset[str]:
    """The countries that a sentence names as places, or names well-known places of.

    *in Lebanon* and *in Sindh province*, not *Lebanon said* or *Lebanese*.
    """
    tokens, words = sentence.tokens, load_name_words()
    placed = [m for m in found if tokens[m.head].dep == "pobj" and tokens[tokens[m.head].head].lemma in words.inside]
    spoken = frozenset(r[1] for m in placed for r, _ in m.rows if r[7] == "country")
    return spoken | _divided(sentence) | frozenset(code for m in found if (code := _country_of_known(m)) is not None)


@for_last
def _divided(sentence: Sentence) -> frozenset[str]:
    """The countries of which alone a word for a part of them tells: *an upazila*."""
    divisions = load_name_words().divisions_of
    kinds = [codes for t in sentence.tokens if (codes := divisions.get(t.lemma.lower()))]
    return frozenset(code for codes in kinds if len(codes) == 1 for code in codes)


def divisions_named(found: Sequence[Mention]) -> frozenset[tuple[str, str | None]]:
    """The provinces that a sentence names which are no towns too, with their countries; regions only with a town there.

    *Quetta, Balochistan*, not *Homs*, nor *Darfur*, in which by the gazetteer no town lies.
    """
    named = [[r for r, main in m.rows if main] for m in found]
    towns = {(r[1], r[2]) for rows in named for r in rows if r[7] == "city"}
    alone = [rows[0] for rows in named if len(rows) == 1 and rows[0][7] == "admin1"]
    return frozenset((r[1], r[2]) for r in alone if r[6] != REGION_WEIGHT or (r[1], r[2]) in towns)


def _country_of_known(m: Mention) -> str | None:
    """The country of a well-known place that has no namesake abroad: *Sindh*, *Quetta*; None for any other."""
    countries = {r[1] for r, main in m.rows if main}
    known = any(r[7] == "admin1" or r[6] >= LARGE_TOWN for r, _ in m.rows)
    is_country = any(r[7] == "country" for r, _ in m.rows)
    return countries.pop() if len(countries) == 1 and known and not is_country else None
