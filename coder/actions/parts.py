"""What decisions of keep.yaml may ask of two actions of one sentence, to tell whether one is part of the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coder.actions.action import Action
from coder.actions.decisions import Case, Kind

# What becomes of an action that is looked at beside another of its sentence.
PART, ASIDE, GIVE, JOIN, RECODE, APART = "part", "aside", "give", "join", "recode", "apart"
VERDICTS: Mapping[str, str] = {
    PART: "it is left: the other tells it",
    ASIDE: "it is left, unless the second reader takes it for an event of its own",
    GIVE: "it is left, and whom it hit is whom the other hit",
    JOIN: "the two are one: it keeps its code, and whoever did the other did it",
    RECODE: "the two are one, with the code of the other, which says more",
    APART: "both are told",
}
# What may be asked of the action ...
CLAUSE_FACTS: Mapping[str, str] = {
    "noun": "it is named by a noun that no verb carries",
    "verb": "it is named by a verb",
    "nameless": "that noun does not say who acts",
    "acting": "that noun is the subject of what is told as done (*protests forced him out*)",
    "manner": "that noun says how another was done (*walked out in protest*)",
    "lasting": "that noun is one of what goes on for months (*war, embargo*)",
    "deadly": "that noun says whom it killed or hurt (*the raid that killed two*)",
    "counting": "that noun says how many it was done to (*after the deaths of [six] sailors*)",
    "bygone": "that noun says of itself that it is long past (*last year's bombing*)",
    "since": "it only tells since when something is so (*since rebels took the town*)",
    "broad": "its rule is of the last rank, which is for what any verb may mean",
    "harming": "its verb says that somebody was killed or hurt, or died",
    "directed": "somebody known is its target",
    "beside others": "the sentence tells another action",
}
# ... and of how it stands to the other.
PAIR_FACTS: Mapping[str, str] = {
    "composed": "the other is a stance over it, or its ending, and is made of both (*refused to lift the ban*)",
    "below": "it stands below the other, which is a stance, as a complement or as a noun of it",
    "matter": "it is a noun by which the rule of the other, event or not, knows it (*signed a [treaty]*)",
    "carrier": "one is a verb that carries the noun of the other, and the other says more (*staged a [raid]*)",
    "closer": "the other is its complement (*will help [rebuild it]*)",
    "same root": "the root of its code is that of the other",
    "weapon": "its noun, or what it tells of, does the other (*[artillery] shelled the town, hit it with [rockets]*)",
    "purpose": "it is what the other was done for, or its complement, and is left open (*marched [to demand] it*)",
    "doing": "it is reached by doing the other (*took to the streets [to protest]*)",
    "means": "the other is what it was done for (*[fired] to disperse the crowd*)",
    "within": "the other stands in a phrase of it (*were killed [in a raid]*)",
    "when": "the other is a clause that tells when it was (*were killed [when a bomb exploded]*)",
    "left by": "its verb carries the other, or has it as subject (*an [ambush] left two dead, [fighting] killed two*)",
    "told of": "it is said of the other, which is a noun (*a raid that [killed] ten*)",
    "then": "who did the other, to nobody who is named, or to the same, did it then (*opened fire [and killed two]*)",
    "outcome": "it is a participle that tells what came of the other (*shelled the town, [killing] ten*)",
    "again": "it is coordinated with the other, of which it has the code and both sides (*was seized [and abducted]*), "
    "or is what the other says (*declared that it [was] wrong*)",
    "at once": "the other is coordinated right behind it, of the same to the same (*[hacked] and shot three nuns*)",
    "mutual": "the other is done by both sides to each other",
    "done": "the other was done, and not only asked for, promised or threatened",
}
PARTS = Kind(frozenset(VERDICTS), ("code", "other"), {"clause": CLAUSE_FACTS, "pair": PAIR_FACTS})
NO_FACTS: frozenset[str] = frozenset()
# What is kept of pairs; when it is full it begins anew, so that long runs stay small.
MOST_PAIRS = 10_000


@dataclass(slots=True, unsafe_hash=True)
class Pair:
    """What is asked of an action and another of its sentence. `code` and `other` are their codes, '' of a clause that
    is no action of its own.
    """

    code: str
    stance: str
    other: str = ""
    clause: frozenset[str] = NO_FACTS
    pair: frozenset[str] = NO_FACTS


@dataclass(frozen=True, slots=True)
class Part:
    """An action of clause `clause` that was told with another, and by which decision.

    `action` is None where the clause is no action of its own.
    """

    clause: int
    decision: Case
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """The decisions on which actions are parts of others, case by case, in order: the first that applies decides."""

    cases: tuple[Case, ...]
    _decided: dict[Pair, Case | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    def decide(self, pair: Pair) -> Case | None:
        """The first that applies; None where none does, so that both actions are told. Few pairs differ in what is
        asked of them, so what became of each is kept.
        """
        if pair not in self._decided:
            if len(self._decided) >= MOST_PAIRS:
                self._decided.clear()
            self._decided[pair] = next((case for case in self.cases if case.applies(pair)), None)
        return self._decided[pair]
