"""Why a text was coded so, or why not, for a terminal: the trace that coding makes, printed sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table

from coder.records import Actor, Clause, Event, Sentence

if TYPE_CHECKING:
    from coder.pipeline import Coder, Coding


def explain(coder: Coder, text: str, date: str | None = None) -> Iterator[RenderableType]:
    """A panel for each sentence: parse, clauses with their arguments, rules tried and left, events with their actors."""
    for coding in coder.trace(text, date):
        parts: list[RenderableType] = [parse_table(coding.sentence), clause_table(coding)]
        parts.append(event_table(coding, coder) if coding.dyads else "[bold]no event[/bold]")
        yield Panel(Group(*parts), title=escape(coding.sentence.text[:100]), title_align="left")


def parse_table(sentence: Sentence) -> Table:
    """The words with lemma, part of speech, dependency label and governor."""
    table = Table("#", "word", "lemma", "tag", "label", "of", title="Parse", box=None, title_justify="left")
    for token in sentence.tokens:
        head = "" if token.head == token.i else f"{sentence.tokens[token.head].text} ({token.head})"
        table.add_row(str(token.i), escape(token.text), escape(token.lemma), token.tag, token.dep, escape(head))
    return table


def clause_table(coding: Coding) -> Table:
    """The clauses with their arguments and what the rulebook made of them."""
    table = Table("clause", "arguments", "status", "rules", title="Clauses", box=None, title_justify="left")
    for k, clause in enumerate(coding.clauses):
        notes = "\n".join(escape(text) for number, text in coding.notes if number == k)
        table.add_row(f"{k} {escape(clause.lemma)} ({clause.kind})", escape(arguments(coding.sentence, clause)), status(clause), notes or "no rule")
    return table


def arguments(sentence: Sentence, clause: Clause) -> str:
    """The arguments of a clause in words: 'subject France; object diplomats'."""
    return "; ".join(f"{a.role} {sentence.tokens[a.head].text}{' (shared)' if a.shared else ''}" for a in clause.arguments)


def status(clause: Clause) -> str:
    """Whether a clause says that something happened."""
    return f"not {clause.status}" if clause.negated else clause.status


def event_table(coding: Coding, coder: Coder) -> Table:
    """The events with the rules composed into them and the dictionary entries behind their actors."""
    table = Table(box=None, show_header=False, title="Events", title_justify="left")
    for dyad, event in zip(coding.dyads, coding.events, strict=True):
        code = coder.ontology.require(dyad.action.code)
        for label, value in (
            ("event", f"[bold]{code.code} {escape(code.name)}[/bold]"),
            ("source", actor(dyad.source)),
            ("target", actor(dyad.target)),
            ("composition", escape(f"{dyad.action.stance}: {' over '.join(dyad.action.path)}")),
            ("circumstances", escape(circumstances(event))),
            ("confidence", f"{dyad.confidence:.2f}"),
        ):
            table.add_row(label, value)
        table.add_section()
    return table


def circumstances(event: Event) -> str:
    """When, where and how many, with the precision of each: '2025-06-24 (day); Yekaterinburg, RUS (city); killed 2'."""
    parts = [f"{event.event_date} ({event.event_date_precision})"]
    if event.place_name:
        parts.append(f"{event.place_name}, {event.place_country} ({event.place_precision})")
    counts = (("killed", event.killed), ("injured", event.injured), ("arrested", event.arrested), ("crowd", event.crowd_size))
    return "; ".join(parts + [f"{name} {number}" for name, number in counts if number is not None])


def actor(found: Actor | None) -> str:
    """An actor in words: code, phrase, and the entries that made the code."""
    if found is None:
        return "none found"
    return escape(f"{found.code or 'unknown'} “{found.text}” [{found.entry}]{' (inferred)' if found.inferred else ''}")
