"""Why a text was coded so, or why not, for a terminal: the answer first, then the trace that coding makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table

from coder.dataset.read import read_table
from coder.errors import CoderError
from coder.records import Actor, Clause, Document, Event, Sentence
from coder.text.corpus import PLAIN, Reading, read_documents

if TYPE_CHECKING:
    from coder.pipeline import Coder, Coding

# How notes begin that say why an action is no event, and those on rules that nearly fired.
LEFT = "left: "
CLOSE = " came close"
COUNTS = ("killed", "injured", "arrested", "crowd_size")


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a sentence in short: its events as lines, or the one reason why there is none."""

    events: tuple[str, ...]
    reason: str = ""


def explain(coder: Coder, codings: Sequence[Coding]) -> Iterator[RenderableType]:
    """A panel for each sentence: its events or the reason why not; below them actors, clauses, rules and the parse.

    The sentence itself stands whole below the answer.
    """
    for coding in codings:
        found = answer(coding, coder)
        parts: list[RenderableType] = [f"[bold]{escape(line)}[/bold]" for line in found.events]
        if found.reason:
            parts.append(f"[bold]no event[/bold]: {escape(found.reason)}")
        parts += ["", escape(" ".join(coding.sentence.text.split()))]
        if coding.dyads:
            parts += ["", event_table(coding, coder)]
        parts += ["", *clause_lines(coding), "", parse_table(coding.sentence)]
        yield Panel(Group(*parts))


def shortened(text: str, most: int = 100) -> str:
    """The text up to a word's end."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[:most].rpartition(" ")[0] + " …"


def answer(coding: Coding, coder: Coder) -> Answer:
    """The events of a sentence as lines, or the one reason why it has none."""
    if coding.events:
        return Answer(tuple(event_line(event) for event in coding.events))
    return Answer((), reason(coding, coder))


def event_line(event: Event) -> str:
    """An event in one line: 'FRA → RUS: 161 Reduce or break diplomatic relations, 2018-03-26'."""
    return (
        f"{event.source_code or event.source_text or '—'} → {event.target_code or event.target_text or '—'}: "
        f"{event.event_code} {event.event_name}, {event.event_date}"
    )


def reason(coding: Coding, coder: Coder) -> str:
    """The one reason why a sentence has no event.

    What was decided of the clause nearest the top of the sentence; else that its rules lacked something; else that
    no word of it is a trigger of the rulebook.
    """
    ranked = sorted(coding.notes, key=lambda note: (_depth(coding.clauses, note[0]), note[0]))
    for _, text in ranked:
        if text.startswith(LEFT):
            return text.removeprefix(LEFT)
    for k, text in ranked:
        if CLOSE in text:
            return f"no rule fits '{coding.clauses[k].lemma}': {text}"
    if not coding.clauses:
        return "it has no clause: no verb, and no noun that names an event"
    if not coder.screen.passes(coding.sentence.text):
        return "it holds no word that names an action in the rulebook"
    lemmas = ", ".join(dict.fromkeys(f"'{c.lemma}'" for c in coding.clauses))
    return f"no rule fits its predicates {lemmas}"


def _depth(clauses: Sequence[Clause], k: int) -> int:
    depth = 0
    while 0 <= k < len(clauses) and (above := clauses[k].governor) is not None and depth < len(clauses):
        k, depth = above, depth + 1
    return depth


def parse_table(sentence: Sentence) -> Table:
    """The words with lemma, part of speech, dependency label and governor."""
    table = Table("#", "word", "lemma", "tag", "label", "of", title="Parse", box=None, title_justify="left")
    for token in sentence.tokens:
        head = "" if token.head == token.i else f"{sentence.tokens[token.head].text} ({token.head})"
        table.add_row(str(token.i), escape(token.text), escape(token.lemma), token.tag, token.dep, escape(head))
    return table


def clause_lines(coding: Coding) -> Iterator[RenderableType]:
    """The clauses with their arguments, and below each what the rulebook made of it."""
    yield "[italic]Clauses[/italic]"
    for k in range(len(coding.clauses)):
        name, told, happened, notes = map(escape, clause_cells(coding, k))
        yield Padding(f"{name}, {happened}: {told}" if told else f"{name}, {happened}", (0, 0, 0, 1))
        yield from (Padding(note, (0, 0, 0, 5)) for note in notes.split("\n"))


def clause_cells(coding: Coding, k: int) -> tuple[str, str, str, str]:
    """A clause in words: its predicate, arguments, status, and the notes of the rulebook on it."""
    clause = coding.clauses[k]
    notes = "\n".join(text for number, text in coding.notes if number == k)
    return f"{k} {clause.lemma} ({clause.kind})", arguments(coding.sentence, clause), status(clause), notes or "no rule"


def arguments(sentence: Sentence, clause: Clause) -> str:
    """The arguments of a clause in words: 'subject France; object diplomats'."""
    return "; ".join(
        f"{a.role} {sentence.tokens[a.head].text}{' (shared)' if a.shared else ''}" for a in clause.arguments
    )


def status(clause: Clause) -> str:
    """Whether a clause says that something happened."""
    return f"not {clause.status}" if clause.negated else clause.status


def event_table(coding: Coding, coder: Coder) -> Table:
    """The events with the rules composed into them and the dictionary entries behind their actors."""
    table = Table(box=None, show_header=False, title="Events", title_justify="left")
    for rows in event_cells(coding, coder):
        for label, value in rows:
            table.add_row(label, escape(value))
        table.add_section()
    return table


def event_cells(coding: Coding, coder: Coder) -> Iterator[list[tuple[str, str]]]:
    """Each event of a sentence as labelled values: code, actors with their entries, composition, circumstances."""
    for dyad, event in zip(coding.dyads, coding.events, strict=True):
        code = coder.ontology.require(dyad.action.code)
        yield [
            ("event", f"{code.code} {code.name}"),
            ("source", actor(dyad.source)),
            ("target", actor(dyad.target)),
            ("composition", f"{dyad.action.stance}: {' over '.join(dyad.action.path)}"),
            ("circumstances", circumstances(event)),
            ("confidence", f"{event.confidence:.2f}"),
        ]


def circumstances(event: Event) -> str:
    """When, where and how many, with the precision of each: '2025-06-24 (day); Yekaterinburg, RUS (city); killed 2'."""
    parts = [f"{event.event_date} ({event.event_date_precision})"]
    if event.place_name:
        parts.append(f"{event.place_name}, {event.place_country} ({event.place_precision})")
    counts = [(name.partition("_")[0], getattr(event, name)) for name in COUNTS]
    return "; ".join(parts + [f"{name} {number}" for name, number in counts if number is not None])


def actor(found: Actor | None) -> str:
    """An actor in words: code, phrase, and the entries that made the code."""
    if found is None:
        return "none found"
    inferred = " (inferred)" if found.inferred else ""
    words = f" “{found.text}” [{found.entry}]" if found.text else ""
    return f"{found.code or 'unknown'}{words}{inferred}"


def explained_document(
    folder: Path, doc_id: str, corpus: Sequence[Path] = (), reading: Reading = PLAIN
) -> tuple[str, str]:
    """The text of a document of a dataset and its day of publication: whole, from `corpus`, else the sentences with
    events.

    Raises CoderError where the dataset or the corpus does not have it, or no sentence of it is kept.
    """
    documents = read_table(folder, "documents")
    places = [n for n, known in enumerate(documents["doc_id"].to_pylist()) if known == doc_id]
    if not places:
        raise CoderError(f"{folder}: there is no document {doc_id!r}; its documents are in documents/")
    published = str(documents["publication_date"][places[0]].as_py())
    if corpus:
        read = (d for d in read_documents(corpus, reading) if isinstance(d, Document))
        found = next((d for d in read if d.doc_id == doc_id), None)
        if found is None:
            raise CoderError(
                f"{corpus[0]}: no document {doc_id!r} can be read in it; give --encoding and --date-format as the "
                f"dataset was made with"
            )
        return found.text, published
    rows = (r for r in read_table(folder, "events").to_pylist() if r["doc_id"] == doc_id and r["sentence"])
    sentences = {r["sentence_index"]: r["sentence"] for r in rows}
    if not sentences:
        raise CoderError(
            f"{folder}: it keeps no sentence of {doc_id!r}, which has no event or was written without text. "
            "Name the corpus that holds it: --corpus FILE"
        )
    return "\n\n".join(sentences[k] for k in sorted(sentences)), published
