"""The command line: thin wrappers over the library. Only here is anything printed, and only here does a run end."""

from __future__ import annotations

import atexit
import gc

import click

from coder import __version__
from coder.cli.code import code, explain
from coder.cli.dataset import dataset, gather, validate
from coder.cli.desk import evaluate, report, sample, train
from coder.cli.exchange import export, merge, panel
from coder.cli.knowledge import actors, codebook, rules

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="coder")
def main() -> None:
    """Codes news texts as political events: who did what to whom, when and where, in CAMEO codes.

    \b Exit codes: 0 done, 1 a check found faults, 2 the command was given wrongly, 3 an input can't be read, 4 the
    parser can't be used, 5 a rule, actor or schema file has faults, 6 a dataset is missing or in the way, 130 stopped
    by Ctrl-C, 143 by the system.
    """
    # When it ends, Python would walk twice through all that was loaded: a sixth of the time of `coder code`.
    atexit.register(gc.freeze)


for command in (
    dataset,
    gather,
    code,
    explain,
    validate,
    evaluate,
    sample,
    report,
    train,
    merge,
    export,
    panel,
    rules,
    actors,
    codebook,
):
    main.add_command(command)
