"""What the second reader makes of a sentence: clauses that no rule codes, and what decisions doubt or leave aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coder.actions.action import Action
from coder.actions.compose import Told
from coder.actions.parts import ASIDE
from coder.actions.rule import Rule
from coder.actions.stances import load_composition
from coder.cameo.kinds import code_kinds
from coder.clauses.grammar import load_grammar
from coder.events.dyads import DoneBy, Dyad, dyads_of, owners, source_actors
from coder.events.facts import Facts, beside, facts_of
from coder.events.features import features
from coder.events.keep import Keep, Verdict, judge
from coder.events.reader import READER, UNCODED, Reader, doubt_features, likeliest_root
from coder.events.relevance import is_political
from coder.events.sides import Resolver
from coder.records import Actor, Clause, Sentence

_RULE = Rule(
    id=READER, code=None, operator=None, verbs=(), nouns=frozenset(), adjectives=frozenset(), where=(), unless=(),
    source=(), target=(), over=(), requires_base=False, reciprocal=False, alone=True, foreign=False,
    elsewhere=(), rank=0, statuses=frozenset({"actual"}), negated=None, examples=(), counterexamples=(), place=READER,
    order=0, definition="What the second reader takes a clause for that no rule codes.",
)  # fmt: skip

# What is told as a condition or a doubt, or as what did not come about, is no news of what somebody did.
UNTRUE = frozenset({"hypothetical", "failed"})


def uncoded(clauses: Sequence[Clause], told: Told, resolver: Resolver) -> list[tuple[Dyad, Facts]]:
    """The dyads of clauses that no rule codes and that say what a political source does, or somebody of a country to a
    political target.
    """
    coded_by_rule = {*(a.clause for a in told.actions), *(part.clause for part in told.parts)}
    # *launched [attacks]* is one action, told by the noun.
    carriers = {clauses[k].support for k in coded_by_rule}
    # Who wants to do something himself tells nothing, nor does what is below: *accused Gabon of [violating] a truce*.
    above = coded_by_rule.union(k for k, clause in enumerate(clauses) if _only_wishes(clause, clauses))
    done_by: list[DoneBy] = []
    for k, clause in enumerate(clauses):
        if clause.status in UNTRUE or clause.negated or k in above or clause.predicate in carriers:
            continue
        if clause.status == "possible" and clause.governor in above:
            continue
        if not (acting := clause.heads("subject") or clause.heads("speaker")):
            continue
        # Who acts is found first: with most clauses that is nobody known, and nothing more is asked.
        action = _action(k, clause, acting, told.about_nothing.get(k, ""))
        sources = source_actors(action, clause, resolver)
        if not any(source.code for source in sources):
            # Whose it is that acts: *[Dutch] auditors*, *[Russian] cargo planes*.
            sources = owners(acting, resolver, (), places=False)
        if any(source.code for source in sources):
            done_by.append((action, sources))
    dyads = [
        d
        for d in dyads_of(done_by, clauses, resolver)
        if (is_political(d.source) or (d.source is not None and _faces(d.source, d.target)))
        and (d.target is None or "own" not in beside(d.target, d.source))
    ]
    near = {k: told.near(k) for k in {d.action.clause for d in dyads}}
    dyads = [replace(d, action=replace(d.action, near=near[d.action.clause])) for d in dyads]
    return list(zip(dyads, facts_of(dyads, clauses, resolver), strict=True))


def _faces(source: Actor, target: Actor | None) -> bool:
    """Whether somebody of a country, or of a trade or a court, faces a party to politics."""
    return bool(source.country or source.roles) and is_political(target)


def _only_wishes(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Whether somebody only wants to do something himself: *wants to ensure that they are arrested*."""
    if clause.lemma not in load_grammar().wants:
        return False
    own, wished = clause.heads("subject"), clause.heads("complement")
    return any(other.predicate in wished and other.heads("subject") == own for other in clauses)


# To whom something may be done, the likeliest slots first; in some slots it is nobody.
_DONE_TO = {"object": 0, "dative": 1, "against": 2, "to": 2, "with": 2, "on": 3}
_NOBODY = frozenset({"subject", "speaker", "modifier", "complement"})


def _action(k: int, clause: Clause, acting: tuple[int, ...], asks: str) -> Action:
    others = [a for a in clause.arguments if a.role not in _NOBODY]
    others.sort(key=lambda a: (_DONE_TO.get(a.role, 4), a.head))
    (code,) = code_kinds().unread  # until the reader gives one
    done_to = tuple((a.head,) for a in others)
    return Action(k, code, "actual", _RULE, (READER,), (acting,), done_to, False, 0, asks=asks)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader takes a dyad for, and the probability that a coder would write it."""

    dyad: Dyad
    facts: Facts
    probability: float


def read_uncoded(
    reader: Reader, sentence: Sentence, clauses: Sequence[Clause], dyad: Dyad, facts: Facts, kept: Sequence[Dyad]
) -> Reading:
    """The reader's opinion of a dyad that no rule codes: its likeliest root. `kept` are the events beside it."""
    root = likeliest_root(reader, sentence, clauses, dyad, facts)
    own = coded(dyad, f"{root}0", doubted=True)
    return Reading(own, facts, reader.likelihood(doubt_features(reader, sentence, clauses, own, facts, UNCODED, kept)))


def read_doubted(
    reader: Reader, sentence: Sentence, clauses: Sequence[Clause], verdict: Verdict, kept: Sequence[Dyad]
) -> Reading:
    """The reader's opinion of a dyad with a code that a decision doubts. `kept` are the events beside it."""
    dyad, facts = replace(verdict.dyad, doubted=True), verdict.facts
    values = doubt_features(reader, sentence, clauses, dyad, facts, verdict.decision.name, kept)
    return Reading(dyad, facts, reader.likelihood(values))


def in_words(reader: Reader, sentence: Sentence, clauses: Sequence[Clause], reading: Reading) -> str:
    """A reading for `explain`, with the words that speak for its root."""
    dyad = reading.dyad
    root = dyad.action.code[:2]
    reasons = reader.reasons(features(sentence, clauses, dyad, reading.facts), root)
    words = ", ".join(f"{feature} {weight:+.2f}" for feature, weight in reasons)
    own = dyad.action.path == (READER,)
    known = f"no rule codes it; the reader takes it for {root}" if own else f"the reader takes its {root} for an event"
    return f"{known} ({reading.probability:.0%}) by {words}"


def second_reading(
    reader: Reader,
    keep: Keep,
    resolver: Resolver,
    clauses: Sequence[Clause],
    verdicts: Sequence[Verdict],
    unread: Sequence[tuple[Dyad, Facts]],
    is_read: bool = True,
    is_explained: bool = True,
) -> tuple[list[tuple[Dyad, Facts]], list[tuple[int, str]]]:
    """The events of a sentence with what is known of them, and, where `is_explained`, notes of what the reader says.

    They are those that rules and decisions keep; those that a decision doubts and the reader takes for events; and its
    own: of `unread` (see `uncoded`) one a clause, unless a decision leaves it. Where the sentence is not read
    (`is_read`) there are the first only.
    """
    sentence = resolver.sentence

    def says(reading: Reading) -> str:
        return in_words(reader, sentence, clauses, reading) if is_explained else ""

    kept = [v.dyad for v in verdicts if v.kept]
    found: list[tuple[Dyad, Facts]] = []
    notes: list[tuple[int, str]] = []
    for verdict in verdicts:
        reading = None
        told = verdict.decision.verdict == ASIDE and any(_is_of_root(verdict.dyad, dyad) for dyad, _ in found)
        if is_read and verdict.doubted and not told:
            reading = read_doubted(reader, sentence, clauses, verdict, kept)
        if reading is not None and reading.probability >= reader.threshold:
            found.append((reading.dyad, reading.facts))
            notes.append((verdict.dyad.action.clause, f"{verdict.decision.because}; {says(reading)}"))
        elif verdict.kept:
            found.append((verdict.dyad, verdict.facts))
        elif verdict.decision.verdict != ASIDE:  # of those it is noted already
            notes.append((verdict.dyad.action.clause, f"left: {verdict.decision.because}"))
    own: dict[int, Reading] = {}
    for dyad, facts in unread if is_read else ():
        reading = read_uncoded(reader, sentence, clauses, dyad, facts, kept)
        k = dyad.action.clause
        if reading.probability >= max(reader.uncoded, own[k].probability if k in own else 0.0):
            own[k] = reading
    for k, reading in own.items():
        if any(_tells_same(reading.dyad, dyad) for dyad, _ in found):
            continue
        (verdict,) = judge([reading.dyad], clauses, resolver, keep)
        if verdict.decision.verdict == "leave":
            notes.append((k, f"left: {verdict.decision.because}"))
        else:
            found.append((reading.dyad, reading.facts))
            notes.append((k, says(reading)))
    return found, list(dict.fromkeys(notes)) if is_explained else []


def _is_of_root(dyad: Dyad, other: Dyad) -> bool:
    return dyad.action.code[:2] == other.action.code[:2]


def _tells_same(dyad: Dyad, other: Dyad) -> bool:
    """Whether another event of the sentence tells the same root of the same sides, as far as it names them.

    *Warplanes took off and bombed a convoy, wounding six* is one raid.
    """
    if not _is_of_root(dyad, other):
        return False
    (source, target), (others, whom) = (
        (a.code if a is not None else None for a in (d.source, d.target)) for d in (dyad, other)
    )
    one_named = source is not None and None in {target, whom} and dyad.action.code[:2] in code_kinds().harm
    return source == others and (target == whom or one_named)


def coded(dyad: Dyad, code: str, doubted: bool = False) -> Dyad:
    """The dyad with another event code, and the stance of what has that code without a base action."""
    stance = load_composition().roots.get(code[:2], "actual")
    return replace(dyad, action=replace(dyad.action, code=code, stance=stance), doubted=doubted or dyad.doubted)
