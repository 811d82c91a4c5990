"""What gold standard texts say to the second reader: examples of classes, coded events judged, and what is doubted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from coder.cameo.actor_codes import parts_of
from coder.cameo.kinds import code_kinds
from coder.cameo.ontology import Ontology, load_ontology
from coder.clauses.grammar import load_grammar
from coder.desk.gold import GoldEvent, GoldText
from coder.desk.pairing import actor_fits, actors_fit, find_pairs
from coder.desk.phrases import shares_word
from coder.events.dyads import Dyad, trigger_span
from coder.events.facts import Facts
from coder.events.features import features
from coder.events.likely import Missing, Sides
from coder.events.meant import missing_sides, with_meant
from coder.events.reader import NONE, UNCODED, Reader, likeliest_root
from coder.events.readings import coded
from coder.events.unsaid import settled

if TYPE_CHECKING:
    from coder.pipeline import Coder, Coding

ROOTS = tuple(f"{n:02d}" for n in range(1, 21))
# What a report whose roots alone are known, and a sentence with one fact, count beside a text with all its events.
REPORT, SENTENCE = 0.3, 0.25
# A word within a sentence, and the share of capitals from which it is a name.
WITHIN = re.compile(r"(?<=[a-z,] )[A-Za-z]+")
NAME = 0.9
# What is doubted in a text that tells nothing counts more: such texts are few in a gold standard, and many in use.
QUIET = 2.0


@dataclass(frozen=True, slots=True)
class Example:
    """One dyad of a text: what the model sees, the root that the gold gives it (or 'none'), the text it is of."""

    text_id: str
    features: tuple[str, ...]
    root: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A coded event with whether its root is right, and root, source and target (None where only roots are known).

    `gold` is the event of the gold standard that it is, `number` its place among the events of its sentence (None where
    rules alone would have left it), `weight` what it counts beside an event of a text with all its events.
    """

    text_id: str
    coding: Coding
    dyad: Dyad
    facts: Facts
    root: bool
    full: bool | None = None
    weight: float = 1.0
    gold: GoldEvent | None = None
    number: int | None = None

    def whole(self, sides: Sides) -> Judged:
        """The event with what its text makes plain of its sides and who is meant, judged anew."""
        assert self.coding.resolver is not None
        dyads, n = list(self.coding.settled), self.number
        if n is None:
            dyads, n = [*dyads, as_settled(self.coding, self.dyad)], len(dyads)
        dyad = with_meant(dyads, self.coding.clauses, self.coding.resolver, sides)[0][n]
        right = self.root and self.gold is not None and actors_fit(self.gold, row_of(self.coding, dyad))
        return replace(self, dyad=dyad, full=None if self.full is None else right)


def as_settled(coding: Coding, dyad: Dyad) -> Dyad:
    """A dyad that is no event of its sentence with what the text makes plain of its sides."""
    assert coding.resolver is not None
    return settled(dyad, coding.resolver, lambda actor: actor)


@dataclass(frozen=True, slots=True)
class Unnamed:
    """What an event of a gold text leaves open of a side, and the gold event that it is."""

    text_id: str
    missing: Missing
    gold: GoldEvent

    def accepts(self, n: int | None) -> bool:
        """Whether the gold allows the candidate `n` (None: what stands there, or nobody) for this side."""
        code = self.missing.actor.code if self.missing.actor is not None else None
        return actor_fits(code if n is None else self.missing.candidates[n].actor.code, self._codes)

    def is_meant(self, n: int) -> bool:
        """Whether the candidate `n` is whom the gold names first."""
        return actor_fits(self.missing.candidates[n].actor.code, self._codes[:1])

    @property
    def needs_nobody(self) -> bool:
        """Whether the gold names nobody first, or nobody of a country."""
        if self.missing.asks_country:
            return not self._codes[0] or not parts_of(self._codes[0], load_ontology()).place
        return actor_fits(None, self._codes[:1])

    @property
    def _codes(self) -> tuple[str | None, ...]:
        return self.gold.sources if self.missing.side == "source" else self.gold.targets


@dataclass(frozen=True, slots=True)
class Doubted:
    """A dyad that a decision doubts (`doubt` is its name) or no rule codes, and the gold event at its words, if any."""

    text_id: str
    coding: Coding
    dyad: Dyad
    facts: Facts
    doubt: str
    gold: GoldEvent | None = None
    weight: float = 1.0

    @property
    def kept(self) -> list[Dyad]:
        """The events of its sentence that rules and decisions alone make."""
        return [v.dyad for v in self.coding.verdicts if v.kept]

    def as_event(self, reader: Reader) -> Dyad:
        """The event that the reader may take it for: of the reader's likeliest root where no rule codes it."""
        dyad = replace(self.dyad, doubted=True)
        if self.doubt != UNCODED:
            return dyad
        root = likeliest_root(reader, self.coding.sentence, self.coding.clauses, dyad, self.facts)
        return coded(dyad, f"{root}0")

    def is_right(self, dyad: Dyad) -> bool:
        """Whether a coder would write that event, its actors left aside."""
        return self.gold is not None and dyad.action.code[:2] in {c[:2] for c in self.gold.codes}


@dataclass
class Known:
    """What gold standard texts say: examples of classes, coded events judged, what is doubted, sides not named."""

    examples: list[Example]
    judged: list[Judged]
    doubted: list[Doubted]
    unnamed: list[Unnamed]


def printed_as_names(texts: Iterable[str]) -> frozenset[str]:
    """The words, in small letters, that texts print with a capital within their sentences, or all but always.

    >>> sorted(printed_as_names(["The police of Iraq said on Monday that Iraqi police left."]))
    ['iraq', 'iraqi', 'monday']
    """
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for word in (word for text in texts for word in WITHIN.findall(text)):
        (large if word[0].isupper() else small)[word.lower()] += 1
    return frozenset(word for word, n in large.items() if n >= NAME * (n + small[word]))


def known_of(coder: Coder, texts: Sequence[GoldText], ontology: Ontology) -> Known:
    """What gold texts say. Texts with spans of actors only say nothing of classes."""
    known = Known([], [], [], [])
    for text in texts:
        if text.kind == "spans":
            continue
        codings = coder.trace(text.text, str(text.published), near=False)
        if text.kind == "events":
            known.examples += _of_events(text, codings, known)
        elif text.kind == "roots":
            known.examples += _of_report(text, codings, known)
        else:
            known.examples += _of_sentence(text, codings, known.judged, ontology)
    return known


@dataclass(frozen=True, slots=True)
class _Found:
    """A dyad that was looked at; it was kept (as which of its sentence's events), or is doubted by a decision or for
    want of a rule, or neither.
    """

    coding: Coding
    dyad: Dyad
    facts: Facts
    number: int | None
    doubt: str = ""

    @property
    def kept(self) -> bool:
        return self.number is not None

    @property
    def lemma(self) -> str:
        """The lemma of the verb or noun that tells it, without a particle."""
        return self.coding.clauses[self.dyad.action.clause].lemma.partition(" ")[0]


def _dyads(codings: Sequence[Coding]) -> Iterator[_Found]:
    """Every dyad that was looked at."""
    for coding in codings:
        numbers = count()
        for v in coding.verdicts:
            number = next(numbers) if v.kept else None
            if number is None or any(coding.settled[number] is dyad for dyad in coding.dyads):  # no row tells it twice
                yield _Found(coding, v.dyad, v.facts, number, v.decision.name if v.doubted else "")
        yield from (_Found(coding, d, f, None, UNCODED) for d, f in coding.unread)


def row_of(coding: Coding, dyad: Dyad) -> dict[str, Any]:
    start, end = trigger_span(coding.sentence, coding.clauses[dyad.action.clause])
    return {
        "source_code": dyad.source.code if dyad.source else None,
        "target_code": dyad.target.code if dyad.target else None,
        "source_text": dyad.source.text if dyad.source else None,
        "target_text": dyad.target.text if dyad.target else None,
        "event_code": dyad.action.code,
        "event_root_code": dyad.action.code[:2],
        "trigger_start": start,
        "trigger_end": end,
    }


def _example(text: GoldText, found: _Found, root: str, weight: float = 1.0) -> Example:
    seen = features(found.coding.sentence, found.coding.clauses, found.dyad, found.facts)
    return Example(text.text_id, seen, root, weight)


def _of_events(text: GoldText, codings: Sequence[Coding], known: Known) -> Iterator[Example]:
    """A text with all its events: dyads at a gold trigger have its root, all others none."""
    found = list(_dyads(codings))
    rows = [row_of(f.coding, f.dyad) for f in found]
    kept = [k for k, f in enumerate(found) if f.kept]
    pairs = find_pairs(text.events, [rows[k] for k in kept], text.text, _same_root)
    partner = {kept[k]: text.events[j] for j, k in pairs.items()}
    untold = [event for j, event in enumerate(text.events) if j not in pairs]
    for k, f in enumerate(found):
        gold = partner.get(k) or _at_trigger(text.events, rows[k])
        here = (text.text_id, f.coding, f.dyad, f.facts)
        if f.kept:
            full = k in partner and actors_fit(partner[k], rows[k])
            known.judged.append(Judged(*here, k in partner, full, gold=partner.get(k), number=f.number))
        elif f.doubt:
            known.doubted.append(Doubted(*here, f.doubt, _at_trigger(untold, rows[k])))
        known.unnamed += _unnamed(text, f, partner.get(k) if f.kept else gold)
        if gold is None:
            yield _example(text, f, NONE)
        elif gold.codes:
            yield _example(text, f, f.dyad.action.code[:2] if _same_root(gold, rows[k]) else gold.codes[0][:2])


def _unnamed(text: GoldText, found: _Found, gold: GoldEvent | None) -> Iterator[Unnamed]:
    """What an event of the gold standard leaves open of its sides, as it is coded: also where that is doubted."""
    coding, dyad = found.coding, found.dyad
    if gold is None or not gold.codes or coding.resolver is None or not (found.kept or found.doubt):
        return
    dyads = list(coding.settled)
    if found.number is None:
        dyad = coded(dyad, f"{gold.codes[0][:2]}0") if found.doubt == UNCODED else dyad
        if dyad.action.code[:2] not in {c[:2] for c in gold.codes}:
            return
        dyads.append(as_settled(coding, replace(dyad, doubted=True)))
    n = len(dyads) - 1 if found.number is None else found.number
    for missing in missing_sides(dyads, coding.clauses, coding.resolver):
        if missing.number == n and (gold.sources if missing.side == "source" else gold.targets):
            yield Unnamed(text.text_id, missing, gold)


def _of_report(text: GoldText, codings: Sequence[Coding], known: Known) -> Iterator[Example]:
    """A report of which only roots are known: its events of these are right, and nothing is told in a quiet one."""
    for f in _dyads(codings):
        root = f.dyad.action.code[:2]
        here = (text.text_id, f.coding, f.dyad, f.facts)
        if f.kept:
            known.judged.append(Judged(*here, root in text.roots, weight=REPORT, number=f.number))
        elif f.doubt and not text.roots:
            known.doubted.append(Doubted(*here, f.doubt, weight=QUIET))
        if f.kept and root in text.roots:
            yield _example(text, f, root, REPORT)
        elif not text.roots:
            yield _example(text, f, NONE, REPORT)


def _same_root(gold: GoldEvent, row: Mapping[str, Any]) -> bool:
    return row["event_root_code"] in {c[:2] for c in gold.codes}


def _at_trigger(events: Sequence[GoldEvent], row: Mapping[str, Any]) -> GoldEvent | None:
    return next(
        (
            g
            for g in events
            if g.start is not None
            and g.end is not None
            and g.start < row["trigger_end"]
            and row["trigger_start"] < g.end
        ),
        None,
    )


def _of_sentence(
    text: GoldText, codings: Sequence[Coding], judged: list[Judged], ontology: Ontology
) -> Iterator[Example]:
    """A sentence with one fact: the dyad that fits its spans (or code) best has its root; of the others nothing is
    known, nor of a verb of speech that no rule codes: the fact is what is said.
    """
    speech = load_grammar().speech
    found = [f for f in _dyads(codings) if f.doubt != UNCODED or f.lemma not in speech]
    if not found:
        return

    def fit(f: _Found) -> tuple[float, bool]:
        row = row_of(f.coding, f.dyad)
        score = 2 * shares_word(row["source_text"], text.source) + shares_word(row["target_text"], text.target)
        agrees = row["event_root_code"] in _roots(text, row["event_code"], ontology)
        return score + 0.5 * agrees if text.kind == "relation" else float(agrees), f.kept

    best = max(found, key=fit)
    roots = _roots(text, best.dyad.action.code, ontology)
    if text.kind == "relation" and fit(best)[0] < 2:
        return
    root = best.dyad.action.code[:2]
    if best.kept and (text.kind == "relation" or sum(f.kept for f in found) == 1):
        here = (text.text_id, best.coding, best.dyad, best.facts)
        judged.append(Judged(*here, root in roots, weight=SENTENCE, number=best.number))
    yield _example(text, best, root if root in roots else roots[0])


def _roots(text: GoldText, code: str, ontology: Ontology) -> tuple[str, ...]:
    """The roots that a sentence's class or code allows, the commonest of a class first."""
    if text.kind == "code":
        return (text.code[:2],)
    kinds = code_kinds()
    if text.plover == "COERCE" and code.startswith(kinds.imposed):
        return (code[:2],)
    found = [r for r in ROOTS if ontology.require(r).plover_event == text.plover]
    return tuple(sorted(found, key=lambda r: r in kinds.rarer)) or (NONE,)


def rule_examples(coder: Coder) -> Iterator[Example]:
    """The rules' own examples: what a rule says of its example is the root of that dyad."""
    for rule in coder.rulebook.rules:
        for n, sentence in enumerate(rule.examples):
            for coding in coder.trace(sentence, "2020-06-15", near=False):
                for verdict in coding.verdicts:
                    if verdict.kept and rule.id in verdict.dyad.action.path:
                        seen = features(coding.sentence, coding.clauses, verdict.dyad, verdict.facts)
                        yield Example(f"{rule.id}-{n}", seen, verdict.dyad.action.code[:2], 0.5)
