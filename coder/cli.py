"""The command line: thin wrappers over the library. Only here is anything printed, and only here does a run end."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coder import __version__
from coder.errors import CoderError
from coder.text.parse import DEFAULT_MODEL

if TYPE_CHECKING:
    from rich.table import Table

    from coder.dataset.run import Summary
    from coder.records import Event

STEPS = ("screen", "dates", "places", "numbers", "plover")
LONGEST_PATH = 250
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
model_option = click.option("--model", default=DEFAULT_MODEL, show_default=True, help="The spaCy English pipeline that parses; any that is installed.")
rules_option = click.option("--rules", multiple=True, type=FILE, help="A file of your own rules, added to the rulebook; may be given again.")
actors_option = click.option("--actors", multiple=True, type=FILE, help="A file of your own actors, which come before ours; may be given again.")
without_option = click.option("--without", multiple=True, type=click.Choice(STEPS), help="A step to leave out; may be given again.")
date_option = click.option("--date", metavar="YYYY-MM-DD", help="The day on which the text was published; today when left out.")


def told(function: Callable[..., Any]) -> Callable[..., Any]:
    """Turns the library's errors into a message and an exit code."""

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except CoderError as error:
            click.echo(f"coder: {error}", err=True)
            sys.exit(error.exit_code)

    return run


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="coder")
def main() -> None:
    """Codes news texts as political events: who did what to whom, when and where, in CAMEO codes.

    \b
    Exit codes: 0 done, 1 a check found faults, 2 the command was given wrongly, 3 an input can't be read,
    4 the parser can't be used, 5 a rule, actor or schema file has faults, 6 a dataset is missing or in the way.
    """


@main.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="INPUT...")
@click.option("--output", required=True, type=click.Path(path_type=Path), help="The folder for the dataset; an earlier dataset in it is replaced.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(min=1), help="How many processes code at once. The result is the same.")
@click.option("--no-text", is_flag=True, help="Leave out the sentences, for a release without source text.")
@click.option("--deduplicate", is_flag=True, help="Fold near-identical reports of an event into one, counted in mention_count.")
@click.option("--one-a-day", is_flag=True, help="Keep one event a day for each source, target and event code, the field's usual filter.")
@click.option("--force", is_flag=True, help="Replace the folder even if it holds something else.")
@model_option
@rules_option
@actors_option
@without_option
@told
def dataset(inputs: tuple[Path, ...], output: Path, workers: int, no_text: bool, deduplicate: bool, one_a_day: bool, force: bool, **options: Any) -> None:
    """Codes INPUT, files or folders, into a dataset of Parquet files.

    INPUT is JSON lines (also .gz), CSV, TSV or Parquet with the fields doc_id, date and text (and title, source, url,
    language if you have them), or a folder of .txt files whose names hold their dates, as in 2024-03-27_name.txt.
    A record that can't be used is put into the dataset's rejects with the reason, and the run goes on.
    """
    from coder.dataset.progress import document_progress
    from coder.dataset.run import write_dataset

    warn_of(options["actors"])
    folding = ["duplicate"] * deduplicate + ["one_a_day"] * one_a_day
    with document_progress(inputs) as progress:
        summary = write_dataset(inputs, output, options, workers, not no_text, force, folding, progress)
    print_summary(summary)


@main.command()
@click.argument("text", required=False)
@date_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line instead of a table.")
@model_option
@rules_option
@actors_option
@told
def code(text: str | None, date: str | None, as_json: bool, **options: Any) -> None:
    """Codes TEXT, or what comes on standard input, and shows its events."""
    from coder.pipeline import Coder
    from coder.schema import event_row

    if text is not None and len(text) < LONGEST_PATH and Path(text).is_file():
        raise click.UsageError(f"{text} is a file; give its text on standard input (coder code < {text}), or code it as a corpus (coder dataset {text})")
    events = Coder(**options).code(text if text is not None else sys.stdin.read(), date=date)
    if as_json:
        for event in events:
            click.echo(json.dumps(event_row(event), ensure_ascii=False, default=str))
    elif events:
        _print(events_table(events))
    else:
        click.echo("no event; `coder explain` tells why", err=True)


@main.command()
@click.argument("text", required=False)
@date_option
@model_option
@rules_option
@actors_option
@told
def explain(text: str | None, date: str | None, **options: Any) -> None:
    """Shows why TEXT is coded as it is, or why not: parse, clauses, rules tried, composition, actors."""
    from coder.desk.explain import explain as panels
    from coder.pipeline import Coder

    for panel in panels(Coder(**options), text if text is not None else sys.stdin.read(), date):
        _print(panel)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@told
def validate(folder: Path) -> None:
    """Checks the dataset in DIR: files against the manifest, columns against the schema, rows against the expectations."""
    from coder.dataset.validate import validate_dataset

    found = validate_dataset(folder)
    for finding in found:
        click.echo(f"{finding.where}: {finding.what}")
    click.echo(f"{folder}: {len(found)} faults" if found else f"{folder}: valid")
    sys.exit(1 if found else 0)


@main.group()
def rules() -> None:
    """Checks and lists the rules of the rulebook."""


@rules.command()
@model_option
@rules_option
@actors_option
@told
def check(**options: Any) -> None:
    """Proves the rulebook: every example fires its rule, every code can be reached, no rule hides another."""
    from coder.desk.rulecheck import check_examples, shadowed, unreachable
    from coder.pipeline import Coder

    coder = Coder(**options)
    faults = [str(f) for f in check_examples(coder)] + shadowed(coder.rulebook)
    faults += [f"code {c} ({coder.ontology.require(c).name}): no rule or composition leads to it" for c in unreachable(coder.ontology, coder.rulebook, coder.composition)]
    for fault in faults:
        click.echo(fault)
    click.echo(f"{len(coder.rulebook.rules)} rules, {sum(len(r.examples) + len(r.counterexamples) for r in coder.rulebook.rules)} examples, {len(faults)} faults")
    sys.exit(1 if faults else 0)


@rules.command("list")
@click.argument("code")
@rules_option
@told
def list_(code: str, rules: tuple[Path, ...]) -> None:
    """Shows the ways to the CAMEO code CODE: rules, and stances over the actions of rules."""
    from coder.actions.rulebook import load_rulebook
    from coder.actions.stances import load_composition
    from coder.cameo.ontology import load_ontology
    from coder.desk.rulecheck import ways_to

    ontology, composition = load_ontology(), load_composition()
    click.echo(f"{code} {ontology.require(code).name}")
    for way in ways_to(code, load_rulebook(ontology, composition.operators, rules), composition) or ["nothing leads to it"]:
        click.echo(f"  {way}")


@main.group()
def actors() -> None:
    """Looks at the actors of a dataset."""


@actors.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--least", default=2, show_default=True, type=click.IntRange(min=1), help="How often a name must be met to be listed.")
@click.option("--output", default="unknown_actors.csv", show_default=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@told
def unknown(folder: Path, least: int, output: Path) -> None:
    """Lists the names in the dataset DIR that are in no dictionary, the most frequent first.

    The result is an actor file with counts and example sentences: fill in the codes and give it back with --actors.
    """
    from coder.dataset.read import read_table
    from coder.desk.unknown import find_unknown, write_unknown

    found = find_unknown(read_table(folder, "events").to_pylist(), least)
    write_unknown(found, output)
    for actor in found[:10]:
        click.echo(f"{actor.count:6,}  {actor.name}")
    click.echo(f"{len(found):,} unknown actors in {output}")


@main.command()
@click.argument("code", required=False)
@told
def codebook(code: str | None) -> None:
    """Shows the CAMEO code CODE with its definition and those below it; all of them when CODE is left out."""
    from coder.cameo.ontology import describe, describe_all, load_ontology

    ontology = load_ontology()
    click.echo(describe(code, ontology) if code else describe_all(ontology))


def warn_of(actors: tuple[Path, ...]) -> None:
    """Tells the lines of actor dictionaries of the PETRARCH format that were left out."""
    from coder.actors.lexicon import load_lexicon

    for warning in load_lexicon(actors).warnings if actors else ():
        click.echo(f"coder: {warning}", err=True)


def events_table(events: list[Event]) -> Table:
    """Events as a table for the terminal."""
    from rich.table import Table

    table = Table("source", "event", "target", "date", "place", "stance", "confidence", "trigger")
    for e in events:
        table.add_row(
            _side(e.source_code, e.source_text), f"{e.event_code} {e.event_name}", _side(e.target_code, e.target_text), str(e.event_date),
            e.place_name or "", e.stance, f"{e.confidence:.2f}", e.trigger_text,
        )  # fmt: skip
    return table


def _side(code: str | None, text: str | None) -> str:
    return f"{code or '—'}\n{text}" if text else "—"


def print_summary(summary: Summary) -> None:
    """What a run made, on standard output."""
    click.echo(f"documents {summary.documents:,}   sentences {summary.sentences:,} ({summary.screened:,} screened)   events {summary.events:,}   rejects {summary.rejects:,}")
    if summary.commonest:
        click.echo("commonest codes:")
        for code, name, number in summary.commonest:
            click.echo(f"  {number:7,}  {code:<4}  {name}")
    click.echo(f"dataset in {summary.folder}: events/, documents/, mentions/, rejects/, manifest.json, codebook.md")


def _print(thing: Any) -> None:
    from rich.console import Console

    Console().print(thing)
