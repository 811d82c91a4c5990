"""Texts all in capitals, or all in lower case, as they would have been printed: parsers tell names by their
capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from coder.files.words import load_words
from coder.text.edits import Edit, EditedText
from coder.text.vocabulary import English, Names, Vocabulary

_WORD = re.compile(r"[^\W\d_](?:[\w’']|\.(?=\w)|(?<=\.\w)\.)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:][”\"’')\]]*\s+|\n\s*|^\s*)[“\"‘'(\[]*$")
_POSSESSIVE = re.compile(r"[’']s?$", re.IGNORECASE)
# *GENEVA, FEB 16 —*, *KABUL (REUTERS) -*: its place is printed in capitals.
_DATELINE = re.compile(
    r"\s*(?P<place>[^\W\d_][^,(—–\n]{1,30}?)(?P<rest>,[^—–\n]{1,45}?|\s*\([^()\n]{2,30}\))?\s*(?:—|–|--|\s-)\s"
)
LONGEST_NAME = 6
# So many letters and words tell how a paragraph is printed; fewer may be an acronym.
FEWEST_LETTERS, FEWEST_WORDS = 12, 3
MOSTLY = 0.95
_VOWELS = frozenset("aeiouy")
COUNTRY_OR_PRONOUN = {"us": "US"}
# Within sentences the Arabic article is printed small: *al-Shabaab*.
ARTICLE = "al"
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\.?")


@dataclass(frozen=True, slots=True)
class CasingWords:
    """Words of casing.yaml, each list explained there."""

    calendar: frozenset[str]
    calendar_or_word: frozenset[str]
    before_months: frozenset[str]
    titles: frozenset[str]
    giving_verbs: frozenset[str]
    small_initials: frozenset[str]
    institutions: frozenset[str]
    articles: frozenset[str]


@cache
def _words() -> CasingWords:
    return load_words("casing", CasingWords)


def titles() -> frozenset[str]:
    """Titles before a name (*president*), in small letters."""
    return _words().titles


def mend_case(text: EditedText, english: English) -> tuple[EditedText, set[str]]:
    """The text with every paragraph that is all capitals, or all lower case, as it would be printed, and the flags."""
    kinds = [(start, line, _kind(line)) for start, line in _paragraphs(text.text)]
    flags = {f"recased_{kind}" for _, _, kind in kinds if kind}
    if not flags or not english.vocabulary().lemmas:
        return text, flags
    vocabulary, names = english.vocabulary(), english.names()
    seen = _seen([line for _, line, kind in kinds if not kind])
    edits = (
        edit for start, line, kind in kinds if kind for edit in _recased(start, line, kind, names, vocabulary, seen)
    )
    return text.edit(edits), flags


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _kind(line: str) -> str:
    """'capitals' or 'lower_case' where a paragraph is printed so, else ''."""
    upper = sum(map(str.isupper, line))
    letters = upper + sum(map(str.islower, line))
    if letters < FEWEST_LETTERS or line.count(" ") < FEWEST_WORDS - 1:
        return ""
    if upper >= MOSTLY * letters:
        return "capitals"
    return "" if upper else "lower_case"


def _seen(lines: list[str]) -> dict[str, str]:
    """How the rest of the text prints its words, within sentences."""
    found: dict[str, str] = {}
    for line in lines:
        for match in _WORD.finditer(line):
            if not _SENTENCE_START.search(line[max(0, match.start() - 8) : match.start()]):
                found.setdefault(match.group().lower(), match.group())
    return found


def _recased(
    start: int, line: str, kind: str, names: Names, vocabulary: Vocabulary, seen: dict[str, str]
) -> Iterator[Edit]:
    head = _DATELINE.match(line)
    if head is not None:
        chosen = list(_chosen(head.group(), kind, names, vocabulary, seen))
        if head.group("rest") or all(new[:1].isupper() for _, _, new in chosen):
            yield from (
                (start + at, start + at + len(w), w.upper() if at < head.end("place") else new.title())
                for at, w, new in chosen
            )
            start, line = start + head.end(), line[head.end() :]
    yield from (
        (start + at, start + at + len(w), new)
        for at, w, new in _chosen(line, kind, names, vocabulary, seen)
        if new != w
    )


def _chosen(
    line: str, kind: str, names: Names, vocabulary: Vocabulary, seen: dict[str, str]
) -> Iterator[tuple[int, str, str]]:
    """Each word of a line: where it begins, as it stands there, and as it would be printed.

    To `seen` are added the surnames that stand behind a title or a first name: later they stand alone.
    """
    words = [(m.start(), m.group()) for m in _WORD.finditer(line)]
    chosen: list[str] = []
    while len(chosen) < len(words):
        k = len(chosen)
        chosen += _longest(words, k, line, names) or [_one(words, k, line, kind, names, vocabulary, seen, chosen)]
        last = len(chosen) - 1
        if last and chosen[-1][:1].isupper() and _introduces(words[last - 1][1].lower(), names):
            seen.setdefault(_bare(chosen[-1]), _POSSESSIVE.sub("", chosen[-1]))
    for n in reversed(range(len(words))):
        if n == 0 or _begins_sentence(words, n, line):
            chosen[n] = chosen[n][:1].upper() + chosen[n][1:]
        elif chosen[n] in _words().titles and n + 1 < len(words) and chosen[n + 1][:1].isupper():
            chosen[n] = chosen[n].capitalize()
        elif chosen[n].lower() == ARTICLE and line[words[n][0] + len(ARTICLE) :][:1] == "-":
            chosen[n] = ARTICLE
        elif _is_initial(words, n, line, chosen):
            chosen[n] = chosen[n].upper()
    yield from (
        (at, word, new if len(new) == len(word) else word) for (at, word), new in zip(words, chosen, strict=True)
    )


def _begins_sentence(words: list[tuple[int, str]], n: int, line: str) -> bool:
    """Whether a sentence begins with the word; none does behind initials (*U.S. troops*)."""
    before = line[max(0, words[n][0] - 8) : words[n][0]]
    return _SENTENCE_START.search(before) is not None and not words[n - 1][1].endswith(".")


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word).lower().replace(".", "")


def _as_printed(word: str, printed: str) -> str:
    """`word` with the capitals of a name's spelling, and what follows the name in lower case."""
    plain = printed if "." in word else printed.replace(".", "")
    if len(plain) <= len(word) and plain.lower() == word[: len(plain)].lower():
        return plain + word[len(plain) :].lower()
    bare = _POSSESSIVE.sub("", word)
    if printed.isupper() and len(printed) > 1:
        return bare.upper() + word[len(bare) :].lower()
    return word[:1].upper() + word[1:].lower() if printed[:1].isupper() else word.lower()


def _longest(words: list[tuple[int, str]], k: int, line: str, names: Names) -> list[str]:
    """The words of the longest name of two words or more that begins here, as printed."""
    for size in range(min(LONGEST_NAME, len(words) - k), 1, -1):
        part = words[k : k + size]
        if any(line[a + len(w) : b].strip(" -") for (a, w), (b, _) in zip(part, part[1:], strict=False)):
            continue
        printed = names.printed.get(" ".join(_bare(w) for _, w in part))
        spelt = re.split(r"[ -]", printed) if printed else []
        if len(spelt) == size:
            return [_as_printed(word, name) for (_, word), name in zip(part, spelt, strict=True)]
    return []


def _one(
    words: list[tuple[int, str]],
    k: int,
    line: str,
    kind: str,
    names: Names,
    vocabulary: Vocabulary,
    seen: Mapping[str, str],
    chosen: list[str],
) -> str:
    """A word that begins no longer name, as it would be printed."""
    word, listed = words[k][1], _words()
    bare = _bare(word)
    if bare == "i":
        return word[:1].upper() + word[1:].lower()
    if bare in listed.calendar or (bare in listed.calendar_or_word and _is_month(words, k, line)):
        return word[:1].upper() + word[1:].lower()
    if bare in COUNTRY_OR_PRONOUN:
        return _as_printed(word, COUNTRY_OR_PRONOUN[bare]) if _is_country(words, k, vocabulary) else word.lower()
    if bare in names.sure:
        return _as_printed(word, names.printed[bare])
    if _INITIALS.fullmatch(_POSSESSIVE.sub("", word)):
        return word.lower() if bare in listed.small_initials else _as_printed(word, bare.upper())
    if bare in vocabulary.function_words or len(bare) == 1:
        return word.lower()
    if bare in seen and not (k and words[k - 1][1].lower() in listed.articles):
        return _as_printed(word, seen[bare])
    if bare in listed.institutions:
        return word[:1].upper() + word[1:].lower()
    classes = vocabulary.classes(bare)
    follows_given = bool(chosen) and k > 0 and words[k - 1][1].lower() in names.given and chosen[-1][:1].isupper()
    if bare in names.printed and (not classes or classes == {"noun"} or follows_given):
        return _as_printed(word, names.printed[bare])
    if bare in names.given and classes <= {"noun"}:
        return word[:1].upper() + word[1:].lower()
    if not classes and "-" not in word:
        if kind == "capitals" and len(bare) <= 5 and _VOWELS.isdisjoint(bare):
            return word.upper()
        return word[:1].upper() + word[1:].lower()
    return word[:1].upper() + word[1:].lower() if follows_given and classes == {"noun"} else word.lower()


def _introduces(word: str, names: Names) -> bool:
    """Whether a surname follows a lower-case word: a title or a first name."""
    return word in _words().titles or word in names.given


def _is_month(words: list[tuple[int, str]], k: int, line: str) -> bool:
    """*May* is a month beside a number or after *in*, *last*, *until*."""
    start, word = words[k]
    before, after = line[max(0, start - 3) : start].strip(), line[start + len(word) : start + len(word) + 3].strip()
    return before[-1:].isdigit() or after[:1].isdigit() or (k > 0 and _bare(words[k - 1][1]) in _words().before_months)


def _is_initial(words: list[tuple[int, str]], k: int, line: str, chosen: list[str]) -> bool:
    """*V.* between two names: *Vladimir V. Putin*."""
    if not 0 < k < len(words) - 1 or len(words[k][1]) > 1 or line[words[k][0] + 1 :][:1] != ".":
        return False
    return chosen[k - 1][:1].isupper() and chosen[k + 1][:1].isupper()


def _is_country(words: list[tuple[int, str]], k: int, vocabulary: Vocabulary) -> bool:
    """*US* is no pronoun at the beginning, after an article or before a noun; after a verb only before what is plainly
    a noun (*visited US troops*), and not where the verb gives somebody something (*sent us letters*).
    """
    before, after = _bare(words[k - 1][1]) if k else "the", _bare(words[k + 1][1]) if k + 1 < len(words) else ""
    if before == "the":
        return True
    classes = vocabulary.classes(after)
    if "verb" not in vocabulary.classes(before):
        return "noun" in classes
    is_noun = classes == {"noun"} or ("noun" in classes and after.endswith("s"))
    return is_noun and before not in _words().giving_verbs
