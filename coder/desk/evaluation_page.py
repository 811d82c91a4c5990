"""An evaluation shown: tables for the terminal, a page with pictures, and JSON that a later evaluation
compares with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table

from coder.desk.charts import confusion_chart, reliability_chart
from coder.desk.comparison import Comparison
from coder.desk.evaluate import NONE, Evaluation, Outcome
from coder.desk.measures import Calibration, Interval
from coder.desk.page import Section, data_table, tiles, write_page

WIDTH = 160
FIGURES = ("measure", "recall", "precision", "F1", "interval of F1")
COMMONEST = 15


def evaluation_tables(result: Evaluation, comparison: Comparison | None, most: int) -> Iterator[RenderableType]:
    """The tables of an evaluation for the terminal, the most important first."""
    yield figure_table(result)
    if result.shares:
        yield share_table(result)
    if result.classes:
        yield class_table(result)
    if any(gold != coded for gold, coded in result.confusion):
        yield confusion_table(result)
    if result.calibration and result.calibration.bins:
        yield calibration_table(result.calibration)
    if result.alpha:
        yield alpha_table(result)
    if comparison is not None:
        yield from comparison_tables(comparison, most)
    elif most:
        yield from miss_tables(result, most)


def titled(title: str, table: Table) -> RenderableType:
    """A table under its title, which may be wider than the table."""
    return Group(f"\n[bold]{escape(title)}[/bold]", table)


def plain_table(*columns: str) -> Table:
    """An empty table without lines, the first column to the left, the others to the right."""
    table = Table(box=None, pad_edge=False)
    for k, name in enumerate(columns):
        table.add_column(name, justify="left" if k == 0 else "right")
    return table


def _range(value: Interval) -> str:
    return f"{value.low:.3f}–{value.high:.3f}"


def figure_table(result: Evaluation) -> RenderableType:
    """The figures with their intervals; recall, precision and F1 of one measure in one row."""
    table = plain_table(*FIGURES)
    for row in figure_rows(result):
        table.add_row(*row)
    return titled(f"{result.texts:,} gold texts; 95 % intervals over texts", table)


def figure_rows(result: Evaluation) -> Iterator[list[str]]:
    """The cells of FIGURES for each measure."""
    stems = {name.rsplit(" ", 1)[0] for name in result.figures if name.endswith(" precision")}
    for name, value in result.figures.items():
        stem, _, figure = name.rpartition(" ")
        if stem not in stems:
            shown = [
                f"{value.value:.3f}" if figure == "recall" else "",
                "",
                "" if figure == "recall" else f"{value.value:.3f}",
            ]
            yield [name, *shown, _range(value)]
        elif figure == "recall":
            row = [result.figures[f"{stem} {f}"] for f in ("recall", "precision", "f1")]
            yield [stem, *(f"{v.value:.3f}" for v in row), _range(row[2])]


def share_table(result: Evaluation) -> RenderableType:
    """Of what was found: how often each detail is right."""
    table = plain_table("detail", "share", "of")
    for name, (share, n) in result.shares.items():
        table.add_row(name, f"{share:.3f}", f"{n:,}")
    return titled("right, of the events found", table)


def class_table(result: Evaluation) -> RenderableType:
    """Precision, recall and F1 by class, with their mean."""
    table = plain_table("class", "recall", "precision", "F1", "in gold", "coded")
    for c in result.classes:
        s = c.score
        table.add_row(
            c.name, f"{s.recall:.2f}", f"{s.precision:.2f}", f"{s.f1:.2f}", f"{s.required:.0f}", f"{s.coded:.0f}"
        )
    in_gold = [c.score.f1 for c in result.classes if c.score.required]
    if in_gold:
        table.add_row("macro", "", "", f"{sum(in_gold) / len(in_gold):.3f}", "", "")
    return titled("by class", table)


def confusion_table(result: Evaluation) -> RenderableType:
    """The commonest confusions; 'none' where nothing was coded."""
    table = plain_table("gold", "coded", "times")
    wrong = {pair: n for pair, n in result.confusion.items() if pair[0] != pair[1]}
    for (gold, coded), n in sorted(wrong.items(), key=lambda item: (-item[1], item[0]))[:COMMONEST]:
        table.add_row(gold, coded, str(n))
    return titled("commonest errors", table)


def calibration_table(found: Calibration) -> RenderableType:
    """The reliability diagram of confidence, as bars: whether events of a confidence are right as often as it says."""
    auc = "–" if found.auc is None else f"{found.auc:.2f}"
    title = f"confidence: area under the curve {auc}, expected calibration error {found.error:.3f}"
    table = plain_table("mean confidence", "right", "events", "")
    for b in found.bins:
        bar = "█" * round(20 * b.right)
        table.add_row(f"{b.confidence:.2f}", f"{b.right:.2f}", str(b.count), bar.ljust(20, "·"))
    return titled(title, table)


def alpha_table(result: Evaluation) -> RenderableType:
    """Krippendorff's alpha between the coders of the gold standard."""
    table = plain_table("of", "alpha")
    for name, value in result.alpha.items():
        table.add_row(name, "–" if value is None else f"{value:.3f}")
    return titled("agreement of the gold's coders (Krippendorff's alpha)", table)


def miss_tables(result: Evaluation, most: int) -> Iterator[RenderableType]:
    """The first events that were missed, with the reason, and the first that are false."""
    missed = [o for o in result.outcomes if o.required and not o.root]
    if missed:
        yield f"\n[bold]missed[/bold] ({len(missed):,} in all)"
        for o in missed[:most]:
            yield f"[bold]{escape(o.wanted)}[/bold] · {escape(o.text_id)} · coded {escape(o.coded)}"
            yield f"  {escape(_short(o.text))}"
            if o.reason:
                yield f"  [dim]why: {escape(_short(o.reason))}[/dim]"
    if result.extra:
        yield f"\n[bold]coded, not in the gold[/bold] ({len(result.extra):,} in all)"
        for text_id, coded, text in result.extra[:most]:
            yield f"[bold]{escape(coded)}[/bold] · {escape(text_id)}\n  {escape(_short(text))}"


CHANGES = ("right in", "gained", "lost", "both", "neither", "recall", "p")


def comparison_tables(found: Comparison, most: int) -> Iterator[RenderableType]:
    """What changed against the other coding, whether chance would make such a difference, and gains and losses row by
    row.
    """
    table = plain_table(*CHANGES)
    for row in change_rows(found):
        table.add_row(*row)
    yield titled("against the other coding (change of recall with its interval; p by McNemar's exact test)", table)
    yield f"false events: {len(found.gone):,} gone, {len(found.new):,} new"
    for sign in ("+", "−"):
        for _, level, o in [row for row in found.rows() if row[0] == sign][:most]:
            yield _change_line(sign, level, o.wanted, o.text_id, o.text)
    for sign, what, false in (("+", "false, gone", found.gone), ("−", "false, new", found.new)):
        for text_id, coded, text in false[:most]:
            yield _change_line(sign, what, coded, text_id, text)


def _change_line(sign: str, level: str, event: str, text_id: str, text: str) -> str:
    return f"{sign} {level}: [bold]{escape(event)}[/bold] · {escape(text_id)}\n  {escape(_short(text))}"


def change_rows(found: Comparison) -> Iterator[list[str]]:
    """The cells of CHANGES for each level."""
    for level, c in found.changes.items():
        d = c.difference
        counts = [f"{n:,}" for n in (len(c.gains), len(c.losses), c.both, c.neither)]
        yield [level, *counts, f"{d.value:+.3f} ({d.low:+.3f}, {d.high:+.3f})", f"{c.p_value:.4f}"]


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= WIDTH else flat[: WIDTH - 1] + "…"


def evaluation_json(result: Evaluation) -> dict[str, Any]:
    """All results as plain values, for a file."""
    made = asdict(result)
    made["confusion"] = [{"gold": g, "coded": c, "times": n} for (g, c), n in sorted(result.confusion.items())]
    for row, of_class in zip(made["classes"], result.classes, strict=True):
        row |= {name: getattr(of_class.score, name) for name in ("recall", "precision", "f1")}
    return made


# --- the page ---------------------------------------------------------------------------------------------------------


def write_evaluation_page(result: Evaluation, comparison: Comparison | None, path: Path) -> None:
    """Writes one self-contained page: figures, classes, confusions, reliability, misses. Needs coder[report]."""
    sections = [*_figures(result), *_pictures(result)]
    if comparison is not None:
        sections.append(_changes(comparison))
    missed = [_miss_row(o) for o in result.outcomes if o.required and not o.root]
    if missed:
        sections.append(Section("Missed", data_table(["event", "coded", "text", "words", "why"], missed, stacked=True)))
    if result.extra:
        false = [[coded, text_id, text] for text_id, coded, text in result.extra]
        sections.append(Section("Coded, not in the gold", data_table(["event", "text", "words"], false, stacked=True)))
    write_page(path, "Evaluation", sections)


def _figures(result: Evaluation) -> Iterator[Section]:
    head = tiles({"gold texts": f"{result.texts:,}"})
    yield Section("Figures", head + data_table(FIGURES, list(figure_rows(result)), (1, 2, 3, 4)))
    if result.shares:
        rows = [[name, f"{share:.3f}", f"{n:,}"] for name, (share, n) in result.shares.items()]
        yield Section("Right, of the events found", data_table(["detail", "share", "of"], rows, (1, 2)))
    if result.classes:
        figures = [(c.name, c.score) for c in result.classes]
        rows = [
            [name, f"{s.recall:.2f}", f"{s.precision:.2f}", f"{s.f1:.2f}", f"{s.required:.0f}", f"{s.coded:.0f}"]
            for name, s in figures
        ]
        columns = ["class", "recall", "precision", "F1", "in gold", "coded"]
        yield Section("By class", data_table(columns, rows, (1, 2, 3, 4, 5)))


def _pictures(result: Evaluation) -> Iterator[Section]:
    if result.confusion:
        cells = [{"gold": g, "coded": c, "times": n} for (g, c), n in sorted(result.confusion.items())]
        shows = "Gold class against coded class; the diagonal is right."
        yield Section("What is coded for what", "", confusion_chart(cells), shows)
    if result.calibration and result.calibration.bins:
        bins = [asdict(b) for b in result.calibration.bins]
        shows = "Share right by mean confidence, in ten equal groups; on the line confidence means what it says."
        yield Section("Does confidence mean what it says?", "", reliability_chart(bins), shows)


def _changes(found: Comparison) -> Section:
    signs = {"+": "gained", "−": "lost"}
    rows = [[signs[sign], level, o.wanted, o.text_id, o.text] for sign, level, o in found.rows()]
    false = (("gained", "false, gone", found.gone), ("lost", "false, new", found.new))
    rows += [[what, level, coded, text_id, text] for what, level, events in false for text_id, coded, text in events]
    figures = data_table(CHANGES, list(change_rows(found)), range(1, len(CHANGES)))
    note = f"<p>False events: {len(found.gone):,} gone, {len(found.new):,} new.</p>"
    changed = data_table(["", "in", "event", "text", "words"], rows, stacked=True) if rows else ""
    return Section("Gains and losses", figures + note + changed)


def _miss_row(o: Outcome) -> list[str]:
    return [o.wanted, "nothing" if o.coded == NONE else o.coded, o.text_id, o.text, o.reason]
