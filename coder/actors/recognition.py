"""Named-entity recognition of many sentences together, since that is several times quicker than one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from coder.actors.lexicon import Lexicon
from coder.actors.readings import asks_entities
from coder.memo import Answers
from coder.records import Entity, Sentence
from coder.text.parse import BATCH, recognise_all

if TYPE_CHECKING:
    from spacy.language import Language


# What was found is kept of so many sentences; when it is full it begins anew, so that long runs stay small.
MOST_SENTENCES = 4 * BATCH
# So many sentences are recognised together, and so many steps wait for them at most.
MOST_ASKING, MOST_STEPS = 64, 1024


class Recognition:
    """What a pipeline recognises in sentences, each with the answer that it would get by itself.

    `may_tell` says whether a sentence may hold an event, and so will ask.
    """

    def __init__(self, nlp: Language, lexicon: Lexicon, may_tell: Callable[[Sentence], bool]) -> None:
        self._nlp, self._lexicon = nlp, lexicon
        # The sentences of a batch that are still to be looked at, and what was recognised in any.
        self._ahead: list[Sentence] = []
        self._tells = Answers[Sentence, bool](may_tell)
        self._found: dict[Sentence, tuple[Entity, ...]] = {}

    def ahead_of(self, parsed: Iterator[Sentence]) -> Iterator[Sentence]:
        """The sentences, some at a time, so that those of them that need it are recognised together."""
        self._found = {}
        while window := list(islice(parsed, BATCH)):
            self._tells.clear()
            self._ahead = window[::-1]
            for sentence in window:
                if self._ahead and self._ahead[-1] is sentence:
                    self._ahead.pop()
                yield sentence

    def may_tell(self, sentence: Sentence) -> bool:
        """Whether a sentence may hold an event, worked out once for each sentence of a batch."""
        return self._tells[sentence]

    def of(self, sentence: Sentence) -> Iterable[Entity]:
        """The entities of a sentence; those of the next that will be asked about are found at the same time."""
        if sentence not in self._found:
            later = [s for s in reversed(self._ahead) if s is not sentence and s not in self._found]
            self._ahead = []
            self.of_all([sentence, *(s for s in later if self._asks(s))])
        return self._found[sentence]

    def _asks(self, sentence: Sentence) -> bool:
        return self.may_tell(sentence) and asks_entities(sentence, self._lexicon.mentions(sentence))

    def of_all(self, sentences: Sequence[Sentence]) -> Mapping[Sentence, Iterable[Entity]]:
        """The entities of each; of those that have been asked about as they were found then."""
        if len(self._found) > MOST_SENTENCES:
            self._found = {}
        if new := [s for s in dict.fromkeys(sentences) if s not in self._found]:
            self._found.update(zip(new, recognise_all(self._nlp, new), strict=True))
        return {s: self._found[s] for s in sentences}


class Waiting:
    """The steps of documents, each document's in order; one that asks for named entities waits, and all that follow it
    in its document, until many can be recognised together.
    """

    def __init__(self, recognition: Recognition) -> None:
        self._recognition = recognition
        self._steps: list[Callable[[], None]] = []
        self._sentences: list[Sentence] = []
        self._of: object = None

    def add(self, document: object, step: Callable[[], None], asking: Sentence | None = None) -> None:
        """Takes the next step of a document, now or later; `asking` is the sentence whose entities it asks for."""
        if asking is None and document is not self._of:
            step()
            return
        self._of = document
        self._steps.append(step)
        if asking is not None:
            self._sentences.append(asking)
        if len(self._sentences) >= MOST_ASKING or len(self._steps) >= MOST_STEPS:
            self.finish()

    def finish(self) -> None:
        """Takes all steps that wait."""
        self._recognition.of_all(self._sentences)
        for step in self._steps:
            step()
        self._steps, self._sentences, self._of = [], [], None
