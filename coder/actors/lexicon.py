"""Who is who: the actor dictionaries, compiled into one table, and where a sentence names them.

A researcher's own files, and PETRARCH's `.actors.txt` and `.agents.txt` files, are read beside those of the package and
win over them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import compress
from pathlib import Path
from typing import NamedTuple

from coder.actors.dictionaries import Entry, read_entries
from coder.actors.names import fits, fold, pieces, spell
from coder.actors.petrarch import is_petrarch
from coder.actors.words import actor_words
from coder.cameo.ontology import Ontology, load_ontology
from coder.clauses.phrases import load_phrase_words
from coder.errors import DataFileError
from coder.files import cache
from coder.files.package import KNOWLEDGE
from coder.memo import Answers
from coder.records import Sentence, Token

DICTIONARIES = KNOWLEDGE / "dictionaries"
# What is kept of words; when it is full it begins anew, so that long runs stay small.
MOST_WORDS = 50_000
MOST_SENTENCES = 1_000


@dataclass(slots=True, unsafe_hash=True)
class Mention:
    """A dictionary name in a sentence: tokens `start` to `end` (exclusive), and every entry of that name.

    `kind` is that of its first entry.
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    kind: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        self.kind = self.entries[0].kind


class _Units(NamedTuple):
    """The parts of the tokens of a sentence: folded, as spelt, and the number of the token of each."""

    folded: list[str]
    spelt: list[str]
    at: list[int]

    def without(self, k: int) -> _Units:
        """All but part `k`."""
        return _Units(*([*part[:k], *part[k + 1 :]] for part in self))  # type: ignore[arg-type]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All names, compiled for look-up by their first word. Read-only: load it with `load_lexicon` and hand it on.

    `names` maps a folded name (lower case, no diacritics, no full stops) to pairs of its spelling and its entry's
    number; `lengths` maps the first word of longer names to their second words, and those to the numbers of words that
    the names so begun have, longest first.
    `warnings` are the lines of PETRARCH dictionaries that could not be read; `checksum` is that of all files, '' where
    it was made otherwise.
    """

    entries: tuple[Entry, ...]
    names: dict[str, tuple[tuple[str, int], ...]]
    lengths: dict[str, dict[str, tuple[int, ...]]]
    ontology: Ontology
    warnings: tuple[str, ...] = ()
    checksum: str = ""

    def mentions(self, sentence: Sentence) -> tuple[Mention, ...]:
        """The names in a sentence from left to right, longest first, without overlap.

        Case tells names from words: *Turkey* is a country, *turkey* is not. Headlines in capitals match too. A last
        name next to an unknown first name is somebody else (*Thom Putin*) and is left out. Kept, for they are asked for
        before a sentence is coded and then.
        """
        return self._mentions[sentence]

    @cached_property
    def _mentions(self) -> Answers[Sentence, tuple[Mention, ...]]:
        return Answers(self._find_mentions, MOST_SENTENCES)

    def _find_mentions(self, sentence: Sentence) -> tuple[Mention, ...]:
        parts = [self._words[token.text] for token in sentence.tokens]
        begins = [may for _, _, part in parts for may in part]
        if True not in begins:
            return ()
        words, printed = [w for part, _, _ in parts for w in part], [w for _, part, _ in parts for w in part]
        units = _Units(words, printed, [i for i, (part, _, _) in enumerate(parts) for _ in part])
        found, lengths, names, last, free = [], self.lengths, self.names, len(begins) - 1, 0
        for k in compress(range(len(begins)), begins):  # most words begin no name
            first = words[k]
            if k < free:
                continue
            size, mention = 1, None
            if first in lengths and k < last:
                following = lengths[first]
                if sizes := following.get(words[k + 1]):
                    size, mention = self._longest(units, k, sizes, sentence.tokens)
                if (
                    mention is None
                    and k + 1 < last
                    and len(words[k + 1]) == 1
                    and printed[k + 1].isupper()
                    and (sizes := following.get(words[k + 2]))
                ):
                    # A middle initial: *Colin [L.] Powell*.
                    size, mention = self._longest(units.without(k + 1), k, sizes, sentence.tokens)
                    size, mention = (
                        (size + 1, mention) if mention is not None and mention.kind == "person" else (1, None)
                    )
            if mention is None and first in names:
                size, mention = self._longest(units, k, (1,), sentence.tokens)
            if mention:
                found.append(mention)
            free = k + size
        return tuple(
            m
            for m in found
            if not (m.end - m.start == 1 and m.kind == "person" and _is_half_a_name(m, found, sentence))
        )

    @cached_property
    def _words(self) -> Answers[str, tuple[tuple[str, ...], tuple[str, ...], tuple[bool, ...]]]:
        """The parts of a token, folded and as spelt, and whether a name begins with each. The same words come again."""
        return Answers(self._parts_of, MOST_WORDS)

    def _parts_of(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[bool, ...]]:
        parts = pieces(text)
        begins = tuple(folded in self.lengths or folded in self.names for folded, _ in parts)
        return tuple(folded for folded, _ in parts), tuple(spelt for _, spelt in parts), begins

    def _longest(
        self, units: _Units, k: int, sizes: Iterable[int], tokens: Sequence[Token]
    ) -> tuple[int, Mention | None]:
        for size in sizes:
            end = k + size
            if end > len(units.at):
                continue
            candidates = self.names.get(units.folded[k] if size == 1 else " ".join(units.folded[k:end]))
            if candidates is None:
                continue
            first, last = units.at[k], units.at[end - 1]
            # A name ends with its token: *Korea* is not named by *Korea-watchers* kept as one token.
            if end < len(units.at) and units.at[end] == last:
                continue
            spelt, words = units.spelt[k:end], tokens[first : last + 1]
            fit = [self.entries[n] for name, n in candidates if fits(name, spelt, words, self.entries[n].kind)]
            if size > 1 and _goes_on(tokens, last):
                fit = [e for e in fit if e.kind != "person" or fold(e.name).split()[0] == units.folded[k]]
            if fit:
                return size, Mention(first, last + 1, tuple(fit))
        return 1, None

    @cached_property
    def bodies_called(self) -> Answers[str, frozenset[str]]:
        """The countries that have a body with these words in its name: of *Liberation Army* many, else few."""
        return Answers(self._bodies_called, MOST_WORDS)

    def _bodies_called(self, words: str) -> frozenset[str]:
        within = (pairs for name, pairs in self.names.items() if words in name and f" {words} " in f" {name} ")
        called = (self.entries[n] for pairs in within for _, n in pairs)
        return frozenset(e.code[:3] for e in called if e.kind == "organisation")

    def held(self, mentions: Sequence[Mention], when: date) -> list[Mention]:
        """The mentions; of people who had offices in several countries with that of a day first."""
        return [
            Mention(m.start, m.end, (self.select(m, when)[0], *m.entries))
            if m.kind == "person" and len(m.entries) > 1
            else m
            for m in mentions
        ]

    def select(self, mention: Mention, when: date) -> tuple[Entry, bool]:
        """The entry of a mention that holds on a day, and whether one really does.

        Of several the researcher's own come first, then the one that started last. When none holds, the entry that
        ended last before the day, else the one that starts first after it.
        """
        day = _iso(when)
        if len(mention.entries) == 1:
            entry = mention.entries[0]
            return entry, entry.start <= day and (not entry.end or day <= entry.end)
        holding = [e for e in mention.entries if e.start <= day and (not e.end or day <= e.end)]
        if holding:
            return min(holding, key=lambda e: (e.rank, _reversed_text(e.start), e.code.startswith("~"))), True
        past = [e for e in mention.entries if e.end and e.end < day]
        if past:
            return max(past, key=lambda e: e.end), False
        return min(mention.entries, key=lambda e: e.start), False


def load_lexicon(extra: Sequence[Path] = (), folder: Path = DICTIONARIES) -> Lexicon:
    """The package's dictionaries and the researcher's `extra` files, compiled.

    The compiled form is kept in the user's cache folder under a checksum of all the files, so a changed file is
    compiled again. Raises DataFileError with every fault of every file, as 'file:line: what and remedy'.
    """
    paths = [*map(Path, extra), *sorted(folder.glob("*.csv"))]
    ontology = load_ontology()
    key = cache.checksum(paths)
    tables = cache.read(key)
    if tables is None:
        tables = _compile(paths, len(extra), ontology)
        cache.write(key, tables)
    entries, names, lengths, warnings = tables
    return Lexicon(tuple(map(Entry._make, entries)), names, lengths, ontology, tuple(warnings), key)


def _compile(paths: Sequence[Path], own: int, ontology: Ontology) -> tuple[list, dict, dict, list]:
    problems: list[str] = []
    warnings: list[str] = []
    entries: list[tuple] = []
    spellings: dict[str, list[tuple[str, int]]] = {}
    for order, path in enumerate(paths):
        rank = 0 if order < own else 1
        for names, entry in read_entries(path, problems, warnings, ontology):
            number = len(entries)
            entries.append((*entry[:5], rank))
            # PETRARCH's actor names are all in capitals: they tell nothing about case.
            caseless = is_petrarch(path) and entry.kind != "role"
            for name in names:
                if spelt := spell(name):
                    spellings.setdefault(fold(spelt), []).append(("_" if caseless else spelt, number))
    if problems:
        raise DataFileError(problems)
    lengths: dict[str, dict[str, set[int]]] = {}
    for key in spellings:
        if len(words := key.split(" ", 2)) > 1:
            lengths.setdefault(words[0], {}).setdefault(words[1], set()).add(key.count(" ") + 1)
    compiled_names = {k: _by_kind(v, entries) for k, v in spellings.items()}
    compiled_lengths = {
        first: {second: tuple(sorted(v, reverse=True)) for second, v in following.items()}
        for first, following in lengths.items()
    }
    return entries, compiled_names, compiled_lengths, warnings


def _by_kind(pairs: list[tuple[str, int]], entries: list[tuple]) -> tuple[tuple[str, int], ...]:
    """Without repetition; people and organisations before words, so that Mention.kind is the more telling one."""
    order = {
        "person": 1,
        "group": 0,
        "organisation": 0,
        "country": 2,
        "place": 3,
        "ethnic": 4,
        "religion": 5,
        "role": 6,
    }
    return tuple(sorted(dict.fromkeys(pairs), key=lambda p: (entries[p[1]][5], order[entries[p[1]][1]])))


def _is_half_a_name(mention: Mention, found: Sequence[Mention], sentence: Sentence) -> bool:
    """Whether a last name stands beside another name word that no dictionary knows: then it is another person's."""
    tokens, i = sentence.tokens, mention.start
    taken = {k for m in found for k in range(m.start, m.end)}
    for k in (i - 1, i + 1):
        if (
            not 0 <= k < len(tokens)
            or k in taken
            or tokens[k].tag not in {"NNP", "NNPS"}
            or tokens[k].text.rstrip(".") in actor_words().titles
        ):
            continue
        linked = (
            tokens[k].head == i
            and tokens[k].dep in {"compound", "nmod"}
            or tokens[i].head == k
            and tokens[i].dep in {"compound", "nmod"}
        )
        shared = tokens[k].head == tokens[i].head and tokens[i].dep == tokens[k].dep == "compound"
        if linked or shared:
            return True
    return False


def _goes_on(tokens: Sequence[Token], last: int) -> bool:
    """Whether the name that a word is part of goes on behind it: *Prime Minister [Paul] Okoro* is no Paul."""
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is None or after.tag not in {"NNP", "NNPS"} or after.lemma.lower() in load_phrase_words().times:
        return False
    return tokens[last].dep in {"compound", "nmod"} and tokens[last].head in {after.i, after.head}


_iso = lru_cache(maxsize=4096)(date.isoformat)


def _reversed_text(text: str) -> tuple[int, ...]:
    """Sorts texts in falling order where the rest of the key rises."""
    return tuple(-ord(c) for c in text) or (0,)
