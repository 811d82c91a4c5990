"""`coder code` and `coder explain`: one text, its events, and why."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coder.cli.options import (
    coder_options,
    date_option,
    reading_options,
    show,
    told,
)

if TYPE_CHECKING:
    from rich.table import Table

    from coder.records import Event

LONGEST_PATH = 250


@click.command()
@click.argument("text", required=False)
@date_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line instead of a table.")
@coder_options
@told
def code(text: str | None, date: str | None, as_json: bool, **options: Any) -> None:
    """Codes TEXT, or what comes on standard input, and shows its events."""
    from coder.pipeline import Coder
    from coder.schema import event_row

    if text is not None and len(text) < LONGEST_PATH and Path(text).is_file():
        raise click.UsageError(
            f"{text} is a file; give its text on standard input (coder code < {text}), or code it as a corpus (coder "
            f"dataset {text})"
        )
    events = Coder(**options).code(text if text is not None else sys.stdin.read(), date=date)
    if as_json:
        for event in events:
            click.echo(json.dumps(event_row(event), ensure_ascii=False, default=str))
    elif events:
        from rich.console import Console

        show(events_table(events, Console().width))
    else:
        click.echo("no event; `coder explain` tells why", err=True)


@click.command()
@click.argument("text", required=False)
@date_option
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a page to this file instead: words marked, trees drawn.",
)
@click.option("--doc", "doc_id", metavar="ID", help="Explain this document of --dataset instead of a text.")
@click.option(
    "--dataset", "folder", type=click.Path(path_type=Path), metavar="DIR", help="The dataset that --doc is in."
)
@click.option(
    "--corpus",
    multiple=True,
    type=click.Path(path_type=Path),
    help="With --doc: the file or folder that the document's whole text is in; without it, its sentences that have "
    "events are explained.",
)
@reading_options
@coder_options
@told
def explain(
    text: str | None,
    date: str | None,
    page: Path | None,
    doc_id: str | None,
    folder: Path | None,
    corpus: tuple[Path, ...],
    encoding: str | None,
    date_format: str | None,
    **options: Any,
) -> None:
    """Shows why TEXT is coded as it is, or why not: first the events or the one reason why not, then the way there."""
    from coder.desk.explain import explain as panels
    from coder.desk.explain import explained_document
    from coder.files.outfile import check_ours
    from coder.pipeline import Coder
    from coder.text.corpus import Reading

    if (doc_id is None) != (folder is None):
        raise click.UsageError("--doc and --dataset go together: the document and the dataset that it is in")
    if page is not None:
        check_ours(page)
    if doc_id is not None and folder is not None:
        text, date = explained_document(folder, doc_id, corpus, Reading(encoding, date_format))
    coder = Coder(**options)
    codings = coder.trace(text if text is not None else sys.stdin.read(), date)
    if page is not None:
        from coder.desk.explain_page import write_explanation

        write_explanation(coder, codings, page, f"Document {doc_id}" if doc_id else "Explanation")
        click.echo(f"explanation in {page}")
        return
    for panel in panels(coder, codings):
        show(panel)


# The width from which a terminal shows where, how and by which words; below it only who, what, whom and when.
WIDE = 110


def events_table(events: list[Event], width: int) -> Table:
    """Events as a table for a terminal of `width` columns: codes, names and dates are never cut."""
    from rich.markup import escape
    from rich.table import Table

    is_wide = width >= WIDE
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for name in ("source", "event", "", "target", "date"):
        table.add_column(name, no_wrap=name in {"source", "event", "target", "date"}, overflow="fold")
    for name in ("place", "stance", "confidence", "trigger") if is_wide else ():
        table.add_column(name, overflow="fold")
    for e in events:
        cells = [e.source_code or "—", e.event_code, e.event_name, e.target_code or "—", str(e.event_date)]
        if is_wide:
            cells += [e.place_name or "", e.stance, f"{e.confidence:.2f}", e.trigger_text]
        table.add_row(*map(escape, cells))
    return table
