"""Whose offices and houses those are that the press of the United States names without a country: *Congress*, *Sen.*"""

from __future__ import annotations

from collections.abc import Sequence

from coder.actors.countries import Naming
from coder.actors.evidence import Evidence
from coder.actors.words import actor_words
from coder.records import Token

AMERICA = "USA"


def american(used: Sequence[Evidence], tokens: Sequence[Token], line: str, naming: Naming) -> str:
    """Whose a title or body is that the United States have: theirs, or another senate's if the report is of it.

    What a senator speaks of (*in Vietnam*) does not tell whose he is. A house of a name that those of others have too
    is theirs where the text names none of those countries: *[Congress] approved arms for Taiwan*. '' for others.
    """
    words, names = actor_words(), {e.entry.name.lower() for e in used}
    if not names.isdisjoint(words.american_titles):
        return next((country for country in (line, naming.about) if country in words.senates), AMERICA)
    bodies = (e for e in used if e.entry.name.lower() in words.american_bodies)
    # *the party's congress* is no body of a state, but offices are printed in small letters.
    if not any(tokens[e.mention.start].text[0].isupper() or " " in e.entry.name for e in bodies):
        return ""
    others = words.senates | words.congresses
    named = naming.lending if line == AMERICA else naming.named  # *WASHINGTON - [Congress] voted to sanction Russia*
    return "" if line in others or not others.isdisjoint(named) else AMERICA
