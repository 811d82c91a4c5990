"""What the commands share: options, and the library's errors as a message and an exit code."""

from __future__ import annotations

import _thread
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import click

from coder.errors import CoderError
from coder.text.fields import is_date_format
from coder.text.parse import DEFAULT_MODEL
from coder.text.streams import is_encoding

# Seconds until a signal to stop that had no effect is given again.
REMINDED_AFTER = 0.5
STEPS = ("screen", "dates", "places", "numbers", "plover", "sides", "reader")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
model_option = click.option(
    "--model",
    default=DEFAULT_MODEL,
    show_default=True,
    help="The spaCy English pipeline that parses; any that is installed.",
)
rules_option = click.option(
    "--rules", multiple=True, type=FILE, help="A file of your own rules, added to the rulebook; may be given again."
)
actors_option = click.option(
    "--actors", multiple=True, type=FILE, help="A file of your own actors, which come before ours; may be given again."
)
reader_option = click.option(
    "--reader",
    type=click.Path(exists=True, dir_okay=False),
    help="Weights of the second reader that `coder train` wrote, instead of ours.",
)
sides_option = click.option(
    "--sides",
    type=click.Path(exists=True, dir_okay=False),
    help="Weights of who is meant that `coder train --sides` wrote, instead of ours.",
)
keep_option = click.option(
    "--keep",
    multiple=True,
    type=FILE,
    help="A file of your own decisions which actions are events, before ours; may be given again.",
)
without_option = click.option(
    "--without", multiple=True, type=click.Choice(STEPS), help="A step to leave out; may be given again."
)
date_option = click.option(
    "--date", metavar="YYYY-MM-DD", help="The day on which the text was published; today when left out."
)

folder_argument = click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
dataset_option = click.option(
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder for the dataset; an earlier dataset in it is replaced.",
)
deduplicate_option = click.option(
    "--deduplicate", is_flag=True, help="Fold near-identical reports of an event into one, counted in mention_count."
)
one_a_day_option = click.option(
    "--one-a-day",
    is_flag=True,
    help="Keep one event a day for each source, target and event code, the field's usual filter.",
)


def coder_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what codes: model, rules, actors, decisions, reader, sides."""
    for option in (sides_option, reader_option, keep_option, actors_option, rules_option, model_option):
        command = option(command)
    return command


def told(function: Callable[..., Any]) -> Callable[..., Any]:
    """Turns the library's errors, and signals to stop, into a message and an exit code."""

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            with stoppable():
                return function(*args, **kwargs)
        except CoderError as error:
            click.echo(f"coder: {error}", err=True)
            sys.exit(error.exit_code)
        except Stopped as stopped:
            click.echo(f"coder: stopped{stopped.advice}", err=True)
            sys.exit(128 + stopped.number)

    return run


class Stopped(BaseException):
    """A signal to stop came; `advice` says how to go on."""

    def __init__(self, number: int) -> None:
        self.number, self.advice = number, ""


@contextmanager
def stoppable() -> Iterator[None]:
    """Lets Ctrl-C and the system's signals to stop end what is done within as an exception, so that it is tidied up."""
    over, tell = threading.Event(), sys.unraisablehook

    def stop(number: int, frame: object) -> None:
        if _is_stopping(sys.exc_info()[1]):
            return  # tidying up is not to be stopped again
        # Where an exception can't be passed on, as in the finalizer of an object, Python drops it: then it comes again.
        threading.Thread(target=remind, args=(number,), daemon=True).start()
        raise Stopped(number)

    def remind(number: int) -> None:
        if not over.wait(REMINDED_AFTER):
            _thread.interrupt_main(signal.Signals(number))

    def dropped(unraisable: Any) -> None:
        if not isinstance(unraisable.exc_value, Stopped):
            tell(unraisable)

    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, stop) for number in numbers if signal.getsignal(number) != signal.SIG_IGN}
    sys.unraisablehook = dropped
    try:
        yield
    except RuntimeError as error:
        if isinstance(error.__cause__, Stopped):  # so Python wraps what comes while it makes a class
            raise error.__cause__ from None
        raise
    finally:
        over.set()
        sys.unraisablehook = tell
        for number, handler in before.items():
            signal.signal(number, handler)


def _is_stopping(handled: BaseException | None) -> bool:
    """Whether what is handled right now came of a signal to stop."""
    while handled is not None and not isinstance(handled, Stopped):
        handled = handled.__context__
    return handled is not None


class WorkersType(click.ParamType):
    """A number of worker processes, or 'auto'."""

    name = "N|auto"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | str:
        if value != "auto" and not (str(value).isdecimal() and int(value) > 0):
            self.fail(f"'{value}' is neither a number of processes from 1 nor 'auto'", param, ctx)
        return "auto" if value == "auto" else int(value)


class ShardType(click.ParamType):
    """A shard and how many there are: 3/64."""

    name = "K/N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        number, _, of = str(value).partition("/")
        if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
            self.fail(f"'{value}' is no shard; write the third of 64 as 3/64", param, ctx)
        return int(number), int(of)


def checked_encoding(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The name of an encoding, as given."""
    if value is not None and not is_encoding(value):
        raise click.BadParameter(f"'{value}' is no encoding; name one as windows-1252, latin-1 or utf-16")
    return value


def checked_date_format(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """How dates are written, as given."""
    if value is not None and not is_date_format(value):
        raise click.BadParameter(
            f"'{value}' does not say where year, month and day stand; write 3/4/2024 as %d/%m/%Y where the day comes "
            f"first, as %m/%d/%Y where the month does"
        )
    return value


encoding_option = click.option(
    "--encoding",
    metavar="NAME",
    callback=checked_encoding,
    help="The encoding of text inputs that have no byte order mark, as windows-1252; UTF-8 when left out.",
)
date_format_option = click.option(
    "--date-format",
    metavar="FORMAT",
    callback=checked_date_format,
    help="How the dates of the inputs are written, where days and months can be taken for each other: %d/%m/%Y or "
    "%m/%d/%Y, in the letters of strptime.",
)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say how the files of a corpus are read: their encoding, and how dates are written."""
    return encoding_option(date_format_option(command))


def show(thing: Any) -> None:
    """Prints a rich table or panel on standard output."""
    from rich.console import Console

    Console().print(thing)
