"""`coder merge`, `coder export` and `coder panel`: a dataset for those who work with others' data."""

from __future__ import annotations

from pathlib import Path

import click

from coder.cli.options import told

FOLDER = click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")


@click.command()
@FOLDER
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--output", required=True, type=click.Path(path_type=Path), help="The folder for the merged dataset; an earlier one in it is replaced.")
@click.option("--window", default=1, show_default=True, type=click.IntRange(0, 30), help="How many days two dates of one event may be apart.")
@told
def merge(folder: Path, files: tuple[Path, ...], output: Path, window: int) -> None:
    """Merges the dataset in DIR with event files of GDELT and ICEWS.

    FILE is GDELT 1.0 or 2.0 (as downloaded, also in .zip or .gz, or Parquet as BigQuery exports it) or ICEWS (.tab).
    All rows of both sides stay; those that tell of one event share match_id. A line that can't be used is put into
    rejects with its file and line.
    """
    from coder.exchange.merge import merge_datasets

    made = merge_datasets(folder, files, output, window)
    click.echo(f"our events {made.ours:,}   their rows {made.theirs:,}   rejects {made.rejects:,}")
    click.echo(f"matched: {made.matched_theirs:,} of their rows with {made.matched_ours:,} of our events")
    click.echo(f"by chance: {made.by_chance:,.0f} of their rows would match if our dates were moved by one to three months")
    click.echo(f"only ours {made.ours - made.matched_ours:,}   only theirs {made.theirs - made.matched_theirs:,}")
    click.echo(f"dataset in {made.folder}: events/, rejects/, manifest.json, codebook.md")
