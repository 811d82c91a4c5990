"""An actor's code from the dictionary entries in its phrase: country, then groups, then roles in CAMEO's order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from coder.cameo.ontology import Ontology, split_actor_code

# Types that are roles of people of a country too, where a phrase has no name of an organisation.
OF_COUNTRIES = frozenset({"NGO", "MNC"})
# Roles of those who fight no matter for which state: what they do says more than their faith.
FIGHTERS = frozenset({"INS", "REB", "SEP", "UAF"})
# For a weak role (*leader*, *spokesman*), the part after '~' holds only where the phrase names no other role.
WEAK = "~"

RANKS = {"international": 0, "primary": 0, "secondary": 1, "tertiary": 2}


@dataclass(slots=True, unsafe_hash=True)
class Parts:
    """A code under construction. `place` is a country or region; `groups` are ethnic, religious and known groups."""

    place: str = ""
    types: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.place or self.types or self.roles or self.groups)


@lru_cache(maxsize=100_000)
def parts_of(code: str, ontology: Ontology, role_only: bool = False) -> Parts:
    """The parts of an entry's code. `role_only`: it has no place, so that faith MUS is not read as Mauritius."""
    code = code.removeprefix(WEAK)
    place = ""
    if not role_only:
        split = split_actor_code(code)
        rest = list(split.roles)
        place = _place(code, rest)
    else:
        rest = [code[i : i + 3] for i in range(0, len(code), 3)]
    # Whoever works for an aid group is of a country first, as in the field's dictionary of agents: ITANGO.
    types = tuple(r for r in rest if _tier(r, ontology) == "international" and not (role_only and r in OF_COUNTRIES))
    roles = tuple(r for r in rest if _tier(r, ontology) and r not in types)
    return Parts(place, types, roles, tuple(r for r in rest if not _tier(r, ontology)))


def _place(code: str, rest: Iterable[str]) -> str:
    left = list(rest)
    for k in range(0, len(code), 3):
        part = code[k : k + 3]
        if part in left:
            left.remove(part)
        else:
            return part
    return ""


def _tier(part: str, ontology: Ontology) -> str:
    known = ontology.types.get(part)
    return known.tier if known else ""


def merge_roles(first: Iterable[str], second: Iterable[str], ontology: Ontology) -> tuple[str, ...]:
    """Roles of the head and of its modifiers: one primary role at most (the head's), no role twice, three in all."""
    roles = list(dict.fromkeys(first))
    primary = any(_tier(r, ontology) == "primary" for r in roles)
    for role in second:
        if role in roles or (primary and _tier(role, ontology) == "primary"):
            continue
        roles.append(role)
        primary = primary or _tier(role, ontology) == "primary"
    if "ELI" in roles:  # *a former minister*
        roles = [r for r in roles if r not in {"GOV", "LEG"}]
    if "PKO" in roles:  # the troops of a peacekeeping force are peacekeepers
        roles = [r for r in roles if r != "MIL"]
    return tuple(sorted(roles[:3], key=lambda r: RANKS.get(_tier(r, ontology), 2)))


def code_of(parts: Parts, ontology: Ontology) -> str | None:
    """The code in full; None when nothing is known.

    Fighters of a known country are coded as such, and not by their faith: *Algerian Islamic militants* are DZAUAF. A
    group without place and role (*ethnic Armenians*) gets CVL before it where its letters alone would read as a
    country.
    """
    if not parts:
        return None
    roles, groups = parts.roles, parts.groups
    if parts.place and not FIGHTERS.isdisjoint(roles):
        groups = tuple(g for g in groups if g not in ontology.religions)
    if groups and not parts.place and not parts.types and groups[0] in ontology.places:
        return "".join((*(roles or ("CVL",)), *groups))
    if roles == ("HRI",) and not parts.place and not parts.types:
        return "NGOHRI"  # who stands up for rights and is of no one country
    named = tuple(g for g in groups if g in ontology.groups)
    peoples = tuple(g for g in groups if g not in named)
    if parts.types and not parts.place:
        return "".join((*parts.types, *peoples, *named, *roles))
    return "".join((*parts.types, parts.place, *peoples, *roles, *named))
