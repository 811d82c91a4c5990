"""What goes wrong for a user, as one family of exceptions: the library raises, the command line prints and exits."""

from __future__ import annotations

from collections.abc import Sequence

# Of a message no line is longer: what it repeats of a file may have no end.
LONGEST_LINE = 1000


class CoderError(Exception):
    """A problem whose message tells the user what is wrong, where, and what to do. `exit_code` is the command
    line's.
    """

    exit_code = 1

    def __str__(self) -> str:
        return "\n".join(map(shortened, super().__str__().split("\n")))


def shortened(line: str) -> str:
    """A line of a message, of a long one its beginning and its end, where the remedy stands."""
    half = LONGEST_LINE // 2
    return line if len(line) <= LONGEST_LINE else f"{line[:half]} … {line[-half:]}"


class InputError(CoderError):
    """An input file or folder that can't be read at all."""

    exit_code = 3


class ModelError(CoderError):
    """The parser that was asked for is not installed or can't parse."""

    exit_code = 4


class DataFileError(CoderError):
    """Faults in rule, actor, ontology or schema files, all of those found, each as 'file:line: what and remedy'."""

    exit_code = 5

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(map(shortened, problems))
        super().__init__("\n".join(self.problems))

    def __reduce__(self) -> tuple[type[DataFileError], tuple[tuple[str, ...]]]:
        return type(self), (self.problems,)  # the message alone would come back from a worker as its characters


class DatasetError(CoderError):
    """A dataset folder that is missing, incomplete or does not fit its schema."""

    exit_code = 6
