"""Places of one clause that lie in each other: *at Gouma village in Kamber district*."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from coder.attributes.gazetteer import Place, place_of
from coder.attributes.lying import NESTED
from coder.attributes.namesakes import Near, likeliest
from coder.attributes.place_names import Mention, called
from coder.attributes.unlisted import is_larger
from coder.records import Sentence


def are_nested(here: Sequence[Mention]) -> bool:
    """Whether places stand right behind each other, each in the next: *at Gouma village in Kamber district*."""
    near = all(0 < b.first - a.last <= NESTED for a, b in zip(here, here[1:], strict=False))
    return len(here) > 1 and near and not any(m.rows for m in here)


def is_village_of(sentence: Sentence, here: Sequence[tuple[int, Mention]], told: Collection[int]) -> bool:
    """Whether two places of one clause are a village and a larger one: *burned Gouma and others in Kamber district*."""
    places = [m for _, m in here]
    larger = [is_larger(sentence, m) for m in places]
    return len(places) == 2 and len(told) == 1 and not any(m.rows for m in places) and larger == [False, True]


def before_division(
    sentence: Sentence, found: Sequence[Mention], acted: Sequence[Mention], division: Place, near: Near
) -> Place | None:
    """The town right before the division that it lies in: *outside the Sadr police station, in Homs province*."""
    tokens = sentence.tokens
    for m, larger in zip(found, found[1:], strict=False):
        row = likeliest(m.rows, m.within, near) if m in acted else None
        is_it = any((r[7], r[0], r[1]) == ("admin1", division.name, division.country) for r, _ in larger.rows)
        if row is None or not is_it or row[7] != "city" or (row[2], row[1]) != (division.name, division.country):
            continue
        between = tokens[m.last + 1 : larger.first]
        comma = next((n for n, t in enumerate(between) if t.text == ","), len(between))
        is_named = all(t.pos == "NOUN" for t in between[:comma]) and comma < NESTED
        if is_named and [t.text for t in between[comma + 1 : comma + 2]] == ["in"] and len(between) <= 3 * NESTED:
            return place_of(row, called(sentence, m, row))
    return None
