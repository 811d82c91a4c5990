"""Whether a name in the gazetteer names a place where it stands, and is no part or sense of another name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coder.attributes.gazetteer import Gazetteer, Row, fold
from coder.attributes.name_words import glued_end, load_name_words
from coder.attributes.place_kinds import is_direction, is_weekday, kind_above
from coder.attributes.times import expressions
from coder.records import Sentence, Token
from coder.text.function_words import OWNING

THE = "the"
# A word in capitals of so many letters is an abbreviation.
LONGEST_ABBREVIATION = 5


def is_landscape(
    sentence: Sentence, first: int, last: int, rows: Sequence[tuple[Row, bool]], gazetteer: Gazetteer
) -> bool:
    """Whether an article says that a name is that of no town: *in the [Sarafas]*, *in the southern [Sarafa]*."""
    tokens, at = sentence.tokens, first - 1
    while at > 0 and tokens[at].pos == "ADJ" and is_direction(tokens[at].text.lower()):
        at -= 1
    if at < 0 or tokens[at].lemma != "the" or not first <= tokens[at].head <= last:
        return False
    return all(r[7] == "city" for r, _ in rows) and not gazetteer.find(f"{THE} {tokens[first].text}")


def is_half(tokens: Sequence[Token], last: int, gazetteer: Gazetteer) -> bool:
    """Whether a name goes on behind a hyphen: *[Ouro]-Sarafa*, *[Mora]-dia-Sal*, but not *the Homs-Hama road*."""
    if glued_end(tokens, last) > last:
        return True
    after = tokens[last + 1 : last + 3]
    if len(after) < 2 or after[0].text != "-" or after[1].start != tokens[last].end + 1:
        return False
    return after[1].pos == "PROPN" and after[1].text[:1].isupper() and not gazetteer.find(after[1].text)


def is_name(
    sentence: Sentence, first: int, last: int, rows: Sequence[tuple[Row, bool]], peoples: Mapping[str, str]
) -> bool:
    """Whether a name of a place names one here, and is no part of another: not *the Berlin Wall*, *Paris Hilton*."""
    words, tokens = load_name_words(), sentence.tokens
    is_country = any(r[7] == "country" for r, _ in rows)
    if _is_in_longer_name(sentence, first, last, is_country):
        return False
    printed = sentence.text[tokens[first].start - sentence.start : tokens[last].end - sentence.start]
    name = fold(printed)
    is_short = first == last and not is_country and (len(name) <= 3 or _is_abbreviation(sentence, printed))
    if is_short and not _is_inside(sentence, first):  # *UN*, *Mr*
        return False
    if name in words.doubtful and printed.isascii():  # with an accent it is no such word: *Malé*
        return False
    if first == last and name in words.common and (_is_dated(sentence, first) or not _is_placed(sentence, first)):
        return False
    return first < last or name not in peoples or any(main and r[1] == peoples[name] for r, main in rows)


def _is_abbreviation(sentence: Sentence, printed: str) -> bool:
    """Whether a word in capitals is letters of several, in a sentence that is not all in capitals: *NATO*."""
    return len(printed) <= LONGEST_ABBREVIATION and printed.isupper() and not sentence.text.isupper()


def _is_inside(sentence: Sentence, i: int) -> bool:
    """Whether a short word is where something is and no abbreviation: *in Yei*, not *in UK* or *Vic said*."""
    token = sentence.tokens[i]
    is_behind = token.text.istitle() and token.dep == "pobj"
    is_of_part = is_behind and kind_above(sentence, i) is not None  # *the old quarter of Yei*
    return is_of_part or is_behind and sentence.tokens[token.head].lemma in load_name_words().inside


def _is_in_longer_name(sentence: Sentence, first: int, last: int, is_country: bool) -> bool:
    """Whether the name goes on before or behind: *Cox's [Bazar]*, *Gulf of [Aden]*, *[Damascus] Gate*, *Ms [Letts]*."""
    words, tokens = load_name_words(), sentence.tokens
    before = tokens[first - 1] if first else None
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if before is not None and before.pos == "PROPN" and before.dep == "compound" and before.text[:1].isupper():
        if first <= before.head <= last and not is_direction(fold(before.text)):
            return True
        is_within = first == last and tokens[last].dep == "compound" and before.head == tokens[last].head > last
        if is_within and not is_country and not is_direction(fold(before.text)):
            return True  # *Guru [Kashi] College*
    if after is not None and after.pos == "PROPN" and after.text[:1].isupper() and tokens[last].dep == "compound":
        head = tokens[tokens[last].head]
        kind = head.lemma.lower()
        if after.lemma.lower() in words.roads:
            return True  # *[Lagos] Street*
        is_own = head.i == last + 1 and kind in words.called
        if head.i > last and kind not in words.kinds and (is_own or kind not in words.public) and not is_weekday(head):
            return True  # *the [Sari] Club*
    if after is not None and after.text in words.linking and last + 2 < len(tokens) and tokens[last + 2].pos == "PROPN":
        return True  # *[Lanao] del Sur*
    if before is None:
        return False
    if before.text in words.linking and first > 1 and tokens[first - 2].pos == "PROPN":
        return True  # *Eduardo dos [Santos]*
    if before.text == "-" and first > 1 and _is_small(tokens[first - 2].text):
        return True  # *Ras al-Ayn*, *pro-Moscow*
    owner = tokens[first - 2] if first > 1 else before
    if before.text in OWNING and not is_country and owner.pos == "PROPN":
        return len(owner.text) > 1 and owner.text.istitle() and tokens[last].text.lower() in words.name_ends
    named = owner if owner.lemma != "the" else tokens[max(0, first - 3)]
    return before.lemma == "of" and named.text[:1].isupper() and named.lemma.lower() in words.names_with_of


def _is_small(word: str) -> bool:
    """Whether a word before a hyphen is no name of its own, but may be part of one."""
    is_article = word.lower() in load_name_words().name_particles
    return is_article or word.islower() and word.isalpha() and not is_direction(word)


def _is_placed(sentence: Sentence, i: int) -> bool:
    """Whether a name that is a common word too stands where only a place does: *in Nice*, not *in August*."""
    tokens = sentence.tokens
    return i + 2 < len(tokens) and tokens[i + 1].text == "," and tokens[i + 2].text[:1].isupper()


def _is_dated(sentence: Sentence, i: int) -> bool:
    """Whether a word is of a date: *on 4 August, Rwandan troops …*."""
    start = sentence.tokens[i].start - sentence.start
    return any(e.start <= start < e.end for e in expressions(sentence.text))
