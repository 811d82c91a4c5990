"""The parse without waste: what spaCy works out again and again for the same word is looked up; its result stays the
same.

Each shortcut is taken only where a pipeline is built as the small English ones are; any other pipeline runs as it is.
A test compares parses and word vectors, bit for bit, with those of spaCy alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from sys import intern
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# What is kept of words; when it is full it begins anew, so that long runs stay small.
MOST_WORDS = 100_000
# What patterns may ask of a token so that word, tag and dependency decide them.
DECIDED = frozenset({"LOWER", "ORTH", "TEXT", "TAG", "DEP", "IS_SPACE"})
EMBEDDING = ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]
ATTRIBUTES = ("attribute_ruler", "lemmatizer")

# Of a word: its text, lemma, part of speech, tag and dependency.
Word = tuple[str, str, str, str, str]


def quick_lemmas(nlp: Language) -> None:
    """Makes the lemmatizer's list of known words, which it searches from the start each time, a dictionary."""
    tables: Any = getattr(_pipe(nlp, "lemmatizer"), "lookups", None)
    if tables is not None and tables.has_table("lemma_index"):
        index = tables.get_table("lemma_index")
        for part in list(index):
            index[part] = dict.fromkeys(index[part])


def quick_vectors(nlp: Language) -> None:
    """Has the vectors of words, before their neighbours count, worked out once for each word."""
    for name, pipe in nlp.components:
        model = getattr(pipe, "model", None)
        for layer in list(model.walk()) if model is not None and hasattr(model, "walk") else ():
            if [inner.name.split("(")[0] for inner in layer.layers] == EMBEDDING and name in {"tok2vec", "ner"}:
                _remember(layer)


def _remember(embed: Any) -> None:
    import numpy as np
    from thinc.api import Model

    features, _, hashed, mixed, _ = embed.layers
    places: dict[bytes, int] = {}
    vectors = np.empty((1024, embed.get_dim("nO")), dtype="float32")

    def forward(model: Any, docs: Sequence[Doc], is_train: bool) -> tuple[list[Any], Callable[..., Any]]:
        nonlocal vectors
        rows = features.predict(docs)
        together = np.ascontiguousarray(np.concatenate(rows)) if rows else np.empty((0, 1), dtype="uint64")
        width = together.shape[1] * together.itemsize
        content = together.tobytes()
        keys = [content[k : k + width] for k in range(0, len(content), width)]
        if len(places) > MOST_WORDS:
            places.clear()
        new = {key: k for k, key in enumerate(keys) if key not in places}
        if new:
            made = mixed.predict(hashed.predict(together[list(new.values())]))
            while len(places) + len(new) > len(vectors):
                vectors = np.concatenate([vectors, np.empty_like(vectors)])
            vectors[len(places) : len(places) + len(new)] = made
            places.update(zip(new, range(len(places), len(places) + len(new)), strict=True))
        found = vectors[[places[key] for key in keys]]
        return np.split(found, np.cumsum([len(r) for r in rows])[:-1]), lambda d: []

    first: Any = Model("remembered_embedding", forward, dims={"nO": embed.get_dim("nO")})
    embed._func = lambda model, docs, is_train: first(docs, is_train)


class Words:
    """The parts of speech and lemmas of a pipeline's words, by text, tag and dependency, filled by its own
    components.
    """

    def __init__(self, nlp: Language, corrections: Mapping[str, str]) -> None:
        self.nlp, self.corrections = nlp, corrections
        self.vocab, self.strings = nlp.vocab, nlp.vocab.strings
        self.ruler, self.lemmatizer = _pipe(nlp, "attribute_ruler"), _pipe(nlp, "lemmatizer")
        self.in_spans = frozenset(self._in_spans()) if self._is_known_kind() else None
        self.in_patterns = frozenset(self._in_patterns()) if self.in_spans is not None else frozenset()
        self.known: dict[tuple[int, int, int], Word] = {}
        self.ruled: dict[tuple[str, str, str], dict[str, Any]] = {}

    def _is_known_kind(self) -> bool:
        """Whether a word's text, tag and dependency decide part of speech and lemma, save in the patterns of several
        words.
        """
        names = [name for name, _ in self.nlp.pipeline]
        if names[-2:] != list(ATTRIBUTES) or getattr(self.lemmatizer, "mode", "") != "rule" or "morphologizer" in names:
            return False
        patterns = list(self._patterns())
        return all(
            all(token.keys() <= DECIDED for token in pattern)
            and (any(map(_named, pattern)) or (len(pattern) == 1 and not pattern[0].keys() & {"LOWER", "ORTH", "TEXT"}))
            for pattern in patterns
        )

    def _patterns(self) -> Iterator[list[dict[str, Any]]]:
        for rule in self.ruler.patterns:
            yield from rule["patterns"]

    def _in_spans(self) -> Iterator[str]:
        """Words of which one stands wherever a pattern of several words holds."""
        for pattern in self._patterns():
            if len(pattern) > 1:
                yield from next(named for token in pattern if (named := _named(token)))

    def _in_patterns(self) -> Iterator[str]:
        """The words that patterns name: all others are one to the attribute ruler."""
        for pattern in self._patterns():
            for token in pattern:
                yield from _named(token)

    @property
    def disabled(self) -> list[str]:
        """The components that the table stands for."""
        return [] if self.in_spans is None else list(ATTRIBUTES)

    def of(self, doc: Doc) -> list[Word]:
        """The words of a parsed doc."""
        if self.in_spans is None:
            return [self._record(token) for token in doc]
        if not self.in_spans.isdisjoint(token.lower_ for token in doc):
            doc = self.lemmatizer(self.ruler(doc))
            return [self._record(token) for token in doc]
        from spacy.attrs import DEP, ORTH, TAG

        known = self.known
        if len(known) > MOST_WORDS:
            known.clear()
        found = []
        for orth, tag, dep in doc.to_array([ORTH, TAG, DEP]).tolist():
            word = known.get((orth, tag, dep))
            if word is None:
                word = known[orth, tag, dep] = self._look_at(orth, tag, dep)
            found.append(word)
        return found

    def _look_at(self, orth: int, tag: int, dep: int) -> Word:
        from spacy.tokens import Doc

        text, tag_, dep_ = (self.strings[number] for number in (orth, tag, dep))
        lexeme = self.vocab[orth]
        key = (lexeme.lower_ if lexeme.is_space or lexeme.lower_ in self.in_patterns else "", tag_, dep_)
        ruled = self.ruled.get(key)
        if ruled is None:
            (token,) = self.ruler(Doc(self.vocab, words=[text], tags=[tag_], deps=[dep_], heads=[0]))
            ruled = self.ruled[key] = {
                "tags": [token.tag_], "deps": [token.dep_], "pos": [token.pos_], "morphs": [str(token.morph)],
                "lemmas": [token.lemma_]
            }  # fmt: skip
        return self._record(self.lemmatizer(Doc(self.vocab, words=[text], heads=[0], **ruled))[0])

    def _record(self, token: Any) -> Word:
        # spaCy makes a string anew each time it is asked. One object a word makes all look-ups faster.
        lemma = self.corrections.get(token.lemma_, token.lemma_.lower())
        return intern(token.text), intern(lemma), intern(token.pos_), intern(token.tag_), intern(token.dep_)


def _named(token: Mapping[str, Any]) -> list[str]:
    """The words that a part of a pattern names, in small letters; none where it doesn't."""
    lower = token.get("LOWER")
    if isinstance(lower, str):
        return [lower]
    return list(lower["IN"]) if isinstance(lower, dict) and lower.keys() == {"IN"} else []


def _pipe(nlp: Language, name: str) -> Any:
    return nlp.get_pipe(name) if nlp.has_pipe(name) else None
