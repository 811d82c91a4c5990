"""Why a text was coded so, as a page: words highlighted, trees drawn, rules and decisions in order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coder.desk.explain import Answer, answer, clause_cells, event_cells, shortened
from coder.desk.page import Section, data_table, esc, folded, write_page
from coder.text.parse import draw_tree

if TYPE_CHECKING:
    from coder.pipeline import Coder, Coding
    from coder.records import Event


def write_explanation(coder: Coder, codings: Sequence[Coding], path: Path, title: str = "Explanation") -> None:
    """Writes one self-contained page with a section a sentence; see `coder.desk.explain`."""
    lead = (
        '<p class="dim">Words that name the action, <mark class="source">source</mark> and '
        '<mark class="target">target</mark> are marked: <mark>action</mark>.</p>'
    )
    write_page(path, title, [_sentence(coding, coder) for coding in codings], lead)


def _sentence(coding: Coding, coder: Coder) -> Section:
    found = answer(coding, coder)
    rows = [clause_cells(coding, k) for k in range(len(coding.clauses))]
    clauses = data_table(["clause", "arguments", "status", "rules, and what was decided"], rows, stacked=True)
    content = f"<blockquote>{highlighted(coding)}</blockquote>" + _answer(found)
    for cells in event_cells(coding, coder):
        content += folded(f"{cells[0][1]}: why", data_table(["of the event", "value"], cells))
    tree = f'<div class="scroll tree" tabindex="0">{draw_tree(coding.sentence)}</div>'
    return Section(shortened(coding.sentence.text, 60), content + clauses + folded("the parse, drawn", tree))


def _answer(found: Answer) -> str:
    if found.reason:
        return f"<p><strong>No event</strong>: {esc(found.reason)}.</p>"
    return "<ul>" + "".join(f"<li><strong>{esc(line)}</strong></li>" for line in found.events) + "</ul>"


def highlighted(coding: Coding) -> str:
    """The sentence with the words of its events marked; where marks would overlap the first stands."""
    sentence, taken = coding.sentence, 0
    parts: list[str] = []
    for start, end, kind in sorted(spans(coding.events)):
        first, last = start - sentence.start, end - sentence.start
        if first < taken or last > len(sentence.text):
            continue
        name = f' class="{kind}"' if kind else ""
        words = esc(sentence.text[first:last])
        parts.append(f"{esc(sentence.text[taken:first])}<mark{name}>{words}</mark>")
        taken = last
    return "".join(parts) + esc(sentence.text[taken:])


def spans(events: Sequence[Event]) -> set[tuple[int, int, str]]:
    """The characters of triggers ('') and of actors ('source', 'target') in the document."""
    found: set[tuple[int, int, str]] = set()
    for e in events:
        found.add((e.trigger_start, e.trigger_end, ""))
        for kind, start, end in (("source", e.source_start, e.source_end), ("target", e.target_start, e.target_end)):
            if start is not None and end is not None:
                found.add((start, end, kind))
    return found
