"""Codes that who did it to whom decides: a clash with police is a riot, killing one's own people is repression.

Asked last, when all sides are known; codes_by_sides.csv is the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cache

from coder.cameo.ontology import load_ontology
from coder.errors import DataFileError
from coder.events.dyads import Dyad
from coder.files.package import KNOWLEDGE
from coder.files.tables import Row, read_table
from coder.records import Actor

TABLE = KNOWLEDGE / "codes" / "codes_by_sides.csv"
# Who is told by his country's name alone: *Chad*.
STATE = frozenset({"-"})
COUNTRIES = frozenset({"", "same", "other"})
DEAD = frozenset({"", "yes", "no"})


@dataclass(frozen=True, slots=True)
class BySides:
    """A code and what it becomes between such sides; an empty set of roles asks for none, STATE for a country alone.

    `rule` must be in the path of rules; `country` says whether both sides are of the *same* country or of an*other*;
    `dead` whether dead are counted (*yes*, *no*). '' asks for nothing.
    """

    code: str
    rule: str
    source: frozenset[str]
    target: frozenset[str]
    country: str
    dead: str
    becomes: str
    because: str

    def holds(self, dyad: Dyad, killed: int | None) -> bool:
        """Whether this is about an event that is told as done."""
        action, source, target = dyad.action, dyad.source, dyad.target
        if action.code != self.code or action.stance != "actual" or source is None or target is None:
            return False
        if dyad.charged:
            return False
        if self.rule and self.rule not in action.path or self.dead and self.dead != ("yes" if killed else "no"):
            return False
        return _has(source, self.source) and _has(target, self.target) and self._fits(source, target)

    def _fits(self, source: Actor, target: Actor) -> bool:
        if not self.country:
            return True
        known = bool(source.country and target.country)
        return known and (source.country == target.country) == (self.country == "same")


COLUMNS = tuple(f.name for f in fields(BySides))


def _has(actor: Actor, roles: frozenset[str]) -> bool:
    if roles == STATE:
        return bool(actor.country) and actor.code == actor.country
    return not roles or not roles.isdisjoint(actor.roles)


def by_sides(dyads: Sequence[Dyad], killed: Sequence[int | None]) -> tuple[list[Dyad], list[tuple[int, str]]]:
    """The events, each with the code that its sides give it, and notes of those that have another now.

    `killed` are the dead of each. *Police clashed with students* is 175 and 145, with dead 190.
    """
    found, notes = list(dyads), []
    for n, (dyad, dead) in enumerate(zip(dyads, killed, strict=True)):
        entry = next((e for e in load_by_sides() if e.holds(dyad, dead)), None)
        if entry is not None:
            found[n] = replace(dyad, action=replace(dyad.action, code=entry.becomes))
            notes.append((dyad.action.clause, f"{entry.code} becomes {entry.becomes}: {entry.because}"))
    return found, notes


@cache
def load_by_sides() -> tuple[BySides, ...]:
    """The table that comes with the package. Raises DataFileError with every fault in it, by line."""
    problems: list[str] = []
    rows = read_table(TABLE, COLUMNS, problems)
    found = tuple(_entry(row, problems) for row in rows)
    if problems:
        raise DataFileError(problems)
    return found


def _entry(row: Row, problems: list[str]) -> BySides:
    ontology = load_ontology()
    for column in ("code", "becomes"):
        if row[column] not in ontology.codes():
            problems.append(f"{row.place}: {column} {row[column]!r} is no CAMEO code; write one of events.csv")
    sides = {name: frozenset(filter(None, row[name].split("|"))) for name in ("source", "target")}
    for role in sorted(frozenset.union(*sides.values()) - ontology.types.keys() - STATE):
        problems.append(f"{row.place}: {role!r} is no role; write one of actor_types.csv")
    for name, known in (("country", COUNTRIES), ("dead", DEAD)):
        if row[name] not in known:
            problems.append(f"{row.place}: {name} {row[name]!r} is none of {', '.join(sorted(filter(None, known)))}")
    return BySides(
        row["code"], row["rule"], sides["source"], sides["target"], row["country"], row["dead"], row["becomes"],
        row["because"],
    )  # fmt: skip
