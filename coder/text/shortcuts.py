"""The parse without waste: what spaCy works out again and again for the same word is looked up; its result stays the
same.

Each shortcut is taken only where a pipeline is built as the small English ones are; any other pipeline runs as it is.
A test compares parses and word vectors, bit for bit, with those of spaCy alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from sys import intern
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# What is kept of words; when it is full it begins anew, so that long runs stay small.
MOST_WORDS = 100_000
# What patterns may ask of a token, and how, so that its small letters, tag and dependency decide them.
DECIDED = frozenset({"LOWER", "TAG", "DEP", "IS_SPACE"})
WAYS = frozenset({"IN", "NOT_IN", "REGEX"})
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
        self.is_known_kind = self._is_known_kind()
        patterns = list(self._patterns()) if self.is_known_kind else []
        self.spans = [pattern for pattern in patterns if len(pattern) > 1]
        named = [token["LOWER"] for pattern in patterns for token in pattern if "LOWER" in token]
        # Words that a pattern names: those that stand there as such, and those that only a look at it tells.
        self.named = frozenset(word for wanted in named for word in _listed(wanted))
        self.described = [wanted for wanted in named if not _listed(wanted)]
        self.known: dict[tuple[int, int, int], Word] = {}
        # Words that begin a pattern of several words may be one of them: those are looked at with their neighbours.
        self.openers: dict[tuple[int, int, int], list[list[dict[str, Any]]]] = {}
        self.ruled: dict[tuple[str, str, str], dict[str, str]] = {}

    def _is_known_kind(self) -> bool:
        """Whether a word's text, tag and dependency decide part of speech and lemma, save in the patterns of several
        words.
        """
        names = [name for name, _ in self.nlp.pipeline]
        if names[-2:] != list(ATTRIBUTES) or getattr(self.lemmatizer, "mode", "") != "rule" or "morphologizer" in names:
            return False
        return all(_is_decided(token) for pattern in self._patterns() for token in pattern)

    def _patterns(self) -> Iterator[list[dict[str, Any]]]:
        for rule in self.ruler.patterns:
            yield from rule["patterns"]

    @property
    def disabled(self) -> list[str]:
        """The components that the table stands for."""
        return list(ATTRIBUTES) if self.is_known_kind else []

    def of(self, doc: Doc) -> list[Word]:
        """The words of a parsed doc."""
        if not self.is_known_kind:
            return [self._record(token) for token in doc]
        from spacy.attrs import DEP, ORTH, TAG

        known, openers = self.known, self.openers
        if len(known) > MOST_WORDS:
            known.clear()
            openers.clear()
        keys = list(map(tuple, doc.to_array([ORTH, TAG, DEP]).tolist()))
        if new := [key for key in dict.fromkeys(keys) if key not in known]:
            self._learn(new)
        if openers:
            for k, key in enumerate(keys):
                if key in openers and any(self._may_hold(pattern, keys[k:]) for pattern in openers[key]):
                    return [self._record(token) for token in self.lemmatizer(self.ruler(doc))]
        return [known[key] for key in keys]

    def _may_hold(self, pattern: Sequence[dict[str, Any]], keys: Sequence[tuple[int, int, int]]) -> bool:
        """Whether the words from here on are what a pattern of several words asks for."""
        return len(keys) >= len(pattern) and all(
            _fits(token, *self._strings(*key)) for token, key in zip(pattern, keys, strict=False)
        )

    def _strings(self, orth: int, tag: int, dep: int) -> tuple[str, str, str]:
        return self.vocab[orth].lower_, self.strings[tag], self.strings[dep]

    def _learn(self, keys: Sequence[tuple[int, int, int]]) -> None:
        """Has the components look at words, each as if it stood alone."""
        from spacy.tokens import Doc

        words = [self.vocab[orth].text for orth, _, _ in keys]
        attributes: dict[str, list[Any]] = {name: [] for name in ("tags", "deps", "pos", "morphs", "lemmas")}
        for key, word in zip(keys, words, strict=True):
            lower, tag, dep = self._strings(*key)
            for name, value in self._ruled(word, lower, tag, dep).items():
                attributes[name].append(value)
            if opened := [pattern for pattern in self.spans if _fits(pattern[0], lower, tag, dep)]:
                self.openers[key] = opened
        doc = Doc(self.vocab, words=words, heads=list(range(len(words))), **attributes)  # type: ignore[arg-type]
        self.known.update(zip(keys, map(self._record, self.lemmatizer(doc)), strict=True))

    def _ruled(self, word: str, lower: str, tag: str, dep: str) -> dict[str, str]:
        """What the ruler makes of a word; the same of all that no pattern names, by tag and dependency."""
        from spacy.tokens import Doc

        is_itself = word.isspace() or lower in self.named or any(_is(lower, wanted) for wanted in self.described)
        key = (lower if is_itself else "", tag, dep)
        if key not in self.ruled:
            (token,) = self.ruler(Doc(self.vocab, words=[word], tags=[tag], deps=[dep], heads=[0]))
            self.ruled[key] = {
                "tags": token.tag_, "deps": token.dep_, "pos": token.pos_, "morphs": str(token.morph),
                "lemmas": token.lemma_
            }  # fmt: skip
        return self.ruled[key]

    def _record(self, token: Any) -> Word:
        # spaCy makes a string anew each time it is asked. One object a word makes all look-ups faster.
        lemma = self.corrections.get(token.lemma_, token.lemma_.lower())
        return intern(token.text), intern(lemma), intern(token.pos_), intern(token.tag_), intern(token.dep_)


def _is_decided(token: Mapping[str, Any]) -> bool:
    """Whether small letters, tag and dependency decide what a part of a pattern asks of a word."""
    return token.keys() <= DECIDED and all(
        isinstance(wanted, str) or (isinstance(wanted, dict) and wanted.keys() <= WAYS and len(wanted) == 1)
        for name, wanted in token.items()
        if name != "IS_SPACE"
    )


def _listed(wanted: Any) -> list[str]:
    """The words that a part of a pattern lists; none where it describes them."""
    return [wanted] if isinstance(wanted, str) else list(wanted.get("IN", ()))


def _fits(token: Mapping[str, Any], lower: str, tag: str, dep: str) -> bool:
    """Whether a word is what a part of a pattern asks for; of white space it is not told here."""
    return all(
        name not in token or _is(found, token[name]) for name, found in (("LOWER", lower), ("TAG", tag), ("DEP", dep))
    )


def _is(found: str, wanted: Any) -> bool:
    if isinstance(wanted, str):
        return found == wanted
    way, value = next(iter(wanted.items()))
    return re.search(value, found) is not None if way == "REGEX" else (found in value) == (way == "IN")


def _pipe(nlp: Language, name: str) -> Any:
    return nlp.get_pipe(name) if nlp.has_pipe(name) else None
