"""Base actions and the stances over them, with rules of the test's own on sentences parsed by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from handmade import bases_of

RULES = """
- {id: t.free, code: "0841", verbs: [release, free], definition: d, examples: [e]}
- {id: t.open, code: "085", verbs: [open], definition: d, examples: [e]}
- {id: t.arm, code: "072", verbs: [arm], definition: d, examples: [e]}
- {id: t.shell, code: "194", verbs: [shell], definition: d, examples: [e]}
- {id: t.urge, code: "020", operator: appealed, verbs: [urge, call on], over: [complement], target: [object, "on"],
   definition: d, examples: [e]}
- {id: t.promise, code: "030", operator: intended, verbs: [promise], over: [complement], target: [object],
   definition: d, examples: [e]}
- {id: t.accuse, code: "112", operator: accused, verbs: [accuse], over: [complement], target: [object],
   definition: d, examples: [e]}
- {id: t.embargo, code: "163", nouns: [embargo], definition: d, examples: [e]}
- {id: t.lift, operator: reversed, verbs: [lift], over: [object], requires_base: true, definition: d, examples: [e]}
- {id: t.meet, code: "040", verbs: [meet], reciprocal: true, definition: d, examples: [e]}
"""
CASES = [
    ("object control", "urge", "0253", "appealed", "t.urge t.free"),
    ("object control", "release", "0841", "actual", "t.free"),
    ("prepositional control", "call", "0253", "appealed", "t.urge t.free"),
    ("subject control", "promise", "0354", "intended", "t.promise t.open"),
    ("participle below preposition", "accuse", "112", "actual", "t.accuse t.arm"),
    ("relative gap", "lift", "085", "actual", "t.lift t.embargo"),
    ("raising", "begin", "194", "actual", "t.shell"),
]


@pytest.mark.parametrize(("name", "lemma", "code", "stance", "path"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_base(name: str, lemma: str, code: str, stance: str, path: str, tmp_path: Path) -> None:
    bases = bases_of(name, RULES, tmp_path)
    base = bases.base(next(k for k, clause in enumerate(bases.clauses) if clause.lemma == lemma))
    assert base is not None
    assert (base.code, base.stance, " ".join(base.path)) == (code, stance, path)


def test_who_is_asked_is_the_target_before_whom_it_concerns(tmp_path: Path) -> None:
    bases = bases_of("object control", RULES, tmp_path)
    base = bases.base(0)
    assert base is not None
    told = [[bases.sentence.tokens[h].text for h in heads] for heads in base.targets]
    assert told[0] == ["Uganda"]
    assert ["fishermen"] in told


def test_a_stance_that_needs_a_base_is_nothing_without_one(tmp_path: Path) -> None:
    lift = RULES[RULES.index("- {id: t.lift") : RULES.index("- {id: t.meet")]
    bases = bases_of("relative gap", lift, tmp_path)
    assert all(bases.base(k) is None for k in range(len(bases.clauses)))


def test_a_stance_without_a_known_action_has_the_code_of_its_kind(tmp_path: Path) -> None:
    urge = RULES[RULES.index("- {id: t.urge") : RULES.index("- {id: t.promise")]
    base = bases_of("object control", urge, tmp_path).base(0)
    assert base is not None
    assert (base.code, base.stance) == ("0253", "appealed")  # *release* is a word of it
