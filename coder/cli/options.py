"""What the commands share: options, and the library's errors as a message and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from coder.errors import CoderError
from coder.text.parse import DEFAULT_MODEL

STEPS = ("screen", "dates", "places", "numbers", "plover")
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


def show(thing: Any) -> None:
    """Prints a rich table or panel on standard output."""
    from rich.console import Console

    Console().print(thing)
