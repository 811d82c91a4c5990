"""`coder dataset` and `coder validate`: the main job and its proof."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coder.cli.options import (
    FILE,
    ShardType,
    Stopped,
    WorkersType,
    coder_options,
    dataset_option,
    deduplicate_option,
    folder_argument,
    one_a_day_option,
    reading_options,
    told,
    without_option,
)

if TYPE_CHECKING:
    from coder.dataset.run import Summary

# So many of the files that were not read are named in the summary.
MOST_NAMED = 10


@click.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="INPUT...")
@dataset_option
@click.option(
    "--workers",
    default="auto",
    show_default=True,
    type=WorkersType(),
    help="How many processes code at once: as many as suit machine and input, or a number. The result is the same.",
)
@click.option("--no-text", is_flag=True, help="Leave out the sentences, for a release without source text.")
@deduplicate_option
@one_a_day_option
@click.option("--restart", is_flag=True, help="Discard what an unfinished run left, and begin again.")
@click.option(
    "--shard",
    metavar="K/N",
    type=ShardType(),
    help="Code the K-th of N equal parts of the records only; `coder gather` joins them.",
)
@click.option(
    "--engine",
    default="local",
    show_default=True,
    type=click.Choice(["local", "spark"]),
    help="Where to code: processes here, or a Spark session (coder[spark], Java 17).",
)
@click.option("--master", help="The Spark cluster: local[4], spark://host:7077, yarn; the session's own when left out.")
@reading_options
@click.option("--quiet", is_flag=True, help="Tell nothing of progress, and no summary.")
@click.option(
    "--max-rejects",
    metavar="SHARE",
    type=click.FloatRange(0, 1),
    help="End with exit code 1 where a larger share of the records is turned away, as 0.05; the dataset is written "
    "all the same.",
)
@coder_options
@without_option
@told
def dataset(
    inputs: tuple[Path, ...],
    output: Path,
    workers: int | str,
    no_text: bool,
    deduplicate: bool,
    one_a_day: bool,
    restart: bool,
    shard: tuple[int, int] | None,
    engine: str,
    master: str | None,
    encoding: str | None,
    date_format: str | None,
    quiet: bool,
    max_rejects: float | None,
    **options: Any,
) -> None:
    """Codes INPUT, files or folders, into a dataset of Parquet files.

    INPUT is JSON lines (also .gz), CSV, TSV or Parquet with the fields doc_id, date and text (and title, source, url,
    language if you have them), or a folder of .txt files whose names hold their dates, as in 2024-03-27_name.txt.
    A record that can't be used is put into the dataset's rejects with the reason, and the run goes on. A run that was
    stopped, by whatever, goes on where it was when the same command is given again.
    """
    from coder.dataset.progress import run_progress
    from coder.dataset.run import write_dataset
    from coder.text.corpus import Reading

    reading = Reading(encoding, date_format)
    warn_of(options["actors"])
    folding = ["duplicate"] * deduplicate + ["one_a_day"] * one_a_day
    try:
        with run_progress(inputs, quiet, reading) as progress:
            summary = write_dataset(
                inputs, output, options, workers, not no_text, restart, folding, progress, shard, engine, master,
                reading,
            )  # fmt: skip
    except Stopped as stopped:
        stopped.advice = "; what is done is kept, and the same command goes on from there"
        raise
    if not quiet:
        print_summary(summary)
    share = summary.rejects / max(1, summary.documents + summary.rejects)
    if max_rejects is not None and share > max_rejects:
        click.echo(
            f"coder: {share:.1%} was turned away, over the {max_rejects:.1%} of --max-rejects; {output}/rejects says "
            f"why",
            err=True,
        )
        sys.exit(1)


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DIR...")
@dataset_option
@deduplicate_option
@one_a_day_option
@told
def gather(folders: tuple[Path, ...], output: Path, deduplicate: bool, one_a_day: bool) -> None:
    """Joins the datasets in DIR... into one: the shards of a run, or the days of a growing corpus.

    All shards of a run give the bytes of the run without shards. Datasets that were made by other versions or options,
    that are damaged or that share a document are refused.
    """
    from coder.dataset.gather import gather as join
    from coder.dataset.run import summary_of

    made = join(folders, output, ["duplicate"] * deduplicate + ["one_a_day"] * one_a_day)
    print_summary(summary_of(output, made))


@click.command()
@folder_argument
@click.option(
    "--suite",
    "suites",
    multiple=True,
    type=FILE,
    help="A file of Great Expectations with your own expectations; may be given again.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object a fault: table, part, row and what is wrong."
)
@told
def validate(folder: Path, suites: tuple[Path, ...], as_json: bool) -> None:
    """Checks the dataset in DIR, made by `coder dataset`, `gather` or `merge`, and names each fault.

    Files are checked against the manifest, columns against the schema, rows against its expectations, and columns,
    rows and tables against each other: codes, spans, dates, places, rules, documents, counts. Results are kept in
    DIR/validation, as Great Expectations writes them.
    """
    from coder.dataset.validate import validate_dataset

    found = validate_dataset(folder, suites)
    for finding in found:
        row = {"table": finding.table, "part": finding.where, "row": finding.row, "what": finding.what}
        click.echo(json.dumps(row, ensure_ascii=False) if as_json else str(finding))
    if not as_json:
        click.echo(f"{folder}: {len(found):,} faults" if found else f"{folder}: valid")
    sys.exit(1 if found else 0)


def warn_of(actors: tuple[Path, ...]) -> None:
    """Tells the lines of actor dictionaries of the PETRARCH format that were left out."""
    from coder.actors.lexicon import load_lexicon

    for warning in load_lexicon(actors).warnings if actors else ():
        click.echo(f"coder: {warning}", err=True)


def print_summary(summary: Summary) -> None:
    """What a run made, on standard output."""
    click.echo(
        f"documents {summary.documents:,}   sentences {summary.sentences:,} ({summary.screened:,} screened)   events "
        f"{summary.events:,}   rejects {summary.rejects:,}"
    )
    if summary.commonest:
        click.echo("commonest codes:")
        for code, name, number in summary.commonest:
            click.echo(f"  {number:7,}  {code:<4}  {name}")
    if summary.quality:
        told = ", ".join(f"{flag} {number:,}" for flag, number in summary.quality)
        click.echo(f"documents changed before coding, or doubtful (documents.quality): {told}")
    if summary.left_out:
        named, more = summary.left_out[:MOST_NAMED], len(summary.left_out) - MOST_NAMED
        click.echo(
            f"not read, counted in rejects: {', '.join(named)}{f' and {more:,} more' if more > 0 else ''}; rejects/ "
            f"says why"
        )
    click.echo(f"dataset in {summary.folder}: events/, documents/, mentions/, rejects/, manifest.json, codebook.md")
