"""How good the coding is: its events against a gold standard, with intervals, confusions, misses and calibration."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from coder.cameo.kinds import code_kinds
from coder.cameo.ontology import Ontology, quad_class
from coder.desk.gold import GoldEvent, GoldText
from coder.desk.measures import Calibration, Interval, Score, calibration, macro_interval, score_interval
from coder.desk.pairing import Row, actor_fits, actors_fit, find_pairs, overlaps, same_place
from coder.desk.phrases import same_phrase, shares_word

LEVELS: dict[str, Callable[[str], str]] = {
    "root": lambda code: code[:2],
    "base": lambda code: code[:3],
    "code": lambda code: code,
    "quad class": lambda code: str(quad_class(code)),
}
NONE = "none"
# Imposed sanctions: gold standards disagree on which of two classes they are.
EITHER = frozenset({"SANCTION", "COERCE"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one gold event (or sentence): whether its root code (or fact) was found, with both actors, and
    code and actors to the letter.

    `text_id` and `number` name it in the gold file; `wanted` and `coded` are shown to people; `start` is where its
    trigger is, for the search of a reason.
    """

    text_id: str
    number: int
    wanted: str
    coded: str
    root: bool
    full: bool
    letter: bool
    required: bool
    text: str
    start: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ClassScore:
    """Precision and recall of one root code (or PLOVER class)."""

    name: str
    score: Score


@dataclass(frozen=True)
class Evaluation:
    """The result of an evaluation.

    `figures` are shares from 0 to 1 with 95 % intervals, by name; `shares` those of the events found, with the number
    of cases; `confusion` counts (gold class, coded class); `alpha` is Krippendorff's alpha between the gold's coders,
    where told; `extra` lists false events as (text_id, what was coded, text).
    """

    texts: int
    figures: dict[str, Interval] = field(default_factory=dict)
    shares: dict[str, tuple[float, int]] = field(default_factory=dict)
    classes: tuple[ClassScore, ...] = ()
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    calibration: Calibration | None = None
    alpha: dict[str, float | None] = field(default_factory=dict)
    outcomes: tuple[Outcome, ...] = ()
    extra: tuple[tuple[str, str, str], ...] = ()


def evaluate(gold: Sequence[GoldText], rows: Mapping[str, Sequence[Row]], ontology: Ontology) -> Evaluation:
    """Scores events (rows of a dataset, by text_id) against gold standard texts; each kind of gold by its own measures.

    >>> evaluate(read_gold(path), rows, load_ontology()).figures["root f1"].value        # doctest: +SKIP
    0.82
    """
    makers = {"events": _events, "relation": _relations, "code": _codes, "roots": _told, "spans": _spans}
    kinds = {kind: [t for t in gold if t.kind == kind] for kind in makers}
    parts = [make(texts, rows, ontology) for kind, make in makers.items() if (texts := kinds[kind])]
    return parts[0] if len(parts) == 1 else _join(parts)


def _join(parts: Sequence[Evaluation]) -> Evaluation:
    figures = {k: v for p in parts for k, v in p.figures.items()}
    shares = {k: v for p in parts for k, v in p.shares.items()}
    confusion: Counter[tuple[str, str]] = Counter()
    for part in parts:
        confusion.update(part.confusion)
    reliable = next((p.calibration for p in parts if p.calibration), None)
    return Evaluation(
        sum(p.texts for p in parts),
        figures,
        shares,
        tuple(c for p in parts for c in p.classes),
        confusion,
        reliable,
        {},
        tuple(o for p in parts for o in p.outcomes),
        tuple(e for p in parts for e in p.extra),
    )


# --- texts with all their events --------------------------------------------------------------------------------------


def accepts(level: Callable[[str], str]) -> Callable[[GoldEvent, Row], bool]:
    """Whether a row agrees with a gold event on a level; with PLOVER's classes where the gold has no codes."""

    def agree(gold: GoldEvent, row: Row) -> bool:
        if not gold.codes:
            return row["plover_event"] in gold.classes
        return level(row["event_code"]) in {level(code) for code in gold.codes}

    return agree


@dataclass(frozen=True, slots=True)
class _Paired:
    """A gold text with its rows and the pairs of the root level."""

    gold: GoldText
    rows: Sequence[Row]
    pairs: dict[int, int]

    def score(self, is_right: Callable[[GoldEvent, Row], bool]) -> Score:
        required = sum(not e.optional for e in self.gold.events)
        right = [j for j, k in self.pairs.items() if is_right(self.gold.events[j], self.rows[k])]
        return Score(required, len(self.rows), sum(not self.gold.events[j].optional for j in right), len(right))


def _events(texts: Sequence[GoldText], rows: Mapping[str, Sequence[Row]], ontology: Ontology) -> Evaluation:
    paired = {name: [_pair(t, rows, level) for t in texts] for name, level in _levels(texts, ontology).items()}
    by_root = paired[next(iter(paired))]
    figures: dict[str, Interval] = {}
    for name, found in paired.items():
        _add(figures, name, [p.score(lambda g, r: True) for p in found])
    for name, is_right in FITS.items():
        _add(figures, name, [p.score(is_right) for p in by_root])
    confidence = [(float(r["confidence"]), r, p, k) for p in by_root for k, r in enumerate(p.rows)]
    right = [_is_full(p, k) for _, _, p, k in confidence]
    return Evaluation(
        len(texts),
        figures,
        _shares(by_root),
        _class_scores(by_root),
        _confusion(by_root),
        calibration([c for c, *_ in confidence], right) if confidence else None,
        {},
        tuple(o for p in by_root for o in _outcomes(p)),
        tuple(e for p in by_root for e in _false(p)),
    )


def _levels(texts: Sequence[GoldText], ontology: Ontology) -> dict[str, Callable[[str], str]]:
    def plover(code: str) -> str:
        return ontology.require(code).plover_event or NONE

    has_codes = any(e.codes for t in texts for e in t.events) or not any(t.events for t in texts)
    return {**LEVELS, "PLOVER class": plover} if has_codes else {"PLOVER class": plover}


def _pair(text: GoldText, rows: Mapping[str, Sequence[Row]], level: Callable[[str], str]) -> _Paired:
    found = rows.get(text.text_id, ())
    return _Paired(text, found, find_pairs(text.events, found, text.text, accepts(level)))


def _add(figures: dict[str, Interval], name: str, scores: Sequence[Score]) -> None:
    for figure in ("recall", "precision", "f1"):
        figures[f"{name} {figure}"] = score_interval(scores, figure)


def _first(gold: GoldEvent, row: Row) -> bool:
    """Whether root, source and target are those that the gold puts first."""
    if gold.codes and row["event_code"][:2] != gold.codes[0][:2]:
        return False
    return actor_fits(row["source_code"], gold.sources[:1]) and actor_fits(row["target_code"], gold.targets[:1])


FITS: dict[str, Callable[[GoldEvent, Row], bool]] = {
    "root, source and target": actors_fit,
    "code, source and target to the letter": lambda g, r: actors_fit(g, r, strict=True),
    "the gold's first choice": _first,
}


def _is_full(paired: _Paired, k: int) -> bool:
    return any(actors_fit(paired.gold.events[j], paired.rows[k]) for j, other in paired.pairs.items() if other == k)


def _shares(paired: Sequence[_Paired]) -> dict[str, tuple[float, int]]:
    """Of the events found: how often the details are right that the gold has."""
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for p in paired:
        for j, k in p.pairs.items():
            gold, row = p.gold.events[j], p.rows[k]
            if gold.codes:
                found["exact code"].append(row["event_code"] in gold.codes)
            found["source"].append(actor_fits(row["source_code"], gold.sources))
            found["target"].append(actor_fits(row["target_code"], gold.targets))
            if gold.start is not None:
                found["trigger"].append(overlaps(gold, row))
            if gold.event_date:
                found["date"].append(str(row["event_date"])[:10] == gold.event_date)
            if gold.place:
                found["place"].append(same_place(row["place_name"], gold.place))
            for name in gold.counted:
                if getattr(gold, name) is not None or row[name] is not None:
                    found[name].append(row[name] == getattr(gold, name))
    return {name: (sum(values) / len(values), len(values)) for name, values in found.items()}


def class_of(gold: GoldEvent) -> str:
    return gold.codes[0][:2] if gold.codes else gold.classes[0]


def _row_class(gold: Iterable[GoldEvent], row: Row) -> str:
    by_code = all(g.codes for g in gold)
    return str(row["event_root_code"] if by_code else row["plover_event"] or NONE)


def _class_scores(paired: Sequence[_Paired]) -> tuple[ClassScore, ...]:
    required, coded, right_required, right = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for p in paired:
        for j, gold in enumerate(p.gold.events):
            required[class_of(gold)] += not gold.optional
            right_required[class_of(gold)] += not gold.optional and j in p.pairs
        for k, row in enumerate(p.rows):
            coded[_row_class(p.gold.events, row)] += 1
            right[_row_class(p.gold.events, row)] += k in p.pairs.values()
    names = sorted(required.keys() | coded.keys())
    return tuple(ClassScore(n, Score(required[n], coded[n], right_required[n], right[n])) for n in names)


def _confusion(paired: Sequence[_Paired]) -> Counter[tuple[str, str]]:
    """Gold class against that of the row with the same trigger, where there is no right one; 'none' for no row."""
    found: Counter[tuple[str, str]] = Counter()
    for p in paired:
        for j, gold in enumerate(p.gold.events):
            if j in p.pairs:
                found[class_of(gold), class_of(gold)] += 1
            elif not gold.optional:
                other = _in_its_place(p, gold)
                found[class_of(gold), _row_class(p.gold.events, other) if other else NONE] += 1
    return found


def _in_its_place(paired: _Paired, gold: GoldEvent) -> Row | None:
    """The row without a pair that is told by the words of a missed event."""
    free = (r for k, r in enumerate(paired.rows) if k not in paired.pairs.values())
    return next((r for r in free if overlaps(gold, r)), None)


def shown(code: str, source: str | None, target: str | None) -> str:
    """An event in short: 'FRA 161 RUS', with a dash for no actor."""
    return f"{source or '—'} {code} {target or '—'}"


def _outcomes(paired: _Paired) -> Iterable[Outcome]:
    for j, gold in enumerate(paired.gold.events):
        row = paired.rows[paired.pairs[j]] if j in paired.pairs else _in_its_place(paired, gold)
        is_found = j in paired.pairs and row is not None
        yield Outcome(
            paired.gold.text_id,
            j,
            shown((gold.codes or gold.classes)[0], gold.sources[0], gold.targets[0]),
            shown(row["event_code"], row["source_code"], row["target_code"]) if row else NONE,
            is_found,
            is_found and row is not None and actors_fit(gold, row),
            is_found and row is not None and actors_fit(gold, row, strict=True),
            not gold.optional,
            paired.gold.text,
            gold.start,
        )


def _false(paired: _Paired) -> Iterable[tuple[str, str, str]]:
    for k, row in enumerate(paired.rows):
        if k not in paired.pairs.values():
            coded = shown(row["event_code"], row["source_code"], row["target_code"])
            yield paired.gold.text_id, f"{coded} ({row['trigger_text']}; {row['rule_id']})", paired.gold.text


# --- sentences with one fact ------------------------------------------------------------------------------------------


def _relations(texts: Sequence[GoldText], rows: Mapping[str, Sequence[Row]], ontology: Ontology) -> Evaluation:
    """The class of the event between two spans: by the row that fits both best, else one of them, else any."""
    gold = [t.plover for t in texts]
    best = [_best(t, rows.get(t.text_id, ())) for t in texts]
    found = [_label(t, row, ontology) for t, (row, _) in zip(texts, best, strict=True)]
    both = [label if fit == 3 else NONE for label, (_, fit) in zip(found, best, strict=True)]
    figures = {"class macro f1": macro_interval(gold, found), "pair macro f1": macro_interval(gold, both)}
    for name, labels in (("class", found), ("pair", both)):
        hits = [Score(1, 1, g == c, g == c) for g, c in zip(gold, labels, strict=True)]
        figures[f"{name} accuracy"] = score_interval(hits, "recall")
    coded = [(g, c) for g, c in zip(gold, found, strict=True) if c != NONE]
    shares = {"coverage": (len(coded) / len(gold), len(gold))}
    if coded:
        shares["precision when coded"] = (sum(g == c for g, c in coded) / len(coded), len(coded))
    outcomes = tuple(
        Outcome(t.text_id, 0, f"{t.plover} {t.source} → {t.target}", c, g == c, g == b, g == b, True, t.text)
        for t, g, c, b in zip(texts, gold, found, both, strict=True)
    )
    return Evaluation(
        len(texts),
        figures,
        shares,
        _label_scores(gold, found),
        Counter(zip(gold, found, strict=True)),
        outcomes=outcomes,
    )


def _best(text: GoldText, rows: Sequence[Row]) -> tuple[Row | None, int]:
    fits = [
        (2 * shares_word(r["source_text"], text.source) + shares_word(r["target_text"], text.target), r)
        for r in rows
        if not r["event_root_code"].startswith(code_kinds().comments)
    ]
    fit, row = max(fits, key=lambda pair: pair[0], default=(0, None))
    return row, fit


def _label(text: GoldText, row: Row | None, ontology: Ontology) -> str:
    if row is None:
        return NONE
    if text.plover in EITHER and row["event_code"].startswith(code_kinds().imposed):
        return text.plover
    return ontology.require(row["event_root_code"]).plover_event or NONE


def _label_scores(gold: Sequence[str], found: Sequence[str]) -> tuple[ClassScore, ...]:
    in_gold, in_found = Counter(gold), Counter(found)
    right = Counter(g for g, c in zip(gold, found, strict=True) if g == c)
    return tuple(ClassScore(n, Score(in_gold[n], in_found[n], right[n], right[n])) for n in sorted(in_gold))


def _codes(texts: Sequence[GoldText], rows: Mapping[str, Sequence[Row]], ontology: Ontology) -> Evaluation:
    """Whether some event of a sentence has its code, to two, three and all digits."""
    codes = [[r["event_code"] for r in rows.get(t.text_id, ())] for t in texts]
    figures = {}
    for name, digits in (("root", 2), ("base", 3), ("exact code", 4)):
        hits = [any(c[:digits] == t.code[:digits] for c in found) for t, found in zip(texts, codes, strict=True)]
        figures[f"sentence {name} recall"] = score_interval([Score(1, 1, h, h) for h in hits], "recall")
    shares = {
        "sentences with an event": (sum(map(bool, codes)) / len(texts), len(texts)),
        "events a sentence": (sum(map(len, codes)) / len(texts), len(texts)),
    }
    pairs = [
        (t, next((c for c in found if c[:2] == t.code[:2]), found[0] if found else NONE))
        for t, found in zip(texts, codes, strict=True)
    ]
    outcomes = tuple(
        Outcome(t.text_id, 0, t.code, c, c[:2] == t.code[:2], c == t.code, c == t.code, True, t.text) for t, c in pairs
    )
    confusion = Counter((t.code[:2], c[:2] if c != NONE else NONE) for t, c in pairs)
    return Evaluation(len(texts), figures, shares, confusion=confusion, outcomes=outcomes)


def _told(texts: Sequence[GoldText], rows: Mapping[str, Sequence[Row]], ontology: Ontology) -> Evaluation:
    """Whether texts that tell of an event of some roots have one, and texts that tell of none have none."""
    figures: dict[str, Interval] = {}
    found = [(t, {r["event_root_code"] for r in rows.get(t.text_id, ())}) for t in texts]
    told = [Score(1, 1, hit, hit) for t, roots in found if t.roots for hit in [bool(roots & set(t.roots))]]
    quiet = [Score(1, 1, not roots, not roots) for t, roots in found if not t.roots]
    if told:
        figures["texts told recall"] = score_interval(told, "recall")
    if quiet:
        figures["texts left quiet recall"] = score_interval(quiet, "recall")
    outcomes = tuple(
        Outcome(t.text_id, 0, "|".join(t.roots), "|".join(sorted(roots)) or NONE, hit, hit, hit, True, t.text)
        for t, roots in found
        if t.roots
        for hit in [bool(roots & set(t.roots))]
    )
    return Evaluation(len(texts), figures, outcomes=outcomes)


def _spans(texts: Sequence[GoldText], rows: Mapping[str, Sequence[Row]], ontology: Ontology) -> Evaluation:
    """Whether the words of sources and targets are found: phrases that share half of their words."""
    figures: dict[str, Interval] = {}
    for side in ("source", "target"):
        scores = []
        for t in texts:
            gold = t.sources if side == "source" else t.targets
            found = sorted({r[f"{side}_text"] for r in rows.get(t.text_id, ()) if r[f"{side}_text"]})
            hits = sum(any(same_phrase(g, f) for f in found) for g in gold)
            false = sum(not any(same_phrase(g, f) for g in gold) for f in found)
            scores.append(Score(len(gold), hits + false, hits, hits))
        _add(figures, side, scores)
    return Evaluation(len(texts), figures)
