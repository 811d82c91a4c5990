"""`coder code` and `coder explain`: one text, its events, and why."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coder.cli.options import actors_option, date_option, model_option, rules_option, show, told

if TYPE_CHECKING:
    from rich.table import Table

    from coder.records import Event

LONGEST_PATH = 250


@click.command()
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
        show(events_table(events))
    else:
        click.echo("no event; `coder explain` tells why", err=True)


@click.command()
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
        show(panel)


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
