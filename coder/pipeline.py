"""The whole way from text to events: the one place that joins the steps."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from itertools import compress, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coder.actions.bases import Note
from coder.actions.compose import Action, find_actions
from coder.actions.parts import Part
from coder.actions.possible import Possible
from coder.actions.rulebook import load_rulebook
from coder.actions.stances import load_composition
from coder.actors.entities import Entities, lacks_type
from coder.actors.lexicon import DICTIONARIES, load_lexicon
from coder.actors.recognition import Recognition, Waiting
from coder.actors.reference import Context
from coder.actors.sentence import SentenceActors, name_words, printed_names
from coder.attributes.asking import Asked, Asking, asked_of
from coder.attributes.circumstances import circumstances, without_events
from coder.attributes.paragraph import Paragraph
from coder.attributes.places import load_gazetteer
from coder.attributes.unlisted import may_be_unlisted
from coder.cameo.ontology import load_ontology
from coder.cameo.plover import load_plover_words
from coder.clauses.find import find_clauses
from coder.clauses.grammar import load_grammar
from coder.errors import CoderError
from coder.events.ahead import told_later
from coder.events.columns import amended, as_told, columns, past, plover, side
from coder.events.dyads import Dyad, event_id, find_dyads, trigger_span, whom_answered
from coder.events.facts import Facts
from coder.events.keep import Verdict, judge, judge_aside, load_keep
from coder.events.likely import SIDES_FILE, load_sides
from coder.events.marked import Marked, begins_anew, is_short, marked, passing
from coder.events.original import in_original
from coder.events.pages import asked_words, surely_on
from coder.events.reader import READER, READER_FILE, load_reader
from coder.events.readings import second_reading, uncoded
from coder.events.screening import kept_demands, named_in
from coder.events.setting import SentenceSetting
from coder.events.sides import Resolver
from coder.events.unsaid import deeds_of, directed
from coder.events.whole import told_once, whole
from coder.files.words import words_checksum
from coder.garbage import loading, rarely_collected
from coder.memo import Once, weakly
from coder.mending.second_look import read_sentences
from coder.records import Clause, CodedDocument, Document, Event, Sentence
from coder.text.clean import clean
from coder.text.fields import given_date
from coder.text.parse import DEFAULT_MODEL, lemma_corrections, load_parser, parse_units, verb_lemma
from coder.text.screen import Pages, make_screen
from coder.text.sentences import MAX_CHARACTERS, Unit, text_to_parse, too_long, units
from coder.text.vocabulary import English, read_vocabulary

if TYPE_CHECKING:
    import pandas as pd

STEPS = ("screen", "dates", "places", "numbers", "plover", "sides", "reader")
# Documents parsed together: fixed, so that the parser's batches do not depend on the number of workers.
CHUNK = 64


@dataclass(slots=True)
class Coding:
    """What was made of one sentence on the way to its events: the trace that `coder explain` shows."""

    sentence: Sentence
    clauses: tuple[Clause, ...]
    actions: tuple[Action, ...]
    dyads: tuple[Dyad, ...]
    events: tuple[Event, ...]
    notes: tuple[tuple[int, str], ...]
    verdicts: tuple[Verdict, ...] = ()
    unread: tuple[tuple[Dyad, Facts], ...] = ()
    parts: tuple[Part, ...] = ()
    settled: tuple[Dyad, ...] = ()
    resolver: Resolver | None = None


class Unfinished(NamedTuple):
    """A sentence of which it is known who did what to whom: `finish` adds when, where and how many. `asking` is the
    sentence where that asks for its named entities; `context` is what the next one is to know.
    """

    finish: Callable[[], Coding]
    asking: Sentence | None
    context: Context


class Coder:
    """Codes news texts as political events, with the codes of the CAMEO codebook (Schrodt 2012, version 1.1b3).

    `rules`, `actors` and `keep` are files that extend or override the rulebook, the dictionaries and the decisions
    which actions are events; `reader` and `sides` are weights files of `coder train`; `without` names steps to leave
    out ('screen', 'dates', 'places', 'numbers', 'plover', 'sides', 'reader'). Raises ModelError or DataFileError when
    it can't be made.

    >>> Coder().code("France expelled two Russian diplomats on Monday.", date="2018-03-27")[0].event_code
    '161'
    """

    @loading()
    def __init__(
        self,
        model: str = DEFAULT_MODEL,
        rules: Sequence[str | Path] = (),
        actors: Sequence[str | Path] = (),
        without: Iterable[str] = (),
        keep: Sequence[str | Path] = (),
        reader: str | Path | None = None,
        sides: str | Path | None = None,
    ) -> None:
        self.without = frozenset(without)
        if unknown := self.without - set(STEPS):
            raise CoderError(f"there is no step '{sorted(unknown)[0]}' to leave out; steps are {', '.join(STEPS)}")
        self.ontology = load_ontology()
        self.grammar = load_grammar()
        self.composition = load_composition()
        self.rulebook = load_rulebook(self.ontology, self.composition.operators, [Path(p) for p in rules])
        self.possible = Possible(self.rulebook, self.composition, self.grammar)
        self.keep = load_keep([Path(p) for p in keep])
        self.actor_files = [Path(p) for p in actors]
        self.lexicon = load_lexicon(self.actor_files)
        self.plover_words = load_plover_words(self.ontology)
        self.gazetteer = load_gazetteer()
        self.placing = None if "places" in self.without else self.gazetteer
        self.reader = None if "reader" in self.without else load_reader(Path(reader) if reader else READER_FILE)
        self.sides = None if "sides" in self.without else load_sides(Path(sides) if sides else SIDES_FILE)
        self.model = model
        self.nlp = load_parser(model)
        self.recognition = Recognition(self.nlp, self.lexicon, self.possible.may_tell)
        # The reader reads only what the screen lets pass, so that leaving the screen out changes no row.
        asked = kept_demands(self.rulebook, self.composition, self.keep)
        self.screen = make_screen(self.nlp, asked, lemma_corrections(), Pages(surely_on, asked_words()))
        self.named = named_in(self.lexicon)
        self.english = English(cache(lambda: read_vocabulary(self.nlp)), cache(lambda: printed_names(self.lexicon)))

    # --- what users call -----------------------------------------------------------------------------------------

    def code(self, text: str, date: date | str | None = None, title: str | None = None) -> list[Event]:
        """The events of one text. `date` is the day of publication, today by default.

        Raises CoderError when `date` is no ISO date.
        """
        return list(next(self.code_documents([Document("text", given_date(date), text, title)])).events)

    def code_documents(self, documents: Iterable[Document]) -> Iterator[CodedDocument]:
        """Each document with its events, in the order of the input and in bounded memory."""
        stream = iter(documents)
        while chunk := list(islice(stream, CHUNK)):
            yield from self._code_chunk(chunk)

    def to_pandas(self, events: Iterable[Event]) -> pd.DataFrame:
        """Events as a DataFrame with the columns and types of a dataset."""
        from coder.schema import events_to_pandas

        return events_to_pandas(events)

    def trace(self, text: str, date: date | str | None = None, near: bool = True) -> list[Coding]:
        """How each sentence of a text was coded, step by step, by the very code that codes it."""
        return next(self.traces([text], date, near))

    def traces(self, texts: Sequence[str], date: date | str | None = None, near: bool = True) -> Iterator[list[Coding]]:
        """The trace of each text; see `trace`. Its offsets are those of the text as it was cleaned.

        With `near` the notes tell too which rules came close.
        """
        cleaned = (clean(text, self.english).text for text in texts)
        documents = [Document(f"text-{n}", given_date(date), text) for n, text in enumerate(cleaned)]
        found = [(d, unit) for d in documents for unit in units(d.text)]
        parsed = self.recognition.ahead_of(iter(list(self._parsed(found))))
        for document in documents:
            codings: list[Coding] = []
            asked, end = Asking(document.text, document.date, self.gazetteer, self.without).at, 0
            given = list(units(document.text))
            for unit, passes in zip(given, passing(document, given, self.screen, self.named), strict=True):
                if begins_anew(len(codings)):
                    context, paragraph = Context(), Paragraph()
                paragraph.between(document.text[end : unit.start])
                unfinished = self._code_sentence(
                    document, unit, next(parsed), context, asked(unit.start), paragraph, near, True, is_read=passes
                )
                context = unfinished.context
                codings.append(unfinished.finish())
                if late := paragraph.late():
                    codings = [replace(c, events=amended(c.events, late)) for c in codings]
                end = unit.end
            told = [e for c in codings for e in c.events]
            again = told_later(told, document.text, [unit.end for unit in given], asked, self.placing)
            yield [replace(c, events=tuple(again.get(e.event_id, e) for e in c.events)) for c in codings]

    def versions(self) -> dict[str, str]:
        """Checksums and versions of what decides the coding, for the manifest."""
        meta = self.nlp.meta
        lexicon = hashlib.sha256()
        for path in [*sorted(DICTIONARIES.glob("*.csv")), *self.actor_files]:
            lexicon.update(path.read_bytes())
        return {
            "rulebook": self.rulebook.checksum,
            "keep": self.keep.checksum,
            "lexicon": lexicon.hexdigest()[:16],
            "words": words_checksum(),
            **{name: w.checksum for name, w in (("reader", self.reader), ("sides", self.sides)) if w is not None},
            "model": f"{meta['lang']}_{meta['name']} {meta['version']}",
        }

    # --- a chunk of documents --------------------------------------------------------------------------------------

    def _code_chunk(self, documents: Sequence[Document]) -> Iterator[CodedDocument]:
        # From here on a document's text is the clean one; what leaves is told of the text as it was given.
        cleaned = [clean(d.text, self.english) for d in documents]
        read = [replace(d, text=c.text) for d, c in zip(documents, cleaned, strict=True)]
        kept = [marked(d, self.screen, self.named, "screen" not in self.without) for d in read]
        parsed = self.recognition.ahead_of(
            self._parsed([(d, m.unit) for d, found in zip(read, kept, strict=True) for m in found if m.is_parsed])
        )
        waiting = Waiting(self.recognition)
        with rarely_collected():
            coded = [
                self._code_document(document, found, parsed, waiting)
                for document, found in zip(read, kept, strict=True)
            ]
            waiting.finish()
        for given, text, (found, sentences, screened), units_ in zip(documents, cleaned, coded, kept, strict=True):
            events = tuple(in_original(event, given.text, text) for event in found.values())
            long = [text.original(u.start, u.end) for u, *_ in units_ if not is_short(u)]
            rejects = tuple(too_long(given, *span) for span in long)
            yield CodedDocument(
                given, events, sentences, screened, rejects=rejects, quality=(*given.flags, *text.flags)
            )

    def _parsed(self, found: Sequence[tuple[Document, Unit]]) -> Iterator[Sentence]:
        names = partial(name_words, self.lexicon)
        texts = (
            (text_to_parse(d.text, u.start, u.end, u.headline, names), u.start, u.index, u.headline) for d, u in found
        )
        return read_sentences(texts, partial(parse_units, self.nlp), partial(verb_lemma, self.nlp))

    def _code_document(
        self, document: Document, found: Sequence[Marked], parsed: Iterator[Sentence], waiting: Waiting
    ) -> tuple[dict[str, Event], int, int]:
        """The events of a document by their ids, how many sentences it has, and how many were set aside.

        `parsed` gives the sentences of this document next, then those of the following ones. Some events are there only
        once `waiting` has finished.
        """
        events: dict[str, Event] = {}
        ends = [unit.end for unit, *_ in found]
        sentences = screened = end = 0
        asked = Asking(document.text, document.date, self.gazetteer, self.without).at

        def told(paragraph: Paragraph, unfinished: Unfinished, characters: str) -> None:
            paragraph.between(characters)
            for event in unfinished.finish().events:
                events.setdefault(event.event_id, event)
            if late := paragraph.late():
                events.update({e.event_id: e for e in amended([events[key] for key in late if key in events], late)})

        def passed(paragraph: Paragraph, characters: str, text: str) -> None:
            paragraph.between(characters)
            paragraph.past(text, document.date)

        for number, (unit, is_parsed, may_tell, is_read) in enumerate(found):
            if begins_anew(number):
                context, paragraph = Context(), Paragraph()
            between, end = document.text[end : unit.start], unit.end
            is_sentence = (unit.start, unit.end) == unit.sentence
            sentences += is_sentence
            if not is_parsed:
                screened += is_sentence and is_short(unit)
                text = document.text[unit.start : unit.end][:MAX_CHARACTERS]
                waiting.add(document, partial(passed, paragraph, between, text))
            else:
                unfinished = self._code_sentence(
                    document, unit, next(parsed), context, asked(unit.start), paragraph, False, False, may_tell, is_read
                )
                context = unfinished.context
                waiting.add(document, partial(told, paragraph, unfinished, between), unfinished.asking)
        later = partial(told_later, text=document.text, ends=ends, asked=asked, gazetteer=self.placing)
        waiting.add(document, lambda: events.update(later(tuple(events.values()))))
        return events, sentences, screened

    # --- a sentence ----------------------------------------------------------------------------------------------

    def _code_sentence(
        self, document: Document, unit: Unit, sentence: Sentence, context: Context,
        asked: Callable[[], Asked], paragraph: Paragraph, near: bool, traced: bool,
        may_tell: bool = True, is_read: bool = True,
    ) -> Unfinished:  # fmt: skip
        # A trace shows what was looked at too.
        notes: list[tuple[int, str]] = []
        note: Callable[[int, str], None] = lambda k, text: notes.append((k, text))  # noqa: E731
        all_clauses = Once(lambda: find_clauses(sentence, self.rulebook.nouns, self.grammar))
        entities = Entities(sentence, self.recognition.of)
        setting = SentenceSetting(
            sentence, all_clauses, lambda: asked().over, self.gazetteer, lambda: context.known.countries, document.text
        )
        resolver = SentenceActors(sentence, self.lexicon, document.date, context, setting, lambda: entities.found)
        setting.states = weakly(resolver, lambda actors: actors.names.states)
        possible = traced or (may_tell and self.recognition.may_tell(sentence))
        reads = Once(lambda: self.reader is not None and is_read and resolver.may_act)

        def nothing(coding: Coding) -> Coding:
            without_events(sentence, all_clauses, document.date, asked, paragraph)
            return coding

        if not (possible or reads()):
            return Unfinished(partial(nothing, Coding(sentence, (), (), (), (), ())), None, resolver.context_after())
        clauses = all_clauses()
        close: list[tuple[int, str]] = []
        tell_near: Note | None = (lambda k, text: close.append((k, text))) if near else None
        told = find_actions(
            sentence, clauses, self.rulebook, self.composition, self.grammar, resolver.facts, self.keep.parts, note,
            tell_near
        )  # fmt: skip
        verdicts = judge(find_dyads(told.actions, clauses, resolver), clauses, resolver, self.keep)
        aside = judge_aside(told.parts, verdicts, clauses, resolver, self.keep) if traced or reads() else []
        alone = uncoded(clauses, told, resolver) if traced or reads() else []
        if self.reader is not None:
            known, read = second_reading(
                self.reader, self.keep, resolver, clauses, verdicts + aside, alone if reads() else [], is_read, traced
            )
            notes += read
        else:
            known = [(v.dyad, v.facts) for v in verdicts if v.kept]
            notes += dict.fromkeys(
                (v.dyad.action.clause, f"left: {v.decision.because}") for v in verdicts if not v.kept
            )
        kept = directed([d for d, _ in known], clauses, resolver)
        after = resolver.context_after(whom_answered([v.dyad for v in verdicts]), deeds_of(kept, clauses))
        coding = Coding(
            sentence, clauses, tuple(told.actions), tuple(kept), (), tuple(notes + close), tuple(verdicts + aside),
            tuple(alone), told.parts, resolver=resolver if traced else None
        )  # fmt: skip
        if not kept:
            return Unfinished(partial(nothing, coding), None, after)
        here = Once(lambda: asked_of(asked(), after.known.countries, lambda: resolver.named, resolver.names.states))
        complete = partial(whole, [f for _, f in known], clauses, resolver, self.sides, self.reader, entities.typed)
        finish = partial(self._with_events, coding, document, unit, here, complete, paragraph)
        return Unfinished(finish, sentence if self._asks_entities(coding) else None, after)

    def _asks_entities(self, coding: Coding) -> bool:
        """Whether the events of a sentence will ask for the entities of its sentence, as far as can be foreseen."""
        unknown = (lacks_type(a, coding.sentence) for dyad in coding.dyads for a in (dyad.source, dyad.target))
        return any(unknown) or ("places" not in self.without and may_be_unlisted(coding.sentence, self.gazetteer))

    def _with_events(
        self, coding: Coding, document: Document, unit: Unit, asked: Callable[[], Asked],
        complete: Callable[..., tuple[list[Dyad], list[tuple[int, str]]]], paragraph: Paragraph,
    ) -> Coding:  # fmt: skip
        """The coding with the events of its dyads, which get their circumstances and are made `complete`."""
        told = list(map(as_told, coding.dyads))
        found = circumstances(coding.sentence, coding.clauses, told, document.date, asked(), paragraph)
        dyads, notes = complete(coding.dyads, [c.numbers.killed for c in found])
        pairs = zip(dyads, found, strict=True)
        events = [self._event(document, unit, coding.sentence, coding.clauses, d, columns(c)) for d, c in pairs]
        paragraph.hold([e.event_id if e.stance == "actual" else None for e in events])
        new = [not c.is_told for c in found]
        once, events = told_once(list(compress(dyads, new)), list(compress(events, new)))
        noted = (*coding.notes, *notes)
        return replace(coding, notes=noted, settled=tuple(dyads), dyads=tuple(once), events=tuple(events))

    def _event(
        self,
        document: Document,
        unit: Unit,
        sentence: Sentence,
        clauses: Sequence[Clause],
        dyad: Dyad,
        attributes: dict[str, Any],
    ) -> Event:
        k, source, target = dyad.action.clause, dyad.source, dyad.target
        code = self.ontology.require(dyad.action.code)
        start, end = trigger_span(sentence, clauses[k])
        spans = (start, end, *((a.start, a.end) if a else None for a in (source, target)))
        values: dict[str, Any] = {
            "event_id": event_id(document.doc_id, unit.start, *spans, code.code), "doc_id": document.doc_id,
            "sentence_index": unit.index, "sentence": document.text[slice(*unit.sentence)],
            "publication_date": document.date,
            **side("source", source), **side("target", target),
            "event_code": code.code, "event_base_code": code.base, "event_root_code": code.root,
            "event_name": code.name,
            "quad_class": code.quad_class, "goldstein": code.goldstein,
            **plover(code.code, sentence, self.ontology, None if "plover" in self.without else self.plover_words),
            "trigger_text": document.text[start:end], "trigger_start": start, "trigger_end": end,
            "stance": dyad.action.stance, "rule_id": "+".join(dyad.action.path), "confidence": dyad.confidence,
            "coded_by": READER if dyad.doubted else "rule",
            **past(attributes, dyad.action.stance, document.date),
            "source_name": document.source, "title": document.title, "url": document.url,
            "sentence_start": unit.sentence[0],
        }  # fmt: skip
        return Event(**values)
