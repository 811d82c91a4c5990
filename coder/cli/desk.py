"""`coder evaluate`, `coder sample` and `coder report`: how good a dataset is, and what is in it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coder.cli.options import (
    FILE,
    actors_option,
    coder_options,
    folder_argument,
    keep_option,
    model_option,
    rules_option,
    show,
    told,
    without_option,
)
from coder.errors import CoderError, InputError

if TYPE_CHECKING:
    from coder.desk.comparison import Comparison
    from coder.desk.evaluate import Evaluation, Outcome
    from coder.desk.gold import GoldText
    from coder.desk.sample import SheetResult
    from coder.pipeline import Coder

FOLDER = click.Path(path_type=Path)
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


@click.command()
@click.argument("gold", nargs=-1, required=True, type=FILE, metavar="GOLD...")
@click.option(
    "--dataset",
    type=FOLDER,
    help="Score this dataset, coded from texts with the gold's identifiers, instead of coding now.",
)
@click.option(
    "--compare",
    type=click.Path(exists=True, path_type=Path),
    help="Another dataset, or the .json of an earlier evaluation: shows gains and losses.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write all results to this file: .json (also for --compare) or .html.",
)
@click.option(
    "--misses",
    default=10,
    show_default=True,
    type=click.IntRange(min=0),
    help="How many missed and false events to show, with the reason.",
)
@coder_options
@without_option
@told
def evaluate(
    gold: tuple[Path, ...], dataset: Path | None, compare: Path | None, output: Path | None, misses: int, **options: Any
) -> None:
    """Scores the coder against GOLD: gold standard records, or a sheet of `coder sample` that was filled in.

    GOLD is JSON lines (texts with all their events, or sentences with one fact), PLOVER's gold standard records or CSV;
    docs/evaluating.md shows each. Figures are shares from 0 to 1 with 95 % intervals.
    """
    from coder.cameo.ontology import load_ontology
    from coder.desk import comparison as between
    from coder.desk import evaluate as desk
    from coder.desk.gold import read_gold
    from coder.desk.sample import is_sheet, read_sheet
    from coder.files.outfile import check_ours

    if output is not None and output.suffix not in {".json", ".html"}:
        raise click.UsageError(f"--output {output}: the name must end in .json or .html")
    if output is not None:
        check_ours(output)
    sheets = [path for path in gold if is_sheet(path)]
    for path in sheets:
        show(sheet_tables(path, read_sheet(path)))
    texts = [text for path in gold if path not in sheets for text in read_gold(path)]
    if not texts:
        return
    coder = None if dataset else _coder(options)
    result = desk.evaluate(texts, rows_of(texts, dataset, coder), load_ontology())
    result = replace(result, alpha=between.agreement(texts))
    if coder is not None:
        result = replace(result, outcomes=with_reasons(coder, result.outcomes, texts, misses))
    comparison = None
    if compare is not None:
        other = (
            earlier(compare)
            if compare.is_file()
            else desk.evaluate(texts, rows_of(texts, compare, None), load_ontology())
        )
        try:
            comparison = between.compare(result, other)
        except ValueError as error:
            raise InputError(f"{compare}: {error}") from None
    from coder.desk.evaluation_page import evaluation_tables

    if output is not None:  # before the tables, whose reader may stop reading
        write_evaluation(result, comparison, output)
    for table in evaluation_tables(result, comparison, misses):
        show(table)
    if output is not None:
        click.echo(f"results in {output}")


def write_evaluation(result: Evaluation, comparison: Comparison | None, output: Path) -> None:
    """Writes all results as a page or as JSON, by the ending of `output`, whole or not at all."""
    from coder.desk.evaluation_page import evaluation_json, write_evaluation_page
    from coder.files.outfile import whole_file

    if output.suffix == ".html":
        write_evaluation_page(result, comparison, output)
        return
    with whole_file(output) as file:
        file.write_text(json.dumps(evaluation_json(result), indent=1, ensure_ascii=False) + "\n", encoding="utf8")


def _coder(options: Mapping[str, Any]) -> Coder:
    from coder.pipeline import Coder

    return Coder(**options)


def rows_of(texts: Sequence[GoldText], dataset: Path | None, coder: Coder | None) -> Rows:
    """The events of each gold text: coded now, or those of a dataset."""
    from coder.records import Document
    from coder.schema import event_row

    found: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    if coder is not None:
        documents = {t.text_id: Document(t.text_id, t.published, t.text) for t in texts}
        for coded in coder.code_documents(documents.values()):
            found[coded.document.doc_id] = [event_row(e) for e in coded.events]
    elif dataset is not None:
        from coder.dataset.read import read_table

        known = set(read_table(dataset, "documents").column("doc_id").to_pylist())
        if missing := [t.text_id for t in texts if t.text_id not in known]:
            raise CoderError(
                f"{dataset}: {len(missing)} of {len(texts)} gold texts are not in it, first {missing[0]!r}. Code the "
                f"gold's texts with their identifiers as doc_id"
            )
        wanted = [("doc_id", "in", [t.text_id for t in texts])]
        for row in read_table(dataset, "events", filters=wanted).to_pylist():
            found[row["doc_id"]].append(row)
    return found


def with_reasons(
    coder: Coder, outcomes: Sequence[Outcome], texts: Sequence[GoldText], most: int
) -> tuple[Outcome, ...]:
    """The outcomes; the first `most` that were missed with the reason that the trace of their text tells."""
    from coder.desk.comparison import reason_for

    published = {t.text_id: str(t.published) for t in texts}
    told_so_far, made = 0, []
    for outcome in outcomes:
        if outcome.required and not outcome.root and told_so_far < most:
            told_so_far += 1
            outcome = replace(outcome, reason=reason_for(coder, outcome, published[outcome.text_id]))
        made.append(outcome)
    return tuple(made)


def earlier(path: Path) -> Evaluation:
    """What a later evaluation compares with, of one that `--output FILE.json` wrote. Raises InputError where the file
    is none.
    """
    from coder.desk.evaluate import Evaluation, Outcome

    try:
        raw = json.loads(path.read_text(encoding="utf8"))
        outcomes = tuple(Outcome(**o) for o in raw["outcomes"])
        false = tuple((text_id, coded, text) for text_id, coded, text in raw["extra"])
        return Evaluation(int(raw["texts"]), outcomes=outcomes, extra=false)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InputError(
            f"{path}: no evaluation that this version's `coder evaluate --output FILE.json` wrote; write it again"
        ) from None


def sheet_tables(path: Path, result: SheetResult) -> Any:
    """What a filled-in sheet says, as a table."""
    from coder.desk.evaluation_page import plain_table, titled

    table = plain_table("right", "share of the dataset", "95 % interval")
    for name, value in result.precision.items():
        spread = f"{value.low:.3f} – {value.high:.3f}" if value.low < value.high else "all judged"
        table.add_row(name.removeprefix("right_"), f"{value.value:.3f}", spread)
    if result.strata:
        table.add_section()
        for stratum, (right, judged) in result.strata.items():
            table.add_row(f"event, {stratum}", f"{right / judged:.3f}", f"{right} of {judged}")
    return titled(f"{path}: {result.judged} of {result.rows} rows judged", table)


@click.command()
@folder_argument
@click.option(
    "--by",
    default="code",
    show_default=True,
    type=click.Choice(["code", "source", "confidence"]),
    help="What the strata are: root codes, publishers, or fifths of confidence.",
)
@click.option(
    "--n", "number", default=200, show_default=True, type=click.IntRange(min=1), help="How many events to draw."
)
@click.option("--seed", default=17, show_default=True, type=int, help="Another number draws another sample.")
@click.option(
    "--output",
    default="sample.csv",
    show_default=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The sheet to write.",
)
@told
def sample(folder: Path, by: str, number: int, seed: int, output: Path) -> None:
    """Draws a sheet of events from the dataset DIR for human coders; `coder evaluate SHEET` reads it back filled in.

    Write yes or no into the columns right_event to right_numbers; leave empty what can't be judged.
    """
    from coder.dataset.read import read_table
    from coder.desk.sample import DRAWN_FROM, draw, write_sheet
    from coder.files.outfile import check_file

    if output.exists():
        raise CoderError(f"{output} exists; a sheet that may be filled in is not overwritten: name another --output")
    check_file(output, replace=False)
    events = read_table(folder, "events", DRAWN_FROM)
    if events.num_rows and events["sentence"].null_count == events.num_rows:
        raise CoderError(
            f"{folder} was written without text: nobody could judge its events. Code the corpus again without --no-text"
        )
    rows = draw(events, by, number, seed)
    write_sheet(rows, output)
    click.echo(
        f"{len(rows):,} of {events.num_rows:,} events in {output}; fill in right_event … right_numbers, then: coder "
        f"evaluate {output}"
    )


@click.command()
@folder_argument
@click.option(
    "--output",
    default="report.html",
    show_default=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The page to write.",
)
@click.option(
    "--merged", type=FOLDER, help="The folder that `coder merge` made of DIR and other sources: shows the overlap."
)
@told
def report(folder: Path, output: Path, merged: Path | None) -> None:
    """Shows the dataset DIR on one page that needs no network: what made it, events over time and place, dyads,
    coverage.
    """
    from coder.desk.report import write_report
    from coder.files.outfile import check_ours

    check_ours(output)
    write_report(folder, output, merged)
    click.echo(f"report in {output}")


@click.command()
@click.argument("gold", nargs=-1, required=True, type=FILE, metavar="GOLD...")
@click.option(
    "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The weights file to write."
)
@click.option(
    "--threshold",
    type=click.FloatRange(0.0, 1.0),
    help="How probable it must be that a coder would write it for the reader to take what a decision doubts for an "
    "event. By default as in the weights of --start, or 0.5.",
)
@click.option(
    "--threshold-uncoded",
    type=click.FloatRange(0.0, 1.0),
    help="How probable it must be where no rule codes it. By default as in the weights of --start, or 0.5.",
)
@click.option(
    "--written",
    multiple=True,
    type=FILE,
    metavar="FILE",
    help="More gold standard records, of texts written as examples: they teach what an event is, not how sure.",
)
@click.option(
    "--start",
    metavar="FILE",
    help="Go on from the weights of FILE, or from the 'shipped' ones, not from nothing: good with few records.",
)
@click.option(
    "--sides",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Train too who is meant where no source or target is named, and write these weights here, for --sides FILE.",
)
@model_option
@rules_option
@actors_option
@keep_option
@told
def train(
    gold: tuple[Path, ...],
    output: Path,
    threshold: float | None,
    threshold_uncoded: float | None,
    written: tuple[Path, ...],
    start: str | None,
    sides: Path | None,
    **options: Any,
) -> None:
    """Trains the second reader on GOLD, gold standard records as for `coder evaluate`, and writes its weights.

    Use them with --reader FILE. Needs pip install 'coder[train]'. The same files give the same bytes.
    """
    from coder.desk.gold import read_gold
    from coder.desk.measures import mean_figures
    from coder.desk.train import train as fit
    from coder.events.reader import READER_FILE, load_reader
    from coder.files.outfile import check_ours

    for path in (output, *((sides,) if sides is not None else ())):
        check_ours(path)
    files = [*gold, *written]
    texts = [(n, replace(t, text_id=f"{n}:{t.text_id}")) for n, path in enumerate(files) for t in read_gold(path)]
    as_examples = {text.text_id for n, text in texts if n >= len(gold)}
    coder = _coder({**options, "without": ("reader", "sides")})
    given = [t for _, t in texts]
    begun = load_reader(READER_FILE if start == "shipped" else Path(start)) if start is not None else None
    if threshold is None:
        threshold = begun.threshold if begun is not None else 0.5
    if threshold_uncoded is None:
        threshold_uncoded = begun.uncoded if begun is not None else 0.5
    thresholds = threshold, threshold_uncoded
    made = fit(coder, given, output, thresholds, lambda text: click.echo(text, err=True), as_examples, sides, begun)
    click.echo(
        f"{made.examples:,} examples of {len(texts):,} texts and {made.rule_examples:,} of rules, {made.words:,} "
        f"features with weight"
    )
    click.echo(f"class right, by cross-validation: {made.accuracy:.3f}")
    taken, right = made.taken
    click.echo(f"doubted events taken: {taken:,}, of which a coder would write {right:.3f}")
    for name, found in (("root, source and target", made.full), ("root alone", made.root)):
        shown = ["–" if v is None else f"{v:.3f}" for v in mean_figures(found)]
        click.echo(
            f"confidence, {name}: area under the curve {shown[0]}, expected calibration error {shown[1]}, "
            f"share right in its upper third less that in its lower {shown[2]}"
        )
    if made.sides is not None:
        judged = made.sides
        click.echo(
            f"sides not named: {judged.unnamed:,}; somebody is taken for {judged.named:,} of them, rightly for "
            f"{judged.right:,}, where nobody would be right for {judged.right_before:,}"
        )
    click.echo(" and ".join(f"weights in {path}" for path in (output, sides) if path is not None))
