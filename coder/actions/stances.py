"""The table that joins stances and base actions: *refused* over the ending of sanctions, 085, is 1244."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from coder.cameo.kinds import code_kinds
from coder.files.package import KNOWLEDGE
from coder.files.yamlfile import Faults, read_yaml

ASKS = frozenset({"appealed", "demanded"})
WISHES = frozenset({"appealed", "demanded", "intended"})
MEANT = frozenset({"threatened", "intended"})
FIELDS = frozenset({"column", "default", "otherwise", "table", "alone", "concerns"})


@dataclass(frozen=True, slots=True)
class Operator:
    """A stance as composition.yaml has it; `table` maps base codes, by longest prefix, to outer codes.

    `alone` is its code over no known action, where it concerns somebody who stands in one of the slots `concerns`.
    """

    name: str
    column: str
    default: str | None
    otherwise: str | None
    table: Mapping[str, str]
    alone: str | None = None
    concerns: tuple[str, ...] = ()

    def knows(self, base: str) -> bool:
        """Whether the table has an entry for a base code."""
        return any(base[:length] in self.table for length in range(2, len(base) + 1))


@dataclass(frozen=True, slots=True)
class Composition:
    """The table that joins stances and base actions.

    `statuses` maps a clause's status to the operator that it implies, `roots` a root to the stance of rules that give
    its codes without a base action.
    """

    operators: Mapping[str, Operator]
    statuses: Mapping[str, str]
    roots: Mapping[str, str]

    def outer(self, name: str, base: str) -> tuple[str, str] | None:
        """The outer code and the stance of operator `name` over a base code; None where the two make no event.

        outer('refused', '085') is ('1244', 'refused').
        """
        operator = self.operators[name]
        for length in range(len(base), 1, -1):
            found = operator.table.get(base[:length])
            if found == "same":
                return base, operator.column
            if found is not None:
                return (found, operator.column) if found != "none" else None
        if operator.otherwise:
            return self.outer(operator.otherwise, base)
        return (operator.default, operator.column) if operator.default else None

    def polarity(self, operator: str, base: str, negated: bool) -> tuple[str, str]:
        """Operator and base where the embedded clause is negated.

        *promised not to sign* refuses, *vowed not to attack* yields; *urged not to attack* asks to end.
        """
        if not negated:
            return operator, base
        harm = operator in MEANT and base[:2] in code_kinds().hostile
        if harm and (spared := self.outer("reversed", base)) is not None:
            return "intended", spared[0]
        if operator == "intended":
            return "refused", base
        ended = self.outer("reversed", base) if operator in ASKS else None
        return operator, ended[0] if ended else base


def is_about_inner(operator: str, stance: str) -> bool:
    """Whether an operator is about what a stance below it is about, and not about the stance.

    A refused appeal, offer or demand is a refusal of what was asked (*rejected a call for talks*); what somebody
    should be ready for is what he is asked for; and who drops a threat or a plan lets be what he meant to do
    (*reversed its decision to expel them*, *dropped plans to send tents*).
    """
    if operator == "refused":
        return stance in WISHES
    if operator == "intended":
        return stance == "intended"  # *announced plans to send* is a plan to send
    return (stance == "intended" and operator in ASKS) or (stance in MEANT and operator == "reversed")


@cache
def load_composition() -> Composition:
    """The composition table that comes with the package. Raises DataFileError with every fault."""
    faults = Faults()
    root = read_yaml(KNOWLEDGE / "composition.yaml", faults)
    faults.raise_any()
    assert root is not None
    parts = dict(root.pairs())
    operators = {}
    for name, node in parts["operators"].pairs():
        fields = dict(node.pairs())
        if unknown := fields.keys() - FIELDS:
            faults.add(node, f"operator '{name}' has unknown fields {', '.join(sorted(unknown))}")
        default = str(fields["default"].value)
        otherwise = str(fields["otherwise"].value) if "otherwise" in fields else None
        table = {code: str(outer.value) for code, outer in fields["table"].pairs()}
        alone = str(fields["alone"].value) if "alone" in fields else None
        concerns = tuple(fields["concerns"].strings(faults, "a slot")) if "concerns" in fields else ()
        column, default_code = str(fields["column"].value), None if default == "none" else default
        operators[name] = Operator(name, column, default_code, otherwise, table, alone, concerns)
    statuses = {status: str(node.value) for status, node in parts["statuses"].pairs()}
    roots = {code: str(node.value) for code, node in parts["roots"].pairs()}
    for name in [*statuses.values(), *roots.values(), *(o.otherwise for o in operators.values() if o.otherwise)]:
        if name not in operators:
            faults.add(root, f"operator '{name}' is used but not defined")
    faults.raise_any()
    return Composition(operators, statuses, roots)
