"""Training who is meant: what gold texts say of sides that are not named, and weights of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.events.likely import Candidate, Missing, load_sides
from coder.records import Actor

pytest.importorskip("sklearn")

from coder.desk.gold import GoldEvent  # noqa: E402
from coder.desk.lessons import Unnamed, known_of  # noqa: E402
from coder.desk.train_sides import fit_sides, judge_sides, write_sides  # noqa: E402


def unnamed(n: int, side: str) -> Unnamed:
    """An event whose missing side is who stands at 'speaker', but with a 'noun' nobody."""
    role = Actor("GOV", None, ("GOV",), "ministers", 0, 5) if side == "country" else None
    actors = [Actor("TCDGOV", "TCD", ("GOV",), "the government", 0, 5), Actor("NER", "NER", (), "Niger", 9, 14)]
    missing = Missing(
        0,
        side if role is None else "source",
        role,
        (Candidate(actors[0], ("at=speaker", "far=1")), Candidate(actors[1], ("at=object", "far=2"))),
        ("thing" if n % 3 else "noun",),
    )
    codes: tuple[str | None, ...] = ("TCD",) if n % 3 else (None,)
    return Unnamed(str(n), missing, GoldEvent(("170",), codes, codes))


ALL = [unnamed(n, side) for side in ("source", "target", "country") for n in range(60)]


def test_who_is_meant_is_learnt_and_where_nobody_is(tmp_path: Path) -> None:
    sides = fit_sides(ALL)
    for one in ALL:
        candidate, likely, nobody = sides.of(one.missing).chances(one.missing)
        assert (likely > nobody) is (not one.needs_nobody)
        assert candidate.actor.code == "TCDGOV"
    write_sides(tmp_path / "s.json", sides)
    read = load_sides(tmp_path / "s.json")
    assert (read.source, read.target, read.country) == (sides.source, sides.target, sides.country)
    assert read.margin == sides.margin and read.checksum


def test_the_same_gold_gives_the_same_bytes_and_no_names(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        write_sides(tmp_path / name, fit_sides(list(ALL)))
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert json.loads((tmp_path / "a.json").read_text())["margin"] > 0


def test_what_is_judged_counts_sides_by_what_the_gold_allows() -> None:
    judged = judge_sides(ALL, [fit_sides(ALL)], {str(n): 0 for n in range(60)})
    assert (judged.unnamed, judged.named, judged.right_before, judged.right) == (180, 120, 0, 120)


def test_too_few_are_refused() -> None:
    with pytest.raises(CoderError, match="too few events"):
        fit_sides(ALL[:10])


@pytest.mark.parser
def test_gold_texts_tell_which_sides_are_not_named() -> None:
    from coder.desk.gold import GoldText
    from coder.pipeline import Coder

    coder = Coder(without=("reader", "sides"))
    text = "The government of Chad said three editors were jailed on Monday."
    start = text.index("jailed")
    event = GoldEvent(("173",), ("TCDGOV",), ("TCDMED", None), start=start, end=start + 6, trigger="jailed")
    from datetime import date

    known = known_of(coder, [GoldText("t", date(2023, 5, 2), text, "events", (event,))], coder.ontology)
    one, whose = known.unnamed
    assert whose.missing.asks_country and whose.missing.side == "target"
    assert not whose.accepts(None) and whose.accepts(0)
    assert one.missing.side == "source" and not one.needs_nobody and not one.accepts(None)
    assert [c.actor.code for n, c in enumerate(one.missing.candidates) if one.is_meant(n)] == ["TCDGOV", "TCD"]
