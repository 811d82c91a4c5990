"""Plurals of English nouns and noun phrases by morphology: *attorneys general*, *members of parliament*, *gunmen*."""

from __future__ import annotations

IRREGULAR = {
    "person": ("persons", "people"), "child": ("children",), "man": ("men",), "woman": ("women",), "wife": ("wives",),
    "thief": ("thieves",), "policeman": ("policemen",), "staff": (), "police": (), "people": ("peoples",), "media": (),
    "schoolchild": ("schoolchildren",), "clergy": (), "elderly": (), "personnel": (), "spokesperson": ("spokespersons", "spokespeople"),
    "businessperson": ("businesspeople",), "salesperson": ("salespeople",), "tribesperson": ("tribespeople",), "chargé": ("chargés",),
}
# The first noun takes the ending: *consuls general*, *courts martial*, *chargés d'affaires*, *presidents-elect*.
HEAD_FIRST = ("general", "martial", "elect", "d'affaires", "designate", "in-chief")
LINKS = (" of ", " in ", " to ", " for ", " at ", "-in-", "-at-")
NATIONS_WITHOUT = ("ese", "ish", "sh", "ch", "ss", "s", "z", "x", "o")


def plurals(name: str, kind: str) -> list[str]:
    """The plural forms of a name: none where it is one already or, for peoples, where English has none (*Chinese*).

    Example: plurals('attorney general', 'role') → ['attorneys general', 'attorney generals'].
    """
    for link in LINKS:
        if link in name:
            head, _, rest = name.partition(link)
            return [f"{p}{link}{rest}" for p in plurals(head, kind)]
    first, space, last = name.rpartition(" ")
    if first and last.lower() in HEAD_FIRST:
        return [f"{p} {last}" for p in plurals(first, kind)] + ([f"{name}s"] if last == "general" else [])
    if kind in {"country", "ethnic", "religion"} and last.lower().endswith(NATIONS_WITHOUT):
        return []
    return [f"{first}{space}{p}" for p in _noun(last)]


def _noun(word: str) -> tuple[str, ...]:
    lower = word.lower()
    if lower in IRREGULAR:
        return IRREGULAR[lower]
    if lower.endswith("man") and lower not in {"human", "german", "roman", "ottoman", "oman", "shaman"}:
        return (word[:-3] + "men",)
    if lower.endswith("s") and not lower.endswith(("ss", "us", "is")) or not lower[-1:].isalpha():
        return ()
    if lower.endswith(("s", "x", "z", "ch", "sh")):
        return (word + "es",)
    if lower.endswith("y") and lower[-2:-1] not in "aeiou":
        return (word[:-1] + "ies",)
    return (word + "s",)
