"""Named-entity recognition of many sentences together, since that is several times quicker than one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from coder.actors.lexicon import Lexicon
from coder.actors.readings import asks_entities
from coder.records import Entity, Sentence
from coder.text.parse import BATCH, recognise_all

if TYPE_CHECKING:
    from spacy.language import Language


class Recognition:
    """What a pipeline recognises in sentences, each with the answer that it would get by itself.

    `may_tell` says whether a sentence may hold an event, and so will ask.
    """

    def __init__(self, nlp: Language, lexicon: Lexicon, may_tell: Callable[[Sentence], bool]) -> None:
        self._nlp, self._lexicon, self._may_tell = nlp, lexicon, may_tell
        # The sentences of a batch that are still to be coded, and what was recognised in any of it.
        self._ahead: list[Sentence] = []
        self._found: dict[Sentence, tuple[Entity, ...]] = {}

    def ahead_of(self, parsed: Iterator[Sentence]) -> Iterator[Sentence]:
        """The sentences, some at a time, so that those of them that need it are recognised together."""
        while window := list(islice(parsed, BATCH)):
            self._found = {}
            for k, sentence in enumerate(window):
                self._ahead = window[k:]
                yield sentence
        self._ahead = []

    def of(self, sentence: Sentence) -> Iterable[Entity]:
        """The entities of a sentence; those of the next that will be asked about are found at the same time."""
        if sentence not in self._found:
            later = (s for s in self._ahead if s is not sentence and s not in self._found)
            wanted = [s for s in later if self._may_tell(s) and asks_entities(s, self._lexicon.mentions(s))]
            together = [sentence, *wanted]
            self._found.update(zip(together, recognise_all(self._nlp, together), strict=True))
        return self._found[sentence]

    def of_all(self, sentences: Sequence[Sentence]) -> Mapping[Sentence, Iterable[Entity]]:
        """The entities of each; of those that have been asked about as they were found then."""
        new = [s for s in sentences if s not in self._found]
        found = dict(zip(new, recognise_all(self._nlp, new), strict=True)) if new else {}
        return {s: self._found.get(s) or found.get(s, ()) for s in sentences}
