"""Who is who: the actor dictionaries, compiled into one table, and where a sentence names them.

A dictionary is a CSV file `name,aliases,kind,code,start,end` (see KINDS); a researcher's own files and PETRARCH's
`.actors.txt` and `.agents.txt` files are read beside those of the package and win over them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from coder.actors.petrarch import is_petrarch, read_petrarch
from coder.actors.plurals import plurals
from coder.cameo.ontology import Ontology, load_ontology
from coder.errors import DataFileError
from coder.files import cache
from coder.files.package import KNOWLEDGE
from coder.files.tables import Row, read_table
from coder.records import Sentence, Token

DICTIONARIES = KNOWLEDGE / "dictionaries"
COLUMNS = ("name", "aliases", "kind", "code", "start", "end")
# A list of unknown actors has two columns more; its lines without a code are still to be filled in.
UNKNOWN_COLUMNS = (*COLUMNS, "count", "example")
KINDS = ("country", "person", "organisation", "group", "role", "place", "ethnic", "religion")
# These are common nouns or adjectives: they have plurals.
INFLECTED = frozenset({"country", "role", "place", "ethnic", "religion"})
_CODE = re.compile(r"~?(?:[A-Z][A-Z0-9]{2})*")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DROPPED = str.maketrans("", "", ".'’‘`ʼʿʾ\"“”")
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ə": "a", "Ə": "A", "æ": "ae", "ð": "d", "þ": "th"})
_PARTICLES = frozenset(
    """al el ad as ash an ar at az ez bin ibn bint abu de da do dos del della di der la le van von of the and for i e
    y und""".split()  # noqa: SIM905
)
_NAME_TAGS = frozenset({"NNP", "NNPS", "JJ", "NN", "NNS", "ADD", "FW", "VBG", "VBN", "CD", "POS"})


class Entry(NamedTuple):
    """What one line of a dictionary says. Dates are ISO texts, inclusive, '' where open; `rank` orders files, low first."""

    name: str
    kind: str
    code: str
    start: str
    end: str
    rank: int


@dataclass(slots=True, unsafe_hash=True)
class Mention:
    """A dictionary name in a sentence: tokens `start` to `end` (exclusive), and every entry of that name."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    @property
    def kind(self) -> str:
        return self.entries[0].kind


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All names, compiled for look-up by their first word. Read-only: load it with `load_lexicon` and hand it on.

    `names` maps a folded name (lower case, no diacritics, no full stops) to pairs of its spelling and its entry's
    number; `lengths` maps the first word of longer names to their second words, and those to the numbers of words that
    the names so begun have, longest first.
    `warnings` are the lines of PETRARCH dictionaries that could not be read.
    """

    entries: tuple[Entry, ...]
    names: dict[str, tuple[tuple[str, int], ...]]
    lengths: dict[str, dict[str, tuple[int, ...]]]
    ontology: Ontology
    warnings: tuple[str, ...] = ()

    def mentions(self, sentence: Sentence) -> tuple[Mention, ...]:
        """The names in a sentence from left to right, longest first, without overlap.

        Case tells names from words: *Turkey* is a country, *turkey* is not. Headlines in capitals match too. A last
        name next to an unknown first name is somebody else (*Thom Putin*) and is left out.
        """
        known = _PIECES
        units = [(folded, spelt, t.i) for t in sentence.tokens for folded, spelt in (known.get(t.text) or _pieces(t.text))]
        found, k, lengths, names, last = [], 0, self.lengths, self.names, len(units) - 1
        while k <= last:
            first = units[k][0]
            size, mention = 1, None
            if first in lengths and k < last:
                following = lengths[first]
                if sizes := following.get(units[k + 1][0]):
                    size, mention = self._longest(units, k, sizes, sentence.tokens)
                if mention is None and k + 1 < last and len(units[k + 1][0]) == 1 and units[k + 1][1].isupper() and (sizes := following.get(units[k + 2][0])):
                    # A middle initial: *Colin [L.] Powell*.
                    size, mention = self._longest([*units[: k + 1], *units[k + 2 :]], k, sizes, sentence.tokens)
                    size, mention = (size + 1, mention) if mention is not None and mention.kind == "person" else (1, None)
            if mention is None and first in names:
                size, mention = self._longest(units, k, (1,), sentence.tokens)
            if mention:
                found.append(mention)
            k += size
        return tuple(m for m in found if not (m.end - m.start == 1 and m.kind == "person" and _is_half_a_name(m, found, sentence)))

    def _longest(self, units: Sequence[tuple[str, str, int]], k: int, sizes: Iterable[int], tokens: Sequence[Token]) -> tuple[int, Mention | None]:
        for size in sizes:
            part = units[k : k + size]
            candidates = self.names.get(part[0][0] if size == 1 else " ".join([u[0] for u in part]))
            if candidates is None or len(part) < size:
                continue
            last = part[-1][2]
            # A name ends with its token: *Korea* is not named by *Korea-watchers* kept as one token.
            if k + size < len(units) and units[k + size][2] == last:
                continue
            spelt = [u[1] for u in part]
            words = tokens[part[0][2] : last + 1]
            fit = [self.entries[n] for name, n in candidates if _fits(name, spelt, words, self.entries[n].kind)]
            if fit:
                return size, Mention(part[0][2], last + 1, tuple(fit))
        return 1, None

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
    return Lexicon(tuple(map(Entry._make, entries)), names, lengths, ontology, tuple(warnings))


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
    compiled_lengths = {first: {second: tuple(sorted(v, reverse=True)) for second, v in following.items()} for first, following in lengths.items()}
    return entries, compiled_names, compiled_lengths, warnings


def _by_kind(pairs: list[tuple[str, int]], entries: list[tuple]) -> tuple[tuple[str, int], ...]:
    """Without repetition; people and organisations before words, so that Mention.kind is the more telling one."""
    order = {"person": 1, "group": 0, "organisation": 0, "country": 2, "place": 3, "ethnic": 4, "religion": 5, "role": 6}
    return tuple(sorted(dict.fromkeys(pairs), key=lambda p: (entries[p[1]][5], order[entries[p[1]][1]])))


def read_entries(path: Path, problems: list[str], warnings: list[str], ontology: Ontology) -> Iterator[tuple[list[str], Entry]]:
    """The names (with aliases and plurals) and entry of each line of a dictionary; faults go to `problems`.

    What can't be read in a PETRARCH dictionary only goes to `warnings`: those are used as they are.
    """
    if is_petrarch(path):
        for line in read_petrarch(path, warnings):
            yield [line.name, *line.plurals], Entry(line.name, line.kind, line.code, line.start, line.end, 0)
        return
    to_fill = _header(path) == ",".join(UNKNOWN_COLUMNS)
    for row in read_table(path, UNKNOWN_COLUMNS if to_fill else COLUMNS, problems, key=()):
        if to_fill and not row["code"]:
            continue
        faults = list(_faults(row, ontology))
        problems += faults
        if not faults:
            names = [n for n in (row["name"], *(a.strip() for a in row["aliases"].split("|"))) if n]
            if row["kind"] in INFLECTED:
                names += [p for n in names for p in plurals(n, row["kind"])]
            entry = Entry(row["name"], row["kind"], row["code"], _day(row["start"], False), _day(row["end"], True), 0)
            yield names, entry


def _header(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open(encoding="utf-8-sig", errors="replace") as handle:
        return handle.readline().strip()


def _faults(row: Row, ontology: Ontology) -> Iterator[str]:
    name, kind, code = row["name"], row["kind"], row["code"]
    if not name:
        yield f"{row.place}: the name is empty. Write the actor's name or remove the line"
    if kind not in KINDS:
        yield f"{row.place}: kind {kind!r} of {name!r} is unknown. Use one of {', '.join(KINDS)}"
    if not _CODE.fullmatch(code) or (not code and kind != "place"):
        yield f"{row.place}: code {code!r} of {name!r} is no actor code. Write groups of three capitals, such as RUSCOP"
    elif len(code) > 2 and code[0] != "~" and kind != "role" and not ontology.knows_part(code[:3]):
        yield f"{row.place}: code {code!r} of {name!r} begins with {code[:3]!r}, which CAMEO does not have. Use a country or type"
    days = []
    for column in ("start", "end"):
        try:
            days.append(_day(row[column], column == "end"))
        except ValueError:
            yield f"{row.place}: {column} {row[column]!r} of {name!r} is no date. Write YYYY-MM-DD, YYYY-MM, YYYY or nothing"
    if len(days) == 2 and all(days) and days[0] > days[1]:
        yield f"{row.place}: {name!r} ends ({row['end']}) before it starts ({row['start']}). Swap the dates"


def _day(text: str, last: bool) -> str:
    """An ISO day: the first or last of the year or month where only that is given. Raises ValueError."""
    if not text:
        return ""
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = (int(g) if g else 0 for g in match.groups())
    if day:
        return date(year, month, day).isoformat()
    month = month or (12 if last else 1)
    if not last:
        return date(year, month, 1).isoformat()
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1).isoformat()


def spell(name: str) -> str:
    """A name as its words are matched: hyphens open, *'s* apart, no article: 'the Al-Aqsa Martyrs' → 'Al Aqsa Martyrs'."""
    name = re.sub(r"['’]s\b", " s", re.sub(r"^[Tt]he\s+", "", name))
    pieces = (spelt for word in re.findall(r"[^\s,()]+|[,()]", name) for _, spelt in _pieces(word))
    return " ".join(pieces)


def fold(text: str) -> str:
    """For comparison: lower case."""
    return text.casefold()


_PIECES: dict[str, tuple[tuple[str, str], ...]] = {}


def _pieces(text: str) -> tuple[tuple[str, str], ...]:
    """The parts of a token at hyphens, each folded and as spelt (plain letters). Kept: the same words come again."""
    found = _PIECES.get(text)
    if found is None:
        plain = text.translate(_DROPPED).translate(_LETTERS)
        if not plain.isascii():
            plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
        found = tuple((fold(p), p) for p in re.split(r"[-–—‑/\s]+", plain) if p)
        if len(_PIECES) < 200_000:
            _PIECES[text] = found
    return found


def _fits(name: str, spelt: Sequence[str], tokens: Sequence[Token], kind: str) -> bool:
    """Whether the words in the sentence are this name: by case for names, by part of speech for common nouns."""
    if name.islower() and name != "_":
        if kind not in {"role", "place"} or len(tokens) > 1 or tokens[0].pos in {"NOUN", "PROPN", "X"}:
            return True
        return tokens[0].tag in {"JJ", "VBN"} and (tokens[0].dep in _NOMINAL or name in _ADJECTIVES)
    if len(tokens) == 1 and tokens[0].tag not in _NAME_TAGS:
        return False
    if name == "_":
        return spelt[0][:1].isupper() and (len(tokens) > 1 or tokens[0].tag in {"NNP", "NNPS", "JJ"})
    words = name.split(" ")
    return all(_same_case(w, s) for w, s in zip(words, spelt, strict=True))


# Roles that modify as adjectives do: *military personnel*. Others, such as *general* and *local*, mean something else then.
_ADJECTIVES = frozenset(
    """military rebel separatist insurgent militant paramilitary opposition terrorist jihadist guerrilla secessionist
    maoist""".split()  # noqa: SIM905
)
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr", "appos", "poss"})


def _same_case(word: str, spelt: str) -> bool:
    if word == spelt:
        return True
    if spelt.isupper():
        return len(spelt) > 1 or word.isupper()
    if spelt.islower():
        return spelt in _PARTICLES or word.islower()
    if word.isupper() and len(word) > 1:
        return len(word) > 3 and spelt == word.capitalize()
    return spelt[:1].isupper()


def _is_half_a_name(mention: Mention, found: Sequence[Mention], sentence: Sentence) -> bool:
    """Whether a last name stands beside another name word that no dictionary knows: then it is another person's."""
    tokens, i = sentence.tokens, mention.start
    taken = {k for m in found for k in range(m.start, m.end)}
    for k in (i - 1, i + 1):
        if not 0 <= k < len(tokens) or k in taken or tokens[k].tag not in {"NNP", "NNPS"} or tokens[k].text.rstrip(".") in _TITLES:
            continue
        linked = tokens[k].head == i and tokens[k].dep in {"compound", "nmod"} or tokens[i].head == k and tokens[i].dep in {"compound", "nmod"}
        shared = tokens[k].head == tokens[i].head and tokens[i].dep == tokens[k].dep == "compound"
        if linked or shared:
            return True
    return False


_TITLES = frozenset(
    """Mr Mrs Ms Miss Dr Sir Lord Lady Dame Prof Professor Sheikh Sheik Shaikh Hajj Ayatollah Comrade Madam Madame
    Monsieur Herr Senor Don Chief Haji Mullah Maulana St""".split()  # noqa: SIM905
)


_iso = lru_cache(maxsize=4096)(date.isoformat)


def _reversed_text(text: str) -> tuple[int, ...]:
    """Sorts texts in falling order where the rest of the key rises."""
    return tuple(-ord(c) for c in text) or (0,)
