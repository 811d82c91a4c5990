"""`coder rules`, `coder actors` and `coder codebook`: what the coder knows, checked and listed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from coder.cli.options import actors_option, keep_option, model_option, rules_option, told
from coder.errors import DatasetError


@click.group()
def rules() -> None:
    """Checks and lists the rules of the rulebook."""


@rules.command()
@model_option
@rules_option
@actors_option
@keep_option
@told
def check(**options: Any) -> None:
    """Proves the rulebook: every example fires its rule, every exclusion is needed, every code can be reached, no rule
    hides another.

    Proves the decisions that keep or leave an event too: each decides of its examples, each alternative of one, and
    of no counterexample.
    """
    from coder.desk.rulecheck import check_decisions, check_examples, check_exclusions, shadowed, unreachable
    from coder.pipeline import Coder

    coder = Coder(**options)
    faults = [str(f) for f in check_examples(coder) + check_exclusions(coder) + check_decisions(coder)] + shadowed(
        coder.rulebook
    )
    faults += [
        f"code {c} ({coder.ontology.require(c).name}): no rule or composition leads to it"
        for c in unreachable(coder.ontology, coder.rulebook, coder.composition)
    ]
    for fault in faults:
        click.echo(fault)
    for line in coder.rulebook.unread:
        click.echo(f"not read: {line}")
    rules, decisions = coder.rulebook.rules, coder.keep.decisions
    examples = sum(len(r.examples) + len(r.counterexamples) for r in rules)
    examples += sum(len(d.examples) + len(d.counterexamples) for d in decisions)
    click.echo(f"{len(rules)} rules, {len(decisions)} decisions, {examples} examples, {len(faults)} faults")
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
    for way in ways_to(code, load_rulebook(ontology, composition.operators, rules), composition) or [
        "nothing leads to it"
    ]:
        click.echo(f"  {way}")


@click.group()
def actors() -> None:
    """Looks at the actors of a dataset."""


@actors.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--least",
    default=2,
    show_default=True,
    type=click.IntRange(min=1),
    help="How often a name must be met to be listed.",
)
@click.option(
    "--output",
    default="unknown_actors.csv",
    show_default=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write.",
)
@told
def unknown(folder: Path, least: int, output: Path) -> None:
    """Lists the names in the dataset DIR that are in no dictionary, the most frequent first.

    The result is an actor file with counts and example sentences: fill in the codes and give it back with --actors.
    """
    from coder.dataset.read import read_table
    from coder.desk.unknown import find_unknown, write_unknown
    from coder.files.outfile import check_file

    if output.exists():
        raise DatasetError(f"{output}: the file is there, and may be filled in; choose another --output")
    check_file(output, replace=False)
    found = find_unknown(read_table(folder, "events").to_pylist(), least)
    write_unknown(found, output)
    for actor in found[:10]:
        click.echo(f"{actor.count:6,}  {actor.name}")
    click.echo(f"{len(found):,} unknown actors in {output}")


@click.command()
@click.argument("code", required=False)
@told
def codebook(code: str | None) -> None:
    """Shows the CAMEO code CODE with its definition and those below it; all of them when CODE is left out."""
    from coder.cameo.ontology import describe, describe_all, load_ontology

    ontology = load_ontology()
    click.echo(describe(code, ontology) if code else describe_all(ontology))
