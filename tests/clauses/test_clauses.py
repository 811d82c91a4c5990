"""Clauses from sentences parsed by hand: what each grammatical mechanism makes of its example."""

from __future__ import annotations

import pytest
from handmade import EVENT_NOUNS, read_parses, told

from coder.clauses.find import find_clauses
from coder.clauses.grammar import load_grammar

SENTENCES = read_parses()
CASES = [
    ("passive", "expel object=envoys subject=Chile on=Monday"),
    ("passive without agent", "jail object=editor in=Minsk"),
    ("coordination", "recall subject=Lima object=ambassador"),
    ("coordination", "close subject=Lima object=border"),
    ("coordination", "halt subject=Lima object=trade"),
    ("passive coordination", "arrest object=monk"),
    ("passive coordination", "deport object=monk"),
    ("object control", "urge subject=Kenya object=Uganda complement=release"),
    ("object control", "release possible subject=Uganda object=fishermen"),
    ("subject control", "promise subject=Serbia object=Albania complement=open"),
    ("subject control", "open future subject=Serbia object=crossing speaker=Serbia"),
    ("prepositional control", "free possible subject=Minsk object=poet"),
    ("raising", "shell subject=army object=town"),
    ("failed", "capture failed subject=rebels object=airport"),
    ("participle", "raid subject=Police object=office"),
    ("participle", "wound subject=Police object=clerks"),
    ("participle below preposition", "accuse subject=Mali object=France of=arming complement=arming"),
    ("participle below preposition", "arm possible subject=France object=rebels"),
    ("relative pronoun", "seize subject=troops object=bridge"),
    ("relative pronoun", "withdraw subject=troops on=Sunday"),
    ("relative gap", "embargo subject=Spain"),
    ("relative gap", "impose subject=Spain object=embargo"),
    ("relative gap", "lift object=embargo"),
    ("light verb", "launch subject=navy object=raid on=port"),
    ("light verb", "raid on=port subject=navy"),
    ("light verb passive", "attack on=village subject=gunmen"),
    ("light verb passive", "carry out object=attack subject=gunmen on=village"),
    ("noun of ending", "end subject=Nepal object=curfew"),
    ("end behind its preposition", "end subject=Nepal object=curfew"),
    ("undergo", "come subject=convoy under=attack"),
    ("undergo", "attack subject=militiamen object=convoy"),
    ("possessor", "attack possessor=Israel on=depot"),
    ("possessor", "kill subject=attack object=guard"),
    ("by phrase of a noun", "killing of=priest subject=soldiers"),
    ("by phrase of a noun", "shock subject=killing object=Bolivia"),
    ("counted noun", "carry out subject=jets object=series of=raids"),
    ("counted noun", "raid on=city subject=jets"),
    ("negated", "attack not subject=Ghana object=Togo"),
    ("setting out", "deliver possible subject=Trucks object=rice to=Oman"),
    ("we of a quote", "return subject=Oman"),
    ("no one", "attack not subject=soldiers object=village"),
    ("future", "send future subject=Tokyo object=doctors dative=Manila to=Manila"),
    ("future seen from the past", "reopen future subject=Peru object=mine speaker=minister"),
    ("condition", "attack hypothetical subject=Iran object=ships"),
    ("condition", "rise future subject=oil"),
    ("possible", "join possible subject=Moldova object=union"),
    ("necessary with speaker", "leave necessary subject=Russia object=Georgia speaker=Latvia"),
    ("planned noun", "attack possible modifier=planned on=base"),
    ("planned noun", "alarm subject=attack object=generals"),
    ("adjective", "ready subject=Greece complement=meet"),
    ("adjective", "meet future subject=Greece object=Turkey"),
    ("dative", "give subject=Norway object=loan dative=Malawi"),
    ("compound subject", "condemn subject=France subject=Italy object=coup"),
    ("headline", "summon object=envoy to=ministry over=raid"),
    ("purpose", "send subject=Nepal object=soldiers"),
    ("purpose", "arrest possible subject=Nepal object=smugglers"),
]


@pytest.mark.parametrize(("name", "expected"), CASES)
def test_clause(name: str, expected: str) -> None:
    sentence = SENTENCES[name]
    found = [told(sentence, c) for c in find_clauses(sentence, EVENT_NOUNS, load_grammar())]
    assert expected in found


def test_clauses_stand_in_the_order_of_their_predicates() -> None:
    for sentence in SENTENCES.values():
        predicates = [c.predicate for c in find_clauses(sentence, EVENT_NOUNS, load_grammar())]
        assert predicates == sorted(predicates)


def test_a_complement_knows_its_governor() -> None:
    clauses = find_clauses(SENTENCES["object control"], EVENT_NOUNS, load_grammar())
    assert [(c.lemma, c.governor, c.relation) for c in clauses] == [
        ("urge", None, "root"),
        ("release", 0, "complement"),
    ]
