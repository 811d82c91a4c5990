"""Where a place lies by the one named behind it: *Sadr, 30 km north of Homs*, *Georgia's region of Adjara*."""

from __future__ import annotations

from collections.abc import Sequence

from coder.attributes.name_words import load_name_words
from coder.attributes.namesakes import lies_in
from coder.attributes.place_kinds import kind_above
from coder.attributes.place_names import Mention
from coder.attributes.place_words import load_place_words
from coder.records import Sentence, Token
from coder.text.figures import value_of
from coder.text.function_words import ARTICLES

# Behind a place, what says that it lies there and is another.
BESIDE = frozenset({"near", "outside"})
NESTED = 4  # so many words further on stands what a place lies in
FAR = 50_000  # so many metres from a town something is not in it
# So many words at most describe where a place lies, and their classes.
LONGEST_DESCRIPTION = 14
DESCRIBING = frozenset({"ADP", "DET", "ADJ", "NOUN", "NUM", "PUNCT", "ADV", "PROPN", "PART"})


def tells_of_other(sentence: Sentence, m: Mention, found: Sequence[Mention]) -> Mention | None:
    """The other place of which a place only says where it lies: *[Georgia]'s region of Adjara*, *Sadr north of [Homs]*.

    None for none. So do the end of a way, *in Sadr, on the road to [Homs]*, and what it is on the edge of: *on the edge
    of [Homs]*.
    """
    tokens = sentence.tokens
    for other in found:
        if other is m or not other.rows:
            continue
        behind = [t.lemma.lower() for t in tokens[other.last + 1 : m.first]]
        kind = kind_above(sentence, other.head)
        behind = behind[1:] if kind == other.last + 1 else behind
        if _is_side_of(behind) or _is_way_to(behind) or _is_on_edge(behind):
            return other
        is_around = other.within is not None and any(other.within is r for r, _ in m.rows)
        if is_around and tokens[m.head].dep == "poss" and 0 < other.first - m.last < 2 * NESTED:
            return other
        if behind and behind[-1] in BESIDE and behind[:-1] in ([], [","]) and _is_finer(other, m):
            return other
    return None


def _is_side_of(words: Sequence[str]) -> bool:
    """Whether words between two places say on which side of the second the first lies: *just south of the town of*.

    So does *some 30 km south of the old capital*.
    """
    compass, of = load_name_words().compass, [n for n, word in enumerate(words) if word == "of"]
    if not of or not of[0] or words[of[0] - 1] not in compass:
        return False
    is_measured = not load_place_words().lengths.keys().isdisjoint(words[: of[0]])
    behind = [word for word in words[of[0] + 1 :] if word not in {"the", "of"}]
    called = load_name_words().kinds | {"capital"}
    is_kind = called.issuperset(behind) or len(behind) < NESTED and behind[-1] in called
    return (of[0] <= 2 or is_measured and of[0] <= 2 * NESTED) and is_kind


def _is_way_to(words: Sequence[str]) -> bool:
    """Whether words between two places say that the first lies on the way to the second: *, on the road to*."""
    is_way = len(words) > 3 and words[0] == "," and words[-1] in {"to", "from"}
    return is_way and words[-2] in load_place_words().ways and "," not in words[1:] and len(words) <= 2 * NESTED


def _is_on_edge(words: Sequence[str]) -> bool:
    """Whether words between two places put the first on the edge of the second: *, on the edge of the city of*."""
    if len(words) < NESTED or words[0] != "," or words[1] not in {"on", "in", "at"} or len(words) > 2 * NESTED + 2:
        return False
    return "of" in words and "," not in words[1:] and words[words.index("of") - 1] in load_name_words().rims


def _is_finer(m: Mention, other: Mention) -> bool:
    """Whether a place is no country, nor what the other lies in: *in [Sadr], near Homs*."""
    return all(r[7] != "country" and not any(lies_in(x, r) for x, _ in other.rows) for r, _ in m.rows)


def lies_by(sentence: Sentence, m: Mention, other: Mention) -> bool:
    """Whether the words between two places say where the first lies: *Sadr, a hamlet on a hill 30 km from [Homs]*.

    None of them tells of what somebody does or of anybody else: they are kinds of places, directions and distances.
    """
    words = load_name_words()
    kind = kind_above(sentence, m.head)
    last = kind if kind is not None and m.last < kind <= m.last + 2 else m.last  # *the Sadr refugee [camp], north of …*
    between = [t for t in sentence.tokens[last + 1 : other.first] if t.pos != "SPACE"]
    while between and not _leads_on(between[-1]):
        if between.pop().pos not in DESCRIBING - {"NUM"}:  # *in [Fiji's central] Ba province*
            return False
    while between and between[0].lemma.lower() in words.kinds:
        between.pop(0)  # *the Sadr [area] of Homs*
    if not between or len(between) > LONGEST_DESCRIPTION or between[0].text.lower() not in words.described_by:
        return False
    if len(between) > 1 and between[-1].lemma == "of" and between[-2].lemma.lower() in words.lying_nouns:
        return False  # *on the right bank of the Sava*
    placing = words.kinds | words.compass | words.lying_nouns | load_place_words().lengths.keys()
    nouns = (t for t in between if t.pos == "NOUN" and t.lemma.lower() not in placing)
    is_description = all(t.pos in DESCRIBING for t in between) and not any(nouns)
    return is_description and not any(is_far(sentence, t) for t in between)


def _leads_on(token: Token) -> bool:
    """Whether a word puts a place at or by the one named behind it: *in*, *south of*, *30 km from*."""
    return token.text in load_name_words().described_by and token.text not in ARTICLES


def is_far(sentence: Sentence, direction: Token) -> bool:
    """Whether so many kilometres or miles lie between a place and what is told: *180 km [south] of Homs*."""
    number, unit = ([None, None] + list(sentence.tokens[: direction.i]))[-2:]
    if unit is None or number is None or (length := load_place_words().lengths.get(unit.lemma.lower())) is None:
        return False
    return (value_of(number.text) or 0) * length > FAR
