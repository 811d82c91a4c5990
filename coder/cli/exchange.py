"""`coder merge`, `coder export` and `coder panel`: a dataset for those who work with others' data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from coder.cli.options import folder_argument, told


@click.command()
@folder_argument
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder for the merged dataset; an earlier one in it is replaced.",
)
@click.option(
    "--window",
    default=1,
    show_default=True,
    type=click.IntRange(0, 30),
    help="How many days two dates of one event may be apart.",
)
@told
def merge(folder: Path, files: tuple[Path, ...], output: Path, window: int) -> None:
    """Merges the dataset in DIR with event files of GDELT and ICEWS.

    FILE is GDELT 1.0 or 2.0 (as downloaded, also in .zip or .gz, or Parquet as BigQuery exports it) or ICEWS (.tab).
    All rows of both sides stay; those that tell of one event share match_id. A line that can't be used is put into
    rejects with its file and line.
    """
    from coder.exchange.merge import dates_of, merge_datasets

    made = merge_datasets(folder, files, output, window)
    click.echo(f"our events {made.ours:,}   their rows {made.theirs:,}   rejects {made.rejects:,}")
    click.echo(f"matched: {made.matched_theirs:,} of their rows with {made.matched_ours:,} of our events")
    click.echo(
        f"by chance: {made.by_chance:,.0f} of their rows would match if our dates were moved by one to three months"
    )
    if not made.matched_theirs:
        dates = (f"{origin} {first} to {last}" for origin, (first, last) in dates_of(made.folder).items())
        click.echo(f"nothing matched; the dates are: {', '.join(dates) or 'none'}")
    click.echo(f"only ours {made.ours - made.matched_ours:,}   only theirs {made.theirs - made.matched_theirs:,}")
    click.echo(f"dataset in {made.folder}: events/, rejects/, manifest.json, codebook.md")


@click.command()
@folder_argument
@click.option(
    "--to",
    "format",
    required=True,
    type=click.Choice(["gdelt1", "gdelt2", "icews", "csv", "stata"]),
    help="The format of the file.",
)
@click.option(
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The file to write; what it holds is told in a README beside it.",
)
@click.option("--replace", is_flag=True, help="Replace the file if it is there already.")
@told
def export(folder: Path, format: str, output: Path, replace: bool) -> None:
    """Writes the events of the dataset in DIR to a file in another format.

    gdelt1, gdelt2 and icews have exactly the columns of the originals; csv and stata have ours, with lists joined by |.
    What the coder does not measure is empty.
    """
    from coder.exchange.export import export as write

    count = write(folder, format, output, replace)
    click.echo(f"{count:,} events in {output}")


@click.command()
@folder_argument
@click.option(
    "--unit",
    default="dyad",
    show_default=True,
    type=click.Choice(["dyad", "country", "place"]),
    help="What a row is about: source and target country, source country, or country of the place.",
)
@click.option(
    "--period",
    default="month",
    show_default=True,
    type=click.Choice(["day", "month", "year"]),
    help="The time that a row is about.",
)
@click.option("--output", required=True, type=click.Path(path_type=Path), help="The file to write: .parquet or .csv.")
@click.option(
    "--clock",
    default="event",
    show_default=True,
    type=click.Choice(["event", "publication"]),
    help="The date that counts.",
)
@click.option(
    "--fill",
    default="observed",
    show_default=True,
    type=click.Choice(["observed", "system"]),
    help="Only rows with events, or zeros too, for all states that exist in periods with documents.",
)
@click.option("--undirected", is_flag=True, help="Count both directions of a dyad together.")
@click.option(
    "--min-confidence", default=0.0, type=click.FloatRange(0, 1), help="Leave out events below this confidence."
)
@click.option(
    "--stance",
    type=click.Choice(["actual", "appealed", "intended", "demanded", "refused", "threatened"]),
    help="Count only events of this stance.",
)
@click.option("--by", type=click.Choice(["root", "quad", "plover"]), help="A row for each class as well.")
@click.option("--replace", is_flag=True, help="Replace the file if it is there already.")
@told
def panel(folder: Path, output: Path, replace: bool, **choice: Any) -> None:
    """Counts the events of the dataset in DIR by unit and period.

    Each row has ISO, Gleditsch-Ward and Correlates-of-War codes, events, events of the four quad classes, Goldstein
    scale, people killed, and the documents and sentences of the period in the whole corpus.
    """
    from coder.exchange.panel import Choice, write_panel

    made = write_panel(folder, output, Choice(**choice), replace)
    left_out = {reason: number for reason, number in made.left_out.items() if number}
    click.echo(
        f"{made.table.num_rows:,} rows in {output}, of {made.events:,} events, {sum(left_out.values()):,} left out"
    )
    for reason, number in left_out.items():
        click.echo(f"  {reason}: {number:,}")
